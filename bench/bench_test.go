package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
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

// resultsOf reads what a run wrote.
func resultsOf(t *testing.T, file string) []result {
	document, err := os.ReadFile(file)
	require.NoError(t, err)
	var results []result
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.DisallowUnknownFields()
	require.NoError(t, decoder.Decode(&results))
	return results
}

// Every task of every work is measured, ours first, and is in the table too.
func TestRun(t *testing.T) {
	file := filepath.Join(t.TempDir(), "results.json")
	table := measureQuickly(t, "-json", file)
	lines := strings.Split(strings.TrimSpace(table), "\n")
	results := resultsOf(t, file)
	require.Len(t, lines, 1+len(results))
	var names []string
	for i, r := range results {
		require.Len(t, lines[1+i], len(lines[0]))
		require.Contains(t, []int{0, 1000}, r.Customers, r)
		require.Contains(t, []int{1, 2}, r.Threads, r)
		require.Positive(t, r.Ratio, r)
		if !slices.Contains(names, r.Name) {
			names = append(names, r.Name)
			require.Equal(t, ours.name, r.Engine)
			require.InDelta(t, 1, r.Ratio, 0)
		}
		if strings.HasPrefix(r.Name, "memory/") {
			require.Positive(t, r.Bytes, r)
		} else {
			require.Positive(t, r.NS, r)
		}
	}
	var tasks []string
	for _, work := range works {
		tasks = append(tasks, work.tasks...)
	}
	require.Equal(t, tasks, names)
}

// A work is measured for each number of customers, and only if it is wanted.
func TestSizes(t *testing.T) {
	file := filepath.Join(t.TempDir(), "results.json")
	measureQuickly(t, "-customers", "20,50", "-only", "memory/sample", "-json", file)
	results := resultsOf(t, file)
	require.Len(t, results, 2)
	require.Equal(t, 20, results[0].Customers)
	require.Equal(t, 50, results[1].Customers)
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

func enginesThatParse() (count int) {
	for _, e := range engines {
		if e.parse != nil {
			count++
		}
	}
	return count
}

func TestWrongFlags(t *testing.T) {
	for _, flags := range [][]string{
		{"-customers", "0"}, {"-customers", "many"}, {"-customers", "10,"}, {"-customers", "10000001"},
		{"-weeks", "0"}, {"-rounds", "4"}, {"-nonsense"}, {"argument"},
	} {
		require.Error(t, run(t.Context(), flags, new(bytes.Buffer)), flags)
	}
}

func TestItems(t *testing.T) {
	require.Equal(t, "2.50", result{NS: 10, items: 4}.perItem())
	require.Empty(t, result{NS: 10}.perItem())
}

func TestMedian(t *testing.T) {
	require.Equal(t, cost{ns: 3, bytes: 20}, median([]cost{{9, 10}, {3, 30}, {1, 20}}))
}
