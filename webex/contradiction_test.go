package webex_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/webex"
)

// small returns answers about a customer c that was created in 2024.
func small(licenses ...webex.License) *webex.Answers {
	return &webex.Answers{
		AsOf: asOf, Partner: partnerhub.Partner{ID: "p", Name: "Nordwind Partner GmbH"},
		Organizations: []webex.Organization{{ID: "c", Name: "Alpenglas AG", Created: day(2024, 1, 1)}},
		Licenses:      map[string][]webex.License{"c": licenses},
	}
}

func suite(id, subscription string, total, consumed int64) webex.License {
	return webex.License{ID: id, Name: "Webex Suite", Total: partnerhub.Known(total), Consumed: partnerhub.Known(consumed), SubscriptionID: subscription}
}

func TestContradictions(t *testing.T) {
	const most = 1_000_000_000_000
	for name, test := range map[string]struct {
		change func(a *webex.Answers)
		want   string
	}{
		"no instant": {func(a *webex.Answers) { a.AsOf = time.Time{} }, "asOf: is missing"},
		"no partner": {func(a *webex.Answers) { a.Partner.ID = "" }, "partner.id: is missing"},
		"organizations": {func(a *webex.Answers) {
			a.Organizations = append(a.Organizations, webex.Organization{ID: "C", Name: "B"})
		}, `organizations["c"]: it came before and said something else`},
		"licenses": {func(a *webex.Answers) {
			a.Licenses["c"] = []webex.License{suite("l", "s", 1, 1), suite("l", "s", 2, 1)}
		}, `licenses["l"]: it came before and said something else`},
		"subscriptions": {func(a *webex.Answers) {
			a.Subscriptions = []webex.Subscription{{ID: "s", Status: "ACTIVE"}, {ID: "s"}}
		}, `subscriptions["s"]: it came before and said something else`},
		"tagged subscriptions": {func(a *webex.Answers) {
			a.TaggedSubscriptions = []webex.TaggedSubscription{{ID: "s", OrganizationID: "c"}, {ID: "s", OrganizationID: "d"}}
		}, `taggedSubscriptions["s"]: it came before and said something else`},
		"names of administrators": {func(a *webex.Answers) {
			a.Admins = map[string][]webex.PartnerAdmin{"c": {{ID: "a", Name: "Ida Berg"}, {ID: "a", Name: "Ole Falk"}}}
		}, `partnerAdmins["a"]: it came before and said something else`},
		"addresses of administrators": {func(a *webex.Answers) {
			a.Organizations = append(a.Organizations, webex.Organization{ID: "d", Name: "D"})
			a.Admins = map[string][]webex.PartnerAdmin{"c": {{ID: "a", Email: "a@example.com"}}, "d": {{ID: "a", Email: "b@example.com"}}}
		}, `partnerAdmins["a"]: it came before and said something else`},
		"two organizations": {func(a *webex.Answers) {
			a.Organizations = append(a.Organizations, webex.Organization{ID: "d", Name: "D", Created: day(2024, 1, 1)})
			a.Licenses["c"], a.Licenses["d"] = []webex.License{suite("l", "s", 1, 1)}, []webex.License{suite("m", "s", 1, 1)}
		}, `subscriptions["s"]: two organizations have it: c and d`},
		"too many": {func(a *webex.Answers) {
			a.Licenses["c"] = []webex.License{suite("l", "s", most, 0), suite("m", "s", 1, 0)}
		}, `subscriptions["s"].licenses: 1000000000000 and 1 meetings licenses are together not within 0 to 1000000000000`},
	} {
		a := small()
		test.change(a)
		dataset, report, err := a.Dataset()
		require.Nil(t, dataset, name)
		require.Nil(t, report, name)
		faulty, ok := errors.AsType[*partnerhub.DataError](err)
		require.True(t, ok, name)
		require.Equal(t, test.want, faulty.Faults[0].Error(), name)
	}
}

