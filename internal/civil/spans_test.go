package civil_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/civil"
)

func second(n int) time.Time { return time.Unix(int64(n), 0).UTC() }

// randomSpans are spans of seconds 0 to 20, some of them empty or backwards.
func randomSpans(rng *rand.Rand) []civil.Span {
	var list []civil.Span
	for range rng.IntN(5) {
		list = append(list, civil.Span{From: second(rng.IntN(20)), Until: second(rng.IntN(20))})
	}
	return list
}

func isIn(list []civil.Span, x time.Time) bool {
	for _, span := range list {
		if !x.Before(span.From) && x.Before(span.Until) {
			return true
		}
	}
	return false
}

// requireSet fails unless the spans are in order and do not touch.
func requireSet(t *testing.T, set civil.Spans) {
	for i, span := range set {
		require.True(t, span.From.Before(span.Until), set)
		require.True(t, i == 0 || set[i-1].Until.Before(span.From), set)
	}
}

func TestSpans(t *testing.T) {
	for seed := range uint64(500) {
		rng := rand.New(rand.NewPCG(seed, 0))
		a, b := randomSpans(rng), randomSpans(rng)
		x, y := civil.Union(a), civil.Union(b)
		both, not := x.And(y), x.Not()
		for _, set := range []civil.Spans{x, y, both, not} {
			requireSet(t, set)
		}
		for n := -1; n <= 21; n++ {
			at := second(n)
			require.Equal(t, isIn(a, at), isIn(x, at), "seed %d, %d", seed, n)
			require.Equal(t, isIn(a, at) && isIn(b, at), isIn(both, at), "seed %d, %d", seed, n)
			require.Equal(t, !isIn(a, at), isIn(not, at), "seed %d, %d", seed, n)
			requireAround(t, x, at)
		}
	}
}

// requireAround compares with a walk from second to second.
func requireAround(t *testing.T, set civil.Spans, x time.Time) {
	from, until := x, x.Add(time.Second)
	for from.After(second(-2)) && isIn(set, from.Add(-time.Second)) == isIn(set, x) {
		from = from.Add(-time.Second)
	}
	for until.Before(second(22)) && isIn(set, until) == isIn(set, x) {
		until = until.Add(time.Second)
	}
	span, in := set.Around(x)
	require.Equal(t, isIn(set, x), in)
	if from.After(second(-2)) {
		require.Equal(t, from, span.From)
	} else {
		require.Equal(t, civil.Past, span.From)
	}
	if until.Before(second(22)) {
		require.Equal(t, until, span.Until)
	} else {
		require.Equal(t, civil.Future, span.Until)
	}
}

func TestBetween(t *testing.T) {
	require.Equal(t, civil.Spans{{From: second(1), Until: second(2)}}, civil.Between(second(1), second(2)))
	require.Empty(t, civil.Between(second(2), second(2)))
	require.Empty(t, civil.Between(second(2), second(1)))
	require.True(t, civil.Past.Before(time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)))
	require.True(t, civil.Future.After(time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)))
}
