package chart_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/chart"
)

// kindOf returns what a rectangle of a bar shows, by how it is painted.
func kindOf(rect *element) string {
	fill := rect.attrs["fill"]
	for pattern, kind := range map[string]string{"-perhaps)": "perhaps", "-unknown)": "unknown", "-overage)": "over"} {
		if strings.HasSuffix(fill, pattern) {
			return kind
		}
	}
	return map[string]string{"ph-fill-used": "used", "ph-fill-assigned": "assigned", "ph-stroke-available": "available"}[rect.attrs["class"]]
}

// drawnParts returns the parts of a bar alone in its picture, as "used 0-50", by the
// scale that the labels of the axis tell, and where its total is marked.
func drawnParts(t *testing.T, b chart.Bar) (parts []string, total string) {
	root := parse(t, chart.Licenses([]chart.Bar{b}, chart.Look{Width: 1000, Theme: chart.Light}))
	var first, last *element
	for _, text := range root.all("text") {
		if text.attrs["text-anchor"] == "middle" {
			last = text
		}
		if text.text == "0" {
			first = text
		}
	}
	zero := first.n(t, "x")
	unit := (last.n(t, "x") - zero) / plainNumber(t, last.text)
	number := func(x float64) string { return fmt.Sprintf("%.0f", (x-zero)/unit) }
	for _, rect := range root.all("rect") {
		kind, drawn := map[string]string{"14": kindOf(rect), "4.66": "strip"}[rect.attrs["height"]]
		if drawn {
			x := rect.n(t, "x")
			parts = append(parts, kind+" "+number(x)+"-"+number(x+rect.n(t, "width")))
		}
	}
	marks := classed(root.all("line"), "ph-stroke-total")
	require.Len(t, marks, 2) // and one in the legend
	return parts, number(marks[1].n(t, "x1"))
}

