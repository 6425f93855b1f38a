package partnerhub_test

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

var standardHeadlines = []partnerhub.Status{
	partnerhub.StatusSuspended, partnerhub.StatusExpired, partnerhub.StatusLicenseOverage, partnerhub.StatusExpiringSoon,
	partnerhub.StatusOrderSetupReady, partnerhub.StatusNoRecentActivity, partnerhub.StatusTrial, partnerhub.StatusSubscription,
}

func TestPolicyDefaults(t *testing.T) {
	want := partnerhub.Policy{
		Location: time.UTC, ExpiringSoonDays: 30, InactivityDays: 30, ExpirationDays: 90, RenewalDays: 90, NoticeDays: 30, RecentlyAddedDays: 90,
		FreshnessDays: 30, GraceDays: 30, SizeBands: []int64{1, 10, 100, 1000}, MinPeers: 5, LowShareCeiling: 8000, HeadlineOrder: standardHeadlines,
	}
	resolved, err := partnerhub.Policy{}.Resolved()
	require.NoError(t, err)
	require.Equal(t, want, resolved)
	require.Equal(t, want, new(partnerhub.Hub).At(when("2026-01-31")).Policy())
	require.Equal(t, want, partnerhub.View{}.Policy())
}

// berlin has days of 23 and of 25 hours.
func berlin(t *testing.T) *time.Location {
	location, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	return location
}

func TestPolicyThatIsGivenStays(t *testing.T) {
	reversed := slices.Clone(standardHeadlines)
	slices.Reverse(reversed)
	given := partnerhub.Policy{
		Location: berlin(t), ExpiringSoonDays: partnerhub.ZeroDays, InactivityDays: 1, ExpirationDays: 2, RenewalDays: 3_652_059, NoticeDays: 3, RecentlyAddedDays: 4,
		FreshnessDays: 5, GraceDays: partnerhub.ZeroDays, SizeBands: []int64{1}, MinPeers: 1, LowShareCeiling: 10_000, HeadlineOrder: reversed,
	}
	resolved, err := given.Resolved()
	require.NoError(t, err)
	require.Equal(t, given, resolved)
	view, err := new(partnerhub.Hub).At(when("2026-01-31")).With(given)
	require.NoError(t, err)
	require.Equal(t, given, view.Policy())
	again, err := view.With(view.Policy())
	require.NoError(t, err)
	require.Equal(t, given, again.Policy())
}

func TestPolicyRefuses(t *testing.T) {
	seventeen := []int64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17}
	twice := slices.Clone(standardHeadlines)
	twice[7] = partnerhub.StatusTrial
	for _, c := range []struct {
		policy       partnerhub.Policy
		field, value string
	}{
		{partnerhub.Policy{ExpiringSoonDays: -2}, "ExpiringSoonDays", "-2 is not within 1 to 3652059 (or ZeroDays)"},
		{partnerhub.Policy{InactivityDays: 3_652_060}, "InactivityDays", "3652060"},
		{partnerhub.Policy{ExpirationDays: -2}, "ExpirationDays", "-2"},
		{partnerhub.Policy{RenewalDays: -90}, "RenewalDays", "-90"},
		{partnerhub.Policy{RecentlyAddedDays: math.MaxInt}, "RecentlyAddedDays", strconv.Itoa(math.MaxInt)},
		{partnerhub.Policy{FreshnessDays: math.MinInt}, "FreshnessDays", strconv.Itoa(math.MinInt)},
		{partnerhub.Policy{GraceDays: -2}, "GraceDays", "-2"},
		{partnerhub.Policy{SizeBands: []int64{2, 10}}, "SizeBands", "2"},
		{partnerhub.Policy{SizeBands: []int64{0, 1}}, "SizeBands", "0"},
		{partnerhub.Policy{SizeBands: []int64{1, 10, 10}}, "SizeBands", "10"},
		{partnerhub.Policy{SizeBands: []int64{1, 10, 9}}, "SizeBands", "9"},
		{partnerhub.Policy{SizeBands: seventeen}, "SizeBands", "17"},
		{partnerhub.Policy{MinPeers: -1}, "MinPeers", "-1"},
		{partnerhub.Policy{LowShareCeiling: -1}, "LowShareCeiling", "-1"},
		{partnerhub.Policy{LowShareCeiling: 10_001}, "LowShareCeiling", "10001"},
		{partnerhub.Policy{HeadlineOrder: standardHeadlines[:7]}, "HeadlineOrder", "7"},
		{partnerhub.Policy{HeadlineOrder: twice}, "HeadlineOrder", "trial"},
		{partnerhub.Policy{HeadlineOrder: append(slices.Clone(standardHeadlines), partnerhub.StatusTrial)}, "HeadlineOrder", "trial"},
		{partnerhub.Policy{HeadlineOrder: []partnerhub.Status{9}}, "HeadlineOrder", "Status(9)"},
		{partnerhub.Policy{HeadlineOrder: make([]partnerhub.Status, 8)}, "HeadlineOrder", "is not a status"},
	} {
		resolved, err := c.policy.Resolved()
		require.ErrorIs(t, err, partnerhub.ErrPolicy)
		require.True(t, strings.HasPrefix(err.Error(), "partnerhub: invalid policy: "+c.field+": "), err)
		require.ErrorContains(t, err, c.value)
		require.Equal(t, partnerhub.Policy{}, resolved, c.field)
		view, again := load(t, smallDataset()).At(when("2026-01-31")).With(c.policy)
		require.Equal(t, err, again)
		require.Empty(t, slices.Collect(view.Customers()))
	}
}

