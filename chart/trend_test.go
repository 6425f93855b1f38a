package chart_test

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/chart"
)

// labeled returns the numbers that labels say, in units of the axis, by the height of the
// step that a label stands at: its baseline is 4 pixels lower.
func labeled(t *testing.T, root *element) map[float64]float64 {
	labels := map[string]float64{}
	for _, text := range root.all("text") {
		if text.attrs["text-anchor"] == "end" {
			labels[strconv.FormatFloat(text.n(t, "y")-4, 'f', -1, 64)] = plainNumber(t, text.text)
		}
	}
	steps := map[float64]float64{}
	for _, line := range root.all("line") {
		if n, found := labels[line.attrs["y1"]]; found && line.attrs["y1"] == line.attrs["y2"] {
			steps[line.n(t, "y1")] = n
		}
	}
	require.Len(t, steps, len(labels))
	return steps
}

func plainNumber(t *testing.T, text string) float64 {
	n, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64)
	require.NoError(t, err)
	return n
}

// height returns where a number is by the lowest and the highest label.
func height(steps map[float64]float64, n float64) float64 {
	bottom, top := math.Inf(-1), math.Inf(1)
	for y := range steps {
		bottom, top = max(bottom, y), min(top, y)
	}
	return bottom - n/steps[top]*(bottom-top)
}

// tolerance is what rounding to hundredths leaves, half of one.
const tolerance = 0.00501

func requirePoints(t *testing.T, want, got [][2]float64) {
	require.Len(t, got, len(want))
	for i := range want {
		require.InDelta(t, want[i][0], got[i][0], tolerance)
		require.InDelta(t, want[i][1], got[i][1], tolerance)
	}
}

var threePoints = []partnerhub.TrendPoint{
	{AsOf: day(1), Total: 0, Assigned: known(0), Used: known(0)},
	{AsOf: day(4), Total: 50, Assigned: known(40), Used: known(7)},
	{AsOf: day(11), Total: 100, Assigned: known(110), Used: known(100)},
}

// The axis goes to 150 in steps of 50; the second point is three days of ten after the
// first.
func TestTrendGeometry(t *testing.T) {
	root := parse(t, chart.Trend(threePoints, chart.Look{}))
	steps := labeled(t, root)
	var numbers []float64
	for y, n := range steps {
		numbers = append(numbers, n)
		require.InDelta(t, height(steps, n), y, tolerance)
	}
	require.ElementsMatch(t, []float64{0, 50, 100, 150}, numbers)

	axis := classed(root.all("line"), "ph-stroke-grid")[0]
	left, right := axis.n(t, "x1"), axis.n(t, "x2")
	x := []float64{left, left + (right-left)*3/10, right}
	for class, numbers := range map[string][]float64{
		"ph-stroke-total": {0, 50, 100}, "ph-stroke-assigned": {0, 40, 110}, "ph-stroke-used": {0, 7, 100},
	} {
		lines := classed(root.all("polyline"), class)
		require.Len(t, lines, 1)
		var want [][2]float64
		for i, n := range numbers {
			want = append(want, [2]float64{x[i], height(steps, n)})
		}
		requirePoints(t, want, lines[0].points(t))
	}
	// A marker at each point, and one in the legend.
	circles := classed(root.all("circle"), "ph-fill-assigned")
	require.Len(t, circles, 1+3)
	for i, n := range []float64{0, 40, 110} {
		require.InDelta(t, x[i], circles[1+i].n(t, "cx"), tolerance)
		require.InDelta(t, height(steps, n), circles[1+i].n(t, "cy"), tolerance)
	}
	require.Len(t, root.all("polygon"), 1+3)
	require.Len(t, classed(root.all("rect"), "ph-fill-total"), 1+3)
}

// Each of many points is at the nearest hundredth of a pixel.
func TestTrendRounding(t *testing.T) {
	const last = 60
	var points []partnerhub.TrendPoint
	for i := range int64(last + 1) {
		points = append(points, partnerhub.TrendPoint{AsOf: day(1 + int(i)), Total: i * i})
	}
	root := parse(t, chart.Trend(points, chart.Look{Width: 613}))
	steps := labeled(t, root)
	axis := classed(root.all("line"), "ph-stroke-grid")[0]
	left, right := axis.n(t, "x1"), axis.n(t, "x2")
	var want [][2]float64
	for i := range points {
		want = append(want, [2]float64{left + (right-left)*float64(i)/last, height(steps, float64(i*i))})
	}
	requirePoints(t, want, root.all("polyline")[0].points(t))
}

