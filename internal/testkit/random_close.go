package testkit

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub"
)

// Close returns a valid dataset with so many customers in which little makes a
// difference. Their shares lie around a benchmark and a ceiling; starts, ends,
// sign-ins and last samples have every age around those at which windows close,
// and some dates are a minute, an hour or a day after its instant. Most is measured
// every day, with gaps, on whole seconds. The same seed and size give the same
// dataset.
func Close(seed uint64, size int) *partnerhub.Dataset {
	rng := rand.New(rand.NewPCG(seed, uint64(size)+1<<32))
	base := time.Date(2026, 1, 31, 12, rng.IntN(60), rng.IntN(60), 0, time.UTC)
	g := closeGenerator{generator{rng: rng, base: base, data: &partnerhub.Dataset{AsOf: base}}}
	g.data.Partner = partnerhub.Partner{ID: "org-0", Name: "Nordwind"}
	for i := range size {
		g.addClose(i)
	}
	g.data.Customers = append(g.data.Customers, partnerhub.Customer{ID: g.data.Partner.ID, Name: "Nordwind"})
	g.addCloseAdmins()
	g.shuffle()
	return g.data
}

// Alike returns a dataset with so many customers that have all so much of their
// licenses assigned, in percent, at an instant and on days before it.
func Alike(asOf time.Time, size int, percent int64) *partnerhub.Dataset {
	d := &partnerhub.Dataset{AsOf: asOf, Partner: partnerhub.Partner{ID: "org-0"}}
	for i := range size {
		id := fmt.Sprintf("alike-%d", i)
		quantity := []int64{5, 50, 500}[i%3]
		licenses := []partnerhub.License{{Product: partnerhub.Meetings, Quantity: quantity}, {Product: partnerhub.Calling, Quantity: quantity}}
		d.Customers = append(d.Customers, partnerhub.Customer{ID: id, Name: id})
		d.Subscriptions = append(d.Subscriptions, partnerhub.Subscription{ID: "s-" + id, CustomerID: id, Start: asOf.AddDate(-1, 0, 0), Licenses: licenses})
		for _, line := range licenses {
			d.Usage = append(d.Usage, partnerhub.UsageSample{
				EntitlementID: "s-" + id, Product: line.Product, Date: asOf, Assigned: partnerhub.Known(quantity * percent / 100),
			})
		}
	}
	return d
}

// closeGenerator makes one dataset.
type closeGenerator struct{ generator }

// days is so many days after the base, at the same time of day.
func (g *closeGenerator) days(n int) time.Time { return g.base.AddDate(0, 0, n) }

// soon are dates that are near, after the base and before it.
var soon = []time.Duration{
	30 * time.Second, 30 * time.Minute, 7 * time.Hour, 23 * time.Hour,
	-30 * time.Second, -30 * time.Minute, -7 * time.Hour, -23 * time.Hour,
}

func (g *closeGenerator) addClose(i int) {
	customer := partnerhub.Customer{
		ID: fmt.Sprintf("k-%02d", i), Name: fmt.Sprintf("Kunde %02d", i/2), Country: pick(g.rng, "", "CH", "DE"),
		ManagedBy: partnerhub.ManagedBy(i % 2), Tags: pick(g.rng, nil, []string{"gold"}, []string{"dach", "gold"}),
		LaunchURL: pick(g.rng, "", "https://example.com/"+fmt.Sprint(i)),
	}
	switch i % 8 {
	case 0: // unknown
	case 1:
		customer.AdminNeverSignedIn = true
	default:
		customer.LastAdminSignIn = g.days(-16 - i)
	}
	g.data.Customers = append(g.data.Customers, customer)
	g.addCloseSubscription(i, customer.ID)
	if i%4 == 3 {
		g.addCloseTrial(i, customer.ID)
	}
}

// addCloseSubscription adds the subscription that the customer is compared by.
func (g *closeGenerator) addCloseSubscription(i int, customerID string) {
	quantity := 20 + int64(i)
	if i%4 == 2 {
		quantity = 150 + 10*int64(i)
	}
	s := partnerhub.Subscription{
		ID: fmt.Sprintf("s-%02d", i), CustomerID: customerID, Start: g.days(-closeAge(i)), Renewal: partnerhub.Renewal(i % 3),
		Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: quantity}, {Product: partnerhub.Calling, Quantity: quantity + 1}},
	}
	s.Licenses = append(s.Licenses, partnerhub.License{Product: pick(g.rng, partnerhub.Messaging, partnerhub.Devices), Quantity: quantity})
	switch {
	case i == 16 || i == 20: // a day earlier in the west
		s.End = g.days(31 + 15*(20-i)).Add(-3 * time.Hour)
	case i%5 != 4:
		s.End = g.days(4 + 5*i)
	}
	if i%3 != 0 {
		s.ProvisionedAt = s.Start
	}
	g.addPlans(i, &s)
	g.addPapers(i, &s)
	g.data.Subscriptions = append(g.data.Subscriptions, s)
	for _, line := range s.Licenses {
		g.addDays(i, s.ID, line)
	}
}

