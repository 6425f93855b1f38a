package partnerhub_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

const detailDataset = `{
  "partner": {"id": "org-0", "name": "Nordwind"},
  "customers": [
    {"id": "c-1", "name": "Alpenglas AG", "managedBy": "external", "country": "CH", "tags": ["dach", "gold"],
     "launchUrl": "https://example.com/c-1", "lastAdminSignIn": "2026-01-20T10:00:00Z"},
    {"id": "c-2", "name": "Bora SE", "adminNeverSignedIn": true},
    {"id": "org-0", "name": "Nordwind"}],
  "subscriptions": [
    {"id": "S-auto", "customerId": "c-1", "orderedAt": "2025-02-20T00:00:00Z", "start": "2025-03-01T00:00:00Z", "end": "2026-03-01T00:00:00Z",
     "renewal": "auto", "provisionedAt": "2025-03-02T00:00:00Z", "suspendedAt": "2026-02-10T00:00:00Z",
     "licenses": [{"product": "meetings", "quantity": 60}, {"product": "calling", "quantity": 40}, {"product": "meetings", "quantity": 40}],
     "termValue": {"amount": "12000.00", "currency": "EUR"},
     "orders": [{"number": "W-2", "placedAt": "2025-08-01T00:00:00Z", "kind": "change", "lines": [{"product": "meetings", "delta": 40}]},
                {"number": "W-1", "placedAt": "2025-02-20T00:00:00Z", "kind": "new"}, {"number": "W-0"}],
     "invoices": [{"number": "INV-2", "issuedAt": "2026-02-01T00:00:00Z", "dueAt": "2026-02-15T00:00:00Z", "paidAt": "2026-02-20T00:00:00Z",
                   "amount": {"amount": "12000", "currency": "EUR"}},
                  {"number": "INV-1", "issuedAt": "2025-03-01T00:00:00Z", "dueAt": "2025-03-31T22:30:00Z", "paidAt": "2025-04-02T00:00:00Z"},
                  {"number": "INV-0"}]},
    {"id": "S-late", "customerId": "c-1", "orderedAt": "2026-02-03T00:00:00Z", "start": "2026-02-01T12:00:00Z", "renewal": "none",
     "licenses": [{"product": "meetings", "quantity": 30}]},
    {"id": "S-void", "customerId": "c-1", "orderedAt": "2026-01-05T00:00:00Z", "start": "2026-03-01T00:00:00Z", "end": "2027-03-01T00:00:00Z",
     "renewal": "auto", "cancelledAt": "2026-01-15T00:00:00Z"},
    {"id": "S-plan", "customerId": "c-1", "orderedAt": "2026-01-25T00:00:00Z", "start": "2026-02-15T00:00:00Z", "end": "2027-02-15T00:00:00Z",
     "renewal": "auto", "licenses": [{"product": "meetings", "quantity": 10}]},
    {"id": "S-own", "customerId": "org-0", "start": "2025-01-01T00:00:00Z", "licenses": [{"product": "meetings", "quantity": 7}]}],
  "trials": [
    {"id": "T-1", "customerId": "c-1", "start": "2026-01-10T00:00:00Z", "end": "2026-02-09T00:00:00Z",
     "licenses": [{"product": "contact_center", "quantity": 25}]}],
  "usage": [
    {"entitlementId": "S-auto", "product": "meetings", "date": "2026-01-26T00:00:00Z", "assigned": 120, "used": 60},
    {"entitlementId": "S-auto", "product": "meetings", "date": "2026-01-19T00:00:00Z", "assigned": 110, "used": 65},
    {"entitlementId": "S-auto", "product": "meetings", "date": "2025-11-01T00:00:00Z", "used": 90},
    {"entitlementId": "S-auto", "product": "meetings", "date": "2025-10-31T00:00:00Z", "used": 95},
    {"entitlementId": "T-1", "product": "contact_center", "date": "2026-01-30T00:00:00Z", "assigned": 5, "usedQuarter": 7},
    {"entitlementId": "S-plan", "product": "meetings", "date": "2026-01-28T00:00:00Z", "assigned": 3, "used": 2}],
  "admins": [
    {"id": "a-9", "name": "Ole Falk", "email": "ole@example.com", "role": "provisioning", "customerIds": ["c-1", "c-1"]},
    {"id": "a-5", "role": "full"}, {"id": "a-1", "role": "read_only", "customerIds": ["c-2", "c-1", "org-0"]}]
}`

