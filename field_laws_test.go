package partnerhub_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// A change is made in the place of a customer where that can be, and else makes a
// block anew. These tests change each field of each fact by itself, in both ways, and
// compare all that a hub tells with what one tells that is loaded afresh.

// fieldEditor makes changes of one field of a random fact of a dataset.
type fieldEditor struct {
	rng  *rand.Rand
	data *partnerhub.Dataset
	// finer: instants are not whole seconds, as those of the dataset are, and no
	// two are the same.
	finer bool
	count int
	// bare: subscriptions are those without orders and invoices, which are made
	// anew whenever they are given.
	bare bool
}

// time is an instant near that of the dataset.
func (e *fieldEditor) time() time.Time {
	const day = 24 * time.Hour
	return e.fine(e.data.AsOf.Add(oneOf(e.rng, -200*day, -40*day, -10*day, -day, -time.Hour, time.Hour, 10*day, 50*day, 200*day)))
}

func (e *fieldEditor) fine(t time.Time) time.Time {
	if e.finer {
		e.count++
		t = t.Add(time.Duration(e.count))
	}
	return t
}

// optional is an instant, or that it is not given.
func (e *fieldEditor) optional() time.Time { return oneOf(e.rng, time.Time{}, e.time(), e.time()) }

// near is an instant some days from another one.
func (e *fieldEditor) near(t time.Time) time.Time {
	return e.fine(t.AddDate(0, 0, oneOf(e.rng, -31, -5, -1, 1, 5, 31)))
}

// newID is an id that nobody has, right after another one.
func (e *fieldEditor) newID(id string) string {
	e.count++
	return fmt.Sprintf("%s+%03d", id, e.count)
}

func (e *fieldEditor) money() partnerhub.Money {
	return oneOf(e.rng, partnerhub.Money{}, euros("12"), euros("-1.50"), partnerhub.Money{Amount: euros("12").Amount, Currency: "USD"})
}

func (e *fieldEditor) known() partnerhub.Count {
	return oneOf(e.rng, partnerhub.Count{}, partnerhub.Known(0), partnerhub.Known(e.rng.Int64N(60)), partnerhub.Known(70_000))
}

func (e *fieldEditor) product() partnerhub.Product {
	return oneOf(e.rng, partnerhub.Meetings, partnerhub.Calling, partnerhub.Messaging, partnerhub.Devices, partnerhub.Webinars)
}

func (e *fieldEditor) customer() partnerhub.Customer {
	return oneOf(e.rng, keep(e.data.Customers, func(c partnerhub.Customer) bool { return c.ID != e.data.Partner.ID })...)
}

func (e *fieldEditor) subscription() partnerhub.Subscription {
	return oneOf(e.rng, keep(e.data.Subscriptions, func(s partnerhub.Subscription) bool {
		return !e.bare || len(s.Orders)+len(s.Invoices) == 0
	})...)
}

// fieldEdits say by field what may become of it.
type fieldEdits[T any] map[string]func(e *fieldEditor, fact *T)

var customerFields = fieldEdits[partnerhub.Customer]{
	"ID": func(e *fieldEditor, c *partnerhub.Customer) { c.ID = e.newID(c.ID) },
	"Name": func(e *fieldEditor, c *partnerhub.Customer) {
		c.Name = oneOf(e.rng, e.customer().Name, c.Name+"a", "A")
	},
	"ManagedBy": func(_ *fieldEditor, c *partnerhub.Customer) { c.ManagedBy = partnerhub.ManagedByExternal - c.ManagedBy },
	"Tags": func(e *fieldEditor, c *partnerhub.Customer) {
		c.Tags = oneOf(e.rng, nil, []string{"gold"}, []string{"new", "gold"})
	},
	"Country": func(e *fieldEditor, c *partnerhub.Customer) { c.Country = oneOf(e.rng, "", "CH", "FR") },
	"LaunchURL": func(e *fieldEditor, c *partnerhub.Customer) {
		c.LaunchURL = oneOf(e.rng, "", "https://example.com/new")
	},
	"LastAdminSignIn": func(e *fieldEditor, c *partnerhub.Customer) { c.LastAdminSignIn = e.optional() },
	"AdminNeverSignedIn": func(_ *fieldEditor, c *partnerhub.Customer) {
		c.AdminNeverSignedIn, c.LastAdminSignIn = !c.AdminNeverSignedIn, time.Time{} // which would contradict it
	},
}

