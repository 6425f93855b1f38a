package partnerhub_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/partnerhub/partnerhub"
)

// theDay is the instant that the examples ask about.
var theDay = time.Date(2026, time.January, 31, 0, 0, 0, 0, time.UTC)

func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// nordwind is a partner with five customers that bought meetings and one that
// tries them.
func nordwind() *partnerhub.Dataset {
	data := &partnerhub.Dataset{
		Partner: partnerhub.Partner{ID: "org-0", Name: "Nordwind", Setup: partnerhub.Setup{PlanReviewedAt: date(2024, 1, 8)}},
		Customers: []partnerhub.Customer{
			{ID: "c-1", Name: "Alpenglas AG"}, {ID: "c-2", Name: "Bora SE"}, {ID: "c-3", Name: "Cirrus Ltd", AdminNeverSignedIn: true},
			{ID: "c-4", Name: "Dunes Inc"}, {ID: "c-5", Name: "Etesian BV"}, {ID: "c-6", Name: "Mistral SA"},
		},
		Subscriptions: []partnerhub.Subscription{
			{ID: "Sub-1", CustomerID: "c-1", Start: date(2025, 3, 1), End: date(2026, 3, 1), Renewal: partnerhub.RenewalAuto, TermValue: worth("12000", "EUR")},
			{ID: "Sub-2", CustomerID: "c-2", Start: date(2025, 4, 15), End: date(2026, 4, 15), Renewal: partnerhub.RenewalNone, TermValue: worth("9000.50", "EUR")},
			{ID: "Sub-3", CustomerID: "c-3", Start: date(2025, 6, 1)},
			{ID: "Sub-4", CustomerID: "c-4", Start: date(2025, 7, 1), SuspendedAt: date(2026, 1, 20)},
			{ID: "Sub-5", CustomerID: "c-5", Start: date(2025, 8, 1), End: date(2026, 2, 20), TermValue: worth("7000", "USD")},
		},
		Trials: []partnerhub.Trial{{
			ID: "trial-1", CustomerID: "c-6", Start: date(2026, 1, 10), End: date(2026, 2, 9),
			Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 10}},
		}},
		Admins: []partnerhub.Admin{
			{ID: "ida", Role: partnerhub.RoleFull}, {ID: "ole", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"c-2", "c-3"}},
		},
	}
	assigned := []int64{80, 210, 60, 300, 450}
	used := []partnerhub.Count{partnerhub.Known(60), partnerhub.Known(190), partnerhub.Known(40), partnerhub.Known(200), {}}
	for i := range data.Subscriptions {
		s := &data.Subscriptions[i]
		s.ProvisionedAt = s.Start
		s.Licenses = []partnerhub.License{{Product: partnerhub.Meetings, Quantity: int64(100 * (i + 1))}}
		data.Usage = append(data.Usage, partnerhub.UsageSample{
			EntitlementID: s.ID, Product: partnerhub.Meetings, Date: date(2026, 1, 26), Assigned: partnerhub.Known(assigned[i]), Used: used[i],
		})
	}
	return data
}

func worth(amount, currency string) partnerhub.Money {
	money, err := partnerhub.ParseMoney(amount, currency)
	if err != nil {
		panic(err)
	}
	return money
}

func loadNordwind() *partnerhub.Hub {
	hub, err := partnerhub.Load(context.Background(), nordwind())
	if err != nil {
		panic(err)
	}
	return hub
}

func ExampleLoad() {
	data := &partnerhub.Dataset{
		Partner:   partnerhub.Partner{ID: "org-0", Name: "Nordwind"},
		Customers: []partnerhub.Customer{{ID: "c-1", Name: "Alpenglas AG"}},
		Subscriptions: []partnerhub.Subscription{{
			ID: "Sub-1", CustomerID: "c-1", Start: date(2025, 3, 1), End: date(2026, 3, 1),
			Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 100}},
		}},
	}
	hub, err := partnerhub.Load(context.Background(), data)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(hub.At(theDay).Overview().NearingExpiration, "customer is about to leave")
	// Output: 1 customer is about to leave
}

