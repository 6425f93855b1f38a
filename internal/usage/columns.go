// Package usage holds usage samples in little room: as runs of places in calendars
// that many lines share, and the sums of them. Counts are licenses.
package usage

import (
	"cmp"
	"slices"
	"sort"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/column"
)

// Columns holds the usage samples of a block's lines. What is measured, is
// mostly measured for all customers on the same days, so samples do not carry
// their dates: a line is a run of places in a calendar.
type Columns struct {
	Runs []Run // by line; nil: no line has a sample
	// edited are the runs of lines that changed since Runs was made: few, so that
	// a change of some lines copies none of the others.
	edited column.Sparse[Run]
	Logs   []*Log
}

// maxEdited is how many runs may be edited before all are made anew.
const maxEdited = 32

// Run is the samples of a line, in a log: a place for each day of the log's
// calendar from its first sample to its last. In a log without calendar it is
// a place for each sample. A run without places has no samples.
type Run struct {
	At     uint32 // the first place in the log
	First  int32  // its day in the calendar
	Places int32
	// Last is the pair in the last place, which is what most questions are
	// about: it saves a look at the log, which is far away in memory.
	Last     Pair
	Log      uint16
	complete bool // no place is odd
}

// Log is samples of many lines. It is immutable; the versions of a block
// share what is not changed between them.
type Log struct {
	// Calendar is the days of the samples, ascending; nil: each sample in loose
	// has its own.
	Calendar []int32
	// Pairs has the assigned and the used licenses in each place.
	Pairs []Pair
	// odd are the places where there is no sample, or one with an unknown count.
	odd column.Bits
	// quarters is those used in the quarter, plus 1; 0: unknown.
	quarters []uint16
	loose    []Loose
}

// Pair is the assigned and the used licenses of a sample, 16 bits each: the
// count plus 1, 0 for unknown.
type Pair uint32

// NoPair is in a place without a sample.
const NoPair Pair = 1<<32 - 1

// maxPaired is the largest count that fits in a pair.
const maxPaired = 1<<16 - 3

func newPair(assigned, used int64) Pair { return Pair(assigned+1) | Pair(used+1)<<16 }

// Assigned returns the licenses assigned, or Unknown.
func (p Pair) Assigned() int64 { return int64(p&(1<<16-1)) - 1 }

// Used returns the licenses used, or Unknown.
func (p Pair) Used() int64 { return int64(p>>16) - 1 }

// Loose is a sample that is not in a calendar, or too large for a pair.
type Loose struct {
	Day                       int32
	Assigned, Used, Quarterly int64 // unknown: -1
}

// isKnown reports whether there is a sample, with both counts known.
func (p Pair) isKnown() bool {
	const least, most = 1, maxPaired + 1
	return p&(1<<16-1)-least <= most-least && p>>16-least <= most-least
}

// NoSample is in the place of a sample when there is none.
const NoSample int32 = -1

// At returns the run of a line. There must be runs.
func (u *Columns) At(line int32) *Run {
	if u.edited.Len() > 0 { // mostly not
		if r := u.edited.Find(line); r != nil {
			return r
		}
	}
	return &u.Runs[line]
}

// Run returns the run of a line and its log; without samples, no log.
func (u *Columns) Run(line int32) (*Run, *Log) {
	if u.Runs == nil {
		return nil, nil
	}
	r := u.At(line)
	if r.Places == 0 {
		return nil, nil
	}
	return r, u.Logs[r.Log]
}

// With returns the columns of so many lines with other samples in some of them, of
// which own is used up.
func (u *Columns) With(own []Line, lines int32) Columns {
	slices.SortFunc(own, func(a, b Line) int { return cmp.Compare(a.Line, b.Line) })
	rows := make([]int32, len(own))
	for i := range own {
		rows[i], own[i].Line = own[i].Line, int32(i)
	}
	builder := Builder{Columns: Columns{Logs: slices.Clone(u.Logs)}, Own: own}
	built := builder.Build(int32(len(rows)))
	var edited column.Sparse[Run]
	for i, row := range rows {
		if built.Runs != nil {
			edited.Append(row, built.Runs[i])
		}
	}
	next := Columns{Runs: u.Runs, edited: u.edited.With(rows, &edited), Logs: built.Logs}
	if next.edited.Len() > maxEdited || next.Runs == nil {
		next.Runs, next.edited = next.all(lines), column.Sparse[Run]{}
	}
	return next
}

// all returns the runs of all lines, or none if there are no samples.
func (u *Columns) all(lines int32) []Run {
	if len(u.Logs) == 0 {
		return nil
	}
	runs := make([]Run, lines)
	copy(runs, u.Runs)
	for row, r := range u.edited.Range(0, lines) {
		runs[row] = *r
	}
	return runs
}

// Until returns the number of days of the calendar up to and including a day.
func (l *Log) Until(day civil.Day) int32 {
	days := l.Calendar
	return int32(sort.Search(len(days), func(i int) bool { return civil.Day(days[i]) > day }))
}

// UpTo returns the place in a run of the latest sample dated on or before a day,
// or NoSample.
func (l *Log) UpTo(r *Run, day civil.Day) int32 {
	if l.Calendar == nil {
		samples := l.loose[r.At : r.At+uint32(r.Places)]
		return int32(sort.Search(len(samples), func(i int) bool { return civil.Day(samples[i].Day) > day })) - 1
	}
	return l.OnOrBefore(r, min(l.Until(day)-r.First, r.Places)-1)
}

// OnOrBefore returns the place of the latest sample in a place or before it.
func (l *Log) OnOrBefore(r *Run, place int32) int32 {
	for place >= 0 && l.Calendar != nil && l.Pairs[r.At+uint32(place)] == NoPair {
		place--
	}
	return max(place, NoSample)
}

// Sample returns the sample in a place of a run, where there is one.
func (l *Log) Sample(r *Run, place int32) Loose {
	at := r.At + uint32(place)
	if l.Calendar == nil {
		return l.loose[at]
	}
	p := l.Pairs[at]
	return Loose{
		Day: l.Calendar[r.First+place], Assigned: p.Assigned(), Used: p.Used(),
		Quarterly: int64(l.quarters[at]) - 1,
	}
}

// Samples returns all samples of a line, by day.
func (u *Columns) Samples(line int32) []Sample {
	r, log := u.Run(line)
	if r == nil {
		return nil
	}
	list := make([]Sample, 0, r.Places)
	for place := log.OnOrBefore(r, r.Places-1); place != NoSample; place = log.OnOrBefore(r, place-1) {
		s := log.Sample(r, place)
		list = append(list, Sample{Day: s.Day, Assigned: s.Assigned, Used: s.Used, Quarterly: s.Quarterly})
	}
	slices.Reverse(list)
	return list
}

// Most returns the most of each count of a line's samples; 0 is for what is not
// known.
func (u *Columns) Most(line int32) (most Sample) {
	r, log := u.Run(line)
	if r == nil {
		return most
	}
	for place := log.OnOrBefore(r, r.Places-1); place != NoSample; place = log.OnOrBefore(r, place-1) {
		s := log.Sample(r, place)
		most.Assigned, most.Used = max(most.Assigned, s.Assigned), max(most.Used, s.Used)
	}
	return most
}
