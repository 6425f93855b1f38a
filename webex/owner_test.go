package webex_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/webex"
)

// two returns answers about two customers, c and d, of which c has a license of the
// subscription s.
func two() *webex.Answers {
	a := small(suite("l", "s", 1, 1))
	a.Organizations = append(a.Organizations, webex.Organization{ID: "d", Name: "Donauknie Verlag GmbH", Created: day(2024, 1, 1)})
	return a
}

// Whose a subscription is, licenses and tags say, and what doesn't count says so too.
func TestSubscriptionsOfTwoOrganizations(t *testing.T) {
	hybrid := webex.License{ID: "h", Name: "Hybrid - Message", Total: partnerhub.Known(1), SubscriptionID: "s"}
	for name, change := range map[string]func(a *webex.Answers){
		"counted licenses": func(a *webex.Answers) {
			a.Licenses["d"] = []webex.License{suite("m", "s", 1, 1), suite("n", "s", 1, 1)}
		},
		"licenses of no use": func(a *webex.Answers) { a.Licenses["d"] = []webex.License{hybrid} },
		"a tag": func(a *webex.Answers) {
			a.TaggedSubscriptions = []webex.TaggedSubscription{{ID: "s", OrganizationID: "d", Trial: true}}
		},
	} {
		a := two()
		change(a)
		_, _, err := a.Dataset()
		faulty, ok := errors.AsType[*partnerhub.DataError](err)
		require.True(t, ok, name)
		require.Equal(t, "subscriptions[\"s\"]: two organizations have it: c and d\n", faulty.Details(), name)
	}
}

// A tag that is about an organization that nobody knows says nothing about what
// another has.
func TestTagsOfAnOrganizationThatNobodyKnows(t *testing.T) {
	a := two()
	a.TaggedSubscriptions = []webex.TaggedSubscription{{ID: "s", OrganizationID: "x", Trial: true}}
	dataset, report, err := a.Dataset()
	require.NoError(t, err)
	require.Empty(t, dataset.Trials)
	require.Len(t, dataset.Subscriptions, 1)
	require.Equal(t, []webex.LeftOut{{Reason: webex.ReasonNoOrganization, OrganizationID: "x", SubscriptionID: "s"}}, report.LeftOut)
}

// The forms of an organization's id are no two organizations.
func TestTagsByAnotherFormOfTheID(t *testing.T) {
	a := answers(t)
	a.TaggedSubscriptions = []webex.TaggedSubscription{
		{ID: "Sub-100101", OrganizationID: "5D1F0A01-7C41-4E0B-9D36-2B8E40C7A101"},
		{ID: "Sub-100104", OrganizationID: tannhoehe},
	}
	dataset, _, err := a.Dataset()
	require.NoError(t, err)
	want, _, err := answers(t).Dataset()
	require.NoError(t, err)
	require.Equal(t, want, dataset)
}
