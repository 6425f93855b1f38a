package main

import (
	"context"
	"errors"
	"time"

	"github.com/partnerhub/partnerhub"
)

// The tasks about why, what changed and what comes next.
const (
	explains    = "insight/explain"
	comparisons = "insight/compare"
	nextChanges = "insight/next"
)

func insightTasks() []string { return []string{explains, comparisons, nextChanges} }

// insight explains customers that are far away from one another in memory, and
// asks at instants that nobody asked about before what changed within a day and
// when something changes next.
func insight(ctx context.Context, people *population, s *stage) error {
	if err := people.load(ctx); err != nil {
		return err
	}
	i := &inquirer{people: people, asOf: asOf}
	for id := range people.view.IDs() {
		i.ids = append(i.ids, id)
	}
	for _, c := range []contest{
		{explains, people.customers, 1, []contender{{ours.name, 1, nil, i.explain}}},
		{comparisons, people.customers, 0, onOneAndTwo(i.compare)},
		{nextChanges, people.customers, 0, onOneAndTwo(func() error { return i.next(ctx) })},
	} {
		if err := s.hold(c); err != nil {
			return err
		}
	}
	return nil
}

func onOneAndTwo(do func() error) []contender {
	return []contender{{ours.name, 1, nil, do}, {ours.name, 2, nil, do}}
}

// inquirer asks, each time about something else.
type inquirer struct {
	people *population
	ids    []string
	place  int
	asOf   time.Time
}

func (i *inquirer) explain() error {
	i.place = (i.place + 7919) % len(i.ids)
	_, err := i.people.view.Explain(i.ids[i.place])
	return err
}

func (i *inquirer) view() partnerhub.View {
	i.asOf = i.asOf.Add(time.Second)
	return i.people.hub.At(i.asOf)
}

func (i *inquirer) compare() error {
	after := i.view()
	before, err := after.At(after.AsOf().AddDate(0, 0, -1))
	if err == nil && partnerhub.Compare(before, after).IsEmpty() {
		err = errors.New("nothing changed within a day")
	}
	return err
}

func (i *inquirer) next(ctx context.Context) error {
	_, exists, err := i.view().NextChange(ctx)
	if err == nil && !exists {
		err = errors.New("nothing changes any more")
	}
	return err
}
