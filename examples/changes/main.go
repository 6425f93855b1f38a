// What changed since last week: who entered and left each number, and whether a fact or the clock did it.
//
// "Why are there more than last week?" A comparison answers that for every status and every number of the
// overview, customer by customer.
package main

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/examples/internal/portfolio"
)

// ## How to tell it
//
// A comparison has a change for each condition, that is, each status and each number of the overview. Customers
// entered or left it, each for its causes. What happened by the clock comes by itself, as days go by; the rest is
// what somebody did.

func tell(comparison partnerhub.Comparison) {
	for _, change := range comparison.Changes {
		if len(change.Entered)+len(change.Left) > 0 {
			label := change.Condition.Label(partnerhub.English)
			fmt.Printf("%s: %d before, %d after\n", label, change.Before, change.After)
			tellOf("+", change.Entered)
			tellOf("-", change.Left)
		}
	}
}

func tellOf(sign string, customers []partnerhub.CustomerChange) {
	for _, c := range customers {
		cause := c.Text(partnerhub.English)
		if c.ByClock {
			cause += " (by the clock)"
		}
		fmt.Printf("  %s %s: %s\n", sign, c.Customer, cause)
	}
}

func main() {
	fmt.Println("## What changed within a week?")
	// Both views are of the same hub: last week is a question like any other. Views of two hubs, such as of what
	// was loaded yesterday and today, are compared in the same way.
	data, hub := portfolio.Load() // as in the quickstart
	today := hub.At(data.AsOf)
	lastWeek := hub.At(data.AsOf.AddDate(0, 0, -7))
	tell(partnerhub.Compare(lastWeek, today))

	fmt.Println("\n## What is new on the list of work?")
	// A finding is a reason to look after somebody. It keeps its id for as long as it is the same one, so that a
	// program which remembers ids can tell what is new.
	soon, suspended := partnerhub.StatusExpiringSoon.Condition(), partnerhub.StatusSuspended.Condition()
	seen := map[string]bool{}
	for finding := range lastWeek.Findings(soon, suspended) {
		seen[finding.ID] = true
	}
	for finding := range today.Findings(soon, suspended) {
		if !seen[finding.ID] {
			fmt.Printf("%s: %s\n", finding.Customer, finding.Reason.Text(partnerhub.English))
		}
	}

	fmt.Println("\n## Until when will it stay like this?")
	// Here the clock makes a difference again. Until then, and as long as no fact changes, answers can be kept.
	next, exists, err := today.NextChange(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	if exists {
		fmt.Println("until", next.At.Format(time.DateTime), "UTC")
		tell(next.Changes)
	}
}
