package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
)

// collected is the as-of instant: nothing that happened later is in the dataset.
var collected = time.Date(2026, time.January, 31, 9, 0, 0, 0, time.UTC)

const partnerID = "org-0"

// dataset returns the portfolio's facts.
func dataset() *partnerhub.Dataset {
	b := builder{data: &partnerhub.Dataset{AsOf: collected, Partner: partner()}}
	b.add(partnerID, 0, ownOrganization)
	for i, a := range accounts {
		b.add(fmt.Sprintf("c-%02d", i+1), i+1, a)
	}
	b.data.Admins = admins(b.data.Customers)
	return b.data
}

// builder turns what is written down into facts.
type builder struct {
	data *partnerhub.Dataset
	// number is that of the entitlement to come: ten for each customer.
	number int
}

func (b *builder) add(id string, position int, a account) {
	c := partnerhub.Customer{
		ID: id, Name: a.name, Country: a.country, ManagedBy: a.managedBy,
		Tags: strings.Fields(a.tags), LaunchURL: "https://admin.example.com/launch/" + id,
	}
	switch a.signIn {
	case never:
		c.AdminNeverSignedIn = true
	case unknown:
	default:
		c.LastAdminSignIn = date(a.signIn).Add(8*time.Hour + 40*time.Minute)
	}
	b.data.Customers = append(b.data.Customers, c)
	b.number = 1000 + 10*position
	for _, e := range a.has {
		b.number++
		e.addTo(b, id)
	}
}

func (t trial) addTo(b *builder, customerID string) {
	start := date(t.start)
	fact := partnerhub.Trial{
		ID: fmt.Sprintf("trial-%d", b.number), CustomerID: customerID,
		Start: start, End: start.AddDate(0, 0, t.days), Licenses: licenses(t.lines),
	}
	b.data.Trials = append(b.data.Trials, fact)
	b.addUsage(fact.ID, fact.Start, fact.End, t.lines)
}

func (s subscription) addTo(b *builder, customerID string) {
	fact := partnerhub.Subscription{
		ID: fmt.Sprintf("Sub-%d", b.number), CustomerID: customerID,
		OrderedAt: s.orderedAt(), Start: date(s.start), End: s.end(), Renewal: s.renewal,
		SuspendedAt: date(s.suspendedOn), CancelledAt: date(s.cancelledTo),
		Licenses: licenses(s.lines), TermValue: money(s.value),
		Orders: s.orders(b.number), Invoices: s.invoices(b.number),
	}
	if !s.pendingSetup {
		fact.ProvisionedAt = fact.OrderedAt.AddDate(0, 0, 5)
	}
	b.data.Subscriptions = append(b.data.Subscriptions, fact)
	end := fact.End
	if !fact.CancelledAt.IsZero() {
		end = fact.CancelledAt
	}
	b.addUsage(fact.ID, fact.Start, end, s.lines)
}

// orderedAt is ten days before the start unless something else is written down.
func (s subscription) orderedAt() time.Time {
	if s.orderedOn != "" {
		return date(s.orderedOn)
	}
	return date(s.start).AddDate(0, 0, -10)
}

func (s subscription) end() time.Time {
	if s.months == 0 {
		return time.Time{}
	}
	return date(s.start).AddDate(0, s.months, 0)
}

func licenses(lines []line) []partnerhub.License {
	var list []partnerhub.License
	for _, l := range lines {
		list = append(list, partnerhub.License{Product: l.product, Quantity: l.quantity})
	}
	return list
}

// date returns midnight UTC of a date, or the zero time for "".
func date(text string) time.Time {
	if text == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err) // a slip in the written list
	}
	return t
}

// money reads "4800 EUR", or nothing.
func money(text string) partnerhub.Money {
	if text == "" {
		return partnerhub.Money{}
	}
	amount, currency, _ := strings.Cut(text, " ")
	m, err := partnerhub.ParseMoney(amount, currency)
	if err != nil {
		panic(err) // a slip in the written list
	}
	return m
}

// admins returns the administrators with the customers of their countries.
func admins(customers []partnerhub.Customer) []partnerhub.Admin {
	var list []partnerhub.Admin
	for i, s := range staff {
		admin := partnerhub.Admin{
			ID: fmt.Sprintf("a-%d", i+1), Name: s.name, Email: s.mailbox + "@nordwind.example", Role: s.role,
		}
		countries := strings.Fields(s.countries)
		for _, c := range customers {
			if c.ID != partnerID && slices.Contains(countries, c.Country) {
				admin.CustomerIDs = append(admin.CustomerIDs, c.ID)
			}
		}
		list = append(list, admin)
	}
	return list
}
