package main

import (
	"context"
	"fmt"
	"time"

	"github.com/partnerhub/partnerhub"
)

// trends are a year of licenses of meetings.
const (
	trends      = "trend"
	trendPoints = 52
)

// trendFigures are the numbers of a point.
type trendFigures struct {
	Total, Assigned, Used        int64
	UnknownAssigned, UnknownUsed int64
}

// trenders are all engines, ours first.
func (r *rivals) trenders() []asker[[]trendFigures] {
	return []asker[[]trendFigures]{
		{ours.name, 1, nil, r.hubTrend},
		{ours.name, 2, nil, r.hubTrend},
		{duckName, 1, r.duck.use(1), r.duck.trend},
		{duckName, 2, r.duck.use(2), r.duck.trend},
		{plainEngine.name, 1, nil, r.plainTrend},
	}
}

// trendContest compares the answers of the engines before they are timed.
func (r *rivals) trendContest(ctx context.Context) (contest, error) {
	c := contest{name: trends, customers: r.customers, items: len(r.floor.meetings)}
	engines := r.trenders()
	for _, e := range engines {
		c.contenders = append(c.contenders, e.contender(ctx))
	}
	c.contenders = append(c.contenders, contender{floorName, 1, nil, r.floor.trend})
	return c, agreeInThePast(func(instant time.Time) error { return agreeOnTrend(ctx, engines, instant) })
}

func agreeOnTrend(ctx context.Context, engines []asker[[]trendFigures], instant time.Time) error {
	var ours []trendFigures
	for i, e := range engines {
		theirs, err := e.ask(ctx, instant)
		if i == 0 {
			ours = theirs
		}
		if err == nil {
			err = differences(ours, theirs)
		}
		if err != nil {
			return fmt.Errorf("%s at %s: %s: %w", trends, instant, e.name, err)
		}
	}
	return nil
}

func (r *rivals) hubTrend(ctx context.Context, instant time.Time) ([]trendFigures, error) {
	points, err := r.hub.At(instant).Trend(ctx, partnerhub.Meetings, partnerhub.TrendOptions{Points: trendPoints})
	list := make([]trendFigures, len(points))
	for i, p := range points {
		list[i] = trendFigures{Total: p.Total, UnknownAssigned: p.UnknownAssigned, UnknownUsed: p.UnknownUsed}
		list[i].Assigned, _ = p.Assigned.Value()
		list[i].Used, _ = p.Used.Value()
	}
	return list, err
}
