package testkit

import (
	"math/big"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub"
)

// elementsOf lists what a customer has in a field whose values are names.
func (o oracle) elementsOf(field string, customer partnerhub.Customer) []string {
	switch field {
	case "tag":
		return customer.Tags
	case "admin":
		return o.adminsOf(customer)
	case "product":
		return o.productsOf(customer)
	case "managed_by":
		return []string{customer.ManagedBy.String()}
	case "status":
		return o.statusesOf(customer)
	case "headline":
		statuses := o.statusesOf(customer)
		return statuses[:min(1, len(statuses))]
	case "type":
		return o.typesOf(customer)
	case "renewal":
		return o.renewalsOf(customer)
	}
	panic("testkit: no such field: " + field)
}

// adminsOf: those whose assigned customers name the customer, whatever their
// role lets them see.
func (o oracle) adminsOf(customer partnerhub.Customer) []string {
	var ids []string
	for _, admin := range o.data.Admins {
		if slices.Contains(admin.CustomerIDs, customer.ID) {
			ids = append(ids, admin.ID)
		}
	}
	return ids
}

// statusesOf: those that hold, the headline first.
func (o oracle) statusesOf(customer partnerhub.Customer) []string {
	var names []string
	for _, status := range o.policy.HeadlineOrder {
		if o.holds(status, customer) {
			names = append(names, status.String())
		}
	}
	return names
}

// currentEntitlements lists those that exist and have not ended.
func (o oracle) currentEntitlements(customer partnerhub.Customer) []entitlement {
	var list []entitlement
	for _, e := range o.entitlements(customer) {
		if o.exists(e) && !o.ended(e) {
			list = append(list, e)
		}
	}
	return list
}

func (o oracle) activeEntitlements(customer partnerhub.Customer) []entitlement {
	var list []entitlement
	for _, e := range o.entitlements(customer) {
		if o.active(e) {
			list = append(list, e)
		}
	}
	return list
}

// productsOf: a line of no licenses counts as having the product.
func (o oracle) productsOf(customer partnerhub.Customer) []string {
	var names []string
	for _, e := range o.currentEntitlements(customer) {
		for _, product := range e.products() {
			names = append(names, string(product))
		}
	}
	return names
}

func (o oracle) typesOf(customer partnerhub.Customer) []string {
	var names []string
	for _, e := range o.currentEntitlements(customer) {
		if e.trial {
			names = append(names, "trial")
		} else {
			names = append(names, "subscription")
		}
	}
	return names
}

// renewalsOf: those of active subscriptions; one with a cancelled-at does not
// renew.
func (o oracle) renewalsOf(customer partnerhub.Customer) []string {
	var names []string
	for _, e := range o.activeEntitlements(customer) {
		if !e.trial {
			names = append(names, e.renewal().String())
		}
	}
	return names
}

// instantOf: the earliest effective end and the latest start of the active
// entitlements, and the last sign-in unless it is after the as-of instant; zero
// when there is none.
func (o oracle) instantOf(field string, customer partnerhub.Customer) time.Time {
	var found time.Time
	for _, e := range o.activeEntitlements(customer) {
		end := e.end()
		switch {
		case field == "ends" && !end.IsZero() && (found.IsZero() || end.Before(found)):
			found = end
		case field == "added" && (found.IsZero() || e.Start.After(found)):
			found = e.Start
		}
	}
	if field == "signed_in" && !customer.LastAdminSignIn.After(o.asOf) {
		return customer.LastAdminSignIn
	}
	return found
}

// numberOf: a number of days, or a sum over the licenses of active
// entitlements; nil when it is missing.
func (o oracle) numberOf(field string, customer partnerhub.Customer, product partnerhub.Product) *big.Rat {
	switch field {
	case "days_to_end", "days_since_added":
		return o.fewestDays(field, customer)
	case "days_since_sign_in":
		signIn := o.instantOf("signed_in", customer)
		if signIn.IsZero() {
			return nil
		}
		return big.NewRat(int64(o.daysSince(signIn)), 1)
	}
	var sum *big.Rat
	for _, c := range o.countsOf(customer, product) {
		if n, known := c.named(field).Value(); known {
			sum = plus(sum, n)
		}
	}
	return sum
}

// plus adds to a sum that is nil as long as there is nothing in it.
func plus(sum *big.Rat, n int64) *big.Rat {
	if sum == nil {
		sum = new(big.Rat)
	}
	return new(big.Rat).Add(sum, big.NewRat(n, 1))
}

// fewestDays: the smallest number of days to an end, or since a start, of the
// active entitlements. An open-ended one has no end.
func (o oracle) fewestDays(field string, customer partnerhub.Customer) *big.Rat {
	var fewest *big.Rat
	for _, e := range o.activeEntitlements(customer) {
		days := o.daysSince(e.Start)
		if field == "days_to_end" {
			if e.end().IsZero() {
				continue
			}
			days = o.daysUntil(e.end())
		}
		if n := big.NewRat(int64(days), 1); fewest == nil || n.Cmp(fewest) < 0 {
			fewest = n
		}
	}
	return fewest
}

// countsOf lists the counts of every active entitlement and product, or of one
// product of every active entitlement.
func (o oracle) countsOf(customer partnerhub.Customer, product partnerhub.Product) []counts {
	var list []counts
	for _, e := range o.activeEntitlements(customer) {
		for _, p := range e.products() {
			if product == "" || p == product {
				list = append(list, o.counts(e, p))
			}
		}
	}
	return list
}

// named returns the count of a field. Without a known assigned the overage is
// not known either.
func (c counts) named(field string) partnerhub.Count {
	switch field {
	case "licenses":
		return partnerhub.Known(c.total)
	case "assigned", "assignment":
		return c.assigned
	case "used", "usage":
		return c.used
	case "available":
		return c.available
	case "overage":
		if c.assigned.IsKnown() {
			return partnerhub.Known(c.overage)
		}
		return partnerhub.Count{}
	}
	panic("testkit: no such field: " + field)
}

// shareOfLicenses is assigned or used in percent of the licenses, over what is
// known; nil when there is nothing to divide by.
func (o oracle) shareOfLicenses(field string, customer partnerhub.Customer, product partnerhub.Product) *big.Rat {
	part, whole := new(big.Rat), new(big.Rat)
	for _, c := range o.countsOf(customer, product) {
		if n, known := c.named(field).Value(); known {
			part, whole = plus(part, n), plus(whole, c.total)
		}
	}
	if whole.Sign() == 0 {
		return nil
	}
	share := new(big.Rat).Quo(part, whole)
	return share.Mul(share, big.NewRat(100, 1))
}
