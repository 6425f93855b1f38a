package partnerhub

import "github.com/partnerhub/partnerhub/internal/column"

// sectionFinder finds the lines of one product that are in the sections, in a
// block.
type sectionFinder struct {
	*frame
	product uint16
	peers   *peerGroup
	found   *blockSections
	sum     *tally
	// pooled are the lines of the customer's pool.
	pooled []pooledLine
}

type pooledLine struct {
	line int32
	counts
}

// find looks at the customers of the block that are in rows.
func (f *sectionFinder) find(rows column.Bits) {
	for customer := range rows.Rows() {
		f.customer(int32(customer))
	}
}

// customer looks at the lines of a customer. Each section counts a customer once.
func (f *sectionFinder) customer(customer int32) {
	var p pool
	var licenses int64
	f.pooled = f.pooled[:0]
	before := f.found.lengths()
	from, until := f.customers.of(customer)
	for e := from; e < until; e++ {
		if !f.active(e) {
			continue
		}
		line, exists := f.block.find(e, f.product)
		if !exists {
			continue
		}
		c := counts{total: f.lines.totals.At(int(line))}
		c.assigned, c.used = f.current(line)
		licenses += c.total
		f.term(customer, e, line, c)
		if over := c.overage(); over > 0 {
			f.add(overageSection, hit{line, uint16(customer), 0, -over, 1})
			f.sum.overLimit.total += over
		}
		if settled := f.settled.has(f.entitlements.start[e]); settled && c.total > 0 && c.assigned != unknown {
			p.add(settled, c.total, c.assigned)
			f.pooled = append(f.pooled, pooledLine{line, c})
		}
	}
	f.low(customer, p)
	f.countCustomer(before, licenses)
}

func (f *sectionFinder) add(kind sectionKind, h hit) {
	f.found.hits[kind] = append(f.found.hits[kind], h)
}

// term finds the sections that an active entitlement is in by its term.
func (f *sectionFinder) term(customer, e, line int32, c counts) {
	terms := &f.entitlements
	if f.added.has(terms.start[e]) {
		f.add(addedSection, hit{line, uint16(customer), 0, f.daysSinceAdded(e), 1})
		f.sum.added.newLicenses += c.total
	}
	kind, sum, window := expiringSection, &f.sum.expiring, &f.expiration
	if f.renews(e) {
		kind, sum, window = renewingSection, &f.sum.renewing, &f.renewal
	}
	if window.has(terms.end[e]) {
		f.add(kind, hit{line, uint16(customer), 0, f.daysUntilEnd(e), 1})
		sum.usage.add(c)
		sum.termValue.add(&terms.termValues, e)
	}
}

// low finds the lines of a customer with low assignment.
func (f *sectionFinder) low(customer int32, p pool) {
	if p.total == 0 {
		return
	}
	band := f.policy.band(p.total)
	if p.share() >= f.peers.limits[band] {
		return
	}
	for _, l := range f.pooled {
		if (pool{l.total, l.assigned}).share() < f.peers.bands[band].Benchmark {
			f.add(lowSection, hit{l.line, uint16(customer), uint8(band), l.assigned, l.total})
			f.sum.low.usage.add(l.counts)
		}
	}
}

// countCustomer counts the customer in the sections that have more lines now.
func (f *sectionFinder) countCustomer(before [sectionKinds]int, licenses int64) {
	added := func(kind sectionKind) int { return countIf(len(f.found.hits[kind]) > before[kind]) }
	f.sum.expiring.customers += added(expiringSection)
	f.sum.renewing.customers += added(renewingSection)
	f.sum.low.customers += added(lowSection)
	f.sum.overLimit.customers += added(overageSection)
	if added(addedSection) > 0 {
		f.sum.added.customers++
		f.sum.added.totalLicenses += licenses
	}
}

func (b *blockSections) lengths() (lengths [sectionKinds]int) {
	for kind := range lengths {
		lengths[kind] = len(b.hits[kind])
	}
	return lengths
}

func countIf(counts bool) int {
	if counts {
		return 1
	}
	return 0
}
