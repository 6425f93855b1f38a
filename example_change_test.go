package partnerhub_test

import (
	"fmt"
	"time"

	"github.com/partnerhub/partnerhub"
)

func ExampleHub_Apply() {
	hub := loadNordwind()
	changed, err := hub.Apply(
		partnerhub.UpsertCustomer{Customer: partnerhub.Customer{ID: "c-7", Name: "Ostro KG"}},
		partnerhub.StartTrial{Trial: partnerhub.Trial{
			ID: "trial-2", CustomerID: "c-7", Start: theDay, End: theDay.AddDate(0, 0, 30),
			Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 25}},
		}},
		partnerhub.AssignAdmin{AdminID: "ole", CustomerID: "c-7"},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("then:", hub.At(theDay).Len(), "customers")
	fmt.Println("now:", changed.At(theDay).Len(), "customers")
	view, _ := changed.At(theDay).As("ole")
	for id := range view.IDs() {
		fmt.Println("ole sees", id)
	}
	// Output:
	// then: 6 customers
	// now: 7 customers
	// ole sees c-2
	// ole sees c-3
	// ole sees c-7
}

// All or nothing: one change can't be made, so none is.
func ExampleHub_Apply_fault() {
	_, err := loadNordwind().Apply(
		partnerhub.RecordUsage{Sample: partnerhub.UsageSample{
			EntitlementID: "Sub-1", Product: partnerhub.Meetings, Date: theDay, Assigned: partnerhub.Known(85),
		}},
		partnerhub.UpsertSubscription{Subscription: partnerhub.Subscription{
			ID: "Sub-6", CustomerID: "c-2", Start: theDay,
			Licenses: []partnerhub.License{{Product: partnerhub.Calling, Quantity: -40}},
		}},
	)
	fmt.Println(err)
	// Output: partnerhub: changes[1].licenses[0].quantity: -40 is negative
}

// The trial ends on 9 February. Ten more days count from there, or from today.
func ExampleExtendTrial() {
	hub := loadNordwind()
	for _, change := range []partnerhub.ExtendTrial{
		{ID: "trial-1", Days: 10},
		{ID: "trial-1", Days: 10, From: theDay},
		{ID: "trial-1", Days: 5, From: theDay},
	} {
		changed, err := hub.Apply(change)
		if err != nil {
			fmt.Println(err)
			continue
		}
		detail, _ := changed.At(theDay).Customer("c-6")
		fmt.Println(detail.Trials[0].End.Format(time.DateOnly))
	}
	// Output:
	// 2026-02-19
	// 2026-02-10
	// partnerhub: changes[0].end: 2026-02-05T00:00:00Z is not after the present end 2026-02-09T00:00:00Z
}

// A what-if: what would the overview say if two customers renewed? The hub that
// answers is thrown away.
func ExampleHub_Apply_whatIf() {
	hub := loadNordwind()
	var renewals []partnerhub.Change
	for _, s := range nordwind().Subscriptions {
		if s.ID == "Sub-2" || s.ID == "Sub-5" {
			s.End = s.End.AddDate(1, 0, 0)
			renewals = append(renewals, partnerhub.UpsertSubscription{Subscription: s})
		}
	}
	whatIf, err := hub.Apply(renewals...)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("as it is:", hub.At(theDay).Overview().NearingExpiration, "customers expire soon")
	fmt.Println("what if:", whatIf.At(theDay).Overview().NearingExpiration)
	// Output:
	// as it is: 3 customers expire soon
	// what if: 1
}
