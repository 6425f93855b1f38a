package main

import (
	"context"
	"errors"

	"github.com/partnerhub/partnerhub"
)

// loads put facts that are ready in memory into an engine: customers and
// entitlements with their lines, no usage.
const loads = "load"

// loading compares Load, which checks all facts, with DuckDB's appender, which
// checks their types.
func loading(ctx context.Context, people *population, s *stage) error {
	facts := people.facts()
	d, err := openDuck(ctx)
	if err != nil {
		return err
	}
	err = agreeOnLoad(ctx, d, facts)
	if err == nil {
		err = s.hold(contest{name: loads, customers: people.customers, contenders: []contender{
			{ours.name, 1, nil, func() error { return loadHub(ctx, facts) }},
			{ours.name, 2, nil, func() error { return loadHub(ctx, facts) }},
			{duckName, 1, d.use(1), func() error { return d.take(ctx, facts) }},
			{duckName, 2, d.use(2), func() error { return d.take(ctx, facts) }},
		}})
	}
	return errors.Join(err, d.close())
}

// facts returns customers and entitlements as a host has them.
func (p portfolio) facts() *partnerhub.Dataset {
	facts := &partnerhub.Dataset{Partner: partner}
	for number := range p.customers {
		a := newAccount(number)
		facts.Customers = append(facts.Customers, a.customer)
		facts.Subscriptions = append(facts.Subscriptions, a.subscriptions...)
		facts.Trials = append(facts.Trials, a.trials...)
	}
	return facts
}

func loadHub(ctx context.Context, facts *partnerhub.Dataset) error {
	_, err := partnerhub.Load(ctx, facts)
	return err
}

// take puts the facts into new tables.
func (d *duck) take(ctx context.Context, facts *partnerhub.Dataset) error {
	if err := d.run(ctx, "tables"); err != nil {
		return err
	}
	return d.append(func(a *appenders) error { return a.facts(facts) })
}

func (a *appenders) facts(facts *partnerhub.Dataset) error {
	for number := range facts.Customers {
		if err := a.customer(number, &facts.Customers[number]); err != nil {
			return err
		}
	}
	for i := range facts.Subscriptions {
		s := &facts.Subscriptions[i]
		number, err := numberOf(s.CustomerID)
		if err := errors.Join(err, a.subscription(number, s)); err != nil {
			return err
		}
	}
	for i := range facts.Trials {
		t := &facts.Trials[i]
		number, err := numberOf(t.CustomerID)
		if err := errors.Join(err, a.trial(number, t)); err != nil {
			return err
		}
	}
	return nil
}

// agreeOnLoad compares what the engines have after it: all numbers of a
// dashboard, and all statuses.
func agreeOnLoad(ctx context.Context, d *duck, facts *partnerhub.Dataset) error {
	hub, err := partnerhub.Load(ctx, facts)
	if err == nil {
		err = d.take(ctx, facts)
	}
	if err != nil {
		return err
	}
	dashboard := &hubDashboard{hub: hub, customers: len(facts.Customers)}
	return agreeOnDashboard(ctx, []dashboarder{
		{asker[figures]{ours.name, 1, nil, dashboard.ask}, dashboard.sets},
		{asker[figures]{duckName, 1, nil, d.dashboard}, d.statuses},
	}, asOf)
}