var subscriptionFields = fieldEdits[partnerhub.Subscription]{
	"ID":         func(e *fieldEditor, s *partnerhub.Subscription) { s.ID = e.newID(s.ID) },
	"CustomerID": func(e *fieldEditor, s *partnerhub.Subscription) { s.CustomerID = e.customer().ID },
	"OrderedAt": func(e *fieldEditor, s *partnerhub.Subscription) {
		s.OrderedAt = oneOf(e.rng, time.Time{}, e.near(s.Start), e.near(s.Start))
	},
	"Start":         func(e *fieldEditor, s *partnerhub.Subscription) { s.Start = e.near(s.Start) },
	"End":           func(e *fieldEditor, s *partnerhub.Subscription) { s.End = e.optional() },
	"Renewal":       func(e *fieldEditor, s *partnerhub.Subscription) { s.Renewal = partnerhub.Renewal(e.rng.IntN(3)) },
	"ProvisionedAt": func(e *fieldEditor, s *partnerhub.Subscription) { s.ProvisionedAt = e.optional() },
	"SuspendedAt":   func(e *fieldEditor, s *partnerhub.Subscription) { s.SuspendedAt = e.optional() },
	"CancelledAt":   func(e *fieldEditor, s *partnerhub.Subscription) { s.CancelledAt = e.optional() },
	"Licenses":      func(e *fieldEditor, s *partnerhub.Subscription) { s.Licenses = e.licenses(s.Licenses) },
	"TermValue":     func(e *fieldEditor, s *partnerhub.Subscription) { s.TermValue = e.money() },
	"Orders": func(e *fieldEditor, s *partnerhub.Subscription) {
		s.Orders = oneOf(e.rng, nil, []partnerhub.Order{{Number: "W-9"}}, slices.Clone(s.Orders[:len(s.Orders)/2]))
	},
	"Invoices": func(e *fieldEditor, s *partnerhub.Subscription) {
		s.Invoices = oneOf(e.rng, nil, []partnerhub.Invoice{{Number: "I-9"}}, slices.Clone(s.Invoices[:len(s.Invoices)/2]))
	},
}

// licenses are other lines: fewer, or one more.
func (e *fieldEditor) licenses(lines []partnerhub.License) []partnerhub.License {
	more := append(slices.Clone(lines), partnerhub.License{Product: e.product(), Quantity: 15})
	return oneOf(e.rng, slices.Clone(lines[:len(lines)/2]), more, more)
}

var trialFields = fieldEdits[partnerhub.Trial]{
	"ID":         func(e *fieldEditor, t *partnerhub.Trial) { t.ID = e.newID(t.ID) },
	"CustomerID": func(e *fieldEditor, t *partnerhub.Trial) { t.CustomerID = e.customer().ID },
	"Start":      func(e *fieldEditor, t *partnerhub.Trial) { t.Start = e.near(t.Start) },
	"End":        func(e *fieldEditor, t *partnerhub.Trial) { t.End = e.optional() },
	"Licenses":   func(e *fieldEditor, t *partnerhub.Trial) { t.Licenses = e.licenses(t.Licenses) },
}

var sampleFields = fieldEdits[partnerhub.UsageSample]{
	"EntitlementID": func(e *fieldEditor, u *partnerhub.UsageSample) {
		u.EntitlementID = oneOf(e.rng, e.data.Usage...).EntitlementID
	},
	"Product":     func(e *fieldEditor, u *partnerhub.UsageSample) { u.Product = e.product() },
	"Date":        func(e *fieldEditor, u *partnerhub.UsageSample) { u.Date = u.Date.AddDate(0, 0, 1+e.rng.IntN(6)) },
	"Assigned":    func(e *fieldEditor, u *partnerhub.UsageSample) { u.Assigned = e.known() },
	"Used":        func(e *fieldEditor, u *partnerhub.UsageSample) { u.Used = e.known() },
	"UsedQuarter": func(e *fieldEditor, u *partnerhub.UsageSample) { u.UsedQuarter = e.known() },
}

