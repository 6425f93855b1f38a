package testkit

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/partnerhub/partnerhub"
)

// recentlyAdded: active entitlements of the product whose start is within the
// last days. Total licenses are those of everything active that the customers
// of the rows have of the product.
func (o oracle) recentlyAdded(customers []partnerhub.Customer, product partnerhub.Product) partnerhub.RecentlyAdded {
	all := o.holdings(customers, product)
	added := filter(all, func(h holding) bool { return o.withinLast(o.policy.RecentlyAddedDays, h.Start) })
	ids := customerIDs(added)
	section := partnerhub.RecentlyAdded{
		AsOf: o.asOf, Product: product, Customers: len(ids), Rows: []partnerhub.RecentlyAddedRow{},
		NewLicenses:   sumTotal(added),
		TotalLicenses: sumTotal(filter(all, func(h holding) bool { return slices.Contains(ids, h.customer.ID) })),
	}
	for _, h := range added {
		section.Rows = append(section.Rows, partnerhub.RecentlyAddedRow{
			Row: row(h), DaysSinceAdded: o.daysSince(h.Start),
			WeeklyAssignedChange: h.assignedChange, WeeklyUsedChange: h.usedChange,
		})
	}
	slices.SortFunc(section.Rows, func(a, b partnerhub.RecentlyAddedRow) int {
		return cmp.Or(cmp.Compare(a.DaysSinceAdded, b.DaysSinceAdded), byCustomer(a.Row, b.Row))
	})
	return section
}

// expiring: active entitlements of the product that do not renew by themselves
// and end within the next days.
func (o oracle) expiring(customers []partnerhub.Customer, product partnerhub.Product) partnerhub.Ending {
	return o.ending(product, filter(o.holdings(customers, product), func(h holding) bool { return o.nearsExpiration(h.entitlement) }))
}

// renewing: active subscriptions of the product that renew by themselves and
// end within the next days.
func (o oracle) renewing(customers []partnerhub.Customer, product partnerhub.Product) partnerhub.Ending {
	return o.ending(product, filter(o.holdings(customers, product), func(h holding) bool { return o.nearsRenewal(h.entitlement) }))
}

func (o oracle) ending(product partnerhub.Product, holdings []holding) partnerhub.Ending {
	section := partnerhub.Ending{
		AsOf: o.asOf, Product: product, Customers: len(customerIDs(holdings)),
		Assignment: assignment(holdings), Usage: usage(holdings), Unknown: countUnknown(holdings),
		TermValue: termValue(holdings), Rows: []partnerhub.EndingRow{},
		WithoutTermValue: len(filter(holdings, func(h holding) bool { return h.TermValue.Currency == "" })),
	}
	for _, h := range holdings {
		row := partnerhub.EndingRow{
			Row: row(h), DaysUntilEnd: o.daysUntil(h.end()),
			UsedLast3Months: h.usedQuarter, UsedLast3MonthsLowerBound: h.usedQuarterIsOnlyALowerBound,
		}
		// A notice as long as the term leaves no day to decide.
		if last := o.day(h.end()).addDays(-o.policy.NoticeDays); h.renews() && daysBetween(o.day(h.Start), last) > 0 {
			row.LastDayToDecide, row.DecisionPassed = o.beginningOf(last), daysBetween(last, o.today()) > 0
		}
		section.Rows = append(section.Rows, row)
	}
	slices.SortFunc(section.Rows, func(a, b partnerhub.EndingRow) int {
		return cmp.Or(cmp.Compare(a.DaysUntilEnd, b.DaysUntilEnd), byCustomer(a.Row, b.Row))
	})
	return section
}

