package partnerhub_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

var changeDay = when("2026-01-31")

// changeDataset has a subscription with usage, trials with and without an end,
// and two administrators who see what they are assigned.
func changeDataset() *partnerhub.Dataset {
	sample := func(product partnerhub.Product, date string, assigned int64) partnerhub.UsageSample {
		return partnerhub.UsageSample{EntitlementID: "Sub-1", Product: product, Date: when(date), Assigned: partnerhub.Known(assigned)}
	}
	return &partnerhub.Dataset{
		AsOf:    changeDay,
		Partner: partnerhub.Partner{ID: "org-0", Name: "Nordwind"},
		Customers: []partnerhub.Customer{
			{ID: "c-1", Name: "Alpenglas AG"}, {ID: "c-2", Name: "Bora SE"}, {ID: "org-0", Name: "Nordwind"},
		},
		Subscriptions: []partnerhub.Subscription{{
			ID: "Sub-1", CustomerID: "c-1", Start: when("2025-03-01"), End: when("2026-03-01"),
			Licenses: []partnerhub.License{{Product: "meetings", Quantity: 100}, {Product: "calling", Quantity: 40}},
		}},
		Trials: []partnerhub.Trial{
			{ID: "trial-1", CustomerID: "c-2", Start: when("2026-01-10"), End: when("2026-02-09"), Licenses: []partnerhub.License{{Product: "webinars", Quantity: 5}}},
			{ID: "trial-open", CustomerID: "c-2", Start: when("2026-01-10")},
		},
		Usage: []partnerhub.UsageSample{
			sample("meetings", "2026-01-19", 70), sample("meetings", "2026-01-26", 80), sample("calling", "2026-01-26", 10),
		},
		Admins: []partnerhub.Admin{
			{ID: "a-1", Name: "Ole", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"c-1"}},
			{ID: "a-2", Name: "Eva", Role: partnerhub.RoleProvisioning, CustomerIDs: []string{"c-2", "c-1"}},
		},
	}
}

// subscription1 is the one of the dataset with other licenses.
func subscription1(customerID string, licenses ...partnerhub.License) partnerhub.UpsertSubscription {
	s := changeDataset().Subscriptions[0]
	s.CustomerID, s.Licenses = customerID, licenses
	return partnerhub.UpsertSubscription{Subscription: s}
}

func customer(id, name string) partnerhub.UpsertCustomer {
	return partnerhub.UpsertCustomer{Customer: partnerhub.Customer{ID: id, Name: name}}
}

// summaryOf says what a hub holds on the day: a line for each customer and each
// of its entitlements, with licenses by product as assigned/total, and a line
// for each administrator.
func summaryOf(t *testing.T, hub *partnerhub.Hub) []string {
	var lines []string
	view := hub.At(changeDay)
	for listed := range view.Customers() {
		detail, err := view.Customer(listed.ID)
		require.NoError(t, err)
		lines = append(lines, detailLines(detail)...)
	}
	if own, exists := view.OwnOrganization(); exists {
		lines = append(lines, detailLines(own)...)
	}
	for _, admin := range []string{"a-1", "a-2", "a-3"} {
		if narrowed, err := view.As(admin); err == nil {
			lines = append(lines, fmt.Sprint(admin, " sees ", customersOf(narrowed)))
		}
	}
	return lines
}

func detailLines(detail partnerhub.CustomerDetail) []string {
	words := []string{detail.ID, detail.Name}
	for _, admin := range detail.Admins {
		words = append(words, "@"+admin.ID)
	}
	lines := []string{strings.Join(words, " ")}
	for _, s := range detail.Subscriptions {
		lines = append(lines, termLine(s.Term))
	}
	for _, trial := range detail.Trials {
		lines = append(lines, termLine(trial.Term))
	}
	return lines
}

func termLine(term partnerhub.Term) string {
	words := []string{"  " + term.ID}
	for _, license := range term.Licenses {
		words = append(words, fmt.Sprintf("%s %s/%d", license.Product, license.Assigned, license.Total))
	}
	return strings.Join(words, " ")
}

