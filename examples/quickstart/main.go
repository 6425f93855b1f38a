// Quickstart: from a dataset to the first answers.
//
// A partner sells subscriptions and trials to customers, and wants to see which of them need attention. The
// library answers that from the partner's own facts, inside the program that has them. There is no server to
// run, and nothing to configure.
package main

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/testdata"
)

func main() {
	fmt.Println("## Load the facts")
	// The facts come as a JSON document (docs/formats.md) or from a source of your own. `Load` checks all of
	// them and freezes them into a hub. A view is the hub at an instant: here, when the facts were collected.
	data, err := partnerhub.ParseDataset(testdata.Portfolio())
	if err != nil {
		log.Fatal(err)
	}
	hub, err := partnerhub.Load(context.Background(), data)
	if err != nil {
		log.Fatal(err)
	}
	view := hub.At(data.AsOf)
	fmt.Printf("%s, %s: %d customers\n", view.Partner().Name, view.AsOf().Format(time.DateOnly), view.Len())

	fmt.Println("\n## How many need attention?")
	// The overview counts customers, not licenses, and looks at meetings and calling together. One customer can be
	// in several of its numbers.
	overview := view.Overview()
	fmt.Println(overview.NearingExpiration, "have something that ends soon and does not renew")
	fmt.Println(overview.NearingRenewal, "have a subscription that renews soon")
	fmt.Println(overview.LowAssignment, "assign few of their licenses, compared with others of their size")
	fmt.Println(overview.OverLimit, "have assigned more licenses than they bought")

	fmt.Println("\n## Who is over the limit?")
	// A section lists the rows behind a number, for one product at a time.
	for _, product := range []partnerhub.Product{partnerhub.Meetings, partnerhub.Calling} {
		for _, row := range view.Overage(product).Rows {
			fmt.Printf("%s of %d licenses of %s: %s\n", row.Assigned, row.Total, product, row.Customer)
		}
	}
}
