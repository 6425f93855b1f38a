package main

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

func TestGrouped(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0", 7: "7", 999: "999", 1000: "1,000", -1000: "-1,000", -999: "-999", 1234567: "1,234,567",
		1_000_000_000_000: "1,000,000,000,000", math.MinInt64: "-9,223,372,036,854,775,808",
	} {
		require.Equal(t, want, grouped(n))
	}
}

func TestGroupDigits(t *testing.T) {
	require.Equal(t, "-12,345.6789", groupDigits("-12345.6789"))
	require.Equal(t, "0.0001", groupDigits("0.0001"))
	require.Equal(t, "", groupDigits(""))
}

func TestShort(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0", 999_999: "999,999", -999_999: "-999,999", 1_000_000: "1.0M", 1_999_999: "1.9M", -1_250_000: "-1.2M",
		999_999_999: "999.9M", 1_000_000_000: "1.0G", 1_000_000_000_000: "1.0T", -1_000_000_000_000: "-1.0T",
		math.MaxInt64: "9.2E", math.MinInt64: "-9.2E",
	} {
		require.Equal(t, want, short(n))
	}
}

func TestCounts(t *testing.T) {
	require.Equal(t, missing, shortCount(partnerhub.Count{}))
	require.Equal(t, "0", shortCount(partnerhub.Known(0)))
	require.Equal(t, missing, change(partnerhub.Count{}))
	require.Equal(t, "0", change(partnerhub.Known(0)))
	require.Equal(t, "+12", change(partnerhub.Known(12)))
	require.Equal(t, "-12", change(partnerhub.Known(-12)))
}

func TestRatios(t *testing.T) {
	require.Equal(t, missing, share(partnerhub.Ratio{Num: 1}))
	require.Equal(t, "66.67%", share(partnerhub.Ratio{Num: 2, Den: 3}))
	require.Equal(t, "9999.99%", share(partnerhub.Ratio{Num: 999_999, Den: 10_000}))
	require.Equal(t, ">9,999%", share(partnerhub.Ratio{Num: 100, Den: 1}))
	require.Equal(t, missing, parts(partnerhub.Ratio{}))
	require.Equal(t, "58 of 1,169 (4.96%)", parts(partnerhub.Ratio{Num: 58, Den: 1169}))
	require.Equal(t, "1,000,000,000,000 of 1 (100,000,000,000,000%)", parts(partnerhub.Ratio{Num: 1_000_000_000_000, Den: 1}))
}

func TestPlural(t *testing.T) {
	require.Equal(t, "0 customers", customers(0))
	require.Equal(t, "1 customer", customers(1))
	require.Equal(t, "1,200 customers", customers(1200))
}

func TestAmounts(t *testing.T) {
	francs, err := partnerhub.ParseMoney("-1234567.50", "CHF")
	require.NoError(t, err)
	yen, err := partnerhub.ParseMoney("0", "JPY")
	require.NoError(t, err)
	require.Equal(t, []string{"-1,234,567.5 CHF", "0 JPY"}, amounts([]partnerhub.Money{francs, yen}))
}
