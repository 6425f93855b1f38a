package partnerhub

import (
	"cmp"
	"slices"

	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/parallel"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// Besides conditions, an evaluation marks entitlements that are alive, that is active
// or pending, and active ones; and in the place of LowAssignmentUnassessed, whether a
// line lacks in the shares of a customer, be it low or not: who is takes the peers,
// who are known when all blocks are evaluated.
const (
	markAlive conditions = 1 << (conditionCount + 1 + iota)
	markActive
)

// markLacking is in the place of LowAssignmentUnassessed.
var markLacking = LowAssignmentUnassessed.bit()

// when returns the conditions if something holds, or none. What is true of an
// entitlement is hard to guess for a processor, so this takes no branch.
func (s conditions) when(holds bool) conditions {
	var mask conditions
	if holds {
		mask = 1
	}
	return s & -mask
}

// corePools are the pools of one customer for the core products, by number, and
// a last one for all other products, which is of no use.
type corePools [len(coreProducts) + 1]pool

// customer returns the marks of a customer, and adds to its pools.
func (f *frame) customer(customer int32, pools *corePools) conditions {
	all := ManagedCustomer.bit()
	from, until := f.customers.of(customer)
	for e := from; e < until; e++ {
		m := marksOf[f.truths(e)&allTruths]
		if m&markActive != 0 {
			m |= f.licenseMarks(e, pools)
		}
		all |= m
	}
	all &^= StatusExpired.Condition().bit().when(all&markAlive != 0)
	all &^= OverLimitUnassessed.bit().when(all.has(OverLimit))
	all |= f.inactivity(customer)
	return all &^ (markAlive | markActive)
}

// licenseMarks returns what the lines of an active entitlement say, and adds them to
// the pools.
func (f *frame) licenseMarks(e int32, pools *corePools) conditions {
	var m conditions
	settled := f.settled.has(f.entitlements.start[e])
	from, until := f.entitlements.of(e)
	products := f.lines.products[from:until]
	for i := range products {
		line, core := from+int32(i), min(int(products[i]), len(coreProducts))
		assigned, total := f.assigned(line), f.lines.totals.At(int(line))
		m |= StatusLicenseOverage.Condition().bit().when(assigned > total)
		m |= OverLimit.bit().when(assigned > total && core < len(coreProducts))
		missing := (OverLimitUnassessed.bit() | markLacking.when(settled && total > 0)).when(assigned == usage.Unknown)
		m |= missing.when(core < len(coreProducts))
		pools[core].add(settled, total, assigned)
	}
	return m
}

// assigned is current for the assigned alone.
func (f *frame) assigned(line int32) int64 {
	if f.lines.usage.Runs == nil {
		return usage.Unknown
	}
	if r := f.lines.usage.At(line); f.isInLast(r) {
		return r.Last.Assigned()
	}
	assigned, _ := f.current(line)
	return assigned
}

// inactivity returns the mark of a customer without recent activity, or none.
func (f *frame) inactivity(customer int32) conditions {
	inactive := StatusNoRecentActivity.Condition().bit()
	signedIn := f.customers.signedIn[customer]
	return inactive.when(signedIn < f.now).when(f.inactive.has(signedIn)) |
		inactive.when(f.customers.neverSignedIn.Get(int(customer)))
}

// coreShare is the share of a customer of a core product.
type coreShare struct {
	customer uint16
	product  uint8
	band     uint8
	share    uint16
}

// blockMarks is a block at a moment, without what takes the peers.
type blockMarks struct {
	marks  []conditions // by customer; see markLacking
	shares []coreShare  // by customer and product
}

func (f *frame) evaluate() *blockMarks {
	b := &blockMarks{marks: make([]conditions, len(f.customers.ids))}
	f.shares = f.shares[:0]
	for customer := range b.marks {
		f.evaluateCustomer(b, int32(customer))
	}
	b.shares = slices.Clone(f.shares)
	return b
}

// evaluateCustomer fills in the marks of a customer and adds its shares.
func (f *frame) evaluateCustomer(b *blockMarks, customer int32) {
	var pools corePools
	b.marks[customer] = f.customer(customer, &pools)
	for product, pool := range pools[:len(coreProducts)] {
		if pool.total > 0 {
			f.shares = append(f.shares, coreShare{
				uint16(customer), uint8(product), uint8(f.policy.band(pool.total)), uint16(pool.share()),
			})
		}
	}
}

// evaluateAgain evaluates the block when some customers of it are not what they
// were before.
func (f *frame) evaluateAgain(before *blockMarks, customers []int32) *blockMarks {
	b := &blockMarks{marks: slices.Clone(before.marks)}
	f.shares = append(f.shares[:0], before.shares...)
	f.shares = slices.DeleteFunc(f.shares, func(s coreShare) bool { return slices.Contains(customers, int32(s.customer)) })
	for _, customer := range customers {
		f.evaluateCustomer(b, customer)
	}
	slices.SortStableFunc(f.shares, func(x, y coreShare) int { return cmp.Compare(x.customer, y.customer) })
	b.shares = slices.Clone(f.shares)
	return b
}

// evaluation is all blocks of a hub at a moment, and what they add up to. It is
// immutable and knows nothing of the hub, so that one hub can begin with what
// is known of another.
type evaluation struct {
	blocks []*blockMarks
	shares [len(coreProducts)]*shareHistogram
	peers  [len(coreProducts)]*peerGroup
	// low are the customers with low assignment of a core product, and counts
	// the numbers of all customers, by block.
	low    []column.Bits
	counts []overviewCounts
}

// overviewCounts are the numbers of an overview, for few customers.
type overviewCounts struct {
	managed, total, expiration, renewal, low, lowUnassessed, overLimit, overUnassessed int32
}

// add adds the numbers of other customers.
func (o *Overview) add(c *overviewCounts) {
	o.ManagedCustomers += int(c.managed)
	o.TotalCustomers += int(c.total)
	o.NearingExpiration += int(c.expiration)
	o.NearingRenewal += int(c.renewal)
	o.LowAssignment += int(c.low)
	o.LowAssignmentUnassessed += int(c.lowUnassessed)
	o.OverLimit += int(c.overLimit)
	o.OverLimitUnassessed += int(c.overUnassessed)
}

// evaluate evaluates the blocks that are not known already.
func (m *moment) evaluate() *evaluation {
	known := m.hub.known.find(&m.question)
	if known.evaluation != nil && known.origins == nil && known.compared == m.compared {
		return known.evaluation
	}
	e := m.evaluateFrom(known)
	m.hub.known.add(knownEvaluation{question: m.question, evaluation: e})
	return e
}

// evaluateFrom returns the evaluation of the moment's hub, beginning with what is
// known of another hub with some of its blocks: the shares are those of the
// other hub, without those of its other blocks and with those of the new ones.
func (m *moment) evaluateFrom(known knownEvaluation) *evaluation {
	e := &evaluation{blocks: make([]*blockMarks, len(m.hub.blocks))}
	gone := known.take(e.blocks)
	missing := m.evaluateMissing(e, &known)
	for product := range e.shares {
		if known.evaluation == nil {
			e.shares[product] = newShareHistogram(len(m.policy.SizeBands))
		} else {
			e.shares[product] = known.evaluation.shares[product].clone()
		}
	}
	for _, b := range gone {
		b.count(&e.shares, -1)
	}
	for _, i := range missing {
		e.blocks[i].count(&e.shares, 1)
	}
	for product, shares := range e.shares {
		if known.evaluation != nil && known.compared == m.compared && shares.isClone() {
			e.peers[product] = known.peers[product]
			continue
		}
		e.peers[product] = m.newPeerGroup(m.yardstick(coreProducts[product], shares))
	}
	m.compare(e, known)
	return e
}

// evaluateMissing evaluates the blocks that are missing, and returns which.
func (m *moment) evaluateMissing(e *evaluation, known *knownEvaluation) []int {
	missing := make([]int, 0, len(e.blocks))
	for i, b := range e.blocks {
		if b == nil {
			missing = append(missing, i)
		}
	}
	m.inParallel(len(missing), func(f *frame, _, i int) {
		i = missing[i]
		f.move(m.hub.blocks[i])
		if edited := known.edited[i]; edited != nil {
			e.blocks[i] = f.evaluateAgain(known.blocks[known.origins[i]], edited)
		} else {
			e.blocks[i] = f.evaluate()
		}
	})
	return missing
}

// inParallel calls work for each number below n, with a frame to move.
func (m *moment) inParallel(n int, work func(f *frame, worker, i int)) {
	frames := make([]frame, parallel.Workers(n))
	for i := range frames {
		frames[i].moment = m
	}
	parallel.Each(n, func(worker, i int) { work(&frames[worker], worker, i) })
}

// count adds the shares of the block to histograms, so many times.
func (b *blockMarks) count(shares *[len(coreProducts)]*shareHistogram, times int32) {
	for _, s := range b.shares {
		shares[s.product].count(int(s.band), int(s.share), times)
	}
}

// compare finds the customers with low assignment, and counts all customers. A
// block that was compared with the same peers before is not compared again.
func (m *moment) compare(e *evaluation, known knownEvaluation) {
	e.low, e.counts = make([]column.Bits, len(e.blocks)), make([]overviewCounts, len(e.blocks))
	if known.evaluation != nil && samePeers(known.evaluation, e) {
		known.takeComparison(e)
	}
	var missing []int
	for i, low := range e.low {
		if low == nil {
			missing = append(missing, i)
		}
	}
	m.inParallel(len(missing), func(_ *frame, _, i int) {
		i = missing[i]
		e.low[i] = e.lowOf(e.blocks[i])
		e.counts[i] = e.count(i, nil)
	})
}

func samePeers(a, b *evaluation) bool {
	for product := range a.peers {
		if !slices.Equal(a.peers[product].limits, b.peers[product].limits) {
			return false
		}
	}
	return true
}

func (e *evaluation) lowOf(b *blockMarks) column.Bits {
	low := column.NewBits(len(b.marks))
	for _, s := range b.shares {
		if e.peers[s.product].isLow(int(s.band), int(s.share)) {
			low.Set(int(s.customer))
		}
	}
	return low
}

// count returns the numbers of a block's customers that are in rows; nil is all.
func (e *evaluation) count(block int, rows column.Bits) overviewCounts {
	var sums lanes
	low, marks := e.low[block], e.blocks[block].marks
	managed, lows := len(marks), low.Count()
	if rows == nil {
		for _, m := range marks {
			sums.add(m)
		}
	} else {
		managed, lows = rows.Count(), rows.CountCommon(low)
		for row := range rows.Rows() {
			sums.add(marks[row])
		}
	}
	lacking := sums.of(LowAssignmentUnassessed)
	for row := range low.Rows() { // who is low is assessed
		lacking -= int32(countIf(marks[row]&markLacking != 0 && (rows == nil || rows.Get(row))))
	}
	return overviewCounts{
		managed: int32(managed), low: int32(lows), lowUnassessed: lacking,
		total: sums.of(TotalCustomer), expiration: sums.of(NearingExpiration), renewal: sums.of(NearingRenewal),
		overLimit: sums.of(OverLimit), overUnassessed: sums.of(OverLimitUnassessed),
	}
}

// lanes counts customers by the conditions from TotalCustomer on: each in 16 bits, four
// in a word. A block has fewer customers than would overflow them.
type lanes [2]uint64

// There are no more conditions than lanes.
const _ = uint(8 - (conditionCount + 1 - int(TotalCustomer)))

func (l *lanes) add(s conditions) {
	const each = 0x0001_0001_0001_0001
	n := uint64(s >> TotalCustomer)
	l[0] += (n | n<<15 | n<<30 | n<<45) & each
	n >>= 4
	l[1] += (n | n<<15 | n<<30 | n<<45) & each
}

// of returns the number of customers of whom a condition holds.
func (l *lanes) of(c Condition) int32 {
	i := int(c - TotalCustomer)
	return int32(l[i/4] >> (16 * (i % 4)) & (1<<16 - 1))
}
