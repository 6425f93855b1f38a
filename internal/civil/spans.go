package civil

import (
	"slices"
	"time"
)

// Past and Future are before and after every instant that a date is about.
var (
	Past   = time.Unix(-1<<57, 0).UTC()
	Future = time.Unix(1<<57, 0).UTC()
)

// Spans is a set of instants: spans in order that are disjoint and do not touch.
// The zero Spans is empty.
type Spans []Span

// Between returns the instants from <= x < until.
func Between(from, until time.Time) Spans {
	if !from.Before(until) {
		return nil
	}
	return Spans{{from, until}}
}

// Union returns the set of the instants that are in any of the spans, which may
// be in any order and overlap.
func Union(all []Span) Spans {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b Span) int { return a.From.Compare(b.From) })
	var set Spans
	for _, next := range all {
		last := len(set) - 1
		switch {
		case !next.From.Before(next.Until):
		case last < 0 || set[last].Until.Before(next.From):
			set = append(set, next)
		case set[last].Until.Before(next.Until):
			set[last].Until = next.Until
		}
	}
	return set
}

// And returns the instants that are in both sets.
func (s Spans) And(other Spans) Spans {
	var both Spans
	for i, j := 0, 0; i < len(s) && j < len(other); {
		from, until := s[i].From, s[i].Until
		if other[j].From.After(from) {
			from = other[j].From
		}
		if other[j].Until.Before(until) {
			until = other[j].Until
		}
		if from.Before(until) {
			both = append(both, Span{from, until})
		}
		if s[i].Until.Before(other[j].Until) {
			i++
		} else {
			j++
		}
	}
	return both
}

// Not returns the instants from Past to Future that are not in the set.
func (s Spans) Not() Spans {
	var rest Spans
	from := Past
	for _, span := range s {
		if from.Before(span.From) {
			rest = append(rest, Span{from, span.From})
		}
		from = span.Until
	}
	if from.Before(Future) {
		rest = append(rest, Span{from, Future})
	}
	return rest
}

// Around returns the longest span around x in which every instant is in the set,
// or every instant is not, and which of the two.
func (s Spans) Around(x time.Time) (span Span, in bool) {
	span = Span{Past, Future}
	for _, next := range s {
		switch {
		case x.Before(next.From):
			span.Until = next.From
			return span, false
		case x.Before(next.Until):
			return next, true
		}
		span.From = next.Until
	}
	return span, false
}
