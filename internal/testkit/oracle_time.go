package testkit

import "time"

// date is a civil date.
type date struct {
	year  int
	month time.Month
	day   int
}

// dateIn is the civil date of an instant in a location.
func dateIn(x time.Time, location *time.Location) date {
	year, month, day := x.In(location).Date()
	return date{year, month, day}
}

// midnight is where the date begins in UTC. It stands for the date wherever the
// calendar is needed: a day of UTC always has 24 hours.
func (d date) midnight() time.Time {
	return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC)
}

// addDays is the date so many days later.
func (d date) addDays(days int) date {
	return dateIn(time.Date(d.year, d.month, d.day+days, 0, 0, 0, 0, time.UTC), time.UTC)
}

// backMonths: going back months from a date clamps to the last day of the month
// that it reaches.
func (d date) backMonths(months int) date {
	first := dateIn(time.Date(d.year, d.month-time.Month(months), 1, 0, 0, 0, 0, time.UTC), time.UTC)
	afterLast := date{first.year, first.month + 1, 1}
	last := afterLast.addDays(-1)
	return date{first.year, first.month, min(d.day, last.day)}
}

// daysBetween: day differences are differences of civil dates.
func daysBetween(from, to date) int {
	const secondsOfDay = 24 * 60 * 60
	return int((to.midnight().Unix() - from.midnight().Unix()) / secondsOfDay)
}

// monthsBetween: whole calendar months, floored. A month is whole when its day
// of the month is reached.
func monthsBetween(from, to date) int {
	months := 12*(to.year-from.year) + int(to.month) - int(from.month)
	if to.day < from.day {
		months--
	}
	return months
}

// day is the civil date of an instant in the policy's location.
func (o oracle) day(x time.Time) date { return dateIn(x, o.policy.Location) }

// today is the civil date of the as-of instant.
func (o oracle) today() date { return o.day(o.asOf) }

// daysSince is how many civil days ago the day of x was.
func (o oracle) daysSince(x time.Time) int { return daysBetween(o.day(x), o.today()) }

// daysUntil is in how many civil days the day of x comes.
func (o oracle) daysUntil(x time.Time) int { return daysBetween(o.today(), o.day(x)) }

// withinNext: the end is still to come, and 0 to n civil days away. An
// open-ended term has no end that could be.
func (o oracle) withinNext(n int, end time.Time) bool {
	if end.IsZero() || !o.asOf.Before(end) {
		return false
	}
	days := o.daysUntil(end)
	return 0 <= days && days <= n
}

// withinLast: the start has come, and was 0 to n civil days ago.
func (o oracle) withinLast(n int, start time.Time) bool {
	if start.After(o.asOf) {
		return false
	}
	days := o.daysSince(start)
	return 0 <= days && days <= n
}

// daysBack is the as-of instant moved back by civil days: the same wall-clock
// time in the policy's location. No days back is the instant itself.
func (o oracle) daysBack(days int) time.Time {
	if days == 0 {
		return o.asOf
	}
	local := o.asOf.In(o.policy.Location)
	year, month, day := local.Date()
	hour, minute, second := local.Clock()
	wall := time.Date(year, month, day-days, hour, minute, second, local.Nanosecond(), time.UTC)
	return firstInstant(wall, o.policy.Location)
}

// firstInstant is the first instant at which the clocks of a location show a
// wall-clock time, which is given as if it were UTC. A time that is skipped
// moves forward by the gap: it is read with the offset before the gap.
func firstInstant(wall time.Time, location *time.Location) time.Time {
	// No offset reaches two days, so the clocks still show less here.
	period := wall.Add(-48 * time.Hour).In(location)
	before := time.Time{}
	for {
		start, end := period.ZoneBounds()
		_, offset := period.Zone()
		instant := wall.Add(-time.Duration(offset) * time.Second)
		switch {
		case !end.IsZero() && !instant.Before(end):
			before = instant
			period = end
		case !start.IsZero() && instant.Before(start):
			return before.In(location)
		default:
			return instant.In(location)
		}
	}
}

// shown: an instant is shown in the policy's location, but in UTC where the
// offset there is not a whole number of minutes, or the year not one of four
// digits from 0001 on, which RFC 3339 cannot write.
func shown(instant time.Time, location *time.Location) time.Time {
	local := instant.In(location)
	_, offset := local.Zone()
	if offset%60 != 0 || local.Year() < 1 || local.Year() > 9999 {
		return instant.UTC()
	}
	return local
}

// beginningOf returns the first instant at which a clock shows the date, or a later
// one if the date is skipped, as it is shown; zero before year 1. It looks at a
// clock from two days before on.
func (o oracle) beginningOf(d date) time.Time {
	reached := func(t time.Time) bool { return daysBetween(d, o.day(t)) >= 0 }
	t := d.midnight().Add(-48 * time.Hour)
	for _, step := range []time.Duration{15 * time.Minute, time.Second} {
		for !reached(t.Add(step)) {
			t = t.Add(step)
		}
	}
	first := t.Add(time.Second)
	if first.In(o.policy.Location).Year() < 1 {
		return time.Time{}
	}
	return shown(first, o.policy.Location)
}
