package partnerhub

import (
	"time"

	"github.com/partnerhub/partnerhub/internal/exact"
)

// tally is what some customers add up to in the overview and in the sections of
// one product. Tallies of different customers merge by adding number to number,
// in any order, without losing anything: answers are made of their sums, never
// of other answers. The zero tally is that of no customers.
//
// Its merge, and those of its parts, report whether all sums fit. If one does
// not, the receiver is of no use any more. Those of one hub always fit: [Load]
// sees to it.
type tally struct {
	overview  Overview // its counts
	added     addedTally
	expiring  endingTally
	renewing  endingTally
	low       lowTally
	overLimit overageTally
}

// addTo adds n to a sum, both at least 0, and reports whether the result fits.
func addTo[T int | int64](sum *T, n T) bool {
	result, ok := exact.Add(int64(*sum), int64(n))
	*sum = T(result)
	return ok && int64(*sum) == result
}

func (t *tally) merge(other *tally) bool {
	return t.overview.merge(other.overview) &&
		t.added.merge(other.added) &&
		t.expiring.merge(&other.expiring) &&
		t.renewing.merge(&other.renewing) &&
		t.low.merge(other.low) &&
		t.overLimit.merge(other.overLimit)
}

// merge adds the numbers of other customers.
func (o *Overview) merge(other Overview) bool {
	return addTo(&o.ManagedCustomers, other.ManagedCustomers) &&
		addTo(&o.TotalCustomers, other.TotalCustomers) &&
		addTo(&o.NearingExpiration, other.NearingExpiration) &&
		addTo(&o.NearingRenewal, other.NearingRenewal) &&
		addTo(&o.LowAssignment, other.LowAssignment) &&
		addTo(&o.LowAssignmentUnassessed, other.LowAssignmentUnassessed) &&
		addTo(&o.OverLimit, other.OverLimit) &&
		addTo(&o.OverLimitUnassessed, other.OverLimitUnassessed)
}

// addedTally is the tally of the recently added.
type addedTally struct {
	customers                  int
	newLicenses, totalLicenses int64
}

func (t *addedTally) merge(other addedTally) bool {
	return addTo(&t.customers, other.customers) &&
		addTo(&t.newLicenses, other.newLicenses) &&
		addTo(&t.totalLicenses, other.totalLicenses)
}

// section returns the section without its rows, as the methods of that name do.
func (t *addedTally) section(asOf time.Time, product Product) RecentlyAdded {
	return RecentlyAdded{
		AsOf: asOf, Product: product,
		Customers: t.customers, NewLicenses: t.newLicenses, TotalLicenses: t.totalLicenses,
		Rows: []RecentlyAddedRow{},
	}
}

// endingTally is the tally of what expires or renews.
type endingTally struct {
	customers int
	usage     usageSums
	termValue moneySums
	// withoutValue is how many rows have no term value.
	withoutValue int
}

func (t *endingTally) merge(other *endingTally) bool {
	return addTo(&t.customers, other.customers) &&
		t.usage.merge(&other.usage) &&
		t.termValue.merge(other.termValue) &&
		addTo(&t.withoutValue, other.withoutValue)
}

func (t *endingTally) section(asOf time.Time, product Product) Ending {
	return Ending{
		AsOf: asOf, Product: product,
		Customers:  t.customers,
		Assignment: t.usage.assigned.ratio(),
		Usage:      t.usage.used.ratio(),
		Unknown:    t.usage.unknown,
		TermValue:  t.termValue.byCurrency(),
		Rows:       []EndingRow{},

		WithoutTermValue: t.withoutValue,
	}
}

// lowTally is the tally of low assignment.
type lowTally struct {
	customers  int
	usage      usageSums
	unassessed int
}

func (t *lowTally) merge(other lowTally) bool {
	return addTo(&t.customers, other.customers) && t.usage.merge(&other.usage) && addTo(&t.unassessed, other.unassessed)
}

func (t *lowTally) section(asOf time.Time, product Product) LowAssignment {
	return LowAssignment{
		AsOf: asOf, Product: product,
		Customers:         t.customers,
		Assignment:        t.usage.assigned.ratio(),
		Usage:             t.usage.used.ratio(),
		UsageWhenAssigned: t.usage.usedOfAssigned.ratio(),
		Unassigned:        t.usage.available,
		Unknown:           t.usage.unknown,
		Unassessed:        t.unassessed,
		Rows:              []LowAssignmentRow{},
	}
}

// overageTally is the tally of what is over the limit.
type overageTally struct {
	customers  int
	total      int64
	unassessed int
}

func (t *overageTally) merge(other overageTally) bool {
	return addTo(&t.customers, other.customers) && addTo(&t.total, other.total) && addTo(&t.unassessed, other.unassessed)
}

func (t *overageTally) section(asOf time.Time, product Product) Overage {
	section := Overage{
		AsOf: asOf, Product: product,
		Customers: t.customers, TotalOverage: t.total, Unassessed: t.unassessed,
		Rows: []OverageRow{},
	}
	if t.customers > 0 {
		section.AverageOverage = Average{t.total, int64(t.customers)}
	}
	return section
}

func (s *usageSums) merge(other *usageSums) bool {
	return s.assigned.merge(other.assigned) &&
		s.used.merge(other.used) &&
		s.usedOfAssigned.merge(other.usedOfAssigned) &&
		addTo(&s.available, other.available) &&
		addTo(&s.unknown, other.unknown)
}

func (q *quotient) merge(other quotient) bool {
	return addTo(&q.num, other.num) && addTo(&q.den, other.den)
}

func (s *trendSums) merge(other *trendSums) bool {
	s.active = s.active || other.active
	s.assignedKnown = s.assignedKnown || other.assignedKnown
	s.usedKnown = s.usedKnown || other.usedKnown
	return addTo(&s.total, other.total) &&
		addTo(&s.assigned, other.assigned) &&
		addTo(&s.used, other.used) &&
		addTo(&s.unknownAssigned, other.unknownAssigned) &&
		addTo(&s.unknownUsed, other.unknownUsed)
}
