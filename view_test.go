package partnerhub_test

import (
	"context"
	"encoding/json"
	"math"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// teamDataset has four customers, the partner's own organization among them, and
// administrators of every role. Each customer has a subscription of its name.
func teamDataset() *partnerhub.Dataset {
	data := termsDataset(
		partnerhub.Subscription{ID: "c-1", Start: when("2026-01-01"), End: when("2026-02-10")},
		partnerhub.Subscription{ID: "c-2", Start: when("2026-01-01"), End: when("2026-02-10")},
		partnerhub.Subscription{ID: "c-3", Start: when("2026-01-01"), End: when("2026-02-10")},
		partnerhub.Subscription{ID: "org-0", Start: when("2026-01-01"), End: when("2026-02-10")},
	)
	data.AsOf = when("2026-01-31")
	data.Admins = []partnerhub.Admin{
		{ID: "full", Role: partnerhub.RoleFull},
		{ID: "reader", Role: partnerhub.RoleReadOnly, CustomerIDs: []string{"c-1"}},
		{ID: "helper", Role: partnerhub.RoleHelpDesk},
		{ID: "a-13", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"c-3", "c-1", "c-3"}},
		{ID: "p-12", Role: partnerhub.RoleProvisioning, CustomerIDs: []string{"c-1", "c-2"}},
		{ID: "p-2", Role: partnerhub.RoleProvisioning, CustomerIDs: []string{"c-2", "org-0"}},
		{ID: "a-none", Role: partnerhub.RoleAdmin},
		{ID: "a-own", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"org-0"}},
	}
	return data
}

func teamView(t *testing.T, admins ...string) partnerhub.View {
	data := teamDataset()
	view := load(t, data).At(data.AsOf)
	for _, admin := range admins {
		narrowed, err := view.As(admin)
		require.NoError(t, err)
		view = narrowed
	}
	return view
}

func customersOf(view partnerhub.View) []string {
	ids := []string{}
	for customer := range view.Customers() {
		ids = append(ids, customer.ID)
	}
	return ids
}

func TestAs(t *testing.T) {
	everyone := []string{"c-1", "c-2", "c-3"}
	for _, c := range []struct {
		admins []string
		want   []string
	}{
		{nil, everyone},
		{[]string{"full"}, everyone},
		{[]string{"reader"}, everyone},
		{[]string{"helper"}, everyone},
		{[]string{"a-13"}, []string{"c-1", "c-3"}},
		{[]string{"p-12"}, []string{"c-1", "c-2"}},
		{[]string{"p-2"}, []string{"c-2"}},
		{[]string{"a-none"}, []string{}},
		{[]string{"a-own"}, []string{}},
		{[]string{"a-13", "p-12"}, []string{"c-1"}},
		{[]string{"p-12", "a-13"}, []string{"c-1"}},
		{[]string{"a-13", "p-2"}, []string{}},
		{[]string{"a-13", "full"}, []string{"c-1", "c-3"}},
		{[]string{"full", "helper", "p-2", "reader"}, []string{"c-2"}},
		{[]string{"a-none", "full"}, []string{}},
	} {
		view := teamView(t, c.admins...)
		require.Equal(t, c.want, customersOf(view), c.admins)
		require.Equal(t, len(c.want), view.Overview().ManagedCustomers, c.admins)
		require.Equal(t, len(c.want), view.Expiring("meetings").Customers, c.admins)
	}
}

func TestAsUnknownAdministrator(t *testing.T) {
	for _, admin := range []string{"", "nobody", "c-1", "FULL"} {
		view, err := teamView(t).As(admin)
		require.ErrorIs(t, err, partnerhub.ErrUnknownAdmin)
		require.EqualError(t, err, "partnerhub: unknown administrator "+marshal(t, admin))
		require.Empty(t, customersOf(view))
	}
}

