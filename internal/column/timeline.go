package column

import (
	"math"
	"slices"
	"sort"
	"time"
)

// Never is the code of an instant that is not given: it is after every other.
const Never uint32 = math.MaxUint32

// Timeline gives the instants of a block codes of 32 bits that keep their
// order, so that "is it before T" is one comparison of integers. Where all
// instants are whole seconds within 136 years, a code is the seconds since the
// first of them; else it is the rank among all.
//
// The zero Timeline has no instants.
type Timeline struct {
	first int64 // Unix seconds of code 0
	ranks []time.Time
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
	if low > high {
		return Timeline{}
	}
	if seconds && high-low < int64(Never) {
		return Timeline{first: low}
	}
	return Timeline{ranks: ranked(instants)}
}

func ranked(instants []time.Time) []time.Time {
	ranks := make([]time.Time, 0, len(instants))
	for _, x := range instants {
		if !x.IsZero() {
			ranks = append(ranks, x.UTC())
		}
	}
	slices.SortFunc(ranks, time.Time.Compare)
	return slices.Clip(slices.CompactFunc(ranks, time.Time.Equal))
}

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
	if t.ranks != nil {
		return uint32(sort.Search(len(t.ranks), func(i int) bool { return !t.ranks[i].Before(x) }))
	}
	second := x.Unix()
	if x.Nanosecond() > 0 {
		second++
	}
	return t.clamp(second)
}

// Until returns the bound below which are exactly the codes of the instants up
// to and including x.
func (t *Timeline) Until(x time.Time) uint32 {
	if t.ranks != nil {
		return uint32(sort.Search(len(t.ranks), func(i int) bool { return t.ranks[i].After(x) }))
	}
	return t.clamp(x.Unix() + 1)
}

func (t *Timeline) clamp(second int64) uint32 {
	switch {
	case second <= t.first:
		return 0
	case uint64(second)-uint64(t.first) >= uint64(Never):
		return Never
	}
	return uint32(second - t.first)
}

// Time returns the instant of a code, in UTC, or the zero time for Never.
func (t *Timeline) Time(code uint32) time.Time {
	switch {
	case code == Never:
		return time.Time{}
	case t.ranks != nil:
		return t.ranks[code]
	}
	return time.Unix(t.first+int64(code), 0).UTC()
}
