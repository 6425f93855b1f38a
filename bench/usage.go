package main

import (
	"time"

	"github.com/partnerhub/partnerhub"
)

// usage makes up the samples of an account: one in each week of a term, line by
// line, the last one on the day of asOf.
func (a account) usage(weeks int) []partnerhub.UsageSample {
	d := newDice(a.number, forUsage)
	var samples []partnerhub.UsageSample
	for t := range a.terms() {
		for _, license := range t.licenses {
			habit := d.habit(license.Quantity)
			for week := weeks - 1; week >= 0; week-- {
				date := asOf.AddDate(0, 0, -7*week)
				if habit.measured && t.covers(date) {
					samples = append(samples, d.sample(t.id, license.Product, date, habit))
				}
			}
		}
	}
	return samples
}

// habit is how a customer uses the licenses of a line. Not every line is
// measured.
type habit struct {
	measured       bool
	assigned, used int64
}

func (d dice) habit(quantity int64) habit {
	assigned := quantity * int64(d.between(30, 105)) / 100
	return habit{
		measured: d.percent(95),
		assigned: assigned,
		used:     assigned * int64(d.between(20, 100)) / 100,
	}
}

// sample makes up a week: a little off the habit.
func (d dice) sample(entitlement string, product partnerhub.Product, date time.Time, h habit) partnerhub.UsageSample {
	used := h.used * int64(d.between(95, 105)) / 100
	return partnerhub.UsageSample{
		EntitlementID: entitlement, Product: product, Date: date,
		Assigned:    partnerhub.Known(h.assigned),
		Used:        partnerhub.Known(used),
		UsedQuarter: partnerhub.Known(used + used/10),
	}
}
