package exact_test

import (
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/exact"
)

func TestSum(t *testing.T) {
	for _, c := range []struct {
		amounts  []string
		want     string
		exponent int32
	}{
		{nil, "0", 0},
		{[]string{"12000.00", "0.5"}, "12000.5", -1},
		{[]string{"0.1", "0.2", "-0.3"}, "0", 0},
		{[]string{"-0.000000000000000001", "-1"}, "-1.000000000000000001", -18},
		{[]string{"1", "-2"}, "-1", 0},
		{[]string{"100", "20"}, "120", 0},
		{[]string{strings.Repeat("9", 38), "1"}, "1" + strings.Repeat("0", 38), 0},
		{[]string{"-" + strings.Repeat("9", 38), "0.000000000000000001"}, "-" + strings.Repeat("9", 37) + "8.999999999999999999", -18},
	} {
		var sum exact.Sum
		for _, text := range c.amounts {
			amount, err := exact.ParseAmount(text, exact.AmountDigits)
			require.NoError(t, err)
			require.True(t, sum.AddDecimal(amount))
		}
		require.Equal(t, c.want, exact.FormatAmount(sum.Decimal()))
		require.Equal(t, c.exponent, sum.Decimal().Exponent())
	}
}

// A sum is that of package decimal, in whatever order, and however its parts are
// added.
func TestSumAgreesWithDecimal(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 2000 {
		var scaled, added exact.Sum
		want := decimal.Decimal{}
		for range rng.IntN(6) {
			coefficient := int64(rng.Uint64() >> rng.IntN(64))
			if rng.IntN(3) == 0 {
				coefficient = []int64{0, 1, -1, least, most}[rng.IntN(5)]
			}
			exponent := -int32(rng.IntN(exact.MaxPlaces + 1))
			scaled.AddScaled(coefficient, exponent)
			var part exact.Sum
			require.True(t, part.AddDecimal(decimal.New(coefficient, exponent)))
			require.True(t, part.Add(added))
			added = part
			want = want.Add(decimal.New(coefficient, exponent))
		}
		require.Equal(t, scaled, added)
		require.True(t, want.Equal(scaled.Decimal()))
	}
}

func TestSumThatDoesNotFit(t *testing.T) {
	units := new(big.Int).Lsh(big.NewInt(1), 255)
	largest := decimal.NewFromBigInt(new(big.Int).Sub(units, big.NewInt(1)), -exact.MaxPlaces)
	var sum, one exact.Sum
	require.True(t, sum.AddDecimal(largest))
	require.True(t, one.AddDecimal(decimal.New(1, -exact.MaxPlaces)))
	before := sum
	require.False(t, sum.Add(one))
	require.False(t, sum.AddDecimal(largest))
	require.Equal(t, before, sum)
	require.True(t, largest.Equal(sum.Decimal()))

	var negative exact.Sum
	require.True(t, negative.AddDecimal(largest.Neg()))
	require.True(t, sum.Add(negative))
	require.Zero(t, sum)
	require.True(t, negative.AddDecimal(decimal.New(-1, -exact.MaxPlaces)))
	require.True(t, decimal.NewFromBigInt(units, -exact.MaxPlaces).Neg().Equal(negative.Decimal()))
	require.False(t, negative.AddDecimal(decimal.New(-1, -exact.MaxPlaces)))

	for _, d := range []decimal.Decimal{
		decimal.NewFromBigInt(units, -exact.MaxPlaces), decimal.New(1, -exact.MaxPlaces-1), decimal.New(1, 60), decimal.New(1, 2_000_000_000),
	} {
		require.False(t, sum.AddDecimal(d))
		require.Zero(t, sum)
	}
}
