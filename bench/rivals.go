package main

import (
	"context"
	"errors"

	"github.com/partnerhub/partnerhub"
)

// rivals are the same facts in the form that each engine asks: our hub, structs,
// tables, and the bare columns that nobody can be faster than.
type rivals struct {
	customers int
	hub       *partnerhub.Hub
	plain     []plainCustomer
	duck      *duck
	floor     *floor
}

func newRivals(ctx context.Context, people *population) (*rivals, error) {
	if err := people.load(ctx); err != nil {
		return nil, err
	}
	plain := plainStore(people.portfolio)
	d, err := openDuck(ctx)
	if err != nil {
		return nil, err
	}
	if err := d.fill(ctx, people.portfolio, plain); err != nil {
		return nil, errors.Join(err, d.close())
	}
	return &rivals{people.customers, people.hub, plain, d, newFloor(plain)}, nil
}

// moments holds the contests about one instant, and those about a year of them.
func moments(ctx context.Context, people *population, s *stage) error {
	r, err := newRivals(ctx, people)
	if err != nil {
		return err
	}
	for _, m := range []struct {
		task string
		open func(context.Context) (contest, error)
	}{{dashboards, r.dashboardContest}, {trends, r.trendContest}} {
		if err == nil && s.wants(m.task) {
			err = s.holdOpened(m.open(ctx))
		}
	}
	return errors.Join(err, r.duck.close())
}

// holdOpened measures a contest if it could be opened.
func (s *stage) holdOpened(c contest, err error) error {
	if err != nil {
		return err
	}
	return s.hold(c)
}
