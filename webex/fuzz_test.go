package webex_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/webex"
	"github.com/partnerhub/partnerhub/webex/testdata"
)

// FuzzAnswers decodes what is no answer, or one that somebody has changed: it is an
// error with a place, or the library loads the dataset that is made of it. The
// first argument says which decoder it is for, and where dates are meant; the rest
// of the answers are those in testdata.
func FuzzAnswers(f *testing.F) {
	for kind, name := range []string{
		"organizations-2.json", "licenses-hochkaar.json", "admins-alpenglas.json", "managed-ida.json",
		"tags.json", "tagged-organizations.json", "tagged-subscriptions.json", "subscriptions.json",
	} {
		f.Add(uint8(kind), testdata.Answer(name))
	}
	f.Add(uint8(8+7), testdata.Answer("subscriptions.json"))
	f.Add(uint8(7), []byte(`[{"header":{"subscriptionReferenceID":"Sub-100101","status":"Expired","startDate":"2025-03-01","endDate":"2026-03-01","lastUpdateDate":"2027-01-01"}},
		{"header":{"subscriptionReferenceID":"`+trial+`","status":"TERMINATED","startDate":"2026-01-12","endDate":"2026-04-12"}}]`))
	f.Fuzz(func(t *testing.T, kind uint8, answer []byte) {
		a := answers(t)
		if err := replace(a, kind, answer); err != nil {
			requirePlaces(t, err)
			return
		}
		dataset, report, err := a.Dataset()
		if err != nil {
			requirePlaces(t, err)
			return
		}
		require.NoError(t, loads(t, dataset))
		require.Equal(t, len(report.LeftOut), sum(report.Counts()))
		requireAccounted(t, a, dataset, report)
		requireOverOrReported(t, a, dataset, report)
		for _, unknown := range report.Unknown {
			require.Positive(t, unknown.Lines)
		}
	})
}

// locations are where dates are meant. Some days of the last two don't begin at midnight.
var locations = [4]*time.Location{nil, newYork, location("America/Sao_Paulo"), location("Pacific/Apia")}

// requireAccounted requires that each subscription of which the answers say something
// is in the dataset or in the report.
func requireAccounted(t *testing.T, a *webex.Answers, dataset *partnerhub.Dataset, report *webex.Report) {
	known := map[string]bool{}
	for _, s := range dataset.Subscriptions {
		known[s.ID] = true
	}
	for _, s := range dataset.Trials {
		known[s.ID] = true
	}
	for _, record := range report.LeftOut {
		known[record.SubscriptionID] = true
	}
	for _, s := range a.Subscriptions {
		require.True(t, known[s.ID], s.ID)
	}
	for _, s := range a.TaggedSubscriptions {
		require.True(t, known[s.ID], s.ID)
	}
}

// requireOverOrReported requires that what says that it is over, or active, is that
// when the answers were fetched, or in the report.
func requireOverOrReported(t *testing.T, a *webex.Answers, dataset *partnerhub.Dataset, report *webex.Report) {
	ends, reported := map[string]time.Time{}, map[string]bool{}
	for _, s := range dataset.Subscriptions {
		ends[s.ID] = effectiveEnd(s)
	}
	for _, s := range dataset.Trials {
		ends[s.ID] = s.End
	}
	for _, s := range report.Ignored {
		reported[s.SubscriptionID] = true
	}
	for _, s := range report.Lapsed {
		reported[s.SubscriptionID] = true
	}
	for _, s := range a.Subscriptions {
		end, known := ends[s.ID]
		if !known || reported[s.ID] {
			continue
		}
		ended := !end.IsZero() && !end.After(a.AsOf)
		switch strings.ToUpper(s.Status) {
		case "ACTIVE":
			require.False(t, ended, s.ID)
		case "CANCELLED", "CANCELED", "TERMINATED", "EXPIRED":
			require.True(t, ended, s.ID)
		}
	}
}

// replace decodes an answer and puts it in the place of another.
func replace(a *webex.Answers, kind uint8, answer []byte) (err error) {
	decoder := webex.Decoder{Location: locations[kind/8%4]}
	switch kind % 8 {
	case 0:
		a.Organizations, err = decoder.DecodeOrganizations(answer)
	case 1:
		a.Licenses[hochkaar], err = webex.DecodeLicenses(answer)
	case 2:
		a.Admins[alpenglas], err = webex.DecodePartnerAdmins(answer)
	case 3:
		a.Managed[ida], err = webex.DecodeManagedOrganizations(answer)
	case 4:
		_, err = webex.DecodeTags(answer)
	case 5:
		a.TaggedOrganizations, err = webex.DecodeTaggedOrganizations(answer)
	case 6:
		a.TaggedSubscriptions, err = webex.DecodeTaggedSubscriptions(answer)
	default:
		a.Subscriptions, err = decoder.DecodeSubscriptions(answer)
	}
	return err
}

// requirePlaces requires that an error tells where each fault is.
func requirePlaces(t *testing.T, err error) {
	faulty, ok := errors.AsType[*partnerhub.DataError](err)
	require.True(t, ok, "%v", err)
	require.NotEmpty(t, faulty.Faults)
	require.GreaterOrEqual(t, faulty.Total, len(faulty.Faults))
	for _, fault := range faulty.Faults {
		require.NotEmpty(t, fault.Place)
		require.NotEmpty(t, fault.Problem)
	}
}

func sum(counts []webex.ReasonCount) (records int) {
	for _, count := range counts {
		records += count.Records
	}
	return records
}
