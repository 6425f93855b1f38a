package partnerhub

import (
	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// trendAdder adds up the lines of a product for all points of a trend at once.
// A line counts in a range of points, those in its term, so what is the same in
// all of them takes two additions: one where the range begins and one where it
// ends. What remains is its samples. Where all customers of a block count, the
// samples are added up already, and only what does not count is taken away.
type trendAdder struct {
	instants  []trendInstant
	product   uint16
	freshness civil.Day
	// steps are the changes of the sums from one point to the next.
	steps []trendStep
	// each are sums of what is added point by point.
	each []usage.Sum

	*block
	codes  pointCodes
	points []logPoints
}

// trendStep is by how much sums change from one point to the next.
type trendStep struct {
	lines, total int64 // of lines that are active
	// counted are the licenses of those whose usage is in each or in last.
	counted int64
	last    usage.Sum // of lines whose last sample goes on counting
}

func newTrendAdder(instants []trendInstant, product uint16, freshness civil.Day) *trendAdder {
	n := len(instants)
	return &trendAdder{
		instants: instants, product: product, freshness: freshness,
		steps: make([]trendStep, n+1), each: make([]usage.Sum, n),
		codes: pointCodes{now: make([]uint32, n)},
	}
}

// addBlock adds the lines of the block's customers that are in rows: of most, by
// the sums of all without those of the others; of few, one by one.
func (t *trendAdder) addBlock(b *block, rows column.Bits) {
	t.move(b)
	if 2*rows.Count() >= len(b.customers.ids) {
		t.addMost(b.trendIndex(t.product), rows)
		return
	}
	for customer := range rows.Rows() {
		for e, line := range b.linesOf(t.product, int32(customer)) {
			t.addLine(e, line, false)
		}
	}
}

func (t *trendAdder) addMost(index *trendIndex, rows column.Bits) {
	for i, sums := range index.sums {
		if t.points[i].summable {
			t.addSums(sums, &t.points[i])
		}
	}
	for _, l := range index.lines {
		switch {
		case rows.Get(int(l.customer)):
			t.addLine(l.term, l.line, !l.apart)
		case !l.apart:
			t.leaveOut(l.line)
		}
	}
}

// addSums adds the sums of a log to the points that have a fresh day of it.
func (t *trendAdder) addSums(sums []usage.Sum, points *logPoints) {
	for i, place := range points.latest[:points.over] {
		if place >= 0 {
			t.each[i].Merge(&sums[place])
		}
	}
}

func (t *trendAdder) move(b *block) {
	t.block = b
	t.codes.move(&b.times, t.instants)
	for len(t.points) < len(b.lines.usage.Logs) {
		t.points = append(t.points, logPoints{})
	}
	for i, log := range b.lines.usage.Logs {
		t.points[i].move(log, t.instants, t.freshness)
	}
}

// addLine adds a line to the points in the term of its entitlement. It may be
// among the sums that are added.
func (t *trendAdder) addLine(e, line int32, summed bool) {
	from := t.codes.after(t.entitlements.start[e])
	until := max(from, t.codes.after(t.entitlements.end[e]))
	total := t.lines.totals.At(int(line))
	t.steps[from].lines++
	t.steps[from].total += total
	t.steps[until].lines--
	t.steps[until].total -= total
	r, log := t.lines.usage.Run(line)
	switch {
	case r == nil:
	case t.points[r.Log].summable && (summed || !log.IsApart(r)):
		t.addRun(from, until, &pointsLine{r, log, total}, summed)
	default:
		t.addOneByOne(from, until, line, total)
	}
}

// addOneByOne adds the usage of a line to each of the points.
func (t *trendAdder) addOneByOne(from, until int, line int32, total int64) {
	t.steps[from].counted += total
	t.steps[until].counted -= total
	for i := from; i < until; i++ {
		c := t.counts(line, t.instants[i].day, t.freshness)
		t.each[i].Add(c.total, c.assigned, c.used, 1)
	}
}

// pointsLine is a line with a run in a calendar while it is added to points.
type pointsLine struct {
	*usage.Run
	log   *usage.Log
	total int64
}

// addRun adds a line to the points in its term, from the first place of its run
// until the last one is no longer fresh. If it is among the sums, it is there at
// the points from the first place to the last one.
func (t *trendAdder) addRun(from, until int, l *pointsLine, summed bool) {
	first, end := t.points[l.Run.Log].of(l.Run)
	begin := min(max(from, first), until)
	over := max(begin, min(until, t.points[l.Run.Log].stale[l.First+l.Places-1]))
	t.steps[begin].counted += l.total
	t.steps[over].counted -= l.total
	if after := max(begin, end); after < over {
		t.steps[after].last.Add(l.total, l.Last.Assigned(), l.Last.Used(), 1)
		t.steps[over].last.Add(l.total, l.Last.Assigned(), l.Last.Used(), -1)
	}
	if !summed {
		t.addSamples(begin, min(over, end), l, 1)
		return
	}
	t.addSamples(first, min(begin, end), l, -1)
	t.addSamples(max(over, first), end, l, -1)
}

// leaveOut takes a line away that is among the sums.
func (t *trendAdder) leaveOut(line int32) {
	r, log := t.lines.usage.Run(line)
	if points := &t.points[r.Log]; points.summable {
		first, end := points.of(r)
		t.addSamples(first, end, &pointsLine{r, log, t.lines.totals.At(int(line))}, -1)
	}
}

// addSamples adds a line so many times to points with a place in its run.
func (t *trendAdder) addSamples(from, until int, l *pointsLine, times int64) {
	latest := t.points[l.Run.Log].latest
	for i := from; i < until; i++ {
		place := l.log.OnOrBefore(l.Run, latest[i]-l.First)
		p := l.log.Pairs[l.At+uint32(place)]
		t.each[i].Add(l.total, p.Assigned(), p.Used(), times)
	}
}

// sums returns the sums of the points.
func (t *trendAdder) sums() []trendSums {
	sums := make([]trendSums, len(t.each))
	var now trendStep
	for i := range sums {
		now.add(&t.steps[i])
		usage := t.each[i]
		usage.Merge(&now.last)
		sums[i] = trendSums{
			total: now.total, assigned: usage.Assigned, used: usage.Used,
			unknownAssigned: usage.UnknownAssigned + now.total - now.counted,
			unknownUsed:     usage.UnknownUsed + now.total - now.counted,
			active:          now.lines > 0, assignedKnown: usage.AssignedKnown > 0, usedKnown: usage.UsedKnown > 0,
		}
	}
	return sums
}

func (s *trendStep) add(other *trendStep) {
	s.lines += other.lines
	s.total += other.total
	s.counted += other.counted
	s.last.Merge(&other.last)
}
