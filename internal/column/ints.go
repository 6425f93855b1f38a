package column

import (
	"math"
	"slices"
)

// Ints is an immutable column of integers, stored as differences from the
// smallest in as few bytes each as the largest needs: 1, 2, 4 or 8. The zero
// Ints is empty.
type Ints struct {
	base int64
	u8   []uint8
	u16  []uint16
	u32  []uint32
	i64  []int64 // as they are: the difference of two int64 may not fit
}

// PackInts returns the column of the values, which it copies.
func PackInts(values []int64) Ints {
	if len(values) == 0 {
		return Ints{}
	}
	low, high := slices.Min(values), slices.Max(values)
	spread := uint64(high) - uint64(low)
	switch {
	case spread <= math.MaxUint8:
		return Ints{base: low, u8: narrow[uint8](values, low)}
	case spread <= math.MaxUint16:
		return Ints{base: low, u16: narrow[uint16](values, low)}
	case spread <= math.MaxUint32:
		return Ints{base: low, u32: narrow[uint32](values, low)}
	}
	return Ints{i64: slices.Clone(values)}
}

func narrow[T uint8 | uint16 | uint32](values []int64, base int64) []T {
	packed := make([]T, len(values))
	for i, value := range values {
		packed[i] = T(value - base)
	}
	return packed
}

// At returns the value of row i.
func (c *Ints) At(i int) int64 {
	switch { // two bytes first: what days and most counts take
	case c.u16 != nil:
		return c.base + int64(c.u16[i])
	case c.u8 != nil:
		return c.base + int64(c.u8[i])
	case c.u32 != nil:
		return c.base + int64(c.u32[i])
	}
	return c.i64[i]
}
