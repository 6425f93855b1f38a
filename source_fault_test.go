package partnerhub_test

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

// partsOf are a source and its parts, as they are made of it anew.
var partsOf = map[string]func(source partnerhub.Source) (partnerhub.Source, error){
	"all": func(source partnerhub.Source) (partnerhub.Source, error) { return source, nil },
	"of a product": func(source partnerhub.Source) (partnerhub.Source, error) {
		return partnerhub.OfProduct(source, "meetings")
	},
	"seen by one who sees": func(source partnerhub.Source) (partnerhub.Source, error) { return partnerhub.SeenBy(source, "a-2") },
	"seen by one assigned": func(source partnerhub.Source) (partnerhub.Source, error) { return partnerhub.SeenBy(source, "a-1") },
	"within a period": func(source partnerhub.Source) (partnerhub.Source, error) {
		return partnerhub.UsageWithin(source, partnerhub.Period{From: when("2026-01-01")})
	},
	"a part of a part": func(source partnerhub.Source) (partnerhub.Source, error) {
		source, err := partnerhub.OfProduct(source, "meetings")
		if err != nil {
			return nil, err
		}
		return partnerhub.SeenBy(source, "a-1")
	},
}

// forEveryPoint calls a test for each part and for each point at which a source of
// two facts of each kind can fail: before each record, and at the end of each
// stream. The test loads the part and says which error it wants; then nothing may
// be left open, and no goroutine.
func forEveryPoint(t *testing.T, fail func() error, test func(t *testing.T, part partnerhub.Source)) {
	for name, partOf := range partsOf {
		for _, stream := range append([]string{"partner"}, streams...) {
			for index := range 3 {
				if stream == "partner" && index > 0 {
					break
				}
				t.Run(fmt.Sprintf("part=%s/at=%s[%d]", name, stream, index), func(t *testing.T) {
					reached := false
					source := &tappedSource{Dataset: pairDataset(), tap: failAt(stream, index, func() error { reached = true; return fail() })}
					part, err := partOf(source)
					require.NoError(t, err)
					before := runtime.NumGoroutine()
					test(t, part)
					require.True(t, reached)
					require.LessOrEqual(t, runtime.NumGoroutine(), before)
					requireAllClosed(t, source.log)
				})
			}
		}
	}
}

// requireAllClosed fails if a stream that was opened was not left.
func requireAllClosed(t *testing.T, log []string) {
	open := map[string]int{}
	for _, entry := range log {
		stream, closes := strings.CutPrefix(entry, "/")
		if closes {
			open[stream]--
		} else if stream != "partner" { // that is no stream
			open[stream]++
		}
	}
	for stream, times := range open {
		require.Zero(t, times, stream)
	}
}

func TestErrorsAtEveryPoint(t *testing.T) {
	forEveryPoint(t, func() error { return errBoom }, func(t *testing.T, part partnerhub.Source) {
		hub, err := partnerhub.Load(t.Context(), part)
		require.Nil(t, hub)
		require.ErrorIs(t, err, errBoom)
		require.Regexp(t, `^partnerhub: (partner|[a-z]+\[[0-2]\]): boom$`, err.Error())
	})
}

// A source that does not look at the context is not read to the end of its streams,
// or at least its last one is not taken for the whole.
func TestCancellationAtEveryPoint(t *testing.T) {
	var cancel context.CancelFunc
	forEveryPoint(t, func() error { cancel(); return nil }, func(t *testing.T, part partnerhub.Source) {
		var ctx context.Context
		ctx, cancel = context.WithCancel(t.Context())
		hub, err := partnerhub.Load(ctx, part)
		require.Nil(t, hub)
		require.ErrorIs(t, err, context.Canceled)
		require.Regexp(t, `^partnerhub: [a-z]+(\[0\])?: context canceled$`, err.Error())
	})
}

func TestPanicsAtEveryPoint(t *testing.T) {
	value := new(int) // no other value is this one
	forEveryPoint(t, func() error { panic(value) }, func(t *testing.T, part partnerhub.Source) {
		require.PanicsWithValue(t, value, func() { _, _ = partnerhub.Load(t.Context(), part) })
		hub, err := partnerhub.Load(t.Context(), pairDataset())
		require.NoError(t, err)
		require.Equal(t, 2, hub.At(theDay).Len())
	})
}

// Without a fault every part can be loaded: it is the faults that the tests above
// find.
func TestPartsWithoutFaults(t *testing.T) {
	for name, partOf := range partsOf {
		source := &tappedSource{Dataset: pairDataset(), tap: noTap}
		part, err := partOf(source)
		require.NoError(t, err, name)
		_, err = partnerhub.Load(t.Context(), part)
		require.NoError(t, err, name)
		requireAllClosed(t, source.log)
	}
}
