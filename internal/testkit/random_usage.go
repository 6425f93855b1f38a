package testkit

import (
	"time"

	"github.com/partnerhub/partnerhub"
)

// addUsage adds samples of every product of an entitlement.
func (g *generator) addUsage(entitlementID string, licenses []partnerhub.License) {
	totals := map[partnerhub.Product]int64{}
	var products []partnerhub.Product
	for _, line := range licenses {
		if _, seen := totals[line.Product]; !seen {
			products = append(products, line.Product)
		}
		totals[line.Product] += line.Quantity
	}
	for _, product := range products {
		if g.chance(85) {
			g.addSamples(entitlementID, product, totals[product])
		}
	}
}

// addSamples adds a newest sample around the base, some around a week before
// it, some about three months before it and some after it.
func (g *generator) addSamples(entitlementID string, product partnerhub.Product, total int64) {
	newest := g.base.AddDate(0, 0, -pick(g.rng, -7, -1, 0, 0, 0, 0, 1, 7, 29, 30, 31))
	for _, day := range []struct{ back, percent int }{
		{-30, 5}, {-7, 10}, {-1, 10}, {0, 100}, {1, 10},
		{3, 20}, {4, 40}, {5, 20}, {6, 20}, {7, 30}, {8, 20}, {9, 20}, {10, 40}, {11, 20},
		{14, 20}, {29, 10}, {30, 10}, {31, 10}, {60, 20}, {89, 20}, {90, 20}, {91, 20}, {92, 20}, {93, 20},
	} {
		if g.chance(day.percent) {
			g.data.Usage = append(g.data.Usage, partnerhub.UsageSample{
				EntitlementID: entitlementID, Product: product, Date: g.anyTimeOf(newest.AddDate(0, 0, -day.back)),
				Assigned: g.count(total), Used: g.count(total), UsedQuarter: g.count(total),
			})
		}
	}
}

// anyTimeOf returns an instant on the day in UTC, written in some zone.
func (g *generator) anyTimeOf(day time.Time) time.Time {
	const whole = 24 * time.Hour
	into := pick(g.rng, 0, whole-1, time.Duration(g.rng.Int64N(int64(whole))))
	return g.written(day.Truncate(whole).Add(into))
}

// count is unknown, zero, next to the total, a quarter or a half of it (shares
// that are equal, or only just not), or anything up to it.
func (g *generator) count(total int64) partnerhub.Count {
	const most = 1_000_000_000_000
	n := pick(g.rng, -1, -1, 0, total-1, total, total, total+1, 2*total, total/4, total/4, total/4+1, total/2,
		g.rng.Int64N(total+1), g.rng.Int64N(total+1), g.rng.Int64N(total+1))
	if n < 0 {
		return partnerhub.Count{}
	}
	return partnerhub.Known(min(n, most))
}