func TestParts(t *testing.T) {
	for name, test := range map[string]struct {
		bar  chart.Bar
		want string
	}{
		"all known":             {chart.Bar{Total: 100, Assigned: known(80), Used: known(50)}, "used 0-50, assigned 50-80, available 80-100"},
		"all used":              {chart.Bar{Total: 100, Assigned: known(100), Used: known(100)}, "used 0-100"},
		"nothing assigned":      {chart.Bar{Total: 100, Assigned: known(0), Used: known(0)}, "available 0-100"},
		"overage":               {chart.Bar{Total: 100, Assigned: known(120), Used: known(60)}, "used 0-60, assigned 60-100, assigned 100-120, over 100-120"},
		"overage in use":        {chart.Bar{Total: 100, Assigned: known(120), Used: known(110)}, "used 0-100, used 100-110, assigned 110-120, over 100-120"},
		"more used than there":  {chart.Bar{Total: 100, Assigned: known(60), Used: known(130)}, "used 0-60, available 60-100, strip 60-130"},
		"more used than given":  {chart.Bar{Total: 100, Assigned: known(60), Used: known(80)}, "used 0-60, available 60-100, strip 60-80"},
		"use unknown":           {chart.Bar{Total: 100, Assigned: known(80)}, "perhaps 0-80, available 80-100"},
		"assignment unknown":    {chart.Bar{Total: 100, Used: known(30)}, "used 0-30, unknown 30-100"},
		"nothing known":         {chart.Bar{Total: 100}, "unknown 0-100"},
		"nothing":               {chart.Bar{Assigned: known(0), Used: known(0)}, ""},
		"no licenses, assigned": {chart.Bar{Assigned: known(20), Used: known(0)}, "assigned 0-20, over 0-20"},
		// 100 of 120 assigned are within the licenses, 30 available, 10 unknown.
		"sum": {
			chart.Bar{Total: 140, Assigned: known(120), Used: known(110), Overage: 20, UnknownAssigned: 10},
			"used 0-100, available 100-130, unknown 130-140, used 140-150, assigned 150-160, over 140-160",
		},
		"sum, use partly unknown": {
			chart.Bar{Total: 140, Assigned: known(100), Used: known(60), UnknownUsed: 5, AssignedUnknownUse: 4},
			"used 0-60, assigned 60-96, perhaps 96-100, available 100-140",
		},
		// Of the licenses whose use is unknown, none is assigned as far as is known.
		"sum, nothing known of a part": {
			chart.Bar{Total: 140, Assigned: known(100), Used: known(60), UnknownAssigned: 5, UnknownUsed: 5},
			"used 0-60, assigned 60-100, available 100-135, unknown 135-140",
		},
		// 20 of 120 assigned are over the licenses: of 35 the use is unknown, 30 of them within.
		"sum over, use partly unknown": {
			chart.Bar{Total: 100, Assigned: known(120), Used: known(70), UnknownUsed: 40, AssignedUnknownUse: 35},
			"used 0-70, perhaps 70-100, assigned 100-115, perhaps 115-120, over 100-120",
		},
		// Of 18 assigned, 8 are of unknown use: the 15 that are used are 5 more than the other 10.
		"sum, more used than given": {
			chart.Bar{Total: 40, Assigned: known(18), Used: known(15), UnknownUsed: 8, AssignedUnknownUse: 8},
			"used 0-10, perhaps 10-18, available 18-40, strip 18-23",
		},
		// 12 of 20 assigned, 5 of them over the licenses, can be used: 15 are.
		"sum over, more used than given": {
			chart.Bar{Total: 15, Assigned: known(20), Used: known(15), UnknownUsed: 8, AssignedUnknownUse: 8},
			"used 0-12, perhaps 12-15, perhaps 15-20, over 15-20, strip 15-18",
		},
		// 10 of 80 assigned are used, and 40 of 50 of which is not known how many are assigned.
		"sum, used where nothing is known to be assigned": {
			chart.Bar{Total: 150, Assigned: known(80), Used: known(50), UnknownAssigned: 50, UsedUnknownAssigned: known(40)},
			"used 0-10, assigned 10-80, available 80-100, used 100-140, unknown 140-150",
		},
		// Of these 50 licenses 60 are used: ten more than there are.
		"sum, more used than there where nothing is known to be assigned": {
			chart.Bar{Total: 150, Assigned: known(80), Used: known(70), UnknownAssigned: 50, UsedUnknownAssigned: known(60)},
			"used 0-10, assigned 10-80, available 80-100, used 100-150, strip 80-90",
		},
		// Where they are used is not told: what can't be of the 80 assigned is of the 50.
		"sum, more used than known to be assigned": {
			chart.Bar{Total: 150, Assigned: known(80), Used: known(110), UnknownAssigned: 50},
			"used 0-80, available 80-100, used 100-130, unknown 130-150",
		},
		"sum, told that all used are assigned": {
			chart.Bar{Total: 150, Assigned: known(80), Used: known(85), UnknownAssigned: 50, UsedUnknownAssigned: known(0)},
			"used 0-80, available 80-100, unknown 100-150, strip 80-85",
		},
		"assignment unknown, more used than there": {chart.Bar{Total: 100, Used: known(130)}, "used 0-100, strip 100-130"},
		"overage left out":                         {chart.Bar{Total: 50, Assigned: known(45), Used: known(0), UnknownAssigned: 20}, "assigned 0-30, unknown 30-50, assigned 50-65, over 50-65"},
		"more overage than assigned":               {chart.Bar{Total: 50, Assigned: known(10), Used: known(0), Overage: 500}, "available 0-50, assigned 50-60, over 50-60"},
		"more unknown than there":                  {chart.Bar{Total: 50, Assigned: known(5), Used: known(0), UnknownAssigned: 80}, "unknown 0-50, assigned 50-55, over 50-55"},
		"below zero":                               {chart.Bar{Total: -5, Assigned: known(-7), Used: known(-1), UnknownAssigned: -2, Overage: -3}, ""},
	} {
		parts, total := drawnParts(t, test.bar)
		require.Equal(t, test.want, strings.Join(parts, ", "), name)
		require.Equal(t, fmt.Sprint(max(test.bar.Total, 0)), total, name)
	}
}

// The bars of one picture share a scale: 40 is 40 times as long as 1.
func TestCommonScale(t *testing.T) {
	root := parse(t, chart.Licenses([]chart.Bar{
		{Name: "a", Total: 40, Assigned: known(40), Used: known(40)},
		{Name: "b", Total: 1, Assigned: known(1), Used: known(1)},
	}, chart.Look{}))
	used := classed(root.all("rect"), "ph-fill-used")
	require.Len(t, used, 3)
	require.InDelta(t, 40*used[2].n(t, "width"), used[1].n(t, "width"), 40*0.01)
	require.Equal(t, used[1].attrs["x"], used[2].attrs["x"])
}

