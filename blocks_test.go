package partnerhub_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// A report is merged from the summaries of blocks. How the customers are split
// into blocks must not show: a block for each is as good as one for all.
func TestAnswersDoNotDependOnTheBlocks(t *testing.T) {
	forSeeds(150, func(seed uint64) {
		data, questions := randomQuestions(seed, 2)
		whole, err := partnerhub.LoadInBlocks(t.Context(), data, len(data.Customers)+1)
		require.NoError(t, err)
		for _, size := range []int{1, 2, 3, 7} {
			split, err := partnerhub.LoadInBlocks(t.Context(), data, size)
			require.NoError(t, err)
			for _, q := range questions {
				require.Empty(t, testkit.Diff(reportOf(t, split, q), reportOf(t, whole, q)), "blocks of %d, %v", size, q)
			}
		}
	})
}
