package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/testdata"
)

// The program says what the dataset says without a database.
func TestRun(t *testing.T) {
	var out strings.Builder
	require.NoError(t, run(&out, "", false, "a-2", ""))
	data, err := partnerhub.ParseDataset(testdata.Portfolio())
	require.NoError(t, err)
	hub, err := partnerhub.Load(t.Context(), data)
	require.NoError(t, err)
	all := hub.At(data.AsOf)
	seen, err := all.As("a-2")
	require.NoError(t, err)
	lines := strings.Split(out.String(), "\n")
	require.Len(t, lines, 3)
	require.Contains(t, lines[0], fmt.Sprintf("everybody: %d customers, %d near expiration", all.Len(), all.Overview().NearingExpiration))
	require.Contains(t, lines[1], fmt.Sprintf("administrator a-2: %d customers, %d near expiration", seen.Len(), seen.Overview().NearingExpiration))
	require.True(t, strings.HasSuffix(lines[1], fmt.Sprintf("%d rows expire of meetings", len(seen.Expiring(partnerhub.Meetings).Rows))))
}

func TestRunFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "facts.db")
	require.ErrorContains(t, run(new(strings.Builder), file, false, "a-2", ""), "the table partner is empty; Store fills the tables (here, by -fill)")
	require.ErrorContains(t, run(new(strings.Builder), file, true, "nobody", ""), `unknown administrator "nobody"`)
	require.ErrorIs(t, run(new(strings.Builder), file, true, "", ""), partnerhub.ErrUnknownAdmin)
	require.NoError(t, run(new(strings.Builder), file, false, "a-4", "2026-02-01T00:00:00Z"))
	require.ErrorContains(t, run(new(strings.Builder), file, false, "a-4", "yesterday"), `"yesterday" is not an instant`)
	require.Error(t, run(new(strings.Builder), filepath.Join(file, "no", "folder"), false, "a-4", ""))
}