func parsed(t *testing.T, document string) *partnerhub.Dataset {
	data, err := partnerhub.ParseDataset([]byte(document))
	require.NoError(t, err)
	return data
}

func detailAt(t *testing.T, asOf string) partnerhub.CustomerDetail {
	detail, err := load(t, parsed(t, detailDataset)).At(when(asOf)).Customer("c-1")
	require.NoError(t, err)
	return detail
}

func subscriptionAt(t *testing.T, asOf, id string) partnerhub.SubscriptionDetail {
	for _, s := range detailAt(t, asOf).Subscriptions {
		if s.ID == id {
			return s
		}
	}
	require.Fail(t, "there is no "+id)
	return partnerhub.SubscriptionDetail{}
}

func TestTermsOverTime(t *testing.T) {
	for _, c := range []struct {
		asOf   string
		terms  []string
		trials []string
	}{
		{"2025-02-19T23:59:59Z", nil, nil},
		{"2025-02-20", []string{"S-auto pending 374"}, nil},
		{"2025-02-28T23:59:59Z", []string{"S-auto pending 366"}, nil},
		{"2025-03-01", []string{"S-auto active 365"}, nil},
		{"2026-01-09T23:59:59Z", []string{"S-auto active 51", "S-void pending 6"}, nil},
		{"2026-01-10", []string{"S-auto active 50", "S-void pending 5"}, []string{"T-1 active 30"}},
		{"2026-01-15", []string{"S-auto active 45", "S-void ended unknown"}, []string{"T-1 active 25"}},
		{"2026-01-31", []string{"S-auto active 29", "S-plan pending 380", "S-void ended unknown"}, []string{"T-1 active 9"}},
		{"2026-02-01T12:00:00Z", []string{"S-auto active 28", "S-late active unknown", "S-plan pending 379", "S-void ended unknown"}, []string{"T-1 active 8"}},
		{"2026-02-28T23:59:59Z", []string{"S-auto active 1", "S-late active unknown", "S-plan active 352", "S-void ended unknown"}, []string{"T-1 ended unknown"}},
		{"2026-03-01", []string{"S-auto ended unknown", "S-late active unknown", "S-plan active 351", "S-void ended unknown"}, []string{"T-1 ended unknown"}},
	} {
		detail := detailAt(t, c.asOf)
		var terms, trials []string
		for _, s := range detail.Subscriptions {
			terms = append(terms, fmt.Sprint(s.ID, " ", s.State, " ", s.DaysUntilEnd))
		}
		for _, trial := range detail.Trials {
			require.Equal(t, "Enterprise Trial", trial.Label)
			trials = append(trials, fmt.Sprint(trial.ID, " ", trial.State, " ", trial.DaysUntilEnd))
		}
		require.Equal(t, c.terms, terms, c.asOf)
		require.Equal(t, c.trials, trials, c.asOf)
	}
}

func TestTermsAreByStartAndID(t *testing.T) {
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}, Customers: []partnerhub.Customer{{ID: "c", Name: "C"}}}
	for id, start := range map[string]string{"a": "2026-01-02", "b": "2025-05-01", "c": "2026-01-01", "d": "2025-05-01"} {
		data.Subscriptions = append(data.Subscriptions, partnerhub.Subscription{ID: "s-" + id, CustomerID: "c", Start: when(start)})
		data.Trials = append(data.Trials, partnerhub.Trial{ID: "t-" + id, CustomerID: "c", Start: when(start)})
	}
	detail, err := load(t, data).At(when("2026-01-31")).Customer("c")
	require.NoError(t, err)
	var order []string
	for i := range detail.Subscriptions {
		order = append(order, detail.Subscriptions[i].ID, detail.Trials[i].ID)
	}
	require.Equal(t, []string{"s-b", "t-b", "s-d", "t-d", "s-c", "t-c", "s-a", "t-a"}, order)
}

