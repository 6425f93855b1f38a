package civil_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/civil"
)

func TestBack(t *testing.T) {
	for _, c := range []struct {
		name, zone, from string
		days             int
		want             string
	}{
		{"a plain week", "UTC", "2026-01-31T12:34:56.789", 7, "2026-01-24T12:34:56.789"},
		{"forward", "UTC", "2026-01-31T12:00:00", -1, "2026-02-01T12:00:00"},
		{"over a turn", "Europe/Berlin", "2026-03-30T10:00:00", 1, "2026-03-29T10:00:00"},
		{"before a turn", "Europe/Berlin", "2026-03-29T10:00:00", 1, "2026-03-28T11:00:00"},
		{"skipped 02:30 is 03:30", "Europe/Berlin", "2026-03-30T00:30:00.000000001", 1, "2026-03-29T01:30:00.000000001"},
		{"skipped 02:00 is 03:00", "Europe/Berlin", "2026-03-30T00:00:00", 1, "2026-03-29T01:00:00"},
		{"03:00 is not skipped", "Europe/Berlin", "2026-03-30T01:00:00", 1, "2026-03-29T01:00:00"},
		{"first of two 02:30", "Europe/Berlin", "2026-10-26T01:30:00", 1, "2026-10-25T00:30:00"},
		{"first of two 02:00", "Europe/Berlin", "2026-10-26T01:00:00", 1, "2026-10-25T00:00:00"},
		{"only one 03:00", "Europe/Berlin", "2026-10-26T02:00:00", 1, "2026-10-25T02:00:00"},
		{"first of two 23:30", "America/St_Johns", "2006-10-30T03:00:00", 1, "2006-10-29T02:00:00"},
		{"skipped midnight", "America/Sao_Paulo", "2018-11-05T02:15:00", 1, "2018-11-04T03:15:00"},
		{"skipped day", "Pacific/Apia", "2011-12-31T01:00:00", 1, "2011-12-31T01:00:00"},
		{"over a skipped day", "Pacific/Apia", "2011-12-31T01:00:00", 2, "2011-12-30T01:00:00"},
		{"first of two days", "America/Juneau", "1867-10-20T00:57:41", 1, "1867-10-18T00:57:41"},
		{"last day of a leap year far ahead", "America/New_York", "2049-01-07T17:00:00", 7, "2048-12-31T17:00:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			loc := zone(t, c.zone)
			require.Equal(t, utc(t, c.want).In(loc), civil.Back(utc(t, c.from), c.days, loc))
		})
	}
}

func TestBackNoDaysIsTheSameInstant(t *testing.T) {
	loc := zone(t, "Europe/Berlin")
	for _, text := range []string{"2026-10-25T00:30:00", "2026-10-25T01:30:00"} {
		x := utc(t, text)
		require.Equal(t, x.In(loc), civil.Back(x, 0, loc))
	}
	require.Equal(t, time.UTC, civil.Back(utc(t, "2026-10-25T00:30:00").In(loc), 0, nil).Location())
}

func TestBackInRandomZones(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	all := zones(t)
	first, last := utc(t, "1840-01-01T00:00:00").Unix(), utc(t, "2120-01-01T00:00:00").Unix()
	for range 3000 {
		loc := all[random.IntN(len(all))]
		x := time.Unix(first+random.Int64N(last-first), random.Int64N(1e9))
		days := 1 + random.IntN(400)
		require.Equal(t, naiveBack(x, days, loc), civil.Back(x, days, loc), "%v %d %v", x, days, loc)
	}
}

// naiveBack tries every offset that the clock has around that time, in hope of
// one with which it shows the time wanted. There is none if the time is
// skipped; then the offset before the turn is the one that gives the latest.
func naiveBack(x time.Time, days int, loc *time.Location) time.Time {
	y, m, d := x.In(loc).Date()
	clock := time.Date(y, m, d-days, x.In(loc).Hour(), x.In(loc).Minute(), x.In(loc).Second(), x.Nanosecond(), time.UTC)
	_, offset := clock.In(loc).Zone()
	around := clock.Add(-time.Duration(offset) * time.Second)
	var shown, skipped time.Time
	for after := -26 * time.Hour; after <= 26*time.Hour; after += time.Hour {
		_, offset := around.Add(after).In(loc).Zone()
		try := clock.Add(-time.Duration(offset) * time.Second).In(loc)
		if try.Format(time.DateTime) == clock.Format(time.DateTime) && (shown.IsZero() || try.Before(shown)) {
			shown = try
		}
		if skipped.IsZero() || try.After(skipped) {
			skipped = try
		}
	}
	if shown.IsZero() {
		return skipped
	}
	return shown
}
