package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/partnerhub/partnerhub"
)

func (p *page) recentlyAdded(r partnerhub.RecentlyAdded, policy partnerhub.Policy) {
	s := section{
		title: "Recently added", note: fmt.Sprintf("%s, started within the last %d days", r.Product, policy.RecentlyAddedDays),
		none: fmt.Sprintf("No licenses of %s were added.", r.Product),
		figures: [][]string{{
			customers(r.Customers),
			plural(r.NewLicenses, "new license", "new licenses") + " of " + grouped(r.TotalLicenses) + " in total",
		}},
		columns: numbers("Days", "Total", "Assigned", "±week", "Used", "±week", "Free"),
	}
	setRows(&s, r.Rows, func(row partnerhub.RecentlyAddedRow) []string {
		return cells(row.Row, grouped(int64(row.DaysSinceAdded)), short(row.Total), shortCount(row.Assigned), change(row.WeeklyAssignedChange),
			shortCount(row.Used), change(row.WeeklyUsedChange), shortCount(row.Available))
	})
	p.section(s)
}

func (p *page) expiring(e partnerhub.Ending, policy partnerhub.Policy) {
	s := ending(e)
	s.title, s.note = "Expiring", fmt.Sprintf("%s, ending without renewal within the next %d days", e.Product, policy.ExpirationDays)
	s.none = fmt.Sprintf("No licenses of %s expire.", e.Product)
	p.section(s)
}

func (p *page) renewing(e partnerhub.Ending, policy partnerhub.Policy) {
	s := ending(e)
	s.title, s.note = "Renewing", fmt.Sprintf("%s, renewing by themselves within the next %d days", e.Product, policy.RenewalDays)
	s.none = fmt.Sprintf("No licenses of %s renew.", e.Product)
	p.section(s)
}

// ending returns what expiring and renewing have in common.
func ending(e partnerhub.Ending) section {
	s := section{
		figures: [][]string{{
			customers(e.Customers),
			"assigned " + parts(e.Assignment) + without(e.Rows, func(row partnerhub.EndingRow) bool { return row.Assigned.IsKnown() }),
			"used " + parts(e.Usage) + without(e.Rows, func(row partnerhub.EndingRow) bool { return row.Used.IsKnown() }),
		}},
		columns: append([]column{{head: "Ends"}}, numbers("Days", "Total", "Assigned", "Used", "Quarter", "Free")...),
	}
	if values := amounts(e.TermValue); len(values) > 0 {
		values[0] = "term value " + values[0]
		values[len(values)-1] += withoutRows(e.WithoutTermValue)
		s.figures = append(s.figures, values)
	}
	setRows(&s, e.Rows, func(row partnerhub.EndingRow) []string {
		ends := e.AsOf.AddDate(0, 0, row.DaysUntilEnd)
		return cells(row.Row, ends.Format(dateFormat), grouped(int64(row.DaysUntilEnd)), short(row.Total),
			shortCount(row.Assigned), shortCount(row.Used), usedInQuarter(row), shortCount(row.Available))
	})
	return s
}

func usedInQuarter(row partnerhub.EndingRow) string {
	if row.UsedLast3MonthsLowerBound {
		return atLeast + shortCount(row.UsedLast3Months)
	}
	return shortCount(row.UsedLast3Months)
}

// without says how many rows a number leaves out, because what it takes is unknown.
func without[R any](rows []R, isKnown func(R) bool) string {
	count := 0
	for _, row := range rows {
		if !isKnown(row) {
			count++
		}
	}
	return withoutRows(count)
}

func withoutRows(count int) string {
	if count == 0 {
		return ""
	}
	return ", without " + plural(int64(count), "row", "rows")
}

func nobodyHas(unassessed int) string {
	if unassessed > 0 {
		return "Nobody is known to have"
	}
	return "Nobody has"
}

