package partnerhub_test

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// Each point is what the oracle says of its instant, without rows.
func TestHistoryAgreesWithOracle(t *testing.T) {
	forSeeds(100, func(seed uint64) {
		data, questions := randomQuestions(seed, 2)
		hub := load(t, data)
		rng := rand.New(rand.NewPCG(seed, 6))
		for _, q := range questions {
			if q.asOf.Year() < 100 {
				continue
			}
			view := viewOf(t, hub, q)
			options := partnerhub.HistoryOptions{Points: 1 + rng.IntN(4), Step: oneOf(rng, partnerhub.Daily, partnerhub.Weekly, partnerhub.Monthly)}
			points, err := view.History(t.Context(), q.product, options)
			require.NoError(t, err)
			require.Len(t, points, options.Points)
			require.True(t, points[len(points)-1].AsOf.Equal(q.asOf))
			for _, p := range points {
				report := testkit.Evaluate(data, q.policy, p.AsOf, q.product, partnerhub.TrendOptions{Points: 1}, q.admin)
				require.Equal(t, marshal(t, withoutRows(report)), marshal(t, withoutRows(partnerhub.Report{
					AsOf: report.AsOf, Product: q.product, Overview: p.Overview, RecentlyAdded: p.RecentlyAdded, Expiring: p.Expiring,
					Renewing: p.Renewing, LowAssignment: p.LowAssignment, Overage: p.Overage,
				})), q)
				for _, status := range partnerhub.Statuses() {
					require.Equal(t, withStatus(report.Customers, status), p.Statuses.Having(status), q)
				}
			}
		}
	})
}

func withoutRows(r partnerhub.Report) partnerhub.Report {
	r.Customers, r.Trend = nil, nil
	r.RecentlyAdded.Rows, r.Expiring.Rows, r.Renewing.Rows, r.LowAssignment.Rows, r.Overage.Rows = nil, nil, nil, nil, nil
	return r
}

func withStatus(list []partnerhub.CustomerStatus, status partnerhub.Status) int {
	return len(keep(list, func(c partnerhub.CustomerStatus) bool { return c.Set().Has(status) }))
}

func TestHistorySteps(t *testing.T) {
	view := loadNordwind().At(time.Date(2026, 3, 31, 9, 30, 0, 0, time.UTC))
	for step, want := range map[partnerhub.HistoryStep][]string{
		partnerhub.Daily:   {"2026-03-29T09:30:00Z", "2026-03-30T09:30:00Z", "2026-03-31T09:30:00Z"},
		partnerhub.Weekly:  {"2026-03-17T09:30:00Z", "2026-03-24T09:30:00Z", "2026-03-31T09:30:00Z"},
		partnerhub.Monthly: {"2026-01-31T09:30:00Z", "2026-02-28T09:30:00Z", "2026-03-31T09:30:00Z"},
	} {
		points, err := view.History(t.Context(), partnerhub.Meetings, partnerhub.HistoryOptions{Points: 3, Step: step})
		require.NoError(t, err)
		var got []string
		for _, p := range points {
			got = append(got, p.AsOf.Format(time.RFC3339))
		}
		require.Equal(t, want, got)
	}
}

func TestHistoryFaults(t *testing.T) {
	view := loadNordwind().At(theDay)
	for _, c := range []struct {
		product partnerhub.Product
		options partnerhub.HistoryOptions
		want    string
	}{
		{"Meetings", partnerhub.HistoryOptions{}, "partnerhub: \"Meetings\" is not a product name: lower-case letters, digits and _, a letter first"},
		{"meetings", partnerhub.HistoryOptions{Points: -1}, "partnerhub: invalid history: -1 points are not within 1 to 3660"},
		{"meetings", partnerhub.HistoryOptions{Points: 3661}, "partnerhub: invalid history: 3661 points are not within 1 to 3660"},
		{"meetings", partnerhub.HistoryOptions{Step: 7}, "partnerhub: invalid history: there is no step 7"},
	} {
		_, err := view.History(t.Context(), c.product, c.options)
		require.EqualError(t, err, c.want)
	}
	_, err := loadNordwind().At(date(1, 1, 1)).History(t.Context(), "meetings", partnerhub.HistoryOptions{Points: 20, Step: partnerhub.Monthly})
	require.ErrorIs(t, err, partnerhub.ErrHistory)
	done, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = view.History(done, "meetings", partnerhub.HistoryOptions{})
	require.ErrorIs(t, err, context.Canceled)
	points, err := partnerhub.View{}.History(t.Context(), "meetings", partnerhub.HistoryOptions{Points: 1})
	require.NoError(t, err)
	require.Zero(t, points[0].Overview.ManagedCustomers)
}

