package exact_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/exact"
)

const (
	least = math.MinInt64
	most  = math.MaxInt64
)

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		aNum, aDen, bNum, bDen int64
		want                   int
	}{
		{1, 2, 2, 4, 0},
		{1, 3, 1, 2, -1},
		{2, 3, 1, 2, 1},
		{-1, 2, 1, 2, -1},
		{-1, 2, -1, 3, -1},
		{0, 5, 0, 7, 0},
		{0, 5, -1, 7, 1},
		{most, 1, most, 1, 0},
		{most, most - 1, most - 1, most, 1},
		{least, most, least + 1, most, -1},
		{least, 1, most, 1, -1},
		{most, 1, least, most, 1},
		{least, 1, least, most, -1},
		{least, most, least, most, 0},
	} {
		require.Equal(t, c.want, exact.Compare(c.aNum, c.aDen, c.bNum, c.bDen), c)
		require.Equal(t, -c.want, exact.Compare(c.bNum, c.bDen, c.aNum, c.aDen), c)
	}
}

func TestBasisPoints(t *testing.T) {
	for _, c := range []struct{ num, den, want int64 }{
		{0, 1, 0},
		{1, 3, 3333},
		{2, 3, 6666},
		{4, 5, 8000},
		{9999, 10000, 9999},
		{99_999, 100_000, 9999},
		{1, 1, 10000},
		{3, 2, 10000},
		{1, 10_001, 0},
		{most - 1, most, 9999},
		{most, most, 10000},
		{most, 1, 10000},
		{1, most, 0},
	} {
		require.Equal(t, c.want, exact.BasisPoints(c.num, c.den), c)
	}
}

func TestPercent(t *testing.T) {
	for _, c := range []struct {
		num, den int64
		want     string
	}{
		{4, 5, "80"},
		{2, 3, "66.67"},
		{1, 3, "33.33"},
		{-1, 200, "-0.5"},
		{1, -200, "-0.5"},
		{-1, -200, "0.5"},
		{1, 20_000, "0.01"},
		{-1, 20_000, "-0.01"},
		{1, 20_001, "0"},
		{-1, 20_001, "0"},
		{0, 7, "0"},
		{0, -7, "0"},
		{1, 1, "100"},
		{10, 1, "1000"},
		{1, 8, "12.5"},
		{most, 1, "922337203685477580700"},
		{least, -1, "922337203685477580800"},
		{1, least, "0"},
	} {
		require.Equal(t, c.want, exact.Percent(c.num, c.den), c)
	}
}

func TestQuotient(t *testing.T) {
	for _, c := range []struct {
		num, den int64
		want     string
	}{
		{7, 2, "3.5"},
		{10, 3, "3.33"},
		{20, 3, "6.67"},
		{-20, 3, "-6.67"},
		{1, 200, "0.01"},
		{-1, 200, "-0.01"},
		{-1, 201, "0"},
		{100, 1, "100"},
		{least, 1, "-9223372036854775808"},
		{least, -1, "9223372036854775808"},
	} {
		require.Equal(t, c.want, exact.Quotient(c.num, c.den), c)
	}
}

func TestDivisionByZeroPanics(t *testing.T) {
	require.Panics(t, func() { exact.Percent(1, 0) })
	require.Panics(t, func() { exact.Quotient(1, 0) })
	require.Panics(t, func() { exact.BasisPoints(-1, 0) })
}

func TestAdd(t *testing.T) {
	for _, c := range []struct {
		a, b, sum int64
		ok        bool
	}{
		{1, 2, 3, true},
		{0, 0, 0, true},
		{-5, 5, 0, true},
		{most, least, -1, true},
		{most, 0, most, true},
		{least, 0, least, true},
		{most - 1, 1, most, true},
		{least + 1, -1, least, true},
		{most, 1, 0, false},
		{least, -1, 0, false},
		{most, most, 0, false},
		{least, least, 0, false},
	} {
		sum, ok := exact.Add(c.a, c.b)
		require.Equal(t, c.ok, ok, c)
		if ok {
			require.Equal(t, c.sum, sum, c)
		}
	}
}

func TestRandomRatios(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	// Sizes of every order, or nearly all would be huge.
	number := func() int64 { return int64(random.Uint64()) >> random.IntN(64) }
	positive := func() int64 { return 1 + random.Int64N(most)>>random.IntN(63) }
	for range 20_000 {
		a, b, c, d := number(), positive(), number(), positive()
		require.Equal(t, big.NewRat(a, b).Cmp(big.NewRat(c, d)), exact.Compare(a, b, c, d), "%d/%d %d/%d", a, b, c, d)

		num := positive() - 1
		points := new(big.Int).Mul(big.NewInt(num), big.NewInt(10_000))
		points.Div(points, big.NewInt(b))
		if points.Cmp(big.NewInt(10_000)) > 0 {
			points.SetInt64(10_000)
		}
		require.Equal(t, points.Int64(), exact.BasisPoints(num, b), "%d/%d", num, b)

		require.Equal(t, twoPlaces(big.NewRat(a, b)), exact.Quotient(a, b), "%d/%d", a, b)
		percent := new(big.Rat).Mul(big.NewRat(a, b), big.NewRat(100, 1))
		require.Equal(t, twoPlaces(percent), exact.Percent(a, b), "%d/%d", a, b)

		sum, ok := exact.Add(a, c)
		wide := new(big.Int).Add(big.NewInt(a), big.NewInt(c))
		require.Equal(t, wide.IsInt64(), ok, "%d+%d", a, c)
		require.Equal(t, wide.Int64(), sum, "%d+%d", a, c)
	}
}

// twoPlaces leans on package big, which rounds half away from zero as well.
func twoPlaces(r *big.Rat) string {
	text := []byte(r.FloatString(2))
	for text[len(text)-1] == '0' {
		text = text[:len(text)-1]
	}
	if text[len(text)-1] == '.' {
		text = text[:len(text)-1]
	}
	if string(text) == "-0" {
		return "0"
	}
	return string(text)
}

func TestRatiosDoNotAllocate(t *testing.T) {
	require.Zero(t, testing.AllocsPerRun(100, func() {
		_ = exact.Compare(most, 3, least, 7)
		_ = exact.BasisPoints(most-1, most)
		_, _ = exact.Add(most, 1)
	}))
}

func BenchmarkCompare(b *testing.B) {
	for b.Loop() {
		exact.Compare(123_456_789, 1_000, 123_456_788, 999)
	}
}
