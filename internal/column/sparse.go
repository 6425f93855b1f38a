package column

import (
	"iter"
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
	for row, value := range other.Range(from, until) {
		s.Append(row+move, *value)
	}
}

// Range iterates over the rows from <= row < until that have a value, and these.
func (s *Sparse[T]) Range(from, until int32) iter.Seq2[int32, *T] {
	return func(yield func(int32, *T) bool) {
		first, _ := slices.BinarySearch(s.rows, from)
		for i := first; i < len(s.rows) && s.rows[i] < until; i++ {
			if !yield(s.rows[i], &s.values[i]) {
				return
			}
		}
	}
}

// Len returns the number of rows that have a value.
func (s *Sparse[T]) Len() int { return len(s.rows) }

// Find returns where the value of a row is, or nil if it has none.
func (s *Sparse[T]) Find(row int32) *T {
	i, exists := slices.BinarySearch(s.rows, row)
	if !exists {
		return nil
	}
	return &s.values[i]
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
	if found := s.Find(row); found != nil {
		return *found, true
	}
	return value, false
}