// peersDataset has five customers of 100 licenses, one of which assigned few.
// All were added on 2026-01-31, as is the instant of the question.
func peersDataset() *partnerhub.Dataset {
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}}
	for i, assigned := range []int64{10, 50, 50, 50, 50} {
		id := fmt.Sprint(i)
		data.Customers = append(data.Customers, partnerhub.Customer{ID: id, Name: id})
		data.Subscriptions = append(data.Subscriptions, partnerhub.Subscription{
			ID: id, CustomerID: id, Start: when("2026-01-31"), Licenses: []partnerhub.License{{Product: "meetings", Quantity: 100}},
		})
		data.Usage = append(data.Usage, partnerhub.UsageSample{EntitlementID: id, Product: "meetings", Date: when("2026-01-31"), Assigned: partnerhub.Known(assigned)})
	}
	return data
}

func TestPolicyIsCopied(t *testing.T) {
	given := partnerhub.Policy{GraceDays: partnerhub.ZeroDays, SizeBands: []int64{1, 50}, HeadlineOrder: slices.Clone(standardHeadlines)}
	view, err := load(t, peersDataset()).At(when("2026-01-31T12:00:00Z")).With(given)
	require.NoError(t, err)
	resolved, err := given.Resolved()
	require.NoError(t, err)
	spoil := func(p partnerhub.Policy) {
		p.SizeBands[1] = 1000
		slices.Reverse(p.HeadlineOrder)
	}
	spoil(given)
	spoil(view.Policy())
	spoil(view.Policy())
	require.Equal(t, []int64{1, 50}, resolved.SizeBands)
	require.Equal(t, standardHeadlines, resolved.HeadlineOrder)
	require.Equal(t, []int64{1, 50}, view.Policy().SizeBands)
	require.Equal(t, "50+", view.LowAssignment("meetings").Rows[0].Peers.Band)
	for customer := range view.Customers() {
		require.Equal(t, partnerhub.StatusOrderSetupReady, customer.Headline)
	}
}

func TestHeadlineOrderIsThePolicys(t *testing.T) {
	order := []partnerhub.Status{
		partnerhub.StatusTrial, partnerhub.StatusSubscription, partnerhub.StatusExpired, partnerhub.StatusSuspended, partnerhub.StatusExpiringSoon,
		partnerhub.StatusLicenseOverage, partnerhub.StatusNoRecentActivity, partnerhub.StatusOrderSetupReady,
	}
	view, err := load(t, smallDataset()).At(when("2026-01-31")).With(partnerhub.Policy{HeadlineOrder: order})
	require.NoError(t, err)
	require.Equal(t, []partnerhub.CustomerStatus{{
		ID: "c-1", Name: "Alpenglas AG", Headline: partnerhub.StatusTrial,
		Statuses: []partnerhub.Status{partnerhub.StatusTrial, partnerhub.StatusSubscription, partnerhub.StatusExpiringSoon, partnerhub.StatusOrderSetupReady},
	}}, slices.Collect(view.Customers()))
}

// termsDataset has a customer for each subscription; the customer's name and id
// are those of the subscription.
func termsDataset(subscriptions ...partnerhub.Subscription) *partnerhub.Dataset {
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}}
	for _, s := range subscriptions {
		s.CustomerID, s.Licenses = s.ID, []partnerhub.License{{Product: "meetings", Quantity: 10}}
		data.Customers = append(data.Customers, partnerhub.Customer{ID: s.ID, Name: s.ID})
		data.Subscriptions = append(data.Subscriptions, s)
	}
	return data
}

// endings lists the rows of a section with their days: in:1.
func endings(section partnerhub.Ending) []string {
	list := []string{}
	for _, row := range section.Rows {
		list = append(list, fmt.Sprintf("%s:%d", row.EntitlementID, row.DaysUntilEnd))
	}
	return list
}

