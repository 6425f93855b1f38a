package partnerhub

import (
	"cmp"
	"math"
	"slices"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/column"
)

// usageBuilder puts the samples of lines into logs.
type usageBuilder struct {
	usageColumns
	// own are the lines whose samples are not in a log yet.
	own []ownLine
}

// ownLine is a line and its samples by day.
type ownLine struct {
	line    int32
	product uint16
	samples []sample
}

// add adds a line of a product, with its samples by day.
func (u *usageBuilder) add(line int32, product uint16, samples []sample) {
	if len(samples) > 0 {
		u.own = append(u.own, ownLine{line, product, samples})
	}
}

// copyRuns adds the lines from <= line < until of columns whose logs this
// builder began with.
func (u *usageBuilder) copyRuns(from *usageColumns, first, until int32, line int32) {
	if from.runs == nil {
		return
	}
	for len(u.runs) < int(line) {
		u.runs = append(u.runs, run{})
	}
	u.runs = append(u.runs, from.runs[first:until]...)
	for row, r := range from.edited.Range(first, until) {
		u.runs[line+row-first] = *r
	}
}

func (own ownLine) isEmpty() bool { return len(own.samples) == 0 }

// build returns the columns of so many lines. There are runs only if there is a
// log.
func (u *usageBuilder) build(lines int32) usageColumns {
	measured := func(own ownLine) bool { return !own.isEmpty() }
	if len(u.logs) == 0 && !slices.ContainsFunc(u.own, measured) {
		return usageColumns{}
	}
	for len(u.runs) < int(lines) {
		u.runs = append(u.runs, run{})
	}
	for _, own := range u.own {
		u.runs[own.line] = run{}
	}
	u.own = slices.DeleteFunc(u.own, ownLine.isEmpty)
	// A trend reads all samples of a product: they lie side by side.
	slices.SortStableFunc(u.own, func(a, b ownLine) int { return cmp.Compare(a.product, b.product) })
	// One calendar for all; if that has too many days on which some lines are
	// not measured, one for each day of the week; or else none.
	rest := u.inCalendar(paired(u.own))
	var weekdays [daysPerWeek][]ownLine
	for _, own := range rest {
		day := (own.samples[0].day%daysPerWeek + daysPerWeek) % daysPerWeek
		weekdays[day] = append(weekdays[day], own)
	}
	for _, day := range weekdays {
		u.inCalendar(day)
	}
	u.inNoCalendar()
	return u.usageColumns
}

// paired returns the lines whose counts all fit into pairs: mostly all.
func paired(lines []ownLine) []ownLine {
	if !slices.ContainsFunc(lines, ownLine.tooLarge) {
		return lines
	}
	return slices.DeleteFunc(slices.Clone(lines), ownLine.tooLarge)
}

// tooLarge reports whether a count does not fit into a pair.
func (own ownLine) tooLarge() bool {
	largest := unknown
	for i := range own.samples {
		s := &own.samples[i]
		largest = max(largest, s.assigned, s.used, s.quarterly)
	}
	return largest > maxPaired
}

// inCalendar puts the lines that fill most of their part of their common
// calendar into a log of it, and returns the others.
func (u *usageBuilder) inCalendar(lines []ownLine) (rest []ownLine) {
	if len(lines) == 0 {
		return nil
	}
	log := &usageLog{calendar: calendarOf(lines)}
	room := 0
	for _, own := range lines {
		room += len(own.samples)
	}
	log.pairs, log.quarters = make([]pair, 0, room), make([]uint16, 0, room)
	for _, own := range lines {
		first, places := log.span(own.samples)
		if int(places)*3 > len(own.samples)*4 || uint64(len(log.pairs))+uint64(places) > math.MaxUint32 {
			rest = append(rest, own)
			continue
		}
		r := run{at: uint32(len(log.pairs)), first: first, places: places, log: uint16(len(u.logs))}
		r.complete = log.append(first, own.samples)
		r.last = log.pairs[len(log.pairs)-1]
		u.runs[own.line] = r
	}
	if len(log.pairs) > 0 {
		log.findOdd()
		u.logs = append(u.logs, log)
	}
	return rest
}

// calendarOf returns the days on which lines are measured.
func calendarOf(lines []ownLine) []int32 {
	first, last := lines[0].samples[0].day, lines[0].samples[0].day
	for _, own := range lines {
		first, last = min(first, own.samples[0].day), max(last, own.samples[len(own.samples)-1].day)
	}
	days := column.NewBits(int(last-first) + 1)
	for _, own := range lines {
		for i := range own.samples {
			days.Set(int(own.samples[i].day - first))
		}
	}
	calendar := make([]int32, 0, days.Count())
	for day := range days.Rows() {
		calendar = append(calendar, first+int32(day))
	}
	return calendar
}

// span returns the part of the calendar that samples are in.
func (l *usageLog) span(samples []sample) (first, places int32) {
	first = l.until(civil.Day(samples[0].day)) - 1
	return first, l.until(civil.Day(samples[len(samples)-1].day)) - first
}

// append adds the samples of a line and reports whether they leave nothing
// unknown.
func (l *usageLog) append(place int32, samples []sample) (complete bool) {
	complete = true
	for i := range samples {
		s := &samples[i]
		for ; l.calendar[place] != s.day; place++ {
			l.pairs, l.quarters = append(l.pairs, noPair), append(l.quarters, 0)
			complete = false
		}
		l.pairs, l.quarters = append(l.pairs, newPair(s.assigned, s.used)), append(l.quarters, uint16(s.quarterly+1))
		place++
		complete = complete && s.assigned != unknown && s.used != unknown
	}
	return complete
}

func (l *usageLog) findOdd() {
	l.odd = column.NewBits(len(l.pairs))
	for place, p := range l.pairs {
		if !p.isKnown() {
			l.odd.Set(place)
		}
	}
}

// inNoCalendar puts the lines that are in no log yet into one of their own.
func (u *usageBuilder) inNoCalendar() {
	log := &usageLog{}
	for _, own := range u.own {
		if u.runs[own.line].places > 0 {
			continue
		}
		u.runs[own.line] = run{at: uint32(len(log.loose)), places: int32(len(own.samples)), log: uint16(len(u.logs))}
		for _, s := range own.samples {
			log.loose = append(log.loose, looseSample{s.day, s.assigned, s.used, s.quarterly})
		}
	}
	if log.loose != nil {
		u.logs = append(u.logs, log)
	}
}