var adminFields = fieldEdits[partnerhub.Admin]{
	"ID":    func(e *fieldEditor, a *partnerhub.Admin) { a.ID = e.newID(a.ID) },
	"Name":  func(_ *fieldEditor, a *partnerhub.Admin) { a.Name += "e" },
	"Email": func(_ *fieldEditor, a *partnerhub.Admin) { a.Email += "e" },
	"Role":  func(e *fieldEditor, a *partnerhub.Admin) { a.Role = partnerhub.Role(1 + e.rng.IntN(5)) },
	"CustomerIDs": func(e *fieldEditor, a *partnerhub.Admin) {
		a.CustomerIDs = append([]string{e.customer().ID}, a.CustomerIDs[:len(a.CustomerIDs)/2]...)
	},
}

var licenseFields = fieldEdits[partnerhub.License]{
	"Product":  func(e *fieldEditor, l *partnerhub.License) { l.Product = e.product() },
	"Quantity": func(e *fieldEditor, l *partnerhub.License) { l.Quantity = e.rng.Int64N(60) },
}

var orderFields = fieldEdits[partnerhub.Order]{
	"Number":   func(_ *fieldEditor, o *partnerhub.Order) { o.Number += "0" },
	"PlacedAt": func(e *fieldEditor, o *partnerhub.Order) { o.PlacedAt = e.optional() },
	"Kind":     func(e *fieldEditor, o *partnerhub.Order) { o.Kind = partnerhub.OrderKind(e.rng.IntN(5)) },
	"Lines": func(e *fieldEditor, o *partnerhub.Order) {
		o.Lines = append(slices.Clone(o.Lines), partnerhub.OrderLine{Product: e.product(), Delta: -3})
	},
	"Value": func(e *fieldEditor, o *partnerhub.Order) { o.Value = e.money() },
}

var orderLineFields = fieldEdits[partnerhub.OrderLine]{
	"Product": func(e *fieldEditor, l *partnerhub.OrderLine) { l.Product = e.product() },
	"Delta":   func(_ *fieldEditor, l *partnerhub.OrderLine) { l.Delta-- },
}

var invoiceFields = fieldEdits[partnerhub.Invoice]{
	"Number":   func(_ *fieldEditor, i *partnerhub.Invoice) { i.Number += "0" },
	"IssuedAt": func(e *fieldEditor, i *partnerhub.Invoice) { i.IssuedAt = e.optional() },
	"DueAt":    func(e *fieldEditor, i *partnerhub.Invoice) { i.DueAt = e.optional() },
	"PaidAt":   func(e *fieldEditor, i *partnerhub.Invoice) { i.PaidAt = e.optional() },
	"Amount":   func(e *fieldEditor, i *partnerhub.Invoice) { i.Amount = e.money() },
}

// factEdit changes one field of a fact. It may return a change that can't be made,
// or nil.
type factEdit struct {
	name   string // the type and the field
	change func(e *fieldEditor) partnerhub.Change
}

// factEdits are those of all fields. What is a part of a subscription is changed in a
// copy of it.
var factEdits = slices.Concat(
	editsOf(customerFields, func(e *fieldEditor, edit func(*partnerhub.Customer)) partnerhub.Change {
		c := e.customer()
		edit(&c)
		return partnerhub.UpsertCustomer{Customer: c}
	}),
	editsOf(subscriptionFields, func(e *fieldEditor, edit func(*partnerhub.Subscription)) partnerhub.Change {
		return changeSubscription(e, edit)
	}),
	editsOf(trialFields, func(e *fieldEditor, edit func(*partnerhub.Trial)) partnerhub.Change {
		t := oneOf(e.rng, e.data.Trials...)
		edit(&t)
		return partnerhub.UpsertTrial{Trial: t}
	}),
	editsOf(sampleFields, func(e *fieldEditor, edit func(*partnerhub.UsageSample)) partnerhub.Change {
		u := oneOf(e.rng, e.data.Usage...)
		edit(&u)
		return partnerhub.RecordUsage{Sample: u}
	}),
	editsOf(adminFields, func(e *fieldEditor, edit func(*partnerhub.Admin)) partnerhub.Change {
		a := oneOf(e.rng, e.data.Admins...)
		edit(&a)
		return partnerhub.UpsertAdmin{Admin: a}
	}),
	editsOf(licenseFields, func(e *fieldEditor, edit func(*partnerhub.License)) partnerhub.Change {
		return changeSubscription(e, func(s *partnerhub.Subscription) { s.Licenses = changeOne(e, s.Licenses, edit) })
	}),
	editsOf(orderFields, func(e *fieldEditor, edit func(*partnerhub.Order)) partnerhub.Change {
		return changeSubscription(e, func(s *partnerhub.Subscription) { s.Orders = changeOne(e, s.Orders, edit) })
	}),
	editsOf(orderLineFields, func(e *fieldEditor, edit func(*partnerhub.OrderLine)) partnerhub.Change {
		return changeSubscription(e, func(s *partnerhub.Subscription) {
			s.Orders = changeOne(e, s.Orders, func(o *partnerhub.Order) { o.Lines = changeOne(e, o.Lines, edit) })
		})
	}),
	editsOf(invoiceFields, func(e *fieldEditor, edit func(*partnerhub.Invoice)) partnerhub.Change {
		return changeSubscription(e, func(s *partnerhub.Subscription) { s.Invoices = changeOne(e, s.Invoices, edit) })
	}),
)

