package main

import (
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/partnerhub/partnerhub"
)

// account is a customer with its entitlements. Its usage is made up when it is
// asked for: there is much of it.
type account struct {
	number        int
	customer      partnerhub.Customer
	subscriptions []partnerhub.Subscription
	trials        []partnerhub.Trial
}

// The purposes of dice.
const (
	forFacts uint64 = iota
	forUsage
	forMoney
	forChanges
)

// newAccount makes up a customer, with one to five entitlements.
func newAccount(number int) account {
	d, money := newDice(number, forFacts), newDice(number, forMoney)
	a := account{number: number, customer: d.customer(number)}
	for i := range d.between(1, 5) {
		id := fmt.Sprintf("e%07d-%d", number, i)
		if d.percent(10) {
			a.trials = append(a.trials, d.trial(id, a.customer.ID))
		} else {
			s := d.subscription(id, a.customer.ID)
			s.TermValue = money.termValue()
			a.subscriptions = append(a.subscriptions, s)
		}
	}
	return a
}

// numberOf returns the number of the customer with an id that customer made.
func numberOf(id string) (int, error) { return strconv.Atoi(id[1:]) }

var (
	places    = []string{"Alpen", "Nordic", "Atlantic", "Danube", "Rhine", "Baltic", "Iberia", "Adriatic", "Tatra", "Hanse", "Aurora", "Zürich"}
	trades    = []string{"Logistik", "Foods", "Textil", "Clinics", "Software", "Énergie", "Hotels", "Schools", "Metall", "Media", "Travel", "Bau"}
	forms     = []string{"GmbH", "AG", "Ltd", "Inc", "SARL", "BV", "SpA", "Oy", "AB", "SA"}
	countries = []string{"DE", "AT", "CH", "FR", "GB", "US", "NL", "IT", "FI", "SE", "ES", ""}
	tags      = []string{"vip", "education", "public", "retail", "health", "emea"}
)

func (d dice) customer(number int) partnerhub.Customer {
	c := partnerhub.Customer{
		ID:      fmt.Sprintf("c%07d", number),
		Name:    fmt.Sprintf("%s %s %d %s", pick(d, places), pick(d, trades), d.between(1, 999), pick(d, forms)),
		Country: pick(d, countries),
	}
	if d.percent(20) {
		c.ManagedBy = partnerhub.ManagedByExternal
	}
	if d.percent(40) {
		c.Tags = []string{pick(d, tags)}
	}
	switch {
	case d.percent(5):
		c.AdminNeverSignedIn = true
	case d.percent(90):
		c.LastAdminSignIn = d.instant(-60, 0)
	}
	return c
}

// catalog is how many entitlements of a hundred have a product.
var catalog = []struct {
	product partnerhub.Product
	percent int
}{
	{partnerhub.Calling, 35},
	{partnerhub.Messaging, 25},
	{partnerhub.Webinars, 10},
	{partnerhub.ContactCenter, 6},
	{partnerhub.Devices, 12},
	{partnerhub.CallOnWebex, 4},
}

// sizes bound the quantities of a line: most customers are small.
var sizes = []int{10, 10, 25, 50, 50, 100, 250, 1000, 5000}

func (d dice) licenses() []partnerhub.License {
	var licenses []partnerhub.License
	add := func(product partnerhub.Product) {
		licenses = append(licenses, partnerhub.License{Product: product, Quantity: int64(d.between(1, pick(d, sizes)))})
	}
	for _, c := range catalog {
		if d.percent(c.percent) {
			add(c.product)
		}
	}
	if licenses == nil || d.percent(40) {
		add(partnerhub.Meetings)
	}
	return licenses
}

func (d dice) trial(id, customer string) partnerhub.Trial {
	start := d.instant(-365, 0)
	return partnerhub.Trial{
		ID: id, CustomerID: customer,
		Start: start, End: start.AddDate(0, 0, d.between(30, 90)),
		Licenses: d.licenses(),
	}
}

var renewals = []partnerhub.Renewal{
	partnerhub.RenewalAuto, partnerhub.RenewalAuto, partnerhub.RenewalAuto,
	partnerhub.RenewalNone, partnerhub.RenewalUnknown,
}

// subscription makes up one of the last three years, or one that starts soon. A
// subscription that renews by itself has done so up to now.
func (d dice) subscription(id, customer string) partnerhub.Subscription {
	start := d.instant(-3*365, 30)
	s := partnerhub.Subscription{
		ID: id, CustomerID: customer,
		OrderedAt: start.AddDate(0, 0, -d.between(0, 30)),
		Start:     start, End: start.AddDate(pick(d, []int{1, 1, 3}), 0, 0),
		Renewal:  pick(d, renewals),
		Licenses: d.licenses(),
	}
	for s.Renewal == partnerhub.RenewalAuto && s.End.Before(asOf) {
		s.End = s.End.AddDate(1, 0, 0)
	}
	if d.percent(95) {
		s.ProvisionedAt = start.AddDate(0, 0, 1)
	}
	if d.percent(2) {
		s.SuspendedAt = d.instant(-30, 0)
	}
	if d.percent(2) {
		s.CancelledAt = s.End.AddDate(0, 0, -d.between(1, 300))
	}
	return s
}

var currencies = []string{"EUR", "USD", "CHF"}

// cents is how many digits of an amount stand after the point.
const cents = 2

// termValue makes up an amount; not every one is given.
func (d dice) termValue() partnerhub.Money {
	if d.percent(10) {
		return partnerhub.Money{}
	}
	return partnerhub.Money{
		Amount:   decimal.New(int64(d.between(10_00, 50_000_00)), -cents),
		Currency: pick(d, currencies),
	}
}
