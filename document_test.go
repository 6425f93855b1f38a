package partnerhub_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

const exampleDataset = `{
  "asOf": "2026-01-31T00:00:00Z",
  "partner": {"id": "org-0", "name": "Nordwind Partner GmbH",
              "setup": {"planReviewedAt": "2024-01-08T09:00:00Z", "termsAcceptedAt": "2024-01-08T09:05:00Z", "completedAt": null}},
  "customers": [
    {"id": "c-1", "name": "Alpenglas AG", "managedBy": "partner", "country": "CH", "tags": ["dach", "gold"],
     "launchUrl": "https://example.com/launch/c-1", "lastAdminSignIn": "2026-01-02T10:00:00Z", "adminNeverSignedIn": false}],
  "subscriptions": [
    {"id": "Sub-1", "customerId": "c-1", "orderedAt": "2025-02-20T00:00:00Z", "start": "2025-03-01T00:00:00Z", "end": "2026-03-01T00:00:00Z",
     "renewal": "auto", "provisionedAt": "2025-03-02T00:00:00Z", "suspendedAt": null, "cancelledAt": null,
     "licenses": [{"product": "meetings", "quantity": 100}, {"product": "calling", "quantity": 40}],
     "termValue": {"amount": "12000.00", "currency": "EUR"},
     "orders": [{"number": "W-1001", "placedAt": "2025-02-20T00:00:00Z", "kind": "new",
                 "lines": [{"product": "meetings", "delta": 100}], "value": {"amount": "12000.00", "currency": "EUR"}}],
     "invoices": [{"number": "INV-77", "issuedAt": "2025-03-01T00:00:00Z", "dueAt": "2025-03-31T00:00:00Z", "paidAt": null,
                   "amount": {"amount": "12000.00", "currency": "EUR"}}]}],
  "trials": [
    {"id": "trial-1", "customerId": "c-1", "start": "2026-01-10T00:00:00Z", "end": "2026-02-09T00:00:00Z",
     "licenses": [{"product": "contact_center", "quantity": 25}]}],
  "usage": [
    {"entitlementId": "Sub-1", "product": "meetings", "date": "2026-01-26T00:00:00Z", "assigned": 80, "used": 60, "usedQuarter": 75}],
  "admins": [
    {"id": "a-1", "name": "Ida Berg", "email": "ida@example.com", "role": "full"},
    {"id": "a-2", "name": "Ole Falk", "role": "admin", "customerIds": ["c-1"]}]
}`

const exampleReport = `{
  "asOf": "2026-01-31T00:00:00Z", "product": "meetings",
  "overview": {"managedCustomers": 1, "totalCustomers": 1, "nearingExpiration": 0, "nearingRenewal": 1, "lowAssignment": 0, "lowAssignmentUnassessed": 1, "overLimit": 0, "overLimitUnassessed": 1},
  "customers": [
    {"id": "c-1", "name": "Alpenglas AG", "headline": "expiring_soon", "statuses": ["expiring_soon", "trial", "subscription"]}],
  "trend": [
    {"asOf": "2026-01-24T00:00:00Z", "total": 100, "assigned": null, "used": null, "unknownAssigned": 100, "unknownUsed": 100},
    {"asOf": "2026-01-31T00:00:00Z", "total": 100, "assigned": 80, "used": 60, "unknownAssigned": 0, "unknownUsed": 0}],
  "recentlyAdded": {"customers": 0, "newLicenses": 0, "totalLicenses": 0, "rows": []},
  "expiring": {"customers": 0, "assignment": null, "usage": null, "unknown": 0, "termValue": [], "rows": []},
  "renewing": {"customers": 1, "assignment": {"num": 80, "den": 100, "percent": "80"}, "usage": {"num": 60, "den": 100, "percent": "60"}, "unknown": 0,
    "termValue": [{"amount": "12000", "currency": "EUR"}],
    "rows": [{"customerId": "c-1", "customer": "Alpenglas AG", "entitlementId": "Sub-1", "label": "Sub-1", "trial": false,
              "total": 100, "assigned": 80, "used": 60, "available": 20,
              "daysUntilEnd": 29, "usedLast3Months": 75, "usedLast3MonthsLowerBound": false}]},
  "lowAssignment": {"customers": 0, "assignment": null, "usage": null, "usageWhenAssigned": null, "unassigned": 0, "unknown": 0, "unassessed": 0, "rows": []},
  "overage": {"customers": 0, "totalOverage": 0, "averageOverage": null, "unassessed": 0, "rows": []}
}`

