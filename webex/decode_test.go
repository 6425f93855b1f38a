package webex_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/webex"
	"github.com/partnerhub/partnerhub/webex/testdata"
)

// id returns an identifier as Webex gives it.
func id(content string) string {
	return base64.RawStdEncoding.EncodeToString([]byte("ciscospark://us/" + content))
}

func day(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// decoded returns what a decoder makes of an answer that is as it should be.
func decoded[T any](t testing.TB, decode func([]byte) ([]T, error), answer []byte) []T {
	values, err := decode(answer)
	require.NoError(t, err)
	return values
}

func TestDecodeOrganizations(t *testing.T) {
	require.Equal(t, []webex.Organization{
		{ID: partnerID, Name: "Nordwind Partner GmbH", Created: time.Date(2019, 4, 2, 7, 30, 0, 0, time.UTC)},
		{ID: alpenglas, Name: "Alpenglas AG", Created: time.Date(2023, 5, 4, 9, 12, 31, 482e6, time.UTC)},
		{ID: hochkaar, Name: "Bergbahnen Hochkaar AG", Created: time.Date(2026, 1, 12, 13, 5, 9, 17e6, time.UTC)},
	}, decoded(t, webex.DecodeOrganizations, testdata.Answer("organizations-1.json")))
	require.Empty(t, decoded(t, webex.DecodeOrganizations, []byte(`{"items": [], "notFoundIds": null}`)))
}

func TestDecodeLicenses(t *testing.T) {
	licenses := decoded(t, webex.DecodeLicenses, testdata.Answer("licenses-alpenglas.json"))
	require.Len(t, licenses, 12)
	require.Equal(t, "Webex Calling - Workspaces", licenses[3].Name)
	require.Equal(t, partnerhub.Known(10), licenses[3].Total)
	require.False(t, licenses[3].Consumed.IsKnown()) // null
	require.Equal(t, "Sub-100101", licenses[3].SubscriptionID)
	require.Empty(t, licenses[6].SubscriptionID) // absent

	licenses = decoded(t, webex.DecodeLicenses, testdata.Answer("licenses-klangwerk.json"))
	require.False(t, licenses[1].Consumed.IsKnown()) // absent
	require.False(t, licenses[4].Total.IsKnown())
	require.Equal(t, partnerhub.Known(8), licenses[4].Consumed)
}

func TestDecodePartnerAdmins(t *testing.T) {
	require.Equal(t, []webex.PartnerAdmin{
		{ID: ida, Name: "Ida Berg", Email: "ida@example.com", Role: "id_full_admin"},
		{ID: ole, Name: "Ole Falk", Email: "ole@example.com", Role: "id_readonly_admin"},
	}, decoded(t, webex.DecodePartnerAdmins, testdata.Answer("admins-alpenglas.json")))
	require.Equal(t, []webex.PartnerAdmin{{ID: "p"}}, decoded(t, webex.DecodePartnerAdmins, []byte(`{"items":[{"id":"p","emails":[]}]}`)))
}

func TestDecodeManagedOrganizations(t *testing.T) {
	role := "YXRsYXMtcG9ydGFsLnBhcnRuZXIuc2FsZXNhZG1pbg==" // atlas-portal.partner.salesadmin
	require.Equal(t, []webex.ManagedOrganization{{ID: alpenglas, Role: role}, {ID: tannhoehe, Role: role}},
		decoded(t, webex.DecodeManagedOrganizations, testdata.Answer("managed-ida.json")))
}

func TestDecodeTags(t *testing.T) {
	require.Equal(t, []webex.Tag{{Name: "dach", Description: "Germany, Austria, Switzerland"}, {Name: "gold", Description: "Gold customers"}},
		decoded(t, webex.DecodeTags, testdata.Answer("tags.json")))
	require.Equal(t, []webex.Tag{{Name: "dach"}}, decoded(t, webex.DecodeTags, []byte(`{"items":[{"name":"dach"}]}`)))
	require.Equal(t, []webex.TaggedOrganization{
		{ID: alpenglas, Name: "Alpenglas AG", Tags: []string{"gold", "dach"}},
		{ID: hochkaar, Name: "Bergbahnen Hochkaar AG", Tags: []string{"dach"}},
	}, decoded(t, webex.DecodeTaggedOrganizations, testdata.Answer("tagged-organizations.json")))
}

// An answer is a list, or an object that has the list under the name that is
// documented; under another it is as if there were none.
func TestObjectsAroundLists(t *testing.T) {
	for _, answer := range []string{`[{"name":"dach"}]`, `{"items":[{"name":"dach"}]}`, `{"next":1,"items":[{"name":"dach"}],"tags":[7]}`} {
		require.Equal(t, []webex.Tag{{Name: "dach"}}, decoded(t, webex.DecodeTags, []byte(answer)), answer)
	}
	require.Equal(t, []webex.Subscription{{ID: "s"}},
		decoded(t, webex.DecodeSubscriptions, []byte(`[{"header":{"subscriptionReferenceID":"s"}}]`)))
	require.Equal(t, "tags.items: is missing", faultsOf(t, webex.DecodeTags)(`{"tags":[{"name":"dach"}]}`))
	require.Equal(t, "subscriptions.subscriptions: is missing", faultsOf(t, webex.DecodeSubscriptions)(`{"items":[]}`))
}

func TestBooleansMayBeTexts(t *testing.T) {
	for text, want := range map[string]bool{"true": true, "false": false, `"true"`: true, `"False"`: false, `"TRUE"`: true, "null": false} {
		answer := []byte(`[{"subscriptionId":"s","orgId":"o","trial":` + text + `}]`)
		require.Equal(t, []webex.TaggedSubscription{{ID: "s", OrganizationID: "o", Trial: want}},
			decoded(t, webex.DecodeTaggedSubscriptions, answer), text)
	}
	require.Equal(t, []webex.TaggedSubscription{{ID: "Sub-100104", OrganizationID: tannhoehe}},
		decoded(t, webex.DecodeTaggedSubscriptions, testdata.Answer("tagged-subscriptions.json")))
}

func TestDecodeSubscriptions(t *testing.T) {
	require.Equal(t, []webex.Subscription{
		{
			ID: "Sub-100101", Status: "ACTIVE", Start: day(2025, 3, 1), End: day(2026, 3, 1), Renewal: partnerhub.RenewalAuto,
			OrderedAt: time.Date(2025, 2, 20, 8, 15, 0, 0, time.UTC), ProvisionedAt: day(2025, 3, 2), UpdatedAt: day(2025, 3, 2),
			OrderNumber: "81120001", Country: "CH",
		},
		{
			ID: "Sub-100104", Status: "ACTIVE", Start: day(2026, 2, 15), End: day(2029, 2, 15), Renewal: partnerhub.RenewalNone,
			OrderedAt: day(2026, 1, 28), OrderNumber: "81120009", Country: "AT",
		},
		{ID: "Sub-100199", Status: "CANCELLED", Start: day(2024, 1, 1), End: day(2025, 1, 1), Country: "AT"},
	}, decoded(t, webex.DecodeSubscriptions, testdata.Answer("subscriptions.json")))
}

// Whole numbers may have a fraction of nothing, wherever they stand.
func TestWholeNumbers(t *testing.T) {
	for number, want := range map[string]int64{
		"5": 5, "5.0": 5, "5.000": 5, "0": 0, "-0": 0, "0.0": 0, "-0.0": 0, "1000000000000": 1e12, "1000000000000.0": 1e12,
	} {
		licenses := decoded(t, webex.DecodeLicenses, []byte(`{"items":[{"id":"l","totalUnits":`+number+`}]}`))
		require.Equal(t, partnerhub.Known(want), licenses[0].Total, number)
		renewal := partnerhub.RenewalNone
		if want > 0 {
			renewal = partnerhub.RenewalAuto
		}
		require.Equal(t, renewal, decoded(t, webex.DecodeSubscriptions, months(number))[0].Renewal, number)
	}
	for number, problem := range map[string]string{
		"0.5": `"0.5" is not a whole number`, "5.01": `"5.01" is not a whole number`, "-1": "-1 is negative", "-1.0": "-1 is negative",
		"-0.5": `"-0.5" is not a whole number`, "5e0": `"5e0" is not a whole number`, "1.0E1": `"1.0E1" is not a whole number`,
		"1000000000001.0": `"1000000000001.0" is not within 0 to 1000000000000`, "1e999999999": `"1e999999999" is not a whole number`,
		"99999999999999999999.0": `"99999999999999999999.0" is not within 0 to 1000000000000`,
	} {
		require.Equal(t, "licenses[0].totalUnits: "+problem, faultsOf(t, webex.DecodeLicenses)(`[{"id":"l","totalUnits":`+number+`}]`))
		require.Equal(t, "subscriptions.subscriptions[0].header.autoRenTerm: "+problem, faultsOf(t, webex.DecodeSubscriptions)(string(months(number))))
	}
}

// months returns the details of a subscription that renews for so many months.
func months(number string) []byte {
	return []byte(`{"subscriptions":[{"header":{"subscriptionReferenceID":"s","autoRenTerm":` + number + `}}]}`)
}

func TestHostileAnswers(t *testing.T) {
	licenses, organizations := faultsOf(t, webex.DecodeLicenses), faultsOf(t, webex.DecodeOrganizations)
	subscriptions, tagged := faultsOf(t, webex.DecodeSubscriptions), faultsOf(t, webex.DecodeTaggedSubscriptions)
	deep := strings.Repeat(`{"a":[`, 60)
	for _, test := range []struct {
		decode       func(string) string
		answer, want string
	}{
		{licenses, ``, "licenses: the document ends before a value (line 1, column 1)"},
		{licenses, `<html>`, "licenses: unexpected '<' instead of a value (line 1, column 1)"},
		{licenses, `"items"`, "licenses: a text instead of an object"},
		{licenses, `{"message":"The server is busy","trackingId":"t"}`, "licenses.items: is missing"},
		{licenses, `{"items":{}}`, "licenses.items: an object instead of a list"},
		{licenses, `{"items":[],"items":[]}`, "licenses.items: the member is given twice"},
		{licenses, `{"items":[]} {}`, "licenses: unexpected '{' after the document (line 1, column 14)"},
		{licenses, `{"items":[{"id":"a"},7]}`, "licenses.items[1]: a number instead of an object"},
		{licenses, `{"items":[{}]}`, "licenses.items[0].id: is missing"},
		{licenses, `{"items":[{"id":"a","name":["x"]}]}`, "licenses.items[0].name: a list instead of a text"},
		{licenses, `{"items":[{"id":"a","id":"b"}]}`, "licenses.items[0].id: the member is given twice"},
		{licenses, `{"items":[{"id":"a","totalUnits":"50"}]}`, "licenses.items[0].totalUnits: a text instead of a number"},
		{licenses, `{"items":[{"id":"a","totalUnits":-1}]}`, "licenses.items[0].totalUnits: -1 is negative"},
		{licenses, `{"items":[{"id":"a","totalUnits":1.5}]}`, `licenses.items[0].totalUnits: "1.5" is not a whole number`},
		{licenses, `{"items":[{"id":"a","totalUnits":1e400}]}`, `licenses.items[0].totalUnits: "1e400" is not a whole number`},
		{licenses, `{"items":[{"id":"a","totalUnits":1000000000001}]}`, `licenses.items[0].totalUnits: "1000000000001" is not within 0 to 1000000000000`},
		{licenses, `{"items":[{"id":"a","consumedUnits":` + strings.Repeat("9", 10_000) + `}]}`,
			`licenses.items[0].consumedUnits: "` + strings.Repeat("9", 40) + `"… is not within 0 to 1000000000000`},
		{licenses, "{\"items\":[\n{\"id\":\"a\",\n\"name\":\"\xff\"}]}", "licenses.items[0].name: the text is not valid UTF-8 (line 3, column 9)"},
		{licenses, `{"items":[{"id":"a","x":` + deep, "licenses.items[0]: nested more than 100 deep (line 1, column 318)"},
		{licenses, `{"items":[` + strings.Repeat(`[`, 1<<20), "licenses.items[0]: a list instead of an object\nlicenses.items[0]: nested more than 100 deep (line 1, column 109)"},
		{licenses, `{"items":[{"id":"a"`, "licenses.items[0]: the document ends before ',' or '}' (line 1, column 20)"},
		{organizations, `{"items":[{"id":"a","displayName":""}]}`, "organizations.items[0].displayName: is missing"},
		{organizations, `{"items":[{"id":"a","displayName":"A","created":"yesterday"}]}`,
			`organizations.items[0].created: "yesterday" is neither an instant such as 2026-01-31T09:30:00Z nor a day`},
		{organizations, `{"items":[{"id":"a","displayName":"A","created":"0001-01-01"}]}`, `organizations.items[0].created: "0001-01-01" is not within the years 1 to 9999`},
		{organizations, `{"items":[{"id":"a","displayName":"A","created":"9999-12-31T23:00:00-05:00"}]}`,
			`organizations.items[0].created: "9999-12-31T23:00:00-05:00" is not within the years 1 to 9999`},
		{tagged, `[{"subscriptionId":"s","orgId":"o","trial":"yes"}]`, `taggedSubscriptions[0].trial: "yes" is neither true nor false`},
		{tagged, `[{"subscriptionId":"s","orgId":"o","trial":1}]`, `taggedSubscriptions[0].trial: a number instead of true or false`},
		{tagged, `[{"subscriptionId":"s","trial":true}]`, `taggedSubscriptions[0].orgId: is missing`},
		{subscriptions, `{"subscriptions":[{}]}`, "subscriptions.subscriptions[0].header.subscriptionReferenceID: is missing"},
		{subscriptions, `{"subscriptions":[{"header":{"subscriptionReferenceID":"s","startDate":"2026-01-31","endDate":"2026-01-31"}}]}`,
			"subscriptions.subscriptions[0].header.endDate: it is not after startDate"},
	} {
		require.Equal(t, test.want, test.decode(test.answer))
	}
}

// faultsOf returns a decoder of answers with faults, which gives them a line each.
func faultsOf[T any](t *testing.T, decode func([]byte) ([]T, error)) func(string) string {
	return func(answer string) string {
		_, err := decode([]byte(answer))
		var faulty *partnerhub.DataError
		require.ErrorAs(t, err, &faulty, answer)
		return strings.TrimSuffix(faulty.Details(), "\n")
	}
}

func TestAllFaultsUpToABound(t *testing.T) {
	_, err := webex.DecodeTags([]byte(`[{},{"name":1},{"name":"a"},{"name":""}]`))
	faulty, ok := errors.AsType[*partnerhub.DataError](err)
	require.True(t, ok)
	require.Equal(t, "tags[0].name: is missing\ntags[1].name: a number instead of a text\ntags[1].name: is missing\ntags[3].name: is missing\n", faulty.Details())

	_, err = webex.DecodeTags([]byte(`[` + strings.Repeat(`{},`, 9_999) + `{}]`))
	faulty, ok = errors.AsType[*partnerhub.DataError](err)
	require.True(t, ok)
	require.Len(t, faulty.Faults, 100)
	require.Equal(t, 10_000, faulty.Total)
}
