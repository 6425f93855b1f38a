package main

import (
	"context"

	"github.com/partnerhub/partnerhub"
)

// population is the customers that the engines are asked about.
type population struct {
	hub *partnerhub.Hub
	// view is the hub at asOf.
	view partnerhub.View
	// records are the same customers, in the order of the view.
	records []record
}

func newPopulation(ctx context.Context, p portfolio) (*population, error) {
	hub, err := partnerhub.Load(ctx, p)
	if err != nil {
		return nil, err
	}
	people := &population{hub: hub, view: hub.At(asOf)}
	for customer := range people.view.Customers() {
		number, err := numberOf(customer.ID)
		if err != nil {
			return nil, err
		}
		people.records = append(people.records, newRecord(newAccount(number), p.weeks, customer.Statuses))
	}
	return people, nil
}

// record is a customer as a program prepares it that leaves the filtering to an
// expression language: what time, policy and sums are about is worked out
// beforehand, for the one instant asOf.
type record struct {
	ID, Name, ManagedBy string
	Statuses, Products  []string
	// CallingLicenses is 0 without an active entitlement to calling.
	CallingLicenses int64
	// Usage is a percentage, if UsageDefined.
	Usage        float64
	UsageDefined bool
}

func newRecord(a account, weeks int, statuses []partnerhub.Status) record {
	r := record{ID: a.customer.ID, Name: a.customer.Name, ManagedBy: a.customer.ManagedBy.String()}
	for _, status := range statuses {
		r.Statuses = append(r.Statuses, status.String())
	}
	r.Products = a.products()
	r.CallingLicenses = a.activeLicenses(partnerhub.Calling)
	r.Usage, r.UsageDefined = a.usedShare(weeks)
	return r
}

// products returns the products of the entitlements that exist, each once.
func (a account) products() []string {
	var products []string
	seen := map[partnerhub.Product]bool{}
	for t := range a.terms() {
		for _, license := range t.licenses {
			if t.exists() && !seen[license.Product] {
				seen[license.Product] = true
				products = append(products, string(license.Product))
			}
		}
	}
	return products
}

// activeLicenses returns the licenses of a product in active entitlements.
func (a account) activeLicenses(product partnerhub.Product) int64 {
	var sum int64
	for t := range a.terms() {
		for _, license := range t.licenses {
			if t.active() && license.Product == product {
				sum += license.Quantity
			}
		}
	}
	return sum
}

// line is a product of an entitlement.
type line struct {
	entitlement string
	product     partnerhub.Product
}

// usedShare returns how many of the licenses of active entitlements are used, in
// percent, over the lines that are measured.
func (a account) usedShare(weeks int) (percent float64, defined bool) {
	latest := map[line]int64{}
	for _, sample := range a.usage(weeks) {
		latest[line{sample.EntitlementID, sample.Product}], _ = sample.Used.Value()
	}
	var used, total int64
	for t := range a.terms() {
		for _, license := range t.licenses {
			n, measured := latest[line{t.id, license.Product}]
			if t.active() && measured {
				used += n
				total += license.Quantity
			}
		}
	}
	return 100 * float64(used) / float64(total), total > 0
}
