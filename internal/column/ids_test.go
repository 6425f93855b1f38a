package column_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/column"
)

func TestZeroIDs(t *testing.T) {
	var ids column.IDs
	_, exists := ids.Find("")
	require.False(t, exists)
	require.Zero(t, ids.Len())
}

func TestIDsNumberTextsAsTheyCome(t *testing.T) {
	var ids column.IDs
	for i, text := range []string{"b", "", "a", "B"} {
		number, isNew := ids.Add(text)
		require.True(t, isNew)
		require.Equal(t, i, number)
		require.Equal(t, text, ids.Text(i))
	}
	number, isNew := ids.Add("a")
	require.False(t, isNew)
	require.Equal(t, 2, number)
	require.Equal(t, 4, ids.Len())
}

// The table grows, and the hashes of many texts begin alike.
func TestManyIDs(t *testing.T) {
	var ids column.IDs
	const many = 200_000
	for i := range many {
		number, isNew := ids.Add(strconv.Itoa(i))
		require.True(t, isNew)
		require.Equal(t, i, number)
	}
	for i := range many {
		number, exists := ids.Find(strconv.Itoa(i))
		require.True(t, exists)
		require.Equal(t, i, number)
		_, exists = ids.Find(strconv.Itoa(many + i))
		require.False(t, exists)
	}
}
