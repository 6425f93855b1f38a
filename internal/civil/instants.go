package civil

import (
	"slices"
	"time"
)

// farthest keeps the seconds of a day within an int64; it is three billion
// years away.
const farthest Day = 1 << 40

// Span is the half-open interval of instants From <= x < Until, both in UTC.
// The zero value is empty.
type Span struct{ From, Until time.Time }

// Instants returns exactly the instants x with from <= Of(x, loc) <= to, as
// ordered, disjoint spans that do not touch. A nil loc is UTC.
//
// There is nearly always one span, but a clock that is turned back over
// midnight shows the old date again after the new one, which makes it two; and
// a zone that crosses the date line can skip a date, which makes it none, as
// does from > to. Instants more than 2^40 days from 1970 are left out.
//
// The cost does not depend on how far from and to are apart.
func Instants(from, to Day, loc *time.Location) []Span {
	from, to = max(from, -farthest), min(to, farthest)
	if from > to {
		return nil
	}
	marks := slices.Concat(cuts(from, loc), cuts(to+1, loc))
	slices.Sort(marks)
	var spans []Span
	for i, mark := range marks[1:] {
		start, until := time.Unix(marks[i], 0).UTC(), time.Unix(mark, 0).UTC()
		if day := Of(start, loc); start.Before(until) && from <= day && day <= to {
			spans = extend(spans, Span{start, until})
		}
	}
	return spans
}

// cuts returns, in Unix seconds, at least the instants at which the clock in
// loc crosses the start of d, be it by running or by being turned. Between two
// neighbouring cuts it stays on one side.
func cuts(d Day, loc *time.Location) []int64 {
	wall := int64(d) * secondsPerDay
	var all []int64
	for _, s := range segments(wall, loc) {
		all = append(all, wall-s.offset, s.end)
	}
	return all
}

// extend appends next, or joins it to the last span if they touch.
func extend(spans []Span, next Span) []Span {
	if last := len(spans) - 1; last >= 0 && spans[last].Until.Equal(next.From) {
		spans[last].Until = next.Until
		return spans
	}
	return append(spans, next)
}
