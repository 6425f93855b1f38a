package partnerhub

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"github.com/partnerhub/partnerhub/internal/parallel"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// changeset is a hub with changes that are not frozen yet. The customers that
// changes touch are thawed when they are first needed, and no others; the hub
// itself stays as it is.
//
// While a customer is edited, its entitlements and administrators are not in
// its account but beside it, in no order: a thousand changes to one customer
// cost no more than one each to a thousand.
type changeset struct {
	hub       *Hub
	faults    faults
	touched   []*editedCustomer // in the order of the first touch
	customers map[string]*editedCustomer
	// terms are the entitlements of the touched customers by id; nil is in the
	// place of one that is removed.
	terms  map[string]*editedTerm
	admins map[string]Admin
	// assigned lists, by administrator, the touched customers that are, or
	// were, assigned.
	assigned map[string][]*editedCustomer
	// totals are those of the hub, until changes are settled.
	totals totals
	// catalog is that of the hub until a change brings a new product.
	catalog *catalog
}

// editedCustomer is a customer that a change touches. It is gone if its edit has
// no account.
type editedCustomer struct {
	edit
	id     string
	terms  []*editedTerm // those among them that it owns
	admins map[string]bool
	frozen frozenLines // what it had
}

// editedTerm is an entitlement of a touched customer.
type editedTerm struct {
	entitlement
	owner *editedCustomer
}

func newChangeset(h *Hub) *changeset {
	s := &changeset{
		hub:       h,
		customers: map[string]*editedCustomer{},
		terms:     map[string]*editedTerm{},
		admins:    map[string]Admin{},
		assigned:  map[string][]*editedCustomer{},
		totals:    h.totals,
		catalog:   h.catalog,
	}
	maps.Copy(s.admins, h.admins)
	return s
}

func (s *changeset) check(at place) checker { return checker{&s.faults, at} }

// customer returns the customer of an id, to be edited, or nil.
func (s *changeset) customer(id string) *editedCustomer {
	if customer, touched := s.customers[id]; touched {
		if customer.account == nil {
			return nil
		}
		return customer
	}
	at, exists := s.hub.customerAt(id)
	if !exists {
		return nil
	}
	return s.thaw(at)
}

// hasCustomer reports whether there is a customer of an id, and touches none.
func (s *changeset) hasCustomer(id string) bool {
	if customer, touched := s.customers[id]; touched {
		return customer.account != nil
	}
	_, exists := s.hub.customerAt(id)
	return exists
}

// thaw touches a customer of the hub.
func (s *changeset) thaw(at position) *editedCustomer { return s.touchThawed(at, s.hub.thaw(at)) }

// touchThawed is thaw of a customer that is thawed already.
func (s *changeset) touchThawed(at position, a *account) *editedCustomer {
	customer := s.touch(a, edit{at: at, exists: true})
	customer.frozen = s.hub.block(at.block).linesOfCustomer(at.row)
	for _, e := range a.entitlements {
		s.own(customer, e)
	}
	for _, admin := range a.admins {
		s.assign(customer, admin)
	}
	return customer
}

// touch begins to edit a customer.
func (s *changeset) touch(a *account, e edit) *editedCustomer {
	e.account = a
	customer := &editedCustomer{edit: e, id: a.ID, admins: map[string]bool{}}
	s.touched = append(s.touched, customer)
	s.customers[a.ID] = customer
	return customer
}

// add adds a customer of whose id there is none.
func (s *changeset) add(a *account) {
	if gone, touched := s.customers[a.ID]; touched {
		gone.account = a
		return
	}
	s.touch(a, edit{})
}

// remove removes a customer with all it has.
func (s *changeset) remove(customer *editedCustomer) {
	for _, t := range customer.terms {
		if t.owner == customer {
			s.removeTerm(t)
		}
	}
	customer.account, customer.terms = nil, nil
	clear(customer.admins)
}

// term returns an entitlement, to be edited, or nil.
func (s *changeset) term(id string) *editedTerm {
	if t, touched := s.terms[id]; touched {
		return t
	}
	if at, exists := s.hub.ownerOf(id); exists {
		s.thaw(at)
	}
	return s.terms[id]
}

