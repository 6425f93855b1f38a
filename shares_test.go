package partnerhub_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// workedExample is the view of the worked example of docs/metrics.md, and those
// of two parts of it: every second customer.
func workedExample(t *testing.T) (whole partnerhub.View, parts []partnerhub.View) {
	asOf := time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC)
	rows := tableAfter(readPage(t, "docs/metrics.md"), "### Worked example")
	var halves [2][][]string
	for _, row := range rows {
		half := int(row[0][0]) % 2
		halves[half] = append(halves[half], row)
	}
	for _, half := range halves {
		parts = append(parts, load(t, exampleData(t, half)).At(asOf))
	}
	return load(t, exampleData(t, rows)).At(asOf), parts
}

func mergedShares(t *testing.T, views ...partnerhub.View) partnerhub.Shares {
	var all partnerhub.Shares
	for _, view := range views {
		require.NoError(t, all.Merge(view.Shares()))
	}
	return all
}

// Six customers have 10 to 99 licenses, one has more, one has fewer.
func TestSharesOfTheWorkedExample(t *testing.T) {
	whole, parts := workedExample(t)
	for _, shares := range []partnerhub.Shares{whole.Shares(), mergedShares(t, parts...)} {
		require.Equal(t, []partnerhub.Product{"meetings"}, shares.Products())
		require.True(t, whole.AsOf().Equal(shares.AsOf()))
		require.Equal(t, whole.Policy(), shares.Policy())
		band := partnerhub.Peers{Benchmark: 5666, Count: 6, Band: "10-99"}
		all := partnerhub.Peers{Benchmark: 5000, Count: 8, Band: partnerhub.BandAll}
		for licenses, want := range map[int64]partnerhub.Peers{1: all, 9: all, 10: band, 99: band, 100: all, 1000: all} {
			peers, enough := shares.Peers("meetings", licenses)
			require.True(t, enough)
			require.Equal(t, want, peers, licenses)
		}
		for product, licenses := range map[partnerhub.Product]int64{"meetings": 0, "calling": 50} {
			peers, enough := shares.Peers(product, licenses)
			require.False(t, enough)
			require.Zero(t, peers)
		}
	}
	// Birch, Dogwood, Fir and Hazel are four, too few.
	_, enough := parts[0].Shares().Peers("meetings", 50)
	require.False(t, enough)
}

// Elm and Grove are low, which the part of Birch, Dogwood, Fir and Hazel doesn't
// change; the part of Alder, Cedar, Elm and Grove finds nobody low by itself.
func TestWorkedExampleInTwoPasses(t *testing.T) {
	whole, parts := workedExample(t)
	all := mergedShares(t, parts...)
	var merged partnerhub.Summary
	for i, want := range []int{0, 2} {
		require.Zero(t, parts[i].LowAssignment("meetings").Customers)
		compared, err := parts[i].ComparedWith(all)
		require.NoError(t, err)
		require.Equal(t, want, compared.LowAssignment("meetings").Customers)
		require.Equal(t, want, compared.Overview().LowAssignment)
		require.NoError(t, merged.Merge(summarized(t, compared, "meetings", partnerhub.TrendOptions{})))
	}
	low := merged.LowAssignment()
	require.Equal(t, 2, low.Customers)
	require.Equal(t, partnerhub.Ratio{Num: 93, Den: 230}, low.Assignment)
	require.Equal(t, int64(137), low.Unassigned)
	require.Equal(t, summaryBytes(t, summarized(t, whole, "meetings", partnerhub.TrendOptions{})), summaryBytes(t, merged))
}

// Each part has four peers by itself: too few, so that nobody is low in either.
// That their benchmarks are the same doesn't make them fit.
func TestOnePassIsNotEnough(t *testing.T) {
	_, parts := workedExample(t)
	a := summarized(t, parts[0], "meetings", partnerhub.TrendOptions{})
	b := summarized(t, parts[1], "meetings", partnerhub.TrendOptions{})
	requireMisfit(t, a, b, "View.ComparedWith")
	requireMisfit(t, b, a, "View.ComparedWith")
	compared, err := parts[0].ComparedWith(mergedShares(t, parts...))
	require.NoError(t, err)
	requireMisfit(t, summarized(t, compared, "meetings", partnerhub.TrendOptions{}), b, "compared with different peers for meetings")
}

