package main

import (
	"iter"
	"time"

	"github.com/partnerhub/partnerhub"
)

// term is what subscriptions and trials have in common.
type term struct {
	id                string
	known, start, end time.Time
	licenses          []partnerhub.License
}

// terms iterates over the subscriptions, then the trials.
func (a account) terms() iter.Seq[term] {
	return func(yield func(term) bool) {
		for _, s := range a.subscriptions {
			end := s.End
			if !s.CancelledAt.IsZero() {
				end = s.CancelledAt // always before the end
			}
			if !yield(term{s.ID, s.OrderedAt, s.Start, end, s.Licenses}) {
				return
			}
		}
		for _, t := range a.trials {
			if !yield(term{t.ID, t.Start, t.Start, t.End, t.Licenses}) {
				return
			}
		}
	}
}

// exists reports whether the entitlement exists and has not ended.
func (t term) exists() bool { return !t.known.After(asOf) && asOf.Before(t.end) }

// active reports whether the entitlement is in its term.
func (t term) active() bool { return t.covers(asOf) }

func (t term) covers(instant time.Time) bool {
	return !t.start.After(instant) && instant.Before(t.end)
}
