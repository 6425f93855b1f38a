package partnerhub

import (
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// RecentlyAdded returns the active entitlements of a product that were added
// (started) within the last 90 days (Policy.RecentlyAddedDays). A product that
// nobody has, well formed or not, gives an empty section, here as in the other
// sections; what people type goes through [ParseProduct].
func (v View) RecentlyAdded(product Product) RecentlyAdded {
	s := v.sections(product)
	answer := s.tally.added.section(v.AsOf(), product)
	answer.Rows = rows(v, s, addedSection, (*sectionRow).recentlyAdded)
	return answer
}

// Expiring returns the active entitlements of a product that do not renew by
// themselves and end within the next 90 days (Policy.ExpirationDays): trials,
// subscriptions that don't renew or are cancelled, and those of which it is
// unknown whether they renew.
func (v View) Expiring(product Product) Ending {
	s := v.sections(product)
	answer := s.tally.expiring.section(v.AsOf(), product)
	answer.Rows = rows(v, s, expiringSection, (*sectionRow).ending)
	return answer
}

// Renewing returns the active subscriptions of a product that renew by
// themselves and whose term ends within the next 90 days (Policy.RenewalDays).
// An active subscription is never in both Expiring and Renewing.
func (v View) Renewing(product Product) Ending {
	s := v.sections(product)
	answer := s.tally.renewing.section(v.AsOf(), product)
	answer.Rows = rows(v, s, renewingSection, (*sectionRow).ending)
	return answer
}

// LowAssignment returns the entitlements of customers whose share of assigned
// licenses of a product is below the lower quartile of their peers: customers
// of the whole partner organization in the same size band.
//
// A share is sum of assigned / sum of total in basis points, rounded down and at
// most 10000, over the customer's active entitlements of the product that have
// licenses, a known number assigned and a start at least 30 days ago. Peers are the
// customers with a share whose total is in the same band: 1-9, 10-99, 100-999 or
// 1000+ licenses; all with a share, if these are fewer than 5; nobody is low, if
// those are fewer too. A customer is low whose share is below the benchmark
// ([Peers]) and below 8000; its rows are those of the entitlements whose own share is
// below the benchmark. [Policy] changes the numbers; docs/metrics.md has a worked
// example.
func (v View) LowAssignment(product Product) LowAssignment {
	s := v.sections(product)
	answer := s.tally.low.section(v.AsOf(), product)
	answer.Rows = rows(v, s, lowSection, (*sectionRow).lowAssignment)
	return answer
}

// Overage returns the active entitlements that have more licenses of a product
// assigned than they have, by their current usage samples.
func (v View) Overage(product Product) Overage {
	s := v.sections(product)
	answer := s.tally.overLimit.section(v.AsOf(), product)
	answer.Rows = rows(v, s, overageSection, (*sectionRow).overage)
	return answer
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
	if c.used != usage.Unknown {
		s.usedOfAssigned.add(c.used, c.assigned)
	}
	if available, known := c.available().Value(); known {
		s.available += available
	}
	s.unknown += countIf(c.anyUnknown())
}

func countIf(counts bool) int {
	if counts {
		return 1
	}
	return 0
}

// quotient is a ratio of sums over the lines where a count is known.
type quotient struct{ num, den int64 }

func (q *quotient) add(num, den int64) {
	if num != usage.Unknown && den != usage.Unknown {
		q.num += num
		q.den += den
	}
}

func (q quotient) ratio() Ratio { return ratioOf(q.num, q.den) }

// ratioOf returns num / den; without a numerator or a denominator it is
// undefined.
func ratioOf(num, den int64) Ratio {
	if num == usage.Unknown || den == 0 {
		return Ratio{}
	}
	return Ratio{num, den}
}

// sectionRow is a line of a section while its row is made. Its frame has no
// codes: rows are about days.
type sectionRow struct {
	*frame
	peers *peerGroup
	hit   *hit
}

// row returns what the rows of all sections share.
func (f *sectionRow) row() (row Row, e int32, c counts) {
	e, c = f.entitlementOf(f.hit.line), f.counts(f.hit.line)
	row = Row{
		CustomerID:    f.customers.ids[f.hit.customer],
		Customer:      f.customers.names[f.hit.customer],
		EntitlementID: f.entitlements.ids[e],
		Label:         f.entitlements.ids[e],
		Trial:         f.trial(e),
		Total:         c.total,
		Assigned:      unpacked(c.assigned),
		Used:          unpacked(c.used),
		Available:     c.available(),
	}
	if row.Trial {
		row.Label = TrialLabel
	}
	return row, e, c
}

func (f *sectionRow) recentlyAdded() (row RecentlyAddedRow) {
	var c counts
	row.Row, _, c = f.row()
	row.DaysSinceAdded = int(f.hit.whole())
	row.WeeklyAssignedChange, row.WeeklyUsedChange = f.weeklyChange(f.hit.line, c)
	return row
}

func (f *sectionRow) ending() (row EndingRow) {
	var c counts
	var e int32
	row.Row, e, c = f.row()
	row.DaysUntilEnd = int(f.hit.whole())
	row.UsedLast3Months, row.UsedLast3MonthsLowerBound = f.usedLast3Months(f.hit.line, c, f.today)
	if last := f.endDay(e) - inDays(f.policy.NoticeDays); f.renews(e) && last > f.startDay(e) {
		row.LastDayToDecide, row.DecisionPassed = f.beginningOf(last), f.today > last
	}
	return row
}

// beginningOf returns the first instant of a civil day, or if there is none, of the
// day after it, as it is shown; zero before year 1.
func (m *moment) beginningOf(day civil.Day) time.Time {
	first := civil.Instants(day, day+1, m.policy.Location)[0].From
	if first.In(m.policy.Location).Year() < 1 {
		return time.Time{}
	}
	return m.local(first)
}

func (f *sectionRow) lowAssignment() (row LowAssignmentRow) {
	var c counts
	var e int32
	row.Row, e, c = f.row()
	row.MonthsSinceAdded = civil.Months(f.startDay(e), f.today)
	row.AssignedShare = ratioOf(c.assigned, c.total)
	row.Peers = f.peers.bands[f.hit.band]
	row.WeeklyAssignedChange, _ = f.weeklyChange(f.hit.line, c)
	return row
}

func (f *sectionRow) overage() (row OverageRow) {
	var c counts
	var e int32
	row.Row, e, c = f.row()
	row.Overage = c.overage()
	row.Renewal = f.entitlements.renewal(e)
	row.AssignedShare = ratioOf(c.assigned, c.total)
	row.UsedShare = ratioOf(c.used, c.total)
	if f.entitlements.end[e] != column.Never {
		row.MonthsRemaining = Known(int64(civil.Months(f.today, f.endDay(e))))
	}
	return row
}
