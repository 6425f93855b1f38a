package partnerhub

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/partnerhub/partnerhub/internal/column"
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
	l := loader{admins: map[string]Admin{}}
	for _, product := range coreProducts {
		l.products.Add(string(product)) // the numbers are those of the catalog
	}
	if err := l.read(ctx, source); err != nil {
		return nil, err
	}
	l.checkUsage()
	if err := l.faults.err(); err != nil {
		return nil, err
	}
	return newHub(&l, blockSize), nil
}

// loader collects and checks the facts of a source. There may be millions of
// them before it is known which belong together, so what there is most of is
// kept in small values without pointers: they take little memory, and cost the
// garbage collector nothing.
type loader struct {
	faults       faults
	partner      Partner
	customers    column.IDs
	accounts     column.Pile[account] // by number of the customer
	entitlements column.IDs
	terms        column.Pile[looseTerm] // by number of the entitlement
	lines        column.Pile[looseLine]
	products     column.IDs
	instants     column.Instants
	values       column.Pile[Money]
	histories    column.Pile[history]
	usage        *usagePile // nil: there is none
	admins       map[string]Admin
	totals       totals
	// owner is the customer of the latest entitlement.
	owner int
	// merged has room for the lines of an entitlement.
	merged []line
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
	index, fact := 0, new(T) // one for all: they are large
	for next, err := range facts {
		if err == nil && index%recordsPerCheck == 0 {
			err = ctx.Err()
		}
		if err != nil {
			return fmt.Errorf("partnerhub: %s[%d]: %w", name, index, err)
		}
		*fact = next
		add(index, fact)
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
	if _, isNew := l.customers.Add(customer.ID); !isNew {
		c.fault("id", "a second customer %s", exact.Cut(customer.ID))
		return
	}
	customer.Tags = slices.Clone(customer.Tags)
	l.accounts.Add(account{Customer: *customer})
}

func (l *loader) addSubscription(index int, s *Subscription) {
	c := l.check("subscriptions", index)
	c.subscription(s)
	l.addTerm(c, s, false)
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
	e := trialEntitlement(*t)
	l.addTerm(c, &e.Subscription, true)
}

func subscriptionEntitlement(s Subscription) entitlement {
	s.Orders, s.Invoices = cloneOrders(s.Orders), slices.Clone(s.Invoices)
	return entitlement{Subscription: s}
}

func trialEntitlement(t Trial) entitlement {
	s := Subscription{ID: t.ID, CustomerID: t.CustomerID, Start: t.Start, End: t.End, Licenses: t.Licenses}
	return entitlement{Subscription: s, trial: true}
}

func (l *loader) addTerm(c checker, s *Subscription, trial bool) {
	customer := l.customerOf(c, s.CustomerID)
	if _, isNew := l.entitlements.Add(s.ID); !isNew {
		c.secondTerm(s.ID)
		return
	}
	for i := range s.Licenses {
		l.totals.licenses.add(c, "licenses", "licenses", s.Licenses[i].Quantity)
	}
	t := l.loose(s, trial)
	t.customer, t.firstLine = int32(customer), int32(l.lines.Len())
	l.terms.Add(t)
	l.addLines(c, s.Licenses)
}

// customerOf returns the number of an entitlement's customer; if there is none,
// that is a fault. Mostly it is the same as before, or the next one: then there
// is no need to search.
func (l *loader) customerOf(c checker, id string) int {
	for number := l.owner; number < min(l.owner+2, l.customers.Len()); number++ {
		if l.customers.Text(number) == id {
			l.owner = number
			return number
		}
	}
	number, exists := l.customers.Find(id)
	if !exists {
		c.noCustomer("customerId", id)
		return 0
	}
	l.owner = number
	return number
}

func (l *loader) addUsage(index int, u *UsageSample) {
	if l.usage == nil {
		l.usage = newUsagePile(l.lines.Len())
	}
	c := l.check("usage", index)
	c.usage(u)
	line, next := l.usage.line, l.usage.next()
	switch {
	case l.isOf(u, line):
	case l.isOf(u, next):
		line = next
	default:
		line = l.findLine(c, u)
	}
	l.usage.add(line, u)
}

// isOf reports whether a sample is about a line.
func (l *loader) isOf(u *UsageSample, line int) bool {
	return line != noLine && u.Product == l.productOf(line) &&
		u.EntitlementID == l.entitlements.Text(int(l.lines.At(line).term))
}

// findLine returns the number of the line that a sample is about, or noLine,
// which is a fault.
func (l *loader) findLine(c checker, u *UsageSample) int {
	term, exists := l.entitlements.Find(u.EntitlementID)
	if !exists {
		c.noTerm(u.EntitlementID)
		return noLine
	}
	line, exists := l.lineOf(term, u.Product)
	if !exists {
		c.noLine(u.EntitlementID, u.Product)
		return noLine
	}
	return line
}

func (l *loader) addAdmin(index int, admin *Admin) {
	c := l.check("admins", index)
	c.admin(admin)
	if _, exists := l.admins[admin.ID]; exists {
		c.fault("id", "a second administrator %s", exact.Cut(admin.ID))
		return
	}
	for i, id := range admin.CustomerIDs {
		number, exists := l.customers.Find(id)
		if !exists {
			c.noCustomer(fmt.Sprintf("customerIds[%d]", i), id)
			continue
		}
		a := l.accounts.At(number)
		a.admins = append(a.admins, admin.ID)
	}
	admin.CustomerIDs = nil // the accounts know
	l.admins[admin.ID] = *admin
}

// catalog returns the products of all lines.
func (l *loader) catalog() *catalog {
	c := newCatalog()
	for number := len(coreProducts); number < l.products.Len(); number++ {
		c.add(Product(l.products.Text(number)))
	}
	return c
}
