package main

import (
	"slices"

	"github.com/partnerhub/partnerhub"
)

// customerRow is a customer in the list.
type customerRow struct {
	partnerhub.CustomerStatus
	rank    int                 // of the headline: the first comes first
	reasons []partnerhub.Reason // why the condition that was asked for holds
}

var customerColumns = []column[customerRow]{
	{
		key:     "customer",
		show:    func(v *visit, c *customerRow) cell { return v.customerCell(c.ID, c.Name) },
		compare: ordered(func(c *customerRow) string { return c.Name }),
	},
	{
		key: "headline",
		show: func(v *visit, c *customerRow) cell {
			return cell{Badges: v.badges(c.Headline)}
		},
		compare: ordered(func(c *customerRow) int { return c.rank }),
	},
	{
		key: "also",
		show: func(v *visit, c *customerRow) cell {
			return cell{Badges: v.badges(without(c.Statuses, c.Headline)...)}
		},
	},
}

// whyColumn is for lists of those of whom a condition holds.
var whyColumn = column[customerRow]{
	key:       "why",
	sentences: true,
	show: func(v *visit, c *customerRow) cell {
		var texts []string
		for _, reason := range c.reasons {
			texts = append(texts, reason.Text(v.Language))
		}
		return listCell(texts)
	},
}

func (v *visit) badges(statuses ...partnerhub.Status) []badge {
	var list []badge
	for _, status := range statuses {
		if status != partnerhub.StatusNone {
			list = append(list, badge{status.String(), status.Label(v.Language)})
		}
	}
	return list
}

func without(statuses []partnerhub.Status, one partnerhub.Status) []partnerhub.Status {
	return slices.DeleteFunc(slices.Clone(statuses), func(s partnerhub.Status) bool { return s == one })
}

// customersContent is what the list of customers shows.
type customersContent struct {
	Number     int
	Heading    string
	Conditions []choice
	Table      table
}

func (v *visit) customers() (page, error) {
	columns := customerColumns
	if v.condition != 0 {
		columns = append(slices.Clone(columns), whyColumn)
	}
	rows := v.orderedCustomers(columns)
	shown, pages := cut(v, rows)
	content := customersContent{
		Number: len(rows), Heading: v.heading(), Conditions: v.conditionChoices(),
		Table: tableOf(v, v.T("customers"), columns, shown),
	}
	content.Table.Pages, content.Table.CSV = pages, v.csvOf("/customers/csv")
	return page{template: "customers", Title: content.Table.Caption, Content: content}, nil
}

// orderedCustomers returns the rows in the order that the address asks for.
func (v *visit) orderedCustomers(columns []column[customerRow]) []customerRow {
	rows := v.customerRows()
	if compare := comparison(v, columns); compare != nil {
		return sorted(rows, compare, v.order.down)
	}
	return rows
}

// csvOf returns where the table of the present page is to be downloaded.
func (v *visit) csvOf(path string) string { return v.Link(path, v.own()...) }

// customerRows returns the customers of the view, or those of whom the condition
// holds. A finding is a reason why one holds: so the list has as many customers
// as the number that led here.
func (v *visit) customerRows() []customerRow {
	reasons := map[string][]partnerhub.Reason{}
	if v.condition != 0 {
		for finding := range v.view.Findings(v.condition) {
			reasons[finding.CustomerID] = append(reasons[finding.CustomerID], finding.Reason)
		}
	}
	order := append(v.view.Policy().HeadlineOrder, partnerhub.StatusNone)
	var rows []customerRow
	for customer := range v.view.Customers() {
		why, holds := reasons[customer.ID]
		if holds || v.condition == 0 {
			rows = append(rows, customerRow{customer, slices.Index(order, customer.Headline), why})
		}
	}
	return rows
}

// conditionChoices are the lists that there are.
func (v *visit) conditionChoices() []choice {
	list := []choice{{Label: v.T("all"), Href: v.Link("/customers"), Current: v.condition == 0}}
	for _, condition := range partnerhub.Conditions() {
		if condition != partnerhub.ManagedCustomer {
			list = append(list, choice{Label: condition.Label(v.Language), Href: v.listOf(condition), Current: condition == v.condition})
		}
	}
	return list
}

// listOf returns where those are listed of whom a condition holds. That a customer is
// managed holds of all.
func (v *visit) listOf(condition partnerhub.Condition) string {
	if condition == partnerhub.ManagedCustomer {
		return v.Link("/customers")
	}
	return v.Link("/customers", keyCondition, condition.String())
}

// heading says which customers are listed.
func (v *visit) heading() string {
	switch {
	case v.condition != 0:
		return v.condition.Label(v.Language)
	case v.filter != "":
		return v.T("filter.matching")
	}
	return v.T("all")
}
