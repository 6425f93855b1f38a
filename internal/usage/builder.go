package usage

import (
	"cmp"
	"math"
	"slices"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/column"
)

// Builder puts the samples of lines into logs.
type Builder struct {
	Columns
	// Own are the lines whose samples are not in a log yet.
	Own []Line
}

// Line is a line and its samples by day.
type Line struct {
	Line    int32
	Product uint16
	Samples []Sample
}

// Add adds a line of a product, with its samples by day.
func (u *Builder) Add(line int32, product uint16, samples []Sample) {
	if len(samples) > 0 {
		u.Own = append(u.Own, Line{line, product, samples})
	}
}

// CopyRuns adds the lines from <= line < until of columns whose logs this
// builder began with.
func (u *Builder) CopyRuns(from *Columns, first, until int32, line int32) {
	if from.Runs == nil {
		return
	}
	for len(u.Runs) < int(line) {
		u.Runs = append(u.Runs, Run{})
	}
	u.Runs = append(u.Runs, from.Runs[first:until]...)
	for row, r := range from.edited.Range(first, until) {
		u.Runs[line+row-first] = *r
	}
}

func (own Line) isEmpty() bool { return len(own.Samples) == 0 }

// Build returns the columns of so many lines. There are runs only if there is a
// log.
func (u *Builder) Build(lines int32) Columns {
	measured := func(own Line) bool { return !own.isEmpty() }
	if len(u.Logs) == 0 && !slices.ContainsFunc(u.Own, measured) {
		return Columns{}
	}
	for len(u.Runs) < int(lines) {
		u.Runs = append(u.Runs, Run{})
	}
	for _, own := range u.Own {
		u.Runs[own.Line] = Run{}
	}
	u.Own = slices.DeleteFunc(u.Own, Line.isEmpty)
	// A trend reads all samples of a product: they lie side by side.
	slices.SortStableFunc(u.Own, func(a, b Line) int { return cmp.Compare(a.Product, b.Product) })
	// One calendar for all; if that has too many days on which some lines are
	// not measured, one for each day of the week; or else none.
	rest := u.inCalendar(paired(u.Own))
	var weekdays [DaysPerWeek][]Line
	for _, own := range rest {
		day := (own.Samples[0].Day%DaysPerWeek + DaysPerWeek) % DaysPerWeek
		weekdays[day] = append(weekdays[day], own)
	}
	for _, day := range weekdays {
		u.inCalendar(day)
	}
	u.inNoCalendar()
	return u.Columns
}

// paired returns the lines whose counts all fit into pairs: mostly all.
func paired(lines []Line) []Line {
	if !slices.ContainsFunc(lines, Line.tooLarge) {
		return lines
	}
	return slices.DeleteFunc(slices.Clone(lines), Line.tooLarge)
}

// tooLarge reports whether a count does not fit into a pair.
func (own Line) tooLarge() bool {
	largest := Unknown
	for i := range own.Samples {
		s := &own.Samples[i]
		largest = max(largest, s.Assigned, s.Used, s.Quarterly)
	}
	return largest > maxPaired
}

// inCalendar puts the lines that fill most of their part of their common
// calendar into a log of it, and returns the others.
func (u *Builder) inCalendar(lines []Line) (rest []Line) {
	if len(lines) == 0 {
		return nil
	}
	log := &Log{Calendar: calendarOf(lines)}
	room := 0
	for _, own := range lines {
		room += len(own.Samples)
	}
	log.Pairs, log.quarters = make([]Pair, 0, room), make([]uint16, 0, room)
	for _, own := range lines {
		first, places := log.span(own.Samples)
		if int(places)*3 > len(own.Samples)*4 || uint64(len(log.Pairs))+uint64(places) > math.MaxUint32 {
			rest = append(rest, own)
			continue
		}
		r := Run{At: uint32(len(log.Pairs)), First: first, Places: places, Log: uint16(len(u.Logs))}
		r.complete = log.append(first, own.Samples)
		r.Last = log.Pairs[len(log.Pairs)-1]
		u.Runs[own.Line] = r
	}
	if len(log.Pairs) > 0 {
		log.findOdd()
		u.Logs = append(u.Logs, log)
	}
	return rest
}

// calendarOf returns the days on which lines are measured.
func calendarOf(lines []Line) []int32 {
	first, last := lines[0].Samples[0].Day, lines[0].Samples[0].Day
	for _, own := range lines {
		first, last = min(first, own.Samples[0].Day), max(last, own.Samples[len(own.Samples)-1].Day)
	}
	days := column.NewBits(int(last-first) + 1)
	for _, own := range lines {
		for i := range own.Samples {
			days.Set(int(own.Samples[i].Day - first))
		}
	}
	calendar := make([]int32, 0, days.Count())
	for day := range days.Rows() {
		calendar = append(calendar, first+int32(day))
	}
	return calendar
}

// span returns the part of the calendar that samples are in.
func (l *Log) span(samples []Sample) (first, places int32) {
	first = l.Until(civil.Day(samples[0].Day)) - 1
	return first, l.Until(civil.Day(samples[len(samples)-1].Day)) - first
}

// append adds the samples of a line and reports whether they leave nothing
// unknown.
func (l *Log) append(place int32, samples []Sample) (complete bool) {
	complete = true
	for i := range samples {
		s := &samples[i]
		for ; l.Calendar[place] != s.Day; place++ {
			l.Pairs, l.quarters = append(l.Pairs, NoPair), append(l.quarters, 0)
			complete = false
		}
		l.Pairs, l.quarters = append(l.Pairs, newPair(s.Assigned, s.Used)), append(l.quarters, uint16(s.Quarterly+1))
		place++
		complete = complete && s.Assigned != Unknown && s.Used != Unknown
	}
	return complete
}

func (l *Log) findOdd() {
	l.odd = column.NewBits(len(l.Pairs))
	for place, p := range l.Pairs {
		if !p.isKnown() {
			l.odd.Set(place)
		}
	}
}

// inNoCalendar puts the lines that are in no log yet into one of their own.
func (u *Builder) inNoCalendar() {
	log := &Log{}
	for _, own := range u.Own {
		if u.Runs[own.Line].Places > 0 {
			continue
		}
		u.Runs[own.Line] = Run{At: uint32(len(log.loose)), Places: int32(len(own.Samples)), Log: uint16(len(u.Logs))}
		for _, s := range own.Samples {
			log.loose = append(log.loose, Loose{s.Day, s.Assigned, s.Used, s.Quarterly})
		}
	}
	if log.loose != nil {
		u.Logs = append(u.Logs, log)
	}
}
