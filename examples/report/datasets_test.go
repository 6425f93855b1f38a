package main

import (
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
)

var asOf = time.Date(2026, time.January, 31, 9, 0, 0, 0, time.UTC)

// hostile is a dataset whose texts try to do something to a terminal.
func hostile() partnerhub.Dataset {
	d := partnerhub.Dataset{AsOf: asOf, Partner: partnerhub.Partner{ID: "org-0", Name: "\x1b]0;title\a" + strings.Repeat("Partner ", 20)}}
	for i, name := range []string{
		"\x1b[2J\x1b[31mclears the screen",
		"two\nlines\r",
		"right \u202e to left",
		"Z" + strings.Repeat("\u0301", 200) + "algo",
		strings.Repeat("非常に長い名前", 10),
		"\t\u00a0 \u200b",
		"\u009b31m",
	} {
		id := string(rune('a' + i))
		customer := partnerhub.Customer{ID: id, Name: name}
		sub := partnerhub.Subscription{
			ID: id + "\x1b[1m-" + strings.Repeat("0123456789", i), CustomerID: id, SuspendedAt: asOf.AddDate(0, 0, -i),
			Start: asOf.AddDate(0, -2, 0), End: asOf.AddDate(0, 1, i), Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 10}},
		}
		sample := partnerhub.UsageSample{EntitlementID: sub.ID, Product: partnerhub.Meetings, Date: asOf, Assigned: partnerhub.Known(int64(8 + i))}
		d.Customers = append(d.Customers, customer)
		d.Subscriptions = append(d.Subscriptions, sub)
		d.Usage = append(d.Usage, sample)
	}
	return d
}

// huge is a dataset of the largest numbers: all columns at their widest.
func huge() partnerhub.Dataset {
	const most = 1_000_000_000_000
	d := partnerhub.Dataset{AsOf: asOf, Partner: partnerhub.Partner{ID: "org-0"}}
	value, err := partnerhub.ParseMoney(strings.Repeat("9", 38), "EUR")
	if err != nil {
		panic(err)
	}
	for i := range 20 {
		id := string(rune('a' + i))
		sub := partnerhub.Subscription{
			ID: "subscription-of-" + id, CustomerID: id, Start: asOf.AddDate(0, -2, 0), End: asOf.AddDate(0, 1, 0),
			TermValue: value, Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: most - int64(i)}},
		}
		assigned := most / 10 * int64(i%10+1)
		if i == 0 {
			sub.Licenses[0].Quantity, assigned = 1, most
		}
		d.Customers = append(d.Customers, partnerhub.Customer{ID: id, Name: "Customer " + id + " with a name that is long"})
		d.Subscriptions = append(d.Subscriptions, sub)
		d.Usage = append(d.Usage,
			partnerhub.UsageSample{EntitlementID: sub.ID, Product: partnerhub.Meetings, Date: asOf.AddDate(0, 0, -7), Assigned: partnerhub.Known(0), Used: partnerhub.Known(0)},
			partnerhub.UsageSample{EntitlementID: sub.ID, Product: partnerhub.Meetings, Date: asOf, Assigned: partnerhub.Known(assigned), Used: partnerhub.Known(assigned)})
	}
	return d
}