func TestNothingWidensAView(t *testing.T) {
	narrow := teamView(t, "p-2")
	wider, err := narrow.As("full")
	require.NoError(t, err)
	other, err := narrow.With(partnerhub.Policy{ExpirationDays: 3650, MinPeers: 1})
	require.NoError(t, err)
	for _, view := range []partnerhub.View{narrow, wider, other} {
		report, err := view.Report(t.Context(), "meetings", partnerhub.TrendOptions{})
		require.NoError(t, err)
		require.NotContains(t, marshal(t, report), "c-1")
		require.NotContains(t, marshal(t, report), "c-3")
		require.Equal(t, int64(10), report.Trend[12].Total)
		for _, id := range []string{"c-1", "c-3", "org-0", "nobody", ""} {
			_, err := view.Customer(id)
			require.ErrorIs(t, err, partnerhub.ErrUnknownCustomer)
			require.EqualError(t, err, "partnerhub: unknown customer "+marshal(t, id))
		}
		_, exists := view.OwnOrganization()
		require.False(t, exists)
	}
}

func TestWithKeepsInstantAndScope(t *testing.T) {
	view, err := teamView(t, "a-13").With(partnerhub.Policy{Location: time.FixedZone("", 3600)})
	require.NoError(t, err)
	require.Equal(t, []string{"c-1", "c-3"}, customersOf(view))
	require.True(t, view.AsOf().Equal(when("2026-01-31")))
	require.Equal(t, "2026-01-31T01:00:00+01:00", view.AsOf().Format(time.RFC3339))
	require.Equal(t, "2026-01-31T01:00:00+01:00", view.Overview().AsOf.Format(time.RFC3339))
}

// A view does not change when another is made of it.
func TestViewsAreIndependent(t *testing.T) {
	view := teamView(t)
	_, err := view.As("p-2")
	require.NoError(t, err)
	_, err = view.With(partnerhub.Policy{ExpirationDays: 1})
	require.NoError(t, err)
	require.Equal(t, []string{"c-1", "c-2", "c-3"}, customersOf(view))
	require.Equal(t, 90, view.Policy().ExpirationDays)
}

func requireNothing(t *testing.T, view partnerhub.View) {
	require.Empty(t, customersOf(view))
	report, err := view.Report(t.Context(), "meetings", partnerhub.TrendOptions{})
	require.NoError(t, err)
	require.Zero(t, report.Overview.ManagedCustomers)
	require.Empty(t, report.LowAssignment.Rows)
	_, err = view.Customer("c-1")
	require.ErrorIs(t, err, partnerhub.ErrUnknownCustomer)
	_, err = view.As("full")
	require.ErrorIs(t, err, partnerhub.ErrUnknownAdmin)
	_, exists := view.OwnOrganization()
	require.False(t, exists)
	require.Equal(t, partnerhub.SetupPlanReview, view.Partner().State)
	require.Empty(t, view.Partner().ID)
}

func TestZeroViewAndZeroHubHoldNothing(t *testing.T) {
	requireNothing(t, partnerhub.View{})
	require.True(t, partnerhub.View{}.AsOf().IsZero())
	requireNothing(t, new(partnerhub.Hub).At(when("2026-01-31")))
	requireNothing(t, new(partnerhub.Hub).At(time.Time{}))
	for _, view := range []partnerhub.View{{}, new(partnerhub.Hub).At(when("2026-01-31"))} {
		other, err := view.With(partnerhub.Policy{MinPeers: 1})
		require.NoError(t, err)
		requireNothing(t, other)
		require.Equal(t, 1, other.Policy().MinPeers)
	}
}