func TestExampleDatasetGivesTheExampleReport(t *testing.T) {
	data, err := partnerhub.ParseDataset([]byte(exampleDataset))
	require.NoError(t, err)
	report, err := load(t, data).At(data.AsOf).Report(t.Context(), "meetings", partnerhub.TrendOptions{Points: 2})
	require.NoError(t, err)
	require.Equal(t, flatten(t, []byte(exampleReport)), flattenReport(t, report))
}

const emptyReport = `{"asOf":"2026-01-31T00:00:00Z","product":"meetings",` +
	`"overview":{"managedCustomers":0,"totalCustomers":0,"nearingExpiration":0,"nearingRenewal":0,"lowAssignment":0,"lowAssignmentUnassessed":0,"overLimit":0,"overLimitUnassessed":0},` +
	`"customers":[],` +
	`"trend":[{"asOf":"2026-01-31T00:00:00Z","total":0,"assigned":0,"used":0,"unknownAssigned":0,"unknownUsed":0}],` +
	`"recentlyAdded":{"customers":0,"newLicenses":0,"totalLicenses":0,"rows":[]},` +
	`"expiring":{"customers":0,"assignment":null,"usage":null,"unknown":0,"termValue":[],"rows":[]},` +
	`"renewing":{"customers":0,"assignment":null,"usage":null,"unknown":0,"termValue":[],"rows":[]},` +
	`"lowAssignment":{"customers":0,"assignment":null,"usage":null,"usageWhenAssigned":null,"unassigned":0,"unknown":0,"unassessed":0,"rows":[]},` +
	`"overage":{"customers":0,"totalOverage":0,"averageOverage":null,"unassessed":0,"rows":[]}}`

func TestReportOfNothingHasNoNullLists(t *testing.T) {
	for _, hub := range []*partnerhub.Hub{new(partnerhub.Hub), load(t, &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}})} {
		report, err := hub.At(when("2026-01-31")).Report(t.Context(), "meetings", partnerhub.TrendOptions{Points: 1})
		require.NoError(t, err)
		text, err := json.Marshal(report)
		require.NoError(t, err)
		require.Equal(t, emptyReport, string(text))
	}
}

// The sections' own instants and product are not in the document, nor are dates of
// decisions and rows without a value. Offsets with seconds have no text in RFC 3339.
func TestReportSurvivesJSON(t *testing.T) {
	forQuestions(t, 100, func(_ *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		q.policy.Location = time.FixedZone("", 20_700)
		report := reportOf(t, hub, q)
		text, err := json.Marshal(report)
		require.NoError(t, err, q)
		var read partnerhub.Report
		require.NoError(t, json.Unmarshal(text, &read), q)
		again, err := json.Marshal(read)
		require.NoError(t, err, q)
		require.Equal(t, string(text), string(again), q)
		for _, asOf := range asOfs(&report)[1:7] {
			*asOf = time.Time{}
		}
		report.RecentlyAdded.Product, report.Expiring.Product, report.Renewing.Product = "", "", ""
		report.LowAssignment.Product, report.Overage.Product = "", ""
		report.Expiring.WithoutTermValue, report.Renewing.WithoutTermValue = 0, 0
		for i := range report.Renewing.Rows {
			report.Renewing.Rows[i].LastDayToDecide, report.Renewing.Rows[i].DecisionPassed = time.Time{}, false
		}
		require.Empty(t, testkit.Diff(read, report), q)
	})
}

func TestDatasetSurvivesJSON(t *testing.T) {
	forSeeds(150, func(seed uint64) {
		data, questions := randomQuestions(seed, 1)
		text, err := json.Marshal(data)
		require.NoError(t, err, seed)
		var read partnerhub.Dataset
		require.NoError(t, json.Unmarshal(text, &read), seed)
		require.Empty(t, testkit.Diff(read, *data), seed)
		again, err := json.Marshal(read)
		require.NoError(t, err, seed)
		utc, err := json.Marshal(testkit.Shifted(data, 0))
		require.NoError(t, err, seed)
		require.Equal(t, string(utc), string(again), seed)
		require.Empty(t, testkit.Diff(reportOf(t, load(t, &read), questions[0]), reportOf(t, load(t, data), questions[0])), seed)
	})
}