func editsOf[T any](edits fieldEdits[T], change func(e *fieldEditor, edit func(*T)) partnerhub.Change) []factEdit {
	var list []factEdit
	for _, field := range keysOf(edits) {
		list = append(list, factEdit{
			name: reflect.TypeFor[T]().Name() + "." + field,
			change: func(e *fieldEditor) partnerhub.Change {
				changed := false
				made := change(e, func(fact *T) {
					before := *fact
					edits[field](e, fact)
					changed = !reflect.DeepEqual(before, *fact)
				})
				if !changed {
					return nil
				}
				return made
			},
		})
	}
	return list
}

func changeSubscription(e *fieldEditor, edit func(*partnerhub.Subscription)) partnerhub.Change {
	s := e.subscription()
	edit(&s)
	return partnerhub.UpsertSubscription{Subscription: s}
}

// changeOne returns a list with one element changed, if there is one.
func changeOne[T any](e *fieldEditor, list []T, edit func(*T)) []T {
	list = slices.Clone(list)
	if len(list) > 0 {
		edit(&list[e.rng.IntN(len(list))])
	}
	return list
}

func TestEachFieldOfAFactIsEdited(t *testing.T) {
	var fields, edited []string
	for _, fact := range []any{
		partnerhub.Customer{}, partnerhub.Subscription{}, partnerhub.Trial{}, partnerhub.UsageSample{}, partnerhub.Admin{},
		partnerhub.License{}, partnerhub.Order{}, partnerhub.OrderLine{}, partnerhub.Invoice{},
	} {
		for field := range reflect.TypeOf(fact).Fields() {
			fields = append(fields, reflect.TypeOf(fact).Name()+"."+field.Name)
		}
	}
	for _, edit := range factEdits {
		edited = append(edited, edit.name)
	}
	require.ElementsMatch(t, fields, edited, "each field of a fact needs an edit")
}

// make returns a change of a field that can be made, and the dataset after it.
func (e *fieldEditor) make(t *testing.T, edit factEdit) (partnerhub.Change, *partnerhub.Dataset) {
	for range 200 {
		change := edit.change(e)
		if change == nil {
			continue
		}
		if after, valid := testkit.Changed(e.data, change); valid {
			return change, after
		}
	}
	require.Fail(t, "nothing can be changed", edit.name)
	return nil, nil
}

// owner is the customer that a change is about, or "".
func (e *fieldEditor) owner(change partnerhub.Change) string {
	switch change := change.(type) {
	case partnerhub.UpsertCustomer:
		return change.Customer.ID
	case partnerhub.UpsertSubscription:
		return change.Subscription.CustomerID
	case partnerhub.UpsertTrial:
		return change.Trial.CustomerID
	case partnerhub.RecordUsage:
		return e.ownerOf(change.Sample.EntitlementID)
	}
	return ""
}

func (e *fieldEditor) ownerOf(entitlementID string) string {
	for _, s := range e.data.Subscriptions {
		if s.ID == entitlementID {
			return s.CustomerID
		}
	}
	for _, t := range e.data.Trials {
		if t.ID == entitlementID {
			return t.CustomerID
		}
	}
	return ""
}

// several makes changes of some fields, of which each can be made in place.
func (e *fieldEditor) several(t *testing.T, n int) ([]partnerhub.Change, *partnerhub.Dataset) {
	var changes []partnerhub.Change
	own := *e
	for range n {
		edit := oneOf(e.rng, keep(factEdits, func(edit factEdit) bool { return slices.Contains(editedInPlace, edit.name) })...)
		change, after := own.make(t, edit)
		changes, own.data = append(changes, change), after
	}
	return changes, own.data
}