// Pages overlap: the same record twice is one, with or without an id.
func TestDuplicates(t *testing.T) {
	nameless := suite("", "s", 3, 1)
	a := small(suite("l", "s", 10, 5), nameless, suite("l", "s", 10, 5), suite("m", "s", 1, 1), nameless)
	a.Organizations = append(a.Organizations, a.Organizations[0])
	a.Subscriptions = []webex.Subscription{{ID: "s", Start: day(2025, 1, 1)}, {ID: "s", Start: day(2025, 1, 1)}}
	dataset, report, err := a.Dataset()
	require.NoError(t, err)
	require.Len(t, dataset.Customers, 1)
	require.Equal(t, []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 14}}, dataset.Subscriptions[0].Licenses)
	require.Equal(t, partnerhub.Known(7), dataset.Usage[0].Assigned)
	require.Empty(t, report.LeftOut)
}

// Lines without an id that differ in anything are two lines.
func TestLinesWithoutAnID(t *testing.T) {
	free := webex.License{Name: "Free screen share", SubscriptionID: "s"}
	dataset, report, err := small(suite("", "s", 10, 5), free, suite("", "s", 10, 6), free, suite("", "s", 11, 5), suite("", "r", 10, 5)).Dataset()
	require.NoError(t, err)
	require.Equal(t, int64(10), dataset.Subscriptions[0].Licenses[0].Quantity)
	require.Equal(t, int64(31), dataset.Subscriptions[1].Licenses[0].Quantity)
	require.Equal(t, partnerhub.Known(16), dataset.Usage[1].Assigned)
	require.Len(t, report.LeftOut, 1)
}

func loads(t *testing.T, dataset *partnerhub.Dataset) error {
	_, err := partnerhub.Load(t.Context(), dataset)
	return err
}

func TestTrialByFlag(t *testing.T) {
	a := small(suite("l", "Sub-9", 10, 5), suite("m", "TRIAL-7", 1, 0))
	a.TaggedSubscriptions = []webex.TaggedSubscription{{ID: "Sub-9", OrganizationID: "c", Trial: true}}
	dataset, _, err := a.Dataset()
	require.NoError(t, err)
	require.Empty(t, dataset.Subscriptions)
	require.Len(t, dataset.Trials, 2)
}

func TestWithoutAStart(t *testing.T) {
	a := small(suite("l", "s", 10, 5))
	a.Organizations[0].Created = time.Time{}
	dataset, report, err := a.Dataset()
	require.NoError(t, err)
	require.Empty(t, dataset.Subscriptions)
	require.Empty(t, dataset.Usage)
	left := []webex.LeftOut{{Reason: webex.ReasonNoStart, OrganizationID: "c", SubscriptionID: "s"}}
	require.Equal(t, left, report.LeftOut)

	a = small(suite("l", "s", 10, 5))
	a.Subscriptions = []webex.Subscription{{ID: "s", End: day(2023, 1, 1)}} // before the organization was created
	_, report, err = a.Dataset()
	require.NoError(t, err)
	require.Equal(t, left, report.LeftOut)
	require.Empty(t, report.Assumed)
}

func TestOrganizationsThatNobodyKnows(t *testing.T) {
	a := small()
	a.Licenses["x"] = []webex.License{suite("l", "s", 1, 1)}
	a.Admins = map[string][]webex.PartnerAdmin{"x": {{ID: "a", Name: "Ida Berg"}}}
	a.TaggedOrganizations = []webex.TaggedOrganization{{ID: "x", Name: "X", Tags: []string{"gold"}}}
	a.Subscriptions = []webex.Subscription{{ID: "t"}}
	a.TaggedSubscriptions = []webex.TaggedSubscription{{ID: "t", OrganizationID: "x"}}
	dataset, report, err := a.Dataset()
	require.NoError(t, err)
	require.Empty(t, dataset.Admins)
	require.Equal(t, []webex.LeftOut{
		{Reason: webex.ReasonNoOrganization, OrganizationID: "x"},
		{Reason: webex.ReasonNoOrganization, OrganizationID: "x", Name: "Ida Berg"},
		{Reason: webex.ReasonNoOrganization, OrganizationID: "x", Name: "X"},
		{Reason: webex.ReasonNoOrganization, OrganizationID: "x", SubscriptionID: "t"},
	}, report.LeftOut)
}