// A tooltip reaches half way to the neighbors.
func TestTrendTooltips(t *testing.T) {
	root := parse(t, chart.Trend(threePoints, chart.Look{}))
	line := classed(root.all("polyline"), "ph-stroke-total")[0].points(t)
	ends := []float64{line[0][0], (line[0][0] + line[1][0]) / 2, (line[1][0] + line[2][0]) / 2, line[2][0]}
	var tips []*element
	for _, rect := range root.all("rect") {
		if rect.attrs["pointer-events"] == "all" {
			tips = append(tips, rect)
		}
	}
	require.Len(t, tips, 3)
	for i, tip := range tips {
		require.InDelta(t, ends[i], tip.n(t, "x"), 0.011)
		require.InDelta(t, ends[i+1], tip.n(t, "x")+tip.n(t, "width"), 0.011)
	}
	require.Equal(t, "2026-01-04: Licenses 50, Assigned 40, Used 7", tips[1].all("title")[0].text)
}

// Days stand at both ends where there is room for two, and evenly between.
func TestTrendDates(t *testing.T) {
	for points, want := range map[int]string{
		2:  "2026-01-08 2026-01-01",
		13: "2026-03-26 2026-02-12 2026-01-01",
		// The 17 intervals have no divisor: from the last day on, every sixth.
		18: "2026-04-30 2026-03-19 2026-02-05",
	} {
		texts := parse(t, chart.Trend(weekly(points, 5), chart.Look{Width: 320})).texts()
		var days []string
		for _, text := range texts {
			if strings.HasPrefix(text, "2026-") {
				days = append(days, text)
			}
		}
		require.Equal(t, want, strings.Join(days, " "))
	}
}

// Days of points that are not evenly apart keep a distance, too.
func TestTrendDatesKeepADistance(t *testing.T) {
	shown := map[int]int{}
	for middle := 2; middle < 200; middle++ {
		points := []partnerhub.TrendPoint{{AsOf: day(1)}, {AsOf: day(middle)}, {AsOf: day(200)}}
		root := parse(t, chart.Trend(points, chart.Look{}))
		var days []area
		for _, text := range root.all("text") {
			if strings.HasPrefix(text.text, "2026-") {
				days = append(days, areaOf(t, text))
			}
		}
		for i := 1; i < len(days); i++ {
			require.GreaterOrEqual(t, days[i-1].left-days[i].right, 10.0)
		}
		shown[len(days)]++
	}
	require.Greater(t, shown[3], 100)
	require.Greater(t, shown[2], 20)
}

func TestTrendSays(t *testing.T) {
	svg := chart.Trend(threePoints, chart.Look{})
	require.Equal(t, "License trend", svg.Title())
	require.Equal(t, "3 points from 2026-01-01 to 2026-01-11. "+
		"Licenses: first 0, last 100, highest 100 on 2026-01-11. "+
		"Assigned: first 0, last 110, highest 110 on 2026-01-11. "+
		"Used: first 0, last 100, highest 100 on 2026-01-11.", svg.Description())
	require.Equal(t, []string{
		"License trend", "As of 2026-01-11", "Licenses: 100", "Assigned: 110", "Used: 100", "Licenses",
		"0", "50", "100", "150", "2026-01-11", "2026-01-04", "2026-01-01",
	}, parse(t, svg).texts())
}

// Of six points the third and the fourth have no number of used licenses, the sixth
// only a bound. The highest comes twice; the first counts.
func gaps() []partnerhub.TrendPoint {
	points := make([]partnerhub.TrendPoint, 6)
	for i, used := range []partnerhub.Count{known(1_000_000), known(1_234_567), unknown, unknown, known(1_234_567), known(0)} {
		points[i] = partnerhub.TrendPoint{AsOf: day(1 + i), Total: 2_000_000, Assigned: unknown, Used: used}
	}
	points[5].UnknownUsed = 3
	return points
}

