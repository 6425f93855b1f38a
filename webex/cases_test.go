package webex_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/webex"
	"github.com/partnerhub/partnerhub/webex/testdata"
)

// newYork is behind UTC by four hours in summer and five in winter.
var newYork = location("America/New_York")

func location(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return loc
}

// caseAnswers returns the answers in a case file, read by a decoder.
func caseAnswers(t testing.TB, name string, decoder webex.Decoder) *webex.Answers {
	var file struct {
		AsOf          time.Time
		Partner       string
		Organizations json.RawMessage
		Licenses      map[string]json.RawMessage
		Subscriptions json.RawMessage
	}
	require.NoError(t, json.Unmarshal(testdata.Answer(name), &file))
	a := &webex.Answers{
		AsOf: file.AsOf, Partner: partnerhub.Partner{ID: file.Partner, Name: "Nordwind Partner GmbH"}, Licenses: map[string][]webex.License{},
		Organizations: decoded(t, decoder.DecodeOrganizations, file.Organizations),
		Subscriptions: decoded(t, decoder.DecodeSubscriptions, file.Subscriptions),
	}
	for organization, licenses := range file.Licenses {
		a.Licenses[organization] = decoded(t, webex.DecodeLicenses, licenses)
	}
	return a
}

// viewOf returns what the library says of answers at an instant, in a location.
func viewOf(t testing.TB, a *webex.Answers, at time.Time, loc *time.Location) (partnerhub.View, *webex.Report) {
	dataset, report, err := a.Dataset()
	require.NoError(t, err)
	hub, err := partnerhub.Load(t.Context(), dataset)
	require.NoError(t, err)
	view, err := hub.At(at).With(partnerhub.Policy{Location: loc})
	require.NoError(t, err)
	return view, report
}

// daysLeft returns the days until the end of the only calling subscription that expires.
func daysLeft(t testing.TB, view partnerhub.View) int {
	rows := view.Expiring(partnerhub.Calling).Rows
	require.Len(t, rows, 1)
	return rows[0].DaysUntilEnd
}

// statusesOf returns the statuses of the only customer.
func statusesOf(t testing.TB, view partnerhub.View) []partnerhub.Status {
	var all []partnerhub.Status
	var customers int
	for c := range view.Customers() {
		all = c.Statuses
		customers++
	}
	require.Equal(t, 1, customers)
	return all
}
