package partnerhub

import (
	"github.com/partnerhub/partnerhub/internal/query"
)

// Filter says which customers are meant, such as those with
//
//	status:expiring_soon product:calling -managed_by:external licenses.calling >= 100
//
// It comes from text ([ParseFilter]) or is built in Go from conditions on fields
// ([FieldLicenses], [HasStatus] and the others) with [And], [Or] and [Not]; both
// print the same language. docs/filter.md describes it.
//
// The zero Filter matches all customers. A Filter is an immutable value, safe
// for use by any number of goroutines; two filters are compared by their
// String.
type Filter struct {
	node  query.Node // nil: matches all
	match matcher
	depth int
	err   *FilterError
}

// maxFilterDepth bounds how deeply a filter that is built in Go may be nested.
const maxFilterDepth = 1000

// ParseFilter reads the text of a filter. The empty text matches all. An error
// is a [*FilterError] that points at the place of the first fault. Texts are at
// most 4,096 bytes, parentheses 32 deep, conditions 100, and values in a group
// 100.
func ParseFilter(text string) (Filter, error) {
	node, fault := query.Parse(text, query.Limits{})
	if fault != nil {
		return Filter{}, filterError(fault)
	}
	filter := newFilter(node, text)
	if filter.err != nil {
		return Filter{}, filter.err
	}
	return filter, nil
}

// MustParseFilter is [ParseFilter] for texts that are constants of the program.
// It panics on an error.
func MustParseFilter(text string) Filter {
	filter, err := ParseFilter(text)
	if err != nil {
		panic(err)
	}
	return filter
}

// newFilter checks the conditions of a tree against the fields. What it means
// goes into match, what it says, in canonical values, into node.
func newFilter(node query.Node, input string) Filter {
	c := compiler{input: input}
	node, match := c.compile(node)
	if c.err != nil {
		return Filter{err: filterError(c.err)}
	}
	return Filter{node: node, match: match, depth: 1}
}

// And returns the filter that matches what all the filters match; without any,
// it matches all.
func And(filters ...Filter) Filter {
	var nodes []query.Node
	var matches allOf
	for _, f := range filters {
		nodes = append(nodes, f.node)
		if same, ok := f.match.(allOf); ok && isAnd(f.node) {
			matches = append(matches, same...)
		} else if f.node != nil {
			matches = append(matches, f.match)
		}
	}
	return combined(query.All(nodes...), matches, filters, isAnd)
}

// Or returns the filter that matches what at least one of the filters matches.
func Or(first Filter, others ...Filter) Filter {
	var nodes []query.Node
	var matches anyOf
	filters := append([]Filter{first}, others...)
	for _, f := range filters {
		nodes = append(nodes, f.node)
		if same, ok := f.match.(anyOf); ok && isOr(f.node) {
			matches = append(matches, same...)
		} else {
			matches = append(matches, f.match)
		}
	}
	return combined(query.Any(nodes[0], nodes[1:]...), matches, filters, isOr)
}

func isAnd(node query.Node) bool { _, and := node.(*query.And); return and }
func isOr(node query.Node) bool  { _, or := node.(*query.Or); return or }

// Not returns the filter that matches what the filter doesn't. What matches all
// has no negation: [View.Where] refuses it.
func Not(filter Filter) Filter {
	if filter.err == nil && filter.node == nil {
		return invalidFilter("nothing to negate: the empty filter matches all")
	}
	never := func(query.Node) bool { return false }
	return combined(&query.Not{Node: filter.node}, noneOf{filter.match}, []Filter{filter}, never)
}

// combined returns a filter made of parts; the first invalid part makes it
// invalid. Parts that are merged into the whole don't make it deeper.
func combined(node query.Node, match matcher, parts []Filter, merged func(query.Node) bool) Filter {
	whole := Filter{node: node, match: match, depth: 1}
	for _, part := range parts {
		if part.err != nil {
			return part
		}
		depth := part.depth
		if !merged(part.node) {
			depth++
		}
		whole.depth = max(whole.depth, depth)
	}
	if whole.depth > maxFilterDepth {
		return invalidFilter("the filter is nested too deeply")
	}
	if node == nil {
		return Filter{}
	}
	return whole
}

func invalidFilter(message string) Filter {
	return Filter{err: filterError(query.NewError(codeInvalid, "", query.Span{}, message))}
}

// Err returns what is wrong with a filter that was built in Go, such as a product
// that is not well formed, or nil. A parsed filter has no error.
func (f Filter) Err() error {
	if f.err == nil {
		return nil
	}
	return f.err
}

// String returns the canonical text: one for all ways to write the same, which
// [ParseFilter] reads as an equal filter unless it is beyond the limits of text.
// It is empty for the filter that matches all and for an invalid one.
func (f Filter) String() string {
	if f.node == nil {
		return ""
	}
	return f.node.String()
}

// MarshalText writes what String returns; it fails on an invalid filter.
func (f Filter) MarshalText() ([]byte, error) { return []byte(f.String()), f.Err() }

// UnmarshalText reads a filter as [ParseFilter] does.
func (f *Filter) UnmarshalText(text []byte) error {
	parsed, err := ParseFilter(string(text))
	if err != nil {
		return err
	}
	*f = parsed
	return nil
}

// Where returns the view narrowed to the customers that the filter matches at
// the instant and under the policy of the view. It fails when the filter is
// invalid ([Filter.Err]).
func (v View) Where(filter Filter) (View, error) {
	if err := filter.Err(); err != nil {
		return View{}, err
	}
	if filter.node == nil {
		return v, nil
	}
	return v.narrow(filter.match.customers(newSearch(v.at()))), nil
}

// FilterError is a fault of a filter, of syntax or of meaning, and its place in
// the text. Its JSON is meant for a search box: the place to underline, what to
// say, what to offer instead.
type FilterError struct {
	// Code names the kind of fault, such as unknown_field. Codes are stable,
	// messages are not; docs/filter.md lists them.
	Code string `json:"code"`
	// Input is the text of the filter, cut at the limit if it was too long.
	Input string `json:"input"`
	// Offset and Length are the place of the fault in Input, in bytes. What is
	// missing has the length 0.
	Offset int `json:"offset"`
	Length int `json:"length"`
	// Message says in one line what is wrong.
	Message string `json:"message"`
	// Suggestions are up to two texts to write instead, the better one first;
	// not nil.
	Suggestions []string `json:"suggestions"`
}

func filterError(e *query.Error) *FilterError {
	return &FilterError{string(e.Code), e.Input, e.Offset, e.Length, e.Message, e.Suggestions}
}

func (e *FilterError) fault() *query.Error {
	return query.NewError(query.Code(e.Code), e.Input, query.Span{Offset: e.Offset, Length: e.Length}, e.Message, e.Suggestions...)
}

// Error returns the message, the suggestions and the column in one line.
func (e *FilterError) Error() string { return "partnerhub: filter: " + e.fault().Error() }

// Column returns the place of the fault in characters, counted from 1.
func (e *FilterError) Column() int { return e.fault().Column() }

// Caret returns the line of the fault with a caret under it, in two lines.
func (e *FilterError) Caret() string { return e.fault().Caret() }
