package testkit

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/partnerhub/partnerhub"
)

// RandomChanges returns so many valid changes of a random dataset, each for what
// those before it leave, and the dataset after them.
func RandomChanges(rng *rand.Rand, d *partnerhub.Dataset, n int) ([]partnerhub.Change, *partnerhub.Dataset) {
	var changes []partnerhub.Change
	for len(changes) < n {
		change := RandomChange(rng, d)
		if after, valid := Changed(d, change); valid {
			changes, d = append(changes, change), after
		}
	}
	return changes, d
}

// RandomChange returns a change of a random dataset. It looks for trouble as
// Random does, and may be one that can't be made: of something that is not
// there, to an id that is taken, or to a value out of its range.
func RandomChange(rng *rand.Rand, d *partnerhub.Dataset) partnerhub.Change {
	g := generator{rng: rng, base: d.AsOf, data: d}
	return pick(rng,
		g.upsertCustomer, g.upsertCustomer, g.removeCustomer,
		g.upsertSubscription, g.upsertSubscription, g.upsertSubscription, g.removeSubscription,
		g.upsertTrial, g.upsertTrial, g.removeTrial, g.startTrial, g.extendTrial, g.extendTrial,
		g.recordUsage, g.recordUsage, g.recordUsage, g.recordUsage,
		g.upsertAdmin, g.removeAdmin, g.assignAdmin, g.assignAdmin, g.unassignAdmin,
	)()
}

func (g *generator) newID(kind string) string { return fmt.Sprintf("%s-%d", kind, g.rng.Uint32()) }

// idOf is mostly the id of one of a list, at times another.
func idOf[T any](g *generator, list []T, id func(T) string, others ...string) string {
	if len(list) == 0 || g.chance(4) {
		return pick(g.rng, append(others, "", "nobody")...)
	}
	return id(pick(g.rng, list...))
}

func (g *generator) customerID() string {
	return idOf(g, g.data.Customers, func(c partnerhub.Customer) string { return c.ID }, g.data.Partner.ID)
}

func (g *generator) subscriptionID() string {
	return idOf(g, g.data.Subscriptions, func(s partnerhub.Subscription) string { return s.ID }, g.newID("Sub"))
}

func (g *generator) trialID() string {
	return idOf(g, g.data.Trials, func(t partnerhub.Trial) string { return t.ID }, g.newID("trial"))
}

func (g *generator) adminID() string {
	return idOf(g, g.data.Admins, func(a partnerhub.Admin) string { return a.ID }, g.newID("a"))
}

func (g *generator) upsertCustomer() partnerhub.Change {
	customer := g.customer(pick(g.rng, g.customerID(), g.customerID(), g.newID("c"), g.data.Partner.ID))
	if g.chance(3) {
		customer.Name, customer.LastAdminSignIn = "", time.Unix(1<<40, 0)
	}
	return partnerhub.UpsertCustomer{Customer: customer}
}

func (g *generator) removeCustomer() partnerhub.Change {
	return partnerhub.RemoveCustomer{ID: g.customerID()}
}

// upsertSubscription is new, or moves to any customer, with any lines; at times
// it lasts as long as there are years.
func (g *generator) upsertSubscription() partnerhub.Change {
	id := pick(g.rng, g.subscriptionID(), g.subscriptionID(), g.newID("Sub"), g.trialID())
	s := g.subscription(id, g.customerID(), g.licenses(g.products()))
	if g.chance(3) {
		s.Start, s.End = time.Time{}.Add(1), time.Date(9999, 12, 31, 23, 59, 59, 999_999_999, time.UTC)
	}
	if g.chance(10) {
		s.OrderedAt = s.Start
	}
	if g.chance(3) {
		s.Renewal = 7
	}
	return partnerhub.UpsertSubscription{Subscription: s}
}

func (g *generator) removeSubscription() partnerhub.Change {
	return partnerhub.RemoveSubscription{ID: g.subscriptionID()}
}

func (g *generator) upsertTrial() partnerhub.Change {
	id := pick(g.rng, g.trialID(), g.trialID(), g.newID("trial"), g.subscriptionID())
	return partnerhub.UpsertTrial{Trial: g.anyTrial(id)}
}