// closeAge is how many days ago a subscription began: for some customers around
// the days at which one is settled, or no longer new.
func closeAge(i int) int {
	return []int{25, 120, 200, 33, 300, 40, 100, 28, 91, 365}[i%10]
}

// addPlans adds what is dated near the base, for some.
func (g *closeGenerator) addPlans(i int, s *partnerhub.Subscription) {
	date := g.base.Add(soon[i/2%len(soon)])
	switch i % 6 {
	case 1:
		s.SuspendedAt = date
	case 2:
		s.OrderedAt = s.Start.AddDate(0, 0, -5)
	case 3:
		s.CancelledAt = date
	case 4:
		s.OrderedAt = s.Start.AddDate(0, 0, 2)
	}
}

// addPapers adds a value, orders and invoices, for some.
func (g *closeGenerator) addPapers(i int, s *partnerhub.Subscription) {
	if i%2 == 0 {
		s.TermValue = euros("12")
	}
	if i%3 == 1 {
		s.Orders = []partnerhub.Order{
			{Number: "W-1", PlacedAt: g.days(-30), Kind: partnerhub.OrderNew, Value: euros("12"), Lines: []partnerhub.OrderLine{{Product: partnerhub.Meetings, Delta: 5}}},
			{Number: "W-2", PlacedAt: g.days(-3)},
		}
	}
	if i%4 == 1 {
		s.Invoices = []partnerhub.Invoice{{Number: "I-1", IssuedAt: g.days(-20), DueAt: g.days(-2), Amount: euros("3")}, {Number: "I-2"}}
	}
}

func euros(text string) partnerhub.Money {
	money, err := partnerhub.ParseMoney(text, "EUR")
	if err != nil {
		panic(err)
	}
	return money
}

func (g *closeGenerator) addCloseTrial(i int, customerID string) {
	t := partnerhub.Trial{
		ID: fmt.Sprintf("trial-%02d", i), CustomerID: customerID, Start: g.days(-10 - i), End: g.days(10 + 3*i),
		Licenses: []partnerhub.License{{Product: partnerhub.Calling, Quantity: 10}},
	}
	g.data.Trials = append(g.data.Trials, t)
	g.addDays(i, t.ID, t.Licenses[0])
}

// addDays adds a sample for most days: with a gap, here and there, and up to a day
// around which it is no longer fresh.
func (g *closeGenerator) addDays(i int, entitlementID string, line partnerhub.License) {
	gap := pick(g.rng, 0, 0, 1, 2, 3, 4, 5, 8)
	if i == 5 && line.Product == partnerhub.Meetings {
		gap = 40
	}
	days := max(16, 4*gap+g.rng.IntN(4)) // a line with more gaps than that is in no calendar
	age := pick(g.rng, 0, 0, 0, 0, 1, 2)
	if i%3 == 0 {
		age = []int{4, 6, 7, 12}[i/3%4]
	}
	over := 1 + g.rng.IntN(8) // days since the gap
	for back := range days {
		if over <= back && back < over+gap {
			continue
		}
		g.addDay(i, entitlementID, line, -age-back)
	}
}

func (g *closeGenerator) addDay(i int, entitlementID string, line partnerhub.License, day int) {
	sample := partnerhub.UsageSample{
		EntitlementID: entitlementID, Product: line.Product, Date: g.days(day),
		Assigned: partnerhub.Known((line.Quantity*closeShare(i) + 99) / 100), Used: partnerhub.Known(g.rng.Int64N(line.Quantity + 1)),
	}
	switch g.rng.IntN(12) {
	case 0:
		sample.Used = partnerhub.Count{}
	case 1:
		sample.UsedQuarter = partnerhub.Known(g.rng.Int64N(line.Quantity + 1))
	}
	g.data.Usage = append(g.data.Usage, sample)
}

// closeShare is how much of the licenses of a customer is assigned, in percent:
// mostly around the ceiling, at times more than there is.
func closeShare(i int) int64 {
	if i%4 == 2 { // those with many licenses
		return []int64{20, 35, 60, 70, 90, 110}[i/4%6]
	}
	return []int64{84, 30, 87, 83, 90, 86, 95, 86, 81, 120, 85, 88, 87, 84, 95, 86, 85, 91, 95, 81, 60, 89, 95, 85}[i%24]
}

// addCloseAdmins adds administrators who see all, half, a third and nobody.
func (g *closeGenerator) addCloseAdmins() {
	for n, role := range []partnerhub.Role{partnerhub.RoleFull, partnerhub.RoleAdmin, partnerhub.RoleProvisioning, partnerhub.RoleAdmin} {
		admin := partnerhub.Admin{ID: fmt.Sprintf("a-%d", n), Name: "Ida", Email: "ida@example.com", Role: role}
		for i, customer := range g.data.Customers {
			if n < 3 && i%(n+1) == 0 {
				admin.CustomerIDs = append(admin.CustomerIDs, customer.ID)
			}
		}
		slices.Sort(admin.CustomerIDs)
		g.data.Admins = append(g.data.Admins, admin)
	}
}
