package partnerhub_test

import (
	"context"
	"iter"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

const maxCount = 1_000_000_000_000

// when is the instant of a text such as 2026-01-31, or with time and offset.
func when(text string) time.Time {
	if len(text) == len(time.DateOnly) {
		text += "T00:00:00Z"
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		panic(err)
	}
	return t
}

func euros(amount string) partnerhub.Money {
	return partnerhub.Money{Amount: decimal.RequireFromString(amount), Currency: "EUR"}
}

// smallDataset is valid and has one fact of each kind.
func smallDataset() *partnerhub.Dataset {
	return &partnerhub.Dataset{
		Partner:   partnerhub.Partner{ID: "org-0", Name: "Nordwind"},
		Customers: []partnerhub.Customer{{ID: "c-1", Name: "Alpenglas AG", Tags: []string{"gold"}}},
		Subscriptions: []partnerhub.Subscription{{
			ID: "Sub-1", CustomerID: "c-1", Start: when("2026-01-01"), End: when("2027-01-01"), TermValue: euros("12000"),
			Licenses: []partnerhub.License{{Product: "meetings", Quantity: 100}},
			Orders:   []partnerhub.Order{{Number: "W-1", Lines: []partnerhub.OrderLine{{Product: "meetings", Delta: 100}}, Value: euros("12000")}},
			Invoices: []partnerhub.Invoice{{Number: "INV-1", Amount: euros("12000")}},
		}},
		Trials: []partnerhub.Trial{{
			ID: "trial-1", CustomerID: "c-1", Start: when("2026-01-01"), End: when("2026-02-01"),
			Licenses: []partnerhub.License{{Product: "webinars", Quantity: 5}},
		}},
		Usage: []partnerhub.UsageSample{{
			EntitlementID: "Sub-1", Product: "meetings", Date: when("2026-01-26"),
			Assigned: partnerhub.Known(80), Used: partnerhub.Known(60), UsedQuarter: partnerhub.Known(75),
		}},
		Admins: []partnerhub.Admin{{ID: "a-1", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"c-1"}}},
	}
}

// breakage makes one fault.
type breakage struct {
	place, problem string
	apply          func(d *partnerhub.Dataset)
}

func secondSample(date string) func(d *partnerhub.Dataset) {
	return func(d *partnerhub.Dataset) {
		d.Usage = append(d.Usage, partnerhub.UsageSample{EntitlementID: "Sub-1", Product: "meetings", Date: when(date)})
	}
}

