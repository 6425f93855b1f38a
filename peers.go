package partnerhub

import (
	"cmp"
	"slices"

	"github.com/partnerhub/partnerhub/internal/exact"
	"github.com/partnerhub/partnerhub/internal/parallel"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// pool is what a customer's share of a product is computed from: its active
// entitlements of the product with licenses, a known number assigned and past
// the grace period.
type pool struct{ total, assigned int64 }

// add adds a line if it counts: it is settled, that is past the grace period.
func (p *pool) add(settled bool, total, assigned int64) {
	var mask int64
	if settled && total > 0 && assigned != usage.Unknown {
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

// peerGroup says what customers of each size are compared with. It is computed
// over the whole partner organization, whatever the view is narrowed to.
type peerGroup struct {
	yardstick yardstick
	bands     []Peers // by size band
	// limits are the shares that low are below: the benchmark, or the policy's
	// ceiling.
	limits []int
}

// isLow reports whether a share is low in its size band: the one place that says so.
func (g *peerGroup) isLow(band, share int) bool { return share < g.limits[band] }

func (m *moment) newPeerGroup(y yardstick) *peerGroup {
	group := &peerGroup{yardstick: y}
	for band := range y.bands {
		peers, _ := y.of(&m.policy, band)
		group.bands = append(group.bands, peers)
		group.limits = append(group.limits, min(peers.Benchmark, m.policy.LowShareCeiling))
	}
	return group
}

// productPeers are the shares of a product in the whole hub, and what customers
// are compared with.
type productPeers struct {
	shares shareTable
	peers  *peerGroup
}

// peersOf returns the peers for a product, by number.
func (m *moment) peersOf(product uint16) *peerGroup {
	if int(product) < len(coreProducts) {
		return m.evaluation().peers[product]
	}
	return m.productPeers(product).peers
}

// sharesOf returns the shares of a product in the whole hub.
func (m *moment) sharesOf(product Product) shareTable {
	number, exists := m.hub.catalog.number(product)
	switch {
	case !exists:
		return nil
	case int(number) < len(coreProducts):
		return m.evaluation().shares[number].table()
	}
	return m.productPeers(number).shares
}

// yardstickOf returns what customers are compared with for a product.
func (m *moment) yardstickOf(product Product) yardstick {
	if number, exists := m.hub.catalog.number(product); exists {
		return m.peersOf(number).yardstick
	}
	return m.yardstick(product, nil)
}

// productPeers returns the shares and the peers of a product that is not a core
// product, which are computed once.
func (m *moment) productPeers(product uint16) productPeers {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	known, exists := m.peers[product]
	if !exists {
		h := m.countShares(product)
		y := m.yardstick(m.hub.catalog.names[product], h)
		known = productPeers{h.table(), m.newPeerGroup(y)}
		m.peers[product] = known
	}
	return known
}

// yardstick returns what customers are compared with, if the shares of the hub
// are those of a histogram; nil is nobody's.
func (m *moment) yardstick(product Product, own *shareHistogram) yardstick {
	switch bands := len(m.policy.SizeBands); {
	case m.compared != nil:
		return m.compared.of(product).yardstick(bands)
	case own != nil:
		return own.yardstick()
	default:
		return yardstick{bands: make([]benchmark, bands)}
	}
}

// countShares counts the shares of a product in the whole hub.
func (m *moment) countShares(product uint16) *shareHistogram {
	blocks := m.hub.blocks
	parts := make([]*shareHistogram, parallel.Workers(len(blocks)))
	for i := range parts {
		parts[i] = newShareHistogram(len(m.policy.SizeBands))
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

func (f *frame) countShares(product uint16, shares *shareHistogram) {
	for customer := range int32(len(f.customers.ids)) {
		if p := f.pool(customer, product); p.total > 0 {
			shares.count(f.policy.band(p.total), p.share(), 1)
		}
	}
}

// shareKey is a share of a product in a size band.
type shareKey struct {
	product uint16
	band    uint8
	share   uint16
}

// allShares returns the shares of all products that have any, by product.
func (m *moment) allShares() []productShares {
	blocks := m.hub.blocks
	parts := make([]map[shareKey]int, parallel.Workers(len(blocks)))
	for i := range parts {
		parts[i] = map[shareKey]int{}
	}
	m.inParallel(len(blocks), func(f *frame, worker, i int) {
		f.move(blocks[i])
		f.countAllShares(parts[worker])
	})
	for _, part := range parts[1:] {
		for key, customers := range part {
			parts[0][key] += customers
		}
	}
	return m.tables(parts[0])
}

func (f *frame) countAllShares(shares map[shareKey]int) {
	pools := map[uint16]pool{}
	for customer := range int32(len(f.customers.ids)) {
		clear(pools)
		f.eachActive(customer, func(e, line int32, c counts) {
			p := pools[f.lines.products[line]]
			p.add(f.settled.has(f.entitlements.start[e]), c.total, c.assigned)
			pools[f.lines.products[line]] = p
		})
		for product, p := range pools {
			if p.total > 0 {
				shares[shareKey{product, uint8(f.policy.band(p.total)), uint16(p.share())}]++
			}
		}
	}
}

// tables returns the tables of what was counted, in order.
func (m *moment) tables(counted map[shareKey]int) []productShares {
	tables := map[uint16]shareTable{}
	for key, customers := range counted {
		tables[key.product] = append(tables[key.product], shareCount{key.band, key.share, customers})
	}
	var list []productShares
	for number, table := range tables {
		slices.SortFunc(table, compareShares)
		list = append(list, productShares{m.hub.catalog.names[number], table})
	}
	slices.SortFunc(list, func(a, b productShares) int { return cmp.Compare(a.product, b.product) })
	return list
}
