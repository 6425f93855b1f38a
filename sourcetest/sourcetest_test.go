package sourcetest_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/sourcetest"
)

// source is a dataset whose stream of customers a test can spoil.
type source struct {
	*partnerhub.Dataset
	customers func(ctx context.Context, list []partnerhub.Customer) iter.Seq2[partnerhub.Customer, error]
	partner   func(ctx context.Context) (partnerhub.Partner, error)
}

func (s source) ReadCustomers(ctx context.Context) iter.Seq2[partnerhub.Customer, error] {
	if s.customers == nil {
		return s.Dataset.ReadCustomers(ctx)
	}
	return s.customers(ctx, s.Customers)
}

func (s source) ReadPartner(ctx context.Context) (partnerhub.Partner, error) {
	if s.partner == nil {
		return s.Dataset.ReadPartner(ctx)
	}
	return s.partner(ctx)
}

func dataset(customers int) *partnerhub.Dataset {
	d := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}}
	for i := range customers {
		id := fmt.Sprintf("c-%d", i)
		d.Customers = append(d.Customers, partnerhub.Customer{ID: id, Name: id})
	}
	d.Subscriptions = []partnerhub.Subscription{{ID: "s", CustomerID: "c-0", Start: time.Unix(0, 0).UTC()}}
	return d
}

func TestDatasetIsASource(t *testing.T) {
	require.NoError(t, sourcetest.Check(t.Context(), dataset(10)))
	require.NoError(t, sourcetest.Check(t.Context(), dataset(3*sourcetest.Grace)))
	require.NoError(t, sourcetest.Check(t.Context(), &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}}))
}

var errCut = errors.New("the connection is cut")

func TestFaultsAreFound(t *testing.T) {
	type seq = iter.Seq2[partnerhub.Customer, error]
	reads := 0
	for name, c := range map[string]struct {
		size int
		of   func(ctx context.Context, list []partnerhub.Customer) seq
		want string
	}{
		"nil": {3, func(context.Context, []partnerhub.Customer) seq { return nil }, "sourcetest: customers: it fails after 0 facts: there is no such stream (nil)"},
		"fails": {3, func(_ context.Context, list []partnerhub.Customer) seq {
			return func(yield func(partnerhub.Customer, error) bool) {
				if yield(list[0], nil) {
					yield(partnerhub.Customer{}, errCut)
				}
			}
		}, "sourcetest: customers: it fails after 1 facts: the connection is cut"},
		"goes on after an error": {3, func(_ context.Context, list []partnerhub.Customer) seq {
			return func(yield func(partnerhub.Customer, error) bool) {
				yield(partnerhub.Customer{}, errCut)
				yield(list[0], nil)
			}
		}, "it goes on after an error"},
		"fact with an error": {3, func(_ context.Context, list []partnerhub.Customer) seq {
			return func(yield func(partnerhub.Customer, error) bool) { yield(list[0], errCut) }
		}, "a fact comes with an error"},
		"once only": {3, func(ctx context.Context, list []partnerhub.Customer) seq {
			if reads++; reads > 1 {
				list = nil
			}
			return (&partnerhub.Dataset{Customers: list}).ReadCustomers(ctx)
		}, "read again, it has 0 facts instead of 3"},
		"other facts": {3, func(ctx context.Context, list []partnerhub.Customer) seq {
			reads++
			other := append([]partnerhub.Customer{{ID: "c", Name: fmt.Sprint(reads)}}, list[1:]...)
			return (&partnerhub.Dataset{Customers: other}).ReadCustomers(ctx)
		}, "read again, it has other facts"},
		"does not stop": {8, func(ctx context.Context, list []partnerhub.Customer) seq {
			return func(yield func(partnerhub.Customer, error) bool) {
				for _, customer := range list {
					if err := ctx.Err(); err != nil {
						yield(partnerhub.Customer{}, err)
						return
					}
					yield(customer, nil)
				}
			}
		}, "it goes on after its consumer has stopped at fact 1"},
		"deaf to the context": {3 * sourcetest.Grace, func(_ context.Context, list []partnerhub.Customer) seq {
			return (&partnerhub.Dataset{Customers: list}).ReadCustomers(context.Background())
		}, "cancelled at fact 0 of 12288 it must yield the error of the context and stop; after 12288 facts it gives: no error"},
		"silent when cancelled": {3 * sourcetest.Grace, func(ctx context.Context, list []partnerhub.Customer) seq {
			return func(yield func(partnerhub.Customer, error) bool) {
				for _, customer := range list {
					if ctx.Err() != nil || !yield(customer, nil) {
						return
					}
				}
			}
		}, "cancelled at fact 6144 of 12288 it must yield the error of the context and stop; after 6144 facts it gives: no error"},
		"not valid": {3, func(ctx context.Context, list []partnerhub.Customer) seq {
			return (&partnerhub.Dataset{Customers: list[1:]}).ReadCustomers(ctx)
		}, "sourcetest: load: partnerhub: subscriptions[0].customerId"},
	} {
		t.Run(name, func(t *testing.T) {
			reads = 0
			err := sourcetest.Check(t.Context(), source{dataset(c.size), c.of, nil})
			require.ErrorContains(t, err, c.want)
		})
	}
}