func (g *generator) startTrial() partnerhub.Change {
	return partnerhub.StartTrial{Trial: g.anyTrial(pick(g.rng, g.newID("trial"), g.newID("trial"), g.trialID(), g.subscriptionID()))}
}

func (g *generator) anyTrial(id string) partnerhub.Trial {
	t := g.trial(id, g.customerID(), g.licenses(g.products()))
	if g.chance(3) {
		t.End = t.Start
	}
	return t
}

func (g *generator) removeTrial() partnerhub.Change {
	return partnerhub.RemoveTrial{ID: g.trialID()}
}

func (g *generator) extendTrial() partnerhub.Change {
	const most = 3_652_059
	change := partnerhub.ExtendTrial{ID: g.trialID(), Days: pick(g.rng, 1, 1, 7, 30, 30, 365, 0, -1, most)}
	change.From = g.maybe(50, g.near)
	if change.Days < most {
		change.Location = pick(g.rng, append(locations, nil)...)
	}
	return change
}

// recordUsage is of a line that there is, mostly, and of a day around the base,
// or of one that has a sample.
func (g *generator) recordUsage() partnerhub.Change {
	u := partnerhub.UsageSample{EntitlementID: "nobody", Product: RandomProduct(g.rng), Date: g.near()}
	var total int64
	for range 3 { // to find one that has lines
		id, licenses := g.entitlement()
		if len(licenses) > 0 {
			line := pick(g.rng, licenses...)
			u.EntitlementID, total = id, line.Quantity
			if g.chance(95) {
				u.Product = line.Product
			}
		}
	}
	if len(g.data.Usage) > 0 && g.chance(40) {
		again := pick(g.rng, g.data.Usage...)
		u.EntitlementID, u.Product, u.Date = again.EntitlementID, again.Product, g.anyTimeOf(again.Date)
	}
	u.Assigned, u.Used, u.UsedQuarter = g.count(total), g.count(total), g.count(total)
	if g.chance(3) {
		u.Assigned = partnerhub.Known(-5)
	}
	return partnerhub.RecordUsage{Sample: u}
}

func (g *generator) entitlement() (id string, licenses []partnerhub.License) {
	if len(g.data.Trials) > 0 && g.chance(30) {
		t := pick(g.rng, g.data.Trials...)
		return t.ID, t.Licenses
	}
	if len(g.data.Subscriptions) > 0 {
		s := pick(g.rng, g.data.Subscriptions...)
		return s.ID, s.Licenses
	}
	return "", nil
}

func (g *generator) upsertAdmin() partnerhub.Change {
	role := partnerhub.Role(pick(g.rng, 1, 2, 3, 3, 4, 4, 5, 3, 4, 3, 4, 0))
	admin := partnerhub.Admin{ID: pick(g.rng, g.adminID(), g.adminID(), g.newID("a")), Name: pick(g.rng, "Ida", "Ole"), Role: role}
	for range pick(g.rng, 0, 1, 2, 5, 20) {
		admin.CustomerIDs = append(admin.CustomerIDs, g.customerID())
	}
	return partnerhub.UpsertAdmin{Admin: admin}
}

func (g *generator) removeAdmin() partnerhub.Change {
	return partnerhub.RemoveAdmin{ID: g.adminID()}
}

func (g *generator) assignAdmin() partnerhub.Change {
	return partnerhub.AssignAdmin{AdminID: g.adminID(), CustomerID: g.customerID()}
}

// unassignAdmin is of an assignment, if the administrator has one.
func (g *generator) unassignAdmin() partnerhub.Change {
	change := partnerhub.UnassignAdmin{AdminID: g.adminID(), CustomerID: g.customerID()}
	if len(g.data.Admins) > 0 {
		admin := pick(g.rng, g.data.Admins...)
		if len(admin.CustomerIDs) > 0 && g.chance(90) {
			change.AdminID, change.CustomerID = admin.ID, pick(g.rng, admin.CustomerIDs...)
		}
	}
	return change
}
