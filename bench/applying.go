package main

import (
	"context"
	"fmt"
	"time"

	"github.com/partnerhub/partnerhub"
)

// batches are how many changes are made at a time.
var batches = []int{1, 1000}

func applyTask(changes int) string { return fmt.Sprintf("apply/%d", changes) }

func applyTasks() []string {
	var names []string
	for _, changes := range batches {
		names = append(names, applyTask(changes))
	}
	return names
}

// applying makes changes, each to the hub of those before, and looks at the
// overview of the same instant every time.
func applying(ctx context.Context, people *population, s *stage) error {
	if err := people.load(ctx); err != nil {
		return err
	}
	for _, batch := range batches {
		c := contest{name: applyTask(batch), customers: people.customers, items: batch}
		for _, threads := range []int{1, 2} {
			a := &applier{hub: people.hub, people: people, batch: batch, dice: newDice(batch, forChanges)}
			a.hub.At(asOf).Overview()
			if err := a.agree(); err != nil {
				return err
			}
			c.contenders = append(c.contenders, contender{ours.name, threads, a.makeUp, a.applyNext})
		}
		if err := s.hold(c); err != nil {
			return err
		}
	}
	return nil
}

// applier makes changes to a hub, batch after batch.
type applier struct {
	hub    *partnerhub.Hub
	people *population
	batch  int
	dice   dice
	// ready are batches to come: to other customers each time, who are far away
	// in memory.
	ready [][]partnerhub.Change
	next  int
}

// changesReady is how many changes are made up beforehand.
const changesReady = 4000

// makeUp makes up the batches to come.
func (a *applier) makeUp() error {
	a.ready = make([][]partnerhub.Change, changesReady/a.batch)
	for i := range a.ready {
		for range a.batch {
			account := newAccount(a.dice.IntN(a.people.customers))
			a.ready[i] = append(a.ready[i], a.dice.change(&account))
		}
	}
	return nil
}

// applyNext makes the next batch of changes and asks for the overview.
func (a *applier) applyNext() error {
	hub, err := a.hub.Apply(a.ready[a.next%len(a.ready)]...)
	a.next++
	if err == nil {
		a.hub = hub
		a.hub.At(asOf).Overview()
	}
	return err
}

// agree makes some changes and compares the overview with one that is worked out
// anew: that of an instant that is hardly later.
func (a *applier) agree() error {
	if err := a.makeUp(); err != nil {
		return err
	}
	for range a.ready[:2] {
		if err := a.applyNext(); err != nil {
			return err
		}
	}
	carried, anew := a.hub.At(asOf).Overview(), a.hub.At(asOf.Add(time.Nanosecond)).Overview()
	carried.AsOf, anew.AsOf = time.Time{}, time.Time{}
	return differences(carried, anew)
}

// change makes up a change: mostly usage, sometimes a new end of a subscription
// or a sign-in.
func (d dice) change(a *account) partnerhub.Change {
	switch {
	case d.percent(20) || len(a.subscriptions) == 0:
		a.customer.AdminNeverSignedIn, a.customer.LastAdminSignIn = false, asOf
		return partnerhub.UpsertCustomer{Customer: a.customer}
	case d.percent(20):
		s := pick(d, a.subscriptions)
		s.CancelledAt = s.Start.AddDate(0, 0, d.between(1, 300))
		return partnerhub.UpsertSubscription{Subscription: s}
	default:
		s := pick(d, a.subscriptions)
		license := pick(d, s.Licenses)
		assigned := int64(d.between(0, int(license.Quantity)))
		return partnerhub.RecordUsage{Sample: partnerhub.UsageSample{
			EntitlementID: s.ID, Product: license.Product, Date: asOf,
			Assigned: partnerhub.Known(assigned), Used: partnerhub.Known(assigned / 2), UsedQuarter: partnerhub.Known(assigned),
		}}
	}
}