// The population of each number is that of the oracle, and nobody is lost on the way.
func TestWaterfall(t *testing.T) {
	forPortfolios(t, 80, func(rng *rand.Rand, p portfolio, seed uint64) {
		for _, q := range questionsAbout(p.data, rng, seed, 3) {
			view := viewOf(t, p.hub, q)
			filter, err := partnerhub.ParseFilter(testkit.RandomFilter(rng, p.data, q.policy, q.asOf))
			require.NoError(t, err)
			filtered, err := view.Where(filter)
			require.NoError(t, err)
			evidence, missing := testkit.Conditions(p.data, q.policy, q.asOf), testkit.Missing(p.data, q.policy, q.asOf)
			for _, c := range partnerhub.Conditions() {
				requireWaterfall(t, view, filtered, evidence, missing, c)
			}
		}
	})
}

func requireWaterfall(t *testing.T, view, filtered partnerhub.View, evidence map[string]testkit.Evidence,
	missing map[string]map[partnerhub.Condition][]testkit.Gap, c partnerhub.Condition,
) {
	w := filtered.Waterfall(c)
	require.Equal(t, view.Len(), w.Visible)
	require.Equal(t, filtered.Len(), w.Matched)
	all, known := w.All.Value()
	narrowed := view.Len() < len(evidence)
	require.True(t, !narrowed || !known)
	require.True(t, !known || int(all) == len(evidence))
	population, counted, unassessed := 0, 0, 0
	for id := range view.IDs() {
		stage, err := filtered.StageOf(id, c)
		require.NoError(t, err)
		_, isIn := filtered.Customer(id)
		_, isStatus := c.Status()
		outside := !isStatus && c != partnerhub.ManagedCustomer && len(evidence[id][partnerhub.TotalCustomer]) == 0
		want := partnerhub.StageNotCounted
		switch {
		case isIn != nil:
			want = partnerhub.StageFiltered
		case len(evidence[id][c]) > 0:
			want = partnerhub.StageCounted
			counted++
		case outside:
			want = partnerhub.StageOutside
		case len(missing[id][c]) > 0:
			want = partnerhub.StageNotKnown
			unassessed++
		}
		if isIn == nil && !outside {
			population++
		}
		require.Equal(t, want, stage, "%s of %s", c, id)
	}
	require.Equal(t, population, w.Population, c)
	require.Equal(t, counted, w.Counted, c)
	require.Equal(t, unassessed, w.Unassessed, c)
	for id := range evidence {
		if _, err := view.Customer(id); err != nil {
			_, hidden := filtered.StageOf(id, c)
			require.Equal(t, err, hidden)
		}
	}
}

func TestWaterfallOfNothing(t *testing.T) {
	require.Equal(t, partnerhub.Waterfall{}, loadNordwind().At(theDay).Waterfall(0))
	_, err := loadNordwind().At(theDay).StageOf("c-1", 99)
	require.EqualError(t, err, "partnerhub: 99 is not a valid condition")
	_, err = partnerhub.View{}.StageOf("c-1", partnerhub.OverLimit)
	require.ErrorIs(t, err, partnerhub.ErrUnknownCustomer)
	require.Equal(t, "Nicht gezählt", partnerhub.StageNotCounted.Label(partnerhub.German))
	require.Empty(t, partnerhub.Stage(99).Label(partnerhub.German))
}