// documentObjects are the objects of a dataset document: where each is, what
// stands in its place, and its members: name, kind and a value.
var documentObjects = []struct {
	place, template string
	members         [][3]string
}{
	{"", `{%s}`, [][3]string{
		{"asOf", "a text", `"2026-01-31T00:00:00Z"`}, {"partner", "an object", `{"id":"x"}`}, {"customers", "a list", `[{}]`},
		{"subscriptions", "a list", `[{}]`}, {"trials", "a list", `[{}]`}, {"usage", "a list", `[{}]`}, {"admins", "a list", `[{}]`},
	}},
	{"partner.", `{"partner":{%s}}`, [][3]string{
		{"id", "a text", `"x"`}, {"name", "a text", `"x"`}, {"setup", "an object", `{"completedAt":"2026-01-31T00:00:00Z"}`},
	}},
	{"partner.setup.", `{"partner":{"setup":{%s}}}`, [][3]string{
		{"planReviewedAt", "a text", `"2026-01-31T00:00:00Z"`}, {"termsAcceptedAt", "a text", `"2026-01-31T01:00:00+01:00"`},
		{"completedAt", "a text", `"2026-01-31T00:00:00.123456789-00:30"`},
	}},
	{"customers[1].", `{"customers":[{},{%s}]}`, [][3]string{
		{"id", "a text", `"x"`}, {"name", "a text", `"\u00e9\ud83d\ude00\/\"\\\b\f\n\r\t"`}, {"managedBy", "a text", `"external"`}, {"tags", "a list", `["x",""]`},
		{"country", "a text", `"x"`}, {"launchUrl", "a text", `"x"`}, {"lastAdminSignIn", "a text", `"2026-01-31T00:00:00Z"`},
		{"adminNeverSignedIn", "true or false", `true`},
	}},
	{"subscriptions[0].", `{"subscriptions":[{%s}]}`, [][3]string{
		{"id", "a text", `"x"`}, {"customerId", "a text", `"x"`}, {"orderedAt", "a text", `"2026-01-31T00:00:00Z"`},
		{"start", "a text", `"2026-01-31T00:00:00Z"`}, {"end", "a text", `"2026-01-31T00:00:00Z"`}, {"renewal", "a text", `"none"`},
		{"provisionedAt", "a text", `"2026-01-31T00:00:00Z"`}, {"suspendedAt", "a text", `"2026-01-31T00:00:00Z"`},
		{"cancelledAt", "a text", `"2026-01-31T00:00:00Z"`}, {"licenses", "a list", `[{"quantity":1}]`},
		{"termValue", "an object", `{"amount":"-1.50","currency":"EUR"}`}, {"orders", "a list", `[{}]`}, {"invoices", "a list", `[{}]`},
	}},
	{"subscriptions[0].licenses[0].", `{"subscriptions":[{"licenses":[{"quantity":1,%s}]}]}`, [][3]string{{"product", "a text", `"x"`}}},
	{"subscriptions[0].licenses[0].", `{"subscriptions":[{"licenses":[{%s}]}]}`, [][3]string{{"quantity", "a number", `-0`}}},
	{"subscriptions[0].termValue.", `{"subscriptions":[{"termValue":{"currency":"EUR",%s}}]}`, [][3]string{{"amount", "a text", `"-0"`}}},
	{"subscriptions[0].termValue.", `{"subscriptions":[{"termValue":{"amount":"1",%s}}]}`, [][3]string{{"currency", "a text", `"EUR"`}}},
	{"subscriptions[0].orders[0].", `{"subscriptions":[{"orders":[{%s}]}]}`, [][3]string{
		{"number", "a text", `"x"`}, {"placedAt", "a text", `"2026-01-31T00:00:00Z"`}, {"kind", "a text", `"cancellation"`},
		{"lines", "a list", `[{"delta":-1}]`}, {"value", "an object", `{"amount":"1","currency":"EUR"}`},
	}},
	{"subscriptions[0].orders[0].lines[0].", `{"subscriptions":[{"orders":[{"lines":[{"delta":1,%s}]}]}]}`, [][3]string{{"product", "a text", `"x"`}}},
	{"subscriptions[0].orders[0].lines[0].", `{"subscriptions":[{"orders":[{"lines":[{%s}]}]}]}`, [][3]string{{"delta", "a number", `-9223372036854775808`}}},
	{"subscriptions[0].invoices[0].", `{"subscriptions":[{"invoices":[{%s}]}]}`, [][3]string{
		{"number", "a text", `"x"`}, {"issuedAt", "a text", `"2026-01-31T00:00:00Z"`}, {"dueAt", "a text", `"2026-01-31T00:00:00Z"`},
		{"paidAt", "a text", `"2026-01-31T00:00:00Z"`}, {"amount", "an object", `{"amount":"1","currency":"EUR"}`},
	}},
	{"trials[0].", `{"trials":[{%s}]}`, [][3]string{
		{"id", "a text", `"x"`}, {"customerId", "a text", `"x"`}, {"start", "a text", `"2026-01-31T00:00:00Z"`},
		{"end", "a text", `"2026-01-31T00:00:00Z"`}, {"licenses", "a list", `[{"quantity":1}]`},
	}},
	{"usage[0].", `{"usage":[{%s}]}`, [][3]string{
		{"entitlementId", "a text", `"x"`}, {"product", "a text", `"x"`}, {"date", "a text", `"2026-01-31T00:00:00Z"`},
		{"assigned", "a number", `0`}, {"used", "a number", `9223372036854775807`}, {"usedQuarter", "a number", `1000000000000`},
	}},
	{"admins[0].", `{"admins":[{%s}]}`, [][3]string{
		{"id", "a text", `"x"`}, {"name", "a text", `"x"`}, {"email", "a text", `"x"`}, {"role", "a text", `"help_desk"`}, {"customerIds", "a list", `["x"]`},
	}},
}

