package partnerhub_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// laterInstants are instants after that of a question at which something may
// change, those just before and after them, and some at random, up to a limit.
func laterInstants(rng *rand.Rand, data *partnerhub.Dataset, q question, until time.Time) []time.Time {
	candidates := testkit.Instants(rng, data)
	location := q.policy.Location
	if location == nil {
		location = time.UTC
	}
	year, month, day := q.asOf.In(location).Date()
	for i := range 100 {
		candidates = append(candidates, time.Date(year, month, day+i, 0, 0, 0, 0, location))
		candidates = append(candidates, q.asOf.Add(time.Duration(rng.Int64N(int64(100*24*time.Hour)))))
	}
	var list []time.Time
	for _, c := range candidates {
		for _, off := range []time.Duration{-1, 0, 1} {
			if at := c.Add(off); at.After(q.asOf) && at.Before(until) {
				list = append(list, at)
			}
		}
	}
	rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list[:min(len(list), 80)]
}

// The conditions at the next change differ from those now; at every instant before
// they don't.
func TestNextChange(t *testing.T) {
	found := 0
	forSeeds(150, func(seed uint64) {
		rng := rand.New(rand.NewPCG(seed, 4))
		data := testkit.Random(seed, oneOf(rng, 1, 2, 4, 8, 15))
		hub := load(t, data)
		q := questionsAbout(data, rng, seed, 1)[0]
		view := viewOf(t, hub, q)
		next, exists, err := view.NextChange(t.Context())
		require.NoError(t, err)
		now, until := holding(t, view, q.asOf), time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
		if exists {
			found++
			until = next.At
			require.NotEqual(t, now, holding(t, view, next.At), "at %s: %s", next.At, q)
			require.False(t, next.Changes.IsEmpty())
		}
		for _, at := range laterInstants(rng, data, q, until) {
			require.Equal(t, now, holding(t, view, at), "at %s, before %s: %s", at, until, q)
		}
	})
	if *oneSeed == 0 {
		require.Greater(t, found, 60)
	}
}

// competitors is a partner with many customers of the same size, of whom one is looked
// at: what becomes of the others decides whether it is low.
func competitors(rng *rand.Rand) *partnerhub.Dataset {
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "p"}}
	for i := range 12 {
		id := fmt.Sprintf("c-%02d", i)
		data.Customers = append(data.Customers, partnerhub.Customer{ID: id, Name: id})
		s := partnerhub.Subscription{
			ID: "s-" + id, CustomerID: id, ProvisionedAt: date(2020, 1, 1),
			Start:    theDay.Add(time.Duration(rng.IntN(90*24)-60*24) * time.Hour),
			Licenses: []partnerhub.License{{Product: partnerhub.Calling, Quantity: 100}},
		}
		s.End = s.Start.Add(time.Duration(1+rng.IntN(100*24)) * time.Hour)
		if i == 0 {
			s.Start, s.End = date(2025, 1, 1), time.Time{}
		}
		data.Subscriptions = append(data.Subscriptions, s)
		for week := range 9 {
			if i > 0 && rng.IntN(3) == 0 {
				continue
			}
			data.Usage = append(data.Usage, partnerhub.UsageSample{
				EntitlementID: s.ID, Product: partnerhub.Calling, Date: theDay.AddDate(0, 0, 7*week-14),
				Assigned: partnerhub.Known(int64(20 + rng.IntN(60)*min(i, 1))),
			})
		}
	}
	data.Admins = []partnerhub.Admin{{ID: "a", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"c-00"}}}
	return data
}

