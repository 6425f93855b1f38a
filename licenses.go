package partnerhub

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub/internal/parallel"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// LicenseSummary is a product of a customer, or of all customers of a view, over the
// active entitlements. Counts are licenses. See docs/metrics.md.
type LicenseSummary struct {
	Product Product `json:"product"`
	// Total is the sum of the entitlements' totals.
	Total int64 `json:"total"`
	// Assigned and Used are the sums of the known counts, unknown when none is
	// known.
	Assigned Count `json:"assigned"`
	Used     Count `json:"used"`
	// Available and Overage are the sums over the entitlements whose assigned
	// is known, unknown when none is: one's overage is not netted with what
	// another has available.
	Available Count `json:"available"`
	Overage   Count `json:"overage"`
	// UnknownAssigned and UnknownUsed are the licenses of the entitlements
	// whose count is unknown.
	UnknownAssigned int64 `json:"unknownAssigned"`
	UnknownUsed     int64 `json:"unknownUsed"`
	// AssignedUnknownUse is the part of Assigned that is of entitlements whose used
	// is unknown: it is not known whether these licenses are used.
	AssignedUnknownUse int64 `json:"assignedUnknownUse"`
	// UsedUnknownAssigned is the part of Used that is of entitlements whose assigned
	// is unknown: it is not known whether these licenses are assigned.
	UsedUnknownAssigned int64 `json:"usedUnknownAssigned"`
}

// Licenses returns the licenses of each product over all active entitlements of the
// view's customers, by product; not nil. Those of a customer are in
// [CustomerDetail].Licenses.
func (v View) Licenses() []LicenseSummary {
	m := v.at()
	parts := make([]map[uint16]*productSums, parallel.Workers(len(m.hub.blocks)))
	for i := range parts {
		parts[i] = map[uint16]*productSums{}
	}
	m.inParallel(len(m.hub.blocks), func(f *frame, worker, i int) {
		f.move(m.hub.blocks[i])
		for customer := range v.rows(i).Rows() {
			f.addLicenses(int32(customer), parts[worker])
		}
	})
	sums := map[uint16]*productSums{}
	for _, part := range parts {
		for product, sum := range part {
			sumOf(sums, product).merge(sum)
		}
	}
	return m.licenseSummaries(sums)
}

// productSums are what the active lines of a product add up to.
type productSums struct {
	trendSums
	available, overage                      int64
	assignedUnknownUse, usedUnknownAssigned int64
}

func sumOf(sums map[uint16]*productSums, product uint16) *productSums {
	if sums[product] == nil {
		sums[product] = new(productSums)
	}
	return sums[product]
}

// addLicenses adds the licenses of a customer.
func (f *frame) addLicenses(customer int32, sums map[uint16]*productSums) {
	f.eachActive(customer, func(_, line int32, c counts) {
		sum := sumOf(sums, f.lines.products[line])
		sum.add(c)
		free, _ := c.available().Value()
		sum.available += free
		sum.overage += c.overage()
		if c.used == usage.Unknown {
			sum.assignedUnknownUse += max(c.assigned, 0)
		}
		if c.assigned == usage.Unknown {
			sum.usedUnknownAssigned += max(c.used, 0)
		}
	})
}

// merge adds other sums of the product.
func (s *productSums) merge(other *productSums) {
	s.trendSums.merge(&other.trendSums) // fits: see Load
	s.available += other.available
	s.overage += other.overage
	s.assignedUnknownUse += other.assignedUnknownUse
	s.usedUnknownAssigned += other.usedUnknownAssigned
}

// licenseSummaries returns the sums of products by product.
func (m *moment) licenseSummaries(sums map[uint16]*productSums) []LicenseSummary {
	list := make([]LicenseSummary, 0, len(sums))
	for _, number := range slices.Sorted(maps.Keys(sums)) {
		list = append(list, sums[number].summary(m.hub.catalog.names[number]))
	}
	slices.SortFunc(list, func(a, b LicenseSummary) int { return cmp.Compare(a.Product, b.Product) })
	return list
}

// summary makes a product's line of what its entitlements add up to.
func (s *productSums) summary(product Product) LicenseSummary {
	point := s.point(time.Time{})
	summary := LicenseSummary{
		Product: product, Total: point.Total, Assigned: point.Assigned, Used: point.Used,
		UnknownAssigned: point.UnknownAssigned, UnknownUsed: point.UnknownUsed,
		AssignedUnknownUse: s.assignedUnknownUse, UsedUnknownAssigned: s.usedUnknownAssigned,
	}
	if s.assignedKnown {
		summary.Available, summary.Overage = Known(s.available), Known(s.overage)
	}
	return summary
}