func ExampleHub_At() {
	hub := loadNordwind()
	for _, day := range []time.Time{date(2025, 4, 1), date(2025, 12, 31), theDay} {
		overview := hub.At(day).Overview()
		fmt.Println(overview.AsOf.Format(time.DateOnly), overview.TotalCustomers, overview.NearingExpiration)
	}
	// Output:
	// 2025-04-01 1 0
	// 2025-12-31 5 1
	// 2026-01-31 6 3
}

func ExampleView_Overview() {
	text, _ := json.Marshal(loadNordwind().At(theDay).Overview())
	fmt.Println(string(text))
	// Output: {"managedCustomers":6,"totalCustomers":6,"nearingExpiration":3,"nearingRenewal":1,"lowAssignment":1,"lowAssignmentUnassessed":0,"overLimit":1,"overLimitUnassessed":1}
}

func ExampleView_As() {
	view := loadNordwind().At(theDay)
	for _, admin := range []string{"ida", "ole", "eve"} {
		narrowed, err := view.As(admin)
		fmt.Println(admin, narrowed.Overview().ManagedCustomers, err)
	}
	// Output:
	// ida 6 <nil>
	// ole 2 <nil>
	// eve 0 partnerhub: unknown administrator "eve"
}

func ExampleView_With() {
	view := loadNordwind().At(theDay)
	month, err := view.With(partnerhub.Policy{ExpirationDays: 30})
	fmt.Println(view.Overview().NearingExpiration, month.Overview().NearingExpiration, err)
	_, err = view.With(partnerhub.Policy{LowShareCeiling: 20_000})
	fmt.Println(errors.Is(err, partnerhub.ErrPolicy), err)
	// Output:
	// 3 2 <nil>
	// true partnerhub: invalid policy: LowShareCeiling: 20000 is not within 1 to 10000 basis points
}

func ExampleView_Expiring() {
	section := loadNordwind().At(theDay).Expiring(partnerhub.Meetings)
	for _, row := range section.Rows {
		fmt.Printf("in %d days: %s, %s, %s of %d assigned\n", row.DaysUntilEnd, row.Customer, row.Label, row.Assigned, row.Total)
	}
	fmt.Println("assigned:", section.Assignment)
	fmt.Println("worth:", section.TermValue)
	// Output:
	// in 9 days: Mistral SA, Enterprise Trial, unknown of 10 assigned
	// in 20 days: Etesian BV, Sub-5, 450 of 500 assigned
	// in 74 days: Bora SE, Sub-2, 210 of 200 assigned
	// assigned: 94.29%
	// worth: [9000.5 EUR 7000 USD]
}

func ExampleView_Renewing() {
	for _, row := range loadNordwind().At(theDay).Renewing(partnerhub.Meetings).Rows {
		fmt.Println(row.Customer, row.EntitlementID, row.DaysUntilEnd)
	}
	// Output: Alpenglas AG Sub-1 29
}

func ExampleView_RecentlyAdded() {
	section := loadNordwind().At(theDay).RecentlyAdded(partnerhub.Meetings)
	fmt.Println(section.Customers, section.NewLicenses, section.Rows[0].DaysSinceAdded)
	// Output: 1 10 21
}

func ExampleView_LowAssignment() {
	section := loadNordwind().At(theDay).LowAssignment(partnerhub.Meetings)
	for _, row := range section.Rows {
		fmt.Printf("%s: %s, %d peers of %s licenses: %d basis points\n", row.Customer, row.AssignedShare, row.Peers.Count, row.Peers.Band, row.Peers.Benchmark)
	}
	fmt.Println(section.Unassigned, "licenses lie idle; of the others", section.UsageWhenAssigned, "are used")
	// Output:
	// Cirrus Ltd: 20%, 5 peers of 100-999 licenses: 7500 basis points
	// 240 licenses lie idle; of the others 66.67% are used
}

