package partnerhub

import (
	"slices"
	"sort"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// pointCodes are the points of a trend as codes of a block's timeline.
type pointCodes struct {
	now []uint32 // by point, the bound of codes up to its instant
	// scale is how many points there are in 2^32 codes, rounded down.
	scale uint64
}

func (p *pointCodes) move(times *column.Timeline, instants []trendInstant) {
	for i, instant := range instants {
		p.now[i] = times.Until(instant.asOf)
	}
	last := len(p.now) - 1
	p.scale = uint64(last) << 32 / max(1, uint64(p.now[last]-p.now[0]))
}

// after returns the first point after the instant of a code. The points are
// mostly evenly spaced: it looks first where it would be then.
func (p *pointCodes) after(code uint32) int {
	now := p.now
	last := len(now) - 1
	switch {
	case code < now[0]:
		return 0
	case code >= now[last]:
		return last + 1
	}
	near := int(uint64(code-now[0]) * p.scale >> 32)
	for i := max(near, 1); i <= min(near+2, last); i++ {
		if now[i-1] <= code && code < now[i] {
			return i
		}
	}
	return sort.Search(len(now), func(i int) bool { return now[i] > code })
}

// logPoints are the days of a log's calendar at the points.
type logPoints struct {
	latest []int32 // by point, the place of the latest day, or -1
	// since is, by place, the first point that has the place, and one entry
	// more: the number of points. stale is the first point at which the place
	// is no longer fresh.
	since, stale []int
	// over is the first point after those that have a fresh day.
	over int
	// summable: at each point before over, the latest day and the maxGap days
	// before it are fresh, as far as there are any.
	summable bool
}

func (p *logPoints) move(log *usage.Log, instants []trendInstant, freshness civil.Day) {
	days := log.Calendar
	p.latest = slices.Grow(p.latest[:0], len(instants))
	p.since, p.stale = slices.Grow(p.since[:0], len(days)+1), slices.Grow(p.stale[:0], len(days))
	from, until := 0, 0
	p.over, p.summable = len(instants), true
	for i, t := range instants {
		for ; until < len(days) && civil.Day(days[until]) <= t.day; until++ {
			p.since = append(p.since, i)
		}
		for ; from < until && civil.Day(days[from]) <= t.day-freshness; from++ {
			p.stale = append(p.stale, i)
		}
		p.latest = append(p.latest, int32(until-1))
		if from == until && until == len(days) {
			p.over = min(p.over, i)
		}
		p.summable = p.summable && (i >= p.over || from <= max(0, until-1-usage.MaxGap))
	}
	for len(p.since) <= len(days) {
		p.since = append(p.since, len(instants))
	}
	for len(p.stale) < len(days) {
		p.stale = append(p.stale, len(instants))
	}
}

// of returns the points that have a latest day in a run, and a fresh one.
func (p *logPoints) of(r *usage.Run) (first, end int) {
	first = p.since[r.First]
	return first, max(first, min(p.since[r.First+r.Places], p.over))
}
