package testkit

import (
	"slices"
	"time"

	"github.com/partnerhub/partnerhub"
)

// entitlement is a subscription, or a trial that is held as a subscription that
// does not renew and was not ordered.
type entitlement struct {
	partnerhub.Subscription
	trial bool
}

// entitlements lists a customer's subscriptions and trials.
func (o oracle) entitlements(customer partnerhub.Customer) []entitlement {
	var all []entitlement
	for _, subscription := range o.data.Subscriptions {
		if subscription.CustomerID == customer.ID {
			all = append(all, entitlement{Subscription: subscription})
		}
	}
	for _, trial := range o.data.Trials {
		if trial.CustomerID == customer.ID {
			all = append(all, fromTrial(trial))
		}
	}
	return all
}

func fromTrial(t partnerhub.Trial) entitlement {
	return entitlement{trial: true, Subscription: partnerhub.Subscription{
		ID: t.ID, CustomerID: t.CustomerID, Start: t.Start, End: t.End,
		Renewal: partnerhub.RenewalNone, Licenses: t.Licenses,
	}}
}

// end is the effective end: the earlier of the end and the cancellation that
// are given; zero is open-ended.
func (e entitlement) end() time.Time {
	switch {
	case e.CancelledAt.IsZero():
		return e.End
	case e.End.IsZero() || e.CancelledAt.Before(e.End):
		return e.CancelledAt
	}
	return e.End
}

// renewal: a cancelled subscription does not renew.
func (e entitlement) renewal() partnerhub.Renewal {
	if !e.CancelledAt.IsZero() {
		return partnerhub.RenewalNone
	}
	return e.Renewal
}

// renews: only a subscription that is known to renew by itself does; an unknown
// renewal counts as expiring.
func (e entitlement) renews() bool { return e.renewal() == partnerhub.RenewalAuto }

// exists: it was ordered or has started, whichever is first. What has no order
// date is known from its start.
func (o oracle) exists(e entitlement) bool {
	ordered := !e.OrderedAt.IsZero() && !e.OrderedAt.After(o.asOf)
	return ordered || o.hasStarted(e)
}

// hasStarted: its start is not after the instant.
func (o oracle) hasStarted(e entitlement) bool { return !e.Start.After(o.asOf) }

// isOver: its effective end is not after the instant.
func (o oracle) isOver(e entitlement) bool { return !e.end().IsZero() && !e.end().After(o.asOf) }

// active: it has started and its effective end is still to come.
func (o oracle) active(e entitlement) bool { return o.hasStarted(e) && !o.isOver(e) }

// ended: it exists and its effective end has come, be it before its start.
func (o oracle) ended(e entitlement) bool { return o.exists(e) && o.isOver(e) }

// pending: it exists, has not started and has not ended.
func (o oracle) pending(e entitlement) bool {
	return o.exists(e) && !o.hasStarted(e) && !o.ended(e)
}

// products lists the products that the entitlement has a line of, each once.
func (e entitlement) products() []partnerhub.Product {
	var products []partnerhub.Product
	for _, line := range e.Licenses {
		if !slices.Contains(products, line.Product) {
			products = append(products, line.Product)
		}
	}
	return products
}

// has reports whether there is a line of the product, be it of zero licenses.
func (e entitlement) has(product partnerhub.Product) bool {
	return slices.Contains(e.products(), product)
}

// quantity: quantities of the same product add up.
func (e entitlement) quantity(product partnerhub.Product) int64 {
	var sum int64
	for _, line := range e.Licenses {
		if line.Product == product {
			sum += line.Quantity
		}
	}
	return sum
}

// holding is what a customer has of one product by one entitlement, and how
// much of it is assigned and used at the as-of instant.
type holding struct {
	customer partnerhub.Customer
	entitlement
	counts
}

// holdings lists the active entitlements of the customers that have a line of
// the product.
func (o oracle) holdings(customers []partnerhub.Customer, product partnerhub.Product) []holding {
	var all []holding
	for _, customer := range customers {
		for _, e := range o.entitlements(customer) {
			if o.active(e) && e.has(product) {
				all = append(all, holding{customer, e, o.counts(e, product)})
			}
		}
	}
	return all
}
