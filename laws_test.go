package partnerhub_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// everyDay is a window that no date is outside of.
const everyDay = 3_652_059

// forQuestions asks random questions of the engine.
func forQuestions(t *testing.T, seeds uint64, check func(data *partnerhub.Dataset, hub *partnerhub.Hub, q question)) {
	forSeeds(seeds, func(seed uint64) {
		data, questions := randomQuestions(seed, 3)
		hub := load(t, data)
		for _, q := range questions {
			check(data, hub, q)
		}
	})
}

func TestKPIsAreWhatTheirRowsReduceTo(t *testing.T) {
	forQuestions(t, 300, func(data *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		report := reportOf(t, hub, q)
		requireRecentlyAdded(t, report.RecentlyAdded, data, q)
		requireEnding(t, report.Expiring, data, q)
		requireEnding(t, report.Renewing, data, q)
		requireLowAssignment(t, report.LowAssignment, q)
		requireOverage(t, report.Overage, q)
	})
}

func requireRecentlyAdded(t *testing.T, section partnerhub.RecentlyAdded, data *partnerhub.Dataset, q question) {
	rows := common(section.Rows, func(r partnerhub.RecentlyAddedRow) partnerhub.Row { return r.Row })
	var sum int64
	for _, row := range rows {
		sum += row.Total
	}
	require.Equal(t, countCustomers(rows), section.Customers, q)
	require.Equal(t, sum, section.NewLicenses, q)
	q.trend.Points = 1
	want := testkit.Evaluate(data, q.policy, q.asOf, q.product, q.trend, q.admin)
	require.Equal(t, want.RecentlyAdded.TotalLicenses, section.TotalLicenses, q)
}

func requireEnding(t *testing.T, section partnerhub.Ending, data *partnerhub.Dataset, q question) {
	rows := endingRows(section)
	require.Equal(t, countCustomers(rows), section.Customers, q)
	requireRatio(t, sumOver(rows, assignedOf, totalOf), section.Assignment, q)
	requireRatio(t, sumOver(rows, usedOf, totalOf), section.Usage, q)
	require.Equal(t, countUnknown(rows), section.Unknown, q)
	require.Empty(t, testkit.Diff(section.TermValue, termValues(rows, data)), q)
}

func requireLowAssignment(t *testing.T, section partnerhub.LowAssignment, q question) {
	rows := lowRows(section)
	var available int64
	for _, row := range rows {
		n, known := row.Available.Value()
		require.True(t, known, q)
		available += n
	}
	require.Equal(t, countCustomers(rows), section.Customers, q)
	requireRatio(t, sumOver(rows, assignedOf, totalOf), section.Assignment, q)
	requireRatio(t, sumOver(rows, usedOf, totalOf), section.Usage, q)
	requireRatio(t, sumOver(rows, usedOf, assignedOf), section.UsageWhenAssigned, q)
	require.Equal(t, countUnknown(rows), section.Unknown, q)
	require.Equal(t, available, section.Unassigned, q)
}

func requireOverage(t *testing.T, section partnerhub.Overage, q question) {
	var sum int64
	for _, row := range section.Rows {
		require.Positive(t, row.Overage, q)
		sum += row.Overage
	}
	customers := countCustomers(overageRows(section))
	require.Equal(t, customers, section.Customers, q)
	require.Equal(t, sum, section.TotalOverage, q)
	require.Equal(t, customers > 0, section.AverageOverage.Defined(), q)
	if customers > 0 {
		require.Equal(t, partnerhub.Average{Num: sum, Den: int64(customers)}, section.AverageOverage, q)
	}
}

