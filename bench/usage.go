package main

import (
	"iter"
	"time"

	"github.com/partnerhub/partnerhub"
)

// measure is a usage sample in few bytes. An unknown count is -1.
type measure struct{ day, assigned, used, quarter int32 }

const unknown = -1

// line is a product of an entitlement.
type line struct {
	entitlement string
	product     partnerhub.Product
}

// history is what was measured of a line, by day.
type history struct {
	line
	measures []measure
}

const (
	week           = 7 * 24 * time.Hour
	secondsPerDay  = 24 * 60 * 60
	daysPerWeek    = 7
	freshnessDays  = 30
	mostWeeksQuiet = 20
)

// dayOf returns the civil day of an instant in UTC, counted from 1970.
func dayOf(t time.Time) int32 { return int32(t.Unix() / secondsPerDay) }

// histories makes up what was measured in so many weeks up to asOf, line by
// line in the order of the account: one sample in each week of a term, the last
// one on the day of asOf. The measures are valid until the next history.
func (a account) histories(weeks int) iter.Seq[history] {
	return func(yield func(history) bool) {
		d := newDice(a.number, forUsage)
		var measures []measure
		for t := range a.terms() {
			for _, license := range t.licenses {
				measures = d.measures(measures[:0], t, d.habit(license.Quantity), weeks)
				if !yield(history{line{t.id, license.Product}, measures}) {
					return
				}
			}
		}
	}
}

// usage returns the samples of an account.
func (a account) usage(weeks int) []partnerhub.UsageSample {
	var samples []partnerhub.UsageSample
	for h := range a.histories(weeks) {
		for _, m := range h.measures {
			samples = append(samples, partnerhub.UsageSample{
				EntitlementID: h.entitlement, Product: h.product,
				Date:        asOf.Add(time.Duration(m.day-dayOf(asOf)) * 24 * time.Hour),
				Assigned:    count(m.assigned),
				Used:        count(m.used),
				UsedQuarter: count(m.quarter),
			})
		}
	}
	return samples
}

func count(n int32) partnerhub.Count {
	if n == unknown {
		return partnerhub.Count{}
	}
	return partnerhub.Known(int64(n))
}

// habit is how a customer uses the licenses of a line. Not every line is
// measured, and of some no more samples came for weeks.
type habit struct {
	measured       bool
	quietWeeks     int
	assigned, used int32
}

func (d dice) habit(quantity int64) habit {
	assigned := int32(quantity) * int32(d.between(30, 105)) / 100
	h := habit{
		measured: d.percent(95),
		assigned: assigned,
		used:     assigned * int32(d.between(20, 100)) / 100,
	}
	if d.percent(2) {
		h.quietWeeks = d.between(1, mostWeeksQuiet)
	}
	return h
}

// measures appends the samples of a line.
func (d dice) measures(list []measure, t term, h habit, weeks int) []measure {
	if !h.measured {
		return list
	}
	for back := weeks - 1; back >= h.quietWeeks; back-- {
		if t.covers(asOf.Add(-time.Duration(back) * week)) {
			list = d.measure(list, dayOf(asOf)-int32(daysPerWeek*back), h)
		}
	}
	return list
}

// measure appends the sample of a week, a little off the habit. Some are
// missing, some not complete.
func (d dice) measure(list []measure, day int32, h habit) []measure {
	used := h.used * int32(d.between(95, 105)) / 100
	m := measure{day, h.assigned, used, used + used/10}
	switch d.IntN(200) {
	case 0:
		m.assigned = unknown
	case 1:
		m.used = unknown
	case 2, 3:
		return list
	}
	return append(list, m)
}
