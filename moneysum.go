package partnerhub

import (
	"maps"
	"math/bits"
	"slices"

	"github.com/shopspring/decimal"
)

// moneyColumn holds an amount, or none, for each row: as the integer of its
// smallest digits and an index of its denomination, so that summing is integer
// arithmetic. The few amounts that are too large for that are kept aside.
type moneyColumn struct {
	coefficients  []int64
	denominations []uint16 // 0: none; else an index of kinds, plus 1
	kinds         []denomination
	wide          map[int32]Money
}

// denomination is what an integer of a moneyColumn counts: units of 10^exponent
// of a currency.
type denomination struct {
	currency string
	exponent int32
}

// wideDenomination marks an amount that is kept aside.
const wideDenomination = 1<<16 - 1

func (c *moneyColumn) append(m Money) {
	row := int32(len(c.coefficients))
	var coefficient int64
	var denominated uint16
	if !m.IsZero() {
		if coefficient, denominated = c.pack(m); denominated == wideDenomination {
			if c.wide == nil {
				c.wide = map[int32]Money{}
			}
			c.wide[row] = m
		}
	}
	c.coefficients = append(c.coefficients, coefficient)
	c.denominations = append(c.denominations, denominated)
}

func (c *moneyColumn) pack(m Money) (int64, uint16) {
	coefficient := m.Amount.Coefficient()
	if !coefficient.IsInt64() {
		return 0, wideDenomination
	}
	kind := denomination{m.Currency, m.Amount.Exponent()}
	i := slices.Index(c.kinds, kind)
	if i < 0 {
		if len(c.kinds)+1 >= wideDenomination {
			return 0, wideDenomination
		}
		i = len(c.kinds)
		c.kinds = append(c.kinds, kind)
	}
	return coefficient.Int64(), uint16(i + 1)
}

// at returns the amount of a row, or the zero Money.
func (c *moneyColumn) at(row int32) Money {
	switch d := c.denominations[row]; d {
	case 0:
		return Money{}
	case wideDenomination:
		return c.wide[row]
	default:
		kind := c.kinds[d-1]
		return Money{decimal.New(c.coefficients[row], kind.exponent), kind.currency}
	}
}

// moneySums adds up amounts for each denomination. The zero moneySums is empty;
// adding in another order gives the same sums.
type moneySums struct {
	parts map[denomination]wideInt
	wide  map[string]decimal.Decimal // by currency
}

// wideInt is an integer of 128 bits: 2^63 numbers of 64 bits add up in it.
type wideInt struct {
	high int64
	low  uint64
}

func (a wideInt) plus(b wideInt) wideInt {
	low, carry := bits.Add64(a.low, b.low, 0)
	return wideInt{a.high + b.high + int64(carry), low}
}

// add adds the amount of a row of a column, if it has one.
func (s *moneySums) add(c *moneyColumn, row int32) {
	switch d := c.denominations[row]; d {
	case 0:
	case wideDenomination:
		s.addWide(c.wide[row])
	default:
		coefficient := c.coefficients[row]
		s.addPart(c.kinds[d-1], wideInt{coefficient >> 63, uint64(coefficient)})
	}
}

func (s *moneySums) addPart(kind denomination, n wideInt) {
	if s.parts == nil {
		s.parts = map[denomination]wideInt{}
	}
	s.parts[kind] = s.parts[kind].plus(n)
}

func (s *moneySums) addWide(m Money) {
	if s.wide == nil {
		s.wide = map[string]decimal.Decimal{}
	}
	s.wide[m.Currency] = s.wide[m.Currency].Add(m.Amount)
}

// byCurrency returns the sums, one for each currency, in its order; not nil.
func (s *moneySums) byCurrency() []Money {
	sums := maps.Clone(s.wide)
	if sums == nil {
		sums = map[string]decimal.Decimal{}
	}
	for kind, n := range s.parts {
		sums[kind.currency] = sums[kind.currency].Add(n.decimal(kind.exponent))
	}
	list := make([]Money, 0, len(sums))
	for _, currency := range slices.Sorted(maps.Keys(sums)) {
		list = append(list, Money{sums[currency], currency})
	}
	return list
}

var twoTo64 = decimal.New(1<<32, 0).Mul(decimal.New(1<<32, 0))

func (a wideInt) decimal(exponent int32) decimal.Decimal {
	coefficient := decimal.New(a.high, 0).Mul(twoTo64).Add(decimal.NewFromUint64(a.low))
	return coefficient.Mul(decimal.New(1, exponent))
}
