package partnerhub_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

// What is ordered is pending up to the last nanosecond before it starts.
func TestTermsStartOnTheNanosecond(t *testing.T) {
	data := termsDataset(partnerhub.Subscription{ID: "s", OrderedAt: when("2026-01-01"), Start: when("2026-02-01")})
	for _, c := range []struct {
		asOf         string
		subscription []string
		setup        []string
	}{
		{"2025-12-31T23:59:59.999999999Z", []string{}, []string{}},
		{"2026-01-01", []string{}, []string{"s"}},
		{"2026-01-31T23:59:59.999999999Z", []string{}, []string{"s"}},
		{"2026-02-01", []string{"s"}, []string{"s"}},
	} {
		view := under(t, data, c.asOf, partnerhub.Policy{})
		require.Equal(t, c.subscription, having(view, partnerhub.StatusSubscription), c.asOf)
		require.Equal(t, c.setup, having(view, partnerhub.StatusOrderSetupReady), c.asOf)
	}
}

// Days are counted over the end of 1969 as over that of any year.
func TestDaysBefore1970(t *testing.T) {
	data := termsDataset(
		partnerhub.Subscription{ID: "a", Start: when("1969-12-01"), End: when("1969-12-31T18:00:00Z")},
		partnerhub.Subscription{ID: "b", Start: when("1969-12-01"), End: when("1970-01-01T18:00:00Z")},
	)
	require.Equal(t, []string{"a:1", "b:2"}, endings(under(t, data, "1969-12-30T12:00:00Z", partnerhub.Policy{}).Expiring("meetings")))
	require.Equal(t, []string{"a:0", "b:1"}, endings(under(t, data, "1969-12-31T12:00:00Z", partnerhub.Policy{}).Expiring("meetings")))
}

// In St. John's the clock was turned back on 7 November 2010, from a minute after
// midnight to 23:01 of the day before: that day came again. Who signs in then has
// not signed in half a minute after the first midnight, and not been away for a
// day.
func TestSignInOfADayThatComesAgain(t *testing.T) {
	newfoundland, err := time.LoadLocation("America/St_Johns")
	require.NoError(t, err)
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}, Customers: []partnerhub.Customer{
		{ID: "c", Name: "C", LastAdminSignIn: when("2010-11-06T23:30:00-03:30")},
	}}
	for asOf, want := range map[string][]string{
		"2010-11-07T00:00:30-02:30": {},
		"2010-11-06T23:30:00-03:30": {},
		"2010-11-06T23:59:59-03:30": {},
		"2010-11-07T00:00:00-03:30": {"c"},
	} {
		view := under(t, data, asOf, partnerhub.Policy{Location: newfoundland, InactivityDays: partnerhub.ZeroDays})
		require.Equal(t, want, having(view, partnerhub.StatusNoRecentActivity), asOf)
	}
}
