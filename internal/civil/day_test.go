package civil_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/civil"
)

func TestDateCountsDaysSince1970(t *testing.T) {
	for _, c := range []struct {
		year  int
		month time.Month
		day   int
		want  civil.Day
	}{
		{1970, time.January, 1, 0},
		{1970, time.January, 2, 1},
		{1969, time.December, 31, -1},
		{1971, time.January, 1, 365},
		{2000, time.March, 1, 11017},
		{2026, time.January, 31, 20484},
		{2370, time.January, 1, 146097},
		{0, time.January, 1, civil.Earliest},
	} {
		got := civil.Date(c.year, c.month, c.day)
		require.Equal(t, c.want, got)
		year, month, day := got.Date()
		require.Equal(t, c.year, year)
		require.Equal(t, c.month, month)
		require.Equal(t, c.day, day)
	}
}

func TestDateCarriesOver(t *testing.T) {
	require.Equal(t, day(t, "2024-02-29"), civil.Date(2024, time.March, 0))
	require.Equal(t, day(t, "2027-01-01"), civil.Date(2026, 13, 1))
}

func TestEarliestIsBeforeYearOne(t *testing.T) {
	for _, loc := range zones(t) {
		require.Less(t, civil.Earliest, civil.Of(time.Time{}, loc), loc)
	}
}

func TestOf(t *testing.T) {
	for _, c := range []struct{ instant, zone, want string }{
		{"2026-07-31T21:59:59.999999999", "Europe/Berlin", "2026-07-31"},
		{"2026-07-31T22:00:00", "Europe/Berlin", "2026-08-01"},
		{"1969-12-31T23:59:59.5", "UTC", "1969-12-31"},
		{"1970-01-01T00:00:00", "UTC", "1970-01-01"},
		{"2011-12-30T09:59:59", "Pacific/Apia", "2011-12-29"},
		{"2011-12-30T10:00:00", "Pacific/Apia", "2011-12-31"},
		{"2006-10-29T02:30:00", "America/St_Johns", "2006-10-29"},
		{"2006-10-29T02:31:00", "America/St_Johns", "2006-10-28"},
		{"2006-10-29T03:30:00", "America/St_Johns", "2006-10-29"},
	} {
		require.Equal(t, c.want, civil.Of(utc(t, c.instant), zone(t, c.zone)).String(), c)
	}
}

func TestOfIgnoresTheZoneOfTheInstant(t *testing.T) {
	x := utc(t, "2026-03-01T23:30:00")
	for _, loc := range zones(t) {
		require.Equal(t, day(t, "2026-03-01"), civil.Of(x.In(loc), nil))
	}
}

func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2026-05-31", -3, "2026-02-28"},
		{"2024-05-31", -3, "2024-02-29"},
		{"2026-01-31", 1, "2026-02-28"},
		{"2026-01-31", 2, "2026-03-31"},
		{"2026-01-31", 0, "2026-01-31"},
		{"2026-12-31", 2, "2027-02-28"},
		{"2026-01-15", -1, "2025-12-15"},
		{"2026-01-15", -25, "2023-12-15"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2024-02-29", 48, "2028-02-29"},
		{"2026-10-31", -13, "2025-09-30"},
	} {
		require.Equal(t, c.want, day(t, c.from).AddMonths(c.months).String(), c)
	}
}

func TestMonths(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     int
	}{
		{"2026-01-31", "2026-02-28", 0},
		{"2026-02-28", "2026-03-28", 1},
		{"2026-02-28", "2026-03-27", 0},
		{"2026-01-31", "2026-03-30", 1},
		{"2026-01-31", "2026-03-31", 2},
		{"2025-12-31", "2026-01-01", 0},
		{"2025-12-01", "2026-01-01", 1},
		{"2024-02-29", "2025-02-28", 11},
		{"2024-02-29", "2025-03-01", 12},
		{"2020-06-15", "2026-06-15", 72},
		{"2026-01-31", "2026-01-31", 0},
	} {
		from, to := day(t, c.from), day(t, c.to)
		require.Equal(t, c.want, civil.Months(from, to), c)
		require.Equal(t, -c.want, civil.Months(to, from), c)
	}
}

func TestMonthsUndoAddMonths(t *testing.T) {
	for from := day(t, "2023-11-01"); from <= day(t, "2024-04-01"); from++ {
		if _, _, dayOfMonth := from.Date(); dayOfMonth > 28 {
			continue // not every month has that day
		}
		for n := -50; n <= 50; n++ {
			require.Equal(t, n, civil.Months(from, from.AddMonths(n)))
		}
	}
}

func TestString(t *testing.T) {
	require.Equal(t, "2026-01-31", civil.Date(2026, time.January, 31).String())
	require.Equal(t, "1970-01-01", civil.Day(0).String())
	require.Equal(t, "0000-01-01", civil.Earliest.String())
}

func TestOfDoesNotAllocate(t *testing.T) {
	loc, x := zone(t, "America/St_Johns"), utc(t, "2026-07-01T12:00:00")
	require.Zero(t, testing.AllocsPerRun(100, func() { civil.Of(x, loc) }))
}

func BenchmarkOf(b *testing.B) {
	x := utc(b, "2026-07-01T12:00:00")
	for _, name := range []string{"UTC", "Europe/Berlin"} {
		loc := zone(b, name)
		b.Run("zone="+name, func(b *testing.B) {
			for b.Loop() {
				civil.Of(x, loc)
			}
		})
	}
}
