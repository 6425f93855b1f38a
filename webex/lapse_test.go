package webex_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/webex"
)

// It renews by itself and is active, but its end was the day before the answers were
// fetched: the library can only say that it has ended, so the report says why.
func TestLapsedRenewal(t *testing.T) {
	a := caseAnswers(t, "c05a.json", webex.Decoder{})
	a.Subscriptions[0].Status, a.Subscriptions[0].End = "Active", day(2026, 6, 15)
	view, report := viewOf(t, a, a.AsOf, nil)
	require.Equal(t, []partnerhub.Status{partnerhub.StatusExpired}, statusesOf(t, view))
	require.Equal(t, []webex.LapsedTerm{{
		SubscriptionID: "Sub9", OrganizationID: "11111111-2222-3333-4444-555555555555", Status: "ACTIVE", Renewal: partnerhub.RenewalAuto, End: day(2026, 6, 15),
	}}, report.Lapsed)
}

func TestLapsedTerms(t *testing.T) {
	passed := day(2026, 1, 30)
	for _, test := range []struct {
		status  string
		renewal partnerhub.Renewal
		end     time.Time
		want    bool
	}{
		{"ACTIVE", partnerhub.RenewalAuto, passed, true},
		{"ACTIVE", partnerhub.RenewalAuto, asOf, true}, // the end is not of the term
		{"ACTIVE", partnerhub.RenewalAuto, asOf.Add(1), false},
		{"ACTIVE", partnerhub.RenewalAuto, time.Time{}, false},
		{"active", partnerhub.RenewalNone, passed, true},
		{"ACTIVE", partnerhub.RenewalUnknown, passed, true},
		{"SUSPENDED", partnerhub.RenewalAuto, passed, true},
		{"SUSPENDED", partnerhub.RenewalNone, passed, true},
		{"OVERDUE", partnerhub.RenewalAuto, passed, true}, // beside being ignored
		{"OVERDUE", partnerhub.RenewalNone, passed, false},
		{"", partnerhub.RenewalAuto, passed, true},
		{"", partnerhub.RenewalNone, passed, false}, // nothing says that it goes on
		{"", partnerhub.RenewalUnknown, passed, false},
		{"EXPIRED", partnerhub.RenewalAuto, passed, false},
		{"CANCELLED", partnerhub.RenewalAuto, passed, false},
	} {
		for _, id := range []string{"s", "trial-1"} {
			_, report, err := detailed(id, webex.Subscription{Status: test.status, Renewal: test.renewal, End: test.end}).Dataset()
			require.NoError(t, err)
			require.Equal(t, test.want, len(report.Lapsed) == 1, "%s %v", id, test)
		}
	}
}