// A batch that is on its way may still arrive.
func TestABatchMayArrive(t *testing.T) {
	batches := func(ctx context.Context, list []partnerhub.Customer) iter.Seq2[partnerhub.Customer, error] {
		return func(yield func(partnerhub.Customer, error) bool) {
			for i, customer := range list {
				if err := ctx.Err(); i%1000 == 0 && err != nil {
					yield(partnerhub.Customer{}, err)
					return
				}
				if !yield(customer, nil) {
					return
				}
			}
		}
	}
	require.NoError(t, sourcetest.Check(t.Context(), source{dataset(10), batches, nil}))
	require.NoError(t, sourcetest.Check(t.Context(), source{dataset(10_500), batches, nil}))
}

func TestFaultsOfThePartner(t *testing.T) {
	reads := 0
	for want, read := range map[string]func(context.Context) (partnerhub.Partner, error){
		"sourcetest: partner: it can't be read: the connection is cut": func(context.Context) (partnerhub.Partner, error) { return partnerhub.Partner{}, errCut },
		"sourcetest: partner: read again, it is not what it was: no error": func(ctx context.Context) (partnerhub.Partner, error) {
			reads++
			return partnerhub.Partner{ID: fmt.Sprint(reads)}, ctx.Err()
		},
		"sourcetest: partner: with a context that is done it must fail with its error, but gives: no error": func(context.Context) (partnerhub.Partner, error) {
			return partnerhub.Partner{ID: "org-0"}, nil
		},
	} {
		require.EqualError(t, sourcetest.Check(t.Context(), source{dataset(2), nil, read}), want)
	}
}

func TestCheckIsCancelled(t *testing.T) {
	done, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, sourcetest.Check(done, dataset(3)), context.Canceled)
	require.EqualError(t, sourcetest.Check(t.Context(), nil), "sourcetest: there is no source (nil)")
}

func TestCheckFailure(t *testing.T) {
	failing := func(err error, more int) source {
		return source{dataset(5), func(_ context.Context, list []partnerhub.Customer) iter.Seq2[partnerhub.Customer, error] {
			return func(yield func(partnerhub.Customer, error) bool) {
				if !yield(list[0], nil) || !yield(partnerhub.Customer{}, err) {
					for range more {
						yield(list[1], nil)
					}
				}
			}
		}, nil}
	}
	require.NoError(t, sourcetest.CheckFailure(t.Context(), failing(fmt.Errorf("reading: %w", errCut), 0), errCut))
	require.EqualError(t, sourcetest.CheckFailure(t.Context(), dataset(2), errCut), "sourcetest: load: it must fail with the connection is cut, but gives: no error")
	other := sourcetest.CheckFailure(t.Context(), failing(errors.New("other"), 0), errCut)
	require.ErrorContains(t, other, "sourcetest: customers: after 1 facts it fails with something else: other")
	require.ErrorContains(t, sourcetest.CheckFailure(t.Context(), failing(errCut, 1), errCut), "sourcetest: customers: it goes on after an error")
	require.Error(t, sourcetest.CheckFailure(t.Context(), nil, errCut))
}

