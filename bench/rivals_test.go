package main

import (
	"context"
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

func rivalsOf(t *testing.T, customers int) *rivals {
	r, err := newRivals(t.Context(), populationOf(customers, 52))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, r.duck.close()) })
	return r
}

// instants are in the middle of the history and at its ends, some at
// midnight, where a window's edge is.
var instants = []time.Time{
	asOf, asOf.Add(15*time.Hour - time.Second), asOf.Add(15 * time.Hour),
	asOf.AddDate(0, 0, 29), asOf.AddDate(0, 0, 30), asOf.AddDate(0, 4, 0),
	asOf.AddDate(0, -2, 3), asOf.AddDate(0, -6, 0), asOf.AddDate(0, -11, -20), asOf.AddDate(-2, 0, 0), asOf.AddDate(-4, 0, 0),
}

func TestDashboardsAgree(t *testing.T) {
	r := rivalsOf(t, 1000)
	for _, instant := range instants {
		require.NoError(t, agreeOnDashboard(t.Context(), r.dashboarders(), instant))
	}
}

func TestTrendsAgree(t *testing.T) {
	r := rivalsOf(t, 1000)
	for _, instant := range instants {
		require.NoError(t, agreeOnTrend(t.Context(), r.trenders(), instant))
	}
}

// No number of the dashboard is zero, so that agreement on it means something.
func TestDashboardIsVaried(t *testing.T) {
	ours := &hubDashboard{hub: rivalsOf(t, 1000).hub, customers: 1000}
	f, err := ours.ask(t.Context(), asOf)
	require.NoError(t, err)
	for i, number := range fields(reflect.ValueOf(&f).Elem()) {
		require.Positive(t, *number.(*int64), "field %d", i)
	}
	sets, err := ours.sets(t.Context())
	require.NoError(t, err)
	require.Len(t, sets, 1000)
}

func TestTrendIsVaried(t *testing.T) {
	points, err := rivalsOf(t, 1000).hubTrend(t.Context(), asOf)
	require.NoError(t, err)
	require.Len(t, points, trendPoints)
	for _, p := range points {
		require.Positive(t, p.Total)
		require.Positive(t, p.Used)
		require.Positive(t, p.UnknownAssigned)
		require.NotEqual(t, p.UnknownAssigned, p.UnknownUsed)
	}
}

func TestWrongDashboard(t *testing.T) {
	answering := func(f figures, sets ...uint8) dashboarder {
		return dashboarder{
			asker: asker[figures]{name: "engine", ask: func(context.Context, time.Time) (figures, error) { return f, nil }},
			sets:  func(context.Context) ([]uint8, error) { return sets, nil },
		}
	}
	right := answering(figures{}, 1, 2)
	var wrong figures
	wrong.Renewing.Usage.Den = 7
	wrongIn := func(theirs dashboarder) error {
		return agreeOnDashboard(t.Context(), []dashboarder{right, theirs}, asOf)
	}
	require.NoError(t, wrongIn(right))
	require.ErrorContains(t, wrongIn(answering(wrong, 1, 2)), "engine: .Renewing.Usage.Den is 7, ours is 0")
	require.ErrorContains(t, wrongIn(answering(figures{}, 1, 3)), "engine: [1] is 3, ours is 2")
	require.ErrorContains(t, wrongIn(answering(figures{}, 1)), "engine:  has 1 elements, ours has 2")
}

// One customer has two entitlements, one of them a trial
// of calling without samples.
func TestFloor(t *testing.T) {
	at := func(seconds int64) time.Time { return time.Unix(seconds, 0).UTC() }
	f := newFloor([]plainCustomer{{
		signedIn: at(1),
		entitlements: []plainEntitlement{
			{
				term: term{known: at(10), start: at(20), end: at(30), provisioned: at(40), renews: true}, core: true,
				lines: []plainLine{{partnerhub.Meetings, 100, []measure{{1, 5, 6, 7}, {8, 3, 2, 7}}}},
			},
			{
				term:  term{trial: true, known: at(1000), start: at(1000), end: at(2000)},
				lines: []plainLine{{product: partnerhub.Calling, total: 200}},
			},
		},
	}})
	require.NoError(t, f.dashboard())
	// Sign-in; instants; traits 2+4 and 1; the first lines 0 and 1; products by
	// the length of their names, 8 and 7; totals; the first samples 0 and 2; how
	// many; the last of them, 3 and 2.
	want := 1 + 10 + 20 + 30 + 40 + 1000 + 1000 + 2000 + 6 + 1 + 0 + 1 + 8 + 7 + 300 + 0 + 2 + 2 + (3<<16 + 2)
	require.EqualValues(t, want, f.sum)
	require.NoError(t, f.trend())
	require.EqualValues(t, 5+6+3+2, f.sum)
}

// Three days in which a sample is current, stale, and not yet known.
func TestCurrent(t *testing.T) {
	measures := []measure{{day: 100, used: 1}, {day: 107, used: 2}}
	require.Nil(t, current(nil, 107))
	require.Nil(t, current(measures, 99))
	require.EqualValues(t, 1, current(measures, 106).used)
	require.EqualValues(t, 2, current(measures, 107+29).used)
	require.Nil(t, current(measures, 107+30))
}

func TestTexts(t *testing.T) {
	p := portfolio{customers: 50, weeks: 1}
	facts := dataset(t, p)
	var want int
	for _, c := range facts.Customers {
		want += 16 + len(c.ID) + 16 + len(c.Name) + 16*len(c.Tags)
	}
	for _, s := range facts.Subscriptions {
		want += 16 + len(s.ID)
	}
	for _, trial := range facts.Trials {
		want += 16 + len(trial.ID)
	}
	require.EqualValues(t, want, p.texts())
}

// What is counted is what is streamed.
func TestSamplesAreCounted(t *testing.T) {
	people := populationOf(50, 10)
	require.NoError(t, people.load(t.Context()))
	require.Len(t, dataset(t, people.portfolio).Usage, people.samples)
}
