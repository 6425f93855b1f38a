// Trend and history: how licenses and numbers developed, and where they are heading.
//
// Nothing has to be recorded for it. A hub answers for every instant by what was known then, so the past
// is a question like any other.
package main

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/examples/internal/portfolio"
)

func main() {
	fmt.Println("## Licenses over half a year")
	// Each point is a sum over the subscriptions and trials that were active. What was not measured is not zero: the
	// licenses concerned are left out of the share, and counted.
	data, hub := portfolio.Load() // as in the quickstart
	view := hub.At(data.AsOf)
	weeks := partnerhub.TrendOptions{Points: 7, StepDays: 28}
	points, err := view.Trend(context.Background(), partnerhub.Meetings, weeks)
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range points {
		assigned, _ := p.Assigned.Value()
		share := partnerhub.Ratio{Num: assigned, Den: p.Total - p.UnknownAssigned}
		fmt.Printf("%s  %5d licenses  %6s assigned  %4d unknown\n",
			p.AsOf.Format(time.DateOnly), p.Total, share, p.UnknownAssigned)
	}

	fmt.Println("\n## The numbers of the dashboard, month by month")
	// A history gives the overview, the status counts and the numbers of all sections at each of its points.
	months := partnerhub.HistoryOptions{Points: 6, Step: partnerhub.Monthly}
	history, err := view.History(context.Background(), partnerhub.Meetings, months)
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range history {
		o := p.Overview
		fmt.Printf("%s  %2d customers  %2d expiring  %2d renewing  %d over the limit\n",
			p.AsOf.Format(time.DateOnly), o.TotalCustomers, o.NearingExpiration, o.NearingRenewal, o.OverLimit)
	}

	fmt.Println("\n## Who will need more licenses within two months?")
	// The outlook fits a straight line to the weekly samples of a subscription. When does it reach what was
	// bought? The line need not meet the latest sample, so the day is not simply what is left by what a day adds.
	for _, o := range view.SeatOutlook(partnerhub.Meetings) {
		if o.FullOn.After(data.AsOf) && o.FullOn.Before(data.AsOf.AddDate(0, 2, 0)) {
			fmt.Printf("full on %s, %4s more a day, %3s of %4d assigned: %s\n",
				o.FullOn.Format(time.DateOnly), o.PerDay, o.Assigned, o.Total, o.Customer)
		}
	}
}
