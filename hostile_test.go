package partnerhub_test

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
)

// requireRoom fails if a function allocates more than so many bytes, those that are
// freed again included.
func requireRoom(t *testing.T, bytes int, f func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	require.LessOrEqual(t, after.TotalAlloc-before.TotalAlloc, uint64(bytes))
}