// The overview counts meetings and calling together.
func TestOverviewCountsTheCustomersOfTheRows(t *testing.T) {
	forQuestions(t, 300, func(_ *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		view := viewOf(t, hub, q)
		var expiring, renewing, low, over []partnerhub.Row
		for _, p := range []partnerhub.Product{partnerhub.Meetings, partnerhub.Calling} {
			expiring = append(expiring, endingRows(view.Expiring(p))...)
			renewing = append(renewing, endingRows(view.Renewing(p))...)
			low = append(low, lowRows(view.LowAssignment(p))...)
			over = append(over, overageRows(view.Overage(p))...)
		}
		overview := view.Overview()
		require.Equal(t, countCustomers(expiring), overview.NearingExpiration, q)
		require.Equal(t, countCustomers(renewing), overview.NearingRenewal, q)
		require.Equal(t, countCustomers(low), overview.LowAssignment, q)
		require.Equal(t, countCustomers(over), overview.OverLimit, q)
		require.Equal(t, len(slices.Collect(view.Customers())), overview.ManagedCustomers, q)
	})
}

func TestOrderOfInputDoesNotMatter(t *testing.T) {
	forQuestions(t, 150, func(data *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		reordered := load(t, testkit.Shuffled(rand.New(rand.NewPCG(q.seed, 1)), data))
		require.Empty(t, testkit.Diff(reportOf(t, reordered, q), reportOf(t, hub, q)), q)
	})
}

func TestShiftByDaysChangesOnlyCalendarMonths(t *testing.T) {
	forQuestions(t, 200, func(data *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		rng := rand.New(rand.NewPCG(q.seed, 2))
		days := oneOf(rng, 1, 7, 30, 365, rng.IntN(2000)) * inward(rng, q.asOf)
		q.policy.Location = nil
		want := reportOf(t, hub, q)
		got := askShifted(t, data, q, days)
		blankMonths(&got)
		blankMonths(&want)
		require.Empty(t, testkit.Diff(got, want), "%d days: %s", days, q)
	})
}

func TestShiftBy400YearsChangesNothing(t *testing.T) {
	const days = 146_097
	forQuestions(t, 200, func(data *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		rng := rand.New(rand.NewPCG(q.seed, 3))
		q.policy.Location = nil
		require.Empty(t, testkit.Diff(askShifted(t, data, q, days*inward(rng, q.asOf)), reportOf(t, hub, q)), q)
	})
}

// askShifted asks a question of a dataset when everything happens so many days
// later, and dates the answer back.
func askShifted(t *testing.T, data *partnerhub.Dataset, q question, days int) partnerhub.Report {
	q.asOf = q.asOf.UTC().AddDate(0, 0, days)
	report := reportOf(t, load(t, testkit.Shifted(data, days)), q)
	for _, asOf := range asOfs(&report) {
		*asOf = asOf.UTC().AddDate(0, 0, -days)
	}
	return report
}

// inward is the direction in which a dataset around the instant can be shifted
// without leaving the years 1 to 9999.
func inward(rng *rand.Rand, asOf time.Time) int {
	switch year := asOf.Year(); {
	case year < 1000:
		return +1
	case year > 9000:
		return -1
	}
	return oneOf(rng, -1, +1)
}

func TestNarrowerScopeNeverRaisesNorMovesTheBenchmark(t *testing.T) {
	forQuestions(t, 150, func(data *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		q.admin = ""
		wide := reportOf(t, hub, q)
		for _, admin := range data.Admins {
			q.admin = admin.ID
			requireNarrower(t, reportOf(t, hub, q), wide, q)
		}
	})
}

func requireNarrower(t *testing.T, narrow, wide partnerhub.Report, q question) {
	for name, count := range customerCounts(narrow) {
		require.LessOrEqual(t, count, customerCounts(wide)[name], "%s: %s", name, q)
	}
	var visible []string
	for _, customer := range narrow.Customers {
		visible = append(visible, customer.ID)
	}
	sees := func(id string) bool { return slices.Contains(visible, id) }
	wantCustomers := keep(wide.Customers, func(c partnerhub.CustomerStatus) bool { return sees(c.ID) })
	wantRows := keep(wide.LowAssignment.Rows, func(r partnerhub.LowAssignmentRow) bool { return sees(r.CustomerID) })
	require.Empty(t, testkit.Diff(narrow.Customers, wantCustomers), q)
	require.Empty(t, testkit.Diff(narrow.LowAssignment.Rows, wantRows), q)
}

