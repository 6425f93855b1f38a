package column_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/column"
)

func TestPile(t *testing.T) {
	var pile column.Pile[int]
	require.Zero(t, pile.Len())
	const many = 20_000 // more than fit side by side
	for i := range many {
		require.Equal(t, i, pile.Add(3*i))
		require.Equal(t, i+1, pile.Len())
	}
	*pile.At(7)++
	for i := range many {
		want := 3 * i
		if i == 7 {
			want++
		}
		require.Equal(t, want, *pile.At(i))
	}
}
