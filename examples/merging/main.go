// Merging partners: the numbers of parts add up to those of the whole, exactly.
//
// An organization is spread over offices, or over machines, each with customers of its own. Nobody sends
// facts anywhere: what travels is sums, small however many customers there are, and what they add up to is what
// one hub of everything would say.
package main

import (
	"bytes"
	"context"
	"fmt"
	"log"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/examples/internal/portfolio"
)

// ## Two offices
//
// For this story, the portfolio of the other examples is taken apart: Vienna has the customers in
// German-speaking countries, London all others. Each customer is in one part, with all that is its own.

func office(data *partnerhub.Dataset, hub *partnerhub.Hub, has func(country string) bool) (*partnerhub.Hub, error) {
	var others []partnerhub.Change
	for _, customer := range data.Customers {
		if !has(customer.Country) {
			others = append(others, partnerhub.RemoveCustomer{ID: customer.ID})
		}
	}
	return hub.Apply(others...)
}

func german(country string) bool { return country == "DE" || country == "AT" || country == "CH" }

func foreign(country string) bool { return !german(country) }

func main() {
	fmt.Println("## What does each office see?")
	// Most numbers just add up. Low assignment does not, because each office compares its customers with its
	// own ones only.
	data, hub := portfolio.Load() // as in the quickstart
	vienna, err := office(data, hub, german)
	if err != nil {
		log.Fatal(err)
	}
	london, err := office(data, hub, foreign)
	if err != nil {
		log.Fatal(err)
	}
	everything := hub.At(data.AsOf)
	parts := []partnerhub.View{vienna.At(data.AsOf), london.At(data.AsOf)}
	for _, view := range append(parts, everything) {
		overview := view.Overview()
		fmt.Printf("%2d customers, %2d expiring, %2d with low assignment\n",
			overview.ManagedCustomers, overview.NearingExpiration, overview.LowAssignment)
	}

	fmt.Println("\n## First pass: with whom is everybody compared?")
	// Each office sends the shares of its customers: how many have which part of their licenses assigned, and no
	// name. Merged, they are those of the whole organization.
	var shares partnerhub.Shares
	for _, view := range parts {
		sent, err := view.Shares().MarshalBinary()
		if err != nil {
			log.Fatal(err)
		}
		var received partnerhub.Shares
		if err := received.UnmarshalBinary(sent); err != nil {
			log.Fatal(err)
		}
		if err := shares.Merge(received); err != nil {
			log.Fatal(err)
		}
		fmt.Println(len(sent), "bytes")
	}

	fmt.Println("\n## Second pass: what do the numbers add up to?")
	// The offices get the merged shares back, judge their customers by them, and send a summary: the
	// report without names and rows. It travels as bytes, too.
	var whole partnerhub.Summary
	for _, view := range parts {
		compared, err := view.ComparedWith(shares)
		if err != nil {
			log.Fatal(err)
		}
		summary, err := compared.Summary(context.Background(), partnerhub.Meetings, partnerhub.TrendOptions{})
		if err != nil {
			log.Fatal(err)
		}
		sent, err := summary.MarshalBinary()
		if err != nil {
			log.Fatal(err)
		}
		var received partnerhub.Summary
		if err := received.UnmarshalBinary(sent); err != nil {
			log.Fatal(err)
		}
		if err := whole.Merge(received); err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%d bytes: %d with low assignment\n", len(sent), received.Overview().LowAssignment)
	}
	fmt.Println(whole.Overview().LowAssignment, "with low assignment in the whole")

	fmt.Println("\n## Is that what one hub says?")
	// Not nearly, but exactly: every number of the report, down to the bytes in which it travels.
	expected, err := everything.Summary(context.Background(), partnerhub.Meetings, partnerhub.TrendOptions{})
	if err != nil {
		log.Fatal(err)
	}
	merged, err := whole.MarshalBinary()
	if err != nil {
		log.Fatal(err)
	}
	single, err := expected.MarshalBinary()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("the same bytes:", bytes.Equal(merged, single))

	fmt.Println("\n## What if somebody skips the first pass?")
	// Numbers that don't fit together are refused.
	alone, err := parts[0].Summary(context.Background(), partnerhub.Meetings, partnerhub.TrendOptions{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(alone.Merge(expected))
}
