package partnerhub

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/exact"
)

// Load reads all facts of a source and freezes them into a [Hub].
//
// The facts are validated completely: ids are unique and not empty, references
// lead somewhere, texts are UTF-8, and every value is within the range that its
// type documents. All faults are reported together, in a [*DataError], with
// their places; nothing is dropped or repaired. A sum of licenses or of usage
// over all entitlements that could leave int64 is a fault too, so that no
// answer of the hub can overflow.
//
// When the source yields an error, or ctx is done, Load returns that error,
// wrapped with the stream and the record at which it happened. Either way there
// is no hub. Load keeps nothing of the source: it may be changed afterwards.
func Load(ctx context.Context, source Source) (*Hub, error) {
	return load(ctx, source, blockSize)
}

func load(ctx context.Context, source Source, blockSize int) (*Hub, error) {
	if source == nil {
		return nil, fmt.Errorf("partnerhub: %w", errNoSource)
	}
	l := loader{
		customers:    map[string]int32{},
		entitlements: map[string]int32{},
		admins:       map[string]Admin{},
		catalog:      newCatalog(),
	}
	if err := l.read(ctx, source); err != nil {
		return nil, err
	}
	l.groupUsage()
	if err := l.faults.err(); err != nil {
		return nil, err
	}
	l.group()
	return newHub(&l, blockSize), nil
}

// loader collects and checks the facts of a source.
type loader struct {
	faults       faults
	partner      Partner
	accounts     []*account
	customers    map[string]int32 // id to account
	terms        []ownedTerm
	entitlements map[string]int32 // id to term
	usage        pile[usage]
	lines        int32 // lines of all terms
	admins       map[string]Admin
	totals       totals
	catalog      *catalog
}

// ownedTerm is an entitlement before it is put into its account.
type ownedTerm struct {
	entitlement
	account   int32
	firstLine int32 // number of its first line among the lines of all terms
}

// usage is a sample before it is put into its line.
type usage struct {
	sample
	line int32
}

