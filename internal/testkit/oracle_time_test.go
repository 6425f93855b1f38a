package testkit

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestFirstInstant(t *testing.T) {
	for _, c := range []struct{ location, wall, want string }{
		{"UTC", "2026-03-29T02:30:00Z", "2026-03-29T02:30:00Z"},
		{"Asia/Kolkata", "2026-03-29T02:30:00Z", "2026-03-28T21:00:00Z"},
		{"Europe/Berlin", "2026-03-29T01:59:59Z", "2026-03-29T00:59:59Z"},
		{"Europe/Berlin", "2026-03-29T02:30:00Z", "2026-03-29T01:30:00Z"}, // skipped: 03:30
		{"Europe/Berlin", "2026-03-29T03:00:00Z", "2026-03-29T01:00:00Z"},
		{"Europe/Berlin", "2026-10-25T02:30:00Z", "2026-10-25T00:30:00Z"}, // the first of two
		{"Europe/Berlin", "2026-10-25T03:00:00Z", "2026-10-25T02:00:00Z"},
		{"Antarctica/Troll", "2026-03-29T02:15:00Z", "2026-03-29T02:15:00Z"},     // skipped: 04:15
		{"America/Sao_Paulo", "2018-11-04T00:00:00Z", "2018-11-04T03:00:00Z"},    // skipped: 01:00
		{"America/Sao_Paulo", "2018-02-17T23:30:00Z", "2018-02-18T01:30:00Z"},    // the first of two
		{"America/St_Johns", "2010-11-06T23:01:00Z", "2010-11-07T01:31:00Z"},     // the first of two
		{"America/St_Johns", "2010-11-07T00:01:00Z", "2010-11-07T03:31:00Z"},     // back again
		{"America/St_Johns", "2010-11-07T00:00:59.5Z", "2010-11-07T02:30:59.5Z"}, // the first of two
		{"Pacific/Apia", "2011-12-30T12:00:00Z", "2011-12-30T22:00:00Z"},         // skipped: noon of the 31st
		{"Pacific/Apia", "2011-12-29T23:59:59.999Z", "2011-12-30T09:59:59.999Z"}, // the last before
		{"Pacific/Apia", "2011-12-31T00:00:00Z", "2011-12-30T10:00:00Z"},         // the first after
		{"Europe/Berlin", "0001-01-01T00:53:28Z", "0001-01-01T00:00:00Z"},        // local mean time
		{"Europe/Berlin", "9999-07-01T12:00:00Z", "9999-07-01T10:00:00Z"},        // rules without end
	} {
		got := firstInstant(mustParse(c.wall), mustLoad(c.location))
		require.Equal(t, c.want, got.UTC().Format(time.RFC3339Nano), "%s in %s", c.wall, c.location)
	}
}

func TestDaysBackOfNothingKeepsTheSecondOfTwo(t *testing.T) {
	second := mustParse("2026-10-25T01:30:00Z")
	o := oracle{asOf: second}
	o.policy.Location = mustLoad("Europe/Berlin")
	require.True(t, o.daysBack(0).Equal(second))
	o.asOf = second.AddDate(0, 0, 7)
	require.Equal(t, "2026-10-25T02:30:00+02:00", o.daysBack(7).Format(time.RFC3339))
}

func TestMonthsBetween(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     int
	}{
		{"2026-01-31", "2026-02-28", 0},
		{"2026-02-28", "2026-03-28", 1},
		{"2026-01-31", "2026-03-30", 1},
		{"2026-01-31", "2026-03-31", 2},
		{"2024-02-29", "2025-02-28", 11},
		{"2025-12-15", "2026-01-14", 0},
		{"2025-12-15", "2026-01-15", 1},
		{"2026-01-15", "2026-01-15", 0},
		{"2026-01-15", "2026-01-14", -1},
		{"0001-01-01", "9999-12-31", 119_987},
	} {
		require.Equal(t, c.want, monthsBetween(dateOf(c.from), dateOf(c.to)), "%s to %s", c.from, c.to)
	}
}

func TestBackMonths(t *testing.T) {
	for _, c := range []struct{ from, want string }{
		{"2026-05-31", "2026-02-28"},
		{"2024-05-31", "2024-02-29"},
		{"2026-01-31", "2025-10-31"},
		{"2026-03-30", "2025-12-30"},
		{"2026-02-28", "2025-11-28"},
	} {
		require.Equal(t, dateOf(c.want), dateOf(c.from).backMonths(3), c.from)
	}
}

func TestDaysBetween(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     int
	}{
		{"2026-03-28", "2026-03-30", 2},
		{"2024-02-28", "2024-03-01", 2},
		{"2026-03-01", "2026-02-28", -1},
		{"0001-01-01", "9999-12-31", 3_652_058},
	} {
		require.Equal(t, c.want, daysBetween(dateOf(c.from), dateOf(c.to)), "%s to %s", c.from, c.to)
	}
}

func dateOf(text string) date { return dateIn(mustParse(text+"T00:00:00Z"), time.UTC) }
