package partnerhub_test

import (
	"fmt"
	"time"

	"github.com/partnerhub/partnerhub"
)

// Why is Etesian expiring soon, since when and until when? And how near is it to
// what does not hold?
func ExampleView_Explain() {
	explanation, err := loadNordwind().At(theDay).Explain("c-5")
	if err != nil {
		fmt.Println(err)
		return
	}
	soon := explanation.Of(partnerhub.StatusExpiringSoon.Condition())
	fmt.Println(soon.Text(partnerhub.English))
	fmt.Println(soon.Text(partnerhub.German))
	fmt.Println("from", soon.Since.Format(time.DateOnly), "until", soon.Until.Format(time.DateOnly))

	over := explanation.Of(partnerhub.OverLimit)
	fmt.Println(over.Verdict, over.Nearest.Value, "of", over.Nearest.Threshold)
	fmt.Println(over.Text(partnerhub.English))
	// Output:
	// Expiring soon: Sub-5 ends in 20 days, on 2026-02-20; threshold 30 days
	// Läuft bald ab: Sub-5 endet in 20 Tagen, am 20.02.2026; Schwelle 30 Tage
	// from 2026-01-21 until 2026-02-20
	// does_not_hold 450 of 500
	// Over limit: no; Sub-5 has 450 assigned of 500 licenses of meetings
}

// Findings are a list of work: a host keeps the ids of those that somebody put
// off, and shows the others.
func ExampleView_Findings() {
	view, _ := loadNordwind().At(theDay).As("ole")
	putOff := map[string]bool{"nearingExpiration/c-2/Sub-2/2026-04-15T00:00:00Z": true}
	for f := range view.Findings() {
		if !putOff[f.ID] {
			fmt.Println(f.Customer, "|", f.Condition.Label(partnerhub.English), "|", f.Reason.Text(partnerhub.English))
		}
	}
	// Output:
	// Bora SE | License overage | Sub-2 has 210 assigned of 200 licenses of meetings
	// Bora SE | Over limit | Sub-2 has 210 assigned of 200 licenses of meetings
	// Cirrus Ltd | No recent activity | nobody ever signed in
	// Cirrus Ltd | Low assignment | Sub-3: the customer has 20 % of its licenses of meetings assigned; threshold 75 %
}

// The same customers at another instant.
func ExampleView_At() {
	view, _ := loadNordwind().At(theDay).As("ole")
	later, _ := view.At(theDay.AddDate(0, 0, 60))
	fmt.Println(view.StatusCounts().Having(partnerhub.StatusExpiringSoon), later.StatusCounts().Having(partnerhub.StatusExpiringSoon))
	// Output: 0 1
}

func ExampleConditions() {
	for _, c := range partnerhub.Conditions()[7:] {
		fmt.Println(c, "|", c.Label(partnerhub.English), "|", c.Label(partnerhub.German))
	}
	// Output:
	// expired | Expired | Abgelaufen
	// managedCustomers | Managed customers | Verwaltete Kunden
	// totalCustomers | Total customers | Kunden insgesamt
	// nearingExpiration | Nearing expiration | Vor dem Ablauf
	// nearingRenewal | Nearing renewal | Vor der Verlängerung
	// lowAssignment | Low assignment | Geringe Zuweisung
	// lowAssignmentUnassessed | Low assignment, not known | Geringe Zuweisung, nicht bekannt
	// overLimit | Over limit | Über dem Limit
	// overLimitUnassessed | Over limit, not known | Über dem Limit, nicht bekannt
}