// overage: active entitlements with more of the product assigned than they
// have. The average is the total overage over the customers.
func (o oracle) overage(customers []partnerhub.Customer, product partnerhub.Product) partnerhub.Overage {
	over := filter(o.holdings(customers, product), func(h holding) bool { return h.overage > 0 })
	lacking := filter(o.holdings(customers, product), func(h holding) bool { return o.lacksAssigned(h.entitlement, product) })
	section := partnerhub.Overage{
		AsOf: o.asOf, Product: product, Customers: len(customerIDs(over)), Unassessed: len(lacking), Rows: []partnerhub.OverageRow{},
	}
	for _, h := range over {
		section.TotalOverage += h.overage
		section.Rows = append(section.Rows, partnerhub.OverageRow{
			Row: row(h), Overage: h.overage, MonthsRemaining: o.monthsRemaining(h.entitlement), Renewal: h.renewal(),
			AssignedShare: shareOfTotal(h.assigned, h.total), UsedShare: shareOfTotal(h.used, h.total),
		})
	}
	section.AverageOverage = partnerhub.Average{Num: section.TotalOverage, Den: int64(section.Customers)}
	slices.SortFunc(section.Rows, func(a, b partnerhub.OverageRow) int {
		return cmp.Or(cmp.Compare(b.Overage, a.Overage), byCustomer(a.Row, b.Row))
	})
	return section
}

// monthsRemaining: whole calendar months until the effective end; an open-ended
// term has none.
func (o oracle) monthsRemaining(e entitlement) partnerhub.Count {
	if e.end().IsZero() {
		return partnerhub.Count{}
	}
	return partnerhub.Known(int64(monthsBetween(o.today(), o.day(e.end()))))
}

// shareOfTotal is undefined when the count is unknown or there is no license.
func shareOfTotal(count partnerhub.Count, total int64) partnerhub.Ratio {
	n, known := count.Value()
	if !known || total == 0 {
		return partnerhub.Ratio{}
	}
	return partnerhub.Ratio{Num: n, Den: total}
}

// row: a trial is labelled by what it is; its id stays its key.
func row(h holding) partnerhub.Row {
	label := h.ID
	if h.trial {
		label = "Enterprise Trial"
	}
	return partnerhub.Row{
		CustomerID: h.customer.ID, Customer: h.customer.Name,
		EntitlementID: h.ID, Label: label, Trial: h.trial,
		Total: h.total, Assigned: h.assigned, Used: h.used, Available: h.available,
	}
}

// byCustomer: rows that are alike otherwise are ordered by the customer's name,
// then by the entitlement's id.
func byCustomer(a, b partnerhub.Row) int {
	return byNameAndID(a.Customer, a.EntitlementID, b.Customer, b.EntitlementID)
}

func filter(holdings []holding, keep func(holding) bool) []holding {
	var kept []holding
	for _, h := range holdings {
		if keep(h) {
			kept = append(kept, h)
		}
	}
	return kept
}

// customerIDs lists the distinct customers.
func customerIDs(holdings []holding) []string {
	var ids []string
	for _, h := range holdings {
		if !slices.Contains(ids, h.customer.ID) {
			ids = append(ids, h.customer.ID)
		}
	}
	return ids
}

func sumTotal(holdings []holding) int64 {
	var sum int64
	for _, h := range holdings {
		sum += h.total
	}
	return sum
}

// assignment: sum of assigned over sum of total, of those whose assigned is
// known: a ratio of sums.
func assignment(holdings []holding) partnerhub.Ratio {
	var ratio partnerhub.Ratio
	for _, h := range holdings {
		if assigned, known := h.assigned.Value(); known {
			ratio.Num += assigned
			ratio.Den += h.total
		}
	}
	return ratio
}

// usage: sum of used over sum of total, of those whose used is known.
func usage(holdings []holding) partnerhub.Ratio {
	var ratio partnerhub.Ratio
	for _, h := range holdings {
		if used, known := h.used.Value(); known {
			ratio.Num += used
			ratio.Den += h.total
		}
	}
	return ratio
}

// countUnknown counts those whose assigned or used is unknown.
func countUnknown(holdings []holding) int {
	return len(filter(holdings, func(h holding) bool { return !h.assigned.IsKnown() || !h.used.IsKnown() }))
}

// termValue: the whole values of the terms, summed for each currency, by
// currency. What has no value is left out; a sum of zero is listed.
func termValue(holdings []holding) []partnerhub.Money {
	sums := map[string]decimal.Decimal{}
	for _, h := range holdings {
		if value := h.TermValue; value.Currency != "" {
			sums[value.Currency] = sums[value.Currency].Add(value.Amount)
		}
	}
	list := []partnerhub.Money{}
	for currency, amount := range sums {
		list = append(list, partnerhub.Money{Amount: amount, Currency: currency})
	}
	slices.SortFunc(list, func(a, b partnerhub.Money) int { return strings.Compare(a.Currency, b.Currency) })
	return list
}
