package partnerhub

import (
	"cmp"
	"slices"
)

// shareTable counts the customers that have a share of one product, by size band
// and share: in that order, without those that nobody has. Tables of different
// customers add up to that of all, whatever the order. A table is immutable, and
// the number of all its customers fits an int.
type shareTable []shareCount

type shareCount struct {
	band      uint8
	share     uint16 // basis points
	customers int
}

func compareShares(a, b shareCount) int {
	return cmp.Or(cmp.Compare(a.band, b.band), cmp.Compare(a.share, b.share))
}

// merge returns the table of the customers of both, and whether they can be
// counted.
func (t shareTable) merge(other shareTable) (merged shareTable, ok bool) {
	sorted := slices.Concat(t, other)
	slices.SortFunc(sorted, compareShares)
	for _, next := range sorted {
		last := len(merged) - 1
		if last < 0 || compareShares(merged[last], next) != 0 {
			merged = append(merged, next)
		} else {
			merged[last].customers += next.customers
		}
	}
	total, more := t.customers(), other.customers()
	return merged, addTo(&total, more)
}

// customers returns the number of all customers.
func (t shareTable) customers() int {
	sum := 0
	for _, count := range t {
		sum += count.customers
	}
	return sum
}

// covers reports whether the customers of another table can be among those of t.
func (t shareTable) covers(part shareTable) bool {
	for _, count := range part {
		i, exists := slices.BinarySearchFunc(t, count, compareShares)
		if !exists || t[i].customers < count.customers {
			return false
		}
	}
	return true
}

// yardstick is all that decides who is low: the benchmark of each size band and
// that of all customers.
type yardstick struct {
	bands []benchmark
	all   benchmark
}

// benchmark is a share that peers are compared with; the zero benchmark is that
// of no peers.
type benchmark struct {
	share, peers int
}

func (t shareTable) yardstick(bands int) yardstick {
	y := yardstick{bands: make([]benchmark, bands)}
	for band := range y.bands {
		from, _ := slices.BinarySearchFunc(t, shareCount{band: uint8(band)}, compareShares)
		until, _ := slices.BinarySearchFunc(t, shareCount{band: uint8(band + 1)}, compareShares)
		y.bands[band] = lowerQuartile(t[from:until])
	}
	together := slices.Clone(t)
	slices.SortFunc(together, func(a, b shareCount) int { return cmp.Compare(a.share, b.share) })
	y.all = lowerQuartile(together)
	return y
}

// lowerQuartile returns the ceil(n/4)-th smallest share of n peers. The shares
// are in ascending order.
func lowerQuartile(shares shareTable) benchmark {
	peers, below := shares.customers(), 0
	for _, count := range shares {
		if below += count.customers; below >= quartileRank(peers) {
			return benchmark{int(count.share), peers}
		}
	}
	return benchmark{}
}

// quartileRank returns ceil(n/4), which can't overflow.
func quartileRank(n int) int {
	rank := n / 4
	if n%4 != 0 {
		rank++
	}
	return rank
}

// of returns the peers of a band: the band itself, or all if the band has too
// few. With too few altogether there are none: nobody is below a benchmark of 0.
func (y *yardstick) of(p *Policy, band int) (peers Peers, enough bool) {
	switch own := y.bands[band]; {
	case own.peers >= p.MinPeers:
		return Peers{Benchmark: own.share, Count: own.peers, Band: p.bandLabel(band)}, true
	case y.all.peers >= p.MinPeers:
		return Peers{Benchmark: y.all.share, Count: y.all.peers, Band: BandAll}, true
	}
	return Peers{}, false
}

func (y *yardstick) equal(other *yardstick) bool {
	return y.all == other.all && slices.Equal(y.bands, other.bands)
}

// counts reports whether the peers of a part can be among those of y.
func (y *yardstick) counts(part *yardstick) bool {
	for band := range y.bands {
		if y.bands[band].peers < part.bands[band].peers {
			return false
		}
	}
	return true
}
