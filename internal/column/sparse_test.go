package column_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/column"
)

func TestSparse(t *testing.T) {
	var names column.Sparse[string]
	_, exists := names.Get(0)
	require.False(t, exists)
	names.Append(2, "two")
	names.Append(5, "five")
	names.Append(9, "nine")
	for row, want := range []string{2: "two", 5: "five", 9: "nine", 10: ""} {
		got, exists := names.Get(int32(row))
		require.Equal(t, want, got)
		require.Equal(t, want != "", exists, row)
	}
}

func TestSparseAppendRange(t *testing.T) {
	var from, to column.Sparse[string]
	from.Append(2, "two")
	from.Append(5, "five")
	from.Append(9, "nine")
	to.AppendRange(&from, 0, 2, 100)
	to.AppendRange(&from, 2, 9, 10)
	to.AppendRange(&from, 9, 10, -1+10)
	for row, want := range []string{12: "two", 15: "five", 18: "nine", 20: ""} {
		got, _ := to.Get(int32(row))
		require.Equal(t, want, got, row)
	}
}

func TestSparseWith(t *testing.T) {
	var before, other column.Sparse[string]
	before.Append(2, "two")
	before.Append(5, "five")
	before.Append(9, "nine")
	other.Append(0, "new")
	other.Append(4, "not asked for")
	other.Append(9, "other")
	with := before.With([]int32{0, 5, 7, 9}, &other)
	for row, want := range []string{0: "new", 2: "two", 5: "", 7: "", 9: "other", 10: ""} {
		got, exists := with.Get(int32(row))
		require.Equal(t, want, got, row)
		require.Equal(t, want != "", exists, row)
	}
	unchanged, _ := before.Get(9)
	require.Equal(t, "nine", unchanged)
}

func TestSparseRange(t *testing.T) {
	var names column.Sparse[string]
	require.Zero(t, names.Len())
	require.Nil(t, names.Find(2))
	names.Append(2, "two")
	names.Append(5, "five")
	names.Append(9, "nine")
	require.Equal(t, 3, names.Len())
	require.Equal(t, "five", *names.Find(5))
	require.Nil(t, names.Find(6))
	got := map[int32]string{}
	for row, name := range names.Range(2, 9) {
		got[row] = *name
	}
	require.Equal(t, map[int32]string{2: "two", 5: "five"}, got)
	for row := range names.Range(0, 10) {
		require.EqualValues(t, 2, row)
		break
	}
}
