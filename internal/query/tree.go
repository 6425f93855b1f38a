package query

import "strings"

// Span is a place in the source: a byte offset and a length. It is zero for
// what was built and not parsed.
type Span struct {
	Offset, Length int
}

// End returns the offset of the byte after the span.
func (s Span) End() int { return s.Offset + s.Length }

// Node is a filter or a part of one: an [*And], [*Or], [*Not] or [*Condition].
// The empty filter has no node; where a Node may be nil, nil is that filter.
type Node interface {
	// String returns the canonical text.
	String() string
	write(b *strings.Builder)
}

// And matches what all its nodes match. Use [All] to make one: it keeps the
// promise that there are at least two nodes and none of them is an And.
type And struct {
	Nodes []Node
}

// Or matches what at least one of its nodes matches. Use [Any] to make one: it
// keeps the promise that there are at least two nodes and none of them is an Or.
type Or struct {
	Nodes []Node
}

// Not matches what its node, which is not nil, does not match.
type Not struct {
	Node Node
}

// All returns the filter that matches what all the nodes match. Nodes that are
// themselves an And become part of it; nil nodes match everything and drop out.
// It is nil if nothing is left, and the node itself if only one is.
func All(nodes ...Node) Node {
	flat := make([]Node, 0, len(nodes))
	for _, node := range nodes {
		switch n := node.(type) {
		case nil:
		case *And:
			flat = append(flat, n.Nodes...)
		default:
			flat = append(flat, n)
		}
	}
	switch len(flat) {
	case 0:
		return nil
	case 1:
		return flat[0]
	}
	return &And{flat}
}

// Any returns the filter that matches what at least one of the nodes matches.
// Nodes that are themselves an Or become part of it. It is nil, and so matches
// everything, if one of the nodes is nil, and first itself if there is no other.
func Any(first Node, others ...Node) Node {
	flat := make([]Node, 0, 1+len(others))
	for _, node := range append([]Node{first}, others...) {
		switch n := node.(type) {
		case nil:
			return nil
		case *Or:
			flat = append(flat, n.Nodes...)
		default:
			flat = append(flat, n)
		}
	}
	if len(flat) == 1 {
		return flat[0]
	}
	return &Or{flat}
}

// Condition compares a field with a value, or with each value of a group.
type Condition struct {
	Path   Path
	Op     Op
	OpSpan Span
	// Values has at least one element. Group tells whether they stand in
	// parentheses; it is true if there are several.
	Values []Value
	Group  bool
	// Span is the whole condition, without a negation before it.
	Span Span
}

// Path is the name of a field and, after it, of what is inside the field.
type Path []Segment

// Segment is one name of a path.
type Segment struct {
	// Text is the name, with its quotes and escapes taken off.
	Text string
	// Quoted tells whether it was written in quotes. Printing does not use it.
	Quoted bool
	Span   Span
}

// NewPath returns the path of the names. The first must be one that the
// language can write: no keyword, number or date, and without a dot or any of
// the characters that need quotes.
func NewPath(names ...string) Path {
	path := make(Path, len(names))
	for i, name := range names {
		path[i].Text = name
	}
	return path
}

// Op is a comparison. The zero Op is none.
type Op uint8

// The comparisons.
const (
	// Equal is =, also a match with wildcards.
	Equal Op = iota + 1
	// NotEqual is !=.
	NotEqual
	// Less is <.
	Less
	// LessOrEqual is <=.
	LessOrEqual
	// Greater is >.
	Greater
	// GreaterOrEqual is >=.
	GreaterOrEqual
	// Has is :, to contain or to be present.
	Has
)

var opNames = [...]string{"", "=", "!=", "<", "<=", ">", ">=", ":"}

// String returns the sign of the comparison.
func (op Op) String() string {
	if int(op) < len(opNames) {
		return opNames[op]
	}
	return ""
}

// Orders reports whether op asks for an order (<, <=, >, >=). Such a comparison
// takes a single value and no group.
func (op Op) Orders() bool { return op >= Less && op <= GreaterOrEqual }

// flip returns the comparison that holds with the sides exchanged.
func (op Op) flip() Op {
	switch op {
	case Less:
		return Greater
	case LessOrEqual:
		return GreaterOrEqual
	case Greater:
		return Less
	case GreaterOrEqual:
		return LessOrEqual
	}
	return op
}
