// Scopes: what each administrator sees, and that there is nothing beyond.
//
// A view that is narrowed to an administrator can't return another customer, through any of its answers. A program
// narrows once, when somebody has signed in, and from then on asks without a care.
package main

import (
	"errors"
	"fmt"
	"log"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/examples/internal/portfolio"
)

func main() {
	fmt.Println("## Who sees how much?")
	// Some roles see everybody, whatever customers they were assigned; others only their own.
	data, hub := portfolio.Load() // as in the quickstart
	view := hub.At(data.AsOf)
	for _, admin := range data.Admins {
		own, err := view.As(admin.ID)
		if err != nil {
			log.Fatal(err)
		}
		overview := own.Overview()
		fmt.Printf("%-13s  %-12s  %2d customers, %2d expiring, %2d with low assignment\n",
			admin.Name, admin.Role, own.Len(), overview.NearingExpiration, overview.LowAssignment)
	}

	fmt.Println("\n## What does one of them have to do?")
	// All answers work on the narrowed view, and filters narrow it further.
	ole, err := view.As("a-2")
	if err != nil {
		log.Fatal(err)
	}
	for finding := range ole.Findings() {
		what, why := finding.Condition.Label(partnerhub.English), finding.Reason.Text(partnerhub.English)
		fmt.Printf("%s: %s: %s\n", finding.Customer, what, why)
	}

	fmt.Println("\n## What about the customers of others?")
	// They are unknown, in the same words as one that does not exist. Not even that is told.
	_, err = ole.Customer("c-41")
	fmt.Println(err)
	_, err = ole.Customer("c-999")
	fmt.Println(err)

	fmt.Println("\n## With whom are the own customers compared?")
	// With those of the whole organization. An administrator's few would be a poor measure, and another one for each.
	for _, row := range ole.LowAssignment(partnerhub.Meetings).Rows {
		fmt.Printf("%s: %s assigned, one of %d with %s licenses\n",
			row.Customer, row.AssignedShare, row.Peers.Count, row.Peers.Band)
	}

	fmt.Println("\n## Who is that?")
	// For somebody unknown there is an error, and a view of nothing, should a program overlook the error.
	nobody, err := view.As("a-99")
	fmt.Println(err)
	fmt.Println(errors.Is(err, partnerhub.ErrUnknownAdmin), nobody.Len(), "customers")

	fmt.Println("\n## Somebody gets a customer")
	// An assignment is a change like others. Views that were there before stay what they are.
	changed, err := hub.Apply(partnerhub.AssignAdmin{AdminID: "a-2", CustomerID: "c-41"})
	if err != nil {
		log.Fatal(err)
	}
	more, err := changed.At(data.AsOf).As("a-2")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(ole.Len(), "customers before,", more.Len(), "after")
}
