package partnerhub_test

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// edits are changes of one field each, by the type of the facts and the field.
type edits[T any] map[string]func(facts *T, e *editor)

// editor makes edits of a portfolio. Its instants are those that it has already,
// so that a change can be made in place, or new ones.
type editor struct {
	rng      *rand.Rand
	data     *partnerhub.Dataset
	instants []time.Time
	fresh    bool
}

func (e *editor) instant() time.Time {
	if e.fresh {
		return e.data.AsOf.Add(time.Duration(e.rng.Int64N(int64(100*24*time.Hour))) - 50*24*time.Hour)
	}
	return oneOf(e.rng, e.instants...)
}

// instantsIn are the instants of the subscriptions.
func instantsIn(data *partnerhub.Dataset) []time.Time {
	list := []time.Time{data.AsOf}
	for _, s := range data.Subscriptions {
		list = append(list, s.Start)
		for _, other := range []time.Time{s.End, s.ProvisionedAt, s.SuspendedAt} {
			if !other.IsZero() {
				list = append(list, other)
			}
		}
	}
	return list
}

// maybe is an instant or none.
func (e *editor) maybe() time.Time { return oneOf(e.rng, time.Time{}, e.instant(), e.instant()) }

func (e *editor) licenses() []partnerhub.License {
	return []partnerhub.License{
		{Product: partnerhub.Meetings, Quantity: e.rng.Int64N(40)}, {Product: oneOf(e.rng, partnerhub.Calling, "x_1"), Quantity: e.rng.Int64N(40)},
	}
}

func (e *editor) text() string { return oneOf(e.rng, "A", "Ä", "b", "c c") }

func (e *editor) money() partnerhub.Money {
	return partnerhub.Money{Amount: decimal.New(e.rng.Int64N(1000), -2), Currency: "EUR"}
}

func (e *editor) customerID() string { return oneOf(e.rng, e.data.Customers...).ID }

var customerEdits = edits[partnerhub.Customer]{
	"Name": func(c *partnerhub.Customer, e *editor) { c.Name = e.text() },
	"ManagedBy": func(c *partnerhub.Customer, _ *editor) {
		c.ManagedBy = partnerhub.ManagedByExternal + partnerhub.ManagedByPartner - c.ManagedBy
	},
	"Tags":            func(c *partnerhub.Customer, e *editor) { c.Tags = []string{e.text()} },
	"Country":         func(c *partnerhub.Customer, e *editor) { c.Country = e.text() },
	"LaunchURL":       func(c *partnerhub.Customer, e *editor) { c.LaunchURL = e.text() },
	"LastAdminSignIn": func(c *partnerhub.Customer, e *editor) { c.LastAdminSignIn = e.maybe() },
	"AdminNeverSignedIn": func(c *partnerhub.Customer, _ *editor) {
		c.AdminNeverSignedIn, c.LastAdminSignIn = !c.AdminNeverSignedIn, time.Time{} // which exclude one another
	},
}

var subscriptionEdits = edits[partnerhub.Subscription]{
	"CustomerID":    func(s *partnerhub.Subscription, e *editor) { s.CustomerID = e.customerID() },
	"OrderedAt":     func(s *partnerhub.Subscription, e *editor) { s.OrderedAt = e.maybe() },
	"Start":         func(s *partnerhub.Subscription, e *editor) { s.Start = e.instant() },
	"End":           func(s *partnerhub.Subscription, e *editor) { s.End = e.maybe() },
	"Renewal":       func(s *partnerhub.Subscription, _ *editor) { s.Renewal = (s.Renewal + 1) % 3 },
	"ProvisionedAt": func(s *partnerhub.Subscription, e *editor) { s.ProvisionedAt = e.maybe() },
	"SuspendedAt":   func(s *partnerhub.Subscription, e *editor) { s.SuspendedAt = e.maybe() },
	"CancelledAt":   func(s *partnerhub.Subscription, e *editor) { s.CancelledAt = e.maybe() },
	"Licenses":      func(s *partnerhub.Subscription, e *editor) { s.Licenses = e.licenses() },
	"TermValue":     func(s *partnerhub.Subscription, e *editor) { s.TermValue = e.money() },
	"Orders": func(s *partnerhub.Subscription, e *editor) {
		s.Orders = []partnerhub.Order{{Number: e.text(), PlacedAt: e.maybe(), Value: e.money()}}
	},
	"Invoices": func(s *partnerhub.Subscription, e *editor) {
		s.Invoices = []partnerhub.Invoice{{Number: e.text(), IssuedAt: e.maybe(), PaidAt: e.maybe(), Amount: e.money()}}
	},
}

