package webex_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/sourcetest"
	"github.com/partnerhub/partnerhub/webex"
	"github.com/partnerhub/partnerhub/webex/testdata"
)

// The organizations and people of the answers in testdata.
var (
	partnerID = id("ORGANIZATION/5d1f0a00-7c41-4e0b-9d36-2b8e40c7a100")
	alpenglas = id("ORGANIZATION/5d1f0a01-7c41-4e0b-9d36-2b8e40c7a101")
	hochkaar  = id("ORGANIZATION/5d1f0a02-7c41-4e0b-9d36-2b8e40c7a102")
	klangwerk = id("ORGANIZATION/5d1f0a03-7c41-4e0b-9d36-2b8e40c7a103")
	tannhoehe = id("ORGANIZATION/5d1f0a04-7c41-4e0b-9d36-2b8e40c7a104")
	ida       = id("PEOPLE/7e2d4001-95b1-4c7a-8e6f-13a9b0c2d401")
	ole       = id("PEOPLE/7e2d4002-95b1-4c7a-8e6f-13a9b0c2d402")
)

const trial = "trialSub.c41b07d2-275b-4547-ae16-69d6371cc2c0"

var asOf = time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC)

// answers returns all answers in testdata.
func answers(t testing.TB) *webex.Answers {
	a := &webex.Answers{
		AsOf: asOf, Partner: partnerhub.Partner{ID: partnerID},
		Licenses: map[string][]webex.License{}, Admins: map[string][]webex.PartnerAdmin{},
		Managed: map[string][]webex.ManagedOrganization{
			ida: decoded(t, webex.DecodeManagedOrganizations, testdata.Answer("managed-ida.json")),
		},
		TaggedOrganizations: decoded(t, webex.DecodeTaggedOrganizations, testdata.Answer("tagged-organizations.json")),
		TaggedSubscriptions: decoded(t, webex.DecodeTaggedSubscriptions, testdata.Answer("tagged-subscriptions.json")),
		Subscriptions:       decoded(t, webex.DecodeSubscriptions, testdata.Answer("subscriptions.json")),
	}
	for _, page := range []string{"organizations-1.json", "organizations-2.json"} {
		a.Organizations = append(a.Organizations, decoded(t, webex.DecodeOrganizations, testdata.Answer(page))...)
	}
	for organization, file := range map[string]string{alpenglas: "alpenglas", hochkaar: "hochkaar", klangwerk: "klangwerk", tannhoehe: "tannhoehe"} {
		a.Licenses[organization] = decoded(t, webex.DecodeLicenses, testdata.Answer("licenses-"+file+".json"))
		a.Admins[organization] = decoded(t, webex.DecodePartnerAdmins, testdata.Answer("admins-"+file+".json"))
	}
	return a
}

