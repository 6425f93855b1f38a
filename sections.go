package partnerhub

import (
	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/column"
)

// RecentlyAdded returns the active entitlements of a product that were added
// (started) within the last 90 days (Policy.RecentlyAddedDays). A product that
// nobody has, well formed or not, gives an empty section, here as in the other
// sections; what people type goes through [ParseProduct].
func (v View) RecentlyAdded(product Product) RecentlyAdded {
	answer := RecentlyAdded{AsOf: v.AsOf(), Product: product}
	var h hits
	for f := range v.product(product) {
		customers := column.NewBits(len(f.customers.ids))
		for line, e := range f.lines() {
			if f.wasAdded(e) {
				h.add(f, line, f.daysSinceAdded(e), 1)
				customers.Set(int(f.entitlements.owners[e]))
				answer.NewLicenses += f.columns.totals.At(line)
			}
		}
		answer.TotalLicenses += f.activeLicenses(customers)
	}
	answer.Customers = h.customers
	answer.Rows = section(v, product, h, (*productFrame).recentlyAddedRow)
	return answer
}

// activeLicenses is the sum of the licenses in the customers' active
// entitlements.
func (f *productFrame) activeLicenses(customers column.Bits) int64 {
	var sum int64
	for line, e := range f.lines() {
		if customers.Get(int(f.entitlements.owners[e])) && f.active(e) {
			sum += f.columns.totals.At(line)
		}
	}
	return sum
}

func (f *frame) daysSinceAdded(e int32) int64 { return int64(f.today - f.startDay(e)) }
func (f *frame) daysUntilEnd(e int32) int64   { return int64(f.endDay(e) - f.today) }

func (f *productFrame) recentlyAddedRow(line int) RecentlyAddedRow {
	row := RecentlyAddedRow{
		Row:            f.row(line),
		DaysSinceAdded: int(f.daysSinceAdded(f.columns.entitlements[line])),
	}
	row.WeeklyAssignedChange, row.WeeklyUsedChange = f.columns.weeklyChange(line, f.counts(line))
	return row
}

// Expiring returns the active entitlements of a product that do not renew by
// themselves and end within the next 90 days (Policy.ExpirationDays): trials,
// subscriptions that don't renew or are cancelled, and those of which it is
// unknown whether they renew.
func (v View) Expiring(product Product) Ending {
	return v.ending(product, (*frame).expires)
}

// Renewing returns the active subscriptions of a product that renew by
// themselves and whose term ends within the next 90 days (Policy.RenewalDays).
// An active subscription is never in both Expiring and Renewing.
func (v View) Renewing(product Product) Ending {
	return v.ending(product, (*frame).isRenewing)
}

func (v View) ending(product Product, ends func(*frame, int32) bool) Ending {
	var h hits
	var sums usageSums
	var termValue moneySums
	for f := range v.product(product) {
		for line, e := range f.lines() {
			if ends(f.frame, e) {
				h.add(f, line, f.daysUntilEnd(e), 1)
				sums.add(f.counts(line))
				termValue.add(&f.entitlements.termValues, e)
			}
		}
	}
	return Ending{
		AsOf: v.AsOf(), Product: product,
		Customers:  h.customers,
		Assignment: sums.assigned.ratio(),
		Usage:      sums.used.ratio(),
		Unknown:    sums.unknown,
		TermValue:  termValue.byCurrency(),
		Rows:       section(v, product, h, (*productFrame).endingRow),
	}
}

// usageSums is what the usage of some lines adds up to.
type usageSums struct {
	assigned, used quotient // of the total
	usedOfAssigned quotient
	available      int64
	unknown        int // lines where assigned or used is unknown
}

func (s *usageSums) add(c counts) {
	s.assigned.add(c.assigned, c.total)
	s.used.add(c.used, c.total)
	if c.used != unknown {
		s.usedOfAssigned.add(c.used, c.assigned)
	}
	if available, known := c.available().Value(); known {
		s.available += available
	}
	s.unknown += countIf(c.anyUnknown())
}

func (f *productFrame) endingRow(line int) EndingRow {
	row := EndingRow{
		Row:          f.row(line),
		DaysUntilEnd: int(f.daysUntilEnd(f.columns.entitlements[line])),
	}
	row.UsedLast3Months, row.UsedLast3MonthsLowerBound = f.columns.usedLast3Months(line, f.counts(line), f.today)
	return row
}

// LowAssignment returns the entitlements of customers whose share of assigned
// licenses of a product is below the lower quartile of their peers: customers
// of the whole partner organization in the same size band. See docs/metrics.md
// for the rule, and [Policy] for what can be changed.
func (v View) LowAssignment(product Product) LowAssignment {
	var h hits
	var sums usageSums
	peers := map[position]Peers{}
	for f := range v.product(product) {
		_, compared := f.lowCustomers(f.columns)
		for line, e := range f.lines() {
			c, owner := f.counts(line), f.entitlements.owners[e]
			p, low := compared[owner]
			if low && f.pooled(c, e) && (pool{total: c.total, assigned: c.assigned}).share() < p.Benchmark {
				h.add(f, line, c.assigned, c.total)
				sums.add(c)
				peers[position{f.block, owner}] = p
			}
		}
	}
	return LowAssignment{
		AsOf: v.AsOf(), Product: product,
		Customers:         h.customers,
		Assignment:        sums.assigned.ratio(),
		Usage:             sums.used.ratio(),
		UsageWhenAssigned: sums.usedOfAssigned.ratio(),
		Unassigned:        sums.available,
		Unknown:           sums.unknown,
		Rows: section(v, product, h, func(f *productFrame, line int) LowAssignmentRow {
			return f.lowAssignmentRow(line, peers[position{f.block, f.owner(int32(line))}])
		}),
	}
}

func (f *productFrame) lowAssignmentRow(line int, peers Peers) LowAssignmentRow {
	c := f.counts(line)
	row := LowAssignmentRow{
		Row:              f.row(line),
		MonthsSinceAdded: civil.Months(f.startDay(f.columns.entitlements[line]), f.today),
		AssignedShare:    ratioOf(c.assigned, c.total),
		Peers:            peers,
	}
	row.WeeklyAssignedChange, _ = f.columns.weeklyChange(line, c)
	return row
}

// Overage returns the active entitlements that have more licenses of a product
// assigned than they have.
func (v View) Overage(product Product) Overage {
	answer := Overage{AsOf: v.AsOf(), Product: product}
	var h hits
	for f := range v.product(product) {
		for line, e := range f.lines() {
			if over := f.counts(line).overage(); over > 0 && f.active(e) {
				h.add(f, line, -over, 1)
				answer.TotalOverage += over
			}
		}
	}
	answer.Customers = h.customers
	if h.customers > 0 {
		answer.AverageOverage = Average{answer.TotalOverage, int64(h.customers)}
	}
	answer.Rows = section(v, product, h, (*productFrame).overageRow)
	return answer
}

func (f *productFrame) overageRow(line int) OverageRow {
	e, c := f.columns.entitlements[line], f.counts(line)
	row := OverageRow{
		Row:           f.row(line),
		Overage:       c.overage(),
		Renewal:       f.entitlements.renewal(e),
		AssignedShare: ratioOf(c.assigned, c.total),
		UsedShare:     ratioOf(c.used, c.total),
	}
	if f.entitlements.end[e] != column.Never {
		row.MonthsRemaining = Known(int64(civil.Months(f.today, f.endDay(e))))
	}
	return row
}
