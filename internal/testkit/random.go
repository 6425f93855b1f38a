package testkit

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/partnerhub/partnerhub"
)

// Random returns a valid dataset with so many customers that looks for trouble:
// dates on and next to every boundary, equal names, lines of nothing and of a
// million millions, unknown counts, samples that tie, plans that contradict one
// another. The same seed and size give the same dataset.
func Random(seed uint64, size int) *partnerhub.Dataset {
	rng := rand.New(rand.NewPCG(seed, uint64(size)))
	base := randomBase(rng)
	g := generator{rng: rng, base: base, data: &partnerhub.Dataset{AsOf: base}}
	g.data.Partner = partnerhub.Partner{ID: "org-0", Name: "Nordwind", Setup: partnerhub.Setup{TermsAcceptedAt: g.maybe(50, g.near)}}
	for i := range size {
		g.addCustomer(fmt.Sprintf("%s-%d", pick(rng, "c", "C", "é", "c-1"), i))
	}
	if g.chance(60) {
		g.addCustomer(g.data.Partner.ID)
	}
	g.addAdmins()
	g.shuffle()
	return g.data
}

// RandomProduct is a product that a random dataset has entitlements of, mostly
// one that it has many of, at times one that nobody has.
func RandomProduct(rng *rand.Rand) partnerhub.Product {
	return pick(rng, partnerhub.Meetings, partnerhub.Meetings, partnerhub.Meetings, partnerhub.Meetings, partnerhub.Calling, partnerhub.Calling,
		partnerhub.Messaging, partnerhub.Devices, "x_1", "nobody_has_it")
}

// generator makes one dataset. All dates lie around the base.
type generator struct {
	rng  *rand.Rand
	base time.Time
	data *partnerhub.Dataset
}

func pick[T any](rng *rand.Rand, from ...T) T { return from[rng.IntN(len(from))] }

func (g *generator) chance(percent int) bool { return g.rng.IntN(100) < percent }

// maybe returns an instant with a chance in percent, else the zero time.
func (g *generator) maybe(percent int, instant func() time.Time) time.Time {
	if !g.chance(percent) {
		return time.Time{}
	}
	return instant()
}

func (g *generator) addCustomer(id string) {
	g.data.Customers = append(g.data.Customers, g.customer(id))
	g.addEntitlements(id)
}

func (g *generator) customer(id string) partnerhub.Customer {
	customer := partnerhub.Customer{
		ID:        id,
		Name:      pick(g.rng, "Aare", "Aare", "aare", "Ärger", "B", "B ", "Zug", "Zürich", "Zug "+id),
		ManagedBy: pick(g.rng, partnerhub.ManagedByPartner, partnerhub.ManagedByExternal),
		Tags:      pick(g.rng, nil, []string{"gold"}, []string{"dach", "gold"}),
		Country:   pick(g.rng, "", "CH", "DE"),
	}
	switch {
	case g.chance(15):
		customer.AdminNeverSignedIn = true
	case g.chance(80):
		customer.LastAdminSignIn = g.near()
	}
	return customer
}

// products are what a customer has bought.
func (g *generator) products() []partnerhub.Product {
	return pick(g.rng, []partnerhub.Product{partnerhub.Meetings}, []partnerhub.Product{partnerhub.Meetings},
		[]partnerhub.Product{partnerhub.Meetings, partnerhub.Calling}, []partnerhub.Product{partnerhub.Meetings, partnerhub.Calling},
		[]partnerhub.Product{partnerhub.Meetings, partnerhub.Calling, partnerhub.Messaging, partnerhub.Devices, "x_1"},
		[]partnerhub.Product{partnerhub.Messaging})
}

func (g *generator) addEntitlements(customerID string) {
	products := g.products()
	for range pick(g.rng, 0, 1, 1, 1, 2, 2, 3, 5) {
		licenses := g.licenses(products)
		number := g.rng.Uint64() // no two alike, however many there are
		var id string
		if g.chance(25) {
			id = fmt.Sprintf("trial-%d", number)
			g.data.Trials = append(g.data.Trials, g.trial(id, customerID, licenses))
		} else {
			id = fmt.Sprintf("Sub-%d", number)
			g.data.Subscriptions = append(g.data.Subscriptions, g.subscription(id, customerID, licenses))
		}
		g.addUsage(id, licenses)
	}
}

