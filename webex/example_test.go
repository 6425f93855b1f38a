package webex_test

import (
	"context"
	"fmt"
	"time"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/webex"
)

// Answers of two requests become a dataset, and the library answers on it.
func ExampleAnswers() {
	organizations, err := webex.DecodeOrganizations([]byte(`{"items": [
		{"id": "org-1", "displayName": "Alpenglas AG", "created": "2026-01-12T08:00:00.000Z"}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	licenses, err := webex.DecodeLicenses([]byte(`{"items": [
		{"id": "license-1", "name": "Webex Calling - Professional", "totalUnits": 40, "consumedUnits": 43, "subscriptionId": "Sub-1"},
		{"id": "license-2", "name": "Basic Messaging", "totalUnits": 44, "consumedUnits": 44}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	answers := webex.Answers{
		AsOf: time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC), Partner: partnerhub.Partner{ID: "org-0"},
		Organizations: organizations, Licenses: map[string][]webex.License{"org-1": licenses},
	}
	dataset, report, err := answers.Dataset()
	if err != nil {
		fmt.Println(err)
		return
	}
	hub, err := partnerhub.Load(context.Background(), dataset)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range hub.At(answers.AsOf).Overage(partnerhub.Calling).Rows {
		fmt.Println(row.Customer, "is", row.Overage, "over", row.Total)
	}
	for _, record := range report.LeftOut {
		fmt.Printf("%s: %v\n", record.Name, record.Reason)
	}
	// Output:
	// Alpenglas AG is 3 over 40
	// Basic Messaging: not_counted
}

// An answer that is not what it should be is an error that names the place.
func ExampleDecodeLicenses_error() {
	_, err := webex.DecodeLicenses([]byte(`{"items": [{"id": "license-1", "totalUnits": -5}]}`))
	fmt.Println(err)
	// Output: partnerhub: licenses.items[0].totalUnits: -5 is negative
}

// The vendor means its dates in New York: the term ends with the beginning of 26 June there.
func ExampleDecoder() {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		fmt.Println(err)
		return
	}
	subscriptions, err := webex.Decoder{Location: newYork}.DecodeSubscriptions([]byte(`{"subscriptions": [{"header": {
		"subscriptionReferenceID": "Sub-1", "startDate": "2025-06-26", "endDate": "2026-06-26"}}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(subscriptions[0].End)
	// Output: 2026-06-26 04:00:00 +0000 UTC
}

// What can't be told from the answers is assumed, and so is what they say in two ways.
func ExampleReport() {
	ended := time.Date(2026, 1, 28, 0, 0, 0, 0, time.UTC)
	answers := webex.Answers{
		AsOf: time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC), Partner: partnerhub.Partner{ID: "org-0"},
		Organizations: []webex.Organization{{ID: "org-1", Name: "Alpenglas AG"}},
		Licenses: map[string][]webex.License{"org-1": {
			{Name: "Webex Suite", Total: partnerhub.Known(10), SubscriptionID: "Sub-1"},
			{Name: "Webex Calling", Total: partnerhub.Known(10), SubscriptionID: "Sub-2"},
		}},
		Subscriptions: []webex.Subscription{
			{ID: "Sub-1", Status: "EXPIRED", Start: ended.AddDate(-1, 0, 0), End: ended.AddDate(1, 0, 0)},
			{ID: "Sub-2", Status: "ACTIVE", Start: ended.AddDate(-1, 0, 0), End: ended, Renewal: partnerhub.RenewalAuto},
		},
	}
	_, report, err := answers.Dataset()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, assumed := range report.AssumedSince {
		fmt.Println(assumed.SubscriptionID, "is", assumed.Status, "since", assumed.Since.Format(time.DateOnly), "or earlier")
	}
	for _, lapsed := range report.Lapsed {
		fmt.Println(lapsed.SubscriptionID, "is", lapsed.Status, "but ended on", lapsed.End.Format(time.DateOnly))
	}
	// Output:
	// Sub-1 is EXPIRED since 2026-01-31 or earlier
	// Sub-2 is ACTIVE but ended on 2026-01-28
}

// The family of a license follows from the code in its id, or else from its name.
func ExampleProductOf() {
	for _, name := range []string{"Webex Meetings Suite", "Webex Calling - Route List Calls", "Salesforce Desktop Connector"} {
		product, class := webex.ProductOf(webex.License{Name: name})
		fmt.Printf("%v: %q\n", class, product)
	}
	// Output:
	// counted: "meetings"
	// not_counted: ""
	// unknown: "salesforce_desktop_connector"
}