func (l *loader) read(ctx context.Context, source Source) error {
	partner, err := source.ReadPartner(ctx)
	if err != nil {
		return fmt.Errorf("partnerhub: partner: %w", err)
	}
	l.partner = partner
	l.check("partner", -1).partner(partner)
	for _, read := range []func() error{
		func() error { return readStream(ctx, "customers", source.ReadCustomers, l.addCustomer) },
		func() error { return readStream(ctx, "subscriptions", source.ReadSubscriptions, l.addSubscription) },
		func() error { return readStream(ctx, "trials", source.ReadTrials, l.addTrial) },
		func() error { return readStream(ctx, "usage", source.ReadUsage, l.addUsage) },
		func() error { return readStream(ctx, "admins", source.ReadAdmins, l.addAdmin) },
	} {
		if err := read(); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) check(stream string, index int) checker {
	return checker{&l.faults, place{stream, index}}
}

var errNoSource = errors.New("there is no source to load from (nil)")

var errNoStream = errors.New("the source has no such stream (nil)")

// recordsPerCheck is how many records are read between two looks at the context.
const recordsPerCheck = 1024

func readStream[T any](ctx context.Context, name string, open func(context.Context) iter.Seq2[T, error], add func(int, *T)) error {
	facts := open(ctx)
	if facts == nil {
		return fmt.Errorf("partnerhub: %s: %w", name, errNoStream)
	}
	index := 0
	for fact, err := range facts {
		if err == nil && index%recordsPerCheck == 0 {
			err = ctx.Err()
		}
		if err != nil {
			return fmt.Errorf("partnerhub: %s[%d]: %w", name, index, err)
		}
		add(index, &fact)
		index++
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("partnerhub: %s: %w", name, err)
	}
	return nil
}

func (l *loader) addCustomer(index int, customer *Customer) {
	c := l.check("customers", index)
	c.customer(customer)
	if _, exists := l.customers[customer.ID]; exists {
		c.fault("id", "a second customer %s", exact.Cut(customer.ID))
		return
	}
	l.customers[customer.ID] = int32(len(l.accounts))
	customer.Tags = slices.Clone(customer.Tags)
	l.accounts = append(l.accounts, &account{Customer: *customer})
}

func (l *loader) addSubscription(index int, s *Subscription) {
	c := l.check("subscriptions", index)
	c.subscription(s)
	l.addTerm(c, subscriptionEntitlement(*s))
}

func subscriptionEntitlement(s Subscription) entitlement {
	s.Orders, s.Invoices = cloneOrders(s.Orders), slices.Clone(s.Invoices)
	return entitlement{Subscription: s}
}

func cloneOrders(orders []Order) []Order {
	orders = slices.Clone(orders)
	for i := range orders {
		orders[i].Lines = slices.Clone(orders[i].Lines)
	}
	return orders
}

func (l *loader) addTrial(index int, t *Trial) {
	c := l.check("trials", index)
	c.term(t.ID, t.Start, t.End, t.Licenses)
	l.addTerm(c, trialEntitlement(*t))
}

func trialEntitlement(t Trial) entitlement {
	s := Subscription{ID: t.ID, CustomerID: t.CustomerID, Start: t.Start, End: t.End, Licenses: t.Licenses}
	return entitlement{Subscription: s, trial: true}
}

func (l *loader) addTerm(c checker, e entitlement) {
	account, exists := l.customers[e.CustomerID]
	if !exists {
		c.noCustomer("customerId", e.CustomerID)
	}
	if _, exists := l.entitlements[e.ID]; exists {
		c.secondTerm(e.ID)
		return
	}
	for _, license := range e.Licenses {
		l.totals.licenses.add(c, "licenses", "licenses", license.Quantity)
	}
	e.lines, e.Licenses = linesOf(e.Licenses), nil
	c.products(l.catalog, e.lines)
	l.entitlements[e.ID] = int32(len(l.terms))
	l.terms = append(l.terms, ownedTerm{e, account, l.lines})
	l.lines += int32(len(e.lines))
}

// linesOf returns the licenses by product, each product once.
func linesOf(licenses []License) []line {
	lines := make([]line, 0, len(licenses))
	for _, license := range licenses {
		lines = append(lines, line{product: license.Product, total: license.Quantity})
	}
	slices.SortFunc(lines, func(a, b line) int { return cmp.Compare(a.product, b.product) })
	merged := lines[:0]
	for _, l := range lines {
		if last := len(merged) - 1; last >= 0 && merged[last].product == l.product {
			merged[last].total += l.total
		} else {
			merged = append(merged, l)
		}
	}
	return merged
}

func compareLine(l line, product Product) int { return cmp.Compare(l.product, product) }

func (l *loader) addUsage(index int, u *UsageSample) {
	c := l.check("usage", index)
	c.usage(u)
	term, exists := l.entitlements[u.EntitlementID]
	if !exists {
		c.noTerm(u.EntitlementID)
		return
	}
	t := &l.terms[term]
	position, exists := slices.BinarySearchFunc(t.lines, u.Product, compareLine)
	if !exists {
		c.noLine(t.ID, u.Product)
		return
	}
	l.usage.add(usage{line: t.firstLine + int32(position), sample: sampleOf(u, index)})
}

func sampleOf(u *UsageSample, index int) sample {
	return sample{
		day: int32(civil.Of(u.Date, nil)), index: uint32(index),
		assigned: packed(u.Assigned), used: packed(u.Used), quarterly: packed(u.UsedQuarter),
	}
}

func (l *loader) addAdmin(index int, admin *Admin) {
	c := l.check("admins", index)
	c.admin(admin)
	if _, exists := l.admins[admin.ID]; exists {
		c.fault("id", "a second administrator %s", exact.Cut(admin.ID))
		return
	}
	for i, id := range admin.CustomerIDs {
		account, exists := l.customers[id]
		if !exists {
			c.noCustomer(fmt.Sprintf("customerIds[%d]", i), id)
			continue
		}
		l.accounts[account].admins = append(l.accounts[account].admins, admin.ID)
	}
	admin.CustomerIDs = nil // the accounts know
	l.admins[admin.ID] = *admin
}

// groupUsage puts every sample into its line, by day.
func (l *loader) groupUsage() {
	ends := make([]int, l.lines+1)
	for u := range l.usage.all() {
		ends[u.line+1]++
	}
	for i := range l.lines {
		ends[i+1] += ends[i]
	}
	next := slices.Clone(ends)
	samples := make([]sample, ends[l.lines])
	for u := range l.usage.all() {
		samples[next[u.line]] = u.sample
		next[u.line]++
	}
	l.usage = pile[usage]{}
	for i := range l.terms {
		t := &l.terms[i]
		for j := range t.lines {
			number := t.firstLine + int32(j)
			t.lines[j].samples = samples[ends[number]:ends[number+1]:ends[number+1]]
			l.checkSamples(t, &t.lines[j])
		}
	}
}

// checkSamples orders the samples of a line and looks for two of the same day.
// The most of each count goes into the sums that must not overflow: at any
// instant a line adds one of its samples to an answer.
func (l *loader) checkSamples(t *ownedTerm, line *line) {
	if len(line.samples) == 0 {
		return
	}
	byDay := func(a, b sample) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.index, b.index))
	}
	if !slices.IsSortedFunc(line.samples, byDay) {
		slices.SortFunc(line.samples, byDay)
	}
	most, first := line.samples[0], line.samples[0]
	for i, s := range line.samples {
		if s.day != first.day {
			first = s
		} else if i > 0 {
			l.check("usage", int(s.index)).fault("date", "a second sample of %s, %s on %s; the first is usage[%d]",
				exact.Cut(t.ID), exact.Cut(string(line.product)), civil.Day(s.day), first.index)
		}
		most.assigned, most.used = max(most.assigned, s.assigned), max(most.used, s.used)
	}
	c := l.check("usage", int(line.samples[len(line.samples)-1].index))
	l.totals.assigned.add(c, "assigned", "licenses assigned", most.assigned)
	l.totals.used.add(c, "used", "licenses used", most.used)
}

// group gives the accounts their entitlements, and puts all lists in order.
func (l *loader) group() {
	for i := range l.terms {
		t := &l.terms[i]
		a := l.accounts[t.account]
		a.entitlements = append(a.entitlements, t.entitlement)
	}
	for _, a := range l.accounts {
		slices.SortFunc(a.entitlements, func(a, b entitlement) int { return cmp.Compare(a.ID, b.ID) })
		slices.Sort(a.admins)
		a.admins = slices.Compact(a.admins)
	}
	slices.SortFunc(l.accounts, compareAccounts)
}
