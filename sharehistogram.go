package partnerhub

import (
	"slices"

	"github.com/partnerhub/partnerhub/internal/exact"
)

// shareHistogram counts the customers of each size band that have each share:
// the form of a shareTable that is fast to count in.
type shareHistogram struct {
	bands [][]int32 // by band and share
	// shared: the counts of a band are those of another histogram too.
	shared []bool
}

// shareRange is the number of different shares.
const shareRange = exact.Whole + 1

func newShareHistogram(bands int) *shareHistogram {
	h := &shareHistogram{bands: make([][]int32, bands), shared: make([]bool, bands)}
	for band := range h.bands {
		h.bands[band] = make([]int32, shareRange)
	}
	return h
}

// clone returns a histogram with the same counts, which it shares until they
// change. The histogram itself must not change any more.
func (h *shareHistogram) clone() *shareHistogram {
	c := &shareHistogram{bands: slices.Clone(h.bands), shared: make([]bool, len(h.bands))}
	for band := range c.shared {
		c.shared[band] = true
	}
	return c
}

// count counts a share so many times.
func (h *shareHistogram) count(band, share int, times int32) {
	if h.shared[band] {
		h.shared[band] = false
		h.bands[band] = slices.Clone(h.bands[band])
	}
	h.bands[band][share] += times
}

// add adds the customers of another histogram.
func (h *shareHistogram) add(other *shareHistogram) {
	for band, shares := range other.bands {
		for share, customers := range shares {
			h.bands[band][share] += customers
		}
	}
}

func (h *shareHistogram) table() shareTable {
	table := shareTable{}
	for band, shares := range h.bands {
		for share, customers := range shares {
			if customers > 0 {
				table = append(table, shareCount{uint8(band), uint16(share), int(customers)})
			}
		}
	}
	return table
}

// isClone reports whether the counts are all those of another histogram.
func (h *shareHistogram) isClone() bool { return !slices.Contains(h.shared, false) }

// yardstick returns that of the table.
func (h *shareHistogram) yardstick() yardstick {
	var y yardstick
	together := make([]int32, shareRange)
	for _, shares := range h.bands {
		y.bands = append(y.bands, lowerQuartileOf(shares))
		for share, customers := range shares {
			together[share] += customers
		}
	}
	y.all = lowerQuartileOf(together)
	return y
}

// lowerQuartileOf is lowerQuartile for the counts of all shares.
func lowerQuartileOf(shares []int32) benchmark {
	peers, below := 0, 0
	for _, customers := range shares {
		peers += int(customers)
	}
	for share, customers := range shares {
		if below += int(customers); customers > 0 && below >= quartileRank(peers) {
			return benchmark{share, peers}
		}
	}
	return benchmark{}
}
