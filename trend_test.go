package partnerhub_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// weekly makes a portfolio that is measured on the same days, with gaps, counts
// that are unknown, and samples outside of terms.
type weekly struct {
	*rand.Rand
	data  *partnerhub.Dataset
	first time.Time
	weeks int
}

func newWeeks(seed, stream uint64, data *partnerhub.Dataset) weekly {
	first := time.Date(2025, 1, 6, 0, 0, 0, 0, time.UTC)
	return weekly{rand.New(rand.NewPCG(seed, stream)), data, first, 30}
}

func newWeekly(seed uint64) *partnerhub.Dataset {
	w := newWeeks(seed, 7, &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}})
	var assigned []string
	for i := range 30 {
		id := fmt.Sprintf("c-%d", i)
		w.data.Customers = append(w.data.Customers, partnerhub.Customer{ID: id, Name: id})
		if w.IntN(100) < int(seed%100) {
			assigned = append(assigned, id)
		}
		for j := range w.IntN(3) + 1 {
			w.addSubscription(id, fmt.Sprintf("%s-%d", id, j))
		}
	}
	w.data.Admins = []partnerhub.Admin{{ID: "some", Role: partnerhub.RoleAdmin, CustomerIDs: assigned}}
	return w.data
}

func (w *weekly) addSubscription(customer, id string) {
	start := w.first.Add(time.Duration(w.IntN(24*7*w.weeks)-24*30) * time.Hour)
	s := partnerhub.Subscription{ID: id, CustomerID: customer, Start: start}
	if w.IntN(4) > 0 {
		s.End = start.Add(time.Duration(w.IntN(24*7*w.weeks)+1) * time.Hour)
	}
	products := []partnerhub.Product{partnerhub.Meetings, partnerhub.Calling, partnerhub.Devices}
	for _, product := range products[:w.IntN(3)+1] {
		s.Licenses = append(s.Licenses, partnerhub.License{Product: product, Quantity: int64(w.IntN(50))})
		w.addSamples(id, product)
	}
	w.data.Subscriptions = append(w.data.Subscriptions, s)
}

func (w *weekly) addSamples(id string, product partnerhub.Product) {
	from := w.IntN(w.weeks)
	until := from + w.IntN(w.weeks-from)
	missing := oneOf(w.Rand, 0, 5, 30)
	for week := from; week < until; week++ {
		if w.IntN(100) < missing {
			continue
		}
		w.data.Usage = append(w.data.Usage, partnerhub.UsageSample{
			EntitlementID: id, Product: product, Date: w.first.AddDate(0, 0, 7*week),
			Assigned: w.count(), Used: w.count(), UsedQuarter: w.count(),
		})
	}
}

func (w *weekly) count() partnerhub.Count {
	if w.IntN(20) == 0 {
		return partnerhub.Count{}
	}
	return partnerhub.Known(int64(w.IntN(60)))
}

// question asks about the weeks, some time before or after.
func (w *weekly) question(seed uint64) question {
	q := question{
		seed: seed, product: oneOf(w.Rand, partnerhub.Meetings, partnerhub.Calling), admin: oneOf(w.Rand, "", "some"),
		asOf:   w.first.Add(time.Duration(w.IntN(24*7*(w.weeks+20))) * time.Hour),
		policy: partnerhub.Policy{FreshnessDays: oneOf(w.Rand, 1, 7, 8, 15, 21, 30, 90)},
		trend:  partnerhub.TrendOptions{Points: 1 + w.IntN(60), StepDays: oneOf(w.Rand, 1, 3, 7, 7, 7, 14)},
	}
	if w.IntN(3) == 0 {
		q.policy.Location = time.FixedZone("far", oneOf(w.Rand, -11, 9, 14)*3600)
	}
	return q
}

// What a trend adds up beforehand, and what it takes away again, is the same as
// what one adds up point by point: for all customers, for most and for few.
func TestTrendOfWeeks(t *testing.T) {
	forSeeds(150, func(seed uint64) {
		data := newWeekly(seed)
		hub := load(t, data)
		w := newWeeks(seed, 8, nil)
		for range 8 {
			q := w.question(seed)
			want := testkit.Evaluate(data, q.policy, q.asOf, q.product, q.trend, q.admin).Trend
			got, err := viewOf(t, hub, q).Trend(t.Context(), q.product, q.trend)
			require.NoError(t, err)
			require.Empty(t, testkit.Diff(got, want), q)
		}
	})
}

// Changes make blocks whose sums were made before.
func TestTrendAfterChanges(t *testing.T) {
	forSeeds(30, func(seed uint64) {
		data := newWeekly(seed)
		hub := load(t, data)
		w := newWeeks(seed, 9, nil)
		for range 5 {
			q := w.question(seed)
			_, err := viewOf(t, hub, q).Trend(t.Context(), q.product, q.trend)
			require.NoError(t, err)
			sample := data.Usage[w.IntN(len(data.Usage))]
			sample.Date = sample.Date.AddDate(0, 0, oneOf(w.Rand, 0, 7, 21, 40))
			sample.Assigned = w.count()
			hub, err = hub.Apply(partnerhub.RecordUsage{Sample: sample})
			require.NoError(t, err)
			data = recorded(data, sample)
			want := testkit.Evaluate(data, q.policy, q.asOf, q.product, q.trend, q.admin).Trend
			got, err := viewOf(t, hub, q).Trend(t.Context(), q.product, q.trend)
			require.NoError(t, err)
			require.Empty(t, testkit.Diff(got, want), q)
		}
	})
}

// recorded returns the dataset with a sample in the place of that of its day.
func recorded(data *partnerhub.Dataset, sample partnerhub.UsageSample) *partnerhub.Dataset {
	next := *data
	next.Usage = keep(data.Usage, func(u partnerhub.UsageSample) bool {
		return u.EntitlementID != sample.EntitlementID || u.Product != sample.Product || !u.Date.Equal(sample.Date)
	})
	next.Usage = append(next.Usage, sample)
	return &next
}

// Two lines are sampled every day, but one of them not for ten days. Five days after its
// last sample it is no longer known what is assigned of it, until the next one; a trend
// that adds up the days of the block must not carry it on.
func TestTrendOverAGap(t *testing.T) {
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "p"}}
	for _, id := range []string{"steady", "gappy"} {
		data.Customers = append(data.Customers, partnerhub.Customer{ID: id, Name: id})
		data.Subscriptions = append(data.Subscriptions, partnerhub.Subscription{
			ID: id, CustomerID: id, Start: date(2025, 1, 1), Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 10}},
		})
		for back := range 40 {
			if id == "gappy" && 10 <= back && back < 20 {
				continue
			}
			data.Usage = append(data.Usage, partnerhub.UsageSample{
				EntitlementID: id, Product: partnerhub.Meetings, Date: theDay.AddDate(0, 0, -back), Assigned: partnerhub.Known(3), Used: partnerhub.Known(1),
			})
		}
	}
	view := withPolicy(t, load(t, data).At(theDay), partnerhub.Policy{FreshnessDays: 5})
	points, err := view.Trend(t.Context(), partnerhub.Meetings, partnerhub.TrendOptions{Points: 30, StepDays: 1})
	require.NoError(t, err)
	for i, p := range points {
		// The sample of 20 days ago is current until 16 days ago.
		back, want := len(points)-1-i, partnerhub.Known(6)
		if 10 <= back && back < 16 {
			want = partnerhub.Known(3)
		}
		require.Equal(t, want, p.Assigned, "%d days ago", back)
	}
}
