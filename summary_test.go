package partnerhub_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

func summarized(t *testing.T, view partnerhub.View, product partnerhub.Product, trend partnerhub.TrendOptions) partnerhub.Summary {
	summary, err := view.Summary(t.Context(), product, trend)
	require.NoError(t, err)
	return summary
}

// mergeAll merges parts in random order and grouping; half of them go through
// their binary form.
func mergeAll[T any](rng *rand.Rand, parts []T, merge func(a *T, b T), sent func(T) T) T {
	for len(parts) > 1 {
		rng.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		last := len(parts) - 1
		part := parts[last]
		if rng.IntN(2) == 0 {
			part = sent(part)
		}
		merge(&parts[0], part)
		parts = parts[:last]
	}
	return sent(parts[0])
}

func mergeSummaries(t *testing.T, rng *rand.Rand, parts []partnerhub.Summary) partnerhub.Summary {
	merge := func(a *partnerhub.Summary, b partnerhub.Summary) { require.NoError(t, a.Merge(b)) }
	return mergeAll(rng, parts, merge, func(s partnerhub.Summary) partnerhub.Summary {
		var read partnerhub.Summary
		require.NoError(t, read.UnmarshalBinary(summaryBytes(t, s)))
		return read
	})
}

func mergeShares(t *testing.T, rng *rand.Rand, parts []partnerhub.Shares) partnerhub.Shares {
	merge := func(a *partnerhub.Shares, b partnerhub.Shares) { require.NoError(t, a.Merge(b)) }
	return mergeAll(rng, parts, merge, func(s partnerhub.Shares) partnerhub.Shares {
		var read partnerhub.Shares
		require.NoError(t, read.UnmarshalBinary(sharesBytes(t, s)))
		return read
	})
}

func summaryBytes(t *testing.T, s partnerhub.Summary) []byte {
	data, err := s.MarshalBinary()
	require.NoError(t, err)
	return data
}

func sharesBytes(t *testing.T, s partnerhub.Shares) []byte {
	data, err := s.MarshalBinary()
	require.NoError(t, err)
	return data
}

func loadAll(t *testing.T, parts []*partnerhub.Dataset) []*partnerhub.Hub {
	hubs := make([]*partnerhub.Hub, len(parts))
	for i, part := range parts {
		hubs[i] = load(t, part)
	}
	return hubs
}

// twoPasses is the way from parts to the summary of the whole.
func twoPasses(t *testing.T, rng *rand.Rand, views []partnerhub.View, q question) partnerhub.Summary {
	var shares []partnerhub.Shares
	for _, view := range views {
		shares = append(shares, view.Shares())
	}
	all := mergeShares(t, rng, shares)
	var summaries []partnerhub.Summary
	for _, view := range views {
		compared, err := view.ComparedWith(all)
		require.NoError(t, err, q)
		summaries = append(summaries, summarized(t, compared, q.product, q.trend))
	}
	return mergeSummaries(t, rng, summaries)
}

func TestSummariesOfPartsMergeToThatOfTheWhole(t *testing.T) {
	forSeeds(200, func(seed uint64) {
		data, questions := randomQuestions(seed, 3)
		rng := rand.New(rand.NewPCG(seed, 5))
		whole, parts := load(t, data), loadAll(t, testkit.Split(rng, data, 1+rng.IntN(6)))
		for _, q := range questions {
			var views []partnerhub.View
			for _, part := range parts {
				views = append(views, viewOf(t, part, q))
			}
			merged := twoPasses(t, rng, views, q)
			view := viewOf(t, whole, q)
			want := summarized(t, view, q.product, q.trend)
			require.Equal(t, summaryBytes(t, want), summaryBytes(t, merged), q)
			require.Equal(t, marshal(t, want), marshal(t, merged), q)
			requireNumbersOf(t, testkit.Evaluate(data, q.policy, q.asOf, q.product, q.trend, q.admin), merged, q)
		}
	})
}

