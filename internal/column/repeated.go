package column

import "slices"

// Repeated is an immutable column of values of which often only a few differ:
// then each takes one byte. The zero Repeated is empty.
type Repeated[T any] struct {
	distinct []T
	codes    []uint8
	all      []T // where too many differ
}

// maxDistinct is how many values may differ: few, as they are searched one by
// one.
const maxDistinct = 64

// PackRepeated returns the column of the values, which it copies.
func PackRepeated[T any](values []T, equal func(a, b T) bool) Repeated[T] {
	packed := Repeated[T]{codes: make([]uint8, len(values))}
	for row, value := range values {
		code := slices.IndexFunc(packed.distinct, func(other T) bool { return equal(value, other) })
		if code < 0 {
			if len(packed.distinct) == maxDistinct {
				return Repeated[T]{all: slices.Clone(values)}
			}
			code = len(packed.distinct)
			packed.distinct = append(packed.distinct, value)
		}
		packed.codes[row] = uint8(code)
	}
	return packed
}

// At returns the value of row i.
func (r *Repeated[T]) At(i int) T {
	if r.all != nil {
		return r.all[i]
	}
	return r.distinct[r.codes[i]]
}
