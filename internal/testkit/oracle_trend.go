package testkit

import (
	"cmp"

	"github.com/partnerhub/partnerhub"
)

// trend: points at the as-of instant moved back by whole steps of civil days,
// the oldest first, the instant itself last. By default 13 points of 7 days.
func (o oracle) trend(customers []partnerhub.Customer, product partnerhub.Product, options partnerhub.TrendOptions) []partnerhub.TrendPoint {
	points := []partnerhub.TrendPoint{}
	for k := cmp.Or(options.Points, 13) - 1; k >= 0; k-- {
		then := oracle{o.data, o.policy, o.daysBack(k * cmp.Or(options.StepDays, 7))}
		points = append(points, then.point(customers, product))
	}
	return points
}

// point: the sums over what is active of the product at the instant. The
// licenses of which a count is unknown are summed apart.
func (o oracle) point(customers []partnerhub.Customer, product partnerhub.Product) partnerhub.TrendPoint {
	holdings := o.holdings(customers, product)
	point := partnerhub.TrendPoint{AsOf: shown(o.asOf, o.policy.Location), Total: sumTotal(holdings)}
	var assigned, used []partnerhub.Count
	for _, h := range holdings {
		assigned = append(assigned, h.assigned)
		used = append(used, h.used)
		if !h.assigned.IsKnown() {
			point.UnknownAssigned += h.total
		}
		if !h.used.IsKnown() {
			point.UnknownUsed += h.total
		}
	}
	point.Assigned = sumKnown(assigned)
	point.Used = sumKnown(used)
	return point
}

// sumKnown: 0 when there is nothing to sum, unknown when there is something and
// nothing of it is known, else the sum of what is known.
func sumKnown(counts []partnerhub.Count) partnerhub.Count {
	var sum int64
	anyKnown := false
	for _, count := range counts {
		if n, known := count.Value(); known {
			sum += n
			anyKnown = true
		}
	}
	if len(counts) > 0 && !anyKnown {
		return partnerhub.Count{}
	}
	return partnerhub.Known(sum)
}