// own adds an entitlement of whose id there is none.
func (s *changeset) own(customer *editedCustomer, e entitlement) {
	t := &editedTerm{entitlement: e, owner: customer}
	customer.terms = append(customer.terms, t)
	s.terms[e.ID] = t
}

// removeTerm removes an entitlement, if there is one.
func (s *changeset) removeTerm(t *editedTerm) {
	if t != nil {
		t.owner = nil
		s.terms[t.ID] = nil
	}
}

func (s *changeset) assign(customer *editedCustomer, adminID string) {
	customer.admins[adminID] = true
	s.assigned[adminID] = append(s.assigned[adminID], customer)
}

// unassign takes an administrator away from all customers but those to keep.
// Of these it touches none that is assigned, and takes it out of the set: the
// others are to be assigned.
func (s *changeset) unassign(adminID string, keep map[string]bool) {
	for _, customer := range s.assigned[adminID] {
		delete(customer.admins, adminID)
	}
	for at := range s.hub.assignedTo(adminID) {
		id := s.hub.customerID(at)
		switch _, touched := s.customers[id]; {
		case touched:
		case keep[id]:
			delete(keep, id)
		default:
			delete(s.thaw(at).admins, adminID)
		}
	}
	delete(s.assigned, adminID)
}

// settle puts what the touched customers have into their accounts, in order, and
// adds to the totals what they have and did not have.
func (s *changeset) settle() {
	parallel.Each(len(s.touched), func(_, i int) { s.touched[i].settle() })
	for _, customer := range s.touched {
		s.totals.subtract(&customer.frozen)
	}
	c := s.check(place{"changes", -1})
	for _, customer := range s.touched {
		for l := range customer.lines() {
			s.totals.addLicenses(c, l)
			if !customer.frozen.holds(l) {
				s.totals.addUsage(c, l)
			}
		}
	}
}

// lines iterates over the lines of all entitlements; of a customer that is gone,
// there are none.
func (customer *editedCustomer) lines() iter.Seq[*line] {
	if customer.account == nil {
		return func(func(*line) bool) {}
	}
	return customer.account.lines()
}

func (customer *editedCustomer) settle() {
	a := customer.account
	if a == nil {
		return
	}
	a.entitlements = nil
	for _, t := range customer.terms {
		if t.owner == customer {
			a.entitlements = append(a.entitlements, t.entitlement)
		}
	}
	slices.SortFunc(a.entitlements, func(x, y entitlement) int { return cmp.Compare(x.ID, y.ID) })
	for i := range a.entitlements {
		for j := range a.entitlements[i].lines {
			l := &a.entitlements[i].lines[j]
			l.settle()
			if customer.frozen.holds(l) {
				customer.frozen.kept[l.row-customer.frozen.from] = true
			}
		}
	}
	a.admins = slices.Sorted(maps.Keys(customer.admins))
}

// settle orders the samples by day. Of those of the same day it keeps the last.
// Frozen samples are in order.
func (l *line) settle() {
	slices.SortStableFunc(l.samples, func(a, b usage.Sample) int { return cmp.Compare(a.Day, b.Day) })
	kept := l.samples[:0]
	for i, s := range l.samples {
		if next := i + 1; next == len(l.samples) || l.samples[next].Day != s.Day {
			kept = append(kept, s)
		}
	}
	l.samples = kept
}

// edits lists what becomes of the customers that were touched.
func (s *changeset) edits() []edit {
	edits := make([]edit, len(s.touched))
	for i, customer := range s.touched {
		edits[i] = customer.edit
	}
	return edits
}

// addProducts adds the products of lines to the catalog.
func (s *changeset) addProducts(c checker, lines []line) {
	isNew := func(l line) bool { _, exists := s.catalog.number(l.product); return !exists }
	if slices.ContainsFunc(lines, isNew) {
		if s.catalog == s.hub.catalog {
			s.catalog = s.catalog.clone()
		}
		c.products(s.catalog, lines)
	}
}
