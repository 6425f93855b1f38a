package testkit

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"

	"github.com/partnerhub/partnerhub"
)

// lowAssignment: of the customers that are low, the pooled entitlements whose
// own share is below the benchmark.
func (o oracle) lowAssignment(customers []partnerhub.Customer, product partnerhub.Product) partnerhub.LowAssignment {
	low := o.lowCustomers(product)
	rows := filter(o.pooled(o.holdings(customers, product)), func(h holding) bool {
		peers, isLow := low[h.customer.ID]
		return isLow && shareOf([]holding{h}) < peers.Benchmark
	})
	lacking := filter(o.holdings(customers, product), func(h holding) bool { return o.isUnassessed(h.entitlement, product) })
	section := partnerhub.LowAssignment{
		AsOf: o.asOf, Product: product, Customers: len(customerIDs(rows)),
		Assignment: assignment(rows), Usage: usage(rows), UsageWhenAssigned: usageWhenAssigned(rows),
		Unassigned: sumAvailable(rows), Unknown: countUnknown(rows), Unassessed: len(lacking), Rows: []partnerhub.LowAssignmentRow{},
	}
	for _, h := range rows {
		section.Rows = append(section.Rows, partnerhub.LowAssignmentRow{
			Row: row(h), MonthsSinceAdded: monthsBetween(o.day(h.Start), o.today()),
			AssignedShare: shareOfTotal(h.assigned, h.total), WeeklyAssignedChange: h.assignedChange,
			Peers: low[h.customer.ID],
		})
	}
	slices.SortFunc(section.Rows, func(a, b partnerhub.LowAssignmentRow) int {
		return cmp.Or(fraction(a.AssignedShare).Cmp(fraction(b.AssignedShare)), byCustomer(a.Row, b.Row))
	})
	return section
}

func fraction(r partnerhub.Ratio) *big.Rat { return big.NewRat(r.Num, r.Den) }

// usageWhenAssigned: sum of used over sum of assigned, where both are known.
func usageWhenAssigned(holdings []holding) partnerhub.Ratio {
	var ratio partnerhub.Ratio
	for _, h := range holdings {
		assigned, knownAssigned := h.assigned.Value()
		used, knownUsed := h.used.Value()
		if knownAssigned && knownUsed {
			ratio.Num += used
			ratio.Den += assigned
		}
	}
	return ratio
}

// sumAvailable sums what is available, where assigned is known.
func sumAvailable(holdings []holding) int64 {
	var sum int64
	for _, h := range holdings {
		if available, known := h.available.Value(); known {
			sum += available
		}
	}
	return sum
}

// pooled: those that have licenses, whose assigned is known, and that were added
// long enough ago.
func (o oracle) pooled(holdings []holding) []holding {
	return filter(holdings, func(h holding) bool {
		return h.total > 0 && h.assigned.IsKnown() && o.daysSince(h.Start) >= o.policy.GraceDays
	})
}

// shareOf: what is assigned of the licenses of all together, in basis points,
// rounded down, at most 10000.
func shareOf(holdings []holding) int {
	ratio := assignment(holdings)
	points := new(big.Int).Mul(big.NewInt(10_000), big.NewInt(ratio.Num))
	points.Div(points, big.NewInt(ratio.Den))
	if points.Cmp(big.NewInt(10_000)) > 0 {
		return 10_000
	}
	return int(points.Int64())
}

// peer is a customer that has a share of the product.
type peer struct {
	customerID string
	share      int
	band       string
}

// peers: all customers of the whole organization that have a share, whoever
// asks. A customer with nothing to pool has none.
func (o oracle) peers(product partnerhub.Product) []peer {
	var all []peer
	for _, customer := range o.customers() {
		pool := o.pooled(o.holdings([]partnerhub.Customer{customer}, product))
		if len(pool) > 0 {
			all = append(all, peer{customer.ID, shareOf(pool), o.band(sumTotal(pool))})
		}
	}
	return all
}

// band is the label of the size band of a pooled total. A band reaches from its
// lower bound to the next one.
func (o oracle) band(total int64) string {
	bounds := o.policy.SizeBands
	for i := range len(bounds) - 1 {
		if total < bounds[i+1] {
			return strconv.FormatInt(bounds[i], 10) + "-" + strconv.FormatInt(bounds[i+1]-1, 10)
		}
	}
	return strconv.FormatInt(bounds[len(bounds)-1], 10) + "+"
}

// lowCustomers: a customer is low if its share is below the benchmark of its
// peers and below the ceiling. The peers are those of its size band; if they are
// too few, all there are; if they are too few as well, nobody is low.
func (o oracle) lowCustomers(product partnerhub.Product) map[string]partnerhub.Peers {
	low := map[string]partnerhub.Peers{}
	all := o.peers(product)
	for _, customer := range all {
		band := customer.band
		compared := sameBand(all, band)
		if len(compared) < o.policy.MinPeers {
			band = "all"
			compared = all
		}
		if len(compared) < o.policy.MinPeers {
			continue
		}
		benchmark := lowerQuartile(compared)
		if customer.share < benchmark && customer.share < o.policy.LowShareCeiling {
			low[customer.customerID] = partnerhub.Peers{Benchmark: benchmark, Count: len(compared), Band: band}
		}
	}
	return low
}

func sameBand(all []peer, band string) []peer {
	var same []peer
	for _, p := range all {
		if p.band == band {
			same = append(same, p)
		}
	}
	return same
}

// lowerQuartile by nearest rank: of n shares the ceil(n/4)-th smallest.
func lowerQuartile(peers []peer) int {
	var shares []int
	for _, p := range peers {
		shares = append(shares, p.share)
	}
	slices.Sort(shares)
	rank := (len(shares) + 3) / 4
	return shares[rank-1]
}
