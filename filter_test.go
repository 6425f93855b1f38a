package partnerhub_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

// filterNoon is the instant of the view of filterData.
var filterNoon = at("2026-03-10T12:00:00Z")

func at(text string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		panic(err)
	}
	return t
}

func lines(product partnerhub.Product, quantities ...int64) []partnerhub.License {
	var list []partnerhub.License
	for _, quantity := range quantities {
		list = append(list, partnerhub.License{Product: product, Quantity: quantity})
	}
	return list
}

// filterData has six customers, whose ids are, in the order of their names:
//
//	alp   licenses 150 (calling 100, meetings 50), assigned 75, used 85, ends on 20 March, renews
//	baer  a trial of 10 calling, 12 assigned, none used, ends on 15 March; no country, no tags
//	star  no entitlement; the last sign-in is after noon
//	old   a subscription that has ended
//	new   a subscription that has been ordered and starts in April
//	zero  no licenses of messaging, 3 assigned, cancelled; 7 of webinars, nothing known, open-ended
func filterData() *partnerhub.Dataset {
	return &partnerhub.Dataset{
		Partner: partnerhub.Partner{ID: "org-0", Name: "Nordwind"},
		Customers: []partnerhub.Customer{
			{ID: "alp", Name: "Alpen AG", Country: "CH", Tags: []string{"dach", "gold"}, LastAdminSignIn: at("2026-03-08T23:30:00Z")},
			{ID: "baer", Name: "Bär & Söhne Inc.", ManagedBy: partnerhub.ManagedByExternal, AdminNeverSignedIn: true},
			{ID: "star", Name: "C*D", ManagedBy: partnerhub.ManagedByExternal, Country: "DE", Tags: []string{"*", "Gold"}, LastAdminSignIn: at("2026-03-11T00:00:00Z")},
			{ID: "old", Name: "Old", Country: "de", LastAdminSignIn: at("2026-01-01T00:00:00Z")},
			{ID: "new", Name: "Pending", Country: "AT"},
			{ID: "zero", Name: "Zero", ManagedBy: partnerhub.ManagedByExternal, Country: "CH", LastAdminSignIn: filterNoon},
			{ID: "org-0", Name: "Own", Tags: []string{"gold"}, Country: "CH"},
		},
		Subscriptions: []partnerhub.Subscription{
			{ID: "s-alp", CustomerID: "alp", Start: at("2025-03-01T00:00:00Z"), End: at("2026-03-20T23:30:00Z"), Renewal: partnerhub.RenewalAuto,
				ProvisionedAt: at("2025-03-01T00:00:00Z"), Licenses: append(lines("calling", 60, 40), lines("meetings", 50)...)},
			{ID: "s-old", CustomerID: "old", Start: at("2024-01-01T00:00:00Z"), End: at("2026-01-01T00:00:00Z"), Renewal: partnerhub.RenewalAuto,
				Licenses: lines("devices", 5)},
			{ID: "s-new", CustomerID: "new", OrderedAt: at("2026-03-01T00:00:00Z"), Start: at("2026-04-01T00:00:00Z"), Renewal: partnerhub.RenewalAuto,
				Licenses: lines("devices", 5)},
			{ID: "s-zero-1", CustomerID: "zero", Start: at("2026-01-10T00:00:00Z"), CancelledAt: at("2026-12-31T00:00:00Z"), Renewal: partnerhub.RenewalAuto,
				ProvisionedAt: at("2026-01-10T00:00:00Z"), Licenses: lines("messaging", 0)},
			{ID: "s-zero-2", CustomerID: "zero", Start: at("2026-02-10T06:00:00Z"), SuspendedAt: at("2026-03-01T00:00:00Z"),
				ProvisionedAt: at("2026-02-10T06:00:00Z"), Licenses: lines("webinars", 7)},
		},
		Trials: []partnerhub.Trial{
			{ID: "t-baer", CustomerID: "baer", Start: at("2026-03-01T00:00:00Z"), End: at("2026-03-15T00:00:00Z"), Licenses: lines("calling", 10)},
		},
		Usage: []partnerhub.UsageSample{
			{EntitlementID: "s-alp", Product: "calling", Date: at("2026-03-09T00:00:00Z"), Assigned: partnerhub.Known(75), Used: partnerhub.Known(25)},
			{EntitlementID: "s-alp", Product: "meetings", Date: at("2026-03-09T00:00:00Z"), Used: partnerhub.Known(60)},
			{EntitlementID: "t-baer", Product: "calling", Date: at("2026-03-09T00:00:00Z"), Assigned: partnerhub.Known(12), Used: partnerhub.Known(0)},
			{EntitlementID: "s-zero-1", Product: "messaging", Date: at("2026-03-10T00:00:00Z"), Assigned: partnerhub.Known(3), Used: partnerhub.Known(0)},
		},
		Admins: []partnerhub.Admin{
			{ID: "a-1", Role: partnerhub.RoleFull, CustomerIDs: []string{"alp"}},
			{ID: "a-2", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"alp", "baer"}},
			{ID: "a-3", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"org-0", "zero"}},
		},
	}
}