// way adds to changes what makes a hub go one way or another.
type way struct {
	name    string
	times   int // how often each field is changed
	finer   bool
	inPlace bool // what can be is made in place, else nothing is
	beside  func(e *fieldEditor, owner string, after *partnerhub.Dataset) []partnerhub.Change
}

var ways = []way{
	{name: "in place", times: 2, inPlace: true},
	{name: "with another customer in the block", times: 1, beside: (*fieldEditor).neighbour},
	{name: "at new instants", times: 1, finer: true, beside: (*fieldEditor).signIn},
}

// neighbour adds a customer right after the owner of what was changed, and removes the
// one before.
func (e *fieldEditor) neighbour(owner string, after *partnerhub.Dataset) (changes []partnerhub.Change) {
	for _, c := range after.Customers {
		switch {
		case strings.Contains(c.ID, " "):
			changes = append(changes, partnerhub.RemoveCustomer{ID: c.ID})
		case c.ID == owner:
			e.count++
			beside := partnerhub.Customer{ID: fmt.Sprintf("%s %03d", owner, 999-e.count), Name: c.Name}
			changes = append(changes, partnerhub.UpsertCustomer{Customer: beside})
		}
	}
	return changes
}

// signIn lets the owner of what was changed sign in at an instant that is new.
func (e *fieldEditor) signIn(owner string, after *partnerhub.Dataset) []partnerhub.Change {
	for _, c := range after.Customers {
		if c.ID == owner {
			c.LastAdminSignIn, c.AdminNeverSignedIn = e.time(), false
			return []partnerhub.Change{partnerhub.UpsertCustomer{Customer: c}}
		}
	}
	return nil
}

// editedInPlace are the fields that are changed in place.
var editedInPlace = []string{
	"Customer.AdminNeverSignedIn", "Customer.LastAdminSignIn", "Customer.ManagedBy",
	"Subscription.CancelledAt", "Subscription.End", "Subscription.OrderedAt", "Subscription.ProvisionedAt", "Subscription.Renewal",
	"Subscription.Start", "Subscription.SuspendedAt", "Trial.End", "Trial.Start",
	"UsageSample.Assigned", "UsageSample.Date", "UsageSample.EntitlementID", "UsageSample.Product", "UsageSample.Used", "UsageSample.UsedQuarter",
}

// Each field by itself, one after the other. Hubs in between are asked or not.
func TestChangedFieldsAreToldLikeLoadedOnes(t *testing.T) {
	for _, way := range ways {
		forSeeds(2, func(seed uint64) {
			rng := rand.New(rand.NewPCG(seed, 6))
			data := testkit.Close(seed, 9)
			hub, err := partnerhub.LoadInBlocks(t.Context(), data, 3)
			require.NoError(t, err)
			requireEachField(t, &fieldEditor{rng: rng, data: data, finer: way.finer}, way, hub, seed)
		})
	}
}

func requireEachField(t *testing.T, e *fieldEditor, way way, hub *partnerhub.Hub, seed uint64) {
	edits := slices.Repeat(factEdits, way.times)
	e.rng.Shuffle(len(edits), func(i, j int) { edits[i], edits[j] = edits[j], edits[i] })
	for _, edit := range edits {
		inPlace := way.inPlace && slices.Contains(editedInPlace, edit.name)
		e.bare = inPlace
		change, after := e.make(t, edit)
		changes := []partnerhub.Change{change}
		if way.beside != nil {
			beside := way.beside(e, e.owner(change), after)
			after, _ = testkit.Changed(after, beside...)
			changes = append(changes, beside...)
		}
		next := apply(t, hub, changes...)
		require.Equal(t, inPlace, next.EditedInPlace(hub), "-seed %d: %s %s: %+v", seed, edit.name, way.name, changes)
		if e.rng.IntN(8) == 0 {
			requireTold(t, hub, e.data, "-seed %d: before %s %s", seed, edit.name, way.name)
		}
		hub, e.data = next, after
		if e.rng.IntN(2) == 0 {
			requireTold(t, hub, e.data, "-seed %d: %s %s: %+v", seed, edit.name, way.name, changes)
		}
	}
	requireTold(t, hub, e.data, "-seed %d: %s", seed, way.name)
	requireNextChange(t, hub, e.data, seed)
}

