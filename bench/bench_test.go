package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// measureQuickly measures with so little patience that the numbers mean nothing.
func measureQuickly(t *testing.T, args ...string) string {
	var table bytes.Buffer
	args = append([]string{"-customers", "1000", "-rounds", "5", "-least", "1us"}, args...)
	require.NoError(t, run(t.Context(), args, &table))
	return table.String()
}

func TestRun(t *testing.T) {
	file := filepath.Join(t.TempDir(), "results.json")
	table := measureQuickly(t, "-json", file)
	document, err := os.ReadFile(file)
	require.NoError(t, err)
	var results []result
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.DisallowUnknownFields()
	require.NoError(t, decoder.Decode(&results))
	require.Len(t, results, len(questions)*(2*len(engines)+enginesThatParse()))

	lines := strings.Split(strings.TrimSpace(table), "\n")
	require.Len(t, lines, 1+len(results))
	for i, r := range results {
		require.Positive(t, r.NS, r)
		require.Positive(t, r.Ratio, r)
		require.Equal(t, 1, r.Threads, r)
		require.Contains(t, []int{0, 1000}, r.Customers, r)
		require.Len(t, lines[1+i], len(lines[0]))
		if r.Engine == ours.name {
			require.InDelta(t, 1, r.Ratio, 0)
		}
	}
}

func enginesThatParse() (count int) {
	for _, e := range engines {
		if e.parse != nil {
			count++
		}
	}
	return count
}

func TestJSONMembers(t *testing.T) {
	file := filepath.Join(t.TempDir(), "results.json")
	measureQuickly(t, "-only", "parse/text", "-json", file)
	document, err := os.ReadFile(file)
	require.NoError(t, err)
	var results []map[string]any
	require.NoError(t, json.Unmarshal(document, &results))
	require.Len(t, results, enginesThatParse())
	for _, member := range []string{"name", "engine", "customers", "threads", "ns", "bytes", "ratio"} {
		require.Contains(t, results[0], member)
	}
	require.Len(t, results[0], 7)
}

func TestWrongFlags(t *testing.T) {
	for _, flags := range [][]string{{"-customers", "0"}, {"-weeks", "0"}, {"-rounds", "4"}, {"-nonsense"}, {"argument"}} {
		require.Error(t, run(t.Context(), flags, new(bytes.Buffer)), flags)
	}
}

func TestMedian(t *testing.T) {
	require.Equal(t, cost{ns: 3, bytes: 20}, median([]cost{{9, 10}, {3, 30}, {1, 20}}))
}
