package testkit

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/partnerhub/partnerhub"
)

// Borderline returns a dataset of some customers who are all close to a limit of
// the default policy: a window of days, the freshness of a sample, the benchmark
// and the ceiling of a share, a size band. Nearly every number of a policy that is
// a little different gives another answer. Usage has gaps of up to forty days.
func Borderline(rng *rand.Rand) *partnerhub.Dataset {
	g := &generator{rng: rng, data: &partnerhub.Dataset{
		AsOf:    time.Date(2026, time.January, 31, 12, 0, 0, 0, time.UTC),
		Partner: partnerhub.Partner{ID: "org-0", Name: "Partner"},
	}}
	for i := range 14 + rng.IntN(6) {
		g.addBorderline(fmt.Sprintf("c-%02d", i))
	}
	for i := range 2 {
		admin := partnerhub.Admin{ID: fmt.Sprintf("a-%d", i), Name: "Admin", Role: partnerhub.RoleAdmin}
		for j := i; j < len(g.data.Customers); j += 2 {
			admin.CustomerIDs = append(admin.CustomerIDs, g.data.Customers[j].ID)
		}
		g.data.Admins = append(g.data.Admins, admin)
	}
	return g.data
}

// around is an instant so many days off the as-of instant, give or take twelve.
func (g *generator) around(days int) time.Time {
	return g.data.AsOf.AddDate(0, 0, days-12+g.rng.IntN(25)).Add(time.Duration(g.rng.IntN(24)-12) * time.Hour)
}

func (g *generator) addBorderline(id string) {
	c := partnerhub.Customer{ID: id, Name: pick(g.rng, "Alder", "Birch", "Cedar", id), LastAdminSignIn: g.around(-30)}
	g.data.Customers = append(g.data.Customers, c)
	for i := range 1 + g.rng.IntN(2) {
		s := partnerhub.Subscription{
			ID: fmt.Sprintf("s-%s-%d", id, i), CustomerID: id,
			Start: g.around(pick(g.rng, -30, -30, -90, -400)), End: g.around(pick(g.rng, 30, 90, 90, 400)),
			Renewal:       pick(g.rng, partnerhub.RenewalAuto, partnerhub.RenewalNone),
			ProvisionedAt: g.around(-10),
		}
		for _, product := range []partnerhub.Product{partnerhub.Meetings, partnerhub.Calling, partnerhub.Webinars, partnerhub.Devices} {
			total := pick[int64](g.rng, 8, 9, 10, 12, 20, 40)
			s.Licenses = append(s.Licenses, partnerhub.License{Product: product, Quantity: total})
			g.addGappyUsage(s.ID, product, total)
		}
		g.data.Subscriptions = append(g.data.Subscriptions, s)
	}
}

// addGappyUsage adds samples on days that all lines have, every third, and leaves out
// some in a row.
func (g *generator) addGappyUsage(id string, product partnerhub.Product, total int64) {
	for back := 72; back >= 0; back -= 3 {
		if g.chance(12) {
			back -= 3 * (1 + g.rng.IntN(13))
		}
		if back < 0 {
			return
		}
		g.data.Usage = append(g.data.Usage, partnerhub.UsageSample{
			EntitlementID: id, Product: product, Date: g.data.AsOf.AddDate(0, 0, -back),
			Assigned: partnerhub.Known(total*int64(55+g.rng.IntN(55))/100 + 1), Used: partnerhub.Known(g.rng.Int64N(total)),
		})
	}
}
