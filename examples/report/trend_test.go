package main

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

func TestLength(t *testing.T) {
	require.Equal(t, 0, length(0, 100))
	require.Equal(t, 1, length(1, 1000))
	require.Equal(t, barWidth/2, length(500, 1000))
	require.Equal(t, barWidth/2+1, length(501, 1000))
	require.Equal(t, barWidth, length(1000, 1000))
	require.Equal(t, barWidth, length(math.MaxInt64, math.MaxInt64))
	require.Equal(t, 1, length(1, math.MaxInt64))
}

func TestBar(t *testing.T) {
	known := partnerhub.Known
	for name, c := range map[string]struct {
		point partnerhub.TrendPoint
		want  string // run by run, of 54 licenses
	}{
		"nothing":       {partnerhub.TrendPoint{Assigned: known(0), Used: known(0)}, ""},
		"all layers":    {partnerhub.TrendPoint{Total: 54, Assigned: known(30), Used: known(10)}, "10█ 20▓ 24░"},
		"smaller":       {partnerhub.TrendPoint{Total: 20, Assigned: known(20), Used: known(0)}, "20▓"},
		"all unknown":   {partnerhub.TrendPoint{Total: 40, UnknownAssigned: 40, UnknownUsed: 40}, "40?"},
		"some unknown":  {partnerhub.TrendPoint{Total: 40, Assigned: known(10), Used: known(5), UnknownAssigned: 20, UnknownUsed: 20}, "5█ 5▓ 10░ 20?"},
		"used is known": {partnerhub.TrendPoint{Total: 40, Used: known(5), UnknownAssigned: 40}, "5█ 35?"},
		"over":          {partnerhub.TrendPoint{Total: 40, Assigned: known(50), Used: known(10)}, "10█ 29▓ 1┃ 10▓"},
		"used over":     {partnerhub.TrendPoint{Total: 40, Assigned: known(20), Used: known(54)}, "39█ 1┃ 14█"},
		"without limit": {partnerhub.TrendPoint{Total: 0, Assigned: known(10), Used: known(10)}, "10█"},
	} {
		require.Equal(t, c.want, runs(bar(c.point, barWidth)), name)
	}
}

// runs describes a bar as the lengths of its runs.
func runs(bar string) string {
	var texts []string
	for bar = strings.TrimRight(bar, " "); bar != ""; {
		mark := string([]rune(bar)[0])
		rest := strings.TrimLeft(bar, mark)
		texts = append(texts, grouped(int64((len(bar)-len(rest))/len(mark)))+mark)
		bar = rest
	}
	return strings.Join(texts, " ")
}

func TestTrendShowsTheLatestPoints(t *testing.T) {
	points := make([]partnerhub.TrendPoint, 100)
	for i := range points {
		points[i] = partnerhub.TrendPoint{AsOf: time.Date(2025, 1, 1+i, 0, 0, 0, 0, time.UTC), Total: 1}
	}
	lines := strings.Split(written(func(p *page) { p.trend(points, "meetings") }), "\n")
	require.Contains(t, lines[4], "… and 74 more before")
	require.Len(t, lines, 6+trendRows+1) // and the end of the last line
	require.Contains(t, lines[len(lines)-2], "2025-04-10")
}

func TestTrendOfUnknownCounts(t *testing.T) {
	text := written(func(p *page) {
		p.trend([]partnerhub.TrendPoint{
			{Total: 10, UnknownAssigned: 10, UnknownUsed: 10},
			{Total: 10, Assigned: partnerhub.Known(4), Used: partnerhub.Known(2), UnknownUsed: 5},
		}, "meetings")
	})
	require.Contains(t, text, "?     10         –     –\n")
	require.Contains(t, text, "░     10         4    ≥2\n")
}
