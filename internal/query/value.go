package query

import "strings"

// Kind tells how a value was written.
type Kind uint8

// The kinds of values. A date or a date-time without quotes is a Word.
const (
	// Word is text without quotes that is not a number.
	Word Kind = iota + 1
	// String is text in quotes.
	String
	// Number is a number without quotes, possibly with a percent sign.
	Number
)

// Value is what a field is compared with.
type Value struct {
	Kind Kind
	// Text is the decoded text. Of a Number it is the shortest form that is
	// still the exact decimal (7 for 007), with its percent sign; on a field of
	// text, where 007 and 7 differ, use [Value.AsText] instead.
	Text string
	// Stars are the offsets in Text of the * that are wildcards, ascending. Any
	// other * in Text is a literal star.
	Stars []int
	// Raw is the value as it stands in the source, empty if it was built.
	Raw  string
	Span Span
}

// NewText returns the value that stands for text, in which * is a literal star.
func NewText(text string) Value {
	return Value{Kind: String, Text: text}
}

// NewPattern returns the value whose literal parts are separated by wildcards:
// NewPattern("a", "") is a*, and NewPattern("", "") the lone star of presence.
func NewPattern(parts ...string) Value {
	v := NewText(strings.Join(parts, "*"))
	at := -1
	for _, part := range parts[:max(len(parts)-1, 0)] {
		at += len(part) + 1
		v.Stars = append(v.Stars, at)
	}
	return v
}

// NewNumber returns the value of a number such as -5, 87.5, 1e3 or 50%. It
// reports whether text is one.
func NewNumber(text string) (Value, bool) {
	n, ok := scanNumber(text)
	if !ok {
		return Value{}, false
	}
	return Value{Kind: Number, Text: n.String()}, true
}

// IsStar reports whether the value is a lone wildcard.
func (v Value) IsStar() bool { return v.Text == "*" && len(v.Stars) == 1 }

// Parts returns the literal texts between the wildcards, one more than there
// are wildcards.
func (v Value) Parts() []string {
	parts := make([]string, 0, len(v.Stars)+1)
	start := 0
	for _, star := range v.Stars {
		parts = append(parts, v.Text[start:star])
		start = star + 1
	}
	return append(parts, v.Text[start:])
}

// AsText returns the value as a field of text reads it: a Number becomes the
// String of what was written, any other value is returned unchanged. Put it in
// place of the value before the condition is printed, or 007 is printed as 7.
func (v Value) AsText() Value {
	if v.Kind != Number {
		return v
	}
	v.Kind = String
	if v.Raw != "" {
		v.Text = v.Raw
	}
	return v
}

// starsIn returns the offsets of the stars of text.
func starsIn(text string) []int {
	var stars []int
	for i := strings.IndexByte(text, '*'); i >= 0; {
		stars = append(stars, i)
		next := strings.IndexByte(text[i+1:], '*')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return stars
}
