package partnerhub

import (
	"slices"

	"github.com/partnerhub/partnerhub/internal/exact"
)

// pool is what a customer's share of a product is computed from: its active
// entitlements of the product with licenses, a known number assigned and past
// the grace period.
type pool struct{ total, assigned int64 }

// add adds a line if it counts: it is settled, that is past the grace period.
func (p *pool) add(settled bool, total, assigned int64) {
	var mask int64
	if settled && total > 0 && assigned != unknown {
		mask = -1
	}
	p.total += total & mask
	p.assigned += assigned & mask
}

// share returns the part of the pool's licenses that is assigned, in basis
// points, 10000 at most.
func (p pool) share() int { return int(exact.BasisPoints(p.assigned, p.total)) }

// pool returns the pool of a customer of the block for a product.
func (f *frame) pool(customer int32, product uint16) pool {
	var p pool
	from, until := f.customers.of(customer)
	for e := from; e < until; e++ {
		if !f.active(e) {
			continue
		}
		if line, exists := f.find(e, product); exists {
			assigned, _ := f.current(line)
			p.add(f.settled.has(f.entitlements.start[e]), f.lines.totals.At(int(line)), assigned)
		}
	}
	return p
}

// shareHistogram counts the customers of each size band that have each share.
// Histograms of parts add up to that of the whole, whatever the order.
type shareHistogram struct {
	bands [][]int32 // by band and share
}

func (m *moment) newShareHistogram() *shareHistogram {
	h := &shareHistogram{bands: make([][]int32, len(m.policy.SizeBands))}
	for band := range h.bands {
		h.bands[band] = make([]int32, exact.Whole+1)
	}
	return h
}

func (h *shareHistogram) clone() *shareHistogram {
	c := &shareHistogram{bands: slices.Clone(h.bands)}
	for band := range c.bands {
		c.bands[band] = slices.Clone(c.bands[band])
	}
	return c
}

// benchmarks returns the benchmark of each band, and of all, with the number of
// peers behind them.
func (h *shareHistogram) benchmarks() (bands []benchmark, all benchmark) {
	together := make([]int32, exact.Whole+1)
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
func lowerQuartile(shares []int32) benchmark {
	peers := 0
	for _, customers := range shares {
		peers += int(customers)
	}
	rank, below := (peers+3)/4, 0
	for share, customers := range shares {
		if below += int(customers); below >= rank {
			return benchmark{share, peers}
		}
	}
	return benchmark{peers: peers}
}

// peerGroup says what customers of each size are compared with. It is computed
// over the whole partner organization, whatever the view is narrowed to.
type peerGroup struct {
	bands []Peers // by size band
	// limits are the shares that are low from: below the benchmark and below
	// the policy's ceiling.
	limits []int
}

// peersOf returns the peers for a product, by number, which it computes once.
func (m *moment) peersOf(product uint16) *peerGroup {
	if int(product) < len(coreProducts) {
		return m.evaluation().peers[product]
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	group, exists := m.peers[product]
	if !exists {
		group = m.newPeerGroup(m.sharesOf(product))
		m.peers[product] = group
	}
	return group
}

// sharesOf returns the shares of a product of all customers of the hub.
func (m *moment) sharesOf(product uint16) *shareHistogram {
	blocks := m.hub.blocks
	parts := make([]*shareHistogram, cores(len(blocks)))
	for i := range parts {
		parts[i] = m.newShareHistogram()
	}
	m.inParallel(len(blocks), func(f *frame, worker, i int) {
		f.move(blocks[i])
		f.countShares(product, parts[worker])
	})
	for _, part := range parts[1:] {
		parts[0].add(part)
	}
	return parts[0]
}

func (h *shareHistogram) add(other *shareHistogram) {
	for band, shares := range other.bands {
		for share, customers := range shares {
			h.bands[band][share] += customers
		}
	}
}

func (f *frame) countShares(product uint16, shares *shareHistogram) {
	for customer := range int32(len(f.customers.ids)) {
		if p := f.pool(customer, product); p.total > 0 {
			shares.bands[f.policy.band(p.total)][p.share()]++
		}
	}
}

func (m *moment) newPeerGroup(histogram *shareHistogram) *peerGroup {
	group := &peerGroup{}
	bands, all := histogram.benchmarks()
	for band, own := range bands {
		peers := m.choosePeers(band, own, all)
		group.bands = append(group.bands, peers)
		group.limits = append(group.limits, min(peers.Benchmark, m.policy.LowShareCeiling))
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
func (g *peerGroup) low(band int, p pool) (Peers, bool) {
	return g.bands[band], p.share() < g.limits[band]
}
