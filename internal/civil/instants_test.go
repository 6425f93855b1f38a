package civil_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/civil"
)

func spans(t *testing.T, edges ...string) []civil.Span {
	var all []civil.Span
	for i := 0; i < len(edges); i += 2 {
		all = append(all, civil.Span{From: utc(t, edges[i]), Until: utc(t, edges[i+1])})
	}
	return all
}

func TestInstants(t *testing.T) {
	for _, c := range []struct {
		name, zone, from, to string
		want                 []civil.Span
	}{
		{"one day", "UTC", "2026-01-31", "2026-01-31", spans(t, "2026-01-31T00:00:00", "2026-02-01T00:00:00")},
		{"a leap year", "UTC", "2024-01-01", "2024-12-31", spans(t, "2024-01-01T00:00:00", "2025-01-01T00:00:00")},
		{"from after to", "UTC", "2026-02-01", "2026-01-31", nil},
		{"23 hours", "Europe/Berlin", "2026-03-29", "2026-03-29", spans(t, "2026-03-28T23:00:00", "2026-03-29T22:00:00")},
		{"25 hours", "Europe/Berlin", "2026-10-25", "2026-10-25", spans(t, "2026-10-24T22:00:00", "2026-10-25T23:00:00")},
		{"a fixed quarter", "Asia/Kolkata", "2026-04-01", "2026-06-30", spans(t, "2026-03-31T18:30:00", "2026-06-30T18:30:00")},
		{"the old day returns", "America/St_Johns", "2006-10-28", "2006-10-28",
			spans(t, "2006-10-28T02:30:00", "2006-10-29T02:30:00", "2006-10-29T02:31:00", "2006-10-29T03:30:00")},
		{"the new day is interrupted", "America/St_Johns", "2006-10-29", "2006-10-29",
			spans(t, "2006-10-29T02:30:00", "2006-10-29T02:31:00", "2006-10-29T03:30:00", "2006-10-30T03:30:00")},
		{"both days together", "America/St_Johns", "2006-10-28", "2006-10-29",
			spans(t, "2006-10-28T02:30:00", "2006-10-30T03:30:00")},
		{"midnight is skipped", "America/Sao_Paulo", "2018-11-04", "2018-11-04", spans(t, "2018-11-04T03:00:00", "2018-11-05T02:00:00")},
		{"midnight is put off", "America/Sao_Paulo", "2018-02-17", "2018-02-17", spans(t, "2018-02-17T02:00:00", "2018-02-18T03:00:00")},
		{"the day is skipped", "Pacific/Apia", "2011-12-30", "2011-12-30", nil},
		{"around a skipped day", "Pacific/Apia", "2011-12-29", "2011-12-31", spans(t, "2011-12-29T10:00:00", "2011-12-31T10:00:00")},
		{"a day is skipped further east", "Pacific/Kiritimati", "1994-12-31", "1994-12-31", nil},
		{"the day is repeated", "America/Juneau", "1867-10-18", "1867-10-18",
			spans(t, "1867-10-17T08:57:41", "1867-10-18T08:57:41", "1867-10-19T00:31:13", "1867-10-19T08:57:41")},
		{"last day of a leap year far ahead", "America/New_York", "2048-12-31", "2048-12-31", spans(t, "2048-12-31T05:00:00", "2049-01-01T05:00:00")},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, civil.Instants(day(t, c.from), day(t, c.to), zone(t, c.zone)))
		})
	}
}

func TestInstantsOfFixedZones(t *testing.T) {
	from, to := day(t, "2026-01-31"), day(t, "2026-02-01")
	for _, offset := range []int{0, 1, -1, 86_399, 86_400, -86_401, 1_000_003, math.MaxInt32, math.MinInt32} {
		start := utc(t, "2026-01-31T00:00:00").Add(-time.Duration(offset) * time.Second)
		want := []civil.Span{{From: start, Until: start.Add(48 * time.Hour)}}
		require.Equal(t, want, civil.Instants(from, to, time.FixedZone("odd", offset)), offset)
	}
}

func TestInstantsOfNilLocation(t *testing.T) {
	d := day(t, "2026-01-31")
	require.Equal(t, civil.Instants(d, d, time.UTC), civil.Instants(d, d, nil))
}

func TestInstantsOnOrBefore(t *testing.T) {
	for _, loc := range zones(t) {
		got := civil.Instants(civil.Earliest, day(t, "2026-01-31"), loc)
		require.Len(t, got, 1)
		require.True(t, got[0].From.Before(time.Time{}), loc)
		require.Equal(t, civil.Instants(0, day(t, "2026-01-31"), loc)[0].Until, got[0].Until, loc)
	}
}

