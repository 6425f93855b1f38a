package main

import (
	"html/template"
	"slices"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/chart"
)

// figure is a chart, and the same as a table.
type figure struct {
	look
	Title string
	// Wide and Narrow are the chart for a desk and for a phone: shrunk, its letters
	// would be too small.
	Wide, Narrow template.HTML
	Table        table
}

// The widths of charts, in pixels.
const (
	wideChart   = 560
	narrowChart = 320
)

// chartThemes are the themes of charts by those of pages.
var chartThemes = map[string]chart.Theme{"auto": chart.Auto, "light": chart.Light, "dark": chart.Dark}

// figureOf returns a figure. Its charts have no style of their own, as the content
// security policy wants it: the style sheet has one for all.
func figureOf(draw func(chart.Look) chart.SVG, name string, t table) figure {
	picture := func(size string, width int) template.HTML {
		// The chart escapes what comes with the data.
		return template.HTML(draw(chart.Look{
			Language: t.Language, Title: t.Caption, Width: width, Theme: chartThemes[t.Theme],
			Inline: true, IDPrefix: name + "-" + size,
		}).String())
	}
	return figure{look: t.look, Title: t.Caption, Wide: picture("wide", wideChart), Narrow: picture("narrow", narrowChart), Table: t}
}

var trendColumns = []column[partnerhub.TrendPoint]{
	{key: "asOf", show: func(v *visit, p *partnerhub.TrendPoint) cell { return cell{Text: v.Day(p.AsOf)} }},
	plain("licenses", func(v *visit, p *partnerhub.TrendPoint) string { return v.Num(p.Total) }),
	plain("assigned", func(v *visit, p *partnerhub.TrendPoint) string { return v.sumOf(p.Assigned, p.UnknownAssigned) }),
	plain("used", func(v *visit, p *partnerhub.TrendPoint) string { return v.sumOf(p.Used, p.UnknownUsed) }),
}

// plain is a column of numbers in a table that can't be sorted.
func plain[R any](key string, show func(*visit, *R) string) column[R] {
	return column[R]{key: key, number: true, show: func(v *visit, row *R) cell { return cell{Text: show(v, row)} }}
}

// trendFigure shows how the licenses of the product developed.
func (v *visit) trendFigure() (figure, error) {
	points, err := v.view.Trend(v.r.Context(), v.product, partnerhub.TrendOptions{})
	t := tableOf(v, v.T("chart.trend", v.ProductName()), trendColumns, points)
	t.CSV = v.Link("/trend/csv")
	return figureOf(func(look chart.Look) chart.SVG { return chart.Trend(points, look) }, "trend", t), err
}

// licenses are those of a product: of a customer, or of all in the view.
type licenses = partnerhub.LicenseSummary

var licenseColumns = []column[licenses]{
	{key: "product", show: func(v *visit, l *licenses) cell { return cell{Text: productName(l.Product)} }},
	plain("licenses", func(v *visit, l *licenses) string { return v.Num(l.Total) }),
	plain("assigned", func(v *visit, l *licenses) string { return v.sumOf(l.Assigned, l.UnknownAssigned) }),
	plain("used", func(v *visit, l *licenses) string { return v.sumOf(l.Used, l.UnknownUsed) }),
	plain("available", func(v *visit, l *licenses) string { return v.sumOf(l.Available, l.UnknownAssigned) }),
	plain("overage", func(v *visit, l *licenses) string { return v.sumOf(l.Overage, l.UnknownAssigned) }),
}

// partColumns are the parts of bars that only some have: what is not known of a sum.
var partColumns = []struct {
	key string
	of  func(*licenses) int64
}{
	{"useUnknown", func(l *licenses) int64 { return l.AssignedUnknownUse }},
	{"assignedUnknown", func(l *licenses) int64 { return l.UnknownAssigned }},
	{"usedUnassigned", func(l *licenses) int64 { return l.UsedUnknownAssigned }},
}

// columnsOfLicenses returns the columns of a table of the same numbers as its bars: those of
// parts where there are any.
func columnsOfLicenses(list []licenses) []column[licenses] {
	columns := slices.Clone(licenseColumns)
	for _, part := range partColumns {
		if slices.ContainsFunc(list, func(l licenses) bool { return part.of(&l) > 0 }) {
			columns = append(columns, plain(part.key, func(v *visit, l *licenses) string { return v.Num(part.of(l)) }))
		}
	}
	return columns
}

// licensesFigure shows what is used, assigned and available of a list of products.
func (v *visit) licensesFigure(list []licenses) figure {
	var bars []chart.Bar
	for _, l := range list {
		bar := chart.SummaryBar(l)
		bar.Name = productName(l.Product)
		bars = append(bars, bar)
	}
	return figureOf(func(look chart.Look) chart.SVG { return chart.Licenses(bars, look) },
		"licenses", tableOf(v, v.T("chart.licenses"), columnsOfLicenses(list), list))
}
