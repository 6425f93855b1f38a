package column_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/column"
)

func TestBitsWords(t *testing.T) {
	for _, c := range []struct {
		size int
		rows []int
		want column.Bits
	}{
		{0, nil, column.Bits{}},
		{1, nil, column.Bits{0}},
		{1, []int{0}, column.Bits{1}},
		{64, []int{1, 63}, column.Bits{1<<63 | 2}},
		{65, []int{0, 64}, column.Bits{1, 1}},
		{128, []int{127, 127}, column.Bits{0, 1 << 63}},
		{129, []int{2}, column.Bits{4, 0, 0}},
	} {
		got := column.NewBits(c.size)
		for _, row := range c.rows {
			got.Set(row)
		}
		require.Equal(t, c.want, got, "%v of %d", c.rows, c.size)
	}
}

func TestNilBitsAreEmpty(t *testing.T) {
	var none column.Bits
	require.False(t, none.Get(0))
	require.False(t, none.Get(1000))
	require.Zero(t, none.Count())
	none.Keep(none)
	none.Add(none)
	none.Remove(none)
	require.Empty(t, none)
}

func TestWords(t *testing.T) {
	for rows, want := range map[int]int{0: 0, 1: 1, 63: 1, 64: 1, 65: 2, 128: 2, 129: 3, 1 << 30: 1 << 24} {
		require.Equal(t, want, column.Words(rows), "%d rows", rows)
	}
}

func TestBitsTogether(t *testing.T) {
	a, b := column.Bits{0b1100, 1 << 63, 0}, column.Bits{0b1010, 1<<63 | 1, 0}
	require.Equal(t, column.Bits{0b1000, 1 << 63, 0}, changed(a, column.Bits.Keep, b))
	require.Equal(t, column.Bits{0b1110, 1<<63 | 1, 0}, changed(a, column.Bits.Add, b))
	require.Equal(t, column.Bits{0b0100, 0, 0}, changed(a, column.Bits.Remove, b))
	require.Equal(t, column.Bits{0b0010, 1, 0}, changed(b, column.Bits.Remove, a))
	require.Equal(t, column.Bits{0b1100, 1 << 63, 0}, a)
	require.Equal(t, column.Bits{0b1010, 1<<63 | 1, 0}, b)
}

// changed returns a copy of a set after a change with another.
func changed(b column.Bits, change func(column.Bits, column.Bits), other column.Bits) column.Bits {
	b = slices.Clone(b)
	change(b, other)
	return b
}

func TestSetBeyondTheSizePanics(t *testing.T) {
	require.Panics(t, func() { column.NewBits(64).Set(64) })
}

func TestRowsAscend(t *testing.T) {
	b := column.NewBits(200)
	for _, row := range []int{199, 0, 64, 63, 128, 1} {
		b.Set(row)
	}
	require.Equal(t, []int{0, 1, 63, 64, 128, 199}, slices.Collect(b.Rows()))
	require.Empty(t, slices.Collect(column.Bits(nil).Rows()))
	for row := range b.Rows() {
		require.LessOrEqual(t, row, 63)
		if row == 63 {
			break
		}
	}
}

// rowSet is the definition of Bits.
type rowSet map[int]bool

func randomRows(random *rand.Rand, size int) (column.Bits, rowSet) {
	bits, rows := column.NewBits(size), rowSet{}
	for range random.IntN(size + 1) {
		row := random.IntN(size)
		bits.Set(row)
		rows[row] = true
	}
	return bits, rows
}

// requireRows compares the rows with those that are wanted, and looks a little
// beyond.
func requireRows(t *testing.T, size int, want func(row int) bool, got column.Bits) {
	t.Helper()
	var rows []int
	for row := range size + 200 {
		require.Equal(t, want(row), got.Get(row), "row %d", row)
		if want(row) {
			rows = append(rows, row)
		}
	}
	require.Equal(t, rows, slices.Collect(got.Rows()))
	require.Equal(t, len(rows), got.Count())
}

func TestBitsAgainstSets(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		size := random.IntN(300)
		a, inA := randomRows(random, size)
		b, inB := randomRows(random, size)
		requireRows(t, size, func(row int) bool { return inA[row] && inB[row] }, changed(a, column.Bits.Keep, b))
		requireRows(t, size, func(row int) bool { return inA[row] || inB[row] }, changed(a, column.Bits.Add, b))
		requireRows(t, size, func(row int) bool { return inA[row] && !inB[row] }, changed(a, column.Bits.Remove, b))
		requireRows(t, size, func(row int) bool { return inA[row] }, a)
		requireRows(t, size, func(row int) bool { return inB[row] }, b)
	}
}

func TestBitsSpans(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	for range 500 {
		rows := random.IntN(300)
		set := column.NewBits(rows)
		dense := 1 + random.IntN(8)
		for row := range rows {
			if random.IntN(dense) > 0 || dense == 1 {
				set.Set(row)
			}
		}
		var got []int
		last := -1
		for from, until := range set.Spans() {
			require.Greater(t, from, last) // there is a row between two spans
			require.Less(t, from, until)
			for row := from; row < until; row++ {
				got = append(got, row)
			}
			last = until
		}
		require.Equal(t, slices.Collect(set.Rows()), got)
	}
}

func TestBitsSpansStop(t *testing.T) {
	set := column.NewBits(10)
	set.Set(1)
	set.Set(5)
	for from, until := range set.Spans() {
		require.Equal(t, [2]int{1, 2}, [2]int{from, until})
		break
	}
}

func TestBitsSetAll(t *testing.T) {
	for rows := range 200 {
		want := column.NewBits(rows)
		for row := range rows {
			want.Set(row)
		}
		got := column.NewBits(rows)
		got.SetAll(rows)
		require.Equal(t, want, got)
	}
}

func TestBitsCountCommon(t *testing.T) {
	a, b := column.NewBits(200), column.NewBits(200)
	for _, row := range []int{0, 63, 64, 150, 199} {
		a.Set(row)
	}
	for _, row := range []int{1, 63, 150, 151} {
		b.Set(row)
	}
	require.Equal(t, 2, a.CountCommon(b))
}
