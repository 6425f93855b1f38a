package column_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/column"
)

func TestTexts(t *testing.T) {
	for _, distinct := range []int{1, 2, 63, 64, 65, 300} {
		texts := make([]string, 1000)
		for i := range texts {
			texts[i] = fmt.Sprint(i * i % distinct)
		}
		texts[500] = ""
		packed := column.PackTexts(texts)
		for i, text := range texts {
			require.Equal(t, text, packed.At(i), distinct)
		}
	}
}

func TestTextsWithoutRows(t *testing.T) {
	for _, empty := range []column.Texts{{}, column.PackTexts(nil)} {
		require.Panics(t, func() { empty.At(0) })
	}
}