var trialEdits = edits[partnerhub.Trial]{
	"CustomerID": func(t *partnerhub.Trial, e *editor) { t.CustomerID = e.customerID() },
	"Start":      func(t *partnerhub.Trial, e *editor) { t.Start = e.instant() },
	"End":        func(t *partnerhub.Trial, e *editor) { t.End = e.maybe() },
	"Licenses":   func(t *partnerhub.Trial, e *editor) { t.Licenses = e.licenses() },
}

var usageEdits = edits[partnerhub.UsageSample]{
	"Date":        func(u *partnerhub.UsageSample, e *editor) { u.Date = u.Date.AddDate(0, 0, e.rng.IntN(9)-4) },
	"Assigned":    func(u *partnerhub.UsageSample, e *editor) { u.Assigned = partnerhub.Known(e.rng.Int64N(70_000)) },
	"Used":        func(u *partnerhub.UsageSample, e *editor) { u.Used = partnerhub.Known(e.rng.Int64N(40)) },
	"UsedQuarter": func(u *partnerhub.UsageSample, e *editor) { u.UsedQuarter = partnerhub.Known(e.rng.Int64N(40)) },
}

var adminEdits = edits[partnerhub.Admin]{
	"Name":        func(a *partnerhub.Admin, e *editor) { a.Name = e.text() },
	"Email":       func(a *partnerhub.Admin, e *editor) { a.Email = e.text() },
	"Role":        func(a *partnerhub.Admin, _ *editor) { a.Role = a.Role%5 + 1 },
	"CustomerIDs": func(a *partnerhub.Admin, e *editor) { a.CustomerIDs = []string{e.customerID()} },
}

// keyFields are the fields that say which facts they are, and are not edited.
var keyFields = []string{"ID", "EntitlementID", "Product"}

// Of each field, a change is told by the hub that it makes as by one that is loaded
// afresh: by one that was asked and one that was not, where the customer keeps its
// place in its block and where the block is made anew.
func TestEachFieldCanBeChanged(t *testing.T) {
	change := func(c partnerhub.Customer) partnerhub.Change { return partnerhub.UpsertCustomer{Customer: c} }
	testEdits(t, customerEdits, func(d *partnerhub.Dataset) []partnerhub.Customer { return d.Customers }, change)
	testEdits(t, subscriptionEdits, func(d *partnerhub.Dataset) []partnerhub.Subscription { return d.Subscriptions },
		func(s partnerhub.Subscription) partnerhub.Change {
			return partnerhub.UpsertSubscription{Subscription: s}
		})
	testEdits(t, trialEdits, func(d *partnerhub.Dataset) []partnerhub.Trial { return d.Trials },
		func(trial partnerhub.Trial) partnerhub.Change { return partnerhub.UpsertTrial{Trial: trial} })
	testEdits(t, usageEdits, func(d *partnerhub.Dataset) []partnerhub.UsageSample { return d.Usage },
		func(u partnerhub.UsageSample) partnerhub.Change { return partnerhub.RecordUsage{Sample: u} })
	testEdits(t, adminEdits, func(d *partnerhub.Dataset) []partnerhub.Admin { return d.Admins },
		func(a partnerhub.Admin) partnerhub.Change { return partnerhub.UpsertAdmin{Admin: a} })
}

