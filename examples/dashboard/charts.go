package main

import (
	"github.com/partnerhub/partnerhub"
)

var trendColumns = []column[partnerhub.TrendPoint]{
	{key: "asOf", show: func(v *visit, p *partnerhub.TrendPoint) cell { return cell{Text: v.Day(p.AsOf)} }},
	plain("licenses", func(v *visit, p *partnerhub.TrendPoint) string { return v.Num(p.Total) }),
	plain("assigned", func(v *visit, p *partnerhub.TrendPoint) string { return v.Count(p.Assigned) }),
	plain("used", func(v *visit, p *partnerhub.TrendPoint) string { return v.Count(p.Used) }),
}

// plain is a column of numbers in a table that can't be sorted.
func plain[R any](key string, show func(*visit, *R) string) column[R] {
	return column[R]{key: key, number: true, show: func(v *visit, row *R) cell { return cell{Text: show(v, row)} }}
}

// trendFigure shows how the licenses of the product developed.
func (v *visit) trendFigure() (figure, error) {
	points, err := v.view.Trend(v.r.Context(), v.product, partnerhub.TrendOptions{})
	title := v.T("chart.trend", v.ProductName())
	t := tableOf(v, title, trendColumns, points)
	t.CSV = v.Link("/trend/csv")
	return figure{look: v.look, Title: title, Table: t}, err
}

// licenses are those of a product: of a customer, or of all in the view.
type licenses = partnerhub.LicenseSummary

var licenseColumns = []column[licenses]{
	{key: "product", show: func(v *visit, l *licenses) cell { return cell{Text: productName(l.Product)} }},
	plain("licenses", func(v *visit, l *licenses) string { return v.Num(l.Total) }),
	plain("assigned", func(v *visit, l *licenses) string { return v.Count(l.Assigned) }),
	plain("used", func(v *visit, l *licenses) string { return v.Count(l.Used) }),
	plain("available", func(v *visit, l *licenses) string { return v.Count(l.Available) }),
	plain("overage", func(v *visit, l *licenses) string { return v.Count(l.Overage) }),
}

// licensesFigure shows what is used, assigned and available of a list of products.
func (v *visit) licensesFigure(list []licenses) figure {
	title := v.T("chart.licenses")
	return figure{look: v.look, Title: title, Table: tableOf(v, title, licenseColumns, list)}
}

// productLicenses returns the licenses of each product in the view.
func (v *visit) productLicenses() ([]licenses, error) {
	numbers, err := v.view.Page(0, 0)
	if err != nil {
		return nil, err
	}
	var list []licenses
	for _, product := range v.view.Products() {
		points, err := numbers.Trend(v.r.Context(), product, partnerhub.TrendOptions{Points: 1})
		if err != nil {
			return nil, err
		}
		list = append(list, licensesOf(product, points[0], numbers.Overage(product).TotalOverage))
	}
	return list, nil
}

// licensesOf returns the licenses of a product. What is available is what is not
// assigned of the licenses whose assignment is known; nobody's overage makes it less.
func licensesOf(product partnerhub.Product, now partnerhub.TrendPoint, overage int64) licenses {
	l := licenses{
		Product: product, Total: now.Total, Assigned: now.Assigned, Used: now.Used,
		UnknownAssigned: now.UnknownAssigned, UnknownUsed: now.UnknownUsed,
	}
	if assigned, known := now.Assigned.Value(); known {
		l.Overage = partnerhub.Known(overage)
		l.Available = partnerhub.Known(now.Total - now.UnknownAssigned - assigned + overage)
	}
	return l
}
