package partnerhub_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

const (
	threeClauses = "status:expiring_soon product:calling licenses.calling >= 100"
	threeFacets  = "status:expiring_soon product:calling -managed_by:external"
)

// manyCustomers has so many customers with a subscription each, of calling or of
// meetings, that ends in 1 to 97 days. Half of the customers are managed as
// external administrators.
func manyCustomers(n int) *partnerhub.Dataset {
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0", Name: "Nordwind"}}
	products := []partnerhub.Product{partnerhub.Calling, partnerhub.Meetings, partnerhub.Webinars}
	for i := range n {
		id := fmt.Sprintf("c-%07d", i)
		data.Customers = append(data.Customers, partnerhub.Customer{ID: id, Name: id, ManagedBy: partnerhub.ManagedBy(i / 2 % 2)})
		data.Subscriptions = append(data.Subscriptions, partnerhub.Subscription{
			ID: "s-" + id, CustomerID: id, Start: filterNoon.AddDate(-1, 0, 0), End: filterNoon.AddDate(0, 0, 1+i%97),
			ProvisionedAt: filterNoon.AddDate(-1, 0, 0), Licenses: lines(products[i%len(products)], int64(i%200)),
		})
	}
	return data
}

// manyViews are the views of many customers that benchmarks have asked for.
var manyViews = map[int]partnerhub.View{}

func manyView(tb testing.TB, customers int) partnerhub.View {
	view, made := manyViews[customers]
	if !made {
		hub, err := partnerhub.Load(tb.Context(), manyCustomers(customers))
		require.NoError(tb, err)
		view = hub.At(filterNoon)
		manyViews[customers] = view
	}
	return view
}

func BenchmarkParseFilter(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := partnerhub.ParseFilter(threeClauses); err != nil {
			b.Fatal(err)
		}
	}
}

// forManyCustomers runs a benchmark for few and for many customers.
func forManyCustomers(b *testing.B, benchmark func(b *testing.B, customers int)) {
	for _, customers := range []int{10_000, 1_000_000} {
		b.Run(fmt.Sprintf("customers=%d", customers), func(b *testing.B) { benchmark(b, customers) })
	}
}

// BenchmarkWhere asks a view that has been asked before how many customers match.
func BenchmarkWhere(b *testing.B) {
	for _, text := range []string{threeFacets, threeClauses, "name:99", "days_to_end <= 30", "ends < 2026-04-01", "usage < 50"} {
		b.Run("filter="+text, func(b *testing.B) {
			forManyCustomers(b, func(b *testing.B, customers int) {
				view, filter := manyView(b, customers), partnerhub.MustParseFilter(text)
				b.ReportAllocs()
				for b.Loop() {
					countMatches(b, view, filter)
				}
			})
		})
	}
}

func countMatches(tb testing.TB, view partnerhub.View, filter partnerhub.Filter) int {
	narrowed, err := view.Where(filter)
	if err != nil {
		tb.Fatal(err)
	}
	return narrowed.Len()
}

// BenchmarkMatches walks the customers who match, by their ids alone and with
// their statuses.
func BenchmarkMatches(b *testing.B) {
	filter := partnerhub.MustParseFilter(threeFacets)
	b.Run("of=ids", func(b *testing.B) {
		forManyCustomers(b, func(b *testing.B, customers int) {
			view := manyView(b, customers)
			for b.Loop() {
				narrowed, _ := view.Where(filter)
				for id := range narrowed.IDs() {
					_ = id
				}
			}
		})
	})
	b.Run("of=customers", func(b *testing.B) {
		forManyCustomers(b, func(b *testing.B, customers int) {
			view := manyView(b, customers)
			for b.Loop() {
				narrowed, _ := view.Where(filter)
				for customer := range narrowed.Customers() {
					_ = customer
				}
			}
		})
	})
}

// plainCustomer is what a plain loop needs to know for the filter threeFacets.
type plainCustomer struct {
	id       string
	managed  partnerhub.ManagedBy
	statuses []partnerhub.Status
	products []partnerhub.Product
}

func (c *plainCustomer) matches() bool {
	return slices.Contains(c.statuses, partnerhub.StatusExpiringSoon) && slices.Contains(c.products, partnerhub.Calling) &&
		c.managed != partnerhub.ManagedByExternal
}

func plainCustomers(b *testing.B, customers int) []plainCustomer {
	data := manyCustomers(customers)
	list := make([]plainCustomer, 0, customers)
	for customer := range manyView(b, customers).Customers() {
		i := len(list)
		list = append(list, plainCustomer{
			customer.ID, data.Customers[i].ManagedBy, customer.Statuses, []partnerhub.Product{data.Subscriptions[i].Licenses[0].Product},
		})
	}
	return list
}

// BenchmarkWherePlain counts the same matches in a loop over structs in which
// the statuses are already worked out.
func BenchmarkWherePlain(b *testing.B) {
	forManyCustomers(b, func(b *testing.B, customers int) {
		list := plainCustomers(b, customers)
		want := countMatches(b, manyView(b, customers), partnerhub.MustParseFilter(threeFacets))
		for b.Loop() {
			count := 0
			for i := range list {
				if list[i].matches() {
					count++
				}
			}
			if count != want {
				b.Fatalf("%d customers instead of %d", count, want)
			}
		}
	})
}

func TestParseFilterAllocations(t *testing.T) {
	allocs := testing.AllocsPerRun(100, func() { _, _ = partnerhub.ParseFilter(threeClauses) })
	require.LessOrEqual(t, allocs, 40.0)
}

// What a filter of facets allocates does not grow in number with the customers.
func TestWhereAllocations(t *testing.T) {
	filter := partnerhub.MustParseFilter(threeFacets)
	var allocs []float64
	for _, customers := range []int{100, 1_000, 30_000} {
		view := manyView(t, customers)
		require.Positive(t, countMatches(t, view, filter))
		allocs = append(allocs, testing.AllocsPerRun(100, func() { countMatches(t, view, filter) }))
	}
	require.Equal(t, []float64{allocs[0], allocs[0], allocs[0]}, allocs)
	require.LessOrEqual(t, allocs[0], 20.0)
}
