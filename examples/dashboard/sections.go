package main

import (
	"slices"
	"strings"
	"unicode"

	"github.com/partnerhub/partnerhub"
)

// section is one of the five sections: of a product, each with numbers and rows.
type section interface {
	name() string
	title(v *visit) string
	about(v *visit) string
	facts(v *visit) []fact
	page(v *visit) (table, []fact)
	download(v *visit) partnerhub.Table
}

// fact is a number with what it is called.
type fact struct {
	Label, Value string
	More         []string // further values, each on a line of its own
	Note         string   // what the number leaves out
}

// listFact returns a fact with a list of values, each on a line of its own: a long one is
// cut off, a long list is not.
func listFact(label string, values []string) fact {
	if len(values) == 0 {
		return fact{Label: label, Value: missing}
	}
	return fact{Label: label, Value: values[0], More: values[1:]}
}

// counted returns a fact that is a number of something that is left out; none if
// there is nothing.
func (v *visit) counted(key string, n int) []fact {
	if n == 0 {
		return nil
	}
	return []fact{{Label: v.T("fact." + key), Value: v.Int(n), Note: v.T("fact." + key + ".note")}}
}

// sections are the five, in the order of the overview.
var sections = []section{
	sectionOf[partnerhub.Ending, partnerhub.EndingRow]{
		key: "expiring", answer: partnerhub.View.Expiring, numbers: endingFacts,
		days: func(p partnerhub.Policy) int { return p.ExpirationDays },
		rows: func(s *partnerhub.Ending) *[]partnerhub.EndingRow { return &s.Rows },
		columns: append(rowColumns(func(r *partnerhub.EndingRow) *partnerhub.Row { return &r.Row }, whole("daysUntilEnd", func(r *partnerhub.EndingRow) int64 { return int64(r.DaysUntilEnd) })),
			quarterColumn),
	},
	sectionOf[partnerhub.Ending, partnerhub.EndingRow]{
		key: "renewing", answer: partnerhub.View.Renewing, numbers: endingFacts,
		days: func(p partnerhub.Policy) int { return p.RenewalDays },
		rows: func(s *partnerhub.Ending) *[]partnerhub.EndingRow { return &s.Rows },
		columns: append(rowColumns(func(r *partnerhub.EndingRow) *partnerhub.Row { return &r.Row }, whole("daysUntilEnd", func(r *partnerhub.EndingRow) int64 { return int64(r.DaysUntilEnd) })),
			quarterColumn, decideColumn),
	},
	sectionOf[partnerhub.RecentlyAdded, partnerhub.RecentlyAddedRow]{
		key: "added", answer: partnerhub.View.RecentlyAdded, numbers: addedFacts,
		days: func(p partnerhub.Policy) int { return p.RecentlyAddedDays },
		rows: func(s *partnerhub.RecentlyAdded) *[]partnerhub.RecentlyAddedRow { return &s.Rows },
		columns: append(rowColumns(func(r *partnerhub.RecentlyAddedRow) *partnerhub.Row { return &r.Row }, whole("daysSinceAdded", func(r *partnerhub.RecentlyAddedRow) int64 { return int64(r.DaysSinceAdded) })),

			count("weeklyAssigned", func(r *partnerhub.RecentlyAddedRow) partnerhub.Count { return r.WeeklyAssignedChange }, showChange),
			count("weeklyUsed", func(r *partnerhub.RecentlyAddedRow) partnerhub.Count { return r.WeeklyUsedChange }, showChange)),
	},
	sectionOf[partnerhub.LowAssignment, partnerhub.LowAssignmentRow]{
		key: "low", answer: partnerhub.View.LowAssignment, numbers: lowFacts,
		rows: func(s *partnerhub.LowAssignment) *[]partnerhub.LowAssignmentRow { return &s.Rows },
		columns: append(rowColumns(func(r *partnerhub.LowAssignmentRow) *partnerhub.Row { return &r.Row }, share("assignedShare", func(r *partnerhub.LowAssignmentRow) partnerhub.Ratio { return r.AssignedShare })),

			share("benchmark", func(r *partnerhub.LowAssignmentRow) partnerhub.Ratio {
				return partnerhub.Ratio{Num: int64(r.Peers.Benchmark), Den: wholeShare}
			}),
			whole("monthsSinceAdded", func(r *partnerhub.LowAssignmentRow) int64 { return int64(r.MonthsSinceAdded) }),
			count("weeklyAssigned", func(r *partnerhub.LowAssignmentRow) partnerhub.Count { return r.WeeklyAssignedChange }, showChange)),
	},
	sectionOf[partnerhub.Overage, partnerhub.OverageRow]{
		key: "overage", answer: partnerhub.View.Overage, numbers: overageFacts,
		rows: func(s *partnerhub.Overage) *[]partnerhub.OverageRow { return &s.Rows },
		columns: append(rowColumns(func(r *partnerhub.OverageRow) *partnerhub.Row { return &r.Row }, whole("overage", func(r *partnerhub.OverageRow) int64 { return r.Overage })),

			share("assignedShare", func(r *partnerhub.OverageRow) partnerhub.Ratio { return r.AssignedShare }),
			count("monthsRemaining", func(r *partnerhub.OverageRow) partnerhub.Count { return r.MonthsRemaining }, showCount)),
	},
}

