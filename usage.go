package partnerhub

import (
	"sort"

	"github.com/partnerhub/partnerhub/internal/civil"
)

const (
	daysPerWeek = 7
	// weekTolerance is how many days the sample of a week ago may be off.
	weekTolerance = 3
	quarterMonths = 3
)

// noSample is in the place of a sample's row when there is none.
const noSample int32 = -1

// upTo returns the row of a line's latest sample dated on or before a day, or
// noSample. Questions are mostly about the end of the history: it looks there
// first.
func (p *productColumns) upTo(line int, day civil.Day) int32 {
	from, until := p.samples[line], p.samples[line+1]
	if from == until {
		return noSample
	}
	if p.dates.At(int(until-1)) <= int64(day) {
		return until - 1
	}
	after := sort.Search(int(until-from), func(i int) bool { return p.dates.At(int(from)+i) > int64(day) })
	if after == 0 {
		return noSample
	}
	return from + int32(after) - 1
}

// current returns the row of a line's current sample on a day: the latest of
// the last so many days, that day among them.
func (p *productColumns) current(line int, day civil.Day, freshness int) int32 {
	row := p.upTo(line, day)
	if row == noSample || p.dates.At(int(row)) <= int64(day)-int64(freshness) {
		return noSample
	}
	return row
}

// weekBefore returns the row of the sample that a line's current sample is
// compared with: the one closest to a week before it, the earlier on a tie.
func (p *productColumns) weekBefore(line int, current int32) int32 {
	if current == noSample {
		return noSample
	}
	target := p.dates.At(int(current)) - daysPerWeek
	closest, distance := noSample, int64(weekTolerance+1)
	for row := current - 1; row >= p.samples[line]; row-- {
		off := target - p.dates.At(int(row))
		if off > weekTolerance {
			break
		}
		if off < 0 {
			off = -off
		}
		if off <= distance && off <= weekTolerance { // later rows are earlier days
			closest, distance = row, off
		}
	}
	return closest
}

// counts are what is known of a line at a moment; an unknown count is -1.
type counts struct {
	total, assigned, used int64
	// sample is the row of the current sample, or noSample.
	sample int32
}

func (p *productColumns) counts(line int, day civil.Day, freshness int) counts {
	c := counts{total: p.totals.At(line), assigned: unknown, used: unknown, sample: p.current(line, day, freshness)}
	if c.sample != noSample {
		c.assigned, c.used = p.assigned.At(int(c.sample)), p.used.At(int(c.sample))
	}
	return c
}

// at returns the counts of a line at the frame's moment.
func (f *frame) at(p *productColumns, line int) counts {
	return p.counts(line, f.today, f.freshness)
}

// overage is max(0, assigned - total), and 0 when assigned is unknown.
func (c counts) overage() int64 { return max(0, c.assigned-c.total) }

// available is max(0, total - assigned), unknown when assigned is.
func (c counts) available() Count {
	if c.assigned == unknown {
		return Count{}
	}
	return Known(max(0, c.total-c.assigned))
}

func (c counts) anyUnknown() bool { return c.assigned == unknown || c.used == unknown }

// weeklyChange returns the current counts minus those of a week before.
func (p *productColumns) weeklyChange(line int, c counts) (assigned, used Count) {
	before := p.weekBefore(line, c.sample)
	if before == noSample {
		return Count{}, Count{}
	}
	return change(p.assigned.At(int(before)), c.assigned), change(p.used.At(int(before)), c.used)
}

func change(before, now int64) Count {
	if before == unknown || now == unknown {
		return Count{}
	}
	return Known(now - before)
}

// usedLast3Months returns the distinct licenses used in the three months up to
// a day, and whether that is only a lower bound.
func (p *productColumns) usedLast3Months(line int, c counts, day civil.Day) (used Count, lowerBound bool) {
	if c.sample != noSample {
		if quarterly := p.quarterly.At(int(c.sample)); quarterly != unknown {
			return Known(quarterly), false
		}
	}
	most, since := unknown, int64(day.AddMonths(-quarterMonths))
	for row := p.upTo(line, day); row >= p.samples[line] && p.dates.At(int(row)) > since; row-- {
		most = max(most, p.used.At(int(row)))
	}
	return unpacked(most), most != unknown
}