func ExampleView_Overage() {
	section := loadNordwind().At(theDay).Overage(partnerhub.Meetings)
	for _, row := range section.Rows {
		fmt.Println(row.Customer, row.Overage, row.AssignedShare, row.MonthsRemaining, row.Renewal)
	}
	fmt.Println(section.AverageOverage)
	// Output:
	// Bora SE 10 105% 2 none
	// 10
}

func ExampleView_Trend() {
	points, err := loadNordwind().At(theDay).Trend(context.Background(), partnerhub.Meetings, partnerhub.TrendOptions{Points: 2})
	for _, p := range points {
		fmt.Println(p.AsOf.Format(time.DateOnly), p.Total, p.Assigned, p.Used, p.UnknownUsed)
	}
	fmt.Println(err)
	// Output:
	// 2026-01-24 1510 unknown unknown 1510
	// 2026-01-31 1510 1100 490 510
	// <nil>
}

func ExampleTrendOptions() {
	view := loadNordwind().At(theDay)
	year, _ := view.Trend(context.Background(), partnerhub.Meetings, partnerhub.TrendOptions{Points: 12, StepDays: 30})
	fmt.Println(len(year), year[0].AsOf.Format(time.DateOnly), year[0].Total)
	_, err := view.Trend(context.Background(), partnerhub.Meetings, partnerhub.TrendOptions{StepDays: -1})
	fmt.Println(errors.Is(err, partnerhub.ErrTrend), err)
	// Output:
	// 12 2025-03-07 100
	// true partnerhub: invalid trend: a step of -1 days is not within 1 to 3660
}

func ExampleView_Customers() {
	for customer := range loadNordwind().At(theDay).Customers() {
		fmt.Println(customer.Name, customer.Statuses)
	}
	// Output:
	// Alpenglas AG [subscription]
	// Bora SE [license_overage subscription]
	// Cirrus Ltd [no_recent_activity subscription]
	// Dunes Inc [suspended subscription]
	// Etesian BV [expiring_soon subscription]
	// Mistral SA [expiring_soon trial]
}

func ExampleView_Customer() {
	view := loadNordwind().At(theDay)
	detail, err := view.Customer("c-2")
	fmt.Println(detail.Name, detail.Headline, err)
	for _, s := range detail.Subscriptions {
		fmt.Println(s.ID, s.State, s.DaysUntilEnd, s.Licenses[0].Overage, s.TermValue)
	}
	_, err = view.Customer("c-7")
	fmt.Println(errors.Is(err, partnerhub.ErrUnknownCustomer), err)
	// Output:
	// Bora SE license_overage <nil>
	// Sub-2 active 74 10 9000.5 EUR
	// true partnerhub: unknown customer "c-7"
}

func ExampleView_Partner() {
	hub := loadNordwind()
	fmt.Println(hub.At(date(2024, 1, 1)).Partner().State, hub.At(theDay).Partner().State)
	// Output: plan_review terms_acceptance
}

func ExamplePolicy() {
	policy := partnerhub.Policy{ExpirationDays: 60, InactivityDays: partnerhub.ZeroDays}
	resolved, err := policy.Resolved()
	fmt.Println(resolved.ExpirationDays, resolved.InactivityDays == partnerhub.ZeroDays, resolved.RenewalDays, resolved.Location, err)
	// Output: 60 true 90 UTC <nil>
}

func ExampleRatio() {
	north, south := partnerhub.Ratio{Num: 2, Den: 3}, partnerhub.Ratio{Num: 667, Den: 1000}
	both := partnerhub.Ratio{Num: north.Num + south.Num, Den: north.Den + south.Den}
	fmt.Println(north, south, both, north.Compare(south))
	// Output: 66.67% 66.7% 66.7% -1
}

