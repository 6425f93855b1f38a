package partnerhub_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

// In whatever order samples come, a second one of a day is found, with the
// places of both. Here the naive definition looks for them: by entitlement in
// the order of the source, by product, by day and place.
func TestSecondSamplesAreFoundInAnyOrder(t *testing.T) {
	products := []partnerhub.Product{"calling", "devices", "meetings"}
	for seed := range uint64(40) {
		random := rand.New(rand.NewPCG(seed, 0))
		data := smallDataset()
		data.Subscriptions, data.Trials = nil, nil
		for i := range 4 {
			data.Subscriptions = append(data.Subscriptions, partnerhub.Subscription{
				ID: fmt.Sprint("Sub-", 9-i), CustomerID: "c-1", Start: when("2026-01-01"),
				Licenses: []partnerhub.License{{Product: "meetings"}, {Product: "devices"}, {Product: "calling"}},
			})
		}
		data.Usage = nil
		for range 60 {
			data.Usage = append(data.Usage, partnerhub.UsageSample{
				EntitlementID: fmt.Sprint("Sub-", 5+random.IntN(5)), // there is no Sub-5
				Product:       products[random.IntN(len(products))],
				Date:          when("2026-01-31").AddDate(0, 0, -random.IntN(30)),
				Assigned:      partnerhub.Known(random.Int64N(1_000_000)),
			})
		}
		if seed%2 == 0 { // as they mostly come
			slices.SortStableFunc(data.Usage, func(a, b partnerhub.UsageSample) int {
				return cmp.Or(strings.Compare(a.EntitlementID, b.EntitlementID), cmp.Compare(a.Product, b.Product))
			})
		}
		_, err := partnerhub.Load(t.Context(), data)
		var got []string
		for _, fault := range requireDataError(t, err).Faults {
			got = append(got, fault.Error())
		}
		require.Equal(t, usageFaults(data, products), got, "seed %d", seed)
	}
}

// usageFaults lists the faults of a dataset's samples: those that are about
// nothing, then the second ones of a day.
func usageFaults(data *partnerhub.Dataset, products []partnerhub.Product) (faults []string) {
	for i, u := range data.Usage {
		if u.EntitlementID == "Sub-5" {
			faults = append(faults, fmt.Sprintf(`usage[%d].entitlementId: there is no subscription or trial "Sub-5"`, i))
		}
	}
	for _, s := range data.Subscriptions {
		for _, product := range products {
			for day := when("2026-01-01"); !day.After(when("2026-01-31")); day = day.AddDate(0, 0, 1) {
				first := -1
				for i, u := range data.Usage {
					switch {
					case u.EntitlementID != s.ID || u.Product != product || !u.Date.Equal(day):
					case first < 0:
						first = i
					default:
						faults = append(faults, fmt.Sprintf("usage[%d].date: a second sample of %q, %q on %s; the first is usage[%d]",
							i, s.ID, product, day.Format("2006-01-02"), first))
					}
				}
			}
		}
	}
	return faults
}

// Names are ordered byte by byte, however long they begin alike and whatever
// bytes they end in; those of the same name by id.
func TestCustomersAreInOrderOfNameAndID(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 0))
	data := smallDataset()
	for i := range 3_000 {
		var name strings.Builder
		name.WriteString(strings.Repeat("a", 8*random.IntN(10)+random.IntN(2)))
		for range 1 + random.IntN(4) {
			name.WriteString(string("\x00ab"[random.IntN(3)]))
		}
		data.Customers = append(data.Customers, partnerhub.Customer{ID: fmt.Sprint("c", random.IntN(1_000), "-", i), Name: name.String()})
	}
	hub, err := partnerhub.Load(t.Context(), data)
	require.NoError(t, err)
	slices.SortFunc(data.Customers, func(a, b partnerhub.Customer) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
	})
	ids := slices.Collect(hub.At(when("2026-01-31")).IDs())
	require.Len(t, ids, len(data.Customers))
	for i, customer := range data.Customers {
		require.Equal(t, customer.ID, ids[i])
	}
}

// So many entitlements that several goroutines check and sort them: each has
// the usage of two days, which comes by date.
func TestManyEntitlements(t *testing.T) {
	const many = 3_000
	data := smallDataset()
	data.Subscriptions, data.Trials, data.Usage = nil, nil, nil
	for i := range many {
		id := fmt.Sprintf("%04d", (i*7)%many)
		data.Customers = append(data.Customers, partnerhub.Customer{ID: id, Name: fmt.Sprintf("%04d %[1]d", (i*11)%many)})
		data.Trials = append(data.Trials, partnerhub.Trial{
			ID: "t" + id, CustomerID: id, Start: when("2026-01-01"), Licenses: []partnerhub.License{{Product: "meetings", Quantity: 100}},
		})
	}
	for day, date := range []string{"2026-01-26", "2026-01-27"} {
		for i := range many {
			data.Usage = append(data.Usage, partnerhub.UsageSample{
				EntitlementID: fmt.Sprintf("t%04d", i), Product: "meetings", Date: when(date),
				Assigned: partnerhub.Known(int64(i + day)), Used: partnerhub.Known(int64(day)),
			})
		}
	}
	hub := load(t, data)
	trend, err := hub.At(when("2026-01-28")).Trend(t.Context(), "meetings", partnerhub.TrendOptions{Points: 1})
	require.NoError(t, err)
	require.Equal(t, []partnerhub.TrendPoint{{
		AsOf: when("2026-01-28"), Total: 100 * many,
		Assigned: partnerhub.Known(many * (many + 1) / 2), Used: partnerhub.Known(many),
	}}, trend)
	slices.SortFunc(data.Customers, func(a, b partnerhub.Customer) int { return strings.Compare(a.Name, b.Name) })
	row := 0
	for id := range hub.At(when("2026-01-28")).IDs() {
		require.Equal(t, data.Customers[row].ID, id)
		row++
	}
	data.Usage = append(data.Usage, data.Usage[many+2_900], data.Usage[17])
	faults := faultsOf(t, data)
	require.Equal(t, []string{"usage[6000].date", "usage[6001].date"}, sorted(placesOf(faults)))
	for _, fault := range faults {
		require.Regexp(t, `the first is usage\[(5900|17)\]$`, fault.Problem)
	}
}

func sorted(texts []string) []string { return slices.Sorted(slices.Values(texts)) }