func testEdits[T any](t *testing.T, all edits[T], list func(*partnerhub.Dataset) []T, change func(T) partnerhub.Change) {
	facts := reflect.TypeFor[T]()
	for i := range facts.NumField() {
		name := facts.Field(i).Name
		if slices.Contains(keyFields, name) {
			continue
		}
		require.Contains(t, all, name, facts)
		t.Run(facts.Name()+"/"+name, func(t *testing.T) {
			told := 0
			forSeeds(4, func(seed uint64) {
				for try := range uint64(8) {
					fresh, rng := try%3 == 2, rand.New(rand.NewPCG(seed, 100*try+uint64(i)))
					data := testkit.Random(100*seed+try, 9)
					e := &editor{rng, data, instantsIn(data), fresh}
					told += requireEdit(t, e, all[name], list(data), change)
				}
			})
			if *oneSeed == 0 {
				require.Greater(t, told, 2, "changes that can be told")
			}
		})
	}
}

// requireEdit edits one of a list, if that is valid, and returns 1 if the hub tells
// something else then.
func requireEdit[T any](t *testing.T, e *editor, edit func(*T, *editor), list []T, change func(T) partnerhub.Change) int {
	if len(list) == 0 {
		return 0
	}
	facts := oneOf(e.rng, list...)
	edit(&facts, e)
	batch := changes{change(facts)}
	if e.fresh { // a neighbour comes, and the block is made anew
		batch = append(batch, partnerhub.UpsertCustomer{Customer: partnerhub.Customer{ID: "neighbour", Name: "M"}})
	}
	after, valid := testkit.Changed(e.data, batch...)
	if !valid {
		return 0
	}
	hub, err := partnerhub.LoadInBlocks(t.Context(), e.data, oneOf(e.rng, 4, 1024))
	require.NoError(t, err)
	seed, before := e.rng.Uint64(), ""
	if e.rng.IntN(2) == 0 {
		before = toldBy(t, hub, after, seed)
	}
	got := toldBy(t, apply(t, hub, batch...), after, seed)
	require.Equal(t, toldBy(t, load(t, after), after, seed), got, "%+v", batch)
	if before == "" || before == got {
		return 0
	}
	return 1
}

// toldBy is all that a hub tells at some instants, and whom some filters match.
func toldBy(t *testing.T, hub *partnerhub.Hub, data *partnerhub.Dataset, seed uint64) string {
	rng := rand.New(rand.NewPCG(seed, 0))
	var told strings.Builder
	told.WriteString(everything(t, hub, data))
	for _, q := range questionsAbout(data, rng, seed, 2) {
		q.admin = "" // who may see other customers before and after
		view := viewOf(t, hub, q)
		answers := []any{reportOf(t, hub, q), view.StatusCounts()}
		for id := range view.IDs() {
			detail, err := view.Customer(id)
			require.NoError(t, err)
			explanation, err := view.Explain(id)
			require.NoError(t, err)
			answers = append(answers, detail, explanation)
		}
		for range 4 {
			filter, err := partnerhub.ParseFilter(testkit.RandomFilter(rng, data, q.policy, q.asOf))
			require.NoError(t, err)
			answers = append(answers, matching(t, view, filter))
		}
		text, err := json.Marshal(answers)
		require.NoError(t, err)
		told.WriteString(string(text))
	}
	return told.String()
}

// An order that comes after the start makes no difference to what is known when, and is
// shown all the same.
func TestLateOrderIsShown(t *testing.T) {
	s := partnerhub.Subscription{ID: "S", CustomerID: "c", Start: date(2026, 1, 1), OrderedAt: date(2026, 1, 5)}
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "p"}, Customers: []partnerhub.Customer{{ID: "c", Name: "C"}}, Subscriptions: []partnerhub.Subscription{s}}
	s.OrderedAt = date(2026, 1, 6)
	detail, err := apply(t, load(t, data), partnerhub.UpsertSubscription{Subscription: s}).At(theDay).Customer("c")
	require.NoError(t, err)
	require.Equal(t, date(2026, 1, 6), detail.Subscriptions[0].OrderedAt)
}