// filterView is filterData at noon, under the default policy.
func filterView(t testing.TB) partnerhub.View {
	hub, err := partnerhub.Load(t.Context(), filterData())
	require.NoError(t, err)
	return hub.At(filterNoon)
}

// requireMatches checks whom filters match; the ids are in the order of names.
func requireMatches(t *testing.T, view partnerhub.View, cases [][2]string) {
	for _, c := range cases {
		filter, err := partnerhub.ParseFilter(c[0])
		require.NoError(t, err, c[0])
		require.Equal(t, c[1], strings.Join(matching(t, view, filter), " "), c[0])
	}
}

func TestFilterMeaning(t *testing.T) {
	view := filterView(t)
	for name, cases := range filterMeanings {
		t.Run(name, func(t *testing.T) { requireMatches(t, view, cases) })
	}
}

// A date is a day in the policy's Location: in Berlin it is half past midnight
// when alp ends, and was when somebody signed in.
func TestFilterDaysAreThoseOfTheLocation(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	view, err := filterView(t).With(partnerhub.Policy{Location: berlin})
	require.NoError(t, err)
	requireMatches(t, view, [][2]string{
		{"ends = 2026-03-20", ""},
		{"ends = 2026-03-21", "alp"},
		{"ends < 2026-03-21", "baer"},
		{"ends = 2026-03-20T23:30:00Z", "alp"},
		{"days_to_end = 11", "alp"},
		{"signed_in = 2026-03-09", "alp"},
		{"days_since_sign_in = 1", "alp"},
	})
}

// In St. John's the clocks went back from 00:01 on 7 November 2010 to 23:01 on
// the 6th. Of two subscriptions, the one that ends first ends on the 7th, the
// other on the 6th. In Apia there was no 30 December 2011.
func TestFilterDaysThatComeBackOrAreSkipped(t *testing.T) {
	data := &partnerhub.Dataset{
		Partner: partnerhub.Partner{ID: "org-0", Name: "Nordwind"}, Customers: []partnerhub.Customer{{ID: "c", Name: "C"}, {ID: "d", Name: "D"}},
		Subscriptions: []partnerhub.Subscription{
			{ID: "1", CustomerID: "c", Start: at("2010-01-01T00:00:00Z"), End: at("2010-11-07T02:30:30Z")},
			{ID: "2", CustomerID: "c", Start: at("2010-01-01T00:00:00Z"), End: at("2010-11-07T02:40:00Z")},
			{ID: "3", CustomerID: "d", Start: at("2010-01-01T00:00:00Z"), End: at("2010-11-07T02:40:00Z")},
		},
	}
	requireMatchesIn(t, data, "America/St_Johns", "2010-11-01T12:00:00Z", [][2]string{
		{"ends = 2010-11-07", "c"},
		{"ends < 2010-11-07", "d"},
		{"ends = 2010-11-06", "d"},
		{"ends > 2010-11-06", "c"},
		{"ends != 2010-11-06", "c"},
		{"days_to_end = 5", "c d"},
	})
	data.Subscriptions = []partnerhub.Subscription{
		{ID: "1", CustomerID: "c", Start: at("2010-01-01T00:00:00Z"), End: at("2011-12-30T09:59:59Z")},
		{ID: "3", CustomerID: "d", Start: at("2010-01-01T00:00:00Z"), End: at("2011-12-30T10:00:00Z")},
	}
	requireMatchesIn(t, data, "Pacific/Apia", "2011-12-01T12:00:00Z", [][2]string{
		{"ends = 2011-12-29", "c"},
		{"ends = 2011-12-30", ""},
		{"ends != 2011-12-30", "c d"},
		{"ends < 2011-12-30", "c"},
		{"ends <= 2011-12-30", "c"},
		{"ends > 2011-12-30", "d"},
		{"ends >= 2011-12-30", "d"},
		{"ends = 2011-12-31", "d"},
	})
}

