package partnerhub

import (
	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/usage"
)

const (
	// weekTolerance is how many days the sample of a week ago may be off.
	weekTolerance = 3
	quarterMonths = 3
)

// placeRange is a half-open range of days of a calendar.
type placeRange struct{ from, until int32 }

// current returns what is assigned and used by a line's current sample at T: the
// latest of the last so many days, that of T among them.
func (f *frame) current(line int32) (assigned, used int64) {
	if f.lines.usage.Runs == nil {
		return usage.Unknown, usage.Unknown
	}
	r := f.lines.usage.At(line)
	if f.isInLast(r) {
		return r.Last.Assigned(), r.Last.Used()
	}
	return f.currentInLog(r, f.fresh[r.Log])
}

// isInLast reports whether the current sample is in the last place of a run.
// There is always one, in a run of a calendar.
func (f *frame) isInLast(r *usage.Run) bool {
	days, end := f.fresh[r.Log], r.First+r.Places
	return days.from < end && end <= days.until
}

// currentInLog is current for a run that goes on after T, or is in no calendar.
func (f *frame) currentInLog(r *usage.Run, days placeRange) (assigned, used int64) {
	log := f.lines.usage.Logs[r.Log]
	if r.Places > 0 && log.Calendar == nil {
		place := log.UpTo(r, f.today)
		if s := log.Sample(r, max(place, 0)); place != usage.NoSample && civilDay(s) > f.today-f.freshness {
			return s.Assigned, s.Used
		}
		return usage.Unknown, usage.Unknown
	}
	for day := min(days.until, r.First+r.Places) - 1; day >= max(days.from, r.First); day-- {
		if p := log.Pairs[r.At+uint32(day-r.First)]; p != usage.NoPair {
			return p.Assigned(), p.Used()
		}
	}
	return usage.Unknown, usage.Unknown
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
	c := counts{total: b.lines.totals.At(int(line)), assigned: usage.Unknown, used: usage.Unknown, place: usage.NoSample}
	r, log := b.lines.usage.Run(line)
	if r == nil {
		return c
	}
	place := log.UpTo(r, day)
	if place == usage.NoSample {
		return c
	}
	if s := log.Sample(r, place); civilDay(s) > day-freshness {
		c.assigned, c.used, c.place = s.Assigned, s.Used, place
	}
	return c
}

// sums are the counts of a line at T without the place of the sample, for those
// who only add them up.
func (f *frame) sums(line int32) counts {
	c := counts{total: f.lines.totals.At(int(line)), place: usage.NoSample}
	c.assigned, c.used = f.current(line)
	return c
}

func civilDay(s usage.Loose) civil.Day { return civil.Day(s.Day) }

// lastAssigned returns the last sample up to T that tells what is assigned of a
// line of which that is not known at T, and the day on which it was no longer
// current; and whether there is one that ever was.
func (f *frame) lastAssigned(line int32) (last usage.Loose, over civil.Day, exists bool) {
	r, log := f.lines.usage.Run(line)
	if r == nil || f.freshness == 0 {
		return usage.Loose{}, 0, false
	}
	next := never
	for place := log.UpTo(r, f.today); place != usage.NoSample; place = log.OnOrBefore(r, place-1) {
		s := log.Sample(r, place)
		if s.Assigned != usage.Unknown {
			return s, min(civilDay(s)+f.freshness, next), true
		}
		next = civilDay(s)
	}
	return usage.Loose{}, 0, false
}

// weekBefore returns the place of the sample that the one in another place is
// compared with: the one closest to a week before it, the earlier on a tie; or
// noSample.
func weekBefore(r *usage.Run, log *usage.Log, current int32) int32 {
	target := log.Sample(r, current).Day - usage.DaysPerWeek
	closest, distance := usage.NoSample, int32(weekTolerance+1)
	for place := log.OnOrBefore(r, current-1); place != usage.NoSample; place = log.OnOrBefore(r, place-1) {
		off := target - log.Sample(r, place).Day
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
	if c.assigned == usage.Unknown {
		return Count{}
	}
	return Known(max(0, c.total-c.assigned))
}

func (c counts) anyUnknown() bool { return c.assigned == usage.Unknown || c.used == usage.Unknown }

// weeklyChange returns the current counts minus those of a week before.
func (b *block) weeklyChange(line int32, c counts) (assigned, used Count) {
	if c.place == usage.NoSample {
		return Count{}, Count{}
	}
	r, log := b.lines.usage.Run(line)
	place := weekBefore(r, log, c.place)
	if place == usage.NoSample {
		return Count{}, Count{}
	}
	before := log.Sample(r, place)
	return change(before.Assigned, c.assigned), change(before.Used, c.used)
}

func change(before, now int64) Count {
	if before == usage.Unknown || now == usage.Unknown {
		return Count{}
	}
	return Known(now - before)
}

// usedLast3Months returns the distinct licenses used in the three months up to
// a day, and whether that is only a lower bound.
func (b *block) usedLast3Months(line int32, c counts, day civil.Day) (used Count, lowerBound bool) {
	r, log := b.lines.usage.Run(line)
	if r == nil {
		return Count{}, false
	}
	if c.place != usage.NoSample {
		if quarterly := log.Sample(r, c.place).Quarterly; quarterly != usage.Unknown {
			return Known(quarterly), false
		}
	}
	most, since := usage.Unknown, day.AddMonths(-quarterMonths)
	for place := log.UpTo(r, day); place != usage.NoSample; place = log.OnOrBefore(r, place-1) {
		s := log.Sample(r, place)
		if civilDay(s) <= since {
			break
		}
		most = max(most, s.Used)
	}
	return unpacked(most), most != usage.Unknown
}