func TestPlansOfASubscription(t *testing.T) {
	for _, c := range []struct {
		asOf, id                             string
		renewal                              partnerhub.Renewal
		ordered, end, renewalDate, cancelled string
	}{
		{"2026-01-31", "S-auto", partnerhub.RenewalAuto, "2025-02-20", "2026-03-01", "2026-03-01", ""},
		{"2026-03-01", "S-auto", partnerhub.RenewalAuto, "2025-02-20", "2026-03-01", "", ""},
		{"2026-01-10", "S-void", partnerhub.RenewalNone, "2026-01-05", "2026-01-15", "", "2026-01-15"},
		{"2026-01-31", "S-plan", partnerhub.RenewalAuto, "2026-01-25", "2027-02-15", "2027-02-15", ""},
		{"2026-02-01T12:00:00Z", "S-late", partnerhub.RenewalNone, "", "", "", ""},
		{"2026-02-03", "S-late", partnerhub.RenewalNone, "2026-02-03", "", "", ""},
	} {
		s := subscriptionAt(t, c.asOf, c.id)
		require.Equal(t, c.renewal, s.Renewal, c)
		require.Equal(t, c.ordered, dateOf(s.OrderedAt), c)
		require.Equal(t, c.end, dateOf(s.End), c)
		require.Equal(t, c.renewalDate, dateOf(s.RenewalDate), c)
		require.Equal(t, c.cancelled, dateOf(s.CancelledAt), c)
	}
}

// dateOf is the date of an instant at midnight, or nothing.
func dateOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}

func TestOrderedAtIsTheStartUnlessGiven(t *testing.T) {
	own, exists := load(t, parsed(t, detailDataset)).At(when("2026-01-31")).OwnOrganization()
	require.True(t, exists)
	require.Equal(t, when("2025-01-01"), own.Subscriptions[0].OrderedAt)
	cancelled := termsDataset(partnerhub.Subscription{ID: "s", Start: when("2026-01-01"), CancelledAt: when("2026-06-01")})
	detail, err := load(t, cancelled).At(when("2026-01-31")).Customer("s")
	require.NoError(t, err)
	require.Equal(t, when("2026-01-01"), detail.Subscriptions[0].OrderedAt)
}

// What is dated later is not known yet.
func TestHistoryOverTime(t *testing.T) {
	for _, c := range []struct {
		asOf                   string
		provisioned, suspended string
		orders, invoices       []string
	}{
		{"2025-02-20", "", "", []string{"W-0", "W-1"}, []string{"INV-0 open"}},
		{"2025-03-01", "", "", []string{"W-0", "W-1"}, []string{"INV-0 open", "INV-1 open"}},
		{"2025-03-31T23:59:59Z", "2025-03-02", "", []string{"W-0", "W-1"}, []string{"INV-0 open", "INV-1 open"}},
		{"2025-04-01", "2025-03-02", "", []string{"W-0", "W-1"}, []string{"INV-0 open", "INV-1 overdue"}},
		{"2025-04-02", "2025-03-02", "", []string{"W-0", "W-1"}, []string{"INV-0 open", "INV-1 paid 2025-04-02"}},
		{"2025-08-01", "2025-03-02", "", []string{"W-0", "W-1", "W-2"}, []string{"INV-0 open", "INV-1 paid 2025-04-02"}},
		{"2026-02-09T23:59:59Z", "2025-03-02", "", []string{"W-0", "W-1", "W-2"}, []string{"INV-0 open", "INV-1 paid 2025-04-02", "INV-2 open"}},
		{"2026-02-15T23:59:59Z", "2025-03-02", "2026-02-10", []string{"W-0", "W-1", "W-2"}, []string{"INV-0 open", "INV-1 paid 2025-04-02", "INV-2 open"}},
		{"2026-02-16", "2025-03-02", "2026-02-10", []string{"W-0", "W-1", "W-2"}, []string{"INV-0 open", "INV-1 paid 2025-04-02", "INV-2 overdue"}},
		{"2026-02-20", "2025-03-02", "2026-02-10", []string{"W-0", "W-1", "W-2"}, []string{"INV-0 open", "INV-1 paid 2025-04-02", "INV-2 paid 2026-02-20"}},
	} {
		s := subscriptionAt(t, c.asOf, "S-auto")
		require.Equal(t, c.provisioned, dateOf(s.ProvisionedAt), c.asOf)
		require.Equal(t, c.suspended, dateOf(s.SuspendedAt), c.asOf)
		var orders []string
		for _, order := range s.Orders {
			orders = append(orders, order.Number)
		}
		require.Equal(t, c.orders, orders, c.asOf)
		require.Equal(t, c.invoices, invoiceStates(s), c.asOf)
		require.Equal(t, "12000 EUR", s.TermValue.String())
	}
}

