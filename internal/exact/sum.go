package exact

import (
	"math/big"
	"math/bits"

	"github.com/shopspring/decimal"
)

// sumWords is the size of a Sum. An amount of AmountDigits digits takes 187 of
// its 256 bits, so that more amounts than any memory holds add up in it.
const sumWords = 4

// Sum is an exact sum of amounts: a whole number of units of 10^-MaxPlaces, in
// two's complement, the lowest word first. One sum has one form, in whatever
// order its parts were added. The zero Sum is 0. Sums are comparable values.
type Sum [sumWords]uint64

// units holds the powers of ten: units[p] in 10^-MaxPlaces is a unit of
// MaxPlaces-p places.
var units = func() (powers [MaxPlaces + 1]uint64) {
	power := uint64(1)
	for i := range powers {
		powers[i] = power
		power *= 10
	}
	return powers
}()

// AddScaled adds coefficient * 10^exponent, for an exponent of -MaxPlaces to 0.
func (s *Sum) AddScaled(coefficient int64, exponent int32) {
	magnitude := uint64(coefficient)
	if coefficient < 0 {
		magnitude = -magnitude
	}
	var part Sum
	part[1], part[0] = bits.Mul64(magnitude, units[MaxPlaces+exponent])
	if coefficient < 0 {
		part = part.negated()
	}
	*s, _ = s.plus(part)
}

// Add adds another sum and reports whether the result fits; if it doesn't, s
// stays what it is.
func (s *Sum) Add(other Sum) bool {
	sum, ok := s.plus(other)
	if ok {
		*s = sum
	}
	return ok
}

// AddDecimal adds d, which has at most MaxPlaces digits after the point, and
// reports whether the result fits; if it doesn't, s stays what it is.
func (s *Sum) AddDecimal(d decimal.Decimal) bool {
	const sign = 1
	exponent := d.Exponent() + MaxPlaces
	if exponent < 0 || exponent > AmountDigits+MaxPlaces {
		return false
	}
	n := d.Coefficient()
	n.Mul(n, powerOf10(exponent))
	if n.BitLen() > sumWords*64-sign {
		return false
	}
	return s.Add(sumOf(n))
}

func sumOf(n *big.Int) Sum {
	var sum Sum
	magnitude, word := new(big.Int).Abs(n), new(big.Int)
	for i := range sum {
		sum[i] = word.And(magnitude, lowWord).Uint64()
		magnitude.Rsh(magnitude, 64)
	}
	if n.Sign() < 0 {
		return sum.negated()
	}
	return sum
}

var lowWord = new(big.Int).SetUint64(1<<64 - 1)

// Decimal returns the sum without trailing zeros after the point.
func (s Sum) Decimal() decimal.Decimal {
	n, negative := new(big.Int), s.negative()
	if negative {
		s = s.negated()
	}
	for i := range s {
		n.Lsh(n, 64).Or(n, new(big.Int).SetUint64(s[sumWords-1-i]))
	}
	exponent, ten, digit := int32(-MaxPlaces), big.NewInt(10), new(big.Int)
	for quotient := new(big.Int); exponent < 0; exponent++ {
		if quotient.QuoRem(n, ten, digit); digit.Sign() != 0 {
			break
		}
		n.Set(quotient)
	}
	if negative {
		n.Neg(n)
	}
	return decimal.NewFromBigInt(n, exponent)
}

func (s Sum) negative() bool { return int64(s[sumWords-1]) < 0 }

func (s Sum) negated() Sum {
	var borrow uint64
	for i := range s {
		s[i], borrow = bits.Sub64(0, s[i], borrow)
	}
	return s
}

// plus returns the sum and whether it fits.
func (s Sum) plus(other Sum) (sum Sum, ok bool) {
	var carry uint64
	for i := range s {
		sum[i], carry = bits.Add64(s[i], other[i], carry)
	}
	return sum, s.negative() != other.negative() || sum.negative() == s.negative()
}