// No instant is too far off to ask about, and nothing is active then.
func TestInstantsFarOff(t *testing.T) {
	hub := load(t, teamDataset())
	for _, asOf := range []time.Time{
		{}, time.Date(-300, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC), when("9999-12-31T23:59:59Z"),
		time.Date(292_000_000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(-292_000_000, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Unix(math.MaxInt64, 999_999_999), time.Unix(math.MinInt64, 0), time.Unix(1<<62, 0), time.Unix(-1<<62, 0),
	} {
		for _, policy := range []partnerhub.Policy{{}, {ExpirationDays: 3_652_059, InactivityDays: 3_652_059, GraceDays: 3_652_059, Location: berlin(t)}} {
			view, err := hub.At(asOf).With(policy)
			require.NoError(t, err)
			require.Zero(t, view.Expiring("meetings").Customers, asOf)
			require.Zero(t, view.RecentlyAdded("meetings").Customers, asOf)
			require.Empty(t, having(view, partnerhub.StatusSubscription), asOf)
			require.Equal(t, 3, view.Overview().ManagedCustomers, asOf)
			require.NotPanics(t, func() { _, _ = view.Customer("c-1") }, asOf)
			require.NotPanics(t, func() { _, _ = view.Report(t.Context(), "meetings", partnerhub.TrendOptions{}) }, asOf)
		}
	}
}

func TestAnswersAreTheCallersOwn(t *testing.T) {
	data := smallDataset()
	data.Customers[0].Tags = []string{"gold"}
	data.Admins[0].Role = partnerhub.RoleFull
	data.AsOf = when("2026-01-31")
	hub := load(t, data)
	want := everything(t, hub, data)
	view := hub.At(data.AsOf)
	detail, err := view.Customer("c-1")
	require.NoError(t, err)
	clear(detail.Subscriptions[0].Orders[0].Lines)
	clear(detail.Tags)
	clear(detail.Statuses)
	clear(detail.Licenses)
	clear(detail.Subscriptions[0].Invoices)
	clear(detail.Subscriptions[0].Orders)
	clear(detail.Subscriptions[0].Licenses)
	clear(detail.Subscriptions)
	clear(detail.Admins)
	for customer := range view.Customers() {
		clear(customer.Statuses)
	}
	clear(view.Expiring("meetings").Rows)
	clear(view.Expiring("meetings").TermValue)
	require.Equal(t, want, everything(t, hub, data))
}

// A view, and views made of it, are used by many goroutines. Run with -race.
func TestViewsAreSafeToShare(t *testing.T) {
	data := testkit.Random(3, 60)
	hub := load(t, data)
	view := hub.At(data.AsOf)
	want, err := answersJSON(view, data)
	require.NoError(t, err)
	shared := hub.At(data.AsOf)
	const readers = 16
	texts, errs := make([]string, readers), make([]error, readers)
	var group sync.WaitGroup
	for i := range readers {
		group.Go(func() { texts[i], errs[i] = answersJSON(shared, data) })
	}
	group.Wait()
	require.Equal(t, slices.Repeat([]string{want}, readers), texts)
	require.Equal(t, make([]error, readers), errs)
}

// answersJSON asks a view, and narrower ones, all there is to ask.
func answersJSON(view partnerhub.View, data *partnerhub.Dataset) (string, error) {
	other, err := view.With(partnerhub.Policy{MinPeers: 1, ExpirationDays: 365})
	if err != nil {
		return "", err
	}
	views := []partnerhub.View{view, other}
	for _, admin := range data.Admins {
		narrowed, err := view.As(admin.ID)
		if err != nil {
			return "", err
		}
		views = append(views, narrowed)
	}
	var answers []any
	for _, v := range views {
		for _, product := range []partnerhub.Product{"meetings", "calling", "messaging", "x_1"} {
			report, err := v.Report(context.Background(), product, partnerhub.TrendOptions{Points: 2})
			if err != nil {
				return "", err
			}
			answers = append(answers, report)
		}
		for customer := range v.Customers() {
			detail, err := v.Customer(customer.ID)
			if err != nil {
				return "", err
			}
			answers = append(answers, detail)
		}
		own, _ := v.OwnOrganization()
		answers = append(answers, own, v.Partner(), v.Policy())
	}
	text, err := json.Marshal(answers)
	return string(text), err
}