func invoiceStates(s partnerhub.SubscriptionDetail) []string {
	var list []string
	for _, invoice := range s.Invoices {
		text := invoice.Number + " " + invoice.State.String()
		if !invoice.PaidAt.IsZero() {
			text += " " + dateOf(invoice.PaidAt)
		}
		list = append(list, text)
	}
	return list
}

// INV-1 is due at 00:30 on 1 April in Berlin, and that day ends at 22:00 UTC.
func TestInvoiceIsOverdueByThePolicysDay(t *testing.T) {
	for asOf, want := range map[string]string{"2025-04-01T21:59:59Z": "INV-1 open", "2025-04-01T22:00:00Z": "INV-1 overdue"} {
		detail, err := under(t, parsed(t, detailDataset), asOf, partnerhub.Policy{Location: berlin(t)}).Customer("c-1")
		require.NoError(t, err)
		require.Contains(t, invoiceStates(detail.Subscriptions[0]), want)
	}
}

func TestLicensesOfATerm(t *testing.T) {
	detail := detailAt(t, "2026-01-31")
	require.Equal(t, []partnerhub.LicenseUsage{
		{Product: "calling", Total: 40},
		{
			Product: "meetings", Total: 100, Assigned: partnerhub.Known(120), Used: partnerhub.Known(60),
			Available: partnerhub.Known(0), Overage: partnerhub.Known(20),
			WeeklyAssignedChange: partnerhub.Known(10), WeeklyUsedChange: partnerhub.Known(-5),
			UsedLast3Months: partnerhub.Known(90), UsedLast3MonthsLowerBound: true,
		},
	}, detail.Subscriptions[0].Licenses)
	require.Equal(t, []partnerhub.LicenseUsage{{
		Product: "contact_center", Total: 25, Assigned: partnerhub.Known(5), Available: partnerhub.Known(20), Overage: partnerhub.Known(0),
		UsedLast3Months: partnerhub.Known(7),
	}}, detail.Trials[0].Licenses)
}

func TestLicenseSummaries(t *testing.T) {
	calling := partnerhub.LicenseSummary{Product: "calling", Total: 40, UnknownAssigned: 40, UnknownUsed: 40}
	for asOf, want := range map[string][]partnerhub.LicenseSummary{
		"2025-02-20": {},
		"2026-01-31": {
			calling,
			{Product: "contact_center", Total: 25, Assigned: partnerhub.Known(5), Available: partnerhub.Known(20), Overage: partnerhub.Known(0), UnknownUsed: 25, AssignedUnknownUse: 5},
			{Product: "meetings", Total: 100, Assigned: partnerhub.Known(120), Used: partnerhub.Known(60), Available: partnerhub.Known(0), Overage: partnerhub.Known(20)},
		},
		"2026-02-16": { // what S-plan has available is not netted with the overage of S-auto
			calling,
			{Product: "meetings", Total: 140, Assigned: partnerhub.Known(123), Used: partnerhub.Known(62), Available: partnerhub.Known(7), Overage: partnerhub.Known(20), UnknownAssigned: 30, UnknownUsed: 30},
		},
		"2026-03-01": { // the sample of 28 January is too old
			{Product: "meetings", Total: 40, UnknownAssigned: 40, UnknownUsed: 40},
		},
	} {
		require.Equal(t, want, detailAt(t, asOf).Licenses, asOf)
	}
}