// Two organizations with the same benchmark for each size band, 1000 of four and
// 5000 of one, and another one for all: the second of 1000, 2000, 3000, 3000, 5000
// and of 1000, 3000, 3000, 3000, 5000.
func TestBenchmarkOfAllMatters(t *testing.T) {
	part := oneCustomer(t, "new", 0).At(theDay)
	var summaries []partnerhub.Summary
	for _, second := range []int64{20, 30} {
		var data partnerhub.Dataset
		for i, share := range []int64{10, second, 30, 30, 500} {
			id := string(rune('a' + i))
			quantity := map[bool]int64{true: 1000, false: 100}[i == 4]
			data.Customers = append(data.Customers, partnerhub.Customer{ID: id, Name: id})
			data.Subscriptions = append(data.Subscriptions, partnerhub.Subscription{
				ID: id, CustomerID: id, Start: date(2025, 1, 1), Licenses: []partnerhub.License{{Product: "meetings", Quantity: quantity}},
			})
			data.Usage = append(data.Usage, partnerhub.UsageSample{EntitlementID: id, Product: "meetings", Date: theDay, Assigned: partnerhub.Known(share)})
		}
		data.Partner.ID = "org-0"
		compared, err := part.ComparedWith(load(t, &data).At(theDay).Shares())
		require.NoError(t, err)
		summaries = append(summaries, summarized(t, compared, "meetings", partnerhub.TrendOptions{}))
	}
	requireMisfit(t, summaries[0], summaries[1], "compared with different peers for meetings")
}

// What is never compared merges without the first pass: it would change nothing.
func TestPartsWithoutPeersNeedNoFirstPass(t *testing.T) {
	a := summarized(t, load(t, teamDataset()).At(theDay), "meetings", partnerhub.TrendOptions{})
	b := a
	require.NoError(t, b.Merge(a))
	require.Equal(t, 2*a.Overview().ManagedCustomers, b.Overview().ManagedCustomers)
}

func TestComparedWithChangesNothingElse(t *testing.T) {
	forQuestions(t, 60, func(_ *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		view := viewOf(t, hub, q)
		compared, err := view.ComparedWith(view.Shares())
		require.NoError(t, err)
		report, err := compared.Report(t.Context(), q.product, q.trend)
		require.NoError(t, err)
		require.Equal(t, marshal(t, reportOf(t, hub, q)), marshal(t, report), q)
		require.Equal(t, sharesBytes(t, view.Shares()), sharesBytes(t, compared.Shares()), q)
	})
}

// The rows of parts that are compared with the whole are those of the whole.
func TestRowsOfParts(t *testing.T) {
	forQuestions(t, 60, func(data *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		var views []partnerhub.View
		for _, part := range testkit.Split(rand.New(rand.NewPCG(q.seed, 8)), data, 3) {
			views = append(views, viewOf(t, load(t, part), q))
		}
		all := mergedShares(t, views...)
		rows := []partnerhub.LowAssignmentRow{}
		for _, view := range views {
			compared, err := view.ComparedWith(all)
			require.NoError(t, err)
			rows = append(rows, compared.LowAssignment(q.product).Rows...)
		}
		byID := func(a, b partnerhub.LowAssignmentRow) int { return strings.Compare(a.EntitlementID, b.EntitlementID) }
		want := viewOf(t, hub, q).LowAssignment(q.product).Rows
		slices.SortFunc(rows, byID)
		slices.SortFunc(want, byID)
		require.Empty(t, testkit.Diff(rows, want), q)
	})
}