func TestInstantsOfExtremeDays(t *testing.T) {
	loc := zone(t, "Europe/Berlin")
	got := civil.Instants(math.MinInt64, math.MaxInt64, loc)
	require.Len(t, got, 1)
	require.True(t, got[0].From.Before(time.Time{}))
	require.True(t, got[0].Until.After(utc(t, "9999-12-31T00:00:00")))
	require.Empty(t, civil.Instants(math.MaxInt64, math.MaxInt64, loc))
	require.Empty(t, civil.Instants(math.MinInt64, math.MinInt64, loc))
	require.Empty(t, civil.Instants(math.MaxInt64, math.MinInt64, loc))
}

// naiveDay is the definition: the date that package time shows in the zone.
func naiveDay(x time.Time, loc *time.Location) civil.Day {
	return civil.Date(x.In(loc).Date())
}

func TestInstantsBySecond(t *testing.T) {
	for _, c := range []struct{ zone, day string }{
		{"America/St_Johns", "1988-10-30"},
		{"America/Juneau", "1867-10-18"},
		{"Europe/Berlin", "1893-04-01"},
		{"Antarctica/Troll", "2026-03-29"},
		{"America/New_York", "2040-12-31"},
	} {
		loc, d := zone(t, c.zone), day(t, c.day)
		var want []civil.Span
		inside := false
		end := time.Unix(int64(d+3)*86_400, 0).UTC()
		for x := time.Unix(int64(d-2)*86_400, 0).UTC(); x.Before(end); x = x.Add(time.Second) {
			is := naiveDay(x, loc) == d
			if is && !inside {
				want = append(want, civil.Span{From: x})
			}
			if inside && !is {
				want[len(want)-1].Until = x
			}
			inside = is
		}
		require.Equal(t, want, civil.Instants(d, d, loc), c)
	}
}

// TestInstantsOfEveryTurn looks at the days around each turn of each clock.
func TestInstantsOfEveryTurn(t *testing.T) {
	for _, loc := range zones(t) {
		x := utc(t, "1986-01-01T00:00:00").In(loc)
		for end := utc(t, "2013-01-01T00:00:00"); x.Before(end); x = x.AddDate(0, 0, 1) {
			_, before := x.Zone()
			if _, after := x.AddDate(0, 0, 1).Zone(); before != after {
				d := naiveDay(x, loc)
				checkInstants(t, d, d, loc)
				checkInstants(t, d+1, d+1, loc)
				checkInstants(t, d-1, d, loc)
			}
		}
	}
}

func TestInstantsOfRandomDays(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	all := zones(t)
	first, last := day(t, "1840-01-01"), day(t, "2120-01-01")
	for range 300 {
		loc := all[random.IntN(len(all))]
		from := first + civil.Day(random.Int64N(int64(last-first)))
		checkInstants(t, from, from+civil.Day(random.Int64N(4))-1, loc)
		checkInstants(t, from, from+civil.Day(random.Int64N(100_000)), loc)
	}
}

// checkInstants compares Instants with the definition every few minutes around
// from and to, and at each edge of each span.
func checkInstants(t *testing.T, from, to civil.Day, loc *time.Location) {
	got := civil.Instants(from, to, loc)
	is := func(x time.Time) bool { d := naiveDay(x, loc); return from <= d && d <= to }
	previous := time.Unix(-1<<40, 0)
	for _, s := range got {
		ok := previous.Before(s.From) && s.From.Before(s.Until) &&
			is(s.From) && !is(s.From.Add(-1)) && is(s.Until.Add(-1)) && !is(s.Until)
		require.True(t, ok, "%v..%v in %v: %v", from, to, loc, got)
		previous = s.Until
	}
	for _, d := range []civil.Day{from, to + 1} {
		_, offset := time.Unix(int64(d)*86_400, 0).In(loc).Zone()
		around := time.Unix(int64(d)*86_400-int64(offset), 0)
		for after := -26 * time.Hour; after <= 26*time.Hour; after += 10 * time.Minute {
			x := around.Add(after)
			if is(x) != contains(got, x) {
				require.Fail(t, "wrong", "%v for %v..%v in %v: %v", x, from, to, loc, got)
			}
		}
	}
}

func contains(spans []civil.Span, x time.Time) bool {
	for _, s := range spans {
		if !x.Before(s.From) && x.Before(s.Until) {
			return true
		}
	}
	return false
}

func BenchmarkInstants(b *testing.B) {
	loc := zone(b, "Europe/Berlin")
	from := day(b, "2026-03-01")
	for _, c := range []struct {
		name string
		to   civil.Day
	}{{"days=1", from}, {"days=1000000", from + 999_999}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				civil.Instants(from, c.to, loc)
			}
		})
	}
}
