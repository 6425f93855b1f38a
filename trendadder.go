package partnerhub

import (
	"slices"
	"sort"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/column"
)

// trendAdder adds up the lines of a product for all points of a trend at once.
// A line counts in a range of points, those in its term, so what is the same in
// all of them takes two additions: one where the range begins and one where it
// ends. What remains is to add up its samples, which lie side by side.
type trendAdder struct {
	instants  []trendInstant
	product   uint16
	freshness civil.Day
	// steps are the changes of the sums from one point to the next.
	steps []trendStep
	// each are sums of what is added point by point.
	each []trendSums
	// pairs are sums of samples without anything unknown, the assigned in the
	// low half and the used in the high one, each sample 1 too large, which
	// steps make up for. They are moved to each before they overflow.
	pairs  []uint64
	adding int // lines since then

	*block
	now    []uint32 // by point, the bound of codes up to its instant
	points []logPoints
}

// trendStep is by how much sums change from one point to the next.
type trendStep struct {
	total, unknown int64
	active, known  int64 // lines
}

// logPoints are the days of a log's calendar at the points: those that are fresh
// there.
type logPoints struct {
	fresh []placeRange
	// gapless: each point but the first and the last ones has fresh days.
	gapless bool
	// steady: each point has one day more than the point before.
	steady bool
}

func newTrendAdder(instants []trendInstant, product uint16, freshness civil.Day) *trendAdder {
	n := len(instants)
	return &trendAdder{
		instants: instants, product: product, freshness: freshness,
		steps: make([]trendStep, n+1), each: make([]trendSums, n), pairs: make([]uint64, n), now: make([]uint32, n),
	}
}

// addBlock adds the lines of the block's customers that are in rows.
func (t *trendAdder) addBlock(b *block, rows column.Bits) {
	t.move(b)
	terms := b.customers.entitlements
	for from, until := range rows.Spans() {
		t.addTerms(terms[from], terms[until])
	}
}

// addTerms adds the lines of the entitlements from <= e < until.
func (t *trendAdder) addTerms(from, until int32) {
	begins, e := t.entitlements.lines, from
	first := begins[from]
	for i, product := range t.lines.products[first:begins[until]] {
		if product != t.product {
			continue
		}
		line := first + int32(i)
		for begins[e+1] <= line {
			e++
		}
		t.addLine(e, line)
	}
}

func (t *trendAdder) move(b *block) {
	t.block = b
	for i, instant := range t.instants {
		t.now[i] = b.times.Until(instant.asOf)
	}
	for len(t.points) < len(b.lines.usage.logs) {
		t.points = append(t.points, logPoints{fresh: make([]placeRange, len(t.instants))})
	}
	for i, log := range b.lines.usage.logs {
		t.points[i].place(log, t.instants, t.freshness)
	}
}

func (p *logPoints) place(log *usageLog, instants []trendInstant, freshness civil.Day) {
	from, until := int32(0), int32(0)
	days := int32(len(log.calendar))
	p.gapless, p.steady = true, true
	for i, t := range instants {
		for until < days && civil.Day(log.calendar[until]) <= t.day {
			until++
		}
		for from < until && civil.Day(log.calendar[from]) <= t.day-freshness {
			from++
		}
		p.fresh[i] = placeRange{from, until}
		p.steady = p.steady && until == p.fresh[0].until+int32(i)
		p.gapless = p.gapless && (from < until || until == 0 || until == days)
	}
}

// addLine adds a line to the points in the term of its entitlement.
func (t *trendAdder) addLine(e, line int32) {
	start, end := t.entitlements.start[e], t.entitlements.end[e]
	from, until := t.pointAfter(start), t.pointAfter(end)
	if from >= until {
		return
	}
	total := t.lines.totals.At(int(line))
	t.steps[from].total += total
	t.steps[until].total -= total
	t.steps[from].active++
	t.steps[until].active--
	r, log := t.lines.usage.run(line)
	switch {
	case r == nil:
		t.addUnknown(from, until, total)
	case log.calendar != nil && t.points[r.log].gapless:
		t.addRun(from, until, r, log, total)
	default:
		for i := from; i < until; i++ {
			t.each[i].addUsage(t.counts(line, t.instants[i].day, t.freshness))
		}
	}
}

// pointAfter returns the first point after the instant of a code. The points are
// mostly evenly spaced: it looks first where it would be then.
func (t *trendAdder) pointAfter(code uint32) int {
	last := len(t.now) - 1
	switch {
	case code < t.now[0]:
		return 0
	case code >= t.now[last]:
		return last + 1
	}
	near := 1 + int(uint64(code-t.now[0])*uint64(last)/uint64(t.now[last]-t.now[0]))
	for i := max(near-1, 1); i <= min(near+1, last); i++ {
		if t.now[i-1] <= code && code < t.now[i] {
			return i
		}
	}
	return sort.Search(len(t.now), func(i int) bool { return t.now[i] > code })
}

