package exact_test

import (
	"math"
	"math/big"
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/exact"
)

var (
	nines       = strings.Repeat("9", exact.AmountDigits)
	manyPlaces  = "99999999999999999999.999999999999999999"
	fewestUnits = "0.000000000000000001"
)

func TestParseAmount(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"0", "0"},
		{"-0", "0"},
		{"-0.00", "0"},
		{"12000", "12000"},
		{"12000.50", "12000.5"},
		{"0.1", "0.1"},
		{"-0.05", "-0.05"},
		{"007", "7"},
		{"1.000", "1"},
		{nines, nines},
		{"-" + nines, "-" + nines},
		{manyPlaces, manyPlaces},
		{"-" + manyPlaces, "-" + manyPlaces},
		{fewestUnits, fewestUnits},
	} {
		d, err := exact.ParseAmount(c.text, exact.AmountDigits)
		require.NoError(t, err, c.text)
		require.NoError(t, exact.CheckAmount(d, exact.AmountDigits), c.text)
		require.Equal(t, c.want, exact.FormatAmount(d), c.text)
	}
}

func TestParseAmountRefuses(t *testing.T) {
	const form = " is not a number of the form -?digits[.digits]"
	for _, c := range []struct{ text, want string }{
		{"", `amount ""` + form},
		{"-", `amount "-"` + form},
		{".", `amount "."` + form},
		{"1.", `amount "1."` + form},
		{".5", `amount ".5"` + form},
		{"-.5", `amount "-.5"` + form},
		{"1.-5", `amount "1.-5"` + form},
		{"--1", `amount "--1"` + form},
		{"+1", `amount "+1"` + form},
		{" 1", `amount " 1"` + form},
		{"1\n", `amount "1\n"` + form},
		{"1.2.3", `amount "1.2.3"` + form},
		{"1e3", `amount "1e3"` + form},
		{"1_000", `amount "1_000"` + form},
		{"1,000", `amount "1,000"` + form},
		{"0x10", `amount "0x10"` + form},
		{"NaN", `amount "NaN"` + form},
		{"\u22121", `amount "−1"` + form},
		{"\u0661", `amount "١"` + form},
		{"0" + nines, `amount "0` + nines + `" has more than 38 digits`},
		{nines + ".0", `amount "` + nines + `.0" has more than 38 digits`},
		{"0.0000000000000000001", `amount "0.0000000000000000001" has more than 18 digits after the point`},
		{"00" + nines + "9", `amount "00` + nines + `"… is longer than 38 digits, a sign and a point`},
	} {
		_, err := exact.ParseAmount(c.text, exact.AmountDigits)
		require.EqualError(t, err, c.want)
	}
}

func TestParseAmountRefusesHugeTextAtOnce(t *testing.T) {
	text := strings.Repeat("7", 4<<20)
	_, err := exact.ParseAmount(text, exact.AmountDigits)
	require.EqualError(t, err, `amount "`+text[:40]+`"… is longer than 38 digits, a sign and a point`)
}

func TestCheckAmount(t *testing.T) {
	const digits, places = "amount has more than 38 digits", "amount has more than 18 digits after the point"
	tenTo38 := new(big.Int).Exp(big.NewInt(10), big.NewInt(38), nil)
	largest := new(big.Int).Sub(tenTo38, big.NewInt(1))
	million := new(big.Int).Lsh(big.NewInt(1), 1_000_000)
	for _, c := range []struct {
		name string
		d    decimal.Decimal
		want string
	}{
		{"zero value", decimal.Decimal{}, ""},
		{"negative", decimal.New(-5, -1), ""},
		{"38 digits", decimal.NewFromBigInt(largest, 0), ""},
		{"-38 digits", decimal.NewFromBigInt(new(big.Int).Neg(largest), 0), ""},
		{"38 digits, 18 places", decimal.NewFromBigInt(largest, -18), ""},
		{"39 digits", decimal.NewFromBigInt(tenTo38, 0), digits},
		{"39 digits, 18 places", decimal.NewFromBigInt(tenTo38, -18), digits},
		{"-39 digits", decimal.NewFromBigInt(new(big.Int).Neg(tenTo38), 0), digits},
		{"10^37", decimal.New(1, 37), ""},
		{"10^38", decimal.New(1, 38), digits},
		{"10*10^36", decimal.New(10, 36), ""},
		{"10*10^37", decimal.New(10, 37), digits},
		{"0*10^38", decimal.New(0, 38), ""},
		{"0*10^39", decimal.New(0, 39), digits},
		{"astronomic zero", decimal.New(0, 1<<30), digits},
		{"10^-18", decimal.New(1, -18), ""},
		{"10^-19", decimal.New(1, -19), places},
		{"a trailing zero too many", decimal.New(10, -19), places},
		{"astronomic", decimal.New(1, 1<<30), digits},
		{"largest exponent", decimal.New(1, math.MaxInt32), digits},
		{"microscopic", decimal.New(1, -1<<30), places},
		{"smallest exponent", decimal.New(1, math.MinInt32), places},
		{"a million bits", decimal.NewFromBigInt(million, -18), digits},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := exact.CheckAmount(c.d, exact.AmountDigits)
			if c.want != "" {
				require.EqualError(t, err, c.want)
				return
			}
			require.NoError(t, err)
			back, err := exact.ParseAmount(exact.FormatAmount(c.d), exact.AmountDigits)
			require.NoError(t, err)
			require.True(t, back.Equal(c.d))
		})
	}
}

