// Filters: who is meant, in words that a person types or a program builds.
//
// A filter means exactly what it says, or it is an error that points at the place. docs/filter.md describes the
// language.
package main

import (
	"errors"
	"fmt"
	"log"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/examples/internal/portfolio"
)

func main() {
	fmt.Println("## What somebody typed")
	// Conditions stand side by side, a minus negates, and a field such as `usage` can be asked of one product.
	// A filter prints in the one canonical way to write it: see what becomes of the last one.
	data, hub := portfolio.Load() // as in the quickstart
	view := hub.At(data.AsOf)
	for _, typed := range []string{
		"status:suspended",
		"tag:dach status:expiring_soon usage.meetings < 50%",
		"country != (DE OR AT OR CH) licenses >= 1000",
		`name:'hotels' AND NOT   managed_by = "External"`,
	} {
		filter, err := partnerhub.ParseFilter(typed)
		if err != nil {
			log.Fatal(err)
		}
		matched, err := view.Where(filter)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%2d  %s\n", matched.Len(), filter)
	}

	fmt.Println("\n## What somebody mistyped")
	// The error says what is wrong, where it is, and what to write instead. As JSON it suits a search box.
	for _, typed := range []string{
		"tag:gold counrty = DE",
		"licenses.calling => 100",
		"status:trial or status:suspended",
		"usage > 50% ends < 2026-02-30",
	} {
		_, err := partnerhub.ParseFilter(typed)
		if fault, is := errors.AsType[*partnerhub.FilterError](err); is {
			fmt.Printf("%v\n%s\n\n", fault, fault.Caret())
		}
	}

	fmt.Println("\n## What a program builds")
	// Conditions start at a field and are combined with `And`, `Or` and `Not`. Nothing has to be quoted or escaped,
	// and what comes out prints the same language.
	large := partnerhub.FieldLicenses.Of(partnerhub.Meetings).AtLeast(50)
	idle := partnerhub.FieldUsage.Of(partnerhub.Meetings).Below("40")
	filter := partnerhub.And(large, idle, partnerhub.Or(
		partnerhub.FieldDaysToEnd.AtMost(90),
		partnerhub.HasStatus(partnerhub.StatusSuspended),
	))
	fmt.Println(filter)
	atRisk, err := view.Where(filter)
	if err != nil {
		log.Fatal(err)
	}
	for customer := range atRisk.Customers() {
		fmt.Println("   ", customer.Name)
	}

	fmt.Println("\n## What else can be asked?")
	// The fields describe themselves, for completion in a search box. These can be asked of a single product.
	for _, field := range partnerhub.FilterFields() {
		if field.ByProduct {
			fmt.Printf("%-10s  %-7s  %s\n", field.Name, field.Type, field.Description)
		}
	}
}
