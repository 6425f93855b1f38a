package main

import (
	"context"
	"fmt"
	"time"
)

// dashboards is the first page that a person sees: all numbers at an instant
// that nobody asked about before.
const dashboards = "dashboard"

// dashboarder answers for a dashboard.
type dashboarder struct {
	asker[figures]
	// sets returns the statuses of the last dashboard by customer number, as
	// bits: that of a status is 1 << (status - 1). It is not timed.
	sets func(context.Context) ([]uint8, error)
}

// dashboarders are all engines, ours first.
func (r *rivals) dashboarders() []dashboarder {
	hub, plain := &hubDashboard{hub: r.hub, customers: r.customers}, &plainDashboard{customers: r.plain}
	return []dashboarder{
		{asker[figures]{ours.name, 1, nil, hub.ask}, hub.sets},
		{asker[figures]{ours.name, 2, nil, hub.ask}, hub.sets},
		{asker[figures]{duckName, 1, r.duck.use(1), r.duck.dashboard}, r.duck.statuses},
		{asker[figures]{duckName, 2, r.duck.use(2), r.duck.dashboard}, r.duck.statuses},
		{asker[figures]{plainEngine.name, 1, nil, plain.ask}, plain.sets},
	}
}

// dashboardContest compares the answers of the engines before they are timed.
func (r *rivals) dashboardContest(ctx context.Context) (contest, error) {
	c := contest{name: dashboards, customers: r.customers}
	engines := r.dashboarders()
	for _, e := range engines {
		c.contenders = append(c.contenders, e.contender(ctx))
	}
	c.contenders = append(c.contenders, contender{floorName, 1, nil, r.floor.dashboard})
	return c, agreeInThePast(func(instant time.Time) error { return agreeOnDashboard(ctx, engines, instant) })
}

func agreeOnDashboard(ctx context.Context, engines []dashboarder, instant time.Time) error {
	var ours figures
	var oursSets []uint8
	for i, e := range engines {
		theirs, sets, err := e.answer(ctx, instant)
		if i == 0 {
			ours, oursSets = theirs, sets
		}
		if err == nil {
			err = differences(ours, theirs)
		}
		if err == nil {
			err = differences(oursSets, sets)
		}
		if err != nil {
			return fmt.Errorf("%s at %s: %s: %w", dashboards, instant, e.name, err)
		}
	}
	return nil
}

func (e dashboarder) answer(ctx context.Context, instant time.Time) (figures, []uint8, error) {
	answer, err := e.ask(ctx, instant)
	if err != nil {
		return figures{}, nil, err
	}
	sets, err := e.sets(ctx)
	return answer, sets, err
}
