package query

import (
	"fmt"
	"strings"
)

// path takes apart the word at the place, in which strings follow dots only.
func (p *parser) path(at Span) Path {
	path := make(Path, 0, 1+strings.Count(p.input[at.Offset:at.End()], "."))
	for start := at.Offset; ; start++ {
		segment := p.segment(at, start)
		path = append(path, segment)
		start = segment.Span.End()
		if start >= at.End() || p.err != nil {
			return path
		}
		if p.input[start] != '.' {
			p.fail(CodeMissingName, Span{start, 0}, "missing '.' after a quoted name")
		}
	}
}

// segment reads the name at start, up to the next dot of the word.
func (p *parser) segment(word Span, start int) Segment {
	rest := p.input[start:word.End()]
	if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
		sub := lexer{input: p.input, pos: start}
		_ = sub.quoted() // the word was accepted with it
		text, _ := unquote(p.input[start:sub.pos])
		return Segment{text, true, Span{start, sub.pos - start}}
	}
	name, _, _ := strings.Cut(rest, ".")
	at := Span{start, len(name)}
	switch {
	case name == "" && start == word.Offset:
		p.fail(CodeMissingName, Span{start, 1}, "empty name before '.'")
	case name == "":
		p.fail(CodeMissingName, Span{start - 1, 1}, "missing name after '.'")
	case name[0] == '-':
		p.fail(CodeMinus, at, "a name cannot start with '-'", NewText(name).String())
	case start == word.Offset && keyword(name) != tokenWord:
		p.fail(CodeKeyword, at, name+" is a keyword and cannot be a field")
	}
	return Segment{Text: name, Span: at}
}

// value reads one value of the condition.
func (p *parser) value(c *Condition) Value {
	v := Value{Raw: p.text(p.tok), Span: p.tok.span}
	switch p.tok.kind {
	case tokenString:
		v.Kind = String
		v.Text, v.Stars = unquote(v.Raw)
	case tokenWord:
		p.word(&v, c)
	case tokenAnd, tokenOr, tokenNot:
		p.fail(CodeKeyword, v.Span, v.Raw+" is a keyword", `"`+v.Raw+`"`)
	default:
		p.fail(CodeUnexpected, v.Span, "unexpected "+p.show(p.tok), p.listRepair()...)
	}
	p.advance()
	return v
}

// word reads the value that a word stands for.
func (p *parser) word(v *Value, c *Condition) {
	if n, ok := scanNumber(v.Raw); ok {
		v.Kind, v.Text = Number, n.String()
		return
	}
	v.Kind, v.Text, v.Stars = Word, v.Raw, starsIn(v.Raw)
	if at := strings.IndexAny(v.Raw, `"'`); at >= 0 {
		p.fail(CodeQuoteInWord, Span{v.Span.Offset + at, 1}, quoteInWord)
	}
	if v.Raw[0] == '-' {
		p.fail(CodeMinus, v.Span, "a value cannot start with '-'", NewText(v.Raw).String())
	}
	if at := emptySegment(v.Raw); at >= 0 {
		p.emptySegment(*v, at, c)
	}
}

// group reads the values in parentheses.
func (p *parser) group(c *Condition) {
	if c.Op.Orders() {
		p.fail(CodeGroup, p.tok.span, c.Op.String()+" takes no group, only a single value")
	}
	open := p.open()
	c.Group = true
	for {
		p.countValue(c)
		c.Values = append(c.Values, p.value(c))
		if p.tok.kind != tokenOr {
			break
		}
		p.orValue()
	}
	if !p.ends() {
		p.strayInGroup(c)
	}
	p.close(open)
}

func (p *parser) countValue(c *Condition) {
	if len(c.Values) == p.limits.Values {
		p.fail(CodeTooManyValues, p.tok.span,
			fmt.Sprintf("the group has more than %d values", p.limits.Values))
	}
}

// orValue reads the OR between two values.
func (p *parser) orValue() {
	or := p.tok.span
	if !p.tok.spaced {
		p.fail(CodeMissingSpace, or, "missing space before OR")
	}
	p.advance()
	if p.ends() {
		p.fail(CodeMissingValue, or, "missing value after OR")
	}
}