// The dataset as it is, for the cases below.
var unchanged = []string{
	"c-1 Alpenglas AG @a-1 @a-2", "  Sub-1 calling 10/40 meetings 80/100",
	"c-2 Bora SE @a-2", "  trial-1 webinars unknown/5", "  trial-open",
	"org-0 Nordwind",
	"a-1 sees [c-1]", "a-2 sees [c-1 c-2]",
}

// with returns the lines with some others in the place of those from i to j.
func with(i, j int, others ...string) []string {
	return slices.Replace(slices.Clone(unchanged), i, j, others...)
}

type changes = []partnerhub.Change

func TestEachChange(t *testing.T) {
	record := func(product partnerhub.Product, date string, assigned int64) partnerhub.RecordUsage {
		return partnerhub.RecordUsage{Sample: partnerhub.UsageSample{EntitlementID: "Sub-1", Product: product, Date: when(date), Assigned: partnerhub.Known(assigned)}}
	}
	meetings := partnerhub.License{Product: "meetings", Quantity: 120}
	trial := func(id, customerID string) partnerhub.Trial {
		return partnerhub.Trial{ID: id, CustomerID: customerID, Start: when("2026-01-20"), Licenses: []partnerhub.License{meetings}}
	}
	for _, c := range []struct {
		name    string
		changes changes
		want    []string
	}{
		{"nothing", nil, unchanged},
		{"a new customer", changes{customer("c-3", "Aare GmbH")}, with(0, 0, "c-3 Aare GmbH")},
		{"another name moves a customer, who keeps everything", changes{customer("c-1", "Zug AG")},
			[]string{
				"c-2 Bora SE @a-2", "  trial-1 webinars unknown/5", "  trial-open", "c-1 Zug AG @a-1 @a-2", "  Sub-1 calling 10/40 meetings 80/100",
				"org-0 Nordwind", "a-1 sees [c-1]", "a-2 sees [c-2 c-1]",
			}},
		{"a customer goes with all it has", changes{partnerhub.RemoveCustomer{ID: "c-1"}},
			[]string{"c-2 Bora SE @a-2", "  trial-1 webinars unknown/5", "  trial-open", "org-0 Nordwind", "a-1 sees []", "a-2 sees [c-2]"}},
		{"one that comes back has nothing", changes{partnerhub.RemoveCustomer{ID: "c-1"}, customer("c-1", "Alpenglas AG"), subscription1("c-1", meetings)},
			[]string{
				"c-1 Alpenglas AG", "  Sub-1 meetings unknown/120", "c-2 Bora SE @a-2", "  trial-1 webinars unknown/5", "  trial-open",
				"org-0 Nordwind", "a-1 sees []", "a-2 sees [c-2]",
			}},
		{"the own organization", changes{customer("org-0", "Südwind"), subscription1("org-0", meetings), partnerhub.AssignAdmin{AdminID: "a-1", CustomerID: "org-0"}},
			[]string{
				"c-1 Alpenglas AG @a-1 @a-2", "c-2 Bora SE @a-2", "  trial-1 webinars unknown/5", "  trial-open",
				"org-0 Südwind @a-1", "  Sub-1 meetings 80/120", "a-1 sees [c-1]", "a-2 sees [c-1 c-2]",
			}},
		{"no own organization", changes{partnerhub.RemoveCustomer{ID: "org-0"}}, with(5, 6)},

		{"more licenses: the samples stay, but those of a line that is gone", changes{subscription1("c-1", meetings)}, with(1, 2, "  Sub-1 meetings 80/120")},
		{"they don't come back with the line", changes{subscription1("c-1"), subscription1("c-1", meetings)}, with(1, 2, "  Sub-1 meetings unknown/120")},
		{"lines of a product add up", changes{subscription1("c-1", meetings, meetings)}, with(1, 2, "  Sub-1 meetings 80/240")},
		{"a subscription moves with its samples", changes{subscription1("c-2", meetings)},
			[]string{
				"c-1 Alpenglas AG @a-1 @a-2", "c-2 Bora SE @a-2", "  Sub-1 meetings 80/120", "  trial-1 webinars unknown/5", "  trial-open",
				"org-0 Nordwind", "a-1 sees [c-1]", "a-2 sees [c-1 c-2]",
			}},
		{"and back", changes{subscription1("c-2", meetings), subscription1("c-1", meetings)}, with(1, 2, "  Sub-1 meetings 80/120")},
		{"it has moved before its customer goes", changes{subscription1("c-2", meetings), partnerhub.RemoveCustomer{ID: "c-1"}},
			[]string{
				"c-2 Bora SE @a-2", "  Sub-1 meetings 80/120", "  trial-1 webinars unknown/5", "  trial-open",
				"org-0 Nordwind", "a-1 sees []", "a-2 sees [c-2]",
			}},
		{"no subscription", changes{partnerhub.RemoveSubscription{ID: "Sub-1"}}, with(1, 2)},
		{"a subscription becomes a trial", changes{partnerhub.RemoveSubscription{ID: "Sub-1"}, partnerhub.StartTrial{Trial: trial("Sub-1", "c-1")}},
			with(1, 2, "  Sub-1 meetings unknown/120")},
		{"a new trial", changes{partnerhub.UpsertTrial{Trial: trial("trial-2", "c-1")}}, with(2, 2, "  trial-2 meetings unknown/120")},
		{"another trial of the id", changes{partnerhub.UpsertTrial{Trial: trial("trial-1", "c-1")}},
			with(2, 5, "  trial-1 meetings unknown/120", "c-2 Bora SE @a-2", "  trial-open")},
		{"a trial starts", changes{partnerhub.StartTrial{Trial: trial("trial-2", "c-1")}}, with(2, 2, "  trial-2 meetings unknown/120")},
		{"one that started with others comes by its id", changes{partnerhub.StartTrial{Trial: partnerhub.Trial{ID: "trial-0", CustomerID: "c-2", Start: when("2026-01-10")}}},
			with(3, 3, "  trial-0")},
		{"no trial", changes{partnerhub.RemoveTrial{ID: "trial-open"}}, with(4, 5)},

		{"a later sample", changes{record("meetings", "2026-01-28", 90)}, with(1, 2, "  Sub-1 calling 10/40 meetings 90/100")},
		{"a sample of the same day", changes{record("meetings", "2026-01-27T01:00:00+02:00", 90)}, with(1, 2, "  Sub-1 calling 10/40 meetings 90/100")},
		{"an earlier sample", changes{record("meetings", "2026-01-25T23:59:59.999999999Z", 90)}, unchanged},
		{"the last of many", changes{record("meetings", "2026-01-28", 90), record("meetings", "2026-01-27", 85), record("meetings", "2026-01-28", 95)},
			with(1, 2, "  Sub-1 calling 10/40 meetings 95/100")},
		{"unknown replaces known", changes{partnerhub.RecordUsage{Sample: partnerhub.UsageSample{EntitlementID: "Sub-1", Product: "calling", Date: when("2026-01-26")}}},
			with(1, 2, "  Sub-1 calling unknown/40 meetings 80/100")},
		{"usage of what is new", changes{partnerhub.StartTrial{Trial: trial("Sub-0", "c-1")}, partnerhub.RecordUsage{Sample: partnerhub.UsageSample{
			EntitlementID: "Sub-0", Product: "meetings", Date: when("2026-01-30"), Assigned: partnerhub.Known(3)}}}, with(2, 2, "  Sub-0 meetings 3/120")},

		{"a new administrator", changes{partnerhub.UpsertAdmin{Admin: partnerhub.Admin{ID: "a-3", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"c-2", "c-2"}}}},
			[]string{
				"c-1 Alpenglas AG @a-1 @a-2", "  Sub-1 calling 10/40 meetings 80/100", "c-2 Bora SE @a-2 @a-3", "  trial-1 webinars unknown/5", "  trial-open",
				"org-0 Nordwind", "a-1 sees [c-1]", "a-2 sees [c-1 c-2]", "a-3 sees [c-2]",
			}},
		{"another list", changes{partnerhub.UpsertAdmin{Admin: partnerhub.Admin{ID: "a-2", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"c-2"}}}},
			[]string{
				"c-1 Alpenglas AG @a-1", "  Sub-1 calling 10/40 meetings 80/100", "c-2 Bora SE @a-2", "  trial-1 webinars unknown/5", "  trial-open",
				"org-0 Nordwind", "a-1 sees [c-1]", "a-2 sees [c-2]",
			}},
		{"another role", changes{partnerhub.UpsertAdmin{Admin: partnerhub.Admin{ID: "a-1", Role: partnerhub.RoleFull, CustomerIDs: []string{"c-1"}}}},
			with(6, 7, "a-1 sees [c-1 c-2]")},
		{"no administrator", changes{partnerhub.RemoveAdmin{ID: "a-2"}}, with(0, 8,
			"c-1 Alpenglas AG @a-1", "  Sub-1 calling 10/40 meetings 80/100", "c-2 Bora SE", "  trial-1 webinars unknown/5", "  trial-open",
			"org-0 Nordwind", "a-1 sees [c-1]")},
		{"one that comes back has no customers", changes{partnerhub.RemoveAdmin{ID: "a-1"}, partnerhub.UpsertAdmin{Admin: partnerhub.Admin{ID: "a-1", Role: partnerhub.RoleAdmin}}},
			with(0, 7, "c-1 Alpenglas AG @a-2", "  Sub-1 calling 10/40 meetings 80/100", "c-2 Bora SE @a-2", "  trial-1 webinars unknown/5", "  trial-open",
				"org-0 Nordwind", "a-1 sees []")},
		{"assigned", changes{partnerhub.AssignAdmin{AdminID: "a-1", CustomerID: "c-2"}},
			with(2, 7, "c-2 Bora SE @a-1 @a-2", "  trial-1 webinars unknown/5", "  trial-open", "org-0 Nordwind", "a-1 sees [c-1 c-2]")},
		{"assigned twice", changes{partnerhub.AssignAdmin{AdminID: "a-1", CustomerID: "c-1"}, partnerhub.AssignAdmin{AdminID: "a-1", CustomerID: "c-1"}}, unchanged},
		{"no longer assigned", changes{partnerhub.UnassignAdmin{AdminID: "a-2", CustomerID: "c-2"}},
			with(2, 8, "c-2 Bora SE", "  trial-1 webinars unknown/5", "  trial-open", "org-0 Nordwind", "a-1 sees [c-1]", "a-2 sees [c-1]")},
		{"assigned again", changes{partnerhub.UnassignAdmin{AdminID: "a-2", CustomerID: "c-2"}, partnerhub.AssignAdmin{AdminID: "a-2", CustomerID: "c-2"}}, unchanged},
		{"a new list takes back what was assigned before it",
			changes{partnerhub.AssignAdmin{AdminID: "a-1", CustomerID: "c-2"}, partnerhub.UpsertAdmin{Admin: partnerhub.Admin{ID: "a-1", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"c-1"}}}},
			unchanged},
	} {
		t.Run(c.name, func(t *testing.T) {
			hub := load(t, changeDataset())
			require.Equal(t, c.want, summaryOf(t, apply(t, hub, c.changes...)))
			require.Equal(t, unchanged, summaryOf(t, hub))
		})
	}
}