func TestFactsOfACustomer(t *testing.T) {
	detail := detailAt(t, "2026-01-20T10:00:00Z")
	require.Equal(t, partnerhub.Customer{
		ID: "c-1", Name: "Alpenglas AG", ManagedBy: partnerhub.ManagedByExternal, Tags: []string{"dach", "gold"}, Country: "CH",
		LaunchURL: "https://example.com/c-1", LastAdminSignIn: when("2026-01-20T10:00:00Z"),
	}, detail.Customer)
	require.True(t, detailAt(t, "2026-01-20T09:59:59Z").LastAdminSignIn.IsZero())
	require.Equal(t, []partnerhub.AssignedAdmin{
		{ID: "a-1", Role: partnerhub.RoleReadOnly}, {ID: "a-9", Name: "Ole Falk", Email: "ole@example.com", Role: partnerhub.RoleProvisioning},
	}, detail.Admins)
}

func TestStatusesOfACustomer(t *testing.T) {
	for asOf, want := range map[string][]partnerhub.Status{
		"2025-02-19": {},
		"2026-01-31": {
			partnerhub.StatusLicenseOverage, partnerhub.StatusExpiringSoon, partnerhub.StatusOrderSetupReady,
			partnerhub.StatusTrial, partnerhub.StatusSubscription,
		},
		"2026-02-16": {partnerhub.StatusSuspended, partnerhub.StatusLicenseOverage, partnerhub.StatusOrderSetupReady, partnerhub.StatusSubscription},
	} {
		detail := detailAt(t, asOf)
		require.Equal(t, want, detail.Statuses, asOf)
		require.Equal(t, append(want, partnerhub.StatusNone)[0], detail.Headline, asOf)
	}
}

func TestDetailIsInThePolicysLocation(t *testing.T) {
	detail, err := under(t, parsed(t, detailDataset), "2026-02-20", partnerhub.Policy{Location: berlin(t)}).Customer("c-1")
	require.NoError(t, err)
	s := detail.Subscriptions[0]
	for want, instant := range map[string]time.Time{
		"2026-02-20T01:00:00+01:00": detail.AsOf, "2026-01-20T11:00:00+01:00": detail.LastAdminSignIn, "2025-03-01T01:00:00+01:00": s.Start,
		"2026-03-01T01:00:00+01:00": s.End, "2025-02-20T01:00:00+01:00": s.OrderedAt, "2025-03-02T01:00:00+01:00": s.ProvisionedAt,
		"2026-02-10T01:00:00+01:00": s.SuspendedAt, "2025-08-01T02:00:00+02:00": s.Orders[2].PlacedAt,
		"2025-04-01T00:30:00+02:00": s.Invoices[1].DueAt, "2025-04-02T02:00:00+02:00": s.Invoices[1].PaidAt,
		"2026-02-01T01:00:00+01:00": s.Invoices[2].IssuedAt, "2026-02-09T01:00:00+01:00": detail.Trials[0].End,
		"2026-01-15T01:00:00+01:00": detail.Subscriptions[3].CancelledAt,
	} {
		require.Equal(t, want, instant.Format(time.RFC3339))
	}
	require.True(t, s.Invoices[0].IssuedAt.IsZero())
}

func TestDetailHasNoNullLists(t *testing.T) {
	hub := load(t, parsed(t, detailDataset))
	bare, err := hub.At(when("2026-01-31")).Customer("c-2")
	require.NoError(t, err)
	require.Equal(t, `{"asOf":"2026-01-31T00:00:00Z","id":"c-2","name":"Bora SE","managedBy":"partner","adminNeverSignedIn":true,`+
		`"headline":"no_recent_activity","statuses":["no_recent_activity"],"licenses":[],"subscriptions":[],"trials":[],`+
		`"admins":[{"id":"a-1","name":"","email":"","role":"read_only"}]}`, marshal(t, bare))
	require.Equal(t, `{"id":"S-void","state":"ended","start":"2026-03-01T00:00:00Z","end":"2026-01-15T00:00:00Z","daysUntilEnd":null,"licenses":[],`+
		`"orderedAt":"2026-01-05T00:00:00Z","renewal":"none","cancelledAt":"2026-01-15T00:00:00Z","termValue":null,"invoices":[],"orders":[]}`,
		marshal(t, subscriptionAt(t, "2026-01-31", "S-void")))
}