// Of one customer among many nothing changes but its peers.
func TestNextChangeByPeers(t *testing.T) {
	byPeers := 0
	forSeeds(60, func(seed uint64) {
		rng := rand.New(rand.NewPCG(seed, 5))
		data := competitors(rng)
		q := question{seed: seed, asOf: theDay.Add(time.Duration(rng.IntN(24*20)) * time.Hour), admin: "a"}
		if rng.IntN(2) == 0 {
			q.policy.GraceDays = partnerhub.ZeroDays
		}
		view := viewOf(t, load(t, data), q)
		next, exists, err := view.NextChange(t.Context())
		require.NoError(t, err)
		now, until := holding(t, view, q.asOf), theDay.AddDate(1, 0, 0)
		if exists {
			until = next.At
			require.NotEqual(t, now, holding(t, view, next.At), "at %s: %s", next.At, q)
			change := next.Changes.Of(partnerhub.LowAssigned)
			byPeers += len(change.Entered) + len(change.Left)
		}
		for _, s := range data.Subscriptions {
			for _, at := range []time.Time{s.Start, s.End} {
				if at.After(q.asOf) && at.Before(until) {
					require.Equal(t, now, holding(t, view, at), "at %s, before %s: %s", at, until, q)
				}
			}
		}
		for at := q.asOf; at.Before(until); at = at.Add(8 * time.Hour) {
			require.Equal(t, now, holding(t, view, at), "at %s, before %s: %s", at, until, q)
		}
	})
	if *oneSeed == 0 {
		require.Greater(t, byPeers, 15)
	}
}

func TestNextChangeOfNothing(t *testing.T) {
	_, exists, err := partnerhub.View{}.NextChange(t.Context())
	require.NoError(t, err)
	require.False(t, exists)

	done, cancel := context.WithCancel(t.Context())
	cancel()
	_, _, err = loadNordwind().At(theDay).NextChange(done)
	require.ErrorIs(t, err, context.Canceled)
	require.EqualError(t, err, "partnerhub: next change: context canceled")

	view, err := loadNordwind().At(theDay).ComparedWith(loadNordwind().At(theDay).Shares())
	require.NoError(t, err)
	_, _, err = view.NextChange(t.Context())
	require.ErrorIs(t, err, partnerhub.ErrSummary)
	_, err = view.At(theDay.Add(1))
	require.ErrorIs(t, err, partnerhub.ErrSummary)
	same, err := view.At(theDay)
	require.NoError(t, err)
	require.Equal(t, view.Overview(), same.Overview())
}

// What a hub was asked before a change makes no difference to what comes next. The
// first of eight customers has its share from a subscription that was there before
// and stays in it after a sample in place; an order of an hour later moves the peers.
func TestNextChangeAfterChangeInPlace(t *testing.T) {
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "p"}}
	term := func(id, customer string, start time.Time) partnerhub.Subscription {
		return partnerhub.Subscription{
			ID: id, CustomerID: customer, OrderedAt: date(2025, 1, 1), Start: start, ProvisionedAt: date(2025, 1, 1),
			Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 100}},
		}
	}
	for i := range 8 {
		id := fmt.Sprint("c-", i)
		data.Customers = append(data.Customers, partnerhub.Customer{ID: id, Name: id})
		data.Subscriptions = append(data.Subscriptions, term("s-"+id, id, date(2025, 1, 1)))
		data.Usage = append(data.Usage, partnerhub.UsageSample{
			EntitlementID: "s-" + id, Product: partnerhub.Meetings, Date: theDay, Assigned: partnerhub.Known(int64(10 + 5*i)),
		})
	}
	data.Subscriptions = append(data.Subscriptions, term("s-later", "c-0", theDay.Add(time.Hour)))
	data.Usage = append(data.Usage, partnerhub.UsageSample{
		EntitlementID: "s-later", Product: partnerhub.Meetings, Date: theDay, Assigned: partnerhub.Known(40),
	})
	change := partnerhub.RecordUsage{Sample: partnerhub.UsageSample{
		EntitlementID: "s-c-0", Product: partnerhub.Meetings, Date: theDay, Assigned: partnerhub.Known(50),
	}}
	nextOf := func(hub *partnerhub.Hub) partnerhub.NextChange {
		next, exists, err := apply(t, hub, change).At(theDay).NextChange(t.Context())
		require.NoError(t, err)
		require.True(t, exists)
		return next
	}
	asked, fresh := load(t, data), load(t, data)
	asked.At(theDay).Overview()
	require.Equal(t, nextOf(fresh), nextOf(asked))
}