func TestExtendTrial(t *testing.T) {
	for _, c := range []struct {
		name, end, from, zone string
		days                  int
		want                  string
	}{
		{"from the end", "2026-02-09", "", "", 10, "2026-02-19"},
		{"from today", "2026-02-09", "2026-01-31T08:15:00.000000001Z", "", 10, "2026-02-10T08:15:00.000000001Z"},
		{"a moment longer", "2026-02-09", "2026-02-08T00:00:00.000000001Z", "", 1, "2026-02-09T00:00:00.000000001Z"},
		{"it is over", "2026-01-20", "", "", 30, "2026-02-19"},
		{"it is over, from today", "2026-01-20", "2026-01-31", "", 30, "2026-03-02"},
		{"over the change of clocks", "2026-03-28T10:00:00+01:00", "", "Europe/Berlin", 2, "2026-03-30T10:00:00+02:00"},
		{"in UTC there is none", "2026-03-28T10:00:00+01:00", "", "", 2, "2026-03-30T11:00:00+02:00"},
		{"02:30 is skipped", "2026-03-28T02:30:00+01:00", "", "Europe/Berlin", 1, "2026-03-29T03:30:00+02:00"},
		{"02:30 comes twice", "2026-10-24T02:30:00+02:00", "", "Europe/Berlin", 1, "2026-10-25T02:30:00+02:00"},
		{"as long as can be", "0001-01-01T00:00:01Z", "", "", 3_652_058, "9999-12-31T00:00:01Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := changeDataset()
			data.Trials[0].End = when(c.end)
			data.Trials[0].Start = data.Trials[0].End.Add(-1)
			change := partnerhub.ExtendTrial{ID: "trial-1", Days: c.days}
			if c.from != "" {
				change.From = when(c.from)
			}
			if c.zone != "" {
				location, err := time.LoadLocation(c.zone)
				require.NoError(t, err)
				change.Location = location
			}
			detail, err := apply(t, load(t, data), change).At(when("9999-12-31")).Customer("c-2")
			require.NoError(t, err)
			require.Equal(t, when(c.want).UTC(), trialOf(t, detail, "trial-1").End)
		})
	}
}