var breakages = []breakage{
	{"customers[1].id", `a second customer "c-1"`, func(d *partnerhub.Dataset) { d.Customers = append(d.Customers, d.Customers[0]) }},
	{"subscriptions[1].id", `a second subscription or trial "Sub-1"`, func(d *partnerhub.Dataset) { d.Subscriptions = append(d.Subscriptions, d.Subscriptions[0]) }},
	{"trials[0].id", `a second subscription or trial "Sub-1"`, func(d *partnerhub.Dataset) { d.Trials[0].ID = "Sub-1" }},
	{"trials[1].id", `a second subscription or trial "trial-1"`, func(d *partnerhub.Dataset) { d.Trials = append(d.Trials, d.Trials[0]) }},
	{"admins[1].id", `a second administrator "a-1"`, func(d *partnerhub.Dataset) { d.Admins = append(d.Admins, d.Admins[0]) }},

	{"subscriptions[0].customerId", `there is no customer "c-9"`, func(d *partnerhub.Dataset) { d.Subscriptions[0].CustomerID = "c-9" }},
	{"trials[0].customerId", `there is no customer ""`, func(d *partnerhub.Dataset) { d.Trials[0].CustomerID = "" }},
	{"usage[0].entitlementId", `there is no subscription or trial "C-1"`, func(d *partnerhub.Dataset) { d.Usage[0].EntitlementID = "C-1" }},
	{"admins[0].customerIds[1]", `there is no customer "Sub-1"`, func(d *partnerhub.Dataset) { d.Admins[0].CustomerIDs = []string{"c-1", "Sub-1"} }},
	{"usage[0].product", `"Sub-1" has no license line of "calling"`, func(d *partnerhub.Dataset) { d.Usage[0].Product = "calling" }},
	{"usage[0].product", `"Sub-1" has no license line of "Meetings"`, func(d *partnerhub.Dataset) { d.Usage[0].Product = "Meetings" }},

	{"subscriptions[0].licenses[0].quantity", "-3 is negative", func(d *partnerhub.Dataset) { d.Subscriptions[0].Licenses[0].Quantity = -3 }},
	{"trials[0].licenses[0].quantity", "1000000000001 is more than 1000000000000", func(d *partnerhub.Dataset) { d.Trials[0].Licenses[0].Quantity = maxCount + 1 }},
	{"usage[0].assigned", "-1 is negative", func(d *partnerhub.Dataset) { d.Usage[0].Assigned = partnerhub.Known(-1) }},
	{"usage[0].used", "1000000000001 is more than", func(d *partnerhub.Dataset) { d.Usage[0].Used = partnerhub.Known(maxCount + 1) }},
	{"usage[0].usedQuarter", "9223372036854775807 is more than", func(d *partnerhub.Dataset) { d.Usage[0].UsedQuarter = partnerhub.Known(math.MaxInt64) }},
	{"subscriptions[0].orders[0].lines[0].delta", "1000000000001 is not within -1000000000000 to 1000000000000",
		func(d *partnerhub.Dataset) { d.Subscriptions[0].Orders[0].Lines[0].Delta = maxCount + 1 }},
	{"subscriptions[0].orders[0].lines[0].delta", "-9223372036854775808 is not within",
		func(d *partnerhub.Dataset) { d.Subscriptions[0].Orders[0].Lines[0].Delta = math.MinInt64 }},

	{"subscriptions[0].start", "is missing", func(d *partnerhub.Dataset) { d.Subscriptions[0].Start = time.Time{} }},
	{"trials[0].start", "is missing", func(d *partnerhub.Dataset) { d.Trials[0].Start = time.Time{} }},
	{"usage[0].date", "is missing", func(d *partnerhub.Dataset) { d.Usage[0].Date = time.Time{} }},
	{"subscriptions[0].end", "2026-01-01T00:00:00Z is not after the start 2026-01-01T00:00:00Z", func(d *partnerhub.Dataset) { d.Subscriptions[0].End = d.Subscriptions[0].Start }},
	{"trials[0].end", "2025-12-31T23:59:59.999999999Z is not after", func(d *partnerhub.Dataset) { d.Trials[0].End = d.Trials[0].Start.Add(-1) }},
	{"usage[1].date", "on 2026-01-26; the first is usage[0]", secondSample("2026-01-26T23:59:59.999999999Z")},
	{"usage[1].date", "on 2026-01-26; the first is usage[0]", secondSample("2026-01-27T01:30:00+02:00")},
	{"usage[1].date", "on 2026-01-26; the first is usage[0]", secondSample("2026-01-25T22:00:00-03:00")},

	{"customers[0].adminNeverSignedIn", "contradicts lastAdminSignIn",
		func(d *partnerhub.Dataset) {
			d.Customers[0].AdminNeverSignedIn, d.Customers[0].LastAdminSignIn = true, when("2026-01-02")
		}},
	{"partner.id", "is empty", func(d *partnerhub.Dataset) { d.Partner.ID = "" }},
	{"customers[0].name", "is empty", func(d *partnerhub.Dataset) { d.Customers[0].Name = "" }},
	{"customers[1].id", "is empty", func(d *partnerhub.Dataset) { d.Customers = append(d.Customers, partnerhub.Customer{Name: "B"}) }},
	{"subscriptions[1].id", "is empty", func(d *partnerhub.Dataset) {
		d.Subscriptions = append(d.Subscriptions, partnerhub.Subscription{CustomerID: "c-1", Start: when("2026-01-01")})
	}},
	{"trials[0].id", "is empty", func(d *partnerhub.Dataset) { d.Trials[0].ID = "" }},
	{"admins[0].id", "is empty", func(d *partnerhub.Dataset) { d.Admins[0].ID = "" }},

	{"customers[0].managedBy", "ManagedBy(2) is not valid", func(d *partnerhub.Dataset) { d.Customers[0].ManagedBy = 2 }},
	{"subscriptions[0].renewal", "Renewal(3) is not valid", func(d *partnerhub.Dataset) { d.Subscriptions[0].Renewal = 3 }},
	{"subscriptions[0].orders[0].kind", "OrderKind(5) is not valid", func(d *partnerhub.Dataset) { d.Subscriptions[0].Orders[0].Kind = 5 }},
	{"admins[0].role", "is missing; valid: full, read_only, admin, provisioning, help_desk", func(d *partnerhub.Dataset) { d.Admins[0].Role = 0 }},
	{"admins[0].role", "Role(6) is not valid", func(d *partnerhub.Dataset) { d.Admins[0].Role = 6 }},

	{"trials[0].licenses[0].product", "the product is empty", func(d *partnerhub.Dataset) { d.Trials[0].Licenses[0].Product = "" }},
	{"trials[0].licenses[0].product", `"Webinars" is not a product name`, func(d *partnerhub.Dataset) { d.Trials[0].Licenses[0].Product = "Webinars" }},
	{"subscriptions[0].orders[0].lines[0].product", `"1a" is not a product name`, func(d *partnerhub.Dataset) { d.Subscriptions[0].Orders[0].Lines[0].Product = "1a" }},
	{"subscriptions[0].orders[0].lines[0].product", "is longer than 64 bytes", func(d *partnerhub.Dataset) {
		d.Subscriptions[0].Orders[0].Lines[0].Product = partnerhub.Product(strings.Repeat("a", 65))
	}},
}

