// Package testkit holds what the tests of the library compare with: Evaluate,
// the metrics written down as plain loops, and Random, datasets that look for
// trouble. Evaluate is the definition; it is not made to be fast, and it shares
// no code with the library but the types that hold facts and answers.
package testkit

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
)

// Evaluate returns the report that the definitions give for a dataset at an
// instant, seen by an administrator ("": by somebody who sees everybody). It
// panics when the dataset has no such administrator.
func Evaluate(d *partnerhub.Dataset, policy partnerhub.Policy, asOf time.Time, product partnerhub.Product,
	trend partnerhub.TrendOptions, adminID string,
) partnerhub.Report {
	o := oracle{data: d, policy: withDefaults(policy), asOf: asOf}
	customers := o.visibleTo(adminID)
	return partnerhub.Report{
		AsOf:          shown(asOf, o.policy.Location),
		Product:       product,
		Overview:      o.overview(customers),
		Customers:     o.statusList(customers),
		Trend:         o.trend(customers, product, trend),
		RecentlyAdded: o.recentlyAdded(customers, product),
		Expiring:      o.expiring(customers, product),
		Renewing:      o.renewing(customers, product),
		LowAssignment: o.lowAssignment(customers, product),
		Overage:       o.overage(customers, product),
	}
}

// oracle is what every answer is a function of: the facts, the policy with its
// defaults filled in, and the as-of instant.
type oracle struct {
	data   *partnerhub.Dataset
	policy partnerhub.Policy
	asOf   time.Time
}

// withDefaults replaces what the policy leaves open by the numbers of the
// definitions, and ZeroDays by 0.
func withDefaults(p partnerhub.Policy) partnerhub.Policy {
	p.ExpiringSoonDays = daysOr(p.ExpiringSoonDays, 30)
	p.InactivityDays = daysOr(p.InactivityDays, 30)
	p.ExpirationDays = daysOr(p.ExpirationDays, 90)
	p.RenewalDays = daysOr(p.RenewalDays, 90)
	p.NoticeDays = daysOr(p.NoticeDays, 30)
	p.RecentlyAddedDays = daysOr(p.RecentlyAddedDays, 90)
	p.FreshnessDays = daysOr(p.FreshnessDays, 30)
	p.GraceDays = daysOr(p.GraceDays, 30)
	if p.Location == nil {
		p.Location = time.UTC
	}
	if len(p.SizeBands) == 0 {
		p.SizeBands = []int64{1, 10, 100, 1000}
	}
	if p.MinPeers == 0 {
		p.MinPeers = 5
	}
	if p.LowShareCeiling == 0 {
		p.LowShareCeiling = 8000
	}
	if len(p.HeadlineOrder) == 0 {
		p.HeadlineOrder = []partnerhub.Status{
			partnerhub.StatusSuspended, partnerhub.StatusExpired, partnerhub.StatusLicenseOverage, partnerhub.StatusExpiringSoon,
			partnerhub.StatusOrderSetupReady, partnerhub.StatusNoRecentActivity, partnerhub.StatusTrial, partnerhub.StatusSubscription,
		}
	}
	return p
}

func daysOr(days, standard int) int {
	switch days {
	case 0:
		return standard
	case partnerhub.ZeroDays:
		return 0
	}
	return days
}

// customers: everybody but the partner's own organization, which is never
// listed, counted or compared with.
func (o oracle) customers() []partnerhub.Customer {
	var all []partnerhub.Customer
	for _, customer := range o.data.Customers {
		if customer.ID != o.data.Partner.ID {
			all = append(all, customer)
		}
	}
	return all
}

// visibleTo: full, read-only and help desk administrators see every customer,
// whatever is assigned to them; admin and provisioning administrators see the
// customers assigned to them.
func (o oracle) visibleTo(adminID string) []partnerhub.Customer {
	if adminID == "" {
		return o.customers()
	}
	admin := o.admin(adminID)
	switch admin.Role {
	case partnerhub.RoleFull, partnerhub.RoleReadOnly, partnerhub.RoleHelpDesk:
		return o.customers()
	}
	var visible []partnerhub.Customer
	for _, customer := range o.customers() {
		if slices.Contains(admin.CustomerIDs, customer.ID) {
			visible = append(visible, customer)
		}
	}
	return visible
}

func (o oracle) admin(id string) partnerhub.Admin {
	for _, admin := range o.data.Admins {
		if admin.ID == id {
			return admin
		}
	}
	panic(fmt.Sprintf("testkit: no administrator %q", id))
}

// byNameAndID: names and ids are ordered by their bytes.
func byNameAndID(nameA, idA, nameB, idB string) int {
	if order := strings.Compare(nameA, nameB); order != 0 {
		return order
	}
	return strings.Compare(idA, idB)
}