// documentMember is a member of an object of the dataset document.
type documentMember struct{ place, template, name, kind, value string }

// document is a document in which the members stand.
func (m documentMember) document(members string) string {
	if members == "" {
		return strings.NewReplacer(",%s", "", "%s", "").Replace(m.template)
	}
	return fmt.Sprintf(m.template, members)
}

// is is the member with a value.
func (m documentMember) is(value string) string { return fmt.Sprintf("%q:%s", m.name, value) }

// required: its absence could not be told from a value.
func (m documentMember) required() bool {
	return slices.Contains([]string{"quantity", "delta", "currency"}, m.name) || m.name == "amount" && m.kind == "a text"
}

func forMembers(check func(m documentMember)) {
	for _, object := range documentObjects {
		for _, member := range object.members {
			check(documentMember{object.place, object.template, member[0], member[1], member[2]})
		}
	}
}

// plainDataset is what encoding/json alone makes of a document.
type plainDataset partnerhub.Dataset

func TestEveryMemberIsRead(t *testing.T) {
	forMembers(func(m documentMember) {
		document := []byte(m.document(m.is(m.value)))
		read, err := partnerhub.ParseDataset(document)
		require.NoError(t, err, string(document))
		var want plainDataset
		require.NoError(t, json.Unmarshal(document, &want))
		require.Empty(t, testkit.Diff(*read, partnerhub.Dataset(want)), string(document))
	})
}

func TestNullIsAbsent(t *testing.T) {
	forMembers(func(m documentMember) {
		if m.required() {
			requireDocumentFault(t, m.document(m.is("null")), m.place+m.name, "is missing")
			requireDocumentFault(t, m.document(""), m.place+m.name, "is missing")
			return
		}
		absent, err := partnerhub.ParseDataset([]byte(m.document("")))
		require.NoError(t, err)
		null, err := partnerhub.ParseDataset([]byte(m.document(m.is("null"))))
		require.NoError(t, err)
		require.Equal(t, absent, null)
	})
	for _, document := range []string{"null", "{}", " {\r\n\t} "} {
		read, err := partnerhub.ParseDataset([]byte(document))
		require.NoError(t, err)
		require.Equal(t, &partnerhub.Dataset{}, read)
	}
}

func TestMembersStandOnce(t *testing.T) {
	forMembers(func(m documentMember) {
		for _, values := range [][2]string{{m.value, m.value}, {m.value, "null"}, {"null", m.value}} {
			document := m.document(m.is(values[0]) + "," + m.is(values[1]))
			_, err := partnerhub.ParseDataset([]byte(document))
			require.Contains(t, requireDataError(t, err).Faults, &partnerhub.Fault{Place: m.place + m.name, Problem: "the member is given twice"}, document)
		}
	})
}