// wholeShare is 100 % in basis points.
const wholeShare = 10_000

// rowColumns are the columns that all sections have, with those after the subscription that
// the section is about: where the screen is narrow, these are seen all the same.
func rowColumns[R any](row func(*R) *partnerhub.Row, about ...column[R]) []column[R] {
	return slices.Concat([]column[R]{
		{
			key:     "customer",
			show:    func(v *visit, r *R) cell { return v.customerCell(row(r).CustomerID, row(r).Customer) },
			compare: ordered(func(r *R) string { return row(r).Customer }),
		},
		{
			key:     "subscription",
			show:    func(v *visit, r *R) cell { return cell{Text: row(r).Label} },
			compare: ordered(func(r *R) string { return row(r).Label }),
		},
	}, about, []column[R]{
		whole("licenses", func(r *R) int64 { return row(r).Total }),
		count("assigned", func(r *R) partnerhub.Count { return row(r).Assigned }, showCount),
		count("used", func(r *R) partnerhub.Count { return row(r).Used }, showCount),
		count("available", func(r *R) partnerhub.Count { return row(r).Available }, showCount),
	})
}

// customerCell is the name of a customer, which leads to its page.
func (v *visit) customerCell(id, name string) cell {
	return cell{Text: v.called(name), Href: v.Link("/customer", keyID, id)}
}

// called returns the name of a customer, or says that nothing of it is seen: a link has to
// be.
func (v *visit) called(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) }) {
		return name
	}
	return v.T("nameless")
}

// quarterColumn says how many licenses were used in the last three months; with
// ≥ if it is only known that there were as many at least.
var quarterColumn = func() column[partnerhub.EndingRow] {
	c := count("quarter", func(r *partnerhub.EndingRow) partnerhub.Count { return r.UsedLast3Months }, showCount)
	c.show = func(v *visit, r *partnerhub.EndingRow) cell {
		return cell{Text: v.atLeast(r.UsedLast3Months, r.UsedLast3MonthsLowerBound)}
	}
	return c
}()

// decideColumn says until when one can decide whether it renews.
var decideColumn = column[partnerhub.EndingRow]{
	key:     "decide",
	compare: ordered(func(r *partnerhub.EndingRow) int64 { return r.LastDayToDecide.Unix() }),
	show: func(v *visit, r *partnerhub.EndingRow) cell {
		if r.DecisionPassed {
			return cell{Text: v.T("decision.passed", v.Day(r.LastDayToDecide))}
		}
		return cell{Text: v.Day(r.LastDayToDecide)}
	},
}

func endingFacts(v *visit, s partnerhub.Ending) []fact {
	var values []string
	for _, money := range s.TermValue {
		values = append(values, v.Money(money))
	}
	value := listFact(v.T("fact.value"), values)
	if s.WithoutTermValue > 0 {
		value.Note = v.T("fact.withoutValue", v.Int(s.WithoutTermValue))
	}
	return append([]fact{
		{Label: v.T("fact.customers"), Value: v.Int(s.Customers)},
		{Label: v.T("fact.assignment"), Value: v.Percent(s.Assignment)},
		{Label: v.T("fact.usage"), Value: v.Percent(s.Usage)},
		value,
	}, v.counted("unknown", s.Unknown)...)
}

func addedFacts(v *visit, s partnerhub.RecentlyAdded) []fact {
	return []fact{
		{Label: v.T("fact.customers"), Value: v.Int(s.Customers)},
		{Label: v.T("fact.newLicenses"), Value: v.Num(s.NewLicenses)},
		{Label: v.T("fact.totalLicenses"), Value: v.Num(s.TotalLicenses)},
	}
}

func lowFacts(v *visit, s partnerhub.LowAssignment) []fact {
	return slices.Concat([]fact{
		{Label: v.T("fact.customers"), Value: v.Int(s.Customers)},
		{Label: v.T("fact.assignment"), Value: v.Percent(s.Assignment)},
		{Label: v.T("fact.usage"), Value: v.Percent(s.Usage)},
		{Label: v.T("fact.unassigned"), Value: v.Num(s.Unassigned)},
	}, v.counted("unknownUse", s.Unknown), v.counted("unassessed", s.Unassessed))
}

func overageFacts(v *visit, s partnerhub.Overage) []fact {
	return append([]fact{
		{Label: v.T("fact.customers"), Value: v.Int(s.Customers)},
		{Label: v.T("fact.overage"), Value: v.Num(s.TotalOverage)},
		{Label: v.T("fact.averageOverage"), Value: v.Average(s.AverageOverage)},
	}, v.counted("unassessed", s.Unassessed)...)
}