func requireMatchesIn(t *testing.T, data *partnerhub.Dataset, location, asOf string, cases [][2]string) {
	place, err := time.LoadLocation(location)
	require.NoError(t, err)
	view, err := load(t, data).At(at(asOf)).With(partnerhub.Policy{Location: place})
	require.NoError(t, err)
	requireMatches(t, view, cases)
}

// An active entitlement without lines has no licenses of anything, which is not
// the same as none: nothing is known to sum.
func TestFilterOfAnEntitlementWithoutLines(t *testing.T) {
	data := &partnerhub.Dataset{
		Partner: partnerhub.Partner{ID: "org-0", Name: "Nordwind"}, Customers: []partnerhub.Customer{{ID: "c", Name: "C"}},
		Trials: []partnerhub.Trial{{ID: "t", CustomerID: "c", Start: at("2026-03-01T00:00:00Z")}},
	}
	requireMatches(t, load(t, data).At(filterNoon), [][2]string{
		{"type:trial", "c"}, {"product:*", ""}, {"licenses:*", ""}, {"licenses = 0", ""}, {"ends:*", ""}, {"days_since_added = 9", "c"},
	})
}

func TestFilterOfNothing(t *testing.T) {
	f := partnerhub.MustParseFilter("status:trial OR -name = x")
	for _, view := range []partnerhub.View{{}, new(partnerhub.Hub).At(filterNoon)} {
		require.Empty(t, matching(t, view, f))
		require.Empty(t, matching(t, view, partnerhub.Filter{}))
	}
}

// The other answers of a filtered view are about the customers that it matches.
func TestAnswersOfAFilteredView(t *testing.T) {
	view, err := filterView(t).Where(partnerhub.MustParseFilter("product:calling"))
	require.NoError(t, err)
	require.Equal(t, 2, view.Len())
	require.Equal(t, 2, view.Overview().ManagedCustomers)
	require.Equal(t, 1, view.Overage("calling").Customers)
	require.Zero(t, view.Overage("messaging").Customers)
	_, err = view.Customer("zero")
	require.ErrorIs(t, err, partnerhub.ErrUnknownCustomer)
	_, exists := view.OwnOrganization()
	require.False(t, exists)
}

func TestFilterIsSafeForManyGoroutines(t *testing.T) {
	view := filterView(t)
	filter := partnerhub.MustParseFilter("(status:* OR name:a) -tag:Gold licenses != 1 (usage >= 0 OR ends > 2026-01-01) product:(calling OR messaging)")
	want := matching(t, view, filter)
	require.Equal(t, []string{"alp", "baer", "zero"}, want)
	results := make([][]string, 16)
	var group sync.WaitGroup
	for i := range results {
		group.Go(func() {
			for range 50 {
				if narrowed, err := view.Where(filter); err == nil {
					results[i] = idsOf(narrowed)
				}
			}
		})
	}
	group.Wait()
	for _, ids := range results {
		require.Equal(t, want, ids)
	}
}

func TestFilterIsText(t *testing.T) {
	type search struct {
		Filter partnerhub.Filter  `json:"filter"`
		None   *partnerhub.Filter `json:"none"`
	}
	var s search
	require.NoError(t, json.Unmarshal([]byte(`{"filter": "NOT status:Trial AND licenses>=1e2", "none": null}`), &s))
	require.Equal(t, "-status:trial licenses >= 100", s.Filter.String())
	text, err := json.Marshal(s)
	require.NoError(t, err)
	require.JSONEq(t, `{"filter": "-status:trial licenses >= 100", "none": null}`, string(text))

	var again search
	require.NoError(t, json.Unmarshal(text, &again))
	require.Equal(t, matching(t, filterView(t), s.Filter), matching(t, filterView(t), again.Filter))

	before := s.Filter.String()
	err = json.Unmarshal([]byte(`{"filter": "lisences > 5"}`), &s)
	var fault *partnerhub.FilterError
	require.ErrorAs(t, err, &fault)
	require.Equal(t, "unknown_field", fault.Code)
	require.Equal(t, before, s.Filter.String())

	empty, err := json.Marshal(search{})
	require.NoError(t, err)
	require.JSONEq(t, `{"filter": "", "none": null}`, string(empty))
}

func TestMustParseFilter(t *testing.T) {
	require.Equal(t, "status:trial", partnerhub.MustParseFilter("status : TRIAL").String())
	require.Panics(t, func() { partnerhub.MustParseFilter("status") })
}

