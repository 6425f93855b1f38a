package chart_test

import (
	"fmt"
	"html/template"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/chart"
)

// The points are those of View.Trend; here are two.
func ExampleTrend() {
	points := []partnerhub.TrendPoint{
		{AsOf: time.Date(2026, 1, 24, 9, 0, 0, 0, time.UTC), Total: 1000, Assigned: partnerhub.Known(700)},
		{AsOf: time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC), Total: 1200, Assigned: partnerhub.Known(720), Used: partnerhub.Known(600), UnknownUsed: 50},
	}
	svg := chart.Trend(points, chart.Look{Title: "Meetings"})
	fmt.Println(svg.Title())
	fmt.Println(svg.Description())
	// Output:
	// Meetings
	// 2 points from 2026-01-24 to 2026-01-31. Licenses: first 1,000, last 1,200, highest 1,200 on 2026-01-31. Assigned: first 700, last 720, highest 720 on 2026-01-31. Used: first unknown, last at least 600, highest at least 600 on 2026-01-31, unknown at 1 of 2 points, a lower bound at 1 of 2 points.
}

func ExampleLicenses() {
	bars := []chart.Bar{
		{Name: "Alpenglas AG", Total: 120, Assigned: partnerhub.Known(85), Used: partnerhub.Known(61)},
		{Name: "Klangwerk Orgelbau", Total: 8, Assigned: partnerhub.Known(12), Used: partnerhub.Known(7)},
	}
	svg := chart.Licenses(bars, chart.Look{Language: partnerhub.German})
	fmt.Println(svg.Title())
	fmt.Println(svg.Description())
	// Output:
	// Lizenznutzung
	// 2 Balken. Alpenglas AG: Lizenzen 120, Zugewiesen 85, Genutzt 61, Verfügbar 35. Klangwerk Orgelbau: Lizenzen 8, Zugewiesen 12, Genutzt 7, Verfügbar 0, Überschreitung 4.
}

// A row of any section has a bar.
func ExampleRowBar() {
	row := partnerhub.OverageRow{Row: partnerhub.Row{
		Customer: "Klangwerk Orgelbau", Label: "Sub-100103", Total: 8, Assigned: partnerhub.Known(12),
	}}
	bar := chart.RowBar(row.Row)
	fmt.Println(bar.Name, bar.Total, bar.Assigned, bar.Used)
	// Output: Klangwerk Orgelbau, Sub-100103 8 12 unknown
}

// A page contains pictures as elements. Each has ids of its own, and they need no
// 'unsafe-inline' in the Content-Security-Policy.
func ExampleLook() {
	page := template.Must(template.New("page").Parse("<h2>Meetings</h2>\n{{.}}"))
	svg := chart.Trend(nil, chart.Look{Inline: true, IDPrefix: "meetings", Width: 360})
	var out strings.Builder
	if err := page.Execute(&out, template.HTML(svg.String())); err != nil {
		fmt.Println(err)
	}
	fmt.Println(strings.Contains(out.String(), `aria-labelledby="meetings-title"`), strings.Contains(out.String(), "style="))
	// Output: true false
}

// A page's stylesheet contains that of pictures, and may give them other colors.
func ExampleStylesheet() {
	css := chart.Stylesheet() + ".ph-auto{--ph-used:#0b7285}\n"
	fmt.Println(strings.Contains(css, ".ph-auto .ph-fill-used{fill:var(--ph-used)}"))
	// Output: true
}

// A theme is read from a flag, a setting or a cookie.
func ExampleTheme() {
	var theme chart.Theme
	fmt.Println(theme.UnmarshalText([]byte("dark")), theme)
	fmt.Println(theme.UnmarshalText([]byte("sepia")))
	// Output:
	// <nil> dark
	// chart: "sepia" is not a theme: auto, light or dark
}
