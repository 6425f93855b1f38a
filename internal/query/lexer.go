package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lexer cuts the input, which is UTF-8, into tokens.
type lexer struct {
	input string
	pos   int
}

func (l *lexer) text(t token) string { return l.input[t.span.Offset:t.span.End()] }

func (l *lexer) rest() string { return l.input[l.pos:] }

// next reads a token. After the end it returns the end again.
func (l *lexer) next() token {
	before := l.pos
	l.space()
	start := l.pos
	t := token{spaced: start > before || start == 0}
	if start < len(l.input) {
		l.scan(&t)
	}
	t.span = Span{start, l.pos - start}
	return t
}

func (l *lexer) space() {
	for l.pos < len(l.input) {
		n := spaceAt(l.rest())
		if n == 0 {
			return
		}
		l.pos += n
	}
}

func (l *lexer) scan(t *token) {
	switch l.input[l.pos] {
	case '(':
		l.sign(t, tokenOpen)
	case ')':
		l.sign(t, tokenClose)
	case ',':
		l.sign(t, tokenComma)
	case '"', '\'':
		t.kind = tokenString
		t.fault = l.quoted()
	case '=', '<', '>', '!', ':':
		l.operator(t)
	default:
		if l.foreign() {
			t.kind = tokenForeign
			break
		}
		l.word(t)
	}
	if t.fault != nil {
		t.kind = tokenFault
	}
}

func (l *lexer) sign(t *token, kind tokenKind) {
	t.kind = kind
	l.pos++
}

// operator reads the longest operator here, foreign ones included.
func (l *lexer) operator(t *token) {
	t.kind = tokenForeign
	if l.foreign() {
		return
	}
	rest := l.rest()
	for op := Equal; op <= Has; op++ {
		if sign := op.String(); strings.HasPrefix(rest, sign) && len(sign) > len(t.op.String()) {
			t.op = op
		}
	}
	if t.op != 0 {
		t.kind = tokenOp
	}
	l.pos += max(len(t.op.String()), len("!"))
}

func (l *lexer) foreign() bool {
	rest := l.rest()
	for i := range foreign {
		if sign := foreign[i].sign; strings.HasPrefix(rest, sign) {
			l.pos += len(sign)
			return true
		}
	}
	return false
}

// word reads a word and the quoted segments within it. A lone minus is a word
// even before a quote.
func (l *lexer) word(t *token) {
	start := l.pos
	colon := startsLikeDateTime(l.rest())
	for l.pos < len(l.input) {
		if n := wordAt(l.rest(), colon); n > 0 {
			l.pos += n
			continue
		}
		if c := l.input[l.pos]; c != '"' && c != '\'' || l.input[start:l.pos] == "-" {
			break
		}
		if t.fault = l.quotedSegment(); t.fault != nil {
			return
		}
	}
	t.kind = keyword(l.input[start:l.pos])
}

// quotedSegment reads a string within a word, where it must follow a dot.
func (l *lexer) quotedSegment() *Error {
	if l.input[l.pos-1] != '.' {
		return NewError(CodeQuoteInWord, l.input, Span{l.pos, 1}, quoteInWord)
	}
	return l.quoted()
}

// wordAt returns the length of the character that s starts with if a word may
// hold it, and otherwise 0.
func wordAt(s string, colon bool) int {
	switch c := s[0]; {
	case c >= utf8.RuneSelf:
		r, n := utf8.DecodeRuneInString(s)
		if unicode.IsSpace(r) {
			return 0
		}
		return n
	case c == ':':
		if colon {
			return 1
		}
		return 0
	case isSpecial(c) || spaceAt(s) > 0:
		return 0
	case (c == '&' || c == '|') && len(s) > 1 && s[1] == c:
		return 0
	}
	return 1
}

// isSpecial reports whether c ends a word, white space and the colon aside.
func isSpecial(c byte) bool {
	switch c {
	case '(', ')', '=', '<', '>', '!', ',', '"', '\'':
		return true
	}
	return false
}

// spaceAt returns the length of the white space character that s starts with.
func spaceAt(s string) int {
	switch c := s[0]; {
	case c == ' ' || '\t' <= c && c <= '\r':
		return 1
	case c >= utf8.RuneSelf:
		if r, n := utf8.DecodeRuneInString(s); unicode.IsSpace(r) {
			return n
		}
	}
	return 0
}
