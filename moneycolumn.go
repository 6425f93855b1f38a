package partnerhub

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/partnerhub/partnerhub/internal/column"
)

// moneyColumn holds an amount, or none, for each row: as the integer of its
// smallest digits and an index of its denomination, so that summing is integer
// arithmetic. The few amounts that don't fit are kept aside.
type moneyColumn struct {
	coefficients  column.Ints
	denominations []uint16 // 0: none; else an index of kinds, plus 1
	kinds         []denomination
	wide          column.Sparse[Money]
	// unpacked are the coefficients until pack is called.
	unpacked []int64
}

// denomination is what an integer of a moneyColumn counts: units of 10^exponent
// of a currency. The exponent is -exact.MaxPlaces to 0.
type denomination struct {
	currency string
	exponent int32
}

// wideDenomination marks an amount that is kept aside.
const wideDenomination = 1<<16 - 1

func (c *moneyColumn) makeRoom(rows int) {
	c.denominations, c.unpacked = make([]uint16, 0, rows), make([]int64, 0, rows)
}

// has reports whether a row has an amount.
func (c *moneyColumn) has(row int32) bool { return c.denominations != nil && c.denominations[row] != 0 }

func (c *moneyColumn) append(m Money) {
	coefficient, denominated := c.split(m)
	if denominated == wideDenomination {
		c.wide.Append(int32(len(c.unpacked)), m)
	}
	c.unpacked = append(c.unpacked, coefficient)
	c.denominations = append(c.denominations, denominated)
}

// appendRange appends the amounts of rows of another column, whose kinds are the
// first of this one's.
func (c *moneyColumn) appendRange(other *moneyColumn, from, until int32) {
	if other.denominations == nil {
		c.denominations = append(c.denominations, make([]uint16, until-from)...)
		c.unpacked = append(c.unpacked, make([]int64, until-from)...)
		return
	}
	c.wide.AppendRange(&other.wide, from, until, int32(len(c.unpacked))-from)
	c.denominations = append(c.denominations, other.denominations[from:until]...)
	for row := from; row < until; row++ {
		c.unpacked = append(c.unpacked, other.coefficients.At(int(row)))
	}
}

// split returns the coefficient of an amount and its denomination's entry.
func (c *moneyColumn) split(m Money) (int64, uint16) {
	if m.IsZero() {
		return 0, 0
	}
	coefficient, exponent := m.Amount.Coefficient(), m.Amount.Exponent()
	if !coefficient.IsInt64() || exponent > 0 {
		return 0, wideDenomination
	}
	kind := denomination{m.Currency, exponent}
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

// pack ends the building of the column.
func (c *moneyColumn) pack() {
	given := func(d uint16) bool { return d != 0 }
	if !slices.ContainsFunc(c.denominations, given) {
		c.denominations = nil
	} else {
		c.coefficients = column.PackInts(c.unpacked)
	}
	c.unpacked = nil
}

// at returns the amount of a row, or the zero Money.
func (c *moneyColumn) at(row int32) Money {
	if c.denominations == nil {
		return Money{}
	}
	switch d := c.denominations[row]; d {
	case 0:
		return Money{}
	case wideDenomination:
		m, _ := c.wide.Get(row)
		return m
	default:
		kind := c.kinds[d-1]
		return Money{decimal.New(c.coefficients.At(int(row)), kind.exponent), kind.currency}
	}
}
