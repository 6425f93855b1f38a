package partnerhub_test

import (
	"context"
	"fmt"
	"time"

	"github.com/partnerhub/partnerhub"
)

// What the README shows.
func Example() {
	if err := readme(context.Background(), nordwind()); err != nil {
		panic(err)
	}
	// Output:
	// 3 of 6 customers expire within 90 days
	// Mistral SA in 9 days, unknown of 10 assigned
	// Etesian BV in 20 days, 450 of 500 assigned
	// Bora SE in 74 days, 210 of 200 assigned
	// assigned overall: 94.29%
}

func readme(ctx context.Context, dataset partnerhub.Source) error {
	hub, err := partnerhub.Load(ctx, dataset) // or any Source: your database, your service
	if err != nil {
		return err // a *DataError lists every fault of the data with its place
	}
	view := hub.At(time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC))

	overview := view.Overview()
	fmt.Println(overview.NearingExpiration, "of", overview.TotalCustomers, "customers expire within 90 days")

	expiring := view.Expiring(partnerhub.Meetings)
	for _, row := range expiring.Rows {
		fmt.Println(row.Customer, "in", row.DaysUntilEnd, "days,", row.Assigned, "of", row.Total, "assigned")
	}
	fmt.Println("assigned overall:", expiring.Assignment)
	return nil
}