func TestLoadFindsTheFault(t *testing.T) {
	for _, b := range breakages {
		t.Run(b.place, func(t *testing.T) {
			data := smallDataset()
			b.apply(data)
			requireOneFault(t, data, b.place, b.problem)
		})
	}
}

func requireOneFault(t *testing.T, data *partnerhub.Dataset, place, problem string) {
	faults := faultsOf(t, data)
	require.Equal(t, []string{place}, placesOf(faults), problem)
	require.Contains(t, faults[0].Problem, problem, place)
}

// faultsOf are the faults that Load finds in a dataset.
func faultsOf(t *testing.T, data *partnerhub.Dataset) []*partnerhub.Fault {
	hub, err := partnerhub.Load(t.Context(), data)
	require.Nil(t, hub)
	return requireDataError(t, err).Faults
}

func requireDataError(t *testing.T, err error) *partnerhub.DataError {
	var faulty *partnerhub.DataError
	var fault *partnerhub.Fault
	require.ErrorAs(t, err, &faulty)
	require.ErrorAs(t, err, &fault)
	require.Same(t, faulty.Faults[0], fault)
	require.GreaterOrEqual(t, faulty.Total, len(faulty.Faults))
	require.Len(t, faulty.Unwrap(), len(faulty.Faults))
	require.Equal(t, 1, strings.Count(err.Error(), "partnerhub: "), err)
	require.True(t, strings.HasPrefix(err.Error(), "partnerhub: "+fault.Place+": "+fault.Problem), err)
	require.NotContains(t, err.Error(), "\n")
	return faulty
}

func placesOf(faults []*partnerhub.Fault) []string {
	var places []string
	for _, fault := range faults {
		places = append(places, fault.Place)
	}
	return places
}