func TestTrendGaps(t *testing.T) {
	root := parse(t, chart.Trend(gaps(), chart.Look{Language: partnerhub.German}))
	lines := classed(root.all("polyline"), "ph-stroke-used")
	require.Len(t, lines, 2)
	require.Len(t, lines[0].points(t), 2)
	require.Len(t, lines[1].points(t), 2)
	require.Empty(t, classed(root.all("polyline"), "ph-stroke-assigned"))
	// Hollow are the last point and that in the legend, which is about it.
	require.Len(t, classed(root.all("polygon"), "ph-fill-used"), 3)
	require.Len(t, classed(root.all("polygon"), "ph-fill-back"), 2)
	texts := root.texts()
	require.Contains(t, texts, "Lizenzen, in Millionen")
	require.Subset(t, texts, []string{"0", "0,5", "1,0", "1,5", "2,0"})
	require.Subset(t, texts, []string{"Stand 06.01.2026", "Lizenzen: 2.000.000", "Zugewiesen: unbekannt", "Genutzt: ≥ 0"})
	require.Subset(t, texts, []string{
		"Eine Lücke in einer Linie: unbekannt.",
		"≥ und hohle Punkte: mindestens so viele, denn manche Zahlen sind unbekannt.",
	})
	require.Equal(t, "6 Zeitpunkte vom 01.01.2026 bis 06.01.2026. "+
		"Lizenzen: zuerst 2.000.000, zuletzt 2.000.000, Höchstwert 2.000.000 am 01.01.2026. "+
		"Zugewiesen: zuerst unbekannt, zuletzt unbekannt, an 6 von 6 Zeitpunkten unbekannt. "+
		"Genutzt: zuerst 1.000.000, zuletzt mindestens 0, höchster bekannter Wert 1.234.567 am 02.01.2026, an 2 von 6 Zeitpunkten unbekannt, "+
		"an 1 von 6 Zeitpunkten eine Untergrenze.", root.all("desc")[0].text)
}

// Of the second point some licenses are left out: there may be more than the 50 of the
// first. A bound that is itself the highest says so.
func TestHighestIsOfWhatIsKnown(t *testing.T) {
	points := []partnerhub.TrendPoint{
		{AsOf: day(1), Total: 100, Assigned: known(50), Used: known(20)},
		{AsOf: day(2), Total: 100, Assigned: known(40), Used: known(30), UnknownAssigned: 60, UnknownUsed: 5},
	}
	require.Equal(t, "2 points from 2026-01-01 to 2026-01-02. Licenses: first 100, last 100, highest 100 on 2026-01-01. "+
		"Assigned: first 50, last at least 40, highest known 50 on 2026-01-01, a lower bound at 1 of 2 points. "+
		"Used: first 20, last at least 30, highest at least 30 on 2026-01-02, a lower bound at 1 of 2 points.",
		chart.Trend(points, chart.Look{}).Description())
}

func TestTrendOfOnePoint(t *testing.T) {
	points := []partnerhub.TrendPoint{{AsOf: day(2), Total: 7, Assigned: known(3), Used: unknown}}
	svg := chart.Trend(points, chart.Look{})
	require.Equal(t, "One point, 2026-01-02. Licenses: first 7, last 7, highest 7 on 2026-01-02. "+
		"Assigned: first 3, last 3, highest 3 on 2026-01-02. Used: first unknown, last unknown, unknown at 1 of 1 points.", svg.Description())
	root := parse(t, svg)
	require.Empty(t, root.all("polyline"))
	axis := classed(root.all("line"), "ph-stroke-grid")[0]
	circles := root.all("circle")
	require.Len(t, circles, 2)
	require.InDelta(t, (axis.n(t, "x1")+axis.n(t, "x2"))/2, circles[1].n(t, "cx"), tolerance)
	require.InDelta(t, height(labeled(t, root), 3), circles[1].n(t, "cy"), tolerance)
}

func TestTrendOfNothing(t *testing.T) {
	for language, says := range map[partnerhub.Language]string{partnerhub.English: "No data", partnerhub.German: "Keine Daten", 200: "No data"} {
		svg := chart.Trend(nil, chart.Look{Language: language})
		require.Equal(t, says+".", svg.Description())
		require.Contains(t, parse(t, svg).texts(), says)
	}
}

// Points stand where their time is, whatever their order; what was given stays as it is.
func TestTrendSortsPoints(t *testing.T) {
	given := []partnerhub.TrendPoint{threePoints[2], threePoints[0], threePoints[1]}
	require.Equal(t, chart.Trend(threePoints, chart.Look{}), chart.Trend(given, chart.Look{}))
	require.Equal(t, threePoints[2], given[0])
}

// Markers and tooltips need room. A point between gaps has a marker in any case.
func TestTrendDense(t *testing.T) {
	points := weekly(53, 1000)
	for i := range points {
		points[i].Used, points[i].UnknownAssigned = unknown, 0
	}
	points[7].Used, points[9].UnknownAssigned = known(4), 1
	narrow := parse(t, chart.Trend(points, chart.Look{Width: 320}))
	require.Len(t, narrow.all("circle"), 1)
	require.Len(t, narrow.all("polygon"), 1+1)
	require.Contains(t, strings.Join(narrow.texts(), " "), "≥ and parts of the lines: at least so many, as some counts are unknown.")
	wide := parse(t, chart.Trend(points, chart.Look{Width: 1600}))
	require.Len(t, wide.all("circle"), 1+53)
	require.Len(t, wide.all("polygon"), 1+1)

	require.Len(t, wide.all("title"), 1+53)
	require.Len(t, narrow.all("title"), 1+53)
	require.Equal(t, "2026-02-19: Licenses 1,000, Assigned 144, Used 4", wide.all("title")[1+7].text)
	require.Equal(t, "2026-03-05: Licenses 1,000, Assigned ≥ 180, Used unknown", wide.all("title")[1+9].text)
	require.Len(t, parse(t, chart.Trend(weekly(200, 1000), chart.Look{Width: 320})).all("title"), 1)
}

