package column_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/column"
)

const never = column.Never

var (
	noon     = time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)
	earliest = time.Unix(math.MinInt64, 0)
	latest   = time.Unix(math.MaxInt64, 0)
)

func seconds(n int64) time.Time { return noon.Add(time.Duration(n) * time.Second) }

func TestCodesAreUnixSeconds(t *testing.T) {
	for _, line := range []column.Timeline{
		{}, column.NewTimeline(nil),
		column.NewTimeline([]time.Time{seconds(5), {}, seconds(0)}),
		column.NewTimeline([]time.Time{time.Unix(0, 0), time.Unix(math.MaxUint32-1, 0)}),
	} {
		require.Equal(t, uint32(noon.Unix()), line.Code(noon))
		require.Equal(t, uint32(0), line.Before(time.Unix(-1, 0)))
		require.Equal(t, uint32(1), line.Until(time.Unix(0, 0)))
		require.Equal(t, never, line.Until(time.Unix(math.MaxUint32, 0)))
		require.Equal(t, noon, line.Time(line.Code(noon)))
	}
}

func TestTimelineHas(t *testing.T) {
	fine := []time.Time{noon, noon.Add(1), {}}
	for _, c := range []struct {
		line     column.Timeline
		instants []time.Time
		want     bool
	}{
		{column.Timeline{}, nil, true},
		{column.Timeline{}, []time.Time{{}, noon, time.Unix(0, 0)}, true},
		{column.Timeline{}, []time.Time{noon, time.Unix(-1, 0)}, false},
		{column.Timeline{}, []time.Time{noon, time.Unix(math.MaxUint32, 0)}, false},
		{column.Timeline{}, fine, false},
		{column.NewTimeline(fine), fine, true},
		{column.NewTimeline(fine), []time.Time{noon.Add(2)}, false},
	} {
		require.Equal(t, c.want, c.line.Has(c.instants), c)
	}
}

func TestCodesInSeconds(t *testing.T) {
	noon := time.Date(1969, 12, 31, 12, 0, 0, 0, time.UTC)
	seconds := func(n int64) time.Time { return noon.Add(time.Duration(n) * time.Second) }
	line := column.NewTimeline([]time.Time{seconds(5), {}, seconds(0), seconds(5)})
	require.Equal(t, uint32(0), line.Code(seconds(0)))
	require.Equal(t, uint32(5), line.Code(seconds(5)))
	require.Equal(t, never, line.Code(time.Time{}))
	for _, c := range []struct {
		x             time.Time
		before, until uint32
	}{
		{earliest, 0, 0},
		{time.Time{}, 0, 0},
		{seconds(-1), 0, 0},
		{seconds(0).Add(-1), 0, 0},
		{seconds(0), 0, 1},
		{seconds(0).Add(1), 1, 1},
		{seconds(3), 3, 4},
		{seconds(5).Add(-1), 5, 5},
		{seconds(5), 5, 6},
		{seconds(5).Add(1), 6, 6},
		{seconds(0).Add(math.MaxUint32*time.Second - 1), never, never},
		{seconds(math.MaxUint32 - 1), never - 1, never},
		{seconds(math.MaxUint32), never, never},
		{seconds(math.MaxUint32 + 1), never, never},
		{latest, never, never},
	} {
		require.Equal(t, c.before, line.Before(c.x), "before %v", c.x)
		require.Equal(t, c.until, line.Until(c.x), "until %v", c.x)
	}
}

func TestCodesAreRanksBelowTheSecond(t *testing.T) {
	line := column.NewTimeline([]time.Time{seconds(9), seconds(5).Add(1), {}, seconds(0), seconds(9)})
	require.Equal(t, uint32(0), line.Code(seconds(0)))
	require.Equal(t, uint32(1), line.Code(seconds(5).Add(1)))
	require.Equal(t, uint32(2), line.Code(seconds(9)))
	require.Equal(t, never, line.Code(time.Time{}))
	for _, c := range []struct {
		x             time.Time
		before, until uint32
	}{
		{earliest, 0, 0},
		{time.Time{}, 0, 0},
		{seconds(0).Add(-1), 0, 0},
		{seconds(0), 0, 1},
		{seconds(5), 1, 1},
		{seconds(5).Add(1), 1, 2},
		{seconds(5).Add(2), 2, 2},
		{seconds(9), 2, 3},
		{seconds(9).Add(1), 3, 3},
		{latest, 3, 3},
	} {
		require.Equal(t, c.before, line.Before(c.x), "before %v", c.x)
		require.Equal(t, c.until, line.Until(c.x), "until %v", c.x)
	}
}

func TestCodesAroundTheLongestSpan(t *testing.T) {
	for _, c := range []struct {
		span int64
		want uint32
	}{
		{math.MaxUint32 - 2, never - 2},
		{math.MaxUint32 - 1, never - 1},
		{math.MaxUint32, 1}, // the rank
		{math.MaxUint32 + 1, 1},
	} {
		instants := []time.Time{seconds(c.span), seconds(0)}
		line := column.NewTimeline(instants)
		require.Equal(t, c.want, line.Code(seconds(c.span)), "%d seconds", c.span)
		require.Zero(t, line.Code(seconds(0)))
		requireTimeline(t, instants, append(instants, seconds(1), seconds(c.span-1), seconds(c.span+1)))
	}
}

func TestTimelineWithoutInstants(t *testing.T) {
	for _, line := range []column.Timeline{
		{}, column.NewTimeline(nil), column.NewTimeline(make([]time.Time, 3)),
	} {
		require.Equal(t, never, line.Code(time.Time{}))
		require.True(t, line.Time(never).IsZero())
	}
}