func TestSharesAreACommutativeMonoid(t *testing.T) {
	forSeeds(20, func(seed uint64) {
		views := parted(t, seed, 3)
		a, b, c := views[0].Shares(), views[1].Shares(), views[2].Shares()
		sum := func(first partnerhub.Shares, others ...partnerhub.Shares) partnerhub.Shares {
			for _, other := range others {
				require.NoError(t, first.Merge(other))
			}
			return first
		}
		var zero partnerhub.Shares
		before := sharesBytes(t, a)
		require.Equal(t, sharesBytes(t, sum(a, b)), sharesBytes(t, sum(b, a)))
		require.Equal(t, sharesBytes(t, sum(sum(a, b), c)), sharesBytes(t, sum(a, sum(b, c))))
		require.Equal(t, before, sharesBytes(t, sum(a, zero)))
		require.Equal(t, before, sharesBytes(t, sum(zero, a)))
		require.Equal(t, before, sharesBytes(t, a), "shares that were merged into a copy have changed")
	})
}

func TestZeroShares(t *testing.T) {
	var zero partnerhub.Shares
	require.NoError(t, zero.Merge(partnerhub.Shares{}))
	require.True(t, zero.AsOf().IsZero())
	require.Equal(t, partnerhub.Policy{}, zero.Policy())
	require.Equal(t, []partnerhub.Product{}, zero.Products())
	_, enough := zero.Peers("meetings", 10)
	require.False(t, enough)
}

// Shares are of the whole hub, without the own organization, whoever asks.
func TestSharesAreOfTheWholeHub(t *testing.T) {
	forQuestions(t, 60, func(_ *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		narrowed := viewOf(t, hub, q)
		q.admin = ""
		want := sharesBytes(t, viewOf(t, hub, q).Shares())
		require.Equal(t, want, sharesBytes(t, narrowed.Shares()), q)
	})
}

func TestSharesThatDoNotFit(t *testing.T) {
	view := oneCustomer(t, "c-1", 100).At(theDay)
	shares, before := view.Shares(), sharesBytes(t, view.Shares())
	for want, other := range map[string]partnerhub.Shares{
		"different instants":       oneCustomer(t, "c-2", 100).At(theDay.AddDate(0, 0, 1)).Shares(),
		"differ in SizeBands":      withPolicy(t, view, partnerhub.Policy{SizeBands: []int64{1}}).Shares(),
		"not of the same products": summarized(t, view, "meetings", partnerhub.TrendOptions{}).Shares(),
	} {
		err := shares.Merge(other)
		require.ErrorIs(t, err, partnerhub.ErrSummary)
		require.ErrorContains(t, err, want)
		require.Equal(t, before, sharesBytes(t, shares))
		require.ErrorIs(t, other.Merge(shares), partnerhub.ErrSummary)
	}
	of := func(product partnerhub.Product) partnerhub.Shares {
		return summarized(t, view, product, partnerhub.TrendOptions{}).Shares()
	}
	meetings, devices := of("meetings"), of("devices")
	require.ErrorContains(t, meetings.Merge(devices), "not of the same products")
	require.NoError(t, meetings.Merge(of("calling")))
}

func TestComparedWithRefuses(t *testing.T) {
	view := oneCustomer(t, "c-1", 100).At(theDay)
	for _, c := range []struct {
		shares partnerhub.Shares
		want   string
	}{
		{partnerhub.Shares{}, "the shares are those of nobody"},
		{oneCustomer(t, "c-1", 100).At(theDay.Add(1)).Shares(), "different instants"},
		{withPolicy(t, view, partnerhub.Policy{MinPeers: 1}).Shares(), "their policies differ in MinPeers"},
		{summarized(t, view, "meetings", partnerhub.TrendOptions{}).Shares(), "the shares don't cover all products"},
		{oneCustomer(t, "c-2", 5000).At(theDay).Shares(), "the shares of meetings leave out customers of the hub"},
		{new(partnerhub.Hub).At(theDay).Shares(), "the shares of meetings leave out customers of the hub"},
	} {
		narrowed, err := view.ComparedWith(c.shares)
		require.ErrorIs(t, err, partnerhub.ErrSummary)
		require.ErrorContains(t, err, c.want)
		require.Zero(t, narrowed.Len())
	}
}

