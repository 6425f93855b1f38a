// Package exact computes with ratios of integers and with decimal amounts
// without losing a digit: no floating point, no overflow that goes unnoticed,
// and nothing that depends on the settings of package decimal, which any code
// in the program can change.
package exact

import (
	"cmp"
	"math"
	"math/bits"

	"github.com/shopspring/decimal"
)

// Whole is the ratio 1 in basis points.
const Whole = 10_000

// places is the number of digits after the point of a rounded result.
const places = 2

// Compare returns the sign of aNum/aDen - bNum/bDen, exactly. The denominators
// must be positive.
func Compare(aNum, aDen, bNum, bDen int64) int {
	aHigh, aLow := product(aNum, bDen)
	bHigh, bLow := product(bNum, aDen)
	return cmp.Or(cmp.Compare(aHigh, bHigh), cmp.Compare(aLow, bLow))
}

// product returns num * den as the halves of a 128-bit integer in two's
// complement, for den > 0.
func product(num, den int64) (high int64, low uint64) {
	unsigned, low := bits.Mul64(uint64(num), uint64(den))
	if num < 0 {
		// uint64(num) is 2^64 too much, that is den too much in the high half.
		unsigned -= uint64(den)
	}
	return int64(unsigned), low
}

// BasisPoints returns min(10000, floor(10000 * num / den)), for num >= 0 and
// den > 0.
func BasisPoints(num, den int64) int64 {
	if num >= den {
		return Whole
	}
	if num <= math.MaxInt64/Whole {
		return num * Whole / den
	}
	high, low := bits.Mul64(uint64(num), Whole)
	points, _ := bits.Div64(high, low, uint64(den))
	return int64(points)
}

// Percent returns 100 * num / den in plain digits, rounded half away from zero
// to at most two places: "80", "66.67", "-0.5". It is never "-0". The
// denominator must not be 0.
func Percent(num, den int64) string {
	return quotient(decimal.New(num, 2), den)
}

// Quotient returns num / den in plain digits, rounded half away from zero to at
// most two places. It is never "-0". The denominator must not be 0.
func Quotient(num, den int64) string {
	return quotient(decimal.New(num, 0), den)
}

func quotient(num decimal.Decimal, den int64) string {
	return FormatAmount(num.DivRound(decimal.New(den, 0), places))
}

// Add returns a + b, and whether the sum fits. If it does not, sum is of no use.
func Add(a, b int64) (sum int64, ok bool) {
	sum = a + b
	return sum, (sum > a) == (b > 0)
}

// GCD returns the greatest common divisor of a and b, which is positive; b must be.
func GCD(a, b int64) int64 {
	for a != 0 {
		a, b = b%a, a
	}
	return max(b, -b)
}