func TestOwnOrganization(t *testing.T) {
	view := load(t, parsed(t, detailDataset)).At(when("2026-01-31"))
	own, exists := view.OwnOrganization()
	require.True(t, exists)
	require.Equal(t, "org-0", own.ID)
	require.Equal(t, []partnerhub.LicenseSummary{{Product: "meetings", Total: 7, UnknownAssigned: 7, UnknownUsed: 7}}, own.Licenses)
	require.Equal(t, "a-1", own.Admins[0].ID)
	require.Equal(t, []string{"c-1", "c-2"}, customersOf(view))
	_, err := view.Customer("org-0")
	require.EqualError(t, err, `partnerhub: unknown customer "org-0"`)
	full, err := view.As("a-5")
	require.NoError(t, err)
	_, exists = full.OwnOrganization()
	require.True(t, exists)
	narrow, err := view.As("a-9")
	require.NoError(t, err)
	_, exists = narrow.OwnOrganization()
	require.False(t, exists)
	_, exists = load(t, smallDataset()).At(when("2026-01-31")).OwnOrganization()
	require.False(t, exists)
}

func TestSetupOfThePartner(t *testing.T) {
	reviewed, accepted, completed := when("2024-01-08T09:00:00Z"), when("2024-01-08T09:05:00Z"), when("2024-01-09")
	for _, c := range []struct {
		setup partnerhub.Setup
		asOf  string
		want  partnerhub.SetupState
		shown partnerhub.Setup
	}{
		{partnerhub.Setup{}, "2026-01-31", partnerhub.SetupPlanReview, partnerhub.Setup{}},
		{partnerhub.Setup{PlanReviewedAt: reviewed, TermsAcceptedAt: accepted, CompletedAt: completed}, "2024-01-08T08:59:59Z", partnerhub.SetupPlanReview, partnerhub.Setup{}},
		{partnerhub.Setup{PlanReviewedAt: reviewed, TermsAcceptedAt: accepted, CompletedAt: completed}, "2024-01-08T09:00:00Z", partnerhub.SetupTermsAcceptance,
			partnerhub.Setup{PlanReviewedAt: reviewed}},
		{partnerhub.Setup{PlanReviewedAt: reviewed, TermsAcceptedAt: accepted, CompletedAt: completed}, "2024-01-08T09:05:00Z", partnerhub.SetupCompletion,
			partnerhub.Setup{PlanReviewedAt: reviewed, TermsAcceptedAt: accepted}},
		{partnerhub.Setup{PlanReviewedAt: reviewed, TermsAcceptedAt: accepted, CompletedAt: completed}, "2024-01-09", partnerhub.SetupDone,
			partnerhub.Setup{PlanReviewedAt: reviewed, TermsAcceptedAt: accepted, CompletedAt: completed}},
		{partnerhub.Setup{TermsAcceptedAt: accepted, CompletedAt: completed}, "2026-01-31", partnerhub.SetupPlanReview,
			partnerhub.Setup{TermsAcceptedAt: accepted, CompletedAt: completed}},
		{partnerhub.Setup{PlanReviewedAt: reviewed, CompletedAt: completed}, "2026-01-31", partnerhub.SetupTermsAcceptance,
			partnerhub.Setup{PlanReviewedAt: reviewed, CompletedAt: completed}},
	} {
		data := teamDataset()
		data.Partner.Setup = c.setup
		narrow, err := load(t, data).At(when(c.asOf)).As("a-none")
		require.NoError(t, err)
		require.Equal(t, partnerhub.PartnerDetail{Partner: partnerhub.Partner{ID: "org-0", Setup: c.shown}, State: c.want}, narrow.Partner())
	}
}
