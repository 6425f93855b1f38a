package query

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quoted reads a string from its opening quote to the closing one.
func (l *lexer) quoted() *Error {
	open := l.pos
	for l.pos++; l.pos < len(l.input); {
		switch l.input[l.pos] {
		case l.input[open]:
			l.pos++
			return nil
		case '\\':
			if err := l.escape(); err != nil {
				return err
			}
		default:
			l.pos++
		}
	}
	return NewError(CodeUnclosed, l.input, Span{open, 1}, "string is never closed", l.input[open:open+1])
}

// escape reads a backslash and what belongs to it.
func (l *lexer) escape() *Error {
	start := l.pos
	l.pos++
	if l.pos == len(l.input) {
		return nil // the string is not closed, which says more
	}
	r, size := utf8.DecodeRuneInString(l.rest())
	l.pos += size
	switch {
	case r == 'u':
		return l.unicodeEscape(start)
	case strings.ContainsRune(`\"'*ntr`, r):
		return nil
	}
	name := string(r)
	if !unicode.IsPrint(r) {
		name = fmt.Sprintf("%U", r)
	}
	return NewError(CodeBadEscape, l.input, Span{start, l.pos - start}, `unknown escape \`+name, `\\`)
}

func (l *lexer) unicodeEscape(start int) *Error {
	const length = 4
	if len(l.rest()) >= length {
		r, ok := hexRune(l.rest()[:length])
		if ok && !(0xD800 <= r && r <= 0xDFFF) {
			l.pos += length
			return nil
		}
	}
	return NewError(CodeBadEscape, l.input, Span{start, l.pos - start},
		`invalid escape \u: it takes four hexadecimal digits and no surrogate`)
}

func hexRune(hex string) (rune, bool) {
	r, err := strconv.ParseUint(hex, 16, 16)
	return rune(r), err == nil
}

// unquote decodes a string that the lexer has accepted and returns where in it
// the stars are that were not escaped.
func unquote(raw string) (text string, stars []int) {
	body := raw[1 : len(raw)-1]
	if !strings.Contains(body, `\`) {
		return body, starsIn(body)
	}
	var b strings.Builder
	for i := 0; i < len(body); i++ {
		switch {
		case body[i] == '\\':
			i += unescape(&b, body[i+1:])
		case body[i] == '*':
			stars = append(stars, b.Len())
			b.WriteByte('*')
		default:
			b.WriteByte(body[i])
		}
	}
	return b.String(), stars
}

// unescape writes the character that s, which follows a backslash, stands for
// and returns how many bytes of s it took.
func unescape(b *strings.Builder, s string) int {
	switch c := s[0]; c {
	case 'n':
		b.WriteByte('\n')
	case 't':
		b.WriteByte('\t')
	case 'r':
		b.WriteByte('\r')
	case 'u':
		r, _ := hexRune(s[1:5])
		b.WriteRune(r)
		return 5
	default:
		b.WriteByte(c)
	}
	return 1
}

// writeQuoted writes text as a string. The stars at the offsets stay wildcards,
// the others are escaped, and so is what does not show.
func writeQuoted(b *strings.Builder, text string, stars []int) {
	b.WriteByte('"')
	for i, r := range text {
		switch {
		case r == '*' && len(stars) > 0 && stars[0] == i:
			stars = stars[1:]
			b.WriteByte('*')
		case r == '*' || r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			writeEscape(b, r)
		}
	}
	b.WriteByte('"')
}

func writeEscape(b *strings.Builder, r rune) {
	switch {
	case r == '\n':
		b.WriteString(`\n`)
	case r == '\t':
		b.WriteString(`\t`)
	case r == '\r':
		b.WriteString(`\r`)
	case r <= 0xFFFF:
		fmt.Fprintf(b, `\u%04x`, r)
	default:
		b.WriteRune(r) // \u has no form for it
	}
}

// isBareText reports whether text reads as itself, and as no number, without
// quotes.
func isBareText(text string) bool {
	return isBareWord(text) && text[0] != '-' && keyword(text) == tokenWord &&
		emptySegment(text) < 0 && !isNumber(text)
}

// isBareName reports whether name reads as itself as a segment of a path after
// the first.
func isBareName(name string) bool {
	return isBareWord(name) && name[0] != '-' && !strings.ContainsAny(name, ".:")
}

// isBareWord reports whether s is one word, and one in which all shows and
// nothing looks like an escape.
func isBareWord(s string) bool {
	if s == "" || !utf8.ValidString(s) {
		return false
	}
	colon := startsLikeDateTime(s)
	for i, r := range s {
		if r == '\\' || !unicode.IsPrint(r) || wordAt(s[i:], colon) == 0 {
			return false
		}
	}
	return true
}

// emptySegment returns the offset of a dot with no text on one side of it, or
// -1. Such words are faults, because they are mostly typing errors.
func emptySegment(word string) int {
	if strings.HasPrefix(word, ".") {
		return 0
	}
	if i := strings.Index(word, ".."); i >= 0 {
		return i
	}
	if strings.HasSuffix(word, ".") {
		return len(word) - 1
	}
	return -1
}
