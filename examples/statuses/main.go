// Statuses and why: what holds of a customer, since when, and how near the rest is.
//
// A status is something that holds of a customer at an instant. Several can hold at once; the first of them in the
// policy's order is the headline, the one badge that a list has room for. docs/metrics.md defines them all.
package main

import (
	"fmt"
	"log"
	"time"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/examples/internal/portfolio"
)

func main() {
	fmt.Println("## How many customers have which status?")
	// The first number counts customers that have the status, the second those whose headline it is.
	data, hub := portfolio.Load() // as in the quickstart
	view := hub.At(data.AsOf)
	counts := view.StatusCounts()
	for _, status := range view.Policy().HeadlineOrder {
		fmt.Printf("%2d  %2d  %s\n", counts.Having(status), counts.Headline(status), status.Label(partnerhub.English))
	}

	fmt.Println("\n## Whom to call first?")
	// Those that don't pay, and those that have nothing any more.
	urgent, err := view.Where(partnerhub.HasStatus(partnerhub.StatusSuspended, partnerhub.StatusExpired))
	if err != nil {
		log.Fatal(err)
	}
	for customer := range urgent.Customers() {
		fmt.Println(customer.ID, customer.Name, customer.Statuses)
	}

	fmt.Println("\n## Why is it so, and since when?")
	// An explanation gives the facts that make each status hold, with the dates and numbers that were compared.
	why, err := view.Explain("c-23")
	if err != nil {
		log.Fatal(err)
	}
	for _, c := range why.Conditions {
		if _, isStatus := c.Condition.Status(); isStatus && c.Holds() {
			fmt.Println(c.Text(partnerhub.English))
			fmt.Println("    since", c.Since.Format(time.DateOnly))
		}
	}

	fmt.Println("\n## And why not?")
	// Of what does not hold, it says what comes nearest: the numbers to watch.
	why, err = view.Explain("c-56")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(why.Customer)
	for _, c := range why.Conditions {
		if _, isStatus := c.Condition.Status(); isStatus && !c.Holds() && c.Nearest != nil {
			fmt.Println(c.Text(partnerhub.English))
		}
	}

	fmt.Println("\n## In German, too")
	// Sentences come in English and German. What they say is in `Reason`, for programs.
	fmt.Println(why.Of(partnerhub.StatusExpiringSoon.Condition()).Text(partnerhub.German))
	fmt.Println(why.Of(partnerhub.LowAssigned).Text(partnerhub.German))
}
