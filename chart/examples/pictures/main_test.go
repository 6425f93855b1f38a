package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/chart"
)

var update = flag.Bool("update", false, "write the pictures of the README")

// images is where the pictures of the README are.
var images = filepath.Join("..", "..", "..", "docs", "images")

// The pictures of the README are what the program writes.
func TestImagesAreCurrent(t *testing.T) {
	var out strings.Builder
	folder := filepath.Join(t.TempDir(), "new", "folder")
	require.NoError(t, run(&out, chart.Look{}, folder))
	if *update {
		require.NoError(t, run(&out, chart.Look{}, images))
	}
	for _, name := range []string{"chart-trend.svg", "chart-over-limit.svg", "chart-customer.svg"} {
		want, err := os.ReadFile(filepath.Join(images, name))
		require.NoError(t, err)
		got, err := os.ReadFile(filepath.Join(folder, name))
		require.NoError(t, err)
		require.Equal(t, string(want), string(got), "go test ./chart/examples/pictures -update writes them")
	}
}

// The program says what the library's answers say.
func TestOutput(t *testing.T) {
	view, err := portfolio()
	require.NoError(t, err)
	points, err := view.Trend(t.Context(), partnerhub.Meetings, partnerhub.TrendOptions{})
	require.NoError(t, err)
	require.Len(t, points, 13)

	var out strings.Builder
	require.NoError(t, run(&out, chart.Look{Language: partnerhub.German}, t.TempDir()))
	lines := strings.Split(out.String(), "\n")
	require.Len(t, lines, 4)
	require.True(t, strings.HasPrefix(lines[0], "chart-trend.svg: Lizenzverlauf: 13 Zeitpunkte vom 08.11.2025 bis 31.01.2026. "), lines[0])
	require.True(t, strings.HasPrefix(lines[1], "chart-over-limit.svg: Über dem Limit: 3 Balken. "), lines[1])
	for _, row := range view.Overage(partnerhub.Meetings).Rows {
		require.Contains(t, lines[1], row.Customer+", "+row.Label+": ")
	}
	require.Equal(t, "chart-customer.svg: Vodopádna Energia a.s.: 2 Balken. "+
		"calling: Lizenzen 170, Zugewiesen 122, Genutzt 74, Verfügbar 48. "+
		"meetings: Lizenzen 190, Zugewiesen unbekannt, Genutzt 78, Verfügbar unbekannt.", lines[2])
}

func TestRunFails(t *testing.T) {
	require.ErrorContains(t, run(new(strings.Builder), chart.Look{}, ""), "into which folder?")
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	require.Error(t, run(new(strings.Builder), chart.Look{}, file))
}
