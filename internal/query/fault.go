package query

import (
	"slices"
	"strings"
)

const quoteInWord = "quote inside a word: put the whole value in quotes"

// The functions here find the words for a fault. A repair is text that can be
// put in place of what is wrong, and is offered only where it is likely meant.

// show returns how a message names a token.
func (p *parser) show(t token) string {
	switch t.kind {
	case tokenOpen, tokenClose, tokenComma:
		return "'" + p.text(t) + "'"
	}
	return Quote(p.text(t))
}

// unexpected faults a token where a condition should start.
func (p *parser) unexpected() {
	text, at := p.text(p.tok), p.tok.span
	switch {
	case p.tok.kind == tokenAnd || p.tok.kind == tokenOr:
		p.fail(CodeMissingCondition, at, "missing condition before "+text)
	case p.compares(p.tok) && text != "!":
		p.fail(CodeMissingField, at, "missing field name before "+Quote(text))
	default:
		p.stray()
	}
}

// stray faults a token that cannot follow a condition.
func (p *parser) stray() {
	text, at := p.text(p.tok), p.tok.span
	switch {
	case text == "!":
		p.fail(CodeUnexpected, at, `unexpected "!"`, "NOT")
	case p.tok.kind == tokenForeign && isLogic(text):
		p.unknownOperator()
	case p.compares(p.tok):
		p.fail(CodeUnexpected, at, "unexpected operator "+Quote(text))
	default:
		p.fail(CodeUnexpected, at, "unexpected "+p.show(p.tok), p.listRepair()...)
	}
}

func (p *parser) unknownOperator() {
	sign := p.text(p.tok)
	p.fail(CodeUnknownOperator, p.tok.span, "unknown operator "+Quote(sign), ours(sign))
}

// listRepair is for a comma, with which people try to list values.
func (p *parser) listRepair() []string {
	if p.tok.kind == tokenComma {
		return []string{"(A OR B)"}
	}
	return nil
}

// strayInGroup faults what follows a value of a group and is not OR.
func (p *parser) strayInGroup(c *Condition) {
	at := p.tok.span
	switch p.tok.kind {
	case tokenAnd:
		p.fail(CodeGroup, at, "value groups take OR only", "OR")
	case tokenWord, tokenString:
		first, second := c.Values[len(c.Values)-1], p.asText(p.tok)
		next := p.text(p.tok)
		if !isPlainValue(next) {
			next = second.String()
		}
		p.fail(CodeGroup, at, "missing OR between values",
			first.Raw+" OR "+next, joined(first.AsText(), second).String())
	default:
		p.stray()
	}
}

// emptySegment faults a value with a dot that has nothing on one side.
func (p *parser) emptySegment(v Value, at int, c *Condition) {
	message := "missing name after '.'"
	if at == 0 {
		message = "empty name before '.'"
	}
	field := c.Path.String()
	low, high, _ := strings.Cut(v.Raw, "..")
	repair := field + " >= " + low + " AND " + field + " <= " + high
	if !isPlainValue(low) || !isPlainValue(high) || !isValueLike(low) {
		message += ": quote the value"
		repair = v.String()
	}
	p.fail(CodeMissingName, Span{v.Span.Offset + at, 1}, message, repair)
}

// isValueLike reports whether word, or what is before its first dot, is a number
// or starts like a date, and so cannot be a field.
func isValueLike(word string) bool {
	first, _, _ := strings.Cut(word, ".")
	return isNumber(word) || isNumber(first) || startsLikeDate(word)
}

// isPlainValue reports whether word is a value that needs no quotes.
func isPlainValue(word string) bool { return isNumber(word) || isBareText(word) }

// isPlainPath reports whether word is a path that needs no quotes.
func isPlainPath(word string) bool {
	names := strings.Split(word, ".")
	for _, name := range names {
		if !isBareName(name) {
			return false
		}
	}
	return keyword(names[0]) == tokenWord && !isValueLike(word)
}

