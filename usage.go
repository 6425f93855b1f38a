package partnerhub

import (
	"github.com/partnerhub/partnerhub/internal/civil"
)

const (
	daysPerWeek = 7
	// weekTolerance is how many days the sample of a week ago may be off.
	weekTolerance = 3
	quarterMonths = 3
)

// placeRange is a half-open range of days of a calendar.
type placeRange struct{ from, until int32 }

// current returns what is assigned and used by a line's current sample at T: the
// latest of the last so many days, that of T among them.
func (f *frame) current(line int32) (assigned, used int64) {
	if f.lines.usage.runs == nil {
		return unknown, unknown
	}
	r := f.lines.usage.at(line)
	if f.isInLast(r) {
		return r.last.assigned(), r.last.used()
	}
	return f.currentInLog(r, f.fresh[r.log])
}

// isInLast reports whether the current sample is in the last place of a run.
// There is always one, in a run of a calendar.
func (f *frame) isInLast(r *run) bool {
	days, end := f.fresh[r.log], r.first+r.places
	return days.from < end && end <= days.until
}

// currentInLog is current for a run that goes on after T, or is in no calendar.
func (f *frame) currentInLog(r *run, days placeRange) (assigned, used int64) {
	log := f.lines.usage.logs[r.log]
	if r.places > 0 && log.calendar == nil {
		place := log.upTo(r, f.today)
		if s := log.sample(r, max(place, 0)); place != noSample && civilDay(s) > f.today-f.freshness {
			return s.assigned, s.used
		}
		return unknown, unknown
	}
	for day := min(days.until, r.first+r.places) - 1; day >= max(days.from, r.first); day-- {
		if p := log.pairs[r.at+uint32(day-r.first)]; p != noPair {
			return p.assigned(), p.used()
		}
	}
	return unknown, unknown
}

// counts are what is known of a line on a day; an unknown count is -1.
type counts struct {
	total, assigned, used int64
	// place is that of the current sample, or noSample.
	place int32
}

// counts returns the counts of a line at T.
func (f *frame) counts(line int32) counts { return f.block.counts(line, f.today, f.freshness) }

// counts returns the counts of a line on a day, by the latest sample of the last
// so many days, that day among them.
func (b *block) counts(line int32, day, freshness civil.Day) counts {
	c := counts{total: b.lines.totals.At(int(line)), assigned: unknown, used: unknown, place: noSample}
	r, log := b.lines.usage.run(line)
	if r == nil {
		return c
	}
	place := log.upTo(r, day)
	if place == noSample {
		return c
	}
	if s := log.sample(r, place); civilDay(s) > day-freshness {
		c.assigned, c.used, c.place = s.assigned, s.used, place
	}
	return c
}

// sums are the counts of a line at T without the place of the sample, for those
// who only add them up.
func (f *frame) sums(line int32) counts {
	c := counts{total: f.lines.totals.At(int(line)), place: noSample}
	c.assigned, c.used = f.current(line)
	return c
}

func civilDay(s looseSample) civil.Day { return civil.Day(s.day) }

// lastAssigned returns the last sample up to T that tells what is assigned of a
// line of which that is not known at T, and the day on which it was no longer
// current; and whether there is one that ever was.
func (f *frame) lastAssigned(line int32) (last looseSample, over civil.Day, exists bool) {
	r, log := f.lines.usage.run(line)
	if r == nil || f.freshness == 0 {
		return looseSample{}, 0, false
	}
	next := never
	for place := log.upTo(r, f.today); place != noSample; place = log.onOrBefore(r, place-1) {
		s := log.sample(r, place)
		if s.assigned != unknown {
			return s, min(civilDay(s)+f.freshness, next), true
		}
		next = civilDay(s)
	}
	return looseSample{}, 0, false
}

// weekBefore returns the place of the sample that the one in another place is
// compared with: the one closest to a week before it, the earlier on a tie; or
// noSample.
func weekBefore(r *run, log *usageLog, current int32) int32 {
	target := log.sample(r, current).day - daysPerWeek
	closest, distance := noSample, int32(weekTolerance+1)
	for place := log.onOrBefore(r, current-1); place != noSample; place = log.onOrBefore(r, place-1) {
		off := target - log.sample(r, place).day
		if off > weekTolerance {
			break
		}
		if off = max(off, -off); off <= min(distance, weekTolerance) { // later places are earlier days
			closest, distance = place, off
		}
	}
	return closest
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
func (b *block) weeklyChange(line int32, c counts) (assigned, used Count) {
	if c.place == noSample {
		return Count{}, Count{}
	}
	r, log := b.lines.usage.run(line)
	place := weekBefore(r, log, c.place)
	if place == noSample {
		return Count{}, Count{}
	}
	before := log.sample(r, place)
	return change(before.assigned, c.assigned), change(before.used, c.used)
}

func change(before, now int64) Count {
	if before == unknown || now == unknown {
		return Count{}
	}
	return Known(now - before)
}

// usedLast3Months returns the distinct licenses used in the three months up to
// a day, and whether that is only a lower bound.
func (b *block) usedLast3Months(line int32, c counts, day civil.Day) (used Count, lowerBound bool) {
	r, log := b.lines.usage.run(line)
	if r == nil {
		return Count{}, false
	}
	if c.place != noSample {
		if quarterly := log.sample(r, c.place).quarterly; quarterly != unknown {
			return Known(quarterly), false
		}
	}
	most, since := unknown, day.AddMonths(-quarterMonths)
	for place := log.upTo(r, day); place != noSample; place = log.onOrBefore(r, place-1) {
		s := log.sample(r, place)
		if civilDay(s) <= since {
			break
		}
		most = max(most, s.used)
	}
	return unpacked(most), most != unknown
}