// Five steps of 100,000 would be 56 pixels each, too close for labels of 50: there are
// fewer.
func TestLabelsHaveRoom(t *testing.T) {
	list := []chart.Bar{{Name: "Ada", Total: 500_000}}
	texts := parse(t, chart.Licenses(list, chart.Look{Width: 320})).texts()
	require.Equal(t, []string{"0", "200,000", "400,000", "600,000", "Licenses"}, texts[len(texts)-5:])
	texts = parse(t, chart.Licenses(list, chart.Look{Width: 480})).texts()
	require.Equal(t, []string{"0", "100,000", "200,000", "300,000", "400,000", "500,000", "Licenses"}, texts[len(texts)-7:])
}

func TestLicensesSay(t *testing.T) {
	svg := chart.Licenses([]chart.Bar{
		{Name: "Ada", Total: 1000, Assigned: known(1200), Used: known(1100)},
		{Name: "Grace", Total: 70},
		{Name: "Both", Total: 90, Assigned: known(40), Used: known(3), UnknownAssigned: 20, UnknownUsed: 70, AssignedUnknownUse: 30},
	}, chart.Look{})
	require.Equal(t, "License use", svg.Title())
	require.Equal(t, "3 bars. Ada: Licenses 1,000, Assigned 1,200, Used 1,100, Available 0, Overage 200. "+
		"Grace: Licenses 70, Assigned unknown, Used unknown, Available unknown. "+
		"Both: Licenses 90, Assigned at least 40, Used at least 3, Assigned, not known whether used 30, Available at least 30, Not known whether assigned 20.", svg.Description())
	require.Equal(t, []string{
		"License use", "Used", "Assigned, not used", "Assigned, not known whether used", "Available", "Not known whether assigned", "Over the total", "Total",
		"Ada", "Licenses 1,000 · Assigned 1,200 · Used 1,100 · Available 0 · Overage 200",
		"Grace", "Licenses 70 · Assigned unknown · Used unknown · Available unknown",
		"Both", "Licenses 90 · Assigned ≥ 40 · Used ≥ 3 · Assigned, not known whether used 30 · Available ≥ 30", "Not known whether assigned 20",
		"0", "500", "1,000", "1,500", "Licenses",
	}, parse(t, svg).texts())

	german := chart.Licenses([]chart.Bar{{Name: "Ada", Total: 1000, Assigned: known(1200), Used: known(5)}}, chart.Look{Language: partnerhub.German, Width: 320})
	require.Equal(t, "Ein Balken. Ada: Lizenzen 1.000, Zugewiesen 1.200, Genutzt 5, Verfügbar 0, Überschreitung 200.", german.Description())
	require.Equal(t, []string{
		"Lizenznutzung", "Genutzt", "Zugewiesen, nicht genutzt", "Verfügbar", "Über der Gesamtzahl", "Gesamtzahl",
		"Ada", "Lizenzen 1.000 · Zugewiesen 1.200 · Genutzt 5", "Verfügbar 0 · Überschreitung 200",
		"0", "500", "1.000", "1.500", "Lizenzen",
	}, parse(t, german).texts())
}

// Each part that is drawn is told, in each language.
func TestSumsSayTheirParts(t *testing.T) {
	sum := []chart.Bar{{Name: "Ada", Total: 150, Assigned: known(80), Used: known(50), UnknownAssigned: 50, UsedUnknownAssigned: known(40)}}
	require.Equal(t, "One bar. Ada: Licenses 150, Assigned at least 80, Used 50, Available at least 20, Not known whether assigned 50, "+
		"Used, not known whether assigned 40.", chart.Licenses(sum, chart.Look{}).Description())
	require.Equal(t, "Ein Balken. Ada: Lizenzen 150, Zugewiesen mindestens 80, Genutzt 50, Verfügbar mindestens 20, Zuweisung nicht bekannt 50, "+
		"Genutzt, Zuweisung nicht bekannt 40.", chart.Licenses(sum, chart.Look{Language: partnerhub.German}).Description())
}