// With a window that no date is outside of, the rows of what was added recently
// are all that is active.
func TestTrendEndsWithTheCurrentSums(t *testing.T) {
	forQuestions(t, 300, func(_ *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		q.policy.Location = nil
		q.policy.RecentlyAddedDays = everyDay
		report := reportOf(t, hub, q)
		want := partnerhub.TrendPoint{AsOf: q.asOf}
		rows := common(report.RecentlyAdded.Rows, func(r partnerhub.RecentlyAddedRow) partnerhub.Row { return r.Row })
		for _, row := range rows {
			want.Total += row.Total
		}
		want.Assigned, want.UnknownAssigned = currentSum(rows, assignedOf)
		want.Used, want.UnknownUsed = currentSum(rows, usedOf)
		require.Empty(t, testkit.Diff(report.Trend[len(report.Trend)-1], want), q)
	})
}

func TestEveryPointOfTheTrendIsTheLastOneOfItsInstant(t *testing.T) {
	forQuestions(t, 150, func(_ *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		for _, point := range reportOf(t, hub, q).Trend {
			q.asOf = point.AsOf
			trend, err := viewOf(t, hub, q).Trend(t.Context(), q.product, partnerhub.TrendOptions{Points: 1})
			require.NoError(t, err, q)
			require.Empty(t, testkit.Diff(trend, []partnerhub.TrendPoint{point}), q)
		}
	})
}

func TestSuspendedAndExpiredExcludeEachOther(t *testing.T) {
	forQuestions(t, 300, func(_ *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		for customer := range viewOf(t, hub, q).Customers() {
			both := slices.Contains(customer.Statuses, partnerhub.StatusSuspended) && slices.Contains(customer.Statuses, partnerhub.StatusExpired)
			require.False(t, both, "customer %s: %s", customer.ID, q)
		}
	})
}

func TestNothingBothExpiresAndRenews(t *testing.T) {
	forQuestions(t, 300, func(_ *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		view := viewOf(t, hub, q)
		var renewing []string
		for _, row := range view.Renewing(q.product).Rows {
			require.False(t, row.Trial, q)
			renewing = append(renewing, row.EntitlementID)
		}
		for _, row := range view.Expiring(q.product).Rows {
			require.NotContains(t, renewing, row.EntitlementID, q)
		}
	})
}

// common returns what the rows of all sections share.
func common[T any](rows []T, row func(T) partnerhub.Row) []partnerhub.Row {
	var list []partnerhub.Row
	for _, r := range rows {
		list = append(list, row(r))
	}
	return list
}

func endingRows(section partnerhub.Ending) []partnerhub.Row {
	return common(section.Rows, func(r partnerhub.EndingRow) partnerhub.Row { return r.Row })
}

func lowRows(section partnerhub.LowAssignment) []partnerhub.Row {
	return common(section.Rows, func(r partnerhub.LowAssignmentRow) partnerhub.Row { return r.Row })
}

func overageRows(section partnerhub.Overage) []partnerhub.Row {
	return common(section.Rows, func(r partnerhub.OverageRow) partnerhub.Row { return r.Row })
}

func totalOf(r partnerhub.Row) partnerhub.Count    { return partnerhub.Known(r.Total) }
func assignedOf(r partnerhub.Row) partnerhub.Count { return r.Assigned }
func usedOf(r partnerhub.Row) partnerhub.Count     { return r.Used }

func keep[T any](list []T, wanted func(T) bool) []T {
	kept := []T{}
	for _, element := range list {
		if wanted(element) {
			kept = append(kept, element)
		}
	}
	return kept
}

func countCustomers(rows []partnerhub.Row) int {
	ids := map[string]bool{}
	for _, row := range rows {
		ids[row.CustomerID] = true
	}
	return len(ids)
}

func countUnknown(rows []partnerhub.Row) int {
	return len(keep(rows, func(r partnerhub.Row) bool { return !r.Assigned.IsKnown() || !r.Used.IsKnown() }))
}

