package partnerhub

import (
	"cmp"
	"slices"

	"github.com/partnerhub/partnerhub/internal/exact"
)

// moneySums are exact sums of amounts, one for each currency, in its order. The
// nil moneySums is empty. There are few currencies, so that finding one takes no
// time, and adding an amount is a handful of integer additions.
type moneySums []moneySum

type moneySum struct {
	currency string
	amount   exact.Sum
}

// add adds the amount of a row of a column, if it has one.
func (s *moneySums) add(c *moneyColumn, row int32) {
	if c.denominations == nil {
		return
	}
	switch d := c.denominations[row]; d {
	case 0:
	case wideDenomination:
		m, _ := c.wide.Get(row)
		s.of(m.Currency).AddDecimal(m.Amount)
	default:
		kind := &c.kinds[d-1]
		s.of(kind.currency).AddScaled(c.coefficients.At(int(row)), kind.exponent)
	}
}

// of returns the place of a currency's sum.
func (s *moneySums) of(currency string) *exact.Sum {
	i, exists := slices.BinarySearchFunc(*s, currency, func(sum moneySum, currency string) int {
		return cmp.Compare(sum.currency, currency)
	})
	if !exists {
		*s = slices.Insert(*s, i, moneySum{currency: currency})
	}
	return &(*s)[i].amount
}

// merge adds other sums and reports whether the results fit. It never changes
// the list that s was, which others may hold too.
func (s *moneySums) merge(other moneySums) bool {
	merged := slices.Clone(*s)
	for i := range other {
		if !merged.of(other[i].currency).Add(other[i].amount) {
			return false
		}
	}
	*s = merged
	return true
}

// byCurrency returns the sums as money; not nil.
func (s moneySums) byCurrency() []Money {
	list := make([]Money, len(s))
	for i := range s {
		list[i] = Money{s[i].amount.Decimal(), s[i].currency}
	}
	return list
}
