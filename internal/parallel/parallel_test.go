package parallel_test

import (
	"context"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/parallel"
)

func TestEachDoesAllOnce(t *testing.T) {
	for _, n := range []int{0, 1, 7, 8, 100, 1000} {
		calls, busy := make([]atomic.Int32, n), make([]atomic.Int32, parallel.Workers(n))
		var atOnce atomic.Int32
		parallel.Each(n, func(worker, i int) {
			if busy[worker].Add(1) > 1 {
				atOnce.Add(1)
			}
			calls[i].Add(1)
			busy[worker].Add(-1)
		})
		require.Zero(t, atOnce.Load(), "a worker makes one call at a time")
		for i := range calls {
			require.Equal(t, int32(1), calls[i].Load())
		}
	}
}

func TestEachUntilIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var calls atomic.Int32
	err := parallel.EachUntil(ctx, 1000, func(int, int) {
		cancel()
		calls.Add(1)
	})
	require.ErrorIs(t, err, context.Canceled)
	require.LessOrEqual(t, int(calls.Load()), parallel.Workers(1000))
	require.NoError(t, parallel.EachUntil(t.Context(), 3, func(int, int) {}))
}

func TestFewPiecesHaveOneWorker(t *testing.T) {
	require.Equal(t, 1, parallel.Workers(0))
	require.Equal(t, 1, parallel.Workers(15))
	require.Equal(t, min(2, runtime.GOMAXPROCS(0)), parallel.Workers(16))
	require.Equal(t, runtime.GOMAXPROCS(0), parallel.Workers(1<<20))
}
