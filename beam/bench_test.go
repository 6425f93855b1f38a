package beam_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	hubbeam "github.com/partnerhub/partnerhub/beam"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// BenchmarkSummary compares the summary of one hub, loaded afresh, with that of a
// pipeline over the same customers in shards, on the runner in this process: a
// job of two passes.
func BenchmarkSummary(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	data := testkit.Random(1, 100_000)
	rows := len(data.Customers) + len(data.Subscriptions) + len(data.Trials) + len(data.Usage)
	question := randomQuestion(b, rng, data)
	measure := func(name string, work func() error) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				require.NoError(b, work())
			}
			b.ReportMetric(float64(b.N*rows)/b.Elapsed().Seconds(), "rows/s")
		})
	}
	measure("hub", func() error {
		_, err := oneHub(b, question, data).Summary(b.Context(), question.Product, question.Trend)
		return err
	})
	for _, n := range []int{1, 10, 50, 1000} {
		shards := lay(portfolio{"one": sources(testkit.Split(rng, data, n))})
		measure(fmt.Sprint("beam/shards=", n), func() error { return summarize(b, question, shards) })
	}
}

func summarize(b *testing.B, question hubbeam.Question, shards []hubbeam.Shard) error {
	summaries = map[string]partnerhub.Summary{}
	return execute(b, question, shards, func(job hubbeam.Job, s beam.Scope, shards, shares beam.PCollection) {
		beam.ParDo0(s, keepSummary, job.Summaries(s, shards, shares))
	})
}