// sumOver is the ratio of the sums of two counts, over the rows where both are
// known.
func sumOver(rows []partnerhub.Row, part, whole func(partnerhub.Row) partnerhub.Count) partnerhub.Ratio {
	var ratio partnerhub.Ratio
	for _, row := range rows {
		num, knownNum := part(row).Value()
		den, knownDen := whole(row).Value()
		if knownNum && knownDen {
			ratio.Num += num
			ratio.Den += den
		}
	}
	return ratio
}

func requireRatio(t *testing.T, want, got partnerhub.Ratio, q question) {
	require.Empty(t, testkit.Diff(got, want), q)
}

// currentSum is the sum of a count over the rows where it is known, and of the
// totals of the others.
func currentSum(rows []partnerhub.Row, count func(partnerhub.Row) partnerhub.Count) (sum partnerhub.Count, unknown int64) {
	known := keep(rows, func(r partnerhub.Row) bool { return count(r).IsKnown() })
	for _, row := range rows {
		if !count(row).IsKnown() {
			unknown += row.Total
		}
	}
	if len(rows) > 0 && len(known) == 0 {
		return partnerhub.Count{}, unknown
	}
	return partnerhub.Known(sumOver(known, count, totalOf).Num), unknown
}

// termValues sums the values of the rows' subscriptions for each currency.
func termValues(rows []partnerhub.Row, data *partnerhub.Dataset) []partnerhub.Money {
	list := []partnerhub.Money{}
	for _, currency := range []string{"CHF", "EUR", "USD"} {
		sum := partnerhub.Money{}
		for _, s := range data.Subscriptions {
			inRows := slices.ContainsFunc(rows, func(r partnerhub.Row) bool { return r.EntitlementID == s.ID })
			if inRows && s.TermValue.Currency == currency {
				sum = partnerhub.Money{Amount: sum.Amount.Add(s.TermValue.Amount), Currency: currency}
			}
		}
		if sum.Currency != "" {
			list = append(list, sum)
		}
	}
	return list
}

// customerCounts are the numbers of a report that count customers.
func customerCounts(r partnerhub.Report) map[string]int {
	return map[string]int{
		"managed customers":       r.Overview.ManagedCustomers,
		"total customers":         r.Overview.TotalCustomers,
		"nearing expiration":      r.Overview.NearingExpiration,
		"nearing renewal":         r.Overview.NearingRenewal,
		"low assignment":          r.Overview.LowAssignment,
		"over limit":              r.Overview.OverLimit,
		"listed":                  len(r.Customers),
		"recently added, section": r.RecentlyAdded.Customers,
		"expiring, section":       r.Expiring.Customers,
		"renewing, section":       r.Renewing.Customers,
		"low assignment, section": r.LowAssignment.Customers,
		"overage, section":        r.Overage.Customers,
	}
}

// asOfs are the places of a report that say what instant it is about.
func asOfs(r *partnerhub.Report) []*time.Time {
	list := []*time.Time{
		&r.AsOf, &r.Overview.AsOf, &r.RecentlyAdded.AsOf, &r.Expiring.AsOf, &r.Renewing.AsOf,
		&r.LowAssignment.AsOf, &r.Overage.AsOf,
	}
	for i := range r.Trend {
		list = append(list, &r.Trend[i].AsOf)
	}
	return append(list, decisions(r)...)
}

// decisions are the last days to decide of a report's rows.
func decisions(r *partnerhub.Report) []*time.Time {
	var list []*time.Time
	for i := range r.Renewing.Rows {
		if day := &r.Renewing.Rows[i].LastDayToDecide; !day.IsZero() {
			list = append(list, day)
		}
	}
	return list
}

// blankMonths removes what counts calendar months.
func blankMonths(r *partnerhub.Report) {
	for _, section := range []partnerhub.Ending{r.Expiring, r.Renewing} {
		for i := range section.Rows {
			section.Rows[i].UsedLast3Months = partnerhub.Count{}
			section.Rows[i].UsedLast3MonthsLowerBound = false
		}
	}
	for i := range r.LowAssignment.Rows {
		r.LowAssignment.Rows[i].MonthsSinceAdded = 0
	}
	for i := range r.Overage.Rows {
		r.Overage.Rows[i].MonthsRemaining = partnerhub.Count{}
	}
}
