package testkit

import (
	"math/rand/v2"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub"
)

// Shuffled returns the dataset with every list in another order.
func Shuffled(rng *rand.Rand, d *partnerhub.Dataset) *partnerhub.Dataset {
	s := clone(d)
	g := generator{rng: rng, data: s}
	g.shuffle()
	for i := range s.Customers {
		shuffle(rng, s.Customers[i].Tags)
	}
	for i := range s.Subscriptions {
		shuffle(rng, s.Subscriptions[i].Licenses)
		shuffle(rng, s.Subscriptions[i].Orders)
		shuffle(rng, s.Subscriptions[i].Invoices)
	}
	for i := range s.Trials {
		shuffle(rng, s.Trials[i].Licenses)
	}
	for i := range s.Admins {
		shuffle(rng, s.Admins[i].CustomerIDs)
	}
	return s
}

// Shifted returns the dataset with every date that is given so many days later.
func Shifted(d *partnerhub.Dataset, days int) *partnerhub.Dataset {
	s := clone(d)
	shift(days, &s.AsOf, &s.Partner.Setup.PlanReviewedAt, &s.Partner.Setup.TermsAcceptedAt, &s.Partner.Setup.CompletedAt)
	for i := range s.Customers {
		shift(days, &s.Customers[i].LastAdminSignIn)
	}
	for i := range s.Subscriptions {
		shiftSubscription(days, &s.Subscriptions[i])
	}
	for i := range s.Trials {
		shift(days, &s.Trials[i].Start, &s.Trials[i].End)
	}
	for i := range s.Usage {
		shift(days, &s.Usage[i].Date)
	}
	return s
}

func shiftSubscription(days int, s *partnerhub.Subscription) {
	shift(days, &s.OrderedAt, &s.Start, &s.End, &s.ProvisionedAt, &s.SuspendedAt, &s.CancelledAt)
	for i := range s.Orders {
		shift(days, &s.Orders[i].PlacedAt)
	}
	for i := range s.Invoices {
		shift(days, &s.Invoices[i].IssuedAt, &s.Invoices[i].DueAt, &s.Invoices[i].PaidAt)
	}
}

func shift(days int, instants ...*time.Time) {
	for _, t := range instants {
		if !t.IsZero() {
			*t = t.UTC().AddDate(0, 0, days)
		}
	}
}

// clone copies the dataset and all of its lists.
func clone(d *partnerhub.Dataset) *partnerhub.Dataset {
	c := *d
	c.Customers = slices.Clone(d.Customers)
	c.Subscriptions = slices.Clone(d.Subscriptions)
	c.Trials = slices.Clone(d.Trials)
	c.Usage = slices.Clone(d.Usage)
	c.Admins = slices.Clone(d.Admins)
	for i := range c.Customers {
		c.Customers[i].Tags = slices.Clone(c.Customers[i].Tags)
	}
	for i := range c.Subscriptions {
		c.Subscriptions[i].Licenses = slices.Clone(c.Subscriptions[i].Licenses)
		c.Subscriptions[i].Orders = slices.Clone(c.Subscriptions[i].Orders)
		c.Subscriptions[i].Invoices = slices.Clone(c.Subscriptions[i].Invoices)
	}
	for i := range c.Trials {
		c.Trials[i].Licenses = slices.Clone(c.Trials[i].Licenses)
	}
	for i := range c.Admins {
		c.Admins[i].CustomerIDs = slices.Clone(c.Admins[i].CustomerIDs)
	}
	return &c
}
