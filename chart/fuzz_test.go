package chart_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/chart"
)

// Whatever names and numbers are, a picture is well-formed, bounded and the same twice, and
// what it says shows as what it is.
func FuzzPictures(f *testing.F) {
	f.Add("Ada AG", "Trend", "p", 720, int64(100), int64(80), int64(50), int64(0), int64(0), true)
	f.Add("<&\"'>\x00\u202e", "\xff", "\">", -1, int64(-1), int64(1<<63-1), int64(-1<<63), int64(3), int64(1<<62), false)
	f.Fuzz(func(t *testing.T, name, title, prefix string, width int, total, assigned, used, overage, left int64, german bool) {
		look := chart.Look{Title: title, IDPrefix: prefix, Width: width, Theme: chart.Theme(width), Inline: german}
		if german {
			look.Language = partnerhub.German
		}
		bars := []chart.Bar{
			{Name: name, Total: total, Assigned: known(assigned), Used: known(used), UnknownAssigned: left, UnknownUsed: left, Overage: overage},
			{Name: title + name, Total: used, Used: known(total), Overage: left},
		}
		points := []partnerhub.TrendPoint{
			{AsOf: day(1), Total: total, Assigned: known(assigned), Used: known(used)},
			{AsOf: day(int(total % 100_000)), Total: used, Assigned: known(overage), UnknownUsed: left},
			{AsOf: day(2), Total: left, Used: known(used), UnknownUsed: left},
		}
		for _, draw := range []func() chart.SVG{
			func() chart.SVG { return chart.Licenses(bars, look) },
			func() chart.SVG { return chart.Trend(points, look) },
		} {
			svg := draw()
			require.Equal(t, svg, draw())
			require.Less(t, len(svg.String()), 40_000)
			requireHarmless(t, strings.Join(append(parse(t, svg).texts(), svg.Title(), svg.Description()), " "))
		}
	})
}
