package testkit

import (
	"slices"

	"github.com/partnerhub/partnerhub"
)

// statusList: the customers by name, then id, each with the statuses that hold
// in headline order; the headline is the first of them.
func (o oracle) statusList(customers []partnerhub.Customer) []partnerhub.CustomerStatus {
	list := []partnerhub.CustomerStatus{}
	for _, customer := range customers {
		line := partnerhub.CustomerStatus{ID: customer.ID, Name: customer.Name, Statuses: []partnerhub.Status{}}
		for _, status := range o.policy.HeadlineOrder {
			if o.holds(status, customer) {
				line.Statuses = append(line.Statuses, status)
			}
		}
		if len(line.Statuses) > 0 {
			line.Headline = line.Statuses[0]
		}
		list = append(list, line)
	}
	slices.SortFunc(list, func(a, b partnerhub.CustomerStatus) int { return byNameAndID(a.Name, a.ID, b.Name, b.ID) })
	return list
}

// holds: each status stands for itself.
func (o oracle) holds(status partnerhub.Status, customer partnerhub.Customer) bool {
	switch status {
	case partnerhub.StatusTrial:
		return o.any(customer, o.isActiveTrial)
	case partnerhub.StatusSubscription:
		return o.any(customer, o.isActiveSubscription)
	case partnerhub.StatusExpiringSoon:
		return o.any(customer, o.expiresSoon)
	case partnerhub.StatusLicenseOverage:
		return o.any(customer, o.isOverAssigned)
	case partnerhub.StatusNoRecentActivity:
		return o.noRecentActivity(customer)
	case partnerhub.StatusOrderSetupReady:
		return o.any(customer, o.waitsForSetup)
	case partnerhub.StatusSuspended:
		return o.any(customer, o.isSuspended)
	case partnerhub.StatusExpired:
		return o.any(customer, o.ended) && !o.any(customer, o.active) && !o.any(customer, o.pending)
	}
	panic("testkit: no such status: " + status.String())
}

// any reports whether something is true of one of the customer's entitlements.
func (o oracle) any(customer partnerhub.Customer, is func(entitlement) bool) bool {
	return slices.ContainsFunc(o.entitlements(customer), is)
}

func (o oracle) isActiveTrial(e entitlement) bool { return e.trial && o.active(e) }

func (o oracle) isActiveSubscription(e entitlement) bool { return !e.trial && o.active(e) }

// expiresSoon: active, not renewing by itself, ending within the next days.
func (o oracle) expiresSoon(e entitlement) bool {
	return o.active(e) && !e.renews() && o.withinNext(o.policy.ExpiringSoonDays, e.end())
}

// isOverAssigned: active, and one of its products, whichever, has more assigned
// than there is.
func (o oracle) isOverAssigned(e entitlement) bool {
	return o.active(e) && slices.ContainsFunc(e.products(), func(product partnerhub.Product) bool {
		return o.counts(e, product).overage > 0
	})
}

// waitsForSetup: a subscription that exists, has not ended, and is not
// provisioned, or only later.
func (o oracle) waitsForSetup(e entitlement) bool {
	provisioned := !e.ProvisionedAt.IsZero() && !e.ProvisionedAt.After(o.asOf)
	return !e.trial && o.exists(e) && !o.ended(e) && !provisioned
}

// isSuspended: an active subscription that is suspended, and not only later.
func (o oracle) isSuspended(e entitlement) bool {
	suspended := !e.SuspendedAt.IsZero() && !e.SuspendedAt.After(o.asOf)
	return o.isActiveSubscription(e) && suspended
}

// noRecentActivity: it is known that no administrator ever signed in, or the
// last sign-in is known, not of the future, and too many days ago.
func (o oracle) noRecentActivity(customer partnerhub.Customer) bool {
	if customer.AdminNeverSignedIn {
		return true
	}
	signIn := customer.LastAdminSignIn
	if signIn.IsZero() || signIn.After(o.asOf) {
		return false
	}
	return o.daysSince(signIn) > o.policy.InactivityDays
}

// overview: managed customers are all there are. The others are of the
// population: customers for whom an entitlement with a line of meetings or
// calling exists; only such entitlements count.
func (o oracle) overview(customers []partnerhub.Customer) partnerhub.Overview {
	isLow := o.lowInAny()
	isOver := func(customer partnerhub.Customer) bool { return o.any(customer, o.isOverLimit) }
	return partnerhub.Overview{
		AsOf:                    o.asOf,
		ManagedCustomers:        len(customers),
		TotalCustomers:          o.countAny(customers, o.exists),
		NearingExpiration:       o.countAny(customers, o.nearsExpiration),
		NearingRenewal:          o.countAny(customers, o.nearsRenewal),
		LowAssignment:           len(filterCustomers(customers, isLow)),
		LowAssignmentUnassessed: o.countUnassessed(customers, isLow, o.isUnassessed),
		OverLimit:               o.countAny(customers, o.isOverLimit),
		OverLimitUnassessed:     o.countUnassessed(customers, isOver, o.lacksAssigned),
	}
}

func filterCustomers(customers []partnerhub.Customer, keep func(partnerhub.Customer) bool) []partnerhub.Customer {
	var kept []partnerhub.Customer
	for _, customer := range customers {
		if keep(customer) {
			kept = append(kept, customer)
		}
	}
	return kept
}

// countAny counts the customers with an entitlement with a line of meetings or
// calling of which something is true.
func (o oracle) countAny(customers []partnerhub.Customer, is func(entitlement) bool) int {
	count := 0
	for _, customer := range customers {
		if o.any(customer, func(e entitlement) bool {
			return (e.has(partnerhub.Meetings) || e.has(partnerhub.Calling)) && is(e)
		}) {
			count++
		}
	}
	return count
}

// lowInAny tells the customers that are low in meetings or in calling.
func (o oracle) lowInAny() func(partnerhub.Customer) bool {
	lowMeetings := o.lowCustomers(partnerhub.Meetings)
	lowCalling := o.lowCustomers(partnerhub.Calling)
	return func(customer partnerhub.Customer) bool {
		_, meetings := lowMeetings[customer.ID]
		_, calling := lowCalling[customer.ID]
		return meetings || calling
	}
}

// nearsExpiration: active, not renewing by itself, ending within the next days.
func (o oracle) nearsExpiration(e entitlement) bool {
	return o.active(e) && !e.renews() && o.withinNext(o.policy.ExpirationDays, e.end())
}

// nearsRenewal: active, renewing by itself, ending within the next days.
func (o oracle) nearsRenewal(e entitlement) bool {
	return o.active(e) && e.renews() && o.withinNext(o.policy.RenewalDays, e.end())
}

// isOverLimit: active, with more of meetings or of calling assigned than there
// is.
func (o oracle) isOverLimit(e entitlement) bool {
	for _, product := range []partnerhub.Product{partnerhub.Meetings, partnerhub.Calling} {
		if o.active(e) && e.has(product) && o.counts(e, product).overage > 0 {
			return true
		}
	}
	return false
}
