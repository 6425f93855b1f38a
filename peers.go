package partnerhub

import (
	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/exact"
)

// pool is what a customer's share of a product is computed from: its active
// entitlements of the product with licenses, a known number assigned and past
// the grace period.
type pool struct {
	customer        int32
	total, assigned int64
}

// share returns the part of the pool's licenses that is assigned, in basis
// points, 10000 at most.
func (p pool) share() int { return int(exact.BasisPoints(p.assigned, p.total)) }

// pooled reports whether a line counts towards its customer's share.
func (f *frame) pooled(c counts, entitlement int32) bool {
	return c.total > 0 && c.assigned != unknown &&
		f.active(entitlement) && f.settled.has(f.entitlements.start[entitlement])
}

// pools calls visit for each customer of the block that has a share.
func (f *frame) pools(p *productColumns, visit func(pool)) {
	var current pool
	for line, e := range p.entitlements {
		c := f.at(p, line)
		if !f.pooled(c, e) {
			continue
		}
		owner := f.entitlements.owners[e]
		if owner != current.customer && current.total > 0 {
			visit(current)
			current = pool{}
		}
		current.customer = owner
		current.total += c.total
		current.assigned += c.assigned
	}
	if current.total > 0 {
		visit(current)
	}
}

// shareHistogram counts the customers of each size band that have each share.
// Histograms of parts add up to that of the whole, whatever the order.
type shareHistogram struct {
	bands [][]int // by band and share
}

func newShareHistogram(bands int) *shareHistogram {
	h := &shareHistogram{bands: make([][]int, bands)}
	for band := range h.bands {
		h.bands[band] = make([]int, exact.Whole+1)
	}
	return h
}

// benchmarks returns the benchmark of each band, and of all, with the number of
// peers behind them.
func (h *shareHistogram) benchmarks() (bands []benchmark, all benchmark) {
	together := make([]int, exact.Whole+1)
	for _, shares := range h.bands {
		for share, customers := range shares {
			together[share] += customers
		}
		bands = append(bands, lowerQuartile(shares))
	}
	return bands, lowerQuartile(together)
}

// benchmark is a share that peers are compared with.
type benchmark struct {
	share, peers int
}

// lowerQuartile returns the ceil(n/4)-th smallest share of n peers.
func lowerQuartile(shares []int) benchmark {
	peers := 0
	for _, customers := range shares {
		peers += customers
	}
	rank, below := (peers+3)/4, 0
	for share, customers := range shares {
		if below += customers; below >= rank {
			return benchmark{share, peers}
		}
	}
	return benchmark{peers: peers}
}

// peerGroup says what customers of each size are compared with. It is computed
// over the whole partner organization, whatever the view is narrowed to.
type peerGroup struct {
	policy *Policy
	bands  []Peers // by size band
}

// peersOf returns the peers for a product, which it computes once.
func (m *moment) peersOf(product Product) *peerGroup {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	group, exists := m.peers[product]
	if !exists {
		group = m.newPeerGroup(product)
		m.peers[product] = group
	}
	return group
}

func (m *moment) newPeerGroup(product Product) *peerGroup {
	histogram := newShareHistogram(len(m.policy.SizeBands))
	for _, b := range m.hub.blocks {
		if p := b.product(product); p != nil {
			m.on(b).pools(p, func(pool pool) {
				histogram.bands[m.policy.band(pool.total)][pool.share()]++
			})
		}
	}
	group := &peerGroup{policy: &m.policy}
	bands, all := histogram.benchmarks()
	for band, own := range bands {
		group.bands = append(group.bands, m.choosePeers(band, own, all))
	}
	return group
}

// choosePeers returns the peers of a band: the band itself, all if the band has
// too few, or none (a benchmark of 0, which nobody is below).
func (m *moment) choosePeers(band int, own, all benchmark) Peers {
	switch {
	case own.peers >= m.policy.MinPeers:
		return Peers{Benchmark: own.share, Count: own.peers, Band: m.policy.bandLabel(band)}
	case all.peers >= m.policy.MinPeers:
		return Peers{Benchmark: all.share, Count: all.peers, Band: BandAll}
	}
	return Peers{}
}

// low reports whether a customer has low assignment, and compared with whom.
func (g *peerGroup) low(p pool) (Peers, bool) {
	peers := g.bands[g.policy.band(p.total)]
	share := p.share()
	return peers, share < peers.Benchmark && share < g.policy.LowShareCeiling
}

// lowCustomers returns the customers of the block that have low assignment of a
// product, and the peers of each.
func (f *frame) lowCustomers(p *productColumns) (column.Bits, map[int32]Peers) {
	rows := column.NewBits(len(f.customers.ids))
	compared := map[int32]Peers{}
	group := f.peersOf(p.product)
	f.pools(p, func(pool pool) {
		if peers, low := group.low(pool); low {
			rows.Set(int(pool.customer))
			compared[pool.customer] = peers
		}
	})
	return rows, compared
}