func TestDataset(t *testing.T) {
	dataset, _, err := answers(t).Dataset()
	require.NoError(t, err)
	klangwerkCreated := time.Date(2024, 11, 18, 10, 0, 0, 0, time.UTC)
	require.Equal(t, &partnerhub.Dataset{
		AsOf:    asOf,
		Partner: partnerhub.Partner{ID: partnerID, Name: "Nordwind Partner GmbH"},
		Customers: []partnerhub.Customer{
			{ID: partnerID, Name: "Nordwind Partner GmbH"},
			{ID: alpenglas, Name: "Alpenglas AG", Tags: []string{"dach", "gold"}, Country: "CH"},
			{ID: hochkaar, Name: "Bergbahnen Hochkaar AG", Tags: []string{"dach"}},
			{ID: klangwerk, Name: "Klangwerk Orgelbau Sommerau"},
			{ID: tannhoehe, Name: "Tannhöhe Hotels & Spa GmbH", Country: "AT"},
		},
		Subscriptions: []partnerhub.Subscription{
			{
				ID: "Sub-100101", CustomerID: alpenglas, OrderedAt: time.Date(2025, 2, 20, 8, 15, 0, 0, time.UTC),
				Start: day(2025, 3, 1), End: day(2026, 3, 1), Renewal: partnerhub.RenewalAuto, ProvisionedAt: day(2025, 3, 2),
				// Professional 40 and workspaces 10; suite 100 and Enterprise Edition 20.
				Licenses: []partnerhub.License{
					{Product: partnerhub.Calling, Quantity: 50}, {Product: partnerhub.Meetings, Quantity: 120}, {Product: partnerhub.Messaging, Quantity: 100},
				},
				Orders: []partnerhub.Order{{Number: "81120001", PlacedAt: time.Date(2025, 2, 20, 8, 15, 0, 0, time.UTC)}},
			},
			{
				ID: "Sub-100103", CustomerID: klangwerk, Start: klangwerkCreated, ProvisionedAt: klangwerkCreated,
				Licenses: []partnerhub.License{{Product: partnerhub.Calling, Quantity: 8}, {Product: partnerhub.Webinars, Quantity: 2}},
			},
			{
				ID: "Sub-100104", CustomerID: tannhoehe, OrderedAt: day(2026, 1, 28), Start: day(2026, 2, 15), End: day(2029, 2, 15),
				Renewal: partnerhub.RenewalNone, Orders: []partnerhub.Order{{Number: "81120009", PlacedAt: day(2026, 1, 28)}},
			},
		},
		Trials: []partnerhub.Trial{{
			ID: trial, CustomerID: hochkaar, Start: time.Date(2026, 1, 12, 13, 5, 9, 17e6, time.UTC),
			Licenses: []partnerhub.License{
				{Product: partnerhub.ContactCenter, Quantity: 50}, {Product: partnerhub.Devices, Quantity: 5}, {Product: partnerhub.Meetings, Quantity: 25},
				{Product: partnerhub.RealTimeTranslations, Quantity: 100}, {Product: "salesforce_desktop_connector", Quantity: 10},
			},
		}},
		Usage: []partnerhub.UsageSample{
			// Calling of Sub-100101 is unknown, for that of the workspaces is; so are the webinars.
			{EntitlementID: "Sub-100101", Product: partnerhub.Meetings, Date: asOf, Assigned: partnerhub.Known(85)},
			{EntitlementID: "Sub-100101", Product: partnerhub.Messaging, Date: asOf, Assigned: partnerhub.Known(61)},
			{EntitlementID: "Sub-100103", Product: partnerhub.Calling, Date: asOf, Assigned: partnerhub.Known(12)},
			{EntitlementID: trial, Product: partnerhub.ContactCenter, Date: asOf, Assigned: partnerhub.Known(0)},
			{EntitlementID: trial, Product: partnerhub.Devices, Date: asOf, Assigned: partnerhub.Known(1)},
			{EntitlementID: trial, Product: partnerhub.Meetings, Date: asOf, Assigned: partnerhub.Known(3)},
			{EntitlementID: trial, Product: partnerhub.RealTimeTranslations, Date: asOf, Assigned: partnerhub.Known(3)},
			{EntitlementID: trial, Product: "salesforce_desktop_connector", Date: asOf, Assigned: partnerhub.Known(0)},
		},
		Admins: []partnerhub.Admin{
			{ID: ida, Name: "Ida Berg", Email: "ida@example.com", Role: partnerhub.RoleAdmin, CustomerIDs: []string{alpenglas, tannhoehe}},
			{ID: ole, Name: "Ole Falk", Email: "ole@example.com", Role: partnerhub.RoleAdmin, CustomerIDs: []string{alpenglas, hochkaar}},
		},
	}, dataset)
}

