// Package civil works with civil dates as day numbers, and with the instants
// that a zone's clock shows them at. It knows dates and zones, no policy.
package civil

import "time"

const (
	secondsPerDay = 24 * 60 * 60
	monthsPerYear = 12
)

// Day is a date of the proleptic Gregorian calendar, counted in days since
// 1970-01-01, which is the zero value. The difference of two days is a number
// of civil days, whatever their hours.
type Day int64

// Earliest is 0000-01-01, a day before every instant of year 1 in any zone:
// Instants(Earliest, d, loc) are the instants on or before d.
const Earliest Day = -719528

// Date returns the day of a date. Months and days out of range are carried
// over as [time.Date] does: 0 March is the last day of February.
func Date(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

// Of returns the date that the clock in loc shows at t. A nil loc is UTC.
func Of(t time.Time, loc *time.Location) Day {
	return dayOf(t.Unix() + offsetAt(t, loc))
}

// Date returns the year, month and day of the month.
func (d Day) Date() (year int, month time.Month, day int) {
	return d.midnight().Date()
}

// AddMonths returns the same day of the month n calendar months later, or the
// last day of that month if it is shorter. A negative n goes back.
func (d Day) AddMonths(n int) Day {
	year, month, day := d.Date()
	month += time.Month(n)
	return min(Date(year, month, day), Date(year, month+1, 0))
}

// Months returns the whole calendar months between two days, rounded down: 31
// January to 28 February is 0, 28 February to 28 March is 1. If to is before
// from, it is -Months(to, from).
func Months(from, to Day) int {
	if to < from {
		return -Months(to, from)
	}
	fromYear, fromMonth, fromDay := from.Date()
	year, month, day := to.Date()
	months := (year-fromYear)*monthsPerYear + int(month-fromMonth)
	if day < fromDay {
		months--
	}
	return months
}

// String returns the date as 2026-01-31.
func (d Day) String() string {
	return d.midnight().Format(time.DateOnly)
}

// midnight is the start of the day in UTC.
func (d Day) midnight() time.Time {
	return time.Unix(int64(d)*secondsPerDay, 0).UTC()
}

// dayOf is the day of a clock reading in seconds since 1970-01-01 00:00.
func dayOf(wall int64) Day {
	day := Day(wall / secondsPerDay)
	if wall%secondsPerDay < 0 {
		day--
	}
	return day
}
