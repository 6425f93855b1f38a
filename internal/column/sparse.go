package column

import (
	"math"
	"slices"
)

// Sparse is a column of values that few rows have. The zero Sparse is empty. It
// may be read by any number of goroutines while nobody appends.
type Sparse[T any] struct {
	rows   []int32
	values []T
}

// Append gives a row a value. Rows come in ascending order, each once.
func (s *Sparse[T]) Append(row int32, value T) {
	s.rows = append(s.rows, row)
	s.values = append(s.values, value)
}

// AppendRange appends the values that another column has of the rows from <= row
// < until, each moved by so many rows.
func (s *Sparse[T]) AppendRange(other *Sparse[T], from, until, move int32) {
	first, _ := slices.BinarySearch(other.rows, from)
	for i := first; i < len(other.rows) && other.rows[i] < until; i++ {
		s.Append(other.rows[i]+move, other.values[i])
	}
}

// With returns the column with what another column has in place of what it has
// itself at some rows, which come in ascending order, each once.
func (s *Sparse[T]) With(rows []int32, other *Sparse[T]) Sparse[T] {
	room := len(s.rows) + len(other.rows)
	with := Sparse[T]{rows: make([]int32, 0, room), values: make([]T, 0, room)}
	from := int32(0)
	for _, row := range rows {
		with.AppendRange(s, from, row, 0)
		with.AppendRange(other, row, row+1, 0)
		from = row + 1
	}
	with.AppendRange(s, from, math.MaxInt32, 0)
	return with
}

// Get returns the value of a row, and whether it has one.
func (s *Sparse[T]) Get(row int32) (value T, exists bool) {
	i, exists := slices.BinarySearch(s.rows, row)
	if exists {
		value = s.values[i]
	}
	return value, exists
}
