package testkit

import (
	"time"

	"github.com/partnerhub/partnerhub"
)

// Gap is something that is missing to tell a condition: of an entitlement and
// product how many licenses are assigned, or when an administrator signed in last.
type Gap struct {
	// Evidence is the entitlement and the product, with a slash between them;
	// empty for a sign-in.
	Evidence string
	// Last is what was assigned when that was known for the last time, if ever; At
	// is the beginning of that day, and Since that of the first day after it on
	// which it is not known.
	Last      partnerhub.Count
	At, Since time.Time
}

// Missing returns what is missing of each customer, by id, to tell the conditions
// that do not hold as far as is known.
func Missing(d *partnerhub.Dataset, policy partnerhub.Policy, asOf time.Time) map[string]map[partnerhub.Condition][]Gap {
	o := oracle{data: d, policy: withDefaults(policy), asOf: asOf}
	all := map[string]map[partnerhub.Condition][]Gap{}
	evidence := Conditions(d, policy, asOf)
	for _, customer := range o.customers() {
		missing := map[partnerhub.Condition][]Gap{}
		for condition, gaps := range o.gaps(customer) {
			if len(evidence[customer.ID][condition]) == 0 {
				missing[condition] = gaps
			}
		}
		all[customer.ID] = missing
	}
	return all
}

// gaps returns what is not known that conditions depend on.
func (o oracle) gaps(customer partnerhub.Customer) map[partnerhub.Condition][]Gap {
	gaps := map[partnerhub.Condition][]Gap{}
	if signIn := customer.LastAdminSignIn; !customer.AdminNeverSignedIn && (signIn.IsZero() || signIn.After(o.asOf)) {
		gaps[partnerhub.StatusNoRecentActivity.Condition()] = []Gap{{}}
	}
	for _, e := range o.entitlements(customer) {
		for _, product := range e.products() {
			if !o.active(e) || o.counts(e, product).assigned.IsKnown() {
				continue
			}
			gap := o.gap(e, product)
			add := func(c partnerhub.Condition) { gaps[c] = append(gaps[c], gap) }
			add(partnerhub.StatusLicenseOverage.Condition())
			if product != partnerhub.Meetings && product != partnerhub.Calling {
				continue
			}
			add(partnerhub.OverLimit)
			if o.isUnassessed(e, product) {
				add(partnerhub.LowAssigned)
			}
		}
	}
	return gaps
}

// isUnassessed: active, with licenses, added long enough ago, and it is unknown how
// many are assigned.
func (o oracle) isUnassessed(e entitlement, product partnerhub.Product) bool {
	c := o.counts(e, product)
	return o.active(e) && e.has(product) && c.total > 0 && o.daysSince(e.Start) >= o.policy.GraceDays && !c.assigned.IsKnown()
}

// lacksAssigned: active, and it is unknown how many are assigned.
func (o oracle) lacksAssigned(e entitlement, product partnerhub.Product) bool {
	return o.active(e) && e.has(product) && !o.counts(e, product).assigned.IsKnown()
}

// gap tells when it was known for the last time how many are assigned. Of the
// samples that know it, each is current on its own day if any is ever.
func (o oracle) gap(e entitlement, product partnerhub.Product) Gap {
	gap := Gap{Evidence: e.ID + "/" + string(product)}
	samples := o.samples(e.ID, product)
	var last *partnerhub.UsageSample
	for i, s := range samples {
		if s.Assigned.IsKnown() && (last == nil || o.sampleAge(s) < o.sampleAge(*last)) {
			last = &samples[i]
		}
	}
	if last == nil || o.policy.FreshnessDays == 0 {
		return gap
	}
	over := sampleDate(*last).addDays(1)
	for o.isCurrentOn(samples, *last, over) {
		over = over.addDays(1)
	}
	gap.Last, gap.At, gap.Since = last.Assigned, o.beginningOf(sampleDate(*last)), o.beginningOf(over)
	return gap
}

// isCurrentOn reports whether a sample is fresh on a date and none is between them.
func (o oracle) isCurrentOn(samples []partnerhub.UsageSample, sample partnerhub.UsageSample, on date) bool {
	age := daysBetween(sampleDate(sample), on)
	for _, other := range samples {
		if later := daysBetween(sampleDate(other), on); 0 <= later && later < age {
			return false
		}
	}
	return age < o.policy.FreshnessDays
}

// countUnassessed counts the customers of whom something is not known of
// entitlements of meetings or calling, and that are not counted by what is known.
func (o oracle) countUnassessed(customers []partnerhub.Customer, counted func(partnerhub.Customer) bool,
	lacks func(e entitlement, product partnerhub.Product) bool,
) int {
	count := 0
	for _, customer := range customers {
		if !counted(customer) && o.any(customer, func(e entitlement) bool { return lacks(e, partnerhub.Meetings) || lacks(e, partnerhub.Calling) }) {
			count++
		}
	}
	return count
}

// UsageAge returns how old the usage is of what an administrator sees ("": of all):
// the newest sample of any entitlement, and who of those with an active line has no
// fresh one of such a line.
func UsageAge(d *partnerhub.Dataset, policy partnerhub.Policy, asOf time.Time, adminID string) partnerhub.UsageAge {
	o := oracle{data: d, policy: withDefaults(policy), asOf: asOf}
	age := partnerhub.UsageAge{AsOf: shown(asOf, o.policy.Location)}
	var newest *partnerhub.UsageSample
	for _, customer := range o.visibleTo(adminID) {
		measurable, fresh := false, false
		for _, e := range o.entitlements(customer) {
			for _, product := range e.products() {
				samples := o.samples(e.ID, product)
				for i, s := range samples {
					if newest == nil || o.sampleAge(s) < o.sampleAge(*newest) {
						newest = &samples[i]
					}
				}
				measurable = measurable || o.active(e)
				fresh = fresh || o.active(e) && o.current(samples) != nil
			}
		}
		if measurable {
			age.Customers++
		}
		if measurable && !fresh {
			age.WithoutFresh++
		}
	}
	if newest != nil {
		age.Newest = o.beginningOf(sampleDate(*newest))
	}
	return age
}
