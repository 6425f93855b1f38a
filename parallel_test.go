package partnerhub_test

import (
	"context"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// manyBlocks is a hub with work for all cores.
func manyBlocks(t *testing.T) *partnerhub.Hub {
	hub, err := partnerhub.LoadInBlocks(t.Context(), testkit.Random(5, 120), 1)
	require.NoError(t, err)
	return hub
}

func TestAnswersThatAreCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	view := manyBlocks(t).At(theDay)
	_, trend := view.Trend(ctx, "meetings", partnerhub.TrendOptions{})
	_, report := view.Report(ctx, "meetings", partnerhub.TrendOptions{})
	_, summary := view.Summary(ctx, "meetings", partnerhub.TrendOptions{})
	for _, err := range []error{trend, report, summary} {
		require.ErrorIs(t, err, context.Canceled)
		require.ErrorContains(t, err, "partnerhub: ")
	}
}

func TestNoGoroutineIsLeft(t *testing.T) {
	before := runtime.NumGoroutine()
	hub := manyBlocks(t)
	for i := range 20 {
		view := hub.At(theDay.AddDate(0, 0, i))
		view.Overview()
		view.Expiring("meetings")
		_, err := view.Summary(t.Context(), "calling", partnerhub.TrendOptions{})
		require.NoError(t, err)
		view.Shares()
	}
	for range 1000 { // one that has done its work may not have ended yet
		if runtime.NumGoroutine() <= before {
			break
		}
		runtime.Gosched()
	}
	require.LessOrEqual(t, runtime.NumGoroutine(), before)
}

// One core or several, the answers are the same.
func TestCoresDoNotMatter(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	hub := manyBlocks(t)
	q := question{asOf: theDay, product: "meetings", trend: partnerhub.TrendOptions{Points: 5}}
	want := reportOf(t, hub, q)
	runtime.GOMAXPROCS(4)
	require.Equal(t, want, reportOf(t, manyBlocks(t), q))
}