// valueFirst faults a comparison that starts with a value, such as 5 < licenses
// or 1 < licenses < 9.
func (p *parser) valueFirst(word token) {
	at, low := word.span, p.tok
	if at.Offset > 0 && p.input[at.Offset-1] == '-' {
		at = Span{at.Offset - 1, at.Length + 1} // not a negation, but the sign
	}
	p.advance()
	name := p.tok
	p.advance()
	turned := ""
	value, field := p.input[at.Offset:at.End()], p.text(name)
	if isPlainValue(value) && isPlainPath(field) && low.kind == tokenOp {
		turned = field + " " + low.op.flip().String() + " " + value
	}
	if p.compares(p.tok) {
		p.chained(name, turned)
		return
	}
	p.fail(CodeFieldFirst, at, "the field name comes first", turned)
}

// chained faults the second operator of 1 < licenses < 9. The first comparison
// is given the right way round.
func (p *parser) chained(name token, turned string) {
	op, ahead := p.tok, p.lexer
	high := ahead.next()
	if turned != "" && op.kind == tokenOp && isPlainValue(p.text(high)) {
		turned += " AND " + p.text(name) + " " + p.text(op) + " " + p.text(high)
	} else {
		turned = ""
	}
	p.fail(CodeUnexpected, op.span, "unexpected operator "+Quote(p.text(op)), turned)
}

// quotedStart faults a string where a condition should start.
func (p *parser) quotedStart() {
	start := p.tok
	p.advance()
	if !p.compares(p.tok) {
		p.bare(start)
		return
	}
	name := p.asText(start).Text
	if !isPlainPath(name) {
		name = ""
	}
	p.fail(CodeQuotedField, start.span, "a field name is not quoted", name)
}

// bare faults a word or string that is not part of a condition.
func (p *parser) bare(word token) {
	message := Quote(p.asText(word).Text) + " is not a condition"
	repairs := p.bareRepairs(word)
	if len(repairs) == 0 {
		message += ": write field = value"
	}
	p.fail(CodeNotCondition, word.span, message, repairs...)
}

// bareRepairs guesses what a bare word is: a keyword in lower case, or the rest
// of the value before it.
func (p *parser) bareRepairs(word token) []string {
	var repairs []string
	upper := strings.ToUpper(p.text(word))
	isKeyword := keyword(upper) != tokenWord
	if isKeyword {
		repairs = append(repairs, upper)
	}
	run := p.bareRun(word)
	if !p.followsValue(word) || isKeyword && len(run) == 1 {
		return repairs
	}
	value := p.last.Values[0].AsText()
	for _, t := range run {
		value = joined(value, p.asText(t))
	}
	whole := Condition{Path: p.last.Path, Op: p.last.Op, Values: []Value{value}}
	return append(repairs, whole.String())
}

// maxRun bounds the work for a repair that would be too long to show.
const maxRun = 20

// bareRun returns word and the words after it up to one that starts a condition.
func (p *parser) bareRun(word token) []token {
	run := []token{word}
	ahead := p.lexer
	for t := p.tok; (t.kind == tokenWord || t.kind == tokenString) && len(run) < maxRun; {
		next := ahead.next()
		if p.compares(next) {
			break
		}
		run = append(run, t)
		t = next
	}
	return run
}

// followsValue reports whether nothing but space is between the word and the
// value of a condition that the word can be part of.
func (p *parser) followsValue(word token) bool {
	c := p.last
	return c != nil && !c.Group && !c.Op.Orders() &&
		strings.TrimSpace(p.input[c.Span.End():word.span.Offset]) == ""
}

// asText returns what a word or string says.
func (p *parser) asText(t token) Value {
	raw := p.text(t)
	v := Value{Kind: String, Text: raw, Stars: starsIn(raw)}
	if t.kind == tokenString {
		v.Text, v.Stars = unquote(raw)
	}
	return v
}

// joined returns the text of both values with a space between.
func joined(a, b Value) Value {
	text := a.Text + " "
	stars := slices.Clone(a.Stars)
	for _, star := range b.Stars {
		stars = append(stars, len(text)+star)
	}
	return Value{Kind: String, Text: text + b.Text, Stars: stars}
}

// isLogic reports whether a foreign operator joins conditions.
func isLogic(sign string) bool { return sign == "&&" || sign == "||" }