// What has only licenses that don't count is set up; nothing says so of what has
// none.
func TestSubscriptionsWithoutCountedLicenses(t *testing.T) {
	a := small(webex.License{ID: "l", Name: "Hybrid - Message", Total: partnerhub.Known(1), SubscriptionID: "hybrid"})
	a.Subscriptions = []webex.Subscription{{ID: "hybrid", Start: day(2025, 1, 1)}, {ID: "ordered", Start: day(2025, 2, 1)}}
	a.TaggedSubscriptions = []webex.TaggedSubscription{
		{ID: "hybrid", OrganizationID: "c"}, {ID: "ordered", OrganizationID: "c"}, {ID: "heard of", OrganizationID: "c"},
	}
	dataset, report, err := a.Dataset()
	require.NoError(t, err)
	require.Equal(t, []partnerhub.Subscription{
		{ID: "hybrid", CustomerID: "c", Start: day(2025, 1, 1), ProvisionedAt: day(2025, 1, 1)},
		{ID: "ordered", CustomerID: "c", Start: day(2025, 2, 1)},
	}, dataset.Subscriptions)
	require.Equal(t, []webex.LeftOut{
		{Reason: webex.ReasonNoDetails, OrganizationID: "c", SubscriptionID: "heard of"},
		{Reason: webex.ReasonNotCounted, OrganizationID: "c", SubscriptionID: "hybrid", LicenseID: "l", Name: "Hybrid - Message"},
	}, report.LeftOut)
}

// A license of one organization in the answer for another would show a customer's
// numbers to those who may see the other.
func TestLicensesOfAnotherOrganization(t *testing.T) {
	a := answers(t)
	a.Licenses[tannhoehe] = a.Licenses[hochkaar]
	delete(a.Licenses, hochkaar)
	dataset, report, err := a.Dataset()
	require.NoError(t, err)
	require.Empty(t, dataset.Trials)
	require.Contains(t, report.Counts(), webex.ReasonCount{Reason: webex.ReasonForeign, Records: 5})
}

func TestRolesNeverWiden(t *testing.T) {
	for role, want := range map[string]partnerhub.Role{
		"":                  partnerhub.RoleAdmin,
		"id_full_admin":     partnerhub.RoleAdmin,
		"id_readonly_admin": partnerhub.RoleAdmin,
		"YXRsYXMtcG9ydGFsLnBhcnRuZXIuc2FsZXNmdWxsYWRtaW4=":      partnerhub.RoleAdmin,        // atlas-portal.partner.salesfulladmin
		"YXRsYXMtcG9ydGFsLnBhcnRuZXIucHJvdmlzaW9uX2FkbWlu":      partnerhub.RoleProvisioning, // atlas-portal.partner.provision_admin
		"atlas-portal.partner.provision_admin":                  partnerhub.RoleProvisioning,
		"YXRsYXMtcG9ydGFsLnBhcnRuZXIuaGVscGRlc2s=, id_whatever": partnerhub.RoleAdmin,
	} {
		a := small()
		a.Admins = map[string][]webex.PartnerAdmin{"c": {{ID: "a", Role: role}}}
		dataset, _, err := a.Dataset()
		require.NoError(t, err)
		require.Equal(t, []partnerhub.Admin{{ID: "a", Role: want, CustomerIDs: []string{"c"}}}, dataset.Admins, role)
	}
	a := small()
	a.Admins = map[string][]webex.PartnerAdmin{"c": {{ID: "a", Role: "provision"}, {ID: "a", Role: "other", Email: "a@example.com"}}}
	dataset, _, err := a.Dataset()
	require.NoError(t, err)
	require.Equal(t, []partnerhub.Admin{{ID: "a", Email: "a@example.com", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"c"}}}, dataset.Admins)
}