// TestExtremesDoNotWrapAround has instants that time.Time can hold but not
// compare: the seconds since year 1 that it keeps overflow.
func TestExtremesDoNotWrapAround(t *testing.T) {
	inOrder := []time.Time{
		earliest, earliest.Add(1), time.Unix(math.MinInt64+1, 0), seconds(0), seconds(0).Add(1),
		time.Unix(math.MaxInt64-1, 999_999_999), latest, time.Unix(math.MaxInt64, 999_999_999),
	}
	last := len(inOrder) - 1
	for _, within := range [][]int{
		{0, last}, {0, 3, 6}, {0, 2}, {6, 6}, {3, 4}, {3, 3}, {5, 6, last}, {0, 1, 2, 3, 4, 5, 6, last},
	} {
		var instants []time.Time
		for _, i := range within {
			instants = append(instants, inOrder[i])
		}
		line := column.NewTimeline(instants)
		for _, i := range within {
			code := line.Code(inOrder[i])
			require.NotEqual(t, never, code)
			require.Equal(t, inOrder[i].UTC(), line.Time(code))
			for j, x := range inOrder {
				require.Equal(t, i < j, code < line.Before(x), "%v before %v", i, j)
				require.Equal(t, i <= j, code < line.Until(x), "%v until %v", i, j)
			}
		}
	}
}

func TestTimelineIgnoresTheMonotonicClock(t *testing.T) {
	now := time.Now()
	requireTimeline(t, []time.Time{now, now.Round(0), now.Add(time.Second)}, []time.Time{now, now.Add(1)})
}

// requireTimeline compares a timeline with its definition.
func requireTimeline(t *testing.T, instants, probes []time.Time) {
	t.Helper()
	line := column.NewTimeline(instants)
	for _, x := range instants {
		code := line.Code(x)
		require.Equal(t, x.IsZero(), code == never)
		require.True(t, line.Time(code).Equal(x), "%v came back as %v", x, line.Time(code))
		require.Equal(t, time.UTC, line.Time(code).Location())
		for _, y := range instants {
			require.Equal(t, follows(y, x), line.Code(y) > code, "%v after %v", y, x)
		}
		for _, y := range probes {
			require.Equal(t, !x.IsZero() && x.Before(y), code < line.Before(y), "%v before %v", x, y)
			require.Equal(t, !x.IsZero() && !x.After(y), code < line.Until(y), "%v until %v", x, y)
		}
	}
}

// follows reports whether y is after x, where one that is not given is after all.
func follows(y, x time.Time) bool {
	if y.IsZero() || x.IsZero() {
		return y.IsZero() && !x.IsZero()
	}
	return y.After(x)
}

func TestTimelineAgainstTheDefinition(t *testing.T) {
	const year = 365 * 24 * 3600
	for _, c := range []struct {
		name  string
		span  int64 // in seconds
		grain time.Duration
	}{
		{"a minute of seconds", 60, time.Second},
		{"two seconds of milliseconds", 2, time.Millisecond},
		{"ten nanoseconds", 1, 100 * time.Millisecond},
		{"three years", 3 * year, time.Second},
		{"three years, finely", 3 * year, 1},
		{"136 years", 136 * year, time.Second},
		{"137 years", 137 * year, time.Second},
		{"all years", 9998 * year, time.Second},
		{"all years, finely", 9998 * year, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(4, uint64(c.span)+uint64(c.grain)))
			for range 30 {
				instants := randomInstants(random, c.span, c.grain)
				probes := append(randomInstants(random, c.span, 1), neighbors(instants)...)
				requireTimeline(t, instants, probes)
			}
		})
	}
}

func randomInstants(random *rand.Rand, span int64, grain time.Duration) []time.Time {
	zone := time.FixedZone("", random.IntN(50_000)-25_000)
	first := time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC).Unix()
	if span < 1000*365*24*3600 {
		first = noon.Unix()
	}
	instants := make([]time.Time, 1+random.IntN(20))
	for i := range instants {
		if random.IntN(5) > 0 {
			below := time.Duration(random.Int64N(1e9)).Truncate(grain)
			instants[i] = time.Unix(first+random.Int64N(span), int64(below)).In(zone)
		}
	}
	return instants
}

// neighbors returns the instants and what is a little before and after them.
func neighbors(instants []time.Time) []time.Time {
	var near []time.Time
	for _, x := range instants {
		for _, d := range []time.Duration{-time.Second, -1, 0, 1, time.Second} {
			near = append(near, x.Add(d))
		}
	}
	return near
}

func TestTimelineAllocatesNothingToCompare(t *testing.T) {
	for _, fine := range []time.Duration{0, 1} {
		line := column.NewTimeline([]time.Time{seconds(0), seconds(1).Add(fine)})
		require.Zero(t, testing.AllocsPerRun(100, func() {
			line.Before(noon)
			line.Until(noon)
		}))
	}
}

func BenchmarkTimelineBefore(b *testing.B) {
	const count = 4096
	instants := make([]time.Time, count)
	for i := range instants {
		instants[i] = seconds(int64(i * 7919 % count))
	}
	x := seconds(count / 3)
	b.Run("way=seconds", func(b *testing.B) { benchmarkBefore(b, instants, x) })
	instants[0] = instants[0].Add(1)
	b.Run("way=ranks", func(b *testing.B) { benchmarkBefore(b, instants, x) })
	b.Run("way=naive", func(b *testing.B) {
		before := 0
		for b.Loop() {
			for _, instant := range instants {
				if instant.Before(x) {
					before++
				}
			}
		}
	})
}

func benchmarkBefore(b *testing.B, instants []time.Time, x time.Time) {
	line := column.NewTimeline(instants)
	for b.Loop() {
		line.Before(x)
	}
}
