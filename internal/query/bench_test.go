package query_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/query"
)

const threeClauses = "status:expiring_soon product:calling licenses.calling >= 100"

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := query.Parse(threeClauses, query.Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkString(b *testing.B) {
	node, _ := query.Parse(threeClauses, query.Limits{})
	for b.Loop() {
		_ = node.String()
	}
}

func TestAllocations(t *testing.T) {
	allocs := testing.AllocsPerRun(100, func() {
		_, _ = query.Parse(threeClauses, query.Limits{})
	})
	require.LessOrEqual(t, allocs, 40.0)
}

// BenchmarkHostile shows that a text made to hurt costs no more than reading it.
func BenchmarkHostile(b *testing.B) {
	for name, text := range hostile {
		b.Run("text="+name, func(b *testing.B) {
			for b.Loop() {
				_, _ = query.Parse(text, query.Limits{})
			}
		})
	}
}
