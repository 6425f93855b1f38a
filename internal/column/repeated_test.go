package column_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/column"
)

func TestRepeated(t *testing.T) {
	for _, distinct := range []int{1, 2, 63, 64, 65, 300} {
		values := make([][]string, 1000)
		for i := range values {
			values[i] = []string{"tag", fmt.Sprint(i * i % distinct)}
		}
		values[500] = nil
		packed := column.PackRepeated(values, slices.Equal)
		for i, want := range slices.Clone(values) {
			values[i] = nil
			require.Equal(t, want, packed.At(i), distinct)
		}
	}
}

func TestRepeatedWithoutRows(t *testing.T) {
	equal := func(a, b int) bool { return a == b }
	for _, empty := range []column.Repeated[int]{{}, column.PackRepeated(nil, equal)} {
		require.Panics(t, func() { empty.At(0) })
	}
}
