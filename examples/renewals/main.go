// Renewals and expirations: what ends, what it is worth, and until when one can still decide.
//
// Whatever ends either renews by itself or expires, never both. What expires is money that leaves unless
// somebody calls; what renews is money that comes unless somebody stops it in time.
package main

import (
	"fmt"
	"log"
	"time"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/examples/internal/portfolio"
)

func main() {
	fmt.Println("## What leaves if nobody acts?")
	// Amounts are exact, and never added across currencies.
	data, hub := portfolio.Load() // as in the quickstart
	view := hub.At(data.AsOf)
	expiring := view.Expiring(partnerhub.Meetings)
	fmt.Println(expiring.Customers, "customers,", expiring.Usage, "of their licenses used")
	for _, value := range expiring.TermValue {
		fmt.Println("   ", value)
	}

	fmt.Println("\n## Which go first?")
	// A page lists some of the rows; the numbers of the section stay those of all. Who uses little may not stay.
	first, err := view.Page(0, 5)
	if err != nil {
		log.Fatal(err)
	}
	for _, row := range first.Expiring(partnerhub.Meetings).Rows {
		fmt.Printf("in %2d days, %2s of %3d licenses used: %s\n",
			row.DaysUntilEnd, row.Used, row.Total, row.Customer)
	}

	fmt.Println("\n## What renews, and can it still be stopped?")
	// The last day to decide is the day of the end minus the notice of the policy.
	for _, row := range first.Renewing(partnerhub.Meetings).Rows {
		decide := "decide by " + row.LastDayToDecide.Format(time.DateOnly)
		if row.DecisionPassed {
			decide = "too late to decide"
		}
		fmt.Printf("in %2d days, %-20s  %s\n", row.DaysUntilEnd, decide, row.Customer)
	}

	fmt.Println("\n## What if contracts asked for more notice?")
	// A view under another policy answers with other windows and thresholds. This counts the renewals on which one
	// can still decide.
	for _, days := range []int{30, 45, 60} {
		other, err := view.With(partnerhub.Policy{NoticeDays: days})
		if err != nil {
			log.Fatal(err)
		}
		open := 0
		renewing := other.Renewing(partnerhub.Meetings)
		for _, row := range renewing.Rows {
			if !row.DecisionPassed {
				open++
			}
		}
		fmt.Printf("notice of %d days: %d of %d\n", days, open, len(renewing.Rows))
	}
}
