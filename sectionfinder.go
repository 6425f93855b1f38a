package partnerhub

import (
	"slices"

	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// sectionFinder finds the lines of one product that are in the sections, in a
// block.
type sectionFinder struct {
	*frame
	product       uint16
	peers         *peerGroup
	sum           *tally
	blockSections // of the block

	// The customer whose lines are looked at, and what is known of it so far.
	customer int32
	pool     pool
	pooled   []int32 // the lines of the pool
	licenses int64   // in active entitlements
	added    bool    // a line is recently added
	// counted is the customer that each section counted last.
	counted [sectionKinds]int32
}

const nobody int32 = -1

// find looks at the customers of the block that are in rows, and returns what it
// found.
func (f *sectionFinder) find(rows column.Bits) blockSections {
	f.customer = nobody
	for kind := range f.counted {
		f.counted[kind] = nobody
	}
	terms := f.customers.entitlements
	for from, until := range rows.Spans() {
		f.findTerms(terms[from], terms[until])
	}
	f.endCustomer()
	var found blockSections
	for kind, hits := range f.hits {
		found.hits[kind], f.hits[kind] = slices.Clone(hits), hits[:0]
	}
	return found
}

// findTerms looks at the entitlements from <= e < until.
func (f *sectionFinder) findTerms(from, until int32) {
	begins, e := f.entitlements.lines, from
	first := begins[from]
	for i, product := range f.lines.products[first:begins[until]] {
		if product != f.product {
			continue
		}
		line := first + int32(i)
		for begins[e+1] <= line {
			e++
		}
		if f.active(e) {
			f.line(e, line)
		}
	}
}

// line looks at a line of an active entitlement.
func (f *sectionFinder) line(e, line int32) {
	f.beginCustomer(e)
	c := f.sums(line)
	f.licenses += c.total
	f.term(e, line, c)
	if over := c.overage(); over > 0 {
		f.add(overageSection, hit{key: wholeKey(-over), line: line}, &f.sum.overLimit.customers)
		f.sum.overLimit.total += over
	}
	settled := f.settled.has(f.entitlements.start[e]) && c.total > 0
	switch {
	case c.assigned == usage.Unknown:
		f.sum.overLimit.unassessed++
		f.sum.low.unassessed += countIf(settled)
	case settled:
		f.pool.add(settled, c.total, c.assigned)
		f.pooled = append(f.pooled, line)
	}
}

// beginCustomer sees to it that the customer is the one of an entitlement.
func (f *sectionFinder) beginCustomer(e int32) {
	begins, customer := f.customers.entitlements, max(f.customer, 0)
	for begins[customer+1] <= e {
		customer++
	}
	if customer != f.customer {
		f.endCustomer()
		f.customer = customer
	}
}

// endCustomer adds what takes all lines of the customer.
func (f *sectionFinder) endCustomer() {
	f.low()
	if f.added {
		f.sum.added.totalLicenses += f.licenses
	}
	f.pool, f.pooled, f.licenses, f.added = pool{}, f.pooled[:0], 0, false
}

// add adds a line to a section, which counts its customer once.
func (f *sectionFinder) add(kind sectionKind, h hit, customers *int) {
	h.customer = uint16(f.customer)
	f.hits[kind] = append(f.hits[kind], h)
	if f.counted[kind] != f.customer {
		f.counted[kind] = f.customer
		*customers++
	}
}

// term finds the sections that an active entitlement is in by its term.
func (f *sectionFinder) term(e, line int32, c counts) {
	terms := &f.entitlements
	if f.frame.added.has(terms.start[e]) {
		f.add(addedSection, hit{key: wholeKey(f.daysSinceAdded(e)), line: line}, &f.sum.added.customers)
		f.sum.added.newLicenses += c.total
		f.added = true
	}
	kind, sum, window := expiringSection, &f.sum.expiring, &f.expiration
	if f.renews(e) {
		kind, sum, window = renewingSection, &f.sum.renewing, &f.renewal
	}
	if window.has(terms.end[e]) {
		f.add(kind, hit{key: wholeKey(f.daysUntilEnd(e)), line: line}, &sum.customers)
		sum.usage.add(c)
		sum.termValue.add(&terms.termValues, e)
		sum.withoutValue += countIf(!terms.termValues.has(e))
	}
}

// low finds the lines of a customer with low assignment.
func (f *sectionFinder) low() {
	if f.pool.total == 0 {
		return
	}
	band := f.policy.band(f.pool.total)
	if !f.peers.isLow(band, f.pool.share()) {
		return
	}
	for _, line := range f.pooled {
		if c := f.sums(line); (pool{c.total, c.assigned}).share() < f.peers.bands[band].Benchmark {
			key, large := fractionKey(c.assigned, c.total)
			f.add(lowSection, hit{key: key, line: line, band: uint8(band), large: large}, &f.sum.low.customers)
			f.sum.low.usage.add(c)
		}
	}
}
