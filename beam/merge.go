package beam

import (
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/partnerhub/partnerhub"
)

func init() {
	register.Combiner1[partnerhub.Shares](&mergeShares{})
	register.Combiner1[partnerhub.Summary](&mergeSummaries{})
}

// mergeShares merges the shares of a partner's shards.
type mergeShares struct{}

func (mergeShares) MergeAccumulators(a, b partnerhub.Shares) (partnerhub.Shares, error) {
	err := a.Merge(b)
	return a, err
}

// mergeSummaries merges the summaries of a partner's shards.
type mergeSummaries struct{}

func (mergeSummaries) MergeAccumulators(a, b partnerhub.Summary) (partnerhub.Summary, error) {
	err := a.Merge(b)
	return a, err
}
