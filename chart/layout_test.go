package chart_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/chart"
)

func day(n int) time.Time { return time.Date(2026, 1, n, 9, 0, 0, 0, time.UTC) }

var known, unknown = partnerhub.Known, partnerhub.Count{}

// weekly returns points that go up to a number, with a gap and a lower bound.
func weekly(points int, highest int64) []partnerhub.TrendPoint {
	list := make([]partnerhub.TrendPoint, points)
	for i := range list {
		list[i] = partnerhub.TrendPoint{AsOf: day(1 + 7*i), Total: highest, Assigned: known(highest / int64(points) * int64(i+1)), Used: known(highest / 3)}
		if i%5 == 3 {
			list[i].Used, list[i].UnknownAssigned = unknown, 1
		}
	}
	return list
}

// bars returns bars of every kind up to a number.
func bars(highest int64) []chart.Bar {
	return []chart.Bar{
		{Name: "Ada", Total: highest, Assigned: known(highest / 2), Used: known(highest / 3)},
		{Name: strings.Repeat("Wagenmacher ", 40), Total: highest / 2, Assigned: known(highest), Used: known(highest)},
		{Name: "Grace & Söhne", Total: highest, UnknownAssigned: highest / 4, Assigned: known(highest / 2), UnknownUsed: 1, Used: known(1), Overage: highest / 5},
		{Name: "", Total: highest},
		{Name: strings.Repeat("i", 1000)},
	}
}

// eachPicture draws pictures of all widths, both languages and numbers of every size.
func eachPicture(t *testing.T, check func(t *testing.T, svg chart.SVG, width int)) {
	numbers := []int64{0, 7, 999, 123_456, 999_999, 1_000_000, 1_234_567_890, 1_000_000_000_000, math.MaxInt64}
	for _, width := range []int{320, 321, 360, 414, 479, 480, 555, 640, 720, 1024, 1599, 1600} {
		for _, language := range []partnerhub.Language{partnerhub.English, partnerhub.German} {
			t.Run(fmt.Sprintf("%d/%v", width, language), func(t *testing.T) {
				look := chart.Look{Width: width, Language: language, Title: "Lizenzen für Meetings, wöchentlich, alle Kunden dieses Partners", Inline: width%2 == 1}
				for _, n := range numbers {
					for _, points := range []int{0, 1, 2, 13, 53, 200} {
						check(t, chart.Trend(weekly(points, n), look), width)
					}
					for _, amount := range []int{0, 1, 5} {
						check(t, chart.Licenses(bars(n)[:amount], look), width)
					}
				}
			})
		}
	}
}

// Nothing leaves the picture, and no text covers another or a mark.
func TestLayout(t *testing.T) {
	eachPicture(t, func(t *testing.T, svg chart.SVG, width int) {
		root := parse(t, svg)
		require.Equal(t, fmt.Sprintf("0 0 %d %s", width, root.attrs["height"]), root.attrs["viewBox"])
		picture := area{0, 0, float64(width), root.n(t, "height"), "the picture"}
		covered := marks(t, root)
		inside := shapes(t, root)
		for _, text := range root.all("text") {
			a := areaOf(t, text)
			for _, other := range covered {
				if a.overlaps(other) {
					require.Fail(t, "covered", "%v covers %v\n%s", a, other, svg)
				}
			}
			covered = append(covered, a)
			inside = append(inside, a)
		}
		for _, a := range inside {
			if !a.within(picture) {
				require.Fail(t, "outside", "%v leaves %v\n%s", a, picture, svg)
			}
		}
	})
}

// marks returns what markers and the outlines of bars cover.
func marks(t testing.TB, root *element) []area {
	list := append(root.all("polygon"), root.all("circle")...)
	list = append(list, classed(root.all("rect"), "ph-fill-total")...)
	list = append(list, classed(root.all("rect"), "ph-stroke-available")...)
	return shapes(t, &element{children: list})
}

// shapes returns what shapes cover, without the width of their outline, and without those
// that only tell what a pattern is.
func shapes(t testing.TB, root *element) []area {
	var areas []area
	for _, child := range root.children {
		if child.name == "defs" {
			continue
		}
		child.walk(func(e *element) {
			switch e.name {
			case "rect":
				x, y := e.n(t, "x"), e.n(t, "y")
				areas = append(areas, area{x, y, x + e.n(t, "width"), y + e.n(t, "height"), e.name})
			case "line":
				areas = append(areas, area{e.n(t, "x1"), e.n(t, "y1"), e.n(t, "x2"), e.n(t, "y2"), e.name})
			case "circle":
				x, y, r := e.n(t, "cx"), e.n(t, "cy"), e.n(t, "r")
				areas = append(areas, area{x - r, y - r, x + r, y + r, e.name})
			case "polyline", "polygon":
				areas = append(areas, hull(e.points(t)))
			}
		})
	}
	return areas
}

// hull returns what points cover.
func hull(points [][2]float64) area {
	a := area{points[0][0], points[0][1], points[0][0], points[0][1], "points"}
	for _, p := range points {
		a = area{min(a.left, p[0]), min(a.top, p[1]), max(a.right, p[0]), max(a.bottom, p[1]), a.what}
	}
	return a
}

// A number that might not fit is squeezed, not cut.
func TestNumbersAreNeverCut(t *testing.T) {
	points := []partnerhub.TrendPoint{{AsOf: day(1), Assigned: known(math.MaxInt64), UnknownAssigned: 1}}
	root := parse(t, chart.Trend(points, chart.Look{Language: partnerhub.German, Width: 320}))
	var squeezed []*element
	for _, text := range root.all("text") {
		if text.attrs["textLength"] != "" {
			squeezed = append(squeezed, text)
		}
	}
	require.Len(t, squeezed, 1)
	require.Equal(t, "Zugewiesen: ≥ 9.223.372.036.854.775.807", squeezed[0].text)
	require.LessOrEqual(t, squeezed[0].n(t, "x")+squeezed[0].n(t, "textLength"), 320.0-12)
}

// Widths that no picture has are drawn as the nearest that one has.
func TestWidth(t *testing.T) {
	for asked, want := range map[int]string{-1: "320", 0: "720", 1: "320", 319: "320", 320: "320", 1600: "1600", 1601: "1600", math.MaxInt32: "1600"} {
		require.Equal(t, want, parse(t, chart.Trend(weekly(3, 10), chart.Look{Width: asked})).attrs["width"], asked)
	}
}
