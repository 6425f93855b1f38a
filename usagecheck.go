package partnerhub

import (
	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/exact"
	"github.com/partnerhub/partnerhub/internal/parallel"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// linesPerCheck is how many lines are checked at a time.
const linesPerCheck = 64

// lineCheck is what is found in the samples of some lines.
type lineCheck struct {
	twice bool // two samples of a line and day
	// most are the sums of the most of each line's counts.
	most usage.Sample
	full bool // a sum has become too large
}

// checkUsage looks for samples of the same line and day. The most of each count
// of a line goes into the sums that must not overflow: at any instant a line
// adds one of its samples to an answer.
func (l *loader) checkUsage() {
	if l.usage == nil {
		return
	}
	parts := make([]lineCheck, (l.lines.Len()+linesPerCheck-1)/linesPerCheck)
	readers := make([]usageReader, parallel.Workers(len(parts)))
	parallel.Each(len(parts), func(worker, i int) {
		readers[worker].usagePile = l.usage
		parts[i] = readers[worker].check(i*linesPerCheck, min((i+1)*linesPerCheck, l.lines.Len()))
	})
	var all lineCheck
	for _, part := range parts {
		all.twice, all.full = all.twice || part.twice, all.full || part.full
		all.add(&part.most)
	}
	if all.twice || all.full {
		l.findUsageFaults()
		return
	}
	l.totals.assigned.sum, l.totals.used.sum = all.most.Assigned, all.most.Used
}

// check checks the lines from <= line < until.
func (r *usageReader) check(from, until int) (found lineCheck) {
	for number := from; number < until; number++ {
		r.reset()
		l := line{samples: r.read(number)}
		for i := 1; i < len(l.samples); i++ {
			found.twice = found.twice || l.samples[i].Day == l.samples[i-1].Day
		}
		most := l.most()
		found.add(&most)
	}
	return found
}

// add adds what is not negative.
func (found *lineCheck) add(most *usage.Sample) {
	assigned, ok := exact.Add(found.most.Assigned, most.Assigned)
	used, ok2 := exact.Add(found.most.Used, most.Used)
	found.most.Assigned, found.most.Used, found.full = assigned, used, found.full || !ok || !ok2
}

// findUsageFaults reports the faults that checkUsage has seen, line by line.
func (l *loader) findUsageFaults() {
	sources, reader := l.usage.arrivals.sources(l.lines.Len()), usageReader{usagePile: l.usage}
	for term := range l.terms.Len() {
		from, until := l.linesOfTerm(term)
		for number := from; number < until; number++ {
			reader.reset()
			line := line{product: l.productOf(number), samples: reader.read(number)}
			l.checkLine(l.entitlements.Text(term), &line, sources[number])
		}
	}
}

// checkLine reports the faults of a line's samples. They are by day; sources
// says where each came from by its number.
func (l *loader) checkLine(id string, line *line, sources []uint32) {
	if len(line.samples) == 0 {
		return
	}
	first := 0
	for i := range line.samples {
		s := &line.samples[i]
		if s.Day != line.samples[first].Day {
			first = i
		} else if i > 0 {
			l.check("usage", int(sources[s.Number])).fault("date", "a second sample of %s, %s on %s; the first is usage[%d]",
				exact.Cut(id), exact.Cut(string(line.product)), civil.Day(s.Day), sources[line.samples[first].Number])
		}
	}
	last, most := line.samples[len(line.samples)-1], line.most()
	c := l.check("usage", int(sources[last.Number]))
	l.totals.assigned.add(c, "assigned", "licenses assigned", most.Assigned)
	l.totals.used.add(c, "used", "licenses used", most.Used)
}