// exampleValues are what a field of a type can be compared with.
var exampleValues = map[partnerhub.FilterType]string{
	partnerhub.FilterText:     "alp",
	partnerhub.FilterTextList: "gold",
	partnerhub.FilterProducts: "calling",
	partnerhub.FilterNumber:   "-5",
	partnerhub.FilterPercent:  "12.5%",
	partnerhub.FilterDate:     "2026-03-01",
}

// fieldTypes are the types of all fields.
var fieldTypes = map[string]partnerhub.FilterType{
	"id": "text", "name": "text", "country": "text", "tag": "text_list", "admin": "text_list",
	"managed_by": "enum", "headline": "enum", "status": "enum_list", "type": "enum_list", "renewal": "enum_list", "product": "products",
	"licenses": "number", "assigned": "number", "used": "number", "available": "number", "overage": "number",
	"days_to_end": "number", "days_since_added": "number", "days_since_sign_in": "number",
	"assignment": "percent", "usage": "percent", "ends": "date", "added": "date", "signed_in": "date",
}

// typeOperators are the operators that apply to a type.
var typeOperators = map[partnerhub.FilterType]string{
	"text": "= != < <= > >= :", "text_list": ":", "enum": "= != :", "enum_list": ":", "products": ":",
	"number": "= != < <= > >=", "percent": "= != < <= > >=", "date": "= != < <= > >=",
}

func TestFilterFields(t *testing.T) {
	seen := map[string]partnerhub.FilterType{}
	for _, field := range partnerhub.FilterFields() {
		seen[field.Name] = field.Type
		require.Equal(t, typeOperators[field.Type], strings.Join(field.Operators, " "), field.Name)
		require.Equal(t, strings.HasPrefix(string(field.Type), "enum"), len(field.Values) > 0, field.Name)
		require.NotEmpty(t, field.Description)
		require.NotContains(t, field.Description, "\n")
		values := field.Values
		if len(values) == 0 {
			values = []string{exampleValues[field.Type]}
		}
		for _, value := range values {
			requireOperators(t, field, value)
		}
	}
	require.Equal(t, fieldTypes, seen)
}

// requireOperators checks that a value of a field can be compared by the
// operators of the field, by no other, and by product only where that is said.
func requireOperators(t *testing.T, field partnerhub.FilterField, value string) {
	for _, op := range []string{"=", "!=", "<", "<=", ">", ">=", ":"} {
		code := "operator"
		if slices.Contains(field.Operators, op) {
			code = ""
		}
		require.Equal(t, code, faultCode(field.Name+" "+op+" "+value), "%s %s %s", field.Name, op, value)
		if !field.ByProduct {
			code = "no_sub_field"
		}
		require.Equal(t, code, faultCode(field.Name+".calling "+op+" "+value), "%s.calling %s %s", field.Name, op, value)
	}
	require.Empty(t, faultCode(field.Name+":*"))
}

// faultCode is the code of what is wrong with a text, or "".
func faultCode(text string) string {
	_, err := partnerhub.ParseFilter(text)
	var fault *partnerhub.FilterError
	if errors.As(err, &fault) {
		return fault.Code
	}
	return ""
}

// The list is the caller's own.
func TestFilterFieldsAreCopied(t *testing.T) {
	list := partnerhub.FilterFields()
	for i := range list {
		clear(list[i].Operators)
		clear(list[i].Values)
		list[i].Name = ""
	}
	TestFilterFields(t)
}

func TestFilterDocuments(t *testing.T) {
	fields := partnerhub.FilterFields()
	field := fields[slices.IndexFunc(fields, func(f partnerhub.FilterField) bool { return f.Name == "type" })]
	field.Description = "D"
	text, err := json.Marshal(field)
	require.NoError(t, err)
	require.Equal(t, `{"name":"type","type":"enum_list","operators":[":"],"values":["subscription","trial"],"byProduct":false,"description":"D"}`, string(text))

	_, fault := partnerhub.ParseFilter("lisences : 5")
	text, err = json.Marshal(fault)
	require.NoError(t, err)
	require.Equal(t, `{"code":"unknown_field","input":"lisences : 5","offset":0,"length":8,`+
		`"message":"unknown field \"lisences\"","suggestions":["licenses"]}`, string(text))
	require.True(t, strings.HasSuffix(fault.Error(), `unknown field "lisences"; did you mean "licenses"? (column 1)`), fault.Error())

	_, fault = partnerhub.ParseFilter("licenses = x")
	text, err = json.Marshal(fault)
	require.NoError(t, err)
	require.Contains(t, string(text), `"suggestions":[]`)
	for _, field := range partnerhub.FilterFields() {
		require.NotNil(t, field.Values)
	}
}
