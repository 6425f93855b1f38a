// What if: a trial starts and twelve subscriptions renew, and nothing has happened.
//
// `Apply` makes the hub that changes lead to, and leaves the old one as it is for all who are reading it. Who only
// wants to know what would be asks the new hub, and throws it away.
package main

import (
	"fmt"
	"log"
	"time"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/examples/internal/portfolio"
)

func main() {
	fmt.Println("## As it is")
	// Whose licenses of meetings expire soon, and what are they worth?
	data, hub := portfolio.Load() // as in the quickstart
	today := hub.At(data.AsOf)
	expiring := today.Expiring(partnerhub.Meetings)
	fmt.Println(expiring.Customers, "customers expire:", expiring.TermValue)

	fmt.Println("\n## Twelve subscriptions renew")
	// A change replaces a fact as a whole, so it begins with the fact as it is known. These are the subscriptions
	// that would expire first, each renewed for another year.
	facts := map[string]partnerhub.Subscription{}
	for _, subscription := range data.Subscriptions {
		facts[subscription.ID] = subscription
	}
	var changes []partnerhub.Change
	for _, row := range expiring.Rows {
		if renewed, is := facts[row.EntitlementID]; is && len(changes) < 12 {
			renewed.End = renewed.End.AddDate(1, 0, 0)
			renewed.CancelledAt = time.Time{} // some were cancelled: that is taken back
			changes = append(changes, partnerhub.UpsertSubscription{Subscription: renewed})
		}
	}
	renewals, err := hub.Apply(changes...)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(changes), "renewals")
	left := renewals.At(data.AsOf).Expiring(partnerhub.Meetings)
	fmt.Println(left.Customers, "customers expire:", left.TermValue)

	fmt.Println("\n## A trial starts")
	// Changes build on each other. Here, a customer who has nothing yet tries meetings and calling for a month.
	trial := partnerhub.Trial{
		ID: "trial-new", CustomerID: "c-61", Start: data.AsOf, End: data.AsOf.AddDate(0, 0, 30),
		Licenses: []partnerhub.License{
			{Product: partnerhub.Meetings, Quantity: 25},
			{Product: partnerhub.Calling, Quantity: 10},
		},
	}
	whatIf, err := renewals.Apply(partnerhub.StartTrial{Trial: trial})
	if err != nil {
		log.Fatal(err)
	}
	customer, err := whatIf.At(data.AsOf).Customer("c-61")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(customer.Name, customer.Statuses)

	fmt.Println("\n## What would be different?")
	// What is, compared with what would be.
	for _, change := range partnerhub.Compare(today, whatIf.At(data.AsOf)).Changes {
		if change.Before != change.After {
			label := change.Condition.Label(partnerhub.English)
			fmt.Printf("%2d instead of %2d  %s\n", change.After, change.Before, label)
		}
	}

	fmt.Println("\n## All or nothing")
	// The same trial can't start twice. When one change can't be made, none is.
	_, err = whatIf.Apply(partnerhub.RemoveCustomer{ID: "c-01"}, partnerhub.StartTrial{Trial: trial})
	fmt.Println(err)
	fmt.Println(whatIf.At(data.AsOf).Len(), "customers, as before")
	fmt.Println(hub.At(data.AsOf).Expiring(partnerhub.Meetings).Customers, "customers expire, as it is")
}