func TestMembersAreOfTheirKind(t *testing.T) {
	kinds := map[string]string{"a text": `"?"`, "a number": "1", "a list": "[[]]", "an object": "{}", "true or false": "false"}
	forMembers(func(m documentMember) {
		for kind, value := range kinds {
			if kind != m.kind {
				requireDocumentFault(t, m.document(m.is(value)), m.place+m.name, kind+" instead of "+m.kind)
			}
		}
	})
}

func TestUnknownMembers(t *testing.T) {
	forMembers(func(m documentMember) {
		for _, name := range []string{strings.ToUpper(m.name), strings.ToUpper(m.name[:1]) + m.name[1:], m.name + "_", "nope"} {
			document := m.document(fmt.Sprintf("%s,%q:%s", m.is(m.value), name, m.value))
			requireDocumentFault(t, document, m.place+name, "unknown member")
		}
	})
	for name, place := range map[string]string{``: `""`, `a b`: `"a b"`, `a.b`: `"a.b"`, `a\n[0]`: `"a\n[0]"`, `é`: `"é"`} {
		requireDocumentFault(t, fmt.Sprintf(`{"partner":{"%s":1}}`, name), "partner."+place, "unknown member")
	}
}

// requireDocumentFault requires that the document has one fault.
func requireDocumentFault(t *testing.T, document, place, problem string) {
	read, err := partnerhub.ParseDataset([]byte(document))
	require.Nil(t, read, document)
	faulty := requireDataError(t, err)
	require.Equal(t, []string{place}, placesOf(faulty.Faults), document)
	require.Contains(t, faulty.Faults[0].Problem, problem, document)
}

func TestAllFaultsOfADocument(t *testing.T) {
	_, err := partnerhub.ParseDataset([]byte(`{
		"asOf": "yesterday", "colour": {"deep": [1, 2]},
		"customers": [{"id": 1}, 2, {"tags": ["x", null, 3], "managedBy": "me"}],
		"subscriptions": [{"licenses": [{"product": "meetings"}], "termValue": {"amount": "1e3"}}], "customers": [],
		"usage": [{"assigned": 1.5, "used": ?}], "admins": 7}`))
	require.Equal(t, []string{
		"asOf", "colour", "customers[0].id", "customers[1]", "customers[2].tags[1]", "customers[2].tags[2]", "customers[2].managedBy",
		"subscriptions[0].licenses[0].quantity", "subscriptions[0].termValue.amount", "subscriptions[0].termValue.currency",
		"customers", "usage[0].assigned", "usage[0].used",
	}, placesOf(requireDataError(t, err).Faults))
	require.ErrorContains(t, err, `partnerhub: asOf: "yesterday" is not an instant such as 2026-01-31T09:30:00Z (the first of 13 faults)`)
}

func TestFaultsOfADocumentAreBounded(t *testing.T) {
	_, err := partnerhub.ParseDataset([]byte(`{"customers":[` + strings.Repeat("0,", 1_000_000) + `0]}`))
	faulty := requireDataError(t, err)
	require.Equal(t, 1_000_001, faulty.Total)
	require.Equal(t, "customers[99]", faulty.Faults[99].Place)
	require.Len(t, faulty.Faults, 100)
}

func TestUnmarshalLeavesTheDatasetOnAnError(t *testing.T) {
	for _, document := range []string{`{"partner":{"id":"other"},"x":1}`, `{"partner":{"id":"other"}}x`, `{"partner":{"id":7}}`, `{"partner":`, ``} {
		data, untouched := smallDataset(), smallDataset()
		require.Error(t, json.Unmarshal([]byte(document), data), document)
		require.Error(t, data.UnmarshalJSON([]byte(document)), document)
		require.Equal(t, untouched, data, document)
	}
	data := smallDataset()
	require.NoError(t, json.Unmarshal([]byte(`{"partner":{"id":"other"}}`), data))
	require.Equal(t, &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "other"}}, data)
}

func TestTruncatedDocuments(t *testing.T) {
	for end := range len(exampleDataset) {
		_, err := partnerhub.ParseDataset([]byte(exampleDataset[:end]))
		require.Len(t, requireDataError(t, err).Faults, 1, end)
		require.ErrorContains(t, err, "line ", end)
	}
}

