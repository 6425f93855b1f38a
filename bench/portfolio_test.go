package main

import (
	"context"
	"iter"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

// collect returns all that a stream yields.
func collect[T any](t *testing.T, facts iter.Seq2[T, error]) []T {
	var all []T
	for fact, err := range facts {
		require.NoError(t, err)
		all = append(all, fact)
	}
	return all
}

func populationOf(customers, weeks int) *population {
	return &population{portfolio: portfolio{customers, weeks}}
}

func dataset(t *testing.T, p portfolio) *partnerhub.Dataset {
	partner, err := p.ReadPartner(t.Context())
	require.NoError(t, err)
	return &partnerhub.Dataset{
		Partner:       partner,
		Customers:     collect(t, p.ReadCustomers(t.Context())),
		Subscriptions: collect(t, p.ReadSubscriptions(t.Context())),
		Trials:        collect(t, p.ReadTrials(t.Context())),
		Usage:         collect(t, p.ReadUsage(t.Context())),
	}
}

func TestPortfolioIsAlwaysTheSame(t *testing.T) {
	p := portfolio{customers: 200, weeks: 4}
	first := dataset(t, p)
	require.Equal(t, first, dataset(t, p))
	more := dataset(t, portfolio{customers: 201, weeks: 4})
	require.Equal(t, first.Customers, more.Customers[:200])
}

// Each customer has one to five entitlements, three in the mean.
func TestEntitlements(t *testing.T) {
	const customers = 2000
	facts := dataset(t, portfolio{customers: customers, weeks: 1})
	each := map[string]int{}
	for _, s := range facts.Subscriptions {
		each[s.CustomerID]++
	}
	for _, trial := range facts.Trials {
		each[trial.CustomerID]++
	}
	require.Len(t, each, customers)
	for id, n := range each {
		require.True(t, 1 <= n && n <= 5, id)
	}
	require.InDelta(t, 3, float64(len(facts.Subscriptions)+len(facts.Trials))/customers, 0.1)
}

func TestUsageWeeks(t *testing.T) {
	dates := map[time.Time]int{}
	for _, sample := range dataset(t, portfolio{customers: 200, weeks: 52}).Usage {
		dates[sample.Date]++
	}
	require.Len(t, dates, 52)
	require.Contains(t, dates, asOf)
	require.Contains(t, dates, asOf.AddDate(0, 0, -51*7))
}

// Every status and every product of the catalog occurs.
func TestPortfolioIsVaried(t *testing.T) {
	people := populationOf(1000, 1)
	require.NoError(t, people.load(t.Context()))
	filters := []string{"managed_by:external", "renewal:unknown", "tag:vip", "signed_in:*", "-signed_in:*", "-country:*"}
	for _, status := range partnerhub.Statuses() {
		filters = append(filters, "status:"+status.String())
	}
	for _, c := range catalog {
		filters = append(filters, "product:"+string(c.product))
	}
	for _, filter := range filters {
		narrowed, err := people.view.Where(partnerhub.MustParseFilter(filter))
		require.NoError(t, err)
		require.Positive(t, narrowed.Len(), filter)
		require.Less(t, narrowed.Len(), people.view.Len(), filter)
	}
}

func TestStreamsStop(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := partnerhub.Load(ctx, portfolio{customers: 10, weeks: 1})
	require.ErrorIs(t, err, context.Canceled)
	for range (portfolio{customers: 10, weeks: 1}).ReadUsage(t.Context()) {
		break
	}
}
