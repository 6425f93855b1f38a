package partnerhub_test

import (
	"context"
	"fmt"
	"time"

	"github.com/partnerhub/partnerhub"
)

// What changed within a month, by the clock alone?
func ExampleCompare() {
	hub := loadNordwind()
	comparison := partnerhub.Compare(hub.At(theDay.AddDate(0, -1, 0)), hub.At(theDay))
	soon := comparison.Of(partnerhub.StatusExpiringSoon.Condition())
	fmt.Println("before", soon.Before, "after", soon.After)
	for _, c := range soon.Entered {
		fmt.Println("+", c.Customer, "|", c.Text(partnerhub.English), "| by the clock:", c.ByClock)
	}
	// Output:
	// before 0 after 2
	// + Etesian BV | Sub-5 crossed the limit of 30 days | by the clock: true
	// + Mistral SA | trial trial-1 was added | by the clock: false
}

// What would change if Bora renewed for a year?
func ExampleCompare_whatIf() {
	hub := loadNordwind()
	renewed := partnerhub.Subscription{
		ID: "Sub-2", CustomerID: "c-2", Start: date(2025, 4, 15), End: date(2027, 4, 15), ProvisionedAt: date(2025, 4, 15),
		Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 200}},
	}
	then, err := hub.Apply(partnerhub.UpsertSubscription{Subscription: renewed})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, change := range partnerhub.Compare(hub.At(theDay), then.At(theDay)).Changes {
		for _, c := range change.Left {
			fmt.Println(change.Condition.Label(partnerhub.German), "-", c.Customer, "|", c.Text(partnerhub.German))
		}
	}
	// Output: Vor dem Ablauf - Bora SE | Sub-2 wurde bis 15.04.2027 verlängert
}

// Until when is the dashboard what it is?
func ExampleView_NextChange() {
	view := loadNordwind().At(theDay)
	next, exists, err := view.NextChange(context.Background())
	if err != nil || !exists {
		fmt.Println(exists, err)
		return
	}
	fmt.Println("nothing changes before", next.At.Format(time.DateOnly))
	for _, change := range next.Changes.Changes {
		for _, c := range change.Left {
			fmt.Println("-", change.Condition, c.Customer, "|", c.Text(partnerhub.English))
		}
	}
	// Output:
	// nothing changes before 2026-02-09
	// - trial Mistral SA | trial trial-1 ended on 2026-02-09
	// - expiring_soon Mistral SA | trial trial-1 ended on 2026-02-09
	// - nearingExpiration Mistral SA | trial trial-1 ended on 2026-02-09
	// - overLimitUnassessed Mistral SA | trial trial-1 ended on 2026-02-09
}