// wide is a dataset of two products, administrators and weeks.
func wide() *partnerhub.Dataset {
	d := dataset(4)
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	d.Subscriptions, d.Usage = nil, nil
	for i, product := range []partnerhub.Product{"calling", "meetings", "calling"} {
		id := fmt.Sprintf("s-%d", i)
		d.Subscriptions = append(d.Subscriptions, partnerhub.Subscription{
			ID: id, CustomerID: d.Customers[i].ID, Start: start, Licenses: []partnerhub.License{{Product: product, Quantity: 1}},
		})
		d.Usage = append(d.Usage, partnerhub.UsageSample{EntitlementID: id, Product: product, Date: start.AddDate(0, 0, 7*i)})
	}
	d.Admins = []partnerhub.Admin{
		{ID: "nobody", Role: partnerhub.RoleFull}, {ID: "a-1", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"c-1"}},
		{ID: "a-2", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"c-2"}},
	}
	return d
}

// able is a source that makes its parts itself, rightly unless a test spoils it.
type able struct {
	partnerhub.Source
	spoil string
}

// part is the right part, or the source as it is if that is what is spoilt.
func (a able) part(of string, right partnerhub.Source) partnerhub.Source {
	switch a.spoil {
	case of:
		return a.Source
	case "no " + of:
		return nil
	}
	return right
}

func (a able) OfProduct(product partnerhub.Product) partnerhub.Source {
	right, _ := partnerhub.OfProduct(a.Source, product)
	return a.part("product", right)
}

func (a able) SeenBy(adminID string) partnerhub.Source {
	if adminID == "" { // which is no part for the library
		adminID = "nobodyx"
	}
	right, _ := partnerhub.SeenBy(a.Source, adminID)
	if adminID == "nobodyx" { // an id that no administrator has
		return a.part("stranger", right)
	}
	return a.part("admin", right)
}

func (a able) UsageWithin(period partnerhub.Period) partnerhub.Source {
	right, _ := partnerhub.UsageWithin(a.Source, period)
	return a.part("period", right)
}

func TestPartsAreChecked(t *testing.T) {
	require.NoError(t, sourcetest.Check(t.Context(), able{wide(), ""}))
	for spoil, wants := range map[string][]string{
		"product": {`OfProduct("calling"): sourcetest: subscriptions: it has 3 facts, and not the 2 that the part has: no error`, `OfProduct("nobody_has_it"): sourcetest: usage: it has 3 facts, and not the 0`},
		"admin":   {`SeenBy("a-1"): sourcetest: customers: it has 4 facts, and not the 1 that the part has`, `SeenBy("a-1"): sourcetest: admins`},
		"period":  {"UsageWithin(2026-01-08 to 0001-01-01): sourcetest: usage: it has 3 facts, and not the 2", "UsageWithin(2026-01-16 to 0001-01-01): sourcetest: usage: it has 3 facts, and not the 0"},
		"stranger": {
			"sourcetest: customers: of an unknown administrator it must fail with partnerhub: unknown administrator",
			"sourcetest: usage: of an unknown administrator it must fail",
		},
		"no product":  {`sourcetest: OfProduct("meetings"): there is no such part (nil)`},
		"no stranger": {"sourcetest: SeenBy: there is no part (nil) of an unknown administrator"},
	} {
		err := sourcetest.Check(t.Context(), able{wide(), spoil})
		for _, want := range wants {
			require.ErrorContains(t, err, want, spoil)
		}
	}
}

func ExampleCheck() {
	forgetful := source{dataset(2), func(context.Context, []partnerhub.Customer) iter.Seq2[partnerhub.Customer, error] { return nil }, nil}
	fmt.Println(sourcetest.Check(context.Background(), dataset(2)))
	fmt.Println(sourcetest.Check(context.Background(), forgetful))
	// Output:
	// <nil>
	// sourcetest: customers: it fails after 0 facts: there is no such stream (nil)
}