// having lists the customers that have a status.
func having(view partnerhub.View, status partnerhub.Status) []string {
	list := []string{}
	for customer := range view.Customers() {
		if customer.Set().Has(status) {
			list = append(list, customer.ID)
		}
	}
	return list
}

func under(t *testing.T, data *partnerhub.Dataset, asOf string, policy partnerhub.Policy) partnerhub.View {
	view, err := load(t, data).At(when(asOf)).With(policy)
	require.NoError(t, err)
	return view
}

// The clocks are changed on 29 March 2026, at 01:00 UTC, and on 25 October 2026,
// at 01:00 UTC. What ends at 23:30 on that day in Berlin is a day away all of the
// day before, and what ends at 00:30 on the next is two days away, though the
// one can be 48 hours off and the other 24.
func TestEndsOverAChangeOfClocks(t *testing.T) {
	start := when("2026-01-01")
	spring := termsDataset(
		partnerhub.Subscription{ID: "in", Start: start, End: when("2026-03-29T23:30:00+02:00")},
		partnerhub.Subscription{ID: "out", Start: start, End: when("2026-03-30T00:30:00+02:00")},
	)
	autumn := termsDataset(
		partnerhub.Subscription{ID: "in", Start: start, End: when("2026-10-25T23:30:00+01:00")},
		partnerhub.Subscription{ID: "out", Start: start, End: when("2026-10-26T00:30:00+01:00")},
	)
	for _, c := range []struct {
		data     *partnerhub.Dataset
		asOf     string
		location *time.Location
		days     int
		want     []string
		soon     []string
	}{
		{spring, "2026-03-28T00:15:00+01:00", berlin(t), 1, []string{"in:1"}, []string{"in"}},
		{spring, "2026-03-28T23:45:00+01:00", berlin(t), 1, []string{"in:1"}, []string{"in"}},
		{spring, "2026-03-28T23:45:00+01:00", berlin(t), 2, []string{"in:1", "out:2"}, []string{"in", "out"}},
		{spring, "2026-03-29T00:00:00+01:00", berlin(t), partnerhub.ZeroDays, []string{"in:0"}, []string{"in"}},
		{spring, "2026-03-29T23:29:59.999999999+02:00", berlin(t), 1, []string{"in:0", "out:1"}, []string{"in", "out"}},
		{spring, "2026-03-29T23:30:00+02:00", berlin(t), 1, []string{"out:1"}, []string{"out"}},
		{spring, "2026-03-28T22:45:00Z", time.UTC, 1, []string{"in:1", "out:1"}, []string{"in", "out"}},
		{spring, "2026-03-27T23:15:00Z", time.UTC, 1, []string{}, []string{}},
		{autumn, "2026-10-24T00:15:00+02:00", berlin(t), 1, []string{"in:1"}, []string{"in"}},
		{autumn, "2026-10-24T23:45:00+02:00", berlin(t), 1, []string{"in:1"}, []string{"in"}},
		{autumn, "2026-10-24T23:45:00+02:00", berlin(t), 2, []string{"in:1", "out:2"}, []string{"in", "out"}},
		{autumn, "2026-10-25T00:00:00+02:00", berlin(t), partnerhub.ZeroDays, []string{"in:0"}, []string{"in"}},
		{autumn, "2026-10-24T21:45:00Z", time.UTC, 1, []string{"in:1", "out:1"}, []string{"in", "out"}},
	} {
		view := under(t, c.data, c.asOf, partnerhub.Policy{Location: c.location, ExpirationDays: c.days, ExpiringSoonDays: c.days})
		require.Equal(t, c.want, endings(view.Expiring("meetings")), c.asOf)
		require.Equal(t, c.soon, having(view, partnerhub.StatusExpiringSoon), c.asOf)
	}
}

// 02:30 comes twice on 25 October.
func TestEndInTheHourThatComesTwice(t *testing.T) {
	data := termsDataset(partnerhub.Subscription{ID: "s", Start: when("2026-01-01"), End: when("2026-10-25T02:30:00+01:00"), Renewal: partnerhub.RenewalAuto})
	policy := partnerhub.Policy{Location: berlin(t), RenewalDays: partnerhub.ZeroDays}
	require.Equal(t, []string{"s:0"}, endings(under(t, data, "2026-10-25T02:30:00+02:00", policy).Renewing("meetings")))
	require.Empty(t, endings(under(t, data, "2026-10-25T02:30:00+01:00", policy).Renewing("meetings")))
}

