package main

import (
	"context"

	"github.com/partnerhub/partnerhub"
)

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

// directory is a population prepared for filters.
type directory struct {
	*population
	// records are the customers in the order of the view.
	records []record
}

func (p *population) directory(ctx context.Context) (*directory, error) {
	if err := p.load(ctx); err != nil {
		return nil, err
	}
	d := &directory{population: p, records: make([]record, 0, p.customers)}
	for customer := range p.view.Customers() {
		number, err := numberOf(customer.ID)
		if err != nil {
			return nil, err
		}
		d.records = append(d.records, newRecord(newAccount(number), p.weeks, customer.Statuses))
	}
	return d, nil
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

// usedShare returns how many of the licenses of active entitlements are used, in
// percent, over the lines of which it is known.
func (a account) usedShare(weeks int) (percent float64, defined bool) {
	latest := map[line]int64{}
	for h := range a.histories(weeks) {
		if m := current(h.measures, dayOf(asOf)); m != nil && m.used != unknown {
			latest[h.line] = int64(m.used)
		}
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