// notAssessed says how many entitlements a section can't tell about, if any.
func notAssessed(entitlements int) []string {
	if entitlements == 0 {
		return nil
	}
	return []string{plural(int64(entitlements), "subscription or trial", "subscriptions and trials") + " not assessed: it is not known how many licenses are assigned"}
}

func (p *page) lowAssignment(l partnerhub.LowAssignment) {
	s := section{
		title: "Low assignment", note: fmt.Sprintf("%s, fewer assigned than with peers of the same size", l.Product),
		none: fmt.Sprintf("%s low assignment of %s.", nobodyHas(l.Unassessed), l.Product),
		left: notAssessed(l.Unassessed),
		figures: [][]string{
			{customers(l.Customers), "assigned " + parts(l.Assignment), plural(l.Unassigned, "license", "licenses") + " not assigned"},
			{"used " + parts(l.Usage) + withoutRows(l.Unknown), "used when assigned " + parts(l.UsageWhenAssigned) + withoutRows(l.Unknown)},
		},
		columns: numbers("Months", "Total", "Assigned", "Share", "Peers", "±week", "Used", "Free"),
	}
	setRows(&s, l.Rows, func(row partnerhub.LowAssignmentRow) []string {
		return cells(row.Row, grouped(int64(row.MonthsSinceAdded)), short(row.Total), shortCount(row.Assigned), share(row.AssignedShare),
			benchmark(row.Peers), change(row.WeeklyAssignedChange), shortCount(row.Used), shortCount(row.Available))
	})
	p.section(s)
	p.peers(l.Rows)
}

// benchmark is the share that a quarter of the peers do not exceed.
func benchmark(p partnerhub.Peers) string {
	return partnerhub.Ratio{Num: int64(p.Benchmark), Den: 10_000}.String()
}

// peers explains the benchmarks of the rows, each once.
func (p *page) peers(rows []partnerhub.LowAssignmentRow) {
	if len(rows) == 0 {
		return
	}
	var bands []partnerhub.Peers
	for _, row := range rows {
		if !slices.Contains(bands, row.Peers) {
			bands = append(bands, row.Peers)
		}
	}
	slices.SortFunc(bands, func(a, b partnerhub.Peers) int { return cmp.Compare(lowest(a.Band), lowest(b.Band)) })
	var texts []string
	for _, peers := range bands {
		texts = append(texts, fmt.Sprintf("%s: %s (of %s)", peers.Band, benchmark(peers), grouped(int64(peers.Count))))
	}
	p.line(faint, "Peers: the lower quartile of the customers with as many licenses")
	p.facts(faint, texts...)
}

// lowest returns the number of licenses from which on a size band is, and 0 for
// that of all customers.
func lowest(band string) int {
	bound, _, _ := strings.Cut(strings.TrimSuffix(band, "+"), "-")
	licenses, err := strconv.Atoi(bound)
	if err != nil {
		return 0
	}
	return licenses
}

func (p *page) overage(o partnerhub.Overage) {
	s := section{
		title: "Overage", note: fmt.Sprintf("%s, more assigned than there are", o.Product),
		none: fmt.Sprintf("%s more licenses of %s assigned than they have.", nobodyHas(o.Unassessed), o.Product),
		left: notAssessed(o.Unassessed),
		figures: [][]string{{
			customers(o.Customers), plural(o.TotalOverage, "license", "licenses") + " over",
			groupDigits(o.AverageOverage.Value()) + " on average per customer",
		}},
		columns: append(numbers("Over", "Total", "Assigned", "Share", "Used", "Share", "Months"), column{head: "Renewal"}),
	}
	setRows(&s, o.Rows, func(row partnerhub.OverageRow) []string {
		return cells(row.Row, short(row.Overage), short(row.Total), shortCount(row.Assigned), share(row.AssignedShare),
			shortCount(row.Used), share(row.UsedShare), shortCount(row.MonthsRemaining), row.Renewal.String())
	})
	p.section(s)
}
