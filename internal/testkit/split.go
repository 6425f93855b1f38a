package testkit

import (
	"math/rand/v2"

	"github.com/partnerhub/partnerhub"
)

// Split deals the customers of a dataset, each with all that is its own, to n
// parts. Every part has all administrators, as far as they are assigned to it.
func Split(rng *rand.Rand, d *partnerhub.Dataset, n int) []*partnerhub.Dataset {
	parts := make([]*partnerhub.Dataset, n)
	for i := range parts {
		parts[i] = &partnerhub.Dataset{AsOf: d.AsOf, Partner: d.Partner}
	}
	of := map[string]*partnerhub.Dataset{} // by id of a customer or an entitlement
	for _, c := range d.Customers {
		of[c.ID] = pick(rng, parts...)
		of[c.ID].Customers = append(of[c.ID].Customers, c)
	}
	for _, s := range d.Subscriptions {
		of[s.ID] = of[s.CustomerID]
		of[s.ID].Subscriptions = append(of[s.ID].Subscriptions, s)
	}
	for _, trial := range d.Trials {
		of[trial.ID] = of[trial.CustomerID]
		of[trial.ID].Trials = append(of[trial.ID].Trials, trial)
	}
	for _, u := range d.Usage {
		of[u.EntitlementID].Usage = append(of[u.EntitlementID].Usage, u)
	}
	for i, admin := range d.Admins {
		ids := admin.CustomerIDs
		admin.CustomerIDs = nil
		for _, part := range parts {
			part.Admins = append(part.Admins, admin)
		}
		for _, id := range ids {
			assigned := &of[id].Admins[i].CustomerIDs
			*assigned = append(*assigned, id)
		}
	}
	return parts
}
