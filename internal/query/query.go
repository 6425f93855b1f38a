// Package query is the syntax of the filter language: it reads the text of a
// filter into a tree and prints a tree as text. It knows no field, no type and
// no enumeration; those belong to the caller, who walks the tree.
//
// The language is described in docs/filter.md and, as a grammar that tests
// check against this package, in docs/filter.ebnf.
//
// [Parse] returns either a tree that means exactly what the text says, or the
// first fault of the text as an [Error] that points at the place. A tree can
// also be built with [All], [Any], [Not] and [Condition]. Either way its
// String method gives the canonical text, which parses to an equal tree and is
// its own canonical text.
//
// Nothing here keeps state: all functions may be called from any number of
// goroutines, and a tree that nobody changes may be shared.
package query

import (
	"fmt"
	"unicode/utf8"
)

// Limits bounds what [Parse] accepts. A field that is zero or less stands for
// its default, so the zero Limits are the defaults.
type Limits struct {
	// Bytes is the greatest length of the input; 4,096 by default.
	Bytes int
	// Depth is the greatest nesting of parentheses, those of value groups
	// included; 32 by default, and never more than 1,000.
	Depth int
	// Conditions is the greatest number of conditions; 100 by default.
	Conditions int
	// Values is the greatest number of values in one group; 100 by default.
	Values int
}

const (
	defaultBytes      = 4096
	defaultDepth      = 32
	defaultConditions = 100
	defaultValues     = 100

	// maxDepth bounds the stack, whatever the caller allows.
	maxDepth = 1000
)

func (l Limits) withDefaults() Limits {
	return Limits{
		Bytes:      positive(l.Bytes, defaultBytes),
		Depth:      min(positive(l.Depth, defaultDepth), maxDepth),
		Conditions: positive(l.Conditions, defaultConditions),
		Values:     positive(l.Values, defaultValues),
	}
}

func positive(n, otherwise int) int {
	if n > 0 {
		return n
	}
	return otherwise
}

// Parse reads a filter. It returns nil and no error for the empty filter, which
// matches everything, and otherwise either a tree or the first fault.
func Parse(input string, limits Limits) (Node, *Error) {
	limits = limits.withDefaults()
	if err := admit(input, limits.Bytes); err != nil {
		return nil, err
	}
	p := parser{lexer: lexer{input: input}, limits: limits}
	node := p.filter()
	if p.err != nil {
		return nil, p.err
	}
	return node, nil
}

// admit refuses what is not worth reading. The length comes first, so that a
// huge input costs nothing.
func admit(input string, limit int) *Error {
	if len(input) > limit {
		head := cutRune(input, limit)
		msg := fmt.Sprintf("the filter is longer than %d bytes", limit)
		return NewError(CodeTooLong, head, Span{Offset: len(head)}, msg)
	}
	if utf8.ValidString(input) {
		return nil
	}
	at := 0
	for {
		r, size := utf8.DecodeRuneInString(input[at:])
		if r == utf8.RuneError && size == 1 {
			return NewError(CodeNotUTF8, input, Span{at, 1}, "the filter is not UTF-8 here")
		}
		at += size
	}
}

// cutRune returns the first n bytes of s, less the beginning of a character
// that the cut would split.
func cutRune(s string, n int) string {
	for back := 0; back < utf8.UTFMax && n > back; back++ {
		if utf8.RuneStart(s[n-back]) {
			return s[:n-back]
		}
	}
	return s[:n]
}