// requireNumbersOf compares a summary with a report, whose rows it has not.
func requireNumbersOf(t *testing.T, report partnerhub.Report, s partnerhub.Summary, q question) {
	report.Customers = nil
	report.RecentlyAdded.Rows = []partnerhub.RecentlyAddedRow{}
	report.Expiring.Rows, report.Renewing.Rows = []partnerhub.EndingRow{}, []partnerhub.EndingRow{}
	report.LowAssignment.Rows = []partnerhub.LowAssignmentRow{}
	report.Overage.Rows = []partnerhub.OverageRow{}
	got := partnerhub.Report{
		AsOf: s.AsOf(), Product: s.Product(), Overview: s.Overview(), Trend: s.Trend(), RecentlyAdded: s.RecentlyAdded(),
		Expiring: s.Expiring(), Renewing: s.Renewing(), LowAssignment: s.LowAssignment(), Overage: s.Overage(),
	}
	require.Empty(t, testkit.Diff(got, report), q)
}

// Filters look at one customer at a time: they split as customers do.
func TestSummariesOfFilteredPartsMergeToThatOfTheFilteredWhole(t *testing.T) {
	forFilterQuestions(t, 100, func(q filterQuestion) {
		filter := q.filter()
		var views []partnerhub.View
		for _, part := range testkit.Split(q.rng, q.data, 1+q.rng.IntN(4)) {
			view, err := viewOf(t, load(t, part), q.question).Where(filter)
			require.NoError(t, err)
			views = append(views, view)
		}
		narrowed, err := q.view.Where(filter)
		require.NoError(t, err)
		report, err := narrowed.Report(t.Context(), q.product, q.trend)
		require.NoError(t, err)
		merged := twoPasses(t, q.rng, views, q.question)
		require.Equal(t, summaryBytes(t, summarized(t, narrowed, q.product, q.trend)), summaryBytes(t, merged), q.question)
		requireNumbersOf(t, report, merged, q.question)
	})
}

// parted returns the views of parts of a random dataset, compared with the whole.
func parted(t *testing.T, seed uint64, n int) []partnerhub.View {
	rng := rand.New(rand.NewPCG(seed, 6))
	data := testkit.Random(seed, 40)
	var views []partnerhub.View
	var all partnerhub.Shares
	for _, hub := range loadAll(t, testkit.Split(rng, data, n)) {
		views = append(views, hub.At(data.AsOf))
		require.NoError(t, all.Merge(views[len(views)-1].Shares()))
	}
	for i := range views {
		compared, err := views[i].ComparedWith(all)
		require.NoError(t, err)
		views[i] = compared
	}
	return views
}

func partedSummaries(t *testing.T, seed uint64) (a, b, c partnerhub.Summary) {
	views := parted(t, seed, 3)
	of := func(i int) partnerhub.Summary { return summarized(t, views[i], "meetings", partnerhub.TrendOptions{}) }
	return of(0), of(1), of(2)
}

func sum(t *testing.T, first partnerhub.Summary, others ...partnerhub.Summary) partnerhub.Summary {
	for _, other := range others {
		require.NoError(t, first.Merge(other))
	}
	return first
}

func TestSummariesAreACommutativeMonoid(t *testing.T) {
	forSeeds(20, func(seed uint64) {
		a, b, c := partedSummaries(t, seed)
		var zero partnerhub.Summary
		before := summaryBytes(t, a)
		require.Equal(t, summaryBytes(t, sum(t, a, b)), summaryBytes(t, sum(t, b, a)))
		require.Equal(t, summaryBytes(t, sum(t, sum(t, a, b), c)), summaryBytes(t, sum(t, a, sum(t, b, c))))
		require.Equal(t, before, summaryBytes(t, sum(t, a, zero)))
		require.Equal(t, before, summaryBytes(t, sum(t, zero, a)))
		require.Equal(t, before, summaryBytes(t, a), "a summary that was merged into a copy has changed")
		require.NotEqual(t, before, summaryBytes(t, sum(t, a, b)))
	})
}

