package main

import (
	"fmt"
	"time"

	"github.com/partnerhub/partnerhub"
)

// What the page of a customer shows of subscriptions and trials.

// TermFacts are those that subscriptions and trials have.
func (v *visit) TermFacts(t partnerhub.Term) []fact {
	end := v.T("open")
	if !t.End.IsZero() {
		end = v.Day(t.End)
	}
	return []fact{
		{Label: v.T("term.period"), Value: v.Day(t.Start) + " – " + end},
		{Label: v.T("term.left"), Value: v.Count(t.DaysUntilEnd)},
	}
}

// SubscriptionFacts are those of a subscription. Dates that there are not are left
// out.
func (v *visit) SubscriptionFacts(s partnerhub.SubscriptionDetail) []fact {
	facts := append(v.TermFacts(s.Term),
		fact{Label: v.T("term.renewal"), Value: v.T("renewal." + s.Renewal.String())},
		fact{Label: v.T("term.value"), Value: v.Money(s.TermValue)})
	for _, date := range []struct {
		word string
		at   time.Time
	}{
		{"term.ordered", s.OrderedAt}, {"term.provisioned", s.ProvisionedAt}, {"term.suspended", s.SuspendedAt}, {"term.cancelled", s.CancelledAt},
	} {
		if !date.at.IsZero() {
			facts = append(facts, fact{Label: v.T(date.word), Value: v.Day(date.at)})
		}
	}
	return facts
}

var usageColumns = []column[partnerhub.LicenseUsage]{
	{key: "product", show: func(v *visit, l *partnerhub.LicenseUsage) cell { return cell{Text: productName(l.Product)} }},
	plain("licenses", func(v *visit, l *partnerhub.LicenseUsage) string { return v.Num(l.Total) }),
	plain("assigned", func(v *visit, l *partnerhub.LicenseUsage) string { return v.Count(l.Assigned) }),
	plain("weeklyAssigned", func(v *visit, l *partnerhub.LicenseUsage) string { return v.Change(l.WeeklyAssignedChange) }),
	plain("used", func(v *visit, l *partnerhub.LicenseUsage) string { return v.Count(l.Used) }),
	plain("weeklyUsed", func(v *visit, l *partnerhub.LicenseUsage) string { return v.Change(l.WeeklyUsedChange) }),
	plain("quarter", func(v *visit, l *partnerhub.LicenseUsage) string {
		return v.atLeast(l.UsedLast3Months, l.UsedLast3MonthsLowerBound)
	}),
	plain("available", func(v *visit, l *partnerhub.LicenseUsage) string { return v.Count(l.Available) }),
	plain("overage", func(v *visit, l *partnerhub.LicenseUsage) string { return v.Count(l.Overage) }),
}

// UsageTable is the licenses of an entitlement.
func (v *visit) UsageTable(t partnerhub.Term) table {
	return tableOf(v, t.ID, usageColumns, t.Licenses)
}

var orderColumns = []column[partnerhub.Order]{
	{key: "number", show: func(v *visit, o *partnerhub.Order) cell { return cell{Text: o.Number} }},
	{key: "placed", show: func(v *visit, o *partnerhub.Order) cell { return cell{Text: v.Day(o.PlacedAt)} }},
	{key: "kind", show: func(v *visit, o *partnerhub.Order) cell { return cell{Text: v.orderKind(o.Kind)} }},
	{key: "lines", show: func(v *visit, o *partnerhub.Order) cell { return listCell(v.orderLines(o.Lines)) }},
	plain("value", func(v *visit, o *partnerhub.Order) string { return v.Money(o.Value) }),
}

func (v *visit) orderKind(kind partnerhub.OrderKind) string {
	if kind == partnerhub.OrderKindUnknown {
		return missing
	}
	return v.T("order." + kind.String())
}

func (v *visit) orderLines(lines []partnerhub.OrderLine) []string {
	var texts []string
	for _, line := range lines {
		texts = append(texts, fmt.Sprintf("%s\u00a0%s", productName(line.Product), v.Change(partnerhub.Known(line.Delta))))
	}
	return texts
}

// OrdersTable is the history of orders of a subscription.
func (v *visit) OrdersTable(orders []partnerhub.Order) table {
	return tableOf(v, v.T("customer.orders"), orderColumns, orders)
}

var invoiceColumns = []column[partnerhub.InvoiceDetail]{
	{key: "number", show: func(v *visit, i *partnerhub.InvoiceDetail) cell { return cell{Text: i.Number} }},
	{key: "issued", show: func(v *visit, i *partnerhub.InvoiceDetail) cell { return cell{Text: v.Day(i.IssuedAt)} }},
	{key: "due", show: func(v *visit, i *partnerhub.InvoiceDetail) cell { return cell{Text: v.Day(i.DueAt)} }},
	{key: "state", show: func(v *visit, i *partnerhub.InvoiceDetail) cell {
		return cell{Text: v.T("invoice." + i.State.String())}
	}},
	plain("amount", func(v *visit, i *partnerhub.InvoiceDetail) string { return v.Money(i.Amount) }),
}

// InvoicesTable is the invoices of a subscription.
func (v *visit) InvoicesTable(invoices []partnerhub.InvoiceDetail) table {
	return tableOf(v, v.T("customer.invoices"), invoiceColumns, invoices)
}

var adminColumns = []column[partnerhub.AssignedAdmin]{
	{key: "name", show: func(v *visit, a *partnerhub.AssignedAdmin) cell {
		return cell{Text: v.nameOf(partnerhub.Admin{ID: a.ID, Name: a.Name})}
	}},
	{key: "email", show: func(v *visit, a *partnerhub.AssignedAdmin) cell { return cell{Text: orMissing(a.Email)} }},
	{key: "role", show: func(v *visit, a *partnerhub.AssignedAdmin) cell { return cell{Text: v.T("role." + a.Role.String())} }},
}

// AdminsTable is the administrators of the partner to whom a customer is assigned.
func (v *visit) AdminsTable(admins []partnerhub.AssignedAdmin) table {
	return tableOf(v, v.T("customer.admins"), adminColumns, admins)
}

// TrialChoices are the products that a trial can be of.
func (v *visit) TrialChoices() []choice {
	var list []choice
	for _, product := range trialProducts(v.scope) {
		list = append(list, choice{Label: productName(product), Value: string(product), Current: product == v.product})
	}
	return list
}

// ExtendLabel says what the form of a trial with an end does.
func (v *visit) ExtendLabel(trial partnerhub.TrialDetail) string {
	if hasEnded(trial) {
		return v.T("form.resume", trialDays, v.Day(v.asOf))
	}
	return v.T("form.extend", trialDays)
}

// TrialDays and MaxTrial are for the forms, and Action is where one leads.
func (v *visit) TrialDays() int { return trialDays }
func (v *visit) MaxTrial() int  { return maxTrialSize }

// Action returns the address of a form about the customer.
func (v *visit) Action(path string) string { return v.Link(path, keyID, v.id) }
