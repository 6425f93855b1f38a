package webex_test

import (
	"encoding"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/webex"
)

func TestReasonText(t *testing.T) {
	for reason, text := range map[webex.Reason]string{
		webex.ReasonNotCounted: "not_counted", webex.ReasonNoSubscription: "no_subscription", webex.ReasonNoTotal: "no_total",
		webex.ReasonForeign: "foreign", webex.ReasonNoStart: "no_start", webex.ReasonNoOrganization: "no_organization",
		webex.ReasonNoLicenses: "no_licenses", webex.ReasonNoDetails: "no_details",
	} {
		requireText(t, reason, reason.String(), text)
		var read webex.Reason
		require.NoError(t, read.UnmarshalText([]byte(text)))
		require.Equal(t, reason, read)
	}
	require.Empty(t, webex.ReasonUnknown.String())
	require.Equal(t, "Reason(9)", webex.Reason(9).String())
	requireNoText(t, webex.ReasonUnknown, "webex: 0 is not a valid reason")
	requireNoText(t, webex.Reason(9), "webex: 9 is not a valid reason")

	reason := webex.ReasonForeign
	require.EqualError(t, reason.UnmarshalText([]byte("sold")), `webex: "sold" is not a reason; valid: `+
		"not_counted, no_subscription, no_total, foreign, no_start, no_organization, no_licenses, no_details")
	require.Error(t, reason.UnmarshalText(nil))
	require.Equal(t, webex.ReasonForeign, reason) // an error leaves it
}

func TestClassText(t *testing.T) {
	for class, text := range map[webex.Class]string{
		webex.ClassUnknown: "unknown", webex.ClassCounted: "counted", webex.ClassNotCounted: "not_counted",
	} {
		requireText(t, class, class.String(), text)
		var read webex.Class
		require.NoError(t, read.UnmarshalText([]byte(text)))
		require.Equal(t, class, read)
	}
	require.Equal(t, "Class(3)", webex.Class(3).String())
	requireNoText(t, webex.Class(255), "webex: 255 is not a valid class")
	require.EqualError(t, new(webex.Class).UnmarshalText([]byte("Counted")), `webex: "Counted" is not a class; valid: unknown, counted, not_counted`)
}

func requireText(t *testing.T, value encoding.TextMarshaler, name, want string) {
	text, err := value.MarshalText()
	require.NoError(t, err)
	require.Equal(t, want, string(text))
	require.Equal(t, want, name)
}

func requireNoText(t *testing.T, value encoding.TextMarshaler, problem string) {
	_, err := value.MarshalText()
	require.EqualError(t, err, problem)
}

// A report can be kept as JSON and read again.
func TestReportAsJSON(t *testing.T) {
	a := small(suite("l", "s", 10, 5), suite("m", "", 1, 1), suite("n", "t", 1, 1), suite("o", "r", 1, 1), suite("p", "u", 1, 1), suite("q", "q", 1, 1))
	a.Subscriptions = []webex.Subscription{
		{ID: "u", Status: "ACTIVE", Start: day(2025, 1, 1), End: day(2026, 1, 1)}, {ID: "t", Status: "EXPIRED", Start: day(2025, 1, 1)},
		{ID: "s", Status: "OVERDUE"}, {ID: "r", Start: day(2025, 1, 1), End: day(2026, 1, 1), Renewal: partnerhub.RenewalAuto},
		{ID: "q", Status: "SUSPENDED", Start: day(2025, 1, 1)},
	}
	_, report, err := a.Dataset()
	require.NoError(t, err)
	text, err := json.Marshal(report)
	require.NoError(t, err)
	require.JSONEq(t, `{
		"leftOut": [{"reason": "no_subscription", "organizationId": "c", "subscriptionId": "", "licenseId": "m", "name": "Webex Suite"}],
		"unknown": [],
		"assumed": [{"subscriptionId": "s", "organizationId": "c", "start": "2024-01-01T00:00:00Z"}],
		"assumedSince": [
			{"subscriptionId": "q", "organizationId": "c", "status": "SUSPENDED", "since": "2026-01-31T09:00:00Z"},
			{"subscriptionId": "t", "organizationId": "c", "status": "EXPIRED", "since": "2026-01-31T09:00:00Z"}],
		"lapsed": [
			{"subscriptionId": "r", "organizationId": "c", "status": "", "renewal": "auto", "end": "2026-01-01T00:00:00Z"},
			{"subscriptionId": "u", "organizationId": "c", "status": "ACTIVE", "renewal": "unknown", "end": "2026-01-01T00:00:00Z"}],
		"ignored": [{"subscriptionId": "s", "organizationId": "c", "status": "OVERDUE"}]
	}`, string(text))
	var read webex.Report
	require.NoError(t, json.Unmarshal(text, &read))
	require.Equal(t, report, &read)

	text, err = json.Marshal(report.Counts())
	require.NoError(t, err)
	require.JSONEq(t, `[{"reason": "no_subscription", "records": 1}]`, string(text))
}

func TestNilIsZero(t *testing.T) {
	var report *webex.Report
	require.Empty(t, report.Counts())
	var a *webex.Answers
	_, _, err := a.Dataset()
	_, _, want := new(webex.Answers).Dataset()
	require.EqualError(t, err, "partnerhub: asOf: is missing (the first of 2 faults)")
	require.Equal(t, want, err)
}