func TestZeroSummary(t *testing.T) {
	var zero partnerhub.Summary
	require.NoError(t, zero.Merge(partnerhub.Summary{}))
	require.True(t, zero.AsOf().IsZero())
	require.Empty(t, zero.Product())
	require.Equal(t, partnerhub.Policy{}, zero.Policy())
	require.Zero(t, zero.TrendOptions())
	require.Zero(t, zero.Overview())
	require.Equal(t, []partnerhub.TrendPoint{}, zero.Trend())
	require.Equal(t, []partnerhub.Money{}, zero.Expiring().TermValue)
	require.Equal(t, partnerhub.Shares{}, zero.Shares())
	require.JSONEq(t, `{"asOf": "0001-01-01T00:00:00Z", "product": "", "trend": [],
		"overview": {"managedCustomers": 0, "totalCustomers": 0, "nearingExpiration": 0, "nearingRenewal": 0, "lowAssignment": 0, "lowAssignmentUnassessed": 0, "overLimit": 0, "overLimitUnassessed": 0},
		"recentlyAdded": {"customers": 0, "newLicenses": 0, "totalLicenses": 0},
		"expiring": {"customers": 0, "assignment": null, "usage": null, "unknown": 0, "termValue": []},
		"renewing": {"customers": 0, "assignment": null, "usage": null, "unknown": 0, "termValue": []},
		"lowAssignment": {"customers": 0, "assignment": null, "usage": null, "usageWhenAssigned": null, "unassigned": 0, "unknown": 0, "unassessed": 0},
		"overage": {"customers": 0, "totalOverage": 0, "averageOverage": null, "unassessed": 0}}`, marshal(t, zero))
}

// The document is the report of docs/formats.md, in the order of its members.
func TestSummaryDocument(t *testing.T) {
	var data partnerhub.Dataset
	require.NoError(t, data.UnmarshalJSON([]byte(exampleDataset)))
	view := load(t, &data).At(data.AsOf)
	require.Equal(t, `{"asOf":"2026-01-31T00:00:00Z","product":"meetings",`+
		`"overview":{"managedCustomers":1,"totalCustomers":1,"nearingExpiration":0,"nearingRenewal":1,"lowAssignment":0,"lowAssignmentUnassessed":1,"overLimit":0,"overLimitUnassessed":1},`+
		`"trend":[{"asOf":"2026-01-24T00:00:00Z","total":100,"assigned":null,"used":null,"unknownAssigned":100,"unknownUsed":100},`+
		`{"asOf":"2026-01-31T00:00:00Z","total":100,"assigned":80,"used":60,"unknownAssigned":0,"unknownUsed":0}],`+
		`"recentlyAdded":{"customers":0,"newLicenses":0,"totalLicenses":0},`+
		`"expiring":{"customers":0,"assignment":null,"usage":null,"unknown":0,"termValue":[]},`+
		`"renewing":{"customers":1,"assignment":{"num":80,"den":100,"percent":"80"},"usage":{"num":60,"den":100,"percent":"60"},"unknown":0,`+
		`"termValue":[{"amount":"12000","currency":"EUR"}]},`+
		`"lowAssignment":{"customers":0,"assignment":null,"usage":null,"usageWhenAssigned":null,"unassigned":0,"unknown":0,"unassessed":0},`+
		`"overage":{"customers":0,"totalOverage":0,"averageOverage":null,"unassessed":0}}`,
		marshal(t, summarized(t, view, "meetings", partnerhub.TrendOptions{Points: 2})))
}

// of one customer with a subscription of so many licenses, all of them assigned
// but one in four.
func oneCustomer(t *testing.T, id string, quantity int64) *partnerhub.Hub {
	return load(t, &partnerhub.Dataset{
		Partner:   partnerhub.Partner{ID: "org-0"},
		Customers: []partnerhub.Customer{{ID: id, Name: id}},
		Subscriptions: []partnerhub.Subscription{{
			ID: "s-" + id, CustomerID: id, Start: date(2025, 1, 1), End: date(2026, 3, 1), TermValue: worth("0.10", "EUR"),
			Licenses: []partnerhub.License{{Product: "meetings", Quantity: quantity}},
		}},
		Usage: []partnerhub.UsageSample{{
			EntitlementID: "s-" + id, Product: "meetings", Date: theDay, Assigned: partnerhub.Known(quantity / 4 * 3),
		}},
	})
}