// Several at once, in any order, each in its place.
func TestFieldsChangedAtOnceAreToldLikeLoadedOnes(t *testing.T) {
	forSeeds(3, func(seed uint64) {
		data := testkit.Close(seed, 12)
		hub, err := partnerhub.LoadInBlocks(t.Context(), data, 6)
		require.NoError(t, err)
		e := &fieldEditor{rng: rand.New(rand.NewPCG(seed, 7)), data: data, bare: true}
		for range 25 {
			changes, after := e.several(t, 1+e.rng.IntN(8))
			next := apply(t, hub, changes...)
			require.True(t, next.EditedInPlace(hub))
			if e.rng.IntN(3) == 0 {
				requireTold(t, hub, e.data, "-seed %d: before %+v", seed, changes)
			}
			hub, e.data = next, after
			if e.rng.IntN(2) == 0 {
				requireTold(t, hub, e.data, "-seed %d: %+v", seed, changes)
			}
		}
		requireTold(t, hub, e.data, "-seed %d", seed)
		requireNextChange(t, hub, e.data, seed)
	})
}

// What differs in one column alone, there and back, of a hub that is asked each time.
func TestFieldsChangedThereAndBack(t *testing.T) {
	before := partnerhub.Subscription{
		ID: "s", CustomerID: "c", Start: theDay.AddDate(0, -3, 0), End: theDay.AddDate(0, 1, 0), ProvisionedAt: theDay.AddDate(0, -3, 0),
		TermValue: euros("12"), Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 5}},
	}
	data := &partnerhub.Dataset{
		AsOf: theDay, Partner: partnerhub.Partner{ID: "p"}, Subscriptions: []partnerhub.Subscription{before},
		Customers: []partnerhub.Customer{{ID: "b", Name: "B"}, {ID: "c", Name: "C"}},
	}
	hub := load(t, data)
	for i, change := range []func(s *partnerhub.Subscription){
		func(s *partnerhub.Subscription) { s.TermValue = euros("13") },
		func(s *partnerhub.Subscription) { s.TermValue.Currency = "USD" },
		func(s *partnerhub.Subscription) { s.OrderedAt = s.Start.AddDate(0, -2, 0) },
		func(s *partnerhub.Subscription) { s.OrderedAt = s.Start.AddDate(0, 0, 2) },
		func(s *partnerhub.Subscription) { s.CancelledAt = s.End.AddDate(0, 0, 2) },
		func(s *partnerhub.Subscription) { s.CancelledAt = s.Start.AddDate(0, 0, 2) },
		func(s *partnerhub.Subscription) { s.Renewal = partnerhub.RenewalAuto },
		func(s *partnerhub.Subscription) { s.Renewal = partnerhub.RenewalNone },
		func(s *partnerhub.Subscription) { s.Start = s.Start.AddDate(0, 0, -100) },
		func(s *partnerhub.Subscription) { s.End = time.Time{} },
		func(s *partnerhub.Subscription) { s.ProvisionedAt = time.Time{} },
		func(s *partnerhub.Subscription) { s.SuspendedAt = theDay.AddDate(0, 0, -3) },
		func(s *partnerhub.Subscription) { s.SuspendedAt = theDay.AddDate(0, 0, 3) },
	} {
		after := before
		change(&after)
		for _, s := range []partnerhub.Subscription{after, before} {
			data.Subscriptions[0] = s
			hub = apply(t, hub, partnerhub.UpsertSubscription{Subscription: s})
			requireTold(t, hub, data, "change %d: %+v", i, s)
		}
	}
}

// requireNextChange is for what asks from many standpoints: a hub then forgets what it
// knew of others.
func requireNextChange(t *testing.T, hub *partnerhub.Hub, data *partnerhub.Dataset, seed uint64) {
	want, exists, err := load(t, data).At(data.AsOf).NextChange(t.Context())
	require.NoError(t, err)
	got, alike, err := hub.At(data.AsOf).NextChange(t.Context())
	require.NoError(t, err)
	require.Equal(t, exists, alike, "-seed %d", seed)
	require.Equal(t, marshal(t, want), marshal(t, got), "-seed %d", seed)
}

