package column_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/column"
)

func requireInts(t *testing.T, values []int64) {
	t.Helper()
	packed := column.PackInts(values)
	got := make([]int64, len(values))
	for i := range got {
		got[i] = packed.At(i)
	}
	require.Equal(t, values, got)
}

func TestIntsKeepTheirValues(t *testing.T) {
	for _, values := range [][]int64{
		{0},
		{-1},
		{math.MinInt64},
		{math.MaxInt64},
		{math.MinInt64, math.MaxInt64},
		{math.MaxInt64, math.MinInt64, 0, -1, 1},
		{math.MinInt64, -1},
		{0, math.MaxInt64},
		{-1, math.MaxInt64},
		{7, 7, 7},
		{-1, 0, 254, -1},
	} {
		requireInts(t, values)
	}
}

// widths are the largest spreads that fit in so many bytes.
var widths = []struct {
	bytes  int
	spread uint64
}{
	{1, math.MaxUint8}, {2, math.MaxUint16}, {4, math.MaxUint32}, {8, math.MaxUint64},
}

func TestIntsAroundEachWidth(t *testing.T) {
	for _, width := range widths[:3] {
		for delta := -1; delta <= 1; delta++ {
			spread := int64(width.spread) + int64(delta)
			for _, base := range []int64{math.MinInt64, -spread, -1, 0, math.MaxInt64 - spread} {
				requireInts(t, []int64{base + spread, base, base + 1, base + spread - 1})
			}
		}
	}
}

func TestIntsWithoutRows(t *testing.T) {
	for _, empty := range []column.Ints{{}, column.PackInts(nil), column.PackInts([]int64{})} {
		require.Panics(t, func() { empty.At(0) })
	}
}

func TestIntsBeyondTheRowsPanic(t *testing.T) {
	for _, width := range widths {
		packed := column.PackInts(valuesOfWidth(10, width.spread))
		require.Panics(t, func() { packed.At(10) })
		require.Panics(t, func() { packed.At(-1) })
	}
}

func TestPackIntsCopies(t *testing.T) {
	for _, width := range widths {
		values := valuesOfWidth(10, width.spread)
		want := slices.Clone(values)
		packed := column.PackInts(values)
		clear(values)
		for i := range want {
			require.Equal(t, want[i], packed.At(i))
		}
	}
}

// valuesOfWidth returns random values with exactly the spread.
func valuesOfWidth(count int, spread uint64) []int64 {
	random := rand.New(rand.NewPCG(2, spread))
	base := int64(math.MinInt64)
	values := make([]int64, count)
	for i := range values {
		values[i] = base + int64(random.Uint64()&spread) // wraps into the range
	}
	values[count/2], values[count-1] = base, base+int64(spread)
	return values
}

func TestIntsAgainstSlices(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	for range 500 {
		bits := random.IntN(65)
		base := int64(random.Uint64())
		values := make([]int64, random.IntN(100))
		for i := range values {
			values[i] = base + int64(random.Uint64()>>(64-bits))
		}
		requireInts(t, values)
	}
}

// TestBytesOfInts measures what the columns take: as few bytes a row as the
// spread allows, and one byte width more just beyond it.
func TestBytesOfInts(t *testing.T) {
	const rows = 1 << 16
	for i, width := range widths {
		require.Equal(t, width.bytes, bytesPerRow(valuesOfWidth(rows, width.spread)))
		if i > 0 {
			values := make([]int64, rows)
			values[0] = int64(widths[i-1].spread) + 1
			require.Equal(t, width.bytes, bytesPerRow(values))
		}
	}
}

func bytesPerRow(values []int64) int {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	packed := column.PackInts(values)
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(&packed)
	return int(after.TotalAlloc-before.TotalAlloc) / len(values)
}

func BenchmarkIntsAt(b *testing.B) {
	const rows = 1 << 12
	for _, width := range widths {
		values := valuesOfWidth(rows, width.spread)
		packed := column.PackInts(values)
		b.Run(fmt.Sprintf("bytes=%d/way=column", width.bytes), func(b *testing.B) {
			sum := int64(0)
			for b.Loop() {
				for row := range rows {
					sum += packed.At(row)
				}
			}
			reportRows(b, rows)
		})
		b.Run(fmt.Sprintf("bytes=%d/way=slice", width.bytes), func(b *testing.B) {
			sum := int64(0)
			for b.Loop() {
				for row := range rows {
					sum += values[row]
				}
			}
			reportRows(b, rows)
		})
	}
}

func reportRows(b *testing.B, rows int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows), "ns/row")
}