// One customer is missing of two with the same share.
func TestComparedWithFewerOfAShare(t *testing.T) {
	one, another := oneCustomer(t, "c-1", 100).At(theDay), oneCustomer(t, "c-2", 100).At(theDay)
	compared, err := one.ComparedWith(another.Shares())
	require.NoError(t, err, "nobody can tell these two apart")
	require.Equal(t, 1, compared.Len())
	twins := smallDataset()
	twins.Customers = []partnerhub.Customer{{ID: "c-1", Name: "A"}, {ID: "c-2", Name: "B"}}
	twins.Subscriptions, twins.Trials, twins.Usage, twins.Admins = nil, nil, nil, nil
	for _, c := range twins.Customers {
		twins.Subscriptions = append(twins.Subscriptions, partnerhub.Subscription{
			ID: c.ID, CustomerID: c.ID, Start: date(2025, 1, 1), Licenses: []partnerhub.License{{Product: "meetings", Quantity: 100}},
		})
		twins.Usage = append(twins.Usage, partnerhub.UsageSample{EntitlementID: c.ID, Product: "meetings", Date: theDay, Assigned: partnerhub.Known(75)})
	}
	_, err = load(t, twins).At(theDay).ComparedWith(one.Shares())
	require.ErrorContains(t, err, "the shares of meetings leave out customers of the hub")
}

func TestWithAfterComparedWith(t *testing.T) {
	whole, parts := workedExample(t)
	compared, err := parts[1].ComparedWith(mergedShares(t, parts...))
	require.NoError(t, err)
	_, err = compared.With(partnerhub.Policy{MinPeers: 2})
	require.ErrorIs(t, err, partnerhub.ErrSummary)
	require.ErrorContains(t, err, "MinPeers")
	same, err := compared.With(whole.Policy())
	require.NoError(t, err)
	require.Equal(t, 2, same.LowAssignment("meetings").Customers)
}

// The scope stays, whichever comes first.
func TestComparedWithAndScope(t *testing.T) {
	data := teamDataset()
	view := load(t, data).At(data.AsOf)
	shares := view.Shares()
	compared, err := view.ComparedWith(shares)
	require.NoError(t, err)
	first, err := compared.As("p-2")
	require.NoError(t, err)
	last, err := teamView(t, "p-2").ComparedWith(shares)
	require.NoError(t, err)
	require.Equal(t, []string{"c-2"}, customersOf(first))
	require.Equal(t, []string{"c-2"}, customersOf(last))
}

// Shares by themselves merge to those of the whole, for every product.
func TestSharesOfPartsMergeToThoseOfTheWhole(t *testing.T) {
	forQuestions(t, 60, func(data *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		rng := rand.New(rand.NewPCG(q.seed, 7))
		var shares []partnerhub.Shares
		for _, part := range testkit.Split(rng, data, 1+rng.IntN(6)) {
			shares = append(shares, viewOf(t, load(t, part), q).Shares())
		}
		require.Equal(t, sharesBytes(t, viewOf(t, hub, q).Shares()), sharesBytes(t, mergeShares(t, rng, shares)), q)
	})
}

// One customer, doubled until an int can't count them any more.
func TestSharesOfTooManyCustomers(t *testing.T) {
	shares := oneCustomer(t, "c-1", 100).At(theDay).Shares()
	for customers := 1; customers <= math.MaxInt/2; customers *= 2 {
		require.NoError(t, shares.Merge(shares))
	}
	before := sharesBytes(t, shares)
	require.ErrorContains(t, shares.Merge(shares), "too many customers to count")
	require.Equal(t, before, sharesBytes(t, shares))
	peers, enough := shares.Peers("meetings", 100)
	require.True(t, enough)
	require.Equal(t, partnerhub.Peers{Benchmark: 7500, Count: math.MaxInt/2 + 1, Band: "100-999"}, peers)
}

// What can't come back from JSON says so, instead of coming back empty.
func TestNoJSONForMerging(t *testing.T) {
	view := load(t, teamDataset()).At(theDay)
	_, err := json.Marshal(view.Shares())
	require.ErrorContains(t, err, "partnerhub: shares have no JSON")
	require.ErrorContains(t, json.Unmarshal([]byte("{}"), new(partnerhub.Shares)), "partnerhub: shares have no JSON")
	text, err := json.Marshal(summarized(t, view, "meetings", partnerhub.TrendOptions{}))
	require.NoError(t, err)
	require.ErrorContains(t, json.Unmarshal(text, new(partnerhub.Summary)), "only from its binary form")
}