// requireTold compares all that a hub tells with what one tells that is loaded afresh.
func requireTold(t *testing.T, hub *partnerhub.Hub, data *partnerhub.Dataset, message ...any) {
	fresh := load(t, data)
	require.Equal(t, fresh.Totals(), hub.Totals(), message...)
	want, got := told(t, fresh, data), told(t, hub, data)
	for i := range want {
		require.Equal(t, want[i], got[i], message...)
	}
}

// told is what a hub tells, as texts: from as many standpoints as it remembers.
func told(t *testing.T, hub *partnerhub.Hub, data *partnerhub.Dataset) []string {
	var texts []string
	for i, s := range []standpoint{
		{at: data.AsOf}, {at: data.AsOf, policy: partnerhub.Policy{FreshnessDays: 3}}, {at: data.AsOf.AddDate(0, -4, 0)}, {at: data.AsOf.AddDate(2, 0, 0)},
	} {
		view, err := s.of(hub, data)
		require.NoError(t, err)
		texts = append(texts, facts(t, view)...)
		if i == 0 {
			texts = append(texts, why(t, view)...)
			texts = append(texts, found(t, view)...)
		}
	}
	view := hub.At(data.AsOf)
	for _, admin := range data.Admins {
		narrowed, err := view.As(admin.ID)
		require.NoError(t, err)
		texts = append(texts, marshal(t, []any{admin.ID, idsOf(narrowed), narrowed.Overview()}))
	}
	return texts
}

// facts are the answers of a view, and all that it knows of each customer.
func facts(t *testing.T, view partnerhub.View) (texts []string) {
	add := func(answers ...any) {
		text, err := json.Marshal(answers)
		require.NoError(t, err)
		texts = append(texts, string(text))
	}
	own, exists := view.OwnOrganization()
	add(view.Overview(), view.StatusCounts(), view.UsageAge(), view.Products(), own, exists)
	for _, product := range []partnerhub.Product{partnerhub.Meetings, partnerhub.Calling, partnerhub.Messaging} {
		summary, err := view.Summary(t.Context(), product, partnerhub.TrendOptions{Points: 12, StepDays: 1})
		require.NoError(t, err)
		binary, err := summary.MarshalBinary()
		require.NoError(t, err)
		add(binary, view.RecentlyAdded(product).Rows, view.Expiring(product).Rows, fmt.Sprint(view.Renewing(product).Rows),
			view.LowAssignment(product).Rows, view.Overage(product).Rows)
	}
	for c := range view.Customers() {
		detail, err := view.Customer(c.ID)
		require.NoError(t, err)
		add(c, detail)
	}
	return texts
}

// why are the explanations of all customers.
func why(t *testing.T, view partnerhub.View) (texts []string) {
	for id := range view.IDs() {
		explanation, err := view.Explain(id)
		require.NoError(t, err)
		texts = append(texts, marshal(t, explanation))
	}
	return texts
}

// found are the customers that filters of each field find.
func found(t *testing.T, view partnerhub.View) (texts []string) {
	for _, filter := range fieldFilters(t) {
		texts = append(texts, fmt.Sprint(filter, matching(t, view, filter)))
	}
	return texts
}

// fieldFilters are some of each field.
func fieldFilters(t *testing.T) []partnerhub.Filter {
	var filters []partnerhub.Filter
	for _, field := range partnerhub.FilterFields() {
		for _, text := range filterTexts(field) {
			filter, err := partnerhub.ParseFilter(text)
			require.NoError(t, err)
			filters = append(filters, filter)
		}
	}
	return filters
}

func filterTexts(field partnerhub.FilterField) []string {
	texts := []string{field.Name + ":*"}
	switch field.Type {
	case partnerhub.FilterEnum, partnerhub.FilterEnumList:
		for _, value := range field.Values {
			texts = append(texts, field.Name+":"+value)
		}
	case partnerhub.FilterText, partnerhub.FilterTextList:
		texts = append(texts, field.Name+":gold", field.Name+":CH")
	case partnerhub.FilterProducts:
		texts = append(texts, field.Name+":webinars", field.Name+":calling")
	case partnerhub.FilterNumber:
		texts = append(texts, field.Name+" > 30")
	case partnerhub.FilterPercent:
		texts = append(texts, field.Name+" > 85%")
	case partnerhub.FilterDate:
		texts = append(texts, field.Name+" > 2026-01-25")
	}
	if field.ByProduct {
		texts = append(texts, field.Name+".calling > 0")
	}
	return texts
}
