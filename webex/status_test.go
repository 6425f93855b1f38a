package webex_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/webex"
)

// detailed returns answers about a subscription or trial with details, which begin in 2025.
func detailed(id string, details webex.Subscription) *webex.Answers {
	a := small(suite("l", id, 10, 5))
	details.ID, details.Start = id, day(2025, 1, 1)
	a.Subscriptions = []webex.Subscription{details}
	return a
}

func TestStatusOfSubscriptions(t *testing.T) {
	for name, test := range map[string]struct {
		details webex.Subscription
		want    partnerhub.Subscription
		ignored string
		assumed string
	}{
		"none":     {webex.Subscription{Renewal: partnerhub.RenewalAuto}, partnerhub.Subscription{Renewal: partnerhub.RenewalAuto}, "", ""},
		"active":   {webex.Subscription{Status: "Active"}, partnerhub.Subscription{}, "", ""},
		"canceled": {webex.Subscription{Status: "canceled"}, partnerhub.Subscription{CancelledAt: asOf, Renewal: partnerhub.RenewalNone}, "", "CANCELED"},
		"cancelled": {
			webex.Subscription{Status: "Cancelled", End: day(2027, 1, 1), Renewal: partnerhub.RenewalAuto},
			partnerhub.Subscription{End: day(2027, 1, 1), CancelledAt: asOf, Renewal: partnerhub.RenewalNone}, "", "CANCELLED",
		},
		"terminated, open-ended": {
			webex.Subscription{Status: "TERMINATED", UpdatedAt: day(2025, 6, 1)},
			partnerhub.Subscription{CancelledAt: day(2025, 6, 1), Renewal: partnerhub.RenewalNone}, "", "",
		},
		"expired, open-ended": {
			webex.Subscription{Status: "EXPIRED", UpdatedAt: day(2025, 6, 1), Renewal: partnerhub.RenewalAuto},
			partnerhub.Subscription{CancelledAt: day(2025, 6, 1), Renewal: partnerhub.RenewalNone}, "", "",
		},
		"suspended": {
			webex.Subscription{Status: "SUSPENDED", UpdatedAt: day(2025, 6, 1)}, partnerhub.Subscription{SuspendedAt: day(2025, 6, 1)}, "", "",
		},
		"suspended some time": {webex.Subscription{Status: "SUSPENDED"}, partnerhub.Subscription{SuspendedAt: asOf}, "", "SUSPENDED"},
		"suspended, to be updated": {
			webex.Subscription{Status: "Suspended", UpdatedAt: day(2026, 2, 1)}, partnerhub.Subscription{SuspendedAt: asOf}, "", "SUSPENDED",
		},
		"not known": {webex.Subscription{Status: "Overdue"}, partnerhub.Subscription{}, "OVERDUE", ""},
		"is to be cancelled": {
			webex.Subscription{Status: "PENDING CANCELLATION", UpdatedAt: day(2025, 6, 1)}, partnerhub.Subscription{}, "PENDING CANCELLATION", "",
		},
	} {
		dataset, report, err := detailed("s", test.details).Dataset()
		require.NoError(t, err, name)
		want := test.want
		want.ID, want.CustomerID, want.Start, want.ProvisionedAt = "s", "c", day(2025, 1, 1), day(2025, 1, 1)
		want.Licenses = []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 10}}
		require.Equal(t, []partnerhub.Subscription{want}, dataset.Subscriptions, name)
		require.NoError(t, loads(t, dataset), name)
		requireIgnored(t, report, "s", test.ignored)
		requireAssumedSince(t, report, "s", test.assumed)
	}
}