// The steps of the axis, by the highest number, are the fewest round ones that are five at
// most.
func TestTrendAxis(t *testing.T) {
	for highest, want := range map[int64]string{
		0:                 "Licenses: 0 1",
		1:                 "Licenses: 0 1",
		3:                 "Licenses: 0 1 2 3",
		5:                 "Licenses: 0 1 2 3 4 5",
		6:                 "Licenses: 0 2 4 6",
		11:                "Licenses: 0 5 10 15",
		999_999:           "Licenses, in millions: 0 0.2 0.4 0.6 0.8 1.0",
		500_000:           "Licenses: 0 100,000 200,000 300,000 400,000 500,000",
		1_000_001:         "Licenses, in millions: 0 0.5 1.0 1.5",
		20_000_000:        "Licenses, in millions: 0 5 10 15 20",
		1_000_000_000_000: "Licenses, in trillions: 0 0.2 0.4 0.6 0.8 1.0",
		math.MaxInt64:     "Licenses, in quintillions: 0 0.2 0.4 0.6 0.8 1.0",
		math.MinInt64:     "Licenses: 0 1",
	} {
		points := []partnerhub.TrendPoint{{AsOf: day(1), Total: highest}}
		texts := parse(t, chart.Trend(points, chart.Look{Inline: true})).texts()
		labels := texts[4 : len(texts)-2] // after the legend, before the date and a note
		require.Equal(t, want, labels[0]+": "+strings.Join(labels[1:], " "))
	}
}

// Numbers are exact, be they larger than what a float64 tells apart.
func TestNumbers(t *testing.T) {
	for n, want := range map[int64][2]string{
		0: {"0", "0"}, 999: {"999", "999"}, 1000: {"1,000", "1.000"}, -1000: {"-1,000", "-1.000"}, 12_345_678: {"12,345,678", "12.345.678"},
		9_007_199_254_740_993: {"9,007,199,254,740,993", "9.007.199.254.740.993"},
		math.MaxInt64:         {"9,223,372,036,854,775,807", "9.223.372.036.854.775.807"},
		math.MinInt64:         {"-9,223,372,036,854,775,808", "-9.223.372.036.854.775.808"},
	} {
		points := []partnerhub.TrendPoint{{AsOf: day(1), Total: n}}
		require.Contains(t, parse(t, chart.Trend(points, chart.Look{})).texts(), "Licenses: "+want[0])
		require.Contains(t, parse(t, chart.Trend(points, chart.Look{Language: partnerhub.German})).texts(), "Lizenzen: "+want[1])
	}
}

// Instants that no dataset has make an odd picture, and nothing worse.
func TestTrendAtTheEndsOfTime(t *testing.T) {
	points := []partnerhub.TrendPoint{
		{AsOf: time.Unix(math.MinInt64, 0), Total: 1}, {}, {AsOf: time.Unix(math.MaxInt64, 0), Total: 2},
	}
	for _, width := range []int{chart.MinWidth, chart.MaxWidth} {
		require.Len(t, parse(t, chart.Trend(points, chart.Look{Width: width})).all("polyline")[0].points(t), 3)
	}
}

// Numbers of points have separators as others have.
func TestManyPointsAreTold(t *testing.T) {
	list := make([]partnerhub.TrendPoint, 10_000)
	for i := range list {
		list[i] = partnerhub.TrendPoint{AsOf: day(1 + i), Total: 7}
	}
	require.Regexp(t, `^10,000 points from .* unknown at 10,000 of 10,000 points\.$`, chart.Trend(list, chart.Look{}).Description())
	require.Regexp(t, `^10\.000 Zeitpunkte vom .* an 10\.000 von 10\.000 Zeitpunkten unbekannt\.$`, chart.Trend(list, chart.Look{Language: partnerhub.German}).Description())
}

func TestHighestInGerman(t *testing.T) {
	svg := chart.Trend([]partnerhub.TrendPoint{{AsOf: day(1), Total: 20_000, Assigned: known(11_413), UnknownAssigned: 5}}, chart.Look{Language: partnerhub.German})
	require.Contains(t, svg.Description(), "Höchstwert mindestens 11.413 am 01.01.2026")
}
