package exact

import (
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/shopspring/decimal"
)

const (
	// AmountDigits is how many digits an amount can have, before and after the
	// point together.
	AmountDigits = 38

	// SumDigits is the same for a sum of amounts: of 10^22 of them.
	SumDigits = 60

	// MaxPlaces is how many digits of either can be after the point.
	MaxPlaces = 18
)

var (
	errForm   = errors.New("is not a number of the form -?digits[.digits]")
	errPlaces = fmt.Errorf("has more than %d digits after the point", MaxPlaces)
)

// ParseAmount parses ASCII text of the form -?digits[.digits] with at most so
// many digits, at most MaxPlaces of them after the point. Every digit that is
// written counts, leading and trailing zeros as well.
func ParseAmount(text string, maxDigits int) (decimal.Decimal, error) {
	// The length comes first: converting a million digits takes seconds.
	if len(text) > len("-.")+maxDigits {
		return decimal.Decimal{}, fmt.Errorf("amount %s is longer than %d digits, a sign and a point", Cut(text), maxDigits)
	}
	digits, negative := strings.CutPrefix(text, "-")
	whole, fraction, point := strings.Cut(digits, ".")
	if err := checkParts(whole, fraction, point, maxDigits); err != nil {
		return decimal.Decimal{}, fmt.Errorf("amount %s %w", Cut(text), err)
	}
	// Not decimal's own parser: what it takes depends on a setting.
	coefficient, _ := new(big.Int).SetString(whole+fraction, 10)
	if negative {
		coefficient.Neg(coefficient)
	}
	return decimal.NewFromBigInt(coefficient, -int32(len(fraction))), nil
}

func checkParts(whole, fraction string, point bool, maxDigits int) error {
	switch {
	case !isDigits(whole) || point && !isDigits(fraction):
		return errForm
	case len(whole)+len(fraction) > maxDigits:
		return fmt.Errorf("has more than %d digits", maxDigits)
	case len(fraction) > MaxPlaces:
		return errPlaces
	}
	return nil
}

func isDigits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// CheckAmount reports whether d keeps to the bounds of ParseAmount when it is
// written with all the digits it has: trailing zeros count. It takes no time to
// speak of even if d is of astronomic size.
func CheckAmount(d decimal.Decimal, maxDigits int) error {
	exponent := d.Exponent()
	if exponent < -MaxPlaces {
		return fmt.Errorf("amount %w", errPlaces)
	}
	// The exponent comes before any arithmetic: d may stand for a billion digits.
	digits := int32(maxDigits) - max(exponent, 0)
	if digits < 0 || d.Coefficient().CmpAbs(powerOf10(digits)) >= 0 {
		return fmt.Errorf("amount has more than %d digits", maxDigits)
	}
	return nil
}

// powersOf10 are those that amounts take.
var powersOf10 = func() (powers [AmountDigits + MaxPlaces + 1]*big.Int) {
	for n := range powers {
		powers[n] = new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
	}
	return powers
}()

// powerOf10 returns 10^n, which must not be changed.
func powerOf10(n int32) *big.Int {
	if int(n) < len(powersOf10) {
		return powersOf10[n]
	}
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

// FormatAmount returns d in plain digits, without an exponent and without
// trailing zeros after the point: "12000", "0.1", never "-0". It is meant for
// amounts that pass CheckAmount, and for their sums: the text is as long as the
// exponent is large.
func FormatAmount(d decimal.Decimal) string {
	// Not String: its result depends on settings.
	whole, fraction, _ := strings.Cut(d.StringFixed(max(0, -d.Exponent())), ".")
	fraction = strings.TrimRight(fraction, "0")
	if fraction == "" {
		return whole
	}
	return whole + "." + fraction
}
