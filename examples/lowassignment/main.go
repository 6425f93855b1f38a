// Low assignment and peers: who has bought licenses and does not hand them out.
//
// Is it a problem when a customer has assigned no more than half of its licenses? That depends on what others of
// its size do. A customer is low when its share is below the lower quartile of its peers; docs/metrics.md has the
// rule and a worked example.
package main

import (
	"fmt"
	"log"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/examples/internal/portfolio"
)

// percent shows hundredths of a percent, in which benchmarks are given.
func percent(basisPoints int) partnerhub.Ratio {
	return partnerhub.Ratio{Num: int64(basisPoints), Den: 10_000}
}

func main() {
	fmt.Println("## How much lies idle?")
	// The numbers of the section are those of its rows, so nobody can ask where they come from. A section is about
	// one product; the overview also counts customers who are low in calling alone.
	data, hub := portfolio.Load() // as in the quickstart
	view := hub.At(data.AsOf)
	low := view.LowAssignment(partnerhub.Meetings)
	fmt.Println(low.Customers, "customers have assigned", low.Assignment, "of their licenses")
	fmt.Println(low.Unassigned, "licenses are not assigned; of those that are,", low.UsageWhenAssigned, "are used")

	fmt.Println("\n## What do peers do?")
	// Peers are all customers of the partner in the same band of sizes.
	shares := view.Shares()
	for _, size := range view.Policy().SizeBands {
		if peers, enough := shares.Peers(partnerhub.Meetings, size); enough {
			fmt.Printf("%7s licenses: %2d customers, lower quartile %s\n",
				peers.Band, peers.Count, percent(peers.Benchmark))
		}
	}

	fmt.Println("\n## Who is low, and who is on the way up?")
	// The change within a week tells a slow start from a standstill.
	for _, row := range low.Rows {
		fmt.Printf("%6s of %4d, peers %6s, %3s this week: %s\n", row.AssignedShare, row.Total,
			percent(row.Peers.Benchmark), row.WeeklyAssignedChange, row.Customer)
	}

	fmt.Println("\n## Why is somebody not in the list?")
	// A waterfall says how many customers are left at each stage on the way to a number of the overview. How far one
	// customer comes is its stage, and what it lacks is in its explanation.
	dach, err := view.Where(partnerhub.FieldTag.Has("dach"))
	if err != nil {
		log.Fatal(err)
	}
	for row := range dach.Waterfall(partnerhub.LowAssigned).Table(partnerhub.English).Rows() {
		fmt.Printf("%2s  %s\n", row[1], row[0])
	}
	stage, err := dach.StageOf("c-41", partnerhub.LowAssigned)
	if err != nil {
		log.Fatal(err)
	}
	why, err := dach.Explain("c-07")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("c-41:", stage.Label(partnerhub.English))
	fmt.Println("c-07:", why.Of(partnerhub.LowAssigned).Text(partnerhub.English))

	fmt.Println("\n## A milder rule")
	// Whoever reaches the ceiling of the policy is never low, whatever the peers do.
	for _, ceiling := range []int{8000, 6000, 5000} {
		other, err := view.With(partnerhub.Policy{LowShareCeiling: ceiling})
		if err != nil {
			log.Fatal(err)
		}
		few := other.LowAssignment(partnerhub.Meetings)
		fmt.Println("ceiling", percent(ceiling), "| customers with low assignment:", few.Customers)
	}
}