func (t *trendAdder) addUnknown(from, until int, total int64) {
	t.steps[from].unknown += total
	t.steps[until].unknown -= total
}

// addRun adds a run of a calendar. It is unknown before its first day, and after
// its last one as soon as that is no longer fresh.
func (t *trendAdder) addRun(from, until int, r *run, log *usageLog, total int64) {
	fresh := t.points[r.log].fresh
	begin := from
	for begin < until && fresh[begin].until <= r.first {
		begin++
	}
	over := until
	for over > begin && fresh[over-1].from >= r.first+r.places {
		over--
	}
	t.addUnknown(from, begin, total)
	t.addUnknown(over, until, total)
	if begin == over {
		return
	}
	t.steps[begin].known++
	t.steps[over].known--
	l := pointsLine{r, log, log.pairs[r.at : r.at+uint32(r.places)], total}
	t.addPoints(t.addSteady(begin, over, &l), over, &l)
	if t.adding++; t.adding == 1<<16 {
		t.flush()
	}
}

// pointsLine is a line while it is added to points.
type pointsLine struct {
	*run
	log     *usageLog
	samples []pair // those of the run
	total   int64
}

// addSteady adds the samples of a run to the points begin <= i < over that have
// one place each, if they have, and returns the first of the other points.
func (t *trendAdder) addSteady(begin, over int, l *pointsLine) int {
	points := &t.points[l.run.log]
	place := points.fresh[begin].until - 1 - l.first
	if !points.steady || place >= l.places {
		return begin
	}
	n := min(over-begin, int(l.places-place))
	addPairs(t.pairs[begin:][:n], l.samples[place:][:n])
	if !l.complete {
		t.mend(begin, n, l, place)
	}
	return begin + n
}

// mend puts right what addPairs added to the n points from begin on where a
// sample is odd.
func (t *trendAdder) mend(begin, n int, l *pointsLine, place int32) {
	first := int(l.at) + int(place)
	for at := l.log.odd.Next(first); at < first+n; at = l.log.odd.Next(at + 1) {
		i := begin + at - first
		t.pairs[i] -= l.log.pairs[at].spread()
		t.addOddPoint(i, l, place+int32(at-first))
	}
}

// addPoints adds the samples of a run to the points begin <= i < over, each with
// the latest place.
func (t *trendAdder) addPoints(begin, over int, l *pointsLine) {
	for i := begin; i < over; i++ {
		place := min(t.points[l.run.log].fresh[i].until-l.first, l.places) - 1
		if p := l.samples[place]; p.isKnown() {
			t.pairs[i] += p.spread()
		} else {
			t.addOddPoint(i, l, place)
		}
	}
}

// addOddPoint adds a line to a point where there is no sample in the place, or an
// unknown count: the point is not one of those with a sum in pairs.
func (t *trendAdder) addOddPoint(i int, l *pointsLine, place int32) {
	t.steps[i].known--
	t.steps[i+1].known++
	c := counts{total: l.total, assigned: unknown, used: unknown}
	place = l.log.onOrBefore(l.run, place)
	if place != noSample && place >= t.points[l.run.log].fresh[i].from-l.first {
		s := l.log.sample(l.run, place)
		c.assigned, c.used = s.assigned, s.used
	}
	t.each[i].addUsage(c)
}

// addPairs adds each sample to the sum of its point. Four at a time are faster.
func addPairs(sums []uint64, samples []pair) {
	for len(sums) >= 4 && len(samples) >= 4 {
		sums[0] += samples[0].spread()
		sums[1] += samples[1].spread()
		sums[2] += samples[2].spread()
		sums[3] += samples[3].spread()
		sums, samples = sums[4:], samples[4:]
	}
	for i, p := range samples {
		sums[i] += p.spread()
	}
}

// spread puts 32 bits between the counts of a pair.
func (p pair) spread() uint64 { return uint64(p&(1<<16-1)) | uint64(p>>16)<<32 }

// flush moves the sums of pairs before they overflow.
func (t *trendAdder) flush() {
	for i, sum := range t.pairs {
		t.each[i].assigned += int64(sum & (1<<32 - 1))
		t.each[i].used += int64(sum >> 32)
	}
	clear(t.pairs)
	t.adding = 0
}

// sums returns the sums of the points.
func (t *trendAdder) sums() []trendSums {
	t.flush()
	sums := slices.Clone(t.each)
	var now trendStep
	for i := range sums {
		step, sum := &t.steps[i], &sums[i]
		now.total, now.unknown = now.total+step.total, now.unknown+step.unknown
		now.active, now.known = now.active+step.active, now.known+step.known
		sum.total += now.total
		sum.unknownAssigned += now.unknown
		sum.unknownUsed += now.unknown
		sum.assigned -= now.known
		sum.used -= now.known
		sum.active = sum.active || now.active > 0
		sum.assignedKnown = sum.assignedKnown || now.known > 0
		sum.usedKnown = sum.usedKnown || now.known > 0
	}
	return sums
}