func TestStripIsExplained(t *testing.T) {
	svg := chart.Licenses([]chart.Bar{{Name: "Ada", Total: 100, Assigned: known(50), Used: known(70)}}, chart.Look{})
	require.Contains(t, svg.Description(), "Available 50.")
	require.Contains(t, parse(t, svg).texts(), "Used, more than assigned")
}

func TestNamelessBars(t *testing.T) {
	list := []chart.Bar{{Total: 33, Assigned: known(3), Used: known(1)}, {Name: " \u200b", Total: 2}}
	require.Equal(t, "2 bars. Licenses 33, Assigned 3, Used 1, Available 30. Licenses 2, Assigned unknown, Used unknown, Available unknown.",
		chart.Licenses(list, chart.Look{}).Description())
}

// Numbers that no view returns are told as they are, and drawn as 0.
func TestNumbersBelowZero(t *testing.T) {
	svg := chart.Licenses([]chart.Bar{{Name: "Ada", Total: -5, Assigned: known(-7), Used: known(-1)}}, chart.Look{})
	require.Equal(t, "One bar. Ada: Licenses -5, Assigned -7, Used -1, Available 0.", svg.Description())
}

func TestLicensesOfNobody(t *testing.T) {
	svg := chart.Licenses(nil, chart.Look{Language: partnerhub.German})
	require.Equal(t, "Keine Daten.", svg.Description())
	require.Equal(t, []string{"Lizenznutzung", "Keine Daten"}, parse(t, svg).texts())
}

// The description tells of 20 bars, the picture shows them all.
func TestManyBars(t *testing.T) {
	list := make([]chart.Bar, 23)
	for i := range list {
		list[i] = chart.Bar{Name: fmt.Sprintf("Customer %d", i+1), Total: 5, Assigned: known(2), Used: known(1)}
	}
	svg := chart.Licenses(list, chart.Look{})
	require.True(t, strings.HasPrefix(svg.Description(), "23 bars. Customer 1: "))
	require.Contains(t, svg.Description(), "Customer 20: ")
	require.True(t, strings.HasSuffix(svg.Description(), " And 3 more."))
	require.NotContains(t, svg.Description(), "Customer 21")
	require.Subset(t, parse(t, svg).texts(), []string{"Customer 1", "Customer 21", "Customer 23"})
}

// Numbers of no dataset are told as they are, and drawn as 10^18 at most.
func TestHugeBars(t *testing.T) {
	svg := chart.Licenses([]chart.Bar{{Name: "Ada", Total: math.MaxInt64, Assigned: known(math.MaxInt64), Used: known(1), Overage: math.MaxInt64}}, chart.Look{})
	require.Contains(t, svg.Description(), "Licenses 9,223,372,036,854,775,807, Assigned 9,223,372,036,854,775,807, Used 1,")
	require.Contains(t, parse(t, svg).texts(), "Licenses, in quintillions")
}

func TestRowBar(t *testing.T) {
	row := partnerhub.Row{Customer: "Ada AG", Label: "Sub-1", Total: 5, Assigned: known(7), Available: known(0)}
	require.Equal(t, chart.Bar{Name: "Ada AG, Sub-1", Total: 5, Assigned: known(7)}, chart.RowBar(row))
}

func TestSummaryBar(t *testing.T) {
	summary := partnerhub.LicenseSummary{
		Product: partnerhub.Calling, Total: 140, Assigned: known(120), Used: known(110), Available: known(30), Overage: known(20),
		UnknownAssigned: 10, UnknownUsed: 9, AssignedUnknownUse: 8, UsedUnknownAssigned: 7,
	}
	bar := chart.SummaryBar(summary)
	require.Equal(t, chart.Bar{
		Name: "calling", Total: 140, Assigned: known(120), Used: known(110), UnknownAssigned: 10, UnknownUsed: 9, AssignedUnknownUse: 8, UsedUnknownAssigned: known(7), Overage: 20,
	}, bar)
	require.Contains(t, chart.Licenses([]chart.Bar{bar}, chart.Look{}).Description(), "Assigned, not known whether used 8, Available at least 30, Not known whether assigned 10, Used, not known whether assigned 7, Overage at least 20.")
}
