package query

import (
	"fmt"
	"strings"
)

// parser reads by recursive descent, one token ahead. The first fault is kept
// and ends the input, so the functions need not look for it: they find the end.
type parser struct {
	lexer
	limits     Limits
	tok        token
	end        int // of the token before tok
	depth      int
	conditions int
	last       *Condition // the condition read last, for repairs
	err        *Error
}

func (p *parser) advance() {
	p.end = p.tok.span.End()
	p.tok = p.next()
	if p.tok.kind == tokenFault {
		p.abort(p.tok.fault)
	}
}

// abort keeps the first fault and lets the input end here.
func (p *parser) abort(err *Error) {
	if p.err == nil {
		p.err = err
	}
	p.pos = len(p.input)
	p.tok = token{span: Span{Offset: p.pos}}
}

func (p *parser) fail(code Code, at Span, message string, suggestions ...string) {
	if p.err == nil {
		p.abort(NewError(code, p.input, at, message, suggestions...))
	}
}

// ends reports whether the filter or the parentheses end here.
func (p *parser) ends() bool { return p.tok.kind == tokenEnd || p.tok.kind == tokenClose }

func (p *parser) filter() Node {
	p.advance()
	if p.tok.kind == tokenEnd {
		return nil
	}
	node := p.conjunction()
	if p.tok.kind == tokenClose {
		p.unexpected()
	}
	return node
}

// conjunction reads factors joined by AND or by nothing. One is as good as the
// other: OR binds tighter than both.
func (p *parser) conjunction() Node {
	nodes := []Node{p.disjunction()}
	for p.another() {
		nodes = append(nodes, p.disjunction())
	}
	return All(nodes...)
}

// another reports whether a factor follows, and reads the AND before it.
func (p *parser) another() bool {
	switch {
	case p.ends():
		return false
	case p.tok.kind == tokenAnd:
		p.joint()
	default:
		p.separate()
	}
	return p.err == nil
}

func (p *parser) disjunction() Node {
	first := p.term()
	if p.tok.kind != tokenOr {
		return first
	}
	var others []Node
	for p.tok.kind == tokenOr {
		p.joint()
		others = append(others, p.term())
	}
	return Any(first, others...)
}

// joint reads AND or OR between conditions.
func (p *parser) joint() {
	word := p.tok
	if !word.spaced && p.input[p.end-1] != ')' {
		p.fail(CodeMissingSpace, word.span, "missing space before "+p.text(word))
	}
	p.advance()
	p.needCondition(word.span)
}

// needCondition faults if nothing follows what stands at the place.
func (p *parser) needCondition(mark Span) {
	if p.ends() {
		p.fail(CodeMissingCondition, mark, "missing condition after "+p.input[mark.Offset:mark.End()])
	}
}

func (p *parser) term() Node {
	switch mark := p.tok.span; {
	case p.tok.kind == tokenNot:
		p.advance()
		p.needCondition(mark)
		return p.negated()
	case p.startsWithMinus():
		mark.Length = len("-")
		p.pos = mark.End() // the word goes on, the token does not
		p.tok.span = mark
		p.advance()
		p.needCondition(mark)
		if p.tok.spaced {
			p.fail(CodeSpaceAfterMinus, mark, "no space is allowed after -")
		}
		return p.negated()
	}
	return p.simple()
}

func (p *parser) startsWithMinus() bool {
	return p.tok.kind == tokenWord && p.input[p.tok.span.Offset] == '-'
}

func (p *parser) negated() Node {
	mark := p.tok.span
	if p.tok.kind == tokenNot {
		p.fail(CodeDoubleNegation, mark, "double negation")
	}
	if p.startsWithMinus() {
		p.fail(CodeDoubleNegation, Span{mark.Offset, len("-")}, "double negation")
	}
	return &Not{p.simple()}
}

func (p *parser) simple() Node {
	switch p.tok.kind {
	case tokenOpen:
		return p.parentheses()
	case tokenWord:
		return p.restriction()
	case tokenString:
		p.quotedStart()
	default:
		p.unexpected()
	}
	return nil
}

func (p *parser) parentheses() Node {
	open := p.open()
	node := p.conjunction()
	p.close(open)
	return node
}

// open reads a parenthesis, which must have something in it.
func (p *parser) open() Span {
	at := p.tok.span
	if p.depth++; p.depth > p.limits.Depth {
		p.fail(CodeTooDeep, at, fmt.Sprintf("parentheses are nested deeper than %d", p.limits.Depth))
	}
	p.advance()
	if p.tok.kind == tokenClose {
		p.fail(CodeEmptyParentheses, at, "empty parentheses")
	}
	p.needClose(at)
	return at
}

func (p *parser) close(open Span) {
	p.needClose(open)
	p.depth--
	p.advance()
}

// needClose faults if the input ends within the parenthesis at open.
func (p *parser) needClose(open Span) {
	if p.tok.kind == tokenEnd {
		p.fail(CodeUnclosed, open, "'(' is never closed", ")")
	}
}

func (p *parser) restriction() Node {
	word := p.tok
	p.countCondition()
	p.advance()
	switch {
	case p.err != nil:
		return nil
	case p.tok.kind == tokenOpen && !p.tok.spaced:
		p.unexpected() // it looks like a call
		return nil
	case !p.compares(p.tok):
		p.bare(word)
		return nil
	case isValueLike(p.text(word)):
		p.valueFirst(word)
		return nil
	}
	c := &Condition{Path: p.path(word.span)}
	p.comparison(c)
	c.Span = Span{word.span.Offset, p.end - word.span.Offset}
	p.last = c
	return c
}

func (p *parser) countCondition() {
	if p.conditions++; p.conditions > p.limits.Conditions {
		p.fail(CodeTooManyConditions, p.tok.span,
			fmt.Sprintf("the filter has more than %d conditions", p.limits.Conditions))
	}
}

// compares reports whether a word before t is the left side of a condition, be
// it with an operator that does not exist.
func (p *parser) compares(t token) bool {
	return t.kind == tokenOp || t.kind == tokenForeign && !isLogic(p.text(t))
}

func (p *parser) comparison(c *Condition) {
	if p.tok.kind == tokenForeign {
		p.unknownOperator()
	}
	c.Op, c.OpSpan = p.tok.op, p.tok.span
	p.advance()
	switch {
	case p.ends():
		p.fail(CodeMissingValue, c.OpSpan, "missing value after "+c.Op.String())
	case p.tok.kind == tokenOpen:
		p.group(c)
	default:
		c.Values = []Value{p.value(c)}
	}
}

// separate faults unless a factor starts here and has a space before it.
func (p *parser) separate() {
	switch p.tok.kind {
	case tokenWord, tokenString, tokenOpen, tokenNot:
	default:
		p.stray()
		return
	}
	if p.tok.spaced {
		return
	}
	if p.tok.kind == tokenOpen && !strings.ContainsRune(`)"'`, rune(p.input[p.end-1])) {
		p.unexpected() // a word is before it: it looks like a call
		return
	}
	p.fail(CodeMissingSpace, p.tok.span, "missing space")
}