func TestLoadAcceptsWhatIsJustInRange(t *testing.T) {
	longest := partnerhub.Product(strings.Repeat("a", 64))
	for name, change := range map[string]func(d *partnerhub.Dataset){
		"nothing changed": func(*partnerhub.Dataset) {},
		"most licenses":   func(d *partnerhub.Dataset) { d.Subscriptions[0].Licenses[0].Quantity = maxCount },
		"no licenses":     func(d *partnerhub.Dataset) { d.Subscriptions[0].Licenses[0].Quantity = 0 },
		"no license line": func(d *partnerhub.Dataset) { d.Trials[0].Licenses = nil },
		"two lines of a product": func(d *partnerhub.Dataset) {
			d.Trials[0].Licenses = append(d.Trials[0].Licenses, d.Trials[0].Licenses[0])
		},
		"most used": func(d *partnerhub.Dataset) { d.Usage[0].Used = partnerhub.Known(maxCount) },
		"nothing known": func(d *partnerhub.Dataset) {
			d.Usage[0] = partnerhub.UsageSample{EntitlementID: "Sub-1", Product: "meetings", Date: d.Usage[0].Date}
		},
		"most taken away":         func(d *partnerhub.Dataset) { d.Subscriptions[0].Orders[0].Lines[0].Delta = -maxCount },
		"end a moment after":      func(d *partnerhub.Dataset) { d.Trials[0].End = d.Trials[0].Start.Add(1) },
		"open-ended":              func(d *partnerhub.Dataset) { d.Trials[0].End = time.Time{} },
		"cancelled before start":  func(d *partnerhub.Dataset) { d.Subscriptions[0].CancelledAt = when("2025-01-01") },
		"provisioned first":       func(d *partnerhub.Dataset) { d.Subscriptions[0].ProvisionedAt = when("2020-01-01") },
		"setup out of order":      func(d *partnerhub.Dataset) { d.Partner.Setup.CompletedAt = when("2020-01-01") },
		"neighbouring days":       secondSample("2026-01-27"),
		"the day before, an hour": secondSample("2026-01-25T23:59:59.999999999Z"),
		"longest product":         func(d *partnerhub.Dataset) { d.Trials[0].Licenses[0].Product = longest },
		"no partner name":         func(d *partnerhub.Dataset) { d.Partner.Name = "" },
		"no money":                func(d *partnerhub.Dataset) { d.Subscriptions[0].TermValue = partnerhub.Money{} },
		"zero euros":              func(d *partnerhub.Dataset) { d.Subscriptions[0].TermValue = euros("0") },
		"38 digits":               func(d *partnerhub.Dataset) { d.Subscriptions[0].TermValue = euros("-" + strings.Repeat("9", 38)) },
		"18 places":               func(d *partnerhub.Dataset) { d.Subscriptions[0].TermValue = euros("0.000000000000000001") },
		"own organization":        func(d *partnerhub.Dataset) { d.Partner.ID = "c-1" },
		"assigned twice":          func(d *partnerhub.Dataset) { d.Admins[0].CustomerIDs = []string{"c-1", "c-1"} },
		"an admin of the same id": func(d *partnerhub.Dataset) { d.Admins[0].ID = "c-1" },
		"never signed in":         func(d *partnerhub.Dataset) { d.Customers[0].AdminNeverSignedIn = true },
		"first year":              func(d *partnerhub.Dataset) { d.Subscriptions[0].Start = time.Time{}.Add(1) },
		"last year":               func(d *partnerhub.Dataset) { d.Subscriptions[0].End = when("9999-12-31T23:59:59.999999999Z") },
		"last year, written east": func(d *partnerhub.Dataset) {
			d.Subscriptions[0].End = when("9999-12-31T23:59:59Z").In(time.FixedZone("", 3600))
		},
	} {
		data := smallDataset()
		change(data)
		_, err := partnerhub.Load(t.Context(), data)
		require.NoError(t, err, name)
	}
}

