package partnerhub

import "github.com/partnerhub/partnerhub/internal/column"

// core flags say, for a customer, which numbers of the overview count it.
const (
	flagTotal uint8 = 1 << iota
	flagExpiration
	flagRenewal
	flagLowAssignment
	flagOverLimit
)

// Overview returns the headline numbers of the view. See [Overview] for their
// definitions. Peers for low assignment are those of the whole partner
// organization, whatever the view is narrowed to.
func (v View) Overview() Overview {
	m := v.at()
	sum := Overview{AsOf: m.asOf()}
	for i, b := range m.hub.blocks {
		sum.merge(m.on(b).overview(v.rows(i)))
	}
	return sum
}

// merge adds the numbers of other customers.
func (o *Overview) merge(other Overview) {
	o.ManagedCustomers += other.ManagedCustomers
	o.TotalCustomers += other.TotalCustomers
	o.NearingExpiration += other.NearingExpiration
	o.NearingRenewal += other.NearingRenewal
	o.LowAssignment += other.LowAssignment
	o.OverLimit += other.OverLimit
}

// overview returns the numbers of the block's customers that are in rows.
func (f *frame) overview(rows column.Bits) Overview {
	var sum Overview
	all := f.coreFlags()
	for customer := range rows.Rows() {
		flags := all[customer]
		sum.ManagedCustomers++
		sum.TotalCustomers += countIf(flags&flagTotal != 0)
		sum.NearingExpiration += countIf(flags&flagExpiration != 0)
		sum.NearingRenewal += countIf(flags&flagRenewal != 0)
		sum.LowAssignment += countIf(flags&flagLowAssignment != 0)
		sum.OverLimit += countIf(flags&flagOverLimit != 0)
	}
	return sum
}

func countIf(counts bool) int {
	if counts {
		return 1
	}
	return 0
}

// coreFlags returns the flags of each customer of the block.
func (f *frame) coreFlags() []uint8 {
	flags := make([]uint8, len(f.customers.ids))
	for e := range int32(len(f.entitlements.ids)) {
		if !f.core(e) {
			continue
		}
		owner := &flags[f.entitlements.owners[e]]
		if f.exists(e) {
			*owner |= flagTotal
		}
		if f.expires(e) {
			*owner |= flagExpiration
		}
		if f.isRenewing(e) {
			*owner |= flagRenewal
		}
	}
	for _, product := range coreProducts {
		if p := f.product(product); p != nil {
			f.flagProduct(p, flags)
		}
	}
	return flags
}

func (f *frame) flagProduct(p *productColumns, flags []uint8) {
	for line, e := range p.entitlements {
		if f.active(e) && f.at(p, line).overage() > 0 {
			flags[f.entitlements.owners[e]] |= flagOverLimit
		}
	}
	low, _ := f.lowCustomers(p)
	for customer := range flags {
		if low.Get(customer) {
			flags[customer] |= flagLowAssignment
		}
	}
}
