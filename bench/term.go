package main

import (
	"iter"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub"
)

// term is what subscriptions and trials have in common, with what only a
// subscription has. Every term ends.
type term struct {
	id                     string
	trial, renews          bool
	known, start, end      time.Time
	provisioned, suspended time.Time // zero: not yet
	cents                  int64
	currency               int // index of currencies, -1 without a term value
	licenses               []partnerhub.License
}

// terms iterates over the subscriptions, then the trials.
func (a account) terms() iter.Seq[term] {
	return func(yield func(term) bool) {
		for i := range a.subscriptions {
			if !yield(termOf(&a.subscriptions[i])) {
				return
			}
		}
		for _, t := range a.trials {
			if !yield(term{
				id: t.ID, trial: true, known: t.Start, start: t.Start, end: t.End,
				currency: -1, licenses: t.Licenses,
			}) {
				return
			}
		}
	}
}

func termOf(s *partnerhub.Subscription) term {
	t := term{
		id: s.ID, renews: s.Renewal == partnerhub.RenewalAuto && s.CancelledAt.IsZero(),
		known: s.OrderedAt, start: s.Start, end: s.End,
		provisioned: s.ProvisionedAt, suspended: s.SuspendedAt,
		cents:    s.TermValue.Amount.Shift(cents).IntPart(),
		currency: slices.Index(currencies, s.TermValue.Currency),
		licenses: s.Licenses,
	}
	if !s.CancelledAt.IsZero() {
		t.end = s.CancelledAt // always before the end
	}
	return t
}

// exists reports whether the entitlement exists and has not ended.
func (t term) exists() bool { return !t.known.After(asOf) && asOf.Before(t.end) }

// active reports whether the entitlement is in its term.
func (t term) active() bool { return t.covers(asOf) }

func (t term) covers(instant time.Time) bool {
	return !t.start.After(instant) && instant.Before(t.end)
}