func TestLoadChecksMoney(t *testing.T) {
	places := map[string]func(d *partnerhub.Dataset) *partnerhub.Money{
		"subscriptions[0].termValue":          func(d *partnerhub.Dataset) *partnerhub.Money { return &d.Subscriptions[0].TermValue },
		"subscriptions[0].orders[0].value":    func(d *partnerhub.Dataset) *partnerhub.Money { return &d.Subscriptions[0].Orders[0].Value },
		"subscriptions[0].invoices[0].amount": func(d *partnerhub.Dataset) *partnerhub.Money { return &d.Subscriptions[0].Invoices[0].Amount },
	}
	digits39, _ := new(big.Int).SetString("1"+strings.Repeat("0", 38), 10)
	for _, c := range []struct {
		amount                    decimal.Decimal
		currency, member, problem string
	}{
		{decimal.New(1, 1<<30), "EUR", ".amount", "amount has more than 38 digits"},
		{decimal.New(1, math.MaxInt32), "EUR", ".amount", "amount has more than 38 digits"},
		{decimal.NewFromBigInt(digits39, 0), "EUR", ".amount", "amount has more than 38 digits"},
		{decimal.New(-1, 38), "EUR", ".amount", "amount has more than 38 digits"},
		{decimal.New(1, -19), "EUR", ".amount", "more than 18 digits after the point"},
		{decimal.New(1, math.MinInt32), "EUR", ".amount", "more than 18 digits after the point"},
		{decimal.New(1, 0), "", ".currency", `"" is not a currency: three capital letters`},
		{decimal.New(0, 0), "eur", ".currency", `"eur" is not a currency`},
		{decimal.New(1, 0), "EURO", ".currency", `"EURO" is not a currency`},
		{decimal.New(1, 0), "EU\xff", ".currency", `"EU\xff" is not a currency`},
	} {
		for place, field := range places {
			data := smallDataset()
			*field(data) = partnerhub.Money{Amount: c.amount, Currency: c.currency}
			requireOneFault(t, data, place+c.member, c.problem)
		}
	}
}

func TestLoadChecksEveryText(t *testing.T) {
	for place, field := range map[string]func(d *partnerhub.Dataset) *string{
		"partner.id":                          func(d *partnerhub.Dataset) *string { return &d.Partner.ID },
		"partner.name":                        func(d *partnerhub.Dataset) *string { return &d.Partner.Name },
		"customers[0].id":                     func(d *partnerhub.Dataset) *string { return &d.Customers[0].ID },
		"customers[0].name":                   func(d *partnerhub.Dataset) *string { return &d.Customers[0].Name },
		"customers[0].tags[0]":                func(d *partnerhub.Dataset) *string { return &d.Customers[0].Tags[0] },
		"customers[0].country":                func(d *partnerhub.Dataset) *string { return &d.Customers[0].Country },
		"customers[0].launchUrl":              func(d *partnerhub.Dataset) *string { return &d.Customers[0].LaunchURL },
		"subscriptions[0].id":                 func(d *partnerhub.Dataset) *string { return &d.Subscriptions[0].ID },
		"subscriptions[0].orders[0].number":   func(d *partnerhub.Dataset) *string { return &d.Subscriptions[0].Orders[0].Number },
		"subscriptions[0].invoices[0].number": func(d *partnerhub.Dataset) *string { return &d.Subscriptions[0].Invoices[0].Number },
		"trials[0].id":                        func(d *partnerhub.Dataset) *string { return &d.Trials[0].ID },
		"admins[0].id":                        func(d *partnerhub.Dataset) *string { return &d.Admins[0].ID },
		"admins[0].name":                      func(d *partnerhub.Dataset) *string { return &d.Admins[0].Name },
		"admins[0].email":                     func(d *partnerhub.Dataset) *string { return &d.Admins[0].Email },
	} {
		data := smallDataset()
		*field(data) = "a\xff"
		faults := faultsOf(t, data)
		require.Contains(t, faults, &partnerhub.Fault{Place: place, Problem: `"a\xff" is not valid UTF-8`})
	}
}

