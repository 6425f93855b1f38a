package column_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/column"
)

func TestNewStrandsAreEmpty(t *testing.T) {
	strands := column.NewStrands(2)
	require.Equal(t, []byte("before"), strands.AppendTo([]byte("before"), 1))
}

// Strands are what lists of bytes would be, however the pieces fall into cells.
func TestStrandsAreLists(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const count = 50
	strands, lists := column.NewStrands(count), make([][]byte, count)
	for range 5_000 {
		piece := make([]byte, random.IntN(150))
		for i := range piece {
			piece[i] = byte(random.Uint32())
		}
		number := random.IntN(count)
		strands.Append(number, piece)
		lists[number] = append(lists[number], piece...)
	}
	for number, list := range lists {
		require.Equal(t, list, strands.AppendTo(nil, number))
	}
}

func TestStrandOfWholeCells(t *testing.T) {
	for _, size := range []int{1, 59, 60, 61, 119, 120, 121} {
		strands, list := column.NewStrands(1), make([]byte, size)
		list[size-1] = 1
		strands.Append(0, list)
		require.Equal(t, list, strands.AppendTo(nil, 0))
		strands.Append(0, nil)
		strands.Append(0, []byte{2})
		require.Equal(t, append(list, 2), strands.AppendTo(nil, 0))
	}
}