func TestValuesOfADocumentThatAreRefused(t *testing.T) {
	for _, c := range []struct{ document, place, problem string }{
		{`[]`, "document", "a list instead of an object"},
		{`"x"`, "document", "a text instead of an object"},
		{`-1`, "document", "a number instead of an object"},
		{`false`, "document", "true or false instead of an object"},
		{`{"customers":[{},7]}`, "customers[1]", "a number instead of an object"},
		{`{"customers":[{"tags":["x",7]}]}`, "customers[0].tags[1]", "a number instead of a text"},
		{`{"admins":[{"customerIds":[[]]}]}`, "admins[0].customerIds[0]", "a list instead of a text"},
		{`{"usage":[{"assigned":1.0}]}`, "usage[0].assigned", `"1.0" is not a whole number`},
		{`{"usage":[{"used":1e3}]}`, "usage[0].used", `"1e3" is not a whole number`},
		{`{"usage":[{"usedQuarter":9223372036854775808}]}`, "usage[0].usedQuarter", `"9223372036854775808" is beyond the range of whole numbers`},
		{`{"usage":[{"used":-9223372036854775809}]}`, "usage[0].used", `"-9223372036854775809" is beyond the range`},
		{`{"subscriptions":[{"licenses":[{"quantity":1E-400}]}]}`, "subscriptions[0].licenses[0].quantity", `"1E-400" is not a whole number`},
		{`{"trials":[{"licenses":[{"quantity":0.5}]}]}`, "trials[0].licenses[0].quantity", `"0.5" is not a whole number`},
		{`{"customers":[{"managedBy":""}]}`, "customers[0].managedBy", `"" is not a managed-by; valid: partner, external`},
		{`{"subscriptions":[{"renewal":"AUTO"}]}`, "subscriptions[0].renewal", `"AUTO" is not a renewal; valid: unknown, auto, none`},
		{`{"subscriptions":[{"orders":[{"kind":""}]}]}`, "subscriptions[0].orders[0].kind", `order kind; valid: new, change, renewal, cancellation`},
		{`{"admins":[{"role":"owner"}]}`, "admins[0].role", `"owner" is not a role; valid: full, read_only, admin, provisioning, help_desk`},
	} {
		requireDocumentFault(t, c.document, c.place, c.problem)
	}
}

func TestAmountsOfADocument(t *testing.T) {
	const place = "subscriptions[0].termValue.amount"
	for _, amount := range []string{"", "-", "+1", ".5", "1.", "1e3", " 1", "1,5", "0x1", "Infinity", "\u0661", strings.Repeat("9", 39), "0." + strings.Repeat("0", 19)} {
		document := fmt.Sprintf(`{"subscriptions":[{"termValue":{"amount":"%s","currency":"EUR"}}]}`, amount)
		requireDocumentFault(t, document, place, "amount ")
	}
	requireDocumentFault(t, `{"subscriptions":[{"termValue":{"amount":1,"currency":"EUR"}}]}`, place, "a number instead of a text")
}

// What stands in the document is not in range: neither of the two steps may let
// it pass.
func TestValuesOutOfRangeDoNotPass(t *testing.T) {
	const partner = `{"partner":{"id":"org-0"},"customers":[{"id":"c","name":"C"}],`
	for document, place := range map[string]string{
		partner + `"asOf":"9999-12-31T23:30:00-01:00"}`:                                                      "asOf",
		partner + `"asOf":"0000-06-01T00:00:00Z"}`:                                                           "asOf",
		partner + `"trials":[{"id":"t","customerId":"c","start":"0000-06-01T00:00:00Z"}]}`:                   "trials[0].start",
		partner + `"trials":[{"id":"t","customerId":"c","start":"2026-01-31T00:00:00Z","licenses":[null]}]}`: "trials[0].licenses[0]",
		subscribed(`"termValue":{"amount":"1","currency":"eur"}`):                                            "subscriptions[0].termValue.currency",
		subscribed(`"termValue":{"amount":"0","currency":""}`):                                               "subscriptions[0].termValue.currency",
		subscribed(`"invoices":[{"amount":{"amount":"0.00","currency":""}}]`):                                "subscriptions[0].invoices[0].amount.currency",
		subscribed(`"licenses":[{"product":"meetings","quantity":1000000000001}]`):                           "subscriptions[0].licenses[0].quantity",
		subscribed(`"licenses":[{"product":"Meetings","quantity":1}]`):                                       "subscriptions[0].licenses[0].product",
		subscribed(`"orders":[{"lines":[{"product":"meetings","delta":-1000000000001}]}]`):                   "subscriptions[0].orders[0].lines[0].delta",
		partner + `"admins":[{"id":"a"}]}`:                                                                   "admins[0].role",
	} {
		t.Run(document, func(t *testing.T) {
			require.Contains(t, strings.Join(placesOf(faultsOfDocument(t, document)), "\n"), place)
		})
	}
}

