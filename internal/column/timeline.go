package column

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// Never is the code of an instant that is not given: it is after every other.
const Never uint32 = math.MaxUint32

// Timeline gives the instants of a block codes of 32 bits that keep their
// order, so that "is it before T" is one comparison of integers. Where all
// instants are whole seconds from 1970 to 2106, a code is the Unix seconds;
// where they are whole seconds within another 136 years, it is the seconds since
// the first of them; else it is the rank among all.
//
// The zero Timeline is that of the whole seconds from 1970 to 2106.
type Timeline struct {
	first int64 // Unix seconds of code 0
	ranks []instant
}

// instant is a time without its pointer to a location. Its order is that of its
// Unix seconds: time.Time counts from year 1 inside and so overflows first.
type instant struct {
	second     int64
	nanosecond int
}

func instantOf(x time.Time) instant { return instant{x.Unix(), x.Nanosecond()} }

func (a instant) compare(b instant) int {
	return cmp.Or(cmp.Compare(a.second, b.second), cmp.Compare(a.nanosecond, b.nanosecond))
}

// NewTimeline returns the timeline of the instants. Zero times among them are
// those that are not given.
func NewTimeline(instants []time.Time) Timeline {
	low, high := int64(math.MaxInt64), int64(math.MinInt64)
	seconds := true
	for _, x := range instants {
		if !x.IsZero() {
			low, high = min(low, x.Unix()), max(high, x.Unix())
			seconds = seconds && x.Nanosecond() == 0
		}
	}
	if low > high || seconds && 0 <= low && high < int64(Never) {
		return Timeline{}
	}
	if seconds && uint64(high)-uint64(low) < uint64(Never) {
		return Timeline{first: low}
	}
	return Timeline{ranks: ranked(instants)}
}

func ranked(instants []time.Time) []instant {
	ranks := make([]instant, 0, len(instants))
	for _, x := range instants {
		if !x.IsZero() {
			ranks = append(ranks, instantOf(x))
		}
	}
	slices.SortFunc(ranks, instant.compare)
	return slices.Clone(slices.Compact(ranks)) // as large as what is left
}

// Has reports whether each of the instants has a code, zero times aside.
func (t *Timeline) Has(instants []time.Time) bool {
	for _, x := range instants {
		if _, exact := t.search(x); !exact && !x.IsZero() {
			return false
		}
	}
	return true
}

// HasAll is Has for some instants.
func (t *Timeline) HasAll(instants ...time.Time) bool { return t.Has(instants) }

// Code returns the code of x, which must be among the timeline's instants, or
// Never for the zero time.
func (t *Timeline) Code(x time.Time) uint32 {
	if x.IsZero() {
		return Never
	}
	return t.Before(x)
}

// Before returns the bound below which are exactly the codes of the instants
// before x.
func (t *Timeline) Before(x time.Time) uint32 {
	bound, _ := t.search(x)
	return bound
}

// Until returns the bound below which are exactly the codes of the instants up
// to and including x.
func (t *Timeline) Until(x time.Time) uint32 {
	bound, exact := t.search(x)
	if exact {
		bound++
	}
	return bound
}

// search returns the smallest code that is not before x, and whether it stands
// for x itself.
func (t *Timeline) search(x time.Time) (code uint32, exact bool) {
	if t.ranks != nil {
		rank, found := slices.BinarySearchFunc(t.ranks, instantOf(x), instant.compare)
		return uint32(rank), found
	}
	second := x.Unix()
	since := uint64(second) - uint64(t.first)
	switch {
	case second < t.first:
		return 0, false
	case since >= uint64(Never):
		return Never, false
	case x.Nanosecond() > 0:
		return uint32(since) + 1, false
	}
	return uint32(since), true
}

// Time returns the instant of a code, in UTC, or the zero time for Never.
func (t *Timeline) Time(code uint32) time.Time {
	switch {
	case code == Never:
		return time.Time{}
	case t.ranks != nil:
		return time.Unix(t.ranks[code].second, int64(t.ranks[code].nanosecond)).UTC()
	}
	return time.Unix(t.first+int64(code), 0).UTC()
}
