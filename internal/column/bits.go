// Package column holds the building bricks of a block: columns of small
// integers, of instants and of bits, all without pointers; and of what is
// collected before there are blocks. It knows no customer.
package column

import (
	"iter"
	"math"
	"math/bits"
)

const wordBits = 64

// Bits is a set of row numbers, a bit for each row. The nil Bits is empty. It
// may be read by any number of goroutines while nobody sets a bit.
type Bits []uint64

// NewBits returns an empty set of rows 0 to rows-1.
func NewBits(rows int) Bits { return make(Bits, Words(rows)) }

// Set adds the row, which must be within those of NewBits.
func (b Bits) Set(row int) { b[row/wordBits] |= 1 << (row % wordBits) }

// Clear removes the row, which must be within those of NewBits.
func (b Bits) Clear(row int) { b[row/wordBits] &^= 1 << (row % wordBits) }

// SetAll adds the rows 0 to rows-1.
func (b Bits) SetAll(rows int) {
	for i := range rows / wordBits {
		b[i] = math.MaxUint64
	}
	if rest := rows % wordBits; rest > 0 {
		b[rows/wordBits] |= 1<<rest - 1
	}
}

// Get reports whether the set has the row. Rows beyond its size are not in it.
func (b Bits) Get(row int) bool {
	return uint(row)/wordBits < uint(len(b)) && b[uint(row)/wordBits]>>(uint(row)%wordBits)&1 != 0
}

// Count returns the number of rows in the set.
func (b Bits) Count() int {
	count := 0
	for _, word := range b {
		count += bits.OnesCount64(word)
	}
	return count
}

// CountCommon returns the number of rows that are also in the other set, which
// has the same size.
func (b Bits) CountCommon(other Bits) int {
	count := 0
	other = other[:len(b)]
	for i, word := range b {
		count += bits.OnesCount64(word & other[i])
	}
	return count
}

// Rows iterates over the rows in the set, ascending.
func (b Bits) Rows() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, word := range b {
			for ; word != 0; word &= word - 1 {
				if !yield(i*wordBits + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

// Spans iterates over the rows in the set as half-open ranges, ascending, none of
// which touches another.
func (b Bits) Spans() iter.Seq2[int, int] {
	return func(yield func(from, until int) bool) {
		rows := len(b) * wordBits
		for from := b.next(0, 0); from < rows; {
			until := b.next(from, math.MaxUint64)
			if !yield(from, until) {
				return
			}
			from = b.next(until, 0)
		}
	}
}

// Next returns the first row in the set from a row on, or one beyond its size.
func (b Bits) Next(row int) int { return b.next(row, 0) }

// next returns the first row from here on that is in the set, or isn't if all
// bits of flip are set; the number of rows if there is none.
func (b Bits) next(row int, flip uint64) int {
	for i := row / wordBits; i < len(b); i++ {
		word := b[i] ^ flip
		if i == row/wordBits {
			word &= math.MaxUint64 << (row % wordBits)
		}
		if word != 0 {
			return i*wordBits + bits.TrailingZeros64(word)
		}
	}
	return len(b) * wordBits
}

// Keep removes the rows that are not in the other set, which has the same size.
func (b Bits) Keep(other Bits) {
	other = other[:len(b)]
	for i := range b {
		b[i] &= other[i]
	}
}

// Add adds the rows of the other set, which has the same size.
func (b Bits) Add(other Bits) {
	other = other[:len(b)]
	for i := range b {
		b[i] |= other[i]
	}
}

// Remove removes the rows of the other set, which has the same size.
func (b Bits) Remove(other Bits) {
	other = other[:len(b)]
	for i := range b {
		b[i] &^= other[i]
	}
}

// Words returns the number of words of a set of so many rows.
func Words(rows int) int { return (rows + wordBits - 1) / wordBits }