// subscribed is a document of a subscription with some more members.
func subscribed(members string) string {
	return `{"partner":{"id":"org-0"},"customers":[{"id":"c","name":"C"}],
		"subscriptions":[{"id":"s","customerId":"c","start":"2026-01-31T00:00:00Z",` + members + `}]}`
}

// faultsOfDocument are the faults of reading the document or else of loading it.
func faultsOfDocument(t *testing.T, document string) []*partnerhub.Fault {
	data, err := partnerhub.ParseDataset([]byte(document))
	if err == nil {
		_, err = partnerhub.Load(t.Context(), data)
	}
	return requireDataError(t, err).Faults
}

func TestInstantsOfADocument(t *testing.T) {
	for text, want := range map[string]string{
		"2026-01-31T09:30:00Z":           "2026-01-31T09:30:00Z",
		"2026-01-31T09:30:00.000000001Z": "2026-01-31T09:30:00.000000001Z",
		"2026-01-31T09:30:00+05:45":      "2026-01-31T03:45:00Z",
		"2026-01-31T00:00:00-23:59":      "2026-01-31T23:59:00Z",
		"2024-02-29T23:59:59.5-00:00":    "2024-02-29T23:59:59.5Z",
		"9999-12-31T23:59:59Z":           "9999-12-31T23:59:59Z",
		"0001-01-01T00:00:00.1Z":         "0001-01-01T00:00:00.1Z",
	} {
		read, err := partnerhub.ParseDataset(fmt.Appendf(nil, `{"asOf":%q}`, text))
		require.NoError(t, err, text)
		require.Equal(t, want, read.AsOf.Format(time.RFC3339Nano))
	}
	for _, text := range []string{
		"", "2026-01-31", "2026-01-31T09:30:00.1234567890Z", "2026-01-31T09:30:00", "2026-01-31T09:30Z", "2026-01-31 09:30:00Z", "2026-01-31t09:30:00Z", "2026-01-31T09:30:00z",
		"2026-01-31T24:00:00Z", "2026-01-31T9:30:00Z", "2026-01-31T09:60:00Z", "2026-01-31T09:30:60Z", "2026-01-31T09:30:00,5Z", "2026-01-31T09:30:00.Z",
		"2026-01-31T09:30:00+24:00", "2026-01-31T09:30:00+0100", "2026-01-31T09:30:00+01", "2026-01-31T09:30:00+01:60",
		"2026-02-30T00:00:00Z", "2025-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-1-31T00:00:00Z",
		"10000-01-01T00:00:00Z", "-001-01-01T00:00:00Z", " 2026-01-31T09:30:00Z", "2026-01-31T09:30:00Z ",
	} {
		t.Run(text, func(t *testing.T) {
			requireDocumentFault(t, fmt.Sprintf(`{"asOf":%q}`, text), "asOf", fmt.Sprintf("%q is not an instant such as 2026-01-31T09:30:00Z", text))
		})
	}
}