// licenses are lines of the products, often several of the same, at times none.
func (g *generator) licenses(products []partnerhub.Product) []partnerhub.License {
	const most = 1_000_000_000_000
	var lines []partnerhub.License
	for range pick(g.rng, 0, 1, 1, 1, 2, 3) {
		quantity := pick[int64](g.rng, 0, 1, 5, 9, 10, 12, 20, 20, 40, 50, 99, 100, 101, 150, 999, 1000, 1001, 5000, 1_000_000, most)
		lines = append(lines, partnerhub.License{Product: pick(g.rng, products...), Quantity: quantity})
	}
	return lines
}

func (g *generator) trial(id, customerID string, licenses []partnerhub.License) partnerhub.Trial {
	start := g.start()
	return partnerhub.Trial{ID: id, CustomerID: customerID, Start: start, End: g.endAfter(start), Licenses: licenses}
}

func (g *generator) subscription(id, customerID string, licenses []partnerhub.License) partnerhub.Subscription {
	start := g.start()
	s := partnerhub.Subscription{
		ID: id, CustomerID: customerID, Start: start, End: g.endAfter(start), Licenses: licenses,
		Renewal:       pick(g.rng, partnerhub.RenewalUnknown, partnerhub.RenewalNone, partnerhub.RenewalAuto, partnerhub.RenewalAuto),
		OrderedAt:     g.maybe(30, g.near),
		ProvisionedAt: g.maybe(30, g.near),
		SuspendedAt:   g.maybe(15, g.near),
		CancelledAt:   g.maybe(15, g.near),
	}
	if g.chance(50) {
		s.ProvisionedAt = start
	}
	if g.chance(60) {
		s.TermValue = g.money()
	}
	if g.chance(10) {
		s.Orders = []partnerhub.Order{{Number: "W-1", PlacedAt: g.near(), Kind: partnerhub.OrderNew, Value: g.money()}, {Number: "W-2"}}
		s.Invoices = []partnerhub.Invoice{{Number: "I-1", DueAt: g.near(), Amount: g.money()}, {Number: "I-2", Amount: g.money()}}
	}
	return s
}

// money has up to 37 digits, up to 18 of them after the point.
func (g *generator) money() partnerhub.Money {
	text := pick(g.rng, "", "-") + pick(g.rng, "0", "1", "12000", g.digits(19)) + pick(g.rng, "", ".0", ".10", "."+g.digits(18))
	money, err := partnerhub.ParseMoney(text, pick(g.rng, "EUR", "USD", "CHF"))
	if err != nil {
		panic(err)
	}
	return money
}

func (g *generator) digits(most int) string {
	digits := make([]byte, 1+g.rng.IntN(most))
	for i := range digits {
		digits[i] = byte('0' + g.rng.IntN(10))
	}
	return string(digits)
}

// addAdmins adds administrators of every role, each with customers assigned:
// none, some or all, at times the partner's own organization among them.
func (g *generator) addAdmins() {
	for role := partnerhub.RoleFull; role <= partnerhub.RoleHelpDesk; role++ {
		for n := range g.rng.IntN(3) {
			admin := partnerhub.Admin{ID: fmt.Sprintf("a-%s-%d", role, n), Name: "Ida", Role: role}
			share := pick(g.rng, 0, 10, 50, 100)
			for _, customer := range g.data.Customers {
				if g.chance(share) {
					admin.CustomerIDs = append(admin.CustomerIDs, customer.ID)
				}
			}
			g.data.Admins = append(g.data.Admins, admin)
		}
	}
}

func (g *generator) shuffle() {
	shuffle(g.rng, g.data.Customers)
	shuffle(g.rng, g.data.Subscriptions)
	shuffle(g.rng, g.data.Trials)
	shuffle(g.rng, g.data.Usage)
	shuffle(g.rng, g.data.Admins)
}

func shuffle[T any](rng *rand.Rand, list []T) {
	rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}