func TestLoadChecksEveryYear(t *testing.T) {
	for place, field := range map[string]func(d *partnerhub.Dataset) *time.Time{
		"partner.setup.planReviewedAt":          func(d *partnerhub.Dataset) *time.Time { return &d.Partner.Setup.PlanReviewedAt },
		"partner.setup.termsAcceptedAt":         func(d *partnerhub.Dataset) *time.Time { return &d.Partner.Setup.TermsAcceptedAt },
		"partner.setup.completedAt":             func(d *partnerhub.Dataset) *time.Time { return &d.Partner.Setup.CompletedAt },
		"customers[0].lastAdminSignIn":          func(d *partnerhub.Dataset) *time.Time { return &d.Customers[0].LastAdminSignIn },
		"subscriptions[0].orderedAt":            func(d *partnerhub.Dataset) *time.Time { return &d.Subscriptions[0].OrderedAt },
		"subscriptions[0].start":                func(d *partnerhub.Dataset) *time.Time { return &d.Subscriptions[0].Start },
		"subscriptions[0].end":                  func(d *partnerhub.Dataset) *time.Time { return &d.Subscriptions[0].End },
		"subscriptions[0].provisionedAt":        func(d *partnerhub.Dataset) *time.Time { return &d.Subscriptions[0].ProvisionedAt },
		"subscriptions[0].suspendedAt":          func(d *partnerhub.Dataset) *time.Time { return &d.Subscriptions[0].SuspendedAt },
		"subscriptions[0].cancelledAt":          func(d *partnerhub.Dataset) *time.Time { return &d.Subscriptions[0].CancelledAt },
		"subscriptions[0].orders[0].placedAt":   func(d *partnerhub.Dataset) *time.Time { return &d.Subscriptions[0].Orders[0].PlacedAt },
		"subscriptions[0].invoices[0].issuedAt": func(d *partnerhub.Dataset) *time.Time { return &d.Subscriptions[0].Invoices[0].IssuedAt },
		"subscriptions[0].invoices[0].dueAt":    func(d *partnerhub.Dataset) *time.Time { return &d.Subscriptions[0].Invoices[0].DueAt },
		"subscriptions[0].invoices[0].paidAt":   func(d *partnerhub.Dataset) *time.Time { return &d.Subscriptions[0].Invoices[0].PaidAt },
		"trials[0].start":                       func(d *partnerhub.Dataset) *time.Time { return &d.Trials[0].Start },
		"trials[0].end":                         func(d *partnerhub.Dataset) *time.Time { return &d.Trials[0].End },
		"usage[0].date":                         func(d *partnerhub.Dataset) *time.Time { return &d.Usage[0].Date },
	} {
		for year, instant := range map[string]time.Time{
			"0":     time.Date(0, 12, 31, 23, 59, 59, 0, time.UTC),
			"-4713": time.Date(-4713, 1, 1, 0, 0, 0, 0, time.UTC),
			"10000": time.Date(9999, 12, 31, 23, 30, 0, 0, time.FixedZone("", -3600)),
		} {
			data := smallDataset()
			*field(data) = instant
			require.Contains(t, faultsOf(t, data), &partnerhub.Fault{Place: place, Problem: "the year " + year + " is not within 1 to 9999"})
		}
	}
}

// 9,223,372 lines of 10^12 licenses leave 36,854,775,807 to the largest int64.
// All subscriptions share the same list.
func TestSumOfLicensesFitsInt64(t *testing.T) {
	data := smallDataset()
	data.Subscriptions, data.Trials, data.Usage = nil, nil, nil
	lines := slices.Repeat([]partnerhub.License{{Product: "meetings", Quantity: maxCount}}, 100_000)
	for i := range 93 {
		s := partnerhub.Subscription{ID: string(rune('A' + i)), CustomerID: "c-1", Start: when("2026-01-01"), Licenses: lines}
		data.Subscriptions = append(data.Subscriptions, s)
	}
	data.Subscriptions[92].Licenses = lines[:23_372]
	rest := []partnerhub.License{{Product: "calling", Quantity: 36_854_775_807}}
	data.Trials = []partnerhub.Trial{{ID: "trial-1", CustomerID: "c-1", Start: when("2026-01-01"), Licenses: rest}}
	trend, err := load(t, data).At(when("2026-01-02")).Trend(t.Context(), "meetings", partnerhub.TrendOptions{Points: 1})
	require.NoError(t, err)
	require.Equal(t, int64(9_223_372_000_000_000_000), trend[0].Total)
	rest[0].Quantity++
	requireOneFault(t, data, "trials[0].licenses", "the sum of licenses over all entitlements exceeds 9223372036854775807")
}

