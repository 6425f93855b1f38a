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
	set = fieldNamed(name.field).facets(s, name)
	s.mutex.Lock()
	if len(s.facets) < maxFacets {
		s.facets[name] = set
	}
	s.mutex.Unlock()
	return set
}

// facetSource finds the customers of a facet.
type facetSource func(s *search, name facet) column.Bits

// ofStatuses finds by statuses: those of a customer that count.
func ofStatuses(counting func(p *Policy, set StatusSet) StatusSet) facetSource {
	return func(s *search, name facet) column.Bits {
		var wanted StatusSet
		for status := StatusTrial; status <= StatusExpired; status++ {
			if name.present || status.String() == name.value {
				wanted = wanted.with(status)
			}
		}
		known := s.evaluation()
		return s.collect(func(block int, _ *frame, found column.Bits) {
			for row, marks := range known.blocks[block].marks {
				if counting(&s.policy, marks.statuses()).bits&wanted.bits != 0 {
					found.Set(row)
				}
			}
		})
	}
}

func allStatuses(_ *Policy, set StatusSet) StatusSet { return set }

func onlyHeadline(p *Policy, set StatusSet) StatusSet {
	return StatusSet{}.with(set.headline(p.HeadlineOrder))
}

// ofTerms finds the customers of the entitlements that have something.
func ofTerms(has func(f *frame, e int32, name facet) bool) facetSource {
	return func(s *search, name facet) column.Bits {
		return s.collect(func(_ int, f *frame, found column.Bits) {
			f.findOwners(found, func(e int32) bool { return has(f, e, name) })
		})
	}
}

// ofCustomers finds by facts about customers that do not depend on the time.
func ofCustomers(has func(c *customerColumns, row int, name facet) bool) facetSource {
	return func(s *search, name facet) column.Bits {
		return s.collect(func(_ int, f *frame, found column.Bits) {
			for row := range f.customers.ids {
				if has(&f.customers, row, name) {
					found.Set(row)
				}
			}
		})
	}
}

// isAmong reports whether the value is one of a list; if any will do, whether there is
// one.
func (name facet) isAmong(values []string) bool {
	if name.present {
		return len(values) > 0
	}
	return slices.Contains(values, name.value)
}

func hasTag(c *customerColumns, row int, name facet) bool { return name.isAmong(c.tags.At(row)) }

func hasAdmin(c *customerColumns, row int, name facet) bool {
	return name.isAmong(c.adminsOf(int32(row)))
}

func isManagedBy(c *customerColumns, row int, name facet) bool {
	return name.present || c.managedBy(row).String() == name.value
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

// ofProducts finds the customers of the entitlements that have a product and have not
// ended.
func ofProducts(s *search, name facet) column.Bits {
	number, exists := s.hub.catalog.number(Product(name.value))
	return ofTerms(func(f *frame, e int32, name facet) bool {
		from, until := f.entitlements.of(e)
		some := name.present && from < until || exists && slices.Contains(f.lines.products[from:until], number)
		return some && f.alive(e)
	})(s, name)
}

func hasType(f *frame, e int32, name facet) bool {
	return f.alive(e) && (name.present || f.entitlementType(e).String() == name.value)
}

func (f *frame) entitlementType(e int32) EntitlementType {
	if f.trial(e) {
		return TypeTrial
	}
	return TypeSubscription
}

func hasRenewal(f *frame, e int32, name facet) bool {
	return f.active(e) && !f.trial(e) && (name.present || f.entitlements.renewal(e).String() == name.value)
}
