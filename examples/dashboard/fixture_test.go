package main

import (
	"time"

	"github.com/partnerhub/partnerhub"
)

var fixtureDay = time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC)

// hostile is a partner whose data tries to leave its place, on every page.
func hostile() *partnerhub.Dataset {
	const script = `"'><script>alert(1)</script><img src=x onerror=alert(2)>`
	year := func(n int) time.Time { return fixtureDay.AddDate(n, 0, 0) }
	return &partnerhub.Dataset{
		AsOf:    fixtureDay,
		Partner: partnerhub.Partner{ID: "p", Name: "Partner " + script},
		Customers: []partnerhub.Customer{
			{ID: "c" + script, Name: script, Tags: []string{script}, Country: script, LaunchURL: "javascript:alert(3)"},
			{ID: "formula", Name: "=HYPERLINK(\"http://example.com\")"},
			{ID: "../..", Name: "\u202eright to left"},
		},
		Subscriptions: []partnerhub.Subscription{
			{
				ID: "s" + script, CustomerID: "c" + script, Start: year(-1), End: fixtureDay.AddDate(0, 0, 20), Renewal: partnerhub.RenewalNone,
				Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 10}},
				Orders:   []partnerhub.Order{{Number: script, Lines: []partnerhub.OrderLine{{Product: partnerhub.Meetings, Delta: 10}}}},
				Invoices: []partnerhub.Invoice{{Number: script}},
			},
			{ID: "s-f", CustomerID: "formula", Start: year(-1), Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 10}}},
		},
		Trials: []partnerhub.Trial{
			{ID: "t" + script, CustomerID: "c" + script, Start: year(-1), End: year(1), Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 5}}},
		},
		Usage: []partnerhub.UsageSample{
			{EntitlementID: "s" + script, Product: partnerhub.Meetings, Date: fixtureDay.AddDate(0, 0, -1), Assigned: partnerhub.Known(12), Used: partnerhub.Known(3)},
		},
		Admins: []partnerhub.Admin{{ID: "a" + script, Name: script, Email: script, Role: partnerhub.RoleAdmin, CustomerIDs: []string{"c" + script}}},
	}
}
