package testkit

import (
	"slices"
	"time"

	"github.com/partnerhub/partnerhub"
)

// Evidence is what makes conditions hold of a customer: for each condition that
// holds, the entitlements that make it so, with the product after a slash where
// the condition is about licenses; the empty text for a fact of the customer.
type Evidence map[partnerhub.Condition][]string

// Conditions returns the evidence of each customer, by id.
func Conditions(d *partnerhub.Dataset, policy partnerhub.Policy, asOf time.Time) map[string]Evidence {
	o := oracle{data: d, policy: withDefaults(policy), asOf: asOf}
	low := map[partnerhub.Product]map[string]partnerhub.Peers{}
	for _, product := range coreProducts {
		low[product] = o.lowCustomers(product)
	}
	all := map[string]Evidence{}
	for _, customer := range o.customers() {
		all[customer.ID] = o.evidence(customer, low)
	}
	return all
}

var coreProducts = []partnerhub.Product{partnerhub.Calling, partnerhub.Meetings}

func isCore(e entitlement) bool { return e.has(partnerhub.Meetings) || e.has(partnerhub.Calling) }

func (o oracle) evidence(customer partnerhub.Customer, low map[partnerhub.Product]map[string]partnerhub.Peers) Evidence {
	core := func(is func(entitlement) bool) func(entitlement) bool {
		return func(e entitlement) bool { return isCore(e) && is(e) }
	}
	found := Evidence{partnerhub.ManagedCustomer: {""}}
	for condition, is := range map[partnerhub.Condition]func(entitlement) bool{
		partnerhub.StatusTrial.Condition():           o.isActiveTrial,
		partnerhub.StatusSubscription.Condition():    o.isActiveSubscription,
		partnerhub.StatusExpiringSoon.Condition():    o.expiresSoon,
		partnerhub.StatusOrderSetupReady.Condition(): o.waitsForSetup,
		partnerhub.StatusSuspended.Condition():       o.isSuspended,
		partnerhub.TotalCustomer:                     core(o.exists),
		partnerhub.NearingExpiration:                 core(o.nearsExpiration),
		partnerhub.NearingRenewal:                    core(o.nearsRenewal),
	} {
		found.add(condition, o.ids(customer, is)...)
	}
	if o.holds(partnerhub.StatusExpired, customer) {
		found.add(partnerhub.StatusExpired.Condition(), o.ids(customer, o.ended)...)
	}
	if o.noRecentActivity(customer) {
		found.add(partnerhub.StatusNoRecentActivity.Condition(), "")
	}
	o.addLines(found, customer, low)
	gaps := o.gaps(customer)
	for condition, unassessed := range map[partnerhub.Condition]partnerhub.Condition{
		partnerhub.LowAssigned: partnerhub.LowAssignmentUnassessed,
		partnerhub.OverLimit:   partnerhub.OverLimitUnassessed,
	} {
		for _, gap := range gaps[condition] {
			if len(found[condition]) == 0 {
				found.add(unassessed, gap.Evidence)
			}
		}
	}
	return found
}

func (found Evidence) add(condition partnerhub.Condition, evidence ...string) {
	if len(evidence) > 0 {
		found[condition] = append(found[condition], evidence...)
		slices.Sort(found[condition])
	}
}

func (o oracle) ids(customer partnerhub.Customer, is func(entitlement) bool) []string {
	var ids []string
	for _, e := range o.entitlements(customer) {
		if is(e) {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// addLines adds what is about licenses: overages, and low assignment with the
// entitlements of the pool whose own share is below the benchmark.
func (o oracle) addLines(found Evidence, customer partnerhub.Customer, low map[partnerhub.Product]map[string]partnerhub.Peers) {
	for _, e := range o.entitlements(customer) {
		for _, product := range e.products() {
			line := e.ID + "/" + string(product)
			core := slices.Contains(coreProducts, product)
			if o.active(e) && o.counts(e, product).overage > 0 {
				found.add(partnerhub.StatusLicenseOverage.Condition(), line)
				if core {
					found.add(partnerhub.OverLimit, line)
				}
			}
		}
	}
	for _, product := range coreProducts {
		peers, isLow := low[product][customer.ID]
		for _, h := range o.pooled(o.holdings([]partnerhub.Customer{customer}, product)) {
			if isLow && shareOf([]holding{h}) < peers.Benchmark {
				found.add(partnerhub.LowAssigned, h.ID+"/"+string(product))
			}
		}
	}
}