func TestSyntaxOfADocument(t *testing.T) {
	for _, c := range []struct{ document, place, problem string }{
		{``, "document", "the document ends before a value (line 1, column 1)"},
		{"\ufeff{}", "document", "(line 1, column 1)"},
		{"\x00", "document", "(line 1, column 1)"},
		{`{} x`, "document", "unexpected 'x' after the document (line 1, column 4)"},
		{"{}\n{}", "document", "unexpected '{' after the document (line 2, column 1)"},
		{"{}\x00", "document", "after the document (line 1, column 3)"},
		{`null null`, "document", "after the document"},
		{`{"customers":[],}`, "document", "(line 1, column 17)"},
		{`{"customers":[{},]}`, "customers[1]", "(line 1, column 18)"},
		{`{"customers" []}`, "document", "(line 1, column 14)"},
		{`{customers:[]}`, "document", "(line 1, column 2)"},
		{`{'customers':[]}`, "document", "(line 1, column 2)"},
		{`{"customers":[{"id":"a" "name":"b"}]}`, "customers[0]", "(line 1, column 25)"},
		{`{"subscriptions":[{"licenses":[{"product":"meetings" "quantity":1}]}]}`, "subscriptions[0].licenses[0]", "(line 1, column 54)"},
		{`{"subscriptions":[{"termValue":{"amount":"1" ]}]}`, "subscriptions[0].termValue", "(line 1, column 46)"},
		{`{"partner":{"id":"\ud800"}}`, "partner.id", "(line 1, column 19)"},
		{`{"partner":{"id":"\udc00\ud800"}}`, "partner.id", "(line 1, column 19)"},
		{`{"partner":{"id":"\ud800\u0041"}}`, "partner.id", "(line 1, column 19)"},
		{`{"partner":{"id":"\u12g4"}}`, "partner.id", "(line 1, column 19)"},
		{`{"partner":{"id":"\x41"}}`, "partner.id", "(line 1, column 19)"},
		{"{\"partner\":{\"id\":\"a\xff\"}}", "partner.id", "not valid UTF-8 (line 1, column 20)"},
		{"{\"partner\":{\"id\":\"\\n\xc0\x80\"}}", "partner.id", "not valid UTF-8"},
		{"{\"partner\":{\"id\":\"\xed\xa0\x80\"}}", "partner.id", "not valid UTF-8"},
		{"{\"partner\":{\"\xff\":1}}", "partner", "not valid UTF-8"},
		{"{\"partner\":{\"id\":\"a\nb\"}}", "partner.id", "(line 1, column 20)"},
		{`{"usage":[{"used":01}]}`, "usage[0]", "(line 1, column 20)"},
		{`{"usage":[{"used":+1}]}`, "usage[0].used", "(line 1, column 19)"},
		{`{"usage":[{"used":.5}]}`, "usage[0].used", "(line 1, column 19)"},
		{`{"usage":[{"used":1.}]}`, "usage[0].used", "(line 1, column 21)"},
		{`{"usage":[{"used":1e}]}`, "usage[0].used", "(line 1, column 21)"},
		{`{"usage":[{"used":-}]}`, "usage[0].used", "(line 1, column 20)"},
		{`{"usage":[{"used":NaN}]}`, "usage[0].used", "(line 1, column 19)"},
		{`{"usage":[{"used":nul}]}`, "usage[0].used", "(line 1, column 22)"},
		{`{"customers":[{"adminNeverSignedIn":tru}]}`, "customers[0].adminNeverSignedIn", "(line 1, column 40)"},
		{`{/**/}`, "document", "(line 1, column 2)"},
	} {
		t.Run(c.document, func(t *testing.T) { requireDocumentFault(t, c.document, c.place, c.problem) })
	}
}

func TestHugeDocuments(t *testing.T) {
	const million = 1_000_000
	text := strings.Repeat("x", million)
	read, err := partnerhub.ParseDataset([]byte(`{"partner":{"name":"` + text + `"}}`))
	require.NoError(t, err)
	require.Equal(t, text, read.Partner.Name)
	for document, place := range map[string]string{
		strings.Repeat("[", million): "document",
		`{"x":` + strings.Repeat("[", million) + strings.Repeat("]", million) + `}`: "x",
		`{"x":` + strings.Repeat(`{"x":`, million):                                  "x",
		`{"` + text + `":1}`:      `"` + strings.Repeat("x", 40) + `"…`,
		`{"asOf":"` + text + `"}`: "asOf",
		`{"usage":[{"used":` + strings.Repeat("9", million) + `}]}`:                                  "usage[0].used",
		`{"admins":[{"role":"` + text + `"}]}`:                                                       "admins[0].role",
		subscribed(`"termValue":{"amount":"` + strings.Repeat("9", million) + `","currency":"EUR"}`): "subscriptions[0].termValue.amount",
		subscribed(`"termValue":{"amount":"1","currency":"` + text + `"}`):                           "subscriptions[0].termValue.currency",
	} {
		faults := faultsOfDocument(t, document)
		require.Equal(t, place, faults[0].Place)
		require.Less(t, len(faults[0].Error()), 300)
	}
}