func TestReport(t *testing.T) {
	_, report, err := answers(t).Dataset()
	require.NoError(t, err)
	var lines []string
	for _, l := range report.LeftOut {
		lines = append(lines, strings.Join([]string{nameOf(l.OrganizationID), l.SubscriptionID, l.Name, l.Reason.String()}, "|"))
	}
	slices.Sort(lines) // their own order goes by license ids
	require.Equal(t, []string{
		"alpenglas|Sub-100101|Webex Calling - Route List Calls|not_counted",
		"alpenglas||Basic Messaging|not_counted",
		"alpenglas||Basic Space Meetings|not_counted",
		"alpenglas||Call on Webex (1:1 call, non-PSTN)|no_subscription",
		"alpenglas||Free screen share|not_counted",
		"alpenglas||Hybrid - Exchange Calendar|not_counted",
		"alpenglas||Webex Calling - Hot desk only|no_subscription",
		"klangwerk|Sub-100103|Advanced Space Meetings|no_total",
		"klangwerk|Sub-100103|Customer Experience - Essential|not_counted",
		"klangwerk|Sub-100103|Webex Calling - Attendant Console|not_counted",
		"|Sub-100199||no_licenses",
	}, lines)
	require.Equal(t, []webex.ReasonCount{
		{Reason: webex.ReasonNotCounted, Records: 7}, {Reason: webex.ReasonNoSubscription, Records: 2},
		{Reason: webex.ReasonNoTotal, Records: 1}, {Reason: webex.ReasonNoLicenses, Records: 1},
	}, report.Counts())
	require.Equal(t, []webex.UnknownProduct{
		{Product: "salesforce_desktop_connector", Name: "Salesforce Desktop Connector", Code: "SFDSK", Lines: 1},
	}, report.Unknown)
	require.Equal(t, []webex.AssumedStart{
		{SubscriptionID: "Sub-100103", OrganizationID: klangwerk, Start: time.Date(2024, 11, 18, 10, 0, 0, 0, time.UTC)},
		{SubscriptionID: trial, OrganizationID: hochkaar, Start: time.Date(2026, 1, 12, 13, 5, 9, 17e6, time.UTC)},
	}, report.Assumed)
}

func nameOf(organization string) string {
	return map[string]string{"": "", alpenglas: "alpenglas", klangwerk: "klangwerk"}[organization]
}

// What the library says of the dataset, worked out by hand.
func TestDatasetIsASource(t *testing.T) {
	dataset, _, err := answers(t).Dataset()
	require.NoError(t, err)
	require.NoError(t, sourcetest.Check(t.Context(), dataset))
	hub, err := partnerhub.Load(t.Context(), dataset)
	require.NoError(t, err)
	view := hub.At(asOf)
	statuses := map[string]string{}
	for c := range view.Customers() {
		var names []string
		for _, status := range c.Statuses {
			names = append(names, status.String())
		}
		statuses[c.ID] = strings.Join(names, " ")
	}
	require.Equal(t, map[string]string{
		alpenglas: "subscription",
		hochkaar:  "trial",
		klangwerk: "license_overage subscription", // 12 of 8 calling licenses assigned
		tannhoehe: "order_setup_ready",
	}, statuses)
	renewing := view.Renewing(partnerhub.Meetings)
	require.Len(t, renewing.Rows, 1)
	require.Equal(t, int64(120), renewing.Rows[0].Total)
	require.Equal(t, partnerhub.Known(85), renewing.Rows[0].Assigned)
	require.Equal(t, 29, renewing.Rows[0].DaysUntilEnd) // 31 January to 1 March
	require.Equal(t, 1, view.Renewing(partnerhub.Calling).Unknown)
}

func TestOrderOfAnswersIsNoMatter(t *testing.T) {
	want, wantReport, err := answers(t).Dataset()
	require.NoError(t, err)
	dice := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		a := answers(t)
		shuffle(dice, a.Organizations)
		shuffle(dice, a.TaggedOrganizations)
		shuffle(dice, a.Subscriptions)
		for _, organization := range []string{alpenglas, hochkaar, klangwerk} {
			shuffle(dice, a.Licenses[organization])
			shuffle(dice, a.Admins[organization])
		}
		dataset, report, err := a.Dataset()
		require.NoError(t, err)
		require.Equal(t, want, dataset)
		require.Equal(t, wantReport, report)
	}
}

func shuffle[T any](dice *rand.Rand, list []T) {
	dice.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

// Answers are read, not changed: a host may use them for several datasets.
func TestAnswersStayAsTheyAre(t *testing.T) {
	a := answers(t)
	for range 2 {
		_, _, err := a.Dataset()
		require.NoError(t, err)
	}
	require.Equal(t, answers(t), a)
}

// An organization may go by its UUID.
func TestFormsOfOrganizationIDs(t *testing.T) {
	want, _, err := answers(t).Dataset()
	require.NoError(t, err)
	a := answers(t)
	a.Licenses["5D1F0A01-7C41-4E0B-9D36-2B8E40C7A101"] = a.Licenses[alpenglas]
	delete(a.Licenses, alpenglas)
	a.TaggedOrganizations[0].ID = "5d1f0a01-7c41-4e0b-9d36-2b8e40c7a101"
	dataset, _, err := a.Dataset()
	require.NoError(t, err)
	require.Equal(t, want, dataset)
}
