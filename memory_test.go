package partnerhub_test

import (
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"
	"weak"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// churn are changes of each kind that leave a portfolio as large as it was: what
// one adds, the same or the next one takes away.
var churn = map[string]func(data *partnerhub.Dataset, i int) changes{
	"usage": func(data *partnerhub.Dataset, i int) changes {
		sample := data.Usage[i%len(data.Usage)]
		sample.Assigned = partnerhub.Known(int64(i % 50))
		return changes{partnerhub.RecordUsage{Sample: sample}}
	},
	"sign-ins": func(data *partnerhub.Dataset, i int) changes {
		c := data.Customers[i%len(data.Customers)]
		c.LastAdminSignIn, c.AdminNeverSignedIn = data.Customers[(i+i/7)%len(data.Customers)].LastAdminSignIn, false
		return changes{partnerhub.UpsertCustomer{Customer: c}}
	},
	"names": func(data *partnerhub.Dataset, i int) changes {
		c := data.Customers[i%len(data.Customers)]
		c.Name = fmt.Sprintf("%03d", i*7%1000)
		return changes{partnerhub.UpsertCustomer{Customer: c}}
	},
	"terms": func(data *partnerhub.Dataset, i int) changes {
		s := data.Subscriptions[i%len(data.Subscriptions)]
		s.CancelledAt = s.Start.AddDate(0, 0, 1+i%3)
		return changes{partnerhub.UpsertSubscription{Subscription: s}}
	},
	"licenses": func(data *partnerhub.Dataset, i int) changes {
		s := data.Subscriptions[i%len(data.Subscriptions)]
		s.Licenses = []partnerhub.License{{Product: partnerhub.Meetings, Quantity: int64(i % 90)}}
		return changes{partnerhub.UpsertSubscription{Subscription: s}}
	},
	"trials": func(data *partnerhub.Dataset, i int) changes {
		if i%2 == 1 {
			return changes{partnerhub.RemoveTrial{ID: fmt.Sprint("new-", i-1)}}
		}
		id, start := fmt.Sprint("new-", i), data.AsOf.AddDate(0, 0, -i%20)
		return changes{
			partnerhub.StartTrial{Trial: partnerhub.Trial{
				ID: id, CustomerID: data.Customers[i%len(data.Customers)].ID, Start: start, End: start.AddDate(0, 0, 30),
				Licenses: []partnerhub.License{{Product: partnerhub.Calling, Quantity: 5}},
			}},
			partnerhub.RecordUsage{Sample: partnerhub.UsageSample{EntitlementID: id, Product: partnerhub.Calling, Date: start, Assigned: partnerhub.Known(3)}},
			partnerhub.ExtendTrial{ID: id, Days: 1 + i%9},
		}
	},
	"customers": func(data *partnerhub.Dataset, i int) changes {
		id := fmt.Sprint("new-", i)
		return changes{
			partnerhub.UpsertCustomer{Customer: partnerhub.Customer{ID: id, Name: fmt.Sprintf("%03d", i*7%1000)}},
			partnerhub.UpsertTrial{Trial: partnerhub.Trial{ID: id, CustomerID: id, Start: data.AsOf}},
			partnerhub.RemoveTrial{ID: id},
			partnerhub.RemoveCustomer{ID: id},
		}
	},
	"administrators": func(data *partnerhub.Dataset, i int) changes {
		id, customer := fmt.Sprint("new-", i), data.Customers[i%len(data.Customers)].ID
		return changes{
			partnerhub.UpsertAdmin{Admin: partnerhub.Admin{ID: id, Role: partnerhub.RoleAdmin}},
			partnerhub.AssignAdmin{AdminID: id, CustomerID: customer},
			partnerhub.UnassignAdmin{AdminID: id, CustomerID: customer},
			partnerhub.RemoveAdmin{ID: id},
		}
	},
}

// inquiry asks a view for one kind of answer; before is a view of an older hub.
type inquiry func(t *testing.T, view, before partnerhub.View)

var inquiries = []inquiry{
	func(_ *testing.T, view, _ partnerhub.View) { view.Overview() },
	func(t *testing.T, view, _ partnerhub.View) {
		_, err := view.Report(t.Context(), partnerhub.Meetings, partnerhub.TrendOptions{Points: 3})
		require.NoError(t, err)
	},
	func(t *testing.T, view, _ partnerhub.View) {
		filter, err := partnerhub.ParseFilter("status:subscription product:calling licenses > 3")
		require.NoError(t, err)
		narrowed, err := view.Where(filter)
		require.NoError(t, err)
		narrowed.StatusCounts()
	},
	func(t *testing.T, view, _ partnerhub.View) {
		_, err := view.Trend(t.Context(), partnerhub.Calling, partnerhub.TrendOptions{})
		require.NoError(t, err)
	},
	func(t *testing.T, view, _ partnerhub.View) {
		compared, err := view.ComparedWith(view.Shares())
		require.NoError(t, err)
		_, err = compared.Summary(t.Context(), partnerhub.Webinars, partnerhub.TrendOptions{Points: 2})
		require.NoError(t, err)
	},
	func(_ *testing.T, view, before partnerhub.View) { partnerhub.Compare(before, view) },
	func(t *testing.T, view, _ partnerhub.View) {
		_, err := view.History(t.Context(), partnerhub.Meetings, partnerhub.HistoryOptions{Points: 3})
		require.NoError(t, err)
	},
	func(t *testing.T, view, _ partnerhub.View) {
		for id := range view.IDs() {
			_, err := view.Explain(id)
			require.NoError(t, err)
			break
		}
		for range view.Findings() {
			break
		}
	},
	func(t *testing.T, view, _ partnerhub.View) {
		_, _, err := view.NextChange(t.Context())
		require.NoError(t, err)
	},
	func(_ *testing.T, view, _ partnerhub.View) {
		view.SeatOutlook(partnerhub.Meetings)
		view.Waterfall(partnerhub.OverLimit)
		for range view.Customers() {
			break
		}
	},
}

// heapInUse is what is in use after all that can go has gone.
func heapInUse() uint64 {
	runtime.GC()
	runtime.GC() // what cleanups and weak pointers held on to
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// A service that changes its hub and asks between the changes has one hub in
// memory, and those that its views are of, however long it runs.
func TestOldHubsGo(t *testing.T) {
	const rounds, every = 8_000, 20
	for kind, change := range churn {
		t.Run(kind, func(t *testing.T) {
			data := testkit.Random(1, 400)
			hub, err := partnerhub.LoadInBlocks(t.Context(), data, 16)
			require.NoError(t, err)
			var old []weak.Pointer[partnerhub.Hub]
			var kept []partnerhub.View // as many as there are inquiries
			var early uint64
			for i := range rounds {
				if hub = apply(t, hub, change(data, i)...); i%every == 0 {
					asked := i / every
					old = append(old, weak.Make(hub))
					instant := data.AsOf.AddDate(0, 0, asked%2)
					if asked%3 == 0 { // and ever new ones
						instant = data.AsOf.Add(time.Duration(asked) * time.Minute)
					}
					kept = append(kept, hub.At(instant))
					inquiries[asked%len(inquiries)](t, kept[len(kept)-1], kept[0])
					kept = slices.Clone(kept[max(0, len(kept)-len(inquiries)):])
				}
				if i == rounds/8 {
					early = heapInUse()
				}
			}
			require.Less(t, heapInUse(), early+early/4)
			require.Equal(t, len(inquiries), alive(old))
			runtime.KeepAlive(kept)
			kept = nil
			runtime.GC()
			require.Zero(t, alive(old))
			runtime.KeepAlive(hub)
		})
	}
}

func alive(hubs []weak.Pointer[partnerhub.Hub]) int {
	count := 0
	for _, hub := range hubs {
		if hub.Value() != nil {
			count++
		}
	}
	return count
}

// A block that becomes empty leaves a number behind: those of all that ever were
// must not add up.
func TestNumbersOfEmptyBlocksGo(t *testing.T) {
	hub := load(t, &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "p"}})
	for i := range 5_000 {
		id := fmt.Sprint(i)
		hub = apply(t, hub, partnerhub.UpsertCustomer{Customer: partnerhub.Customer{ID: id, Name: "C"}})
		require.Equal(t, 1, hub.At(theDay).Overview().ManagedCustomers)
		hub = apply(t, hub, partnerhub.RemoveCustomer{ID: id})
		require.Less(t, hub.BlockNumbers(), 2_000)
	}
}