func withPolicy(t *testing.T, view partnerhub.View, policy partnerhub.Policy) partnerhub.View {
	view, err := view.With(policy)
	require.NoError(t, err)
	return view
}

func TestSummariesThatDoNotFit(t *testing.T) {
	hub := oneCustomer(t, "c-1", 100)
	view := hub.At(theDay)
	points := partnerhub.TrendOptions{Points: 3}
	summary := summarized(t, view, "meetings", points)
	winter, summer := berlin(t), time.FixedZone("Europe/Berlin", 60*60)
	for want, other := range map[string]partnerhub.Summary{
		"different instants, 2026-01-31T00:00:00Z and 2026-01-31T00:00:00.000000001Z": summarized(t, hub.At(theDay.Add(1)), "meetings", points),
		"their policies differ in ExpiringSoonDays":                                   summarized(t, withPolicy(t, view, partnerhub.Policy{ExpiringSoonDays: 31}), "meetings", points),
		"their policies differ in GraceDays":                                          summarized(t, withPolicy(t, view, partnerhub.Policy{GraceDays: partnerhub.ZeroDays}), "meetings", points),
		"their policies differ in Location":                                           summarized(t, withPolicy(t, view, partnerhub.Policy{Location: time.FixedZone("UTC", 1)}), "meetings", points),
		"their policies differ in SizeBands":                                          summarized(t, withPolicy(t, view, partnerhub.Policy{SizeBands: []int64{1, 10}}), "meetings", points),
		"their policies differ in MinPeers":                                           summarized(t, withPolicy(t, view, partnerhub.Policy{MinPeers: 6}), "meetings", points),
		"their policies differ in LowShareCeiling":                                    summarized(t, withPolicy(t, view, partnerhub.Policy{LowShareCeiling: 1}), "meetings", points),
		"their policies differ in HeadlineOrder":                                      summarized(t, withPolicy(t, view, partnerhub.Policy{HeadlineOrder: partnerhub.Statuses()}), "meetings", points),
		"different products, meetings and calling":                                    summarized(t, view, "calling", points),
		"different options, {Points:3 StepDays:7} and {Points:2 StepDays:7}":          summarized(t, view, "meetings", partnerhub.TrendOptions{Points: 2}),
		"different options, {Points:3 StepDays:7} and {Points:3 StepDays:8}":          summarized(t, view, "meetings", partnerhub.TrendOptions{Points: 3, StepDays: 8}),
		"they have more peers for meetings than they were compared with":              summary,
		"different peers for meetings":                                                summarized(t, oneCustomer(t, "c-2", 5000).At(theDay), "meetings", points),
	} {
		requireMisfit(t, summary, other, want)
		requireMisfit(t, other, summary, "partnerhub: parts do not fit together: ")
	}
	// The same name and offset in winter; the trend looks back into summer.
	year := partnerhub.TrendOptions{Points: 2, StepDays: 180}
	requireMisfit(t, summarized(t, withPolicy(t, view, partnerhub.Policy{Location: winter}), "meetings", year),
		summarized(t, withPolicy(t, view, partnerhub.Policy{Location: summer}), "meetings", year), "the clocks of their locations differ")
}

func requireMisfit(t *testing.T, s, other partnerhub.Summary, want string) {
	before := summaryBytes(t, s)
	err := s.Merge(other)
	require.ErrorIs(t, err, partnerhub.ErrSummary)
	require.ErrorContains(t, err, want)
	require.Equal(t, before, summaryBytes(t, s))
}

