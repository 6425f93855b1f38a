package webex_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/webex"
)

// Fetched on 16 June 2026 and cancelled on 10 January: over since then, though the end is in 2027.
func TestOverBesideALaterEnd(t *testing.T) {
	cancelled := day(2026, 1, 10)
	for at, want := range map[time.Time][]partnerhub.Status{
		day(2025, 7, 1):   {partnerhub.StatusSubscription},
		cancelled.Add(-1): {partnerhub.StatusExpiringSoon, partnerhub.StatusSubscription},
		cancelled:         {partnerhub.StatusExpired},
		day(2026, 6, 16):  {partnerhub.StatusExpired},
		day(2027, 6, 25):  {partnerhub.StatusExpired},
	} {
		view, report := viewOf(t, caseAnswers(t, "c05a.json", webex.Decoder{}), at, nil)
		require.Equal(t, want, statusesOf(t, view), at)
		require.Empty(t, report.AssumedSince)
		require.Empty(t, report.Lapsed)
	}
}

// Nothing that says that it is over is active when the answers were fetched, whatever
// else they say, and it does not renew. They were on 31 January 2026; it began in 2025.
func TestEndOfWhatIsOver(t *testing.T) {
	var (
		none   time.Time
		before = day(2024, 12, 1)
		march  = day(2025, 3, 1)
		june   = day(2025, 6, 1)
		later  = day(2027, 1, 1)
		soon   = asOf.Add(time.Second)
	)
	cancelled, expired := []string{"CANCELLED", "Canceled", "terminated", " Cancelled "}, []string{"EXPIRED", "Expired"}
	all := append(cancelled, expired...)
	for _, test := range []struct {
		statuses    []string
		end, update time.Time
		want        time.Time
		assumed     bool
	}{
		{all, none, june, june, false},
		{all, none, asOf, asOf, false},
		{all, none, none, asOf, true},
		{all, none, soon, asOf, true},
		{all, later, june, june, false},
		{all, later, none, asOf, true},
		{all, later, later.AddDate(1, 0, 0), asOf, true},
		{all, soon, none, asOf, true},
		{all, asOf, none, asOf, false},
		{all, march, none, march, false},
		{all, march, june, march, false},
		{all, march, march, march, false},
		{all, march, soon, march, false},
		{cancelled, june, march, march, false},
		{expired, june, march, june, false},       // time alone expired it
		{cancelled, later, before, before, false}, // before it began
		{expired, later, before, asOf, true},
		{expired, later, day(2025, 1, 1), asOf, true},
		{expired, march, before, march, false},
	} {
		for _, status := range test.statuses {
			a := detailed("s", webex.Subscription{Status: status, End: test.end, UpdatedAt: test.update, Renewal: partnerhub.RenewalAuto})
			dataset, report, err := a.Dataset()
			require.NoError(t, err)
			s := dataset.Subscriptions[0]
			require.Equal(t, partnerhub.RenewalNone, s.Renewal)
			require.Equal(t, test.end, s.End, "what the answer says stays to be seen")
			require.Equal(t, test.want, effectiveEnd(s), "%s %v", status, test)
			require.Equal(t, test.assumed, len(report.AssumedSince) == 1, "%s %v", status, test)
			require.Empty(t, report.Lapsed)
			require.Empty(t, report.Ignored)
			view, _ := viewOf(t, a, asOf, nil)
			require.Equal(t, []partnerhub.Status{partnerhub.StatusExpired}, statusesOf(t, view))
		}
	}
}

// effectiveEnd returns the earlier of end and cancellation that are given.
func effectiveEnd(s partnerhub.Subscription) time.Time {
	if s.End.IsZero() || !s.CancelledAt.IsZero() && s.CancelledAt.Before(s.End) {
		return s.CancelledAt
	}
	return s.End
}

// What is over before it began never is active.
func TestOverBeforeTheStart(t *testing.T) {
	a := detailed("s", webex.Subscription{Status: "CANCELLED", End: day(2027, 3, 1)})
	a.Subscriptions[0].Start = day(2026, 3, 1)
	for _, at := range []time.Time{asOf, day(2026, 3, 1), day(2026, 12, 1)} {
		view, report := viewOf(t, a, at, nil)
		require.NotContains(t, statusesOf(t, view), partnerhub.StatusSubscription)
		requireAssumedSince(t, report, "s", "CANCELLED")
	}
}

// Subscriptions without licenses come among the others.
func TestReportIsInOrder(t *testing.T) {
	a := small(suite("l", "b", 1, 1), suite("m", "d", 1, 1), suite("n", "f", 1, 1))
	for _, id := range []string{"a", "c", "e"} {
		a.TaggedSubscriptions = append(a.TaggedSubscriptions, webex.TaggedSubscription{ID: id, OrganizationID: "c"})
	}
	for id, status := range map[string]string{"a": "EXPIRED", "b": "EXPIRED", "c": "ACTIVE", "d": "ACTIVE", "e": "OVERDUE", "f": "OVERDUE"} {
		s := webex.Subscription{ID: id, Status: status, Start: day(2025, 1, 1)}
		if status == "ACTIVE" {
			s.End = day(2026, 1, 1)
		}
		a.Subscriptions = append(a.Subscriptions, s)
	}
	_, report, err := a.Dataset()
	require.NoError(t, err)
	require.Equal(t, []webex.AssumedSince{
		{SubscriptionID: "a", OrganizationID: "c", Status: "EXPIRED", Since: asOf}, {SubscriptionID: "b", OrganizationID: "c", Status: "EXPIRED", Since: asOf},
	}, report.AssumedSince)
	require.Equal(t, []webex.LapsedTerm{
		{SubscriptionID: "c", OrganizationID: "c", Status: "ACTIVE", End: day(2026, 1, 1)}, {SubscriptionID: "d", OrganizationID: "c", Status: "ACTIVE", End: day(2026, 1, 1)},
	}, report.Lapsed)
	require.Equal(t, []webex.IgnoredStatus{
		{SubscriptionID: "e", OrganizationID: "c", Status: "OVERDUE"}, {SubscriptionID: "f", OrganizationID: "c", Status: "OVERDUE"},
	}, report.Ignored)
}
