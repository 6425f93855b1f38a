package partnerhub

import (
	"slices"

	"github.com/partnerhub/partnerhub/internal/column"
)

// search is one evaluation of a filter at a moment. Sets of customers are bits
// of the whole hub; see Hub.all.
type search struct {
	*moment
	// texts are the results of text conditions: each distinct one is answered
	// once.
	texts map[string]column.Bits
}

func newSearch(m *moment) *search { return &search{moment: m} }

// collect returns the customers that are found in each block.
func (s *search) collect(find func(block int, f *frame, found column.Bits)) column.Bits {
	set := make(column.Bits, len(s.hub.all))
	s.inParallel(len(s.hub.blocks), func(f *frame, _, i int) {
		f.move(s.hub.blocks[i])
		find(i, f, s.hub.rowsOf(set, i))
	})
	return set
}

// matcher finds customers. The set that it returns may be shared and is not to
// be changed.
type matcher interface {
	customers(s *search) column.Bits
}

// allOf finds what all its matchers find; there is at least one.
type allOf []matcher

func (a allOf) customers(s *search) column.Bits {
	set := slices.Clone(a[0].customers(s))
	for _, m := range a[1:] {
		if none, ok := m.(noneOf); ok {
			set.Remove(none.matcher.customers(s))
		} else {
			set.Keep(m.customers(s))
		}
	}
	return set
}

// anyOf finds what at least one of its matchers finds; there is at least one.
type anyOf []matcher

func (a anyOf) customers(s *search) column.Bits {
	set := slices.Clone(a[0].customers(s))
	for _, m := range a[1:] {
		set.Add(m.customers(s))
	}
	return set
}

// noneOf finds what its matcher doesn't find.
type noneOf struct{ matcher }

func (n noneOf) customers(s *search) column.Bits {
	set := slices.Clone(s.hub.all)
	set.Remove(n.matcher.customers(s))
	return set
}

// facet is a set of customers with a name: those that have a value of a field,
// or any value of it.
type facet struct {
	field, value string
	present      bool
}

// maxFacets bounds how many facets a moment keeps.
const maxFacets = 256

// customers makes a facet the matcher of those that have its value.
func (name facet) customers(s *search) column.Bits { return s.facet(name) }

// facet returns the customers of a facet, which is computed once.
func (s *search) facet(name facet) column.Bits {
	s.mutex.Lock()
	set, known := s.facets[name]
	s.mutex.Unlock()
	if known {
		return set
	}
	set = s.computeFacet(name)
	s.mutex.Lock()
	if len(s.facets) < maxFacets {
		s.facets[name] = set
	}
	s.mutex.Unlock()
	return set
}

func (s *search) computeFacet(name facet) column.Bits {
	switch name.field {
	case "status", "headline":
		return s.statusFacet(name)
	case "product":
		return s.collect(func(_ int, f *frame, found column.Bits) { f.findProduct(name, found) })
	case "type":
		return s.collect(func(_ int, f *frame, found column.Bits) { f.findType(name, found) })
	case "renewal":
		return s.collect(func(_ int, f *frame, found column.Bits) { f.findRenewal(name, found) })
	}
	return s.collect(func(_ int, f *frame, found column.Bits) { f.findFact(name, found) })
}

func (s *search) statusFacet(name facet) column.Bits {
	var wanted StatusSet
	for status := StatusTrial; status <= StatusExpired; status++ {
		if name.present || status.String() == name.value {
			wanted = wanted.with(status)
		}
	}
	known := s.evaluation()
	return s.collect(func(block int, _ *frame, found column.Bits) {
		for row, marks := range known.blocks[block].marks {
			statuses := marks.statuses()
			if name.field == "headline" {
				statuses = StatusSet{}.with(statuses.headline(s.policy.HeadlineOrder))
			}
			if statuses.bits&wanted.bits != 0 {
				found.Set(row)
			}
		}
	})
}

// findOwners finds the customers of the entitlements that have something.
func (f *frame) findOwners(found column.Bits, has func(e int32) bool) {
	for customer := range f.customers.ids {
		from, until := f.customers.of(int32(customer))
		for e := from; e < until; e++ {
			if has(e) {
				found.Set(customer)
				break
			}
		}
	}
}

func (f *frame) findProduct(name facet, found column.Bits) {
	number, exists := f.hub.catalog.number(Product(name.value))
	if !exists && !name.present {
		return
	}
	f.findOwners(found, func(e int32) bool {
		if !f.alive(e) {
			return false
		}
		from, until := f.entitlements.of(e)
		return name.present && from < until || !name.present && slices.Contains(f.lines.products[from:until], number)
	})
}

func (f *frame) findType(name facet, found column.Bits) {
	f.findOwners(found, func(e int32) bool {
		return f.alive(e) && (name.present || f.entitlementType(e).String() == name.value)
	})
}

func (f *frame) entitlementType(e int32) EntitlementType {
	if f.trial(e) {
		return TypeTrial
	}
	return TypeSubscription
}

func (f *frame) findRenewal(name facet, found column.Bits) {
	f.findOwners(found, func(e int32) bool {
		return f.active(e) && !f.trial(e) && (name.present || f.entitlements.renewal(e).String() == name.value)
	})
}

// findFact finds customers by facts about them that do not depend on the time.
func (f *frame) findFact(name facet, found column.Bits) {
	for row := range f.customers.ids {
		if name.present && f.hasFact(name.field, row) || !name.present && f.hasValue(name, row) {
			found.Set(row)
		}
	}
}

func (f *frame) hasFact(field string, row int) bool {
	switch field {
	case "tag":
		return len(f.customers.tags.At(row)) > 0
	case "admin":
		return len(f.customers.adminsOf(int32(row))) > 0
	}
	return true // managed_by
}

func (f *frame) hasValue(name facet, row int) bool {
	switch name.field {
	case "tag":
		return slices.Contains(f.customers.tags.At(row), name.value)
	case "admin":
		return slices.Contains(f.customers.adminsOf(int32(row)), name.value)
	}
	return f.customers.managedBy(row).String() == name.value
}