// A million million licenses, doubled as long as the sum fits: 2^23 times. What
// is not old enough to be compared has no peers that could be too many.
func TestSumsThatAreTooLarge(t *testing.T) {
	const most = 1_000_000_000_000
	summary := summarized(t, load(t, &partnerhub.Dataset{
		Partner:   partnerhub.Partner{ID: "org-0"},
		Customers: []partnerhub.Customer{{ID: "c-1", Name: "A"}},
		Trials: []partnerhub.Trial{{
			ID: "t-1", CustomerID: "c-1", Start: theDay, Licenses: []partnerhub.License{{Product: "meetings", Quantity: most}},
		}},
	}).At(theDay), "meetings", partnerhub.TrendOptions{})
	for range 23 {
		require.NoError(t, summary.Merge(summary))
	}
	requireMisfit(t, summary, summary, "a sum is too large")
	require.Equal(t, int64(most<<23), summary.RecentlyAdded().NewLicenses)
	require.Equal(t, int64(most<<23), summary.Trend()[12].UnknownUsed)
	require.Equal(t, 1<<23, summary.Overview().TotalCustomers)
}

// Amounts in all the ways in which they can be written: as a program makes them,
// with more digits than a machine word has, with exponents of either sign.
func TestTermValuesAddUpExactly(t *testing.T) {
	amounts := []decimal.Decimal{
		decimal.New(5, 3), decimal.New(-1, 37), decimal.New(1, -18), decimal.RequireFromString("12.50"),
		decimal.RequireFromString("99999999999999999999.99"), decimal.New(math.MinInt64, 0), decimal.New(math.MaxInt64, -18),
	}
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}, Customers: []partnerhub.Customer{{ID: "c-1", Name: "A"}}}
	want := map[string]decimal.Decimal{}
	for i, amount := range amounts {
		for j, currency := range []string{"USD", "CHF", "EUR"}[:1+i%3] {
			data.Subscriptions = append(data.Subscriptions, partnerhub.Subscription{
				ID: fmt.Sprint(i, j), CustomerID: "c-1", Start: date(2025, 1, 1), End: date(2026, 2, 2),
				Licenses: []partnerhub.License{{Product: "meetings", Quantity: 1}}, TermValue: partnerhub.Money{Amount: amount, Currency: currency},
			})
			want[currency] = want[currency].Add(amount)
		}
	}
	sums := load(t, data).At(theDay).Expiring("meetings").TermValue
	require.Len(t, sums, 3)
	for i, currency := range []string{"CHF", "EUR", "USD"} {
		require.Equal(t, currency, sums[i].Currency)
		require.True(t, want[currency].Equal(sums[i].Amount), "%s: %s", currency, sums[i])
	}
}

func TestSummaryFails(t *testing.T) {
	view := oneCustomer(t, "c-1", 1).At(theDay)
	_, err := view.Summary(t.Context(), "Meetings", partnerhub.TrendOptions{})
	require.EqualError(t, err, `partnerhub: "Meetings" is not a product name: lower-case letters, digits and _, a letter first`)
	_, err = view.Summary(t.Context(), "meetings", partnerhub.TrendOptions{Points: -1})
	require.ErrorIs(t, err, partnerhub.ErrTrend)
	done, cancel := context.WithCancel(t.Context())
	cancel()
	for _, product := range []partnerhub.Product{"meetings", "nobody_has_it"} {
		_, err = view.Summary(done, product, partnerhub.TrendOptions{})
		require.ErrorIs(t, err, context.Canceled)
		require.ErrorContains(t, err, "partnerhub: ")
	}
}

func TestSummarySaysWhatItIsOf(t *testing.T) {
	policy := partnerhub.Policy{Location: berlin(t), MinPeers: 3}
	view := withPolicy(t, oneCustomer(t, "c-1", 20).At(theDay), policy)
	s := summarized(t, view, "devices", partnerhub.TrendOptions{StepDays: 30})
	require.Equal(t, "2026-01-31T01:00:00+01:00", s.AsOf().Format(time.RFC3339))
	require.Equal(t, partnerhub.Product("devices"), s.Product())
	require.Equal(t, view.Policy(), s.Policy())
	require.Equal(t, partnerhub.TrendOptions{Points: 13, StepDays: 30}, s.TrendOptions())
	require.Equal(t, []partnerhub.Product{"meetings"}, s.Shares().Products())
	s.Policy().SizeBands[0] = 7
	require.Equal(t, view.Policy(), s.Policy())
}