// A trial can end, but neither be suspended nor end before it starts.
func TestStatusOfTrials(t *testing.T) {
	for name, test := range map[string]struct {
		details webex.Subscription
		end     time.Time
		ignored string
		assumed string
	}{
		"active":                  {webex.Subscription{Status: "ACTIVE"}, time.Time{}, "", ""},
		"cancelled, with an end":  {webex.Subscription{Status: "CANCELLED", End: day(2025, 4, 1)}, day(2025, 4, 1), "", ""},
		"expired some time":       {webex.Subscription{Status: "EXPIRED"}, asOf, "", "EXPIRED"},
		"cancelled":               {webex.Subscription{Status: "CANCELLED", UpdatedAt: day(2025, 3, 1)}, day(2025, 3, 1), "", ""},
		"cancelled at the start":  {webex.Subscription{Status: "CANCELLED", UpdatedAt: day(2025, 1, 1)}, asOf, "", "CANCELLED"},
		"suspended":               {webex.Subscription{Status: "SUSPENDED"}, time.Time{}, "SUSPENDED", ""},
		"not known, with an end":  {webex.Subscription{Status: "PENDING", End: day(2025, 4, 1)}, day(2025, 4, 1), "PENDING", ""},
		"expired, with a new end": {webex.Subscription{Status: "expired", End: day(2027, 1, 1)}, asOf, "", "EXPIRED"},
		"cut short":               {webex.Subscription{Status: "Terminated", End: day(2027, 1, 1), UpdatedAt: day(2025, 3, 1)}, day(2025, 3, 1), "", ""},
		"will be cut short":       {webex.Subscription{Status: "CANCELLED", End: day(2027, 1, 1), UpdatedAt: day(2026, 3, 1)}, asOf, "", "CANCELLED"},
	} {
		dataset, report, err := detailed("trial-1", test.details).Dataset()
		require.NoError(t, err, name)
		require.Equal(t, []partnerhub.Trial{{
			ID: "trial-1", CustomerID: "c", Start: day(2025, 1, 1), End: test.end, Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 10}},
		}}, dataset.Trials, name)
		require.NoError(t, loads(t, dataset), name)
		requireIgnored(t, report, "trial-1", test.ignored)
		requireAssumedSince(t, report, "trial-1", test.assumed)
	}
}

func TestCancelledBeforeTheTrialStarts(t *testing.T) {
	a := detailed("trial-1", webex.Subscription{Status: "CANCELLED", UpdatedAt: day(2026, 1, 1)})
	a.Subscriptions[0].Start, a.Subscriptions[0].End = asOf, day(2027, 1, 1)
	dataset, report, err := a.Dataset()
	require.NoError(t, err)
	require.Equal(t, day(2027, 1, 1), dataset.Trials[0].End)
	requireIgnored(t, report, "trial-1", "CANCELLED")
}

// requireIgnored requires that a report has one status of a subscription, or none.
func requireIgnored(t *testing.T, report *webex.Report, id, status string) {
	var want []webex.IgnoredStatus
	if status != "" {
		want = []webex.IgnoredStatus{{SubscriptionID: id, OrganizationID: "c", Status: status}}
	}
	require.ElementsMatch(t, want, report.Ignored)
}

// requireAssumedSince requires that a report has one status since asOf, or none.
func requireAssumedSince(t *testing.T, report *webex.Report, id, status string) {
	var want []webex.AssumedSince
	if status != "" {
		want = []webex.AssumedSince{{SubscriptionID: id, OrganizationID: "c", Status: status, Since: asOf}}
	}
	require.ElementsMatch(t, want, report.AssumedSince)
}

// Pages may write a status as they like: it is the same record.
func TestStatusInOtherLetters(t *testing.T) {
	a := detailed("s", webex.Subscription{Status: "Overdue"})
	again := a.Subscriptions[0]
	again.Status = " OVERDUE\n"
	a.Subscriptions = append(a.Subscriptions, again)
	dataset, report, err := a.Dataset()
	require.NoError(t, err)
	require.Len(t, dataset.Subscriptions, 1)
	requireIgnored(t, report, "s", "OVERDUE")
	require.Equal(t, "Overdue", a.Subscriptions[0].Status) // answers stay as they are
}

func TestStatusesThatAreNone(t *testing.T) {
	for _, status := range []string{`null`, `""`, `" "`} {
		a := detailed("s", webex.Subscription{})
		a.Subscriptions = decoded(t, webex.DecodeSubscriptions, []byte(`[{"header":{"subscriptionReferenceID":"s","startDate":"2025-01-01","status":`+status+`}}]`))
		dataset, report, err := a.Dataset()
		require.NoError(t, err)
		require.Zero(t, dataset.Subscriptions[0].CancelledAt)
		require.Empty(t, report.Ignored)
	}
	fault := faultsOf(t, webex.DecodeSubscriptions)
	for status, want := range map[string]string{"7": "a number", "true": "true or false", `["EXPIRED"]`: "a list", `{"code":"EXPIRED"}`: "an object"} {
		require.Equal(t, "subscriptions[0].header.status: "+want+" instead of a text", fault(`[{"header":{"subscriptionReferenceID":"s","status":`+status+`}}]`))
	}
}
