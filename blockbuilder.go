package partnerhub

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub/internal/column"
)

// account is a customer with all that belongs to it: what a block is built from.
type account struct {
	Customer
	entitlements []entitlement // by id
	admins       []string      // ids of the administrators assigned, in order
}

// entitlement is a subscription or a trial, with its usage.
type entitlement struct {
	Subscription // a trial fills what it has of it
	trial        bool
	lines        []line // by product, each product once
}

// line is the licenses of one product in an entitlement.
type line struct {
	product Product
	total   int64
	samples []sample // by day, each day once
}

// sample is a usage sample without what it belongs to.
type sample struct {
	day                       int32  // civil day in UTC
	index                     uint32 // in the source
	assigned, used, quarterly int64  // unknown: -1
}

// effectiveEnd is the earlier of the end and the cancellation that are given.
func (e *entitlement) effectiveEnd() time.Time { return earlier(e.End, e.CancelledAt) }

// knownFrom is the earlier of the order, if it is given, and the start.
func (e *entitlement) knownFrom() time.Time { return earlier(e.Start, e.OrderedAt) }

func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

func (e *entitlement) traits() trait {
	var traits trait
	switch cancelled := !e.CancelledAt.IsZero(); {
	case e.trial:
		traits |= traitTrial
	case e.Renewal == RenewalAuto && !cancelled:
		traits |= traitRenews
	case e.Renewal == RenewalUnknown && !cancelled:
		traits |= traitUnknown
	}
	if slices.ContainsFunc(e.lines, func(l line) bool { return isCore(l.product) }) {
		traits |= traitCore
	}
	return traits
}

// coreProducts are the products that the overview is about.
var coreProducts = [...]Product{Meetings, Calling}

func isCore(product Product) bool { return slices.Contains(coreProducts[:], product) }

func compareAccounts(a, b *account) int {
	return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
}

// newBlock builds the block of the accounts, which are in order.
func newBlock(accounts []*account) *block {
	b := &block{times: timelineOf(accounts)}
	b.customers = b.customerColumnsOf(accounts)
	owners, entitlements := flatten(accounts)
	b.entitlements = b.entitlementColumnsOf(owners, entitlements)
	b.products = productColumnsOf(entitlements)
	return b
}

func timelineOf(accounts []*account) column.Timeline {
	var instants []time.Time
	for _, a := range accounts {
		instants = append(instants, a.LastAdminSignIn)
		for i := range a.entitlements {
			e := &a.entitlements[i]
			instants = append(instants, e.knownFrom(), e.Start, e.effectiveEnd(), e.ProvisionedAt, e.SuspendedAt)
		}
	}
	return column.NewTimeline(instants)
}

func flatten(accounts []*account) (owners []int32, entitlements []*entitlement) {
	for customer, a := range accounts {
		for i := range a.entitlements {
			owners = append(owners, int32(customer))
			entitlements = append(entitlements, &a.entitlements[i])
		}
	}
	return owners, entitlements
}

func (b *block) customerColumnsOf(accounts []*account) customerColumns {
	c := customerColumns{
		external:      column.NewBits(len(accounts)),
		neverSignedIn: column.NewBits(len(accounts)),
		entitlements:  []int32{0},
		admins:        map[int32][]string{},
	}
	for row, a := range accounts {
		c.ids = append(c.ids, a.ID)
		c.names = append(c.names, a.Name)
		c.countries = append(c.countries, a.Country)
		c.launchURLs = append(c.launchURLs, a.LaunchURL)
		c.tags = append(c.tags, a.Tags)
		c.signedIn = append(c.signedIn, b.times.Code(a.LastAdminSignIn))
		c.entitlements = append(c.entitlements, c.entitlements[row]+int32(len(a.entitlements)))
		if a.ManagedBy == ManagedByExternal {
			c.external.Set(row)
		}
		if a.AdminNeverSignedIn {
			c.neverSignedIn.Set(row)
		}
		if len(a.admins) > 0 {
			c.admins[int32(row)] = a.admins
		}
	}
	c.ids, c.names = sideBySide(c.ids), sideBySide(c.names)
	return c
}

// sideBySide returns the same texts, next to one another in memory: a search
// through all of them then reads memory in its order.
func sideBySide(texts []string) []string {
	all := strings.Join(texts, "")
	for i, text := range texts {
		texts[i], all = all[:len(text)], all[len(text):]
	}
	return texts
}

func (b *block) entitlementColumnsOf(owners []int32, entitlements []*entitlement) entitlementColumns {
	c := entitlementColumns{owners: owners, plans: map[int32]plan{}, histories: map[int32]history{}}
	for row, e := range entitlements {
		c.ids = append(c.ids, e.ID)
		c.traits = append(c.traits, e.traits())
		c.known = append(c.known, b.times.Code(e.knownFrom()))
		c.start = append(c.start, b.times.Code(e.Start))
		c.end = append(c.end, b.times.Code(e.effectiveEnd()))
		c.provisioned = append(c.provisioned, b.times.Code(e.ProvisionedAt))
		c.suspended = append(c.suspended, b.times.Code(e.SuspendedAt))
		c.termValues.append(e.TermValue)
		if !e.CancelledAt.IsZero() || e.OrderedAt.After(e.Start) {
			c.plans[int32(row)] = plan{e.OrderedAt, e.End, e.CancelledAt}
		}
		if len(e.Orders) > 0 || len(e.Invoices) > 0 {
			c.histories[int32(row)] = history{e.Orders, e.Invoices}
		}
	}
	return c
}

// ownedLine is a line and the row of its entitlement.
type ownedLine struct {
	*line
	entitlement int32
}

func productColumnsOf(entitlements []*entitlement) []productColumns {
	lines := map[Product][]ownedLine{}
	for row, e := range entitlements {
		for i := range e.lines {
			l := &e.lines[i]
			lines[l.product] = append(lines[l.product], ownedLine{l, int32(row)})
		}
	}
	products := make([]productColumns, 0, len(lines))
	for _, product := range slices.Sorted(maps.Keys(lines)) {
		products = append(products, newProductColumns(product, lines[product]))
	}
	return products
}

func newProductColumns(product Product, lines []ownedLine) productColumns {
	p := productColumns{product: product, samples: []int32{0}}
	var totals, dates, assigned, used, quarterly []int64
	for _, l := range lines {
		p.entitlements = append(p.entitlements, l.entitlement)
		totals = append(totals, l.total)
		for _, s := range l.samples {
			dates = append(dates, int64(s.day))
			assigned = append(assigned, s.assigned)
			used = append(used, s.used)
			quarterly = append(quarterly, s.quarterly)
		}
		p.samples = append(p.samples, int32(len(dates)))
	}
	p.totals = column.PackInts(totals)
	p.dates = column.PackInts(dates)
	p.assigned, p.used, p.quarterly = column.PackInts(assigned), column.PackInts(used), column.PackInts(quarterly)
	return p
}
