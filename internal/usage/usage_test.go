package usage_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// randomSamples are those of a line: daily, weekly or now and then, some counts
// unknown or too many for a pair.
func randomSamples(rng *rand.Rand) []usage.Sample {
	var list []usage.Sample
	step := []int32{1, 7, 7, 7, 40}[rng.IntN(5)]
	for day := int32(20_000 + 7*rng.IntN(4)); day < 20_200 && rng.IntN(30) > 0; day += step {
		if rng.IntN(8) == 0 {
			continue
		}
		count := func() int64 { return []int64{usage.Unknown, 0, rng.Int64N(100), rng.Int64N(1e12)}[rng.IntN(40)/13] }
		list = append(list, usage.Sample{Day: day, Assigned: count(), Used: count(), Quarterly: count()})
	}
	return list
}

func requireSamples(t *testing.T, want [][]usage.Sample, columns *usage.Columns) {
	for line := range want {
		require.Equal(t, len(want[line]), len(columns.Samples(int32(line))))
		for i, s := range columns.Samples(int32(line)) {
			require.Equal(t, want[line][i], s)
		}
		run, log := columns.Run(int32(line))
		if run == nil {
			require.Empty(t, want[line])
			continue
		}
		for day := int32(19_990); day < 20_210; day += 3 {
			latest := slices.IndexFunc(want[line], func(s usage.Sample) bool { return s.Day > day }) - 1
			if latest == -2 {
				latest = len(want[line]) - 1
			}
			place := log.UpTo(run, civil.Day(day))
			require.Equal(t, latest < 0, place == usage.NoSample)
			if latest >= 0 {
				require.Equal(t, want[line][latest].Day, log.Sample(run, place).Day)
			}
		}
	}
}

// What was put in comes out, by day, whatever it is kept in; and after some lines got
// other samples, again and again.
func TestSamplesComeBack(t *testing.T) {
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 1))
		var builder usage.Builder
		samples := make([][]usage.Sample, 1+rng.IntN(60))
		for line := range samples {
			samples[line] = randomSamples(rng)
			builder.Add(int32(line), uint16(line%3), slices.Clone(samples[line]))
		}
		columns := builder.Build(int32(len(samples)))
		requireSamples(t, samples, &columns)
		before := columns
		old := slices.Clone(samples)
		for range 5 {
			line := rng.IntN(len(samples))
			samples[line] = randomSamples(rng)
			columns = columns.With([]usage.Line{{Line: int32(line), Samples: slices.Clone(samples[line])}}, int32(len(samples)))
		}
		requireSamples(t, samples, &columns)
		requireSamples(t, old, &before) // which stays what it was
	}
}

// Three of ten licenses are assigned in one line and unknown in the other, of four.
func TestSum(t *testing.T) {
	var sum, other usage.Sum
	sum.Add(10, 3, 2, 1)
	other.Add(4, usage.Unknown, 1, 1)
	sum.Merge(&other)
	require.Equal(t, usage.Sum{Assigned: 3, Used: 3, UnknownAssigned: 4, AssignedKnown: 1, UsedKnown: 2}, sum)
	sum.Add(4, usage.Unknown, 1, -1)
	require.Equal(t, usage.Sum{Assigned: 3, Used: 2, AssignedKnown: 1, UsedKnown: 1}, sum)
}