func trialOf(t *testing.T, detail partnerhub.CustomerDetail, id string) partnerhub.TrialDetail {
	at := slices.IndexFunc(detail.Trials, func(trial partnerhub.TrialDetail) bool { return trial.ID == id })
	require.GreaterOrEqual(t, at, 0)
	return detail.Trials[at]
}

// What a change doesn't speak of stays as it was, to the last detail.
func TestATouchedCustomerKeepsItsFacts(t *testing.T) {
	data := parsed(t, detailDataset)
	data.AsOf = changeDay
	hub := load(t, data)
	touched := apply(t, hub,
		partnerhub.AssignAdmin{AdminID: "a-9", CustomerID: "c-1"}, partnerhub.AssignAdmin{AdminID: "a-1", CustomerID: "c-2"},
		partnerhub.AssignAdmin{AdminID: "a-1", CustomerID: "org-0"})
	for _, day := range []string{"2025-02-20", "2026-01-10", "2026-01-31", "2026-02-03", "2026-03-01"} {
		data.AsOf = when(day)
		require.Equal(t, everything(t, hub, data), everything(t, touched, data), day)
	}
}

func TestApplyKeepsNothingOfTheChanges(t *testing.T) {
	facts := smallDataset()
	facts.Subscriptions[0].Orders[0].Lines = []partnerhub.OrderLine{{Product: "meetings", Delta: 7}}
	hub := load(t, &partnerhub.Dataset{Partner: facts.Partner})
	changed := apply(t, hub,
		partnerhub.UpsertCustomer{Customer: facts.Customers[0]}, partnerhub.UpsertSubscription{Subscription: facts.Subscriptions[0]},
		partnerhub.UpsertTrial{Trial: facts.Trials[0]}, partnerhub.RecordUsage{Sample: facts.Usage[0]}, partnerhub.UpsertAdmin{Admin: facts.Admins[0]},
	)
	asked := smallDataset()
	asked.AsOf = changeDay
	want := everything(t, changed, asked)
	require.Contains(t, want, `"delta":7`)
	wipe(facts)
	require.Equal(t, want, everything(t, changed, asked))
}

func TestNoChangesAreTheSameHub(t *testing.T) {
	hub := load(t, changeDataset())
	require.Same(t, hub, apply(t, hub))
}

func TestChangesArePlainValues(t *testing.T) {
	var a, b partnerhub.Change = partnerhub.AssignAdmin{AdminID: "a", CustomerID: "c"}, partnerhub.AssignAdmin{AdminID: "a", CustomerID: "c"}
	require.True(t, a == b)
	require.Equal(t, "partnerhub.AssignAdmin{AdminID:\"a\", CustomerID:\"c\"}", fmt.Sprintf("%#v", a))
}