func TestFormatAmount(t *testing.T) {
	for _, c := range []struct {
		d    decimal.Decimal
		want string
	}{
		{decimal.Decimal{}, "0"},
		{decimal.New(0, -5), "0"},
		{decimal.New(0, 5), "0"},
		{decimal.New(12, 3), "12000"},
		{decimal.New(-12, 3), "-12000"},
		{decimal.New(12000, 0), "12000"},
		{decimal.New(1, -1), "0.1"},
		{decimal.New(-1, -1), "-0.1"},
		{decimal.New(1200, -2), "12"},
		{decimal.New(1250, -2), "12.5"},
		{decimal.New(-1, -18), "-0.000000000000000001"},
		{decimal.New(5, -1).Neg().Add(decimal.New(50, -2)), "0"},
		{decimal.New(1, -18).Add(decimal.New(1, 37)), "1" + strings.Repeat("0", 37) + "." + strings.Repeat("0", 17) + "1"},
	} {
		require.Equal(t, c.want, exact.FormatAmount(c.d))
	}
}

// TestSettingsOfDecimalChangeNothing must not run in parallel.
func TestSettingsOfDecimalChangeNothing(t *testing.T) {
	results := func() []string {
		d, err := exact.ParseAmount("12000.50", exact.AmountDigits)
		require.NoError(t, err)
		_, refused := exact.ParseAmount("1e5", exact.AmountDigits)
		return []string{
			exact.FormatAmount(d), exact.FormatAmount(decimal.New(12, 3)), exact.FormatAmount(decimal.New(150, -2)),
			exact.Percent(2, 3), exact.Quotient(10, -3), exact.Quotient(math.MaxInt64, 1),
			refused.Error(), exact.CheckAmount(decimal.New(1, -19), exact.AmountDigits).Error(),
		}
	}
	want := results()
	set(t, &decimal.DivisionPrecision, 0)
	set(t, &decimal.PowPrecisionNegativeExponent, 0)
	set(t, &decimal.MarshalJSONWithoutQuotes, true)
	set(t, &decimal.TrimTrailingZeros, false)
	set(t, &decimal.UseScientificNotation, true)
	set(t, &decimal.ExpMaxIterations, 0)
	set(t, &decimal.MaxDecodeExponent, 0)
	require.Equal(t, "1.2E4", decimal.New(12, 3).String(), "the settings are in force")
	require.Equal(t, want, results())
}

// set changes a setting until the test ends.
func set[T any](t *testing.T, setting *T, value T) {
	old := *setting
	t.Cleanup(func() { *setting = old })
	*setting = value
}

var amountForm = regexp.MustCompile(`\A-?([0-9]+)(?:\.([0-9]+))?\z`)

func FuzzParseAmount(f *testing.F) {
	for _, text := range []string{"0", "-0", "12000.50", "-0.05", "1e3", "1.", ".5", "+1", "\u22121", nines, nines + "9", manyPlaces, fewestUnits, fewestUnits + "0"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parts := amountForm.FindStringSubmatch(text)
		valid := parts != nil && len(parts[1])+len(parts[2]) <= 38 && len(parts[2]) <= 18
		d, err := exact.ParseAmount(text, exact.AmountDigits)
		require.Equal(t, valid, err == nil, "%v", err)
		if err != nil {
			require.NotContains(t, err.Error(), "\n")
			require.Less(t, len(err.Error()), 300)
			return
		}
		want, _ := new(big.Rat).SetString(text)
		require.Zero(t, want.Cmp(d.Rat()))
		require.NoError(t, exact.CheckAmount(d, exact.AmountDigits))
		plain := exact.FormatAmount(d)
		again, err := exact.ParseAmount(plain, exact.AmountDigits)
		require.NoError(t, err)
		require.True(t, d.Equal(again))
		require.Equal(t, plain, exact.FormatAmount(again))
		require.NotEqual(t, "-0", plain)
	})
}

func BenchmarkParseAmount(b *testing.B) {
	for b.Loop() {
		_, _ = exact.ParseAmount("12000.50", exact.AmountDigits)
	}
}
