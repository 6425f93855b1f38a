package partnerhub_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// What is known of an instant is carried from hub to hub: whether hubs in between
// were asked or not, the answers are those of a hub that knows nothing.
func TestWhatIsKnownStaysRight(t *testing.T) {
	forPortfolios(t, 60, func(rng *rand.Rand, p portfolio, seed uint64) {
		questions := questionsAbout(p.data, rng, seed, 2)
		for i := range questions {
			questions[i].admin = "" // who may be gone by then
		}
		for range 6 {
			changes, data := testkit.RandomChanges(rng, p.data, 1+rng.IntN(3))
			for _, q := range questions {
				if rng.IntN(2) == 0 {
					viewOf(t, p.hub, q).Overview()
				}
			}
			p = portfolio{apply(t, p.hub, changes...), data}
			fresh := load(t, data)
			for _, q := range questions {
				if rng.IntN(2) == 0 {
					require.Empty(t, testkit.Diff(reportOf(t, p.hub, q), reportOf(t, fresh, q)), q)
				}
			}
		}
	})
}

// A sample or a sign-in leaves a customer where it is, and again and again.
func TestEditsInPlaceStayRight(t *testing.T) {
	forPortfolios(t, 40, func(rng *rand.Rand, p portfolio, seed uint64) {
		q := questionsAbout(p.data, rng, seed, 1)[0]
		q.admin = ""
		for range 40 {
			viewOf(t, p.hub, q).Overview()
			change, ok := editInPlace(rng, p.data)
			if !ok {
				return
			}
			data, ok := testkit.Changed(p.data, change)
			require.True(t, ok)
			p = portfolio{apply(t, p.hub, change), data}
		}
		require.Empty(t, testkit.Diff(reportOf(t, p.hub, q), reportOf(t, load(t, p.data), q)), q)
	})
}

func editInPlace(rng *rand.Rand, data *partnerhub.Dataset) (change partnerhub.Change, ok bool) {
	switch {
	case len(data.Usage) > 0 && rng.IntN(2) == 0:
		sample := oneOf(rng, data.Usage...)
		sample.Date = sample.Date.AddDate(0, 0, rng.IntN(3))
		sample.Assigned = partnerhub.Known(rng.Int64N(30))
		return partnerhub.RecordUsage{Sample: sample}, sample.Date.Year() < 9000
	case len(data.Customers) > 0:
		customer := oneOf(rng, data.Customers...)
		customer.AdminNeverSignedIn = rng.IntN(2) == 0
		customer.LastAdminSignIn = oneOf(rng, data.Customers...).LastAdminSignIn
		if customer.AdminNeverSignedIn {
			customer.LastAdminSignIn = time.Time{}
		}
		return partnerhub.UpsertCustomer{Customer: customer}, true
	}
	return nil, false
}

// A trial that goes and comes back in one batch, where nothing is measured.
func TestTrialComesBackWithoutUsage(t *testing.T) {
	trial := partnerhub.Trial{
		ID: "t", CustomerID: "c", Start: theDay.AddDate(0, 0, -5), End: theDay.AddDate(0, 0, 5),
		Licenses: []partnerhub.License{{Product: "meetings", Quantity: 3}},
	}
	data := &partnerhub.Dataset{
		Partner:   partnerhub.Partner{ID: "p"},
		Customers: []partnerhub.Customer{{ID: "c", Name: "C"}},
		Trials:    []partnerhub.Trial{trial},
	}
	hub := apply(t, load(t, data), partnerhub.RemoveTrial{ID: "t"}, partnerhub.StartTrial{Trial: trial})
	overview := hub.At(theDay).Overview()
	require.Equal(t, 1, overview.NearingExpiration)
	require.Len(t, hub.At(theDay).Expiring("meetings").Rows, 1)
	trend, err := hub.At(theDay).Trend(t.Context(), "meetings", partnerhub.TrendOptions{Points: 1})
	require.NoError(t, err)
	require.Equal(t, int64(3), trend[0].UnknownUsed)
}
