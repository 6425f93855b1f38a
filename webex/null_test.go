package webex_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/webex"
)

// A member that is null is as if it weren't there.
func TestNullIsAbsent(t *testing.T) {
	subscriptions := decoded(t, webex.DecodeSubscriptions, []byte(`{"subscriptions":[{"header":{
		"subscriptionReferenceID":"s","status":null,"startDate":null,"endDate":null,"autoRenTerm":null,"orderSubmissionDate":null,
		"orderActivationDate":null,"lastUpdateDate":null,"webOrderId":null,"endCustomer":null}}]}`))
	require.Equal(t, []webex.Subscription{{ID: "s"}}, subscriptions)
	require.Equal(t, subscriptions, decoded(t, webex.DecodeSubscriptions, []byte(`{"subscriptions":[{"header":{
		"subscriptionReferenceID":"s","endCustomer":{"country":null}}}]}`)))
	require.Equal(t, []webex.License{{ID: "l"}}, decoded(t, webex.DecodeLicenses,
		[]byte(`{"items":[{"id":"l","name":null,"totalUnits":null,"consumedUnits":null,"subscriptionId":null}]}`)))
	require.Equal(t, []webex.PartnerAdmin{{ID: "a"}}, decoded(t, webex.DecodePartnerAdmins,
		[]byte(`{"items":[{"id":"a","displayName":null,"emails":null,"roleInCustomerOrg":null}]}`)))
	require.Equal(t, []webex.TaggedOrganization{{ID: "o"}}, decoded(t, webex.DecodeTaggedOrganizations,
		[]byte(`[{"orgId":"o","orgName":null,"tags":null}]`)))
}

// What must be there must not be null, and null is no element of a list.
func TestNullWhereSomethingMustBe(t *testing.T) {
	licenses, subscriptions := faultsOf(t, webex.DecodeLicenses), faultsOf(t, webex.DecodeSubscriptions)
	admins, tagged := faultsOf(t, webex.DecodePartnerAdmins), faultsOf(t, webex.DecodeTaggedOrganizations)
	for _, test := range []struct {
		decode       func(string) string
		answer, want string
	}{
		{licenses, `null`, "licenses: null instead of an object"},
		{licenses, `{"items":null}`, "licenses.items: is missing"},
		{licenses, `[null]`, "licenses[0]: null in a list"},
		{licenses, `{"items":[null,{"id":"a"},null]}`, "licenses.items[0]: null in a list\nlicenses.items[2]: null in a list"},
		{licenses, `{"items":[{"id":null,"name":null}]}`, "licenses.items[0].id: is missing"},
		{subscriptions, `{"subscriptions":null}`, "subscriptions.subscriptions: is missing"},
		{subscriptions, `{"subscriptions":[{"header":null}]}`, "subscriptions.subscriptions[0].header.subscriptionReferenceID: is missing"},
		{admins, `{"items":[{"id":"a","emails":[null,"x"]}]}`, "partnerAdmins.items[0].emails[0]: null in a list"},
		{tagged, `[{"orgId":"o","tags":["gold",null]}]`, "taggedOrganizations[0].tags[1]: null in a list"},
	} {
		require.Equal(t, test.want, test.decode(test.answer), test.answer)
	}
}