func TestStartsOverAChangeOfClocks(t *testing.T) {
	for _, c := range []struct {
		start, asOf string
		days        int
		want        []int
	}{
		{"2026-03-28T23:30:00+01:00", "2026-03-29T00:30:00+01:00", 1, []int{1}}, // an hour later
		{"2026-03-28T23:30:00+01:00", "2026-03-30T00:15:00+02:00", 1, nil},      // 23 hours and three quarters
		{"2026-03-28T23:30:00+01:00", "2026-03-30T00:15:00+02:00", 2, []int{2}},
		{"2026-10-24T00:15:00+02:00", "2026-10-25T23:45:00+01:00", 1, []int{1}}, // 48 hours and a half
		{"2026-10-24T23:59:00+02:00", "2026-10-26T00:00:00+01:00", 1, nil},
	} {
		data := termsDataset(partnerhub.Subscription{ID: "s", Start: when(c.start)})
		var days []int
		for _, row := range under(t, data, c.asOf, partnerhub.Policy{Location: berlin(t), RecentlyAddedDays: c.days}).RecentlyAdded("meetings").Rows {
			days = append(days, row.DaysSinceAdded)
		}
		require.Equal(t, c.want, days, c)
	}
}

func TestSignInsOverAChangeOfClocks(t *testing.T) {
	for _, c := range []struct {
		signIn, asOf string
		inactive     bool
	}{
		{"2026-03-28T23:30:00+01:00", "2026-03-29T23:59:59+02:00", false},
		{"2026-03-28T23:30:00+01:00", "2026-03-30T00:15:00+02:00", true}, // 23 hours and three quarters
		{"2026-10-24T00:15:00+02:00", "2026-10-25T23:45:00+01:00", false},
		{"2026-10-24T00:15:00+02:00", "2026-10-26T00:00:00+01:00", true},
		{"2026-10-26T00:15:00+02:00", "2026-10-26T00:00:00+02:00", false}, // not yet
	} {
		data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}, Customers: []partnerhub.Customer{{ID: "c", Name: "C", LastAdminSignIn: when(c.signIn)}}}
		view := under(t, data, c.asOf, partnerhub.Policy{Location: berlin(t), InactivityDays: 1})
		require.Equal(t, c.inactive, len(having(view, partnerhub.StatusNoRecentActivity)) == 1, c)
	}
}

func TestWindowsOfZeroDays(t *testing.T) {
	auto, today, yesterday := partnerhub.RenewalAuto, when("2026-01-31"), when("2026-01-30T23:59:59Z")
	data := termsDataset(
		partnerhub.Subscription{ID: "a", Start: yesterday, End: when("2026-01-31T23:59:59Z")},
		partnerhub.Subscription{ID: "b", Start: yesterday, End: when("2026-02-01")},
		partnerhub.Subscription{ID: "c", Start: today, End: when("2026-01-31T23:59:59Z"), Renewal: auto},
		partnerhub.Subscription{ID: "d", Start: today, End: when("2026-02-01"), Renewal: auto},
	)
	data.Customers[0].LastAdminSignIn, data.Customers[1].LastAdminSignIn = today, yesterday
	data.Usage = []partnerhub.UsageSample{{EntitlementID: "a", Product: "meetings", Date: today, Assigned: partnerhub.Known(11)}}
	const zero = partnerhub.ZeroDays
	view := under(t, data, "2026-01-31T12:00:00Z", partnerhub.Policy{
		ExpiringSoonDays: zero, InactivityDays: zero, ExpirationDays: zero, RenewalDays: zero, RecentlyAddedDays: zero, FreshnessDays: zero,
	})
	require.Equal(t, []string{"a:0"}, endings(view.Expiring("meetings")))
	require.Equal(t, []string{"c:0"}, endings(view.Renewing("meetings")))
	require.Equal(t, []string{"a"}, having(view, partnerhub.StatusExpiringSoon))
	require.Equal(t, []string{"b"}, having(view, partnerhub.StatusNoRecentActivity))
	require.Empty(t, having(view, partnerhub.StatusLicenseOverage)) // no sample is of the last zero days
	require.Equal(t, 2, view.RecentlyAdded("meetings").Customers)
	require.Equal(t, []string{"a"}, having(under(t, data, "2026-01-31T12:00:00Z", partnerhub.Policy{FreshnessDays: 1}), partnerhub.StatusLicenseOverage))
}

func TestGraceOfZeroDays(t *testing.T) {
	for days, want := range map[int]int{partnerhub.ZeroDays: 1, 1: 0, 0: 0} {
		view := under(t, peersDataset(), "2026-01-31T12:00:00Z", partnerhub.Policy{GraceDays: days})
		require.Equal(t, want, view.LowAssignment("meetings").Customers, days)
	}
}
