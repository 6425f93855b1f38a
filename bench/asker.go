package main

import (
	"context"
	"time"
)

// asker is an engine that answers about an instant.
type asker[T any] struct {
	name    string
	threads int
	// ready says before a round how many threads to use; nil: nothing to say.
	ready func() error
	ask   func(context.Context, time.Time) (T, error)
}

// contender asks about one new instant after the other, which those with other
// numbers of threads don't ask about: a hub knows what it was asked.
func (a asker[T]) contender(ctx context.Context) contender {
	instant := asOf.Add(time.Duration(a.threads))
	return contender{a.name, a.threads, a.ready, func() error {
		instant = instant.Add(time.Second)
		_, err := a.ask(ctx, instant)
		return err
	}}
}

// pastWeeks are how long ago the instants are at which the engines must agree
// before they are timed.
var pastWeeks = []int{0, 5, 26}

func agreeInThePast(agree func(time.Time) error) error {
	for _, back := range pastWeeks {
		if err := agree(asOf.Add(-time.Duration(back) * week)); err != nil {
			return err
		}
	}
	return nil
}
