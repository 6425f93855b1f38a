package partnerhub_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/partnerhub/partnerhub"
)

// portfolioPart is one of two parts of a portfolio: eight customers with a
// hundred licenses each, of which they have assigned more and more.
func portfolioPart(part int) partnerhub.View {
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}}
	for i := part; i < 8; i += 2 {
		id := fmt.Sprintf("c-%d", i)
		data.Customers = append(data.Customers, partnerhub.Customer{ID: id, Name: id})
		data.Subscriptions = append(data.Subscriptions, partnerhub.Subscription{
			ID: "Sub-" + id, CustomerID: id, Start: date(2025, 3, 1),
			Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 100}},
		})
		data.Usage = append(data.Usage, partnerhub.UsageSample{
			EntitlementID: "Sub-" + id, Product: partnerhub.Meetings, Date: theDay, Assigned: partnerhub.Known(int64(30 + 10*i)),
		})
	}
	hub, err := partnerhub.Load(context.Background(), data)
	if err != nil {
		panic(err)
	}
	return hub.At(theDay)
}

// Two machines have a part of the customers each. What they send is bytes; here
// it stays in one place.
func ExampleSummary_Merge() {
	parts := []partnerhub.View{portfolioPart(0), portfolioPart(1)}

	// First pass: with what is everybody compared?
	var all partnerhub.Shares
	for _, part := range parts {
		if err := all.Merge(part.Shares()); err != nil {
			fmt.Println(err)
			return
		}
	}

	// Second pass: what do the parts add up to?
	var whole partnerhub.Summary
	for _, part := range parts {
		compared, err := part.ComparedWith(all)
		if err != nil {
			fmt.Println(err)
			return
		}
		summary, err := compared.Summary(context.Background(), partnerhub.Meetings, partnerhub.TrendOptions{})
		if err != nil {
			fmt.Println(err)
			return
		}
		if err := whole.Merge(summary); err != nil {
			fmt.Println(err)
			return
		}
	}
	fmt.Println("customers:", whole.Overview().TotalCustomers)
	fmt.Println("with low assignment:", whole.LowAssignment().Customers, "with", whole.LowAssignment().Assignment)
	// Output:
	// customers: 8
	// with low assignment: 1 with 30%
}

func ExampleSummary_Merge_withoutTheFirstPass() {
	var summaries [2]partnerhub.Summary
	for i := range summaries {
		summaries[i], _ = portfolioPart(i).Summary(context.Background(), partnerhub.Meetings, partnerhub.TrendOptions{})
	}
	err := summaries[0].Merge(summaries[1])
	fmt.Println(errors.Is(err, partnerhub.ErrSummary))
	fmt.Println(err)
	// Output:
	// true
	// partnerhub: parts do not fit together: their customers were compared with different peers for meetings; see View.ComparedWith
}

func ExampleShares_Peers() {
	shares := loadNordwind().At(theDay).Shares()
	peers, enough := shares.Peers(partnerhub.Meetings, 100)
	fmt.Println(enough, peers.Count, "peers in", peers.Band, "with a benchmark of", partnerhub.Ratio{Num: int64(peers.Benchmark), Den: 10_000})
	// Output: true 5 peers in 100-999 with a benchmark of 75%
}

func ExampleSummary_UnmarshalBinary() {
	summary, _ := portfolioPart(0).Summary(context.Background(), partnerhub.Meetings, partnerhub.TrendOptions{})
	sent, _ := summary.MarshalBinary()

	var received partnerhub.Summary
	fmt.Println(received.UnmarshalBinary(sent), received.Overview().TotalCustomers)
	sent[20] ^= 1
	fmt.Println(received.UnmarshalBinary(sent))
	// Output:
	// <nil> 4
	// partnerhub: unreadable encoding: summary: the data is damaged: its checksum is wrong
}