// Nothing assigned of nothing is neither 0 nor 100 percent.
func ExampleRatio_undefined() {
	var none partnerhub.Ratio
	text, _ := json.Marshal(none)
	fmt.Println(none, none.Defined(), string(text))
	fmt.Println(none.Compare(partnerhub.Ratio{Num: 1, Den: 1}))
	// Output:
	// undefined false null
	// 1
}

func ExampleAverage() {
	fmt.Println(partnerhub.Average{Num: 23, Den: 3}, partnerhub.Average{Num: 24, Den: 3}, partnerhub.Average{})
	// Output: 7.67 8 undefined
}

func ExampleCount() {
	for _, count := range []partnerhub.Count{partnerhub.Known(0), {}} {
		n, known := count.Value()
		text, _ := json.Marshal(count)
		fmt.Println(count, n, known, string(text))
	}
	// Output:
	// 0 0 true 0
	// unknown 0 false null
}

func ExampleMoney() {
	price, err := partnerhub.ParseMoney("12000.50", "EUR")
	fmt.Println(price, price.IsZero(), err)
	fmt.Printf("%q %t\n", partnerhub.Money{}, partnerhub.Money{}.IsZero())
	_, err = partnerhub.ParseMoney("1e9", "EUR")
	fmt.Println(err)
	// Output:
	// 12000.5 EUR false <nil>
	// "" true
	// partnerhub: amount "1e9" is not a number of the form -?digits[.digits]
}

func ExampleParseProduct() {
	product, err := partnerhub.ParseProduct("contact_center")
	fmt.Println(product == partnerhub.ContactCenter, err)
	_, err = partnerhub.ParseProduct("Contact Center")
	fmt.Println(err)
	// Output:
	// true <nil>
	// partnerhub: "Contact Center" is not a product name: lower-case letters, digits and _, a letter first
}

func ExampleParseDataset() {
	_, err := partnerhub.ParseDataset([]byte(`{
		"partner": {"id": "org-0"},
		"customers": [{"id": "c-1", "name": "Alpenglas AG", "county": "CH"}]
	}`))
	fmt.Println(err)
	// Output: partnerhub: customers[0].county: unknown member
}

func ExampleDataError() {
	data := nordwind()
	data.Subscriptions[1].CustomerID = "c-9"
	data.Subscriptions[4].Licenses[0].Quantity = -3
	_, err := partnerhub.Load(context.Background(), data)
	fmt.Println(err)
	var faulty *partnerhub.DataError
	if errors.As(err, &faulty) {
		fmt.Print(faulty.Details())
	}
	// Output:
	// partnerhub: subscriptions[1].customerId: there is no customer "c-9" (the first of 2 faults)
	// subscriptions[1].customerId: there is no customer "c-9"
	// subscriptions[4].licenses[0].quantity: -3 is negative
}

func ExampleStatusSet() {
	for customer := range loadNordwind().At(theDay).Customers() {
		if set := customer.Set(); set.Has(partnerhub.StatusSubscription) && set.Len() > 1 {
			fmt.Println(customer.Name, customer.Headline)
		}
	}
	// Output:
	// Bora SE license_overage
	// Cirrus Ltd no_recent_activity
	// Dunes Inc suspended
	// Etesian BV expiring_soon
}

// directory is a source whose customers come from somewhere else.
type directory struct {
	*partnerhub.Dataset
	names []string
}

func (d directory) ReadCustomers(context.Context) iter.Seq2[partnerhub.Customer, error] {
	return func(yield func(partnerhub.Customer, error) bool) {
		for i, name := range d.names {
			if !yield(partnerhub.Customer{ID: fmt.Sprint("c-", i+1), Name: name}, nil) {
				return
			}
		}
		yield(partnerhub.Customer{}, errors.New("connection lost"))
	}
}

// A source that fails says so in its stream: there is no hub of half the facts.
func ExampleSource() {
	hub, err := partnerhub.Load(context.Background(), directory{nordwind(), []string{"Alpenglas AG", "Bora SE"}})
	fmt.Println(hub == nil, err)
	// Output: true partnerhub: customers[2]: connection lost
}