func TestSumsOfUsageFitInt64(t *testing.T) {
	for _, c := range []struct {
		place, problem string
		field          func(u *partnerhub.UsageSample) *partnerhub.Count
	}{
		{"usage[1].assigned", "the sum of licenses assigned over all entitlements exceeds 9223372036854775807",
			func(u *partnerhub.UsageSample) *partnerhub.Count { return &u.Assigned }},
		{"usage[1].used", "the sum of licenses used over all entitlements exceeds 9223372036854775807",
			func(u *partnerhub.UsageSample) *partnerhub.Count { return &u.Used }},
	} {
		data := smallDataset()
		data.Usage = append(data.Usage, partnerhub.UsageSample{EntitlementID: "trial-1", Product: "webinars", Date: when("2026-01-26")})
		*c.field(&data.Usage[0]) = partnerhub.Known(math.MaxInt64)
		*c.field(&data.Usage[1]) = partnerhub.Known(1)
		faults := faultsOf(t, data)
		require.Equal(t, &partnerhub.Fault{Place: c.place, Problem: c.problem}, faults[len(faults)-1])
	}
}

func TestThirdSampleOfADayNamesTheFirst(t *testing.T) {
	data := smallDataset()
	secondSample("2026-01-26T10:00:00Z")(data)
	secondSample("2026-01-26T20:00:00Z")(data)
	faults := faultsOf(t, data)
	require.Equal(t, []string{"usage[1].date", "usage[2].date"}, placesOf(faults))
	require.Contains(t, faults[1].Problem, "the first is usage[0]")
}

func TestFaultsAreLines(t *testing.T) {
	data := smallDataset()
	text := "\n" + strings.Repeat("x", 1<<20)
	data.Customers[0].ID, data.Customers[0].Name = text, text+"\xff"
	data.Subscriptions[0].Licenses[0].Product, data.Usage[0].Product = partnerhub.Product(text), partnerhub.Product(text)
	data.Subscriptions[0].TermValue.Currency = text
	data.Usage = append(data.Usage, data.Usage[0])
	faults := faultsOf(t, data)
	for _, fault := range faults {
		require.Less(t, len(fault.Error()), 300)
		require.NotContains(t, fault.Error(), "\n")
	}
	require.Equal(t, "usage[1].date", faults[len(faults)-1].Place)
}

func TestLoadReportsAllFaults(t *testing.T) {
	data := smallDataset()
	data.Partner.ID = ""
	data.Customers[0].Name = ""
	data.Subscriptions[0].Licenses[0].Quantity = -3
	data.Subscriptions[0].TermValue.Currency = "eur"
	data.Trials[0].CustomerID = "c-9"
	data.Usage = append(data.Usage, data.Usage[0])
	data.Admins[0].Role = 0
	_, err := partnerhub.Load(t.Context(), data)
	faulty := requireDataError(t, err)
	require.ElementsMatch(t, []string{
		"partner.id", "customers[0].name", "subscriptions[0].licenses[0].quantity", "subscriptions[0].termValue.currency",
		"trials[0].customerId", "usage[1].date", "admins[0].role",
	}, placesOf(faulty.Faults))
	require.Equal(t, 7, faulty.Total)
	require.EqualError(t, err, "partnerhub: partner.id: is empty (the first of 7 faults)")
	require.Equal(t, 7, strings.Count(faulty.Details(), "\n"))
	require.Contains(t, faulty.Details(), "\nsubscriptions[0].licenses[0].quantity: -3 is negative\n")
}

// crowd has a customer so many times.
type crowd struct {
	*partnerhub.Dataset
	size int
}

func (c crowd) ReadCustomers(context.Context) iter.Seq2[partnerhub.Customer, error] {
	return func(yield func(partnerhub.Customer, error) bool) {
		for range c.size {
			if !yield(c.Customers[0], nil) {
				return
			}
		}
	}
}

func TestFaultsAreBounded(t *testing.T) {
	_, err := partnerhub.Load(t.Context(), crowd{smallDataset(), 1_000_000})
	faulty := requireDataError(t, err)
	require.Equal(t, 999_999, faulty.Total)
	require.Len(t, faulty.Faults, 100)
	require.Equal(t, "customers[100].id", faulty.Faults[99].Place)
	require.EqualError(t, err, `partnerhub: customers[1].id: a second customer "c-1" (the first of 999999 faults)`)
	require.True(t, strings.HasSuffix(faulty.Details(), "\"c-1\"\nand 999899 more\n"))
}

func TestZeroDatasetIsRefused(t *testing.T) {
	requireOneFault(t, &partnerhub.Dataset{}, "partner.id", "is empty")
}
