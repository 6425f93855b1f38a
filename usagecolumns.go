package partnerhub

import (
	"cmp"
	"slices"
	"sort"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/column"
)

// usageColumns holds the usage samples of a block's lines. What is measured, is
// mostly measured for all customers on the same days, so samples do not carry
// their dates: a line is a run of places in a calendar.
type usageColumns struct {
	runs []run // by line; nil: no line has a sample
	// edited are the runs of lines that changed since runs was made: few, so that
	// a change of some lines copies none of the others.
	edited column.Sparse[run]
	logs   []*usageLog
}

// maxEdited is how many runs may be edited before all are made anew.
const maxEdited = 32

// run is the samples of a line, in a log: a place for each day of the log's
// calendar from its first sample to its last. In a log without calendar it is
// a place for each sample. A run without places has no samples.
type run struct {
	at     uint32 // the first place in the log
	first  int32  // its day in the calendar
	places int32
	// last is the pair in the last place, which is what most questions are
	// about: it saves a look at the log, which is far away in memory.
	last     pair
	log      uint16
	complete bool // no place is odd
}

// usageLog is samples of many lines. It is immutable; the versions of a block
// share what is not changed between them.
type usageLog struct {
	// calendar is the days of the samples, ascending; nil: each sample in loose
	// has its own.
	calendar []int32
	// pairs has the assigned and the used licenses in each place.
	pairs []pair
	// odd are the places where there is no sample, or one with an unknown count.
	odd column.Bits
	// quarters is those used in the quarter, plus 1; 0: unknown.
	quarters []uint16
	loose    []looseSample
}

// pair is the assigned and the used licenses of a sample, 16 bits each: the
// count plus 1, 0 for unknown.
type pair uint32

// noPair is in a place without a sample.
const noPair pair = 1<<32 - 1

// maxPaired is the largest count that fits in a pair.
const maxPaired = 1<<16 - 3

func newPair(assigned, used int64) pair { return pair(assigned+1) | pair(used+1)<<16 }

func (p pair) assigned() int64 { return int64(p&(1<<16-1)) - 1 }
func (p pair) used() int64     { return int64(p>>16) - 1 }

// looseSample is a sample that is not in a calendar, or too large for a pair.
type looseSample struct {
	day                       int32
	assigned, used, quarterly int64 // unknown: -1
}

// isKnown reports whether there is a sample, with both counts known.
func (p pair) isKnown() bool {
	const least, most = 1, maxPaired + 1
	return p&(1<<16-1)-least <= most-least && p>>16-least <= most-least
}

// noSample is in the place of a sample when there is none.
const noSample int32 = -1

// at returns the run of a line. There must be runs.
func (u *usageColumns) at(line int32) *run {
	if u.edited.Len() > 0 { // mostly not
		if r := u.edited.Find(line); r != nil {
			return r
		}
	}
	return &u.runs[line]
}

// run returns the run of a line and its log; without samples, no log.
func (u *usageColumns) run(line int32) (*run, *usageLog) {
	if u.runs == nil {
		return nil, nil
	}
	r := u.at(line)
	if r.places == 0 {
		return nil, nil
	}
	return r, u.logs[r.log]
}

// with returns the columns of so many lines with other samples in some of them, of
// which own is used up.
func (u *usageColumns) with(own []ownLine, lines int32) usageColumns {
	slices.SortFunc(own, func(a, b ownLine) int { return cmp.Compare(a.line, b.line) })
	rows := make([]int32, len(own))
	for i := range own {
		rows[i], own[i].line = own[i].line, int32(i)
	}
	builder := usageBuilder{usageColumns: usageColumns{logs: slices.Clone(u.logs)}, own: own}
	built := builder.build(int32(len(rows)))
	var edited column.Sparse[run]
	for i, row := range rows {
		if built.runs != nil {
			edited.Append(row, built.runs[i])
		}
	}
	next := usageColumns{runs: u.runs, edited: u.edited.With(rows, &edited), logs: built.logs}
	if next.edited.Len() > maxEdited || next.runs == nil {
		next.runs, next.edited = next.all(lines), column.Sparse[run]{}
	}
	return next
}

// all returns the runs of all lines, or none if there are no samples.
func (u *usageColumns) all(lines int32) []run {
	if len(u.logs) == 0 {
		return nil
	}
	runs := make([]run, lines)
	copy(runs, u.runs)
	for row, r := range u.edited.Range(0, lines) {
		runs[row] = *r
	}
	return runs
}

// until returns the number of days of the calendar up to and including a day.
func (l *usageLog) until(day civil.Day) int32 {
	days := l.calendar
	return int32(sort.Search(len(days), func(i int) bool { return civil.Day(days[i]) > day }))
}

// upTo returns the place in a run of the latest sample dated on or before a day,
// or noSample.
func (l *usageLog) upTo(r *run, day civil.Day) int32 {
	if l.calendar == nil {
		samples := l.loose[r.at : r.at+uint32(r.places)]
		return int32(sort.Search(len(samples), func(i int) bool { return civil.Day(samples[i].day) > day })) - 1
	}
	return l.onOrBefore(r, min(l.until(day)-r.first, r.places)-1)
}

// onOrBefore returns the place of the latest sample in a place or before it.
func (l *usageLog) onOrBefore(r *run, place int32) int32 {
	for place >= 0 && l.calendar != nil && l.pairs[r.at+uint32(place)] == noPair {
		place--
	}
	return max(place, noSample)
}

// sample returns the sample in a place of a run, where there is one.
func (l *usageLog) sample(r *run, place int32) looseSample {
	at := r.at + uint32(place)
	if l.calendar == nil {
		return l.loose[at]
	}
	p := l.pairs[at]
	return looseSample{
		day: l.calendar[r.first+place], assigned: p.assigned(), used: p.used(),
		quarterly: int64(l.quarters[at]) - 1,
	}
}

// samples returns all samples of a line, by day.
func (u *usageColumns) samples(line int32) []sample {
	r, log := u.run(line)
	if r == nil {
		return nil
	}
	list := make([]sample, 0, r.places)
	for place := log.onOrBefore(r, r.places-1); place != noSample; place = log.onOrBefore(r, place-1) {
		s := log.sample(r, place)
		list = append(list, sample{day: s.day, assigned: s.assigned, used: s.used, quarterly: s.quarterly})
	}
	slices.Reverse(list)
	return list
}

// most returns the most of each count of a line's samples; 0 is for what is not
// known.
func (u *usageColumns) most(line int32) (most sample) {
	r, log := u.run(line)
	if r == nil {
		return most
	}
	for place := log.onOrBefore(r, r.places-1); place != noSample; place = log.onOrBefore(r, place-1) {
		s := log.sample(r, place)
		most.assigned, most.used = max(most.assigned, s.assigned), max(most.used, s.used)
	}
	return most
}
