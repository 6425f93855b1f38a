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
