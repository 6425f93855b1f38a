package partnerhub

import (
	"slices"

	"github.com/partnerhub/partnerhub/internal/exact"
)

// shareHistogram counts the customers of each size band that have each share:
// the form of a shareTable that is fast to count in.
type shareHistogram struct {
	bands [][]int // by band and share
}

// shareRange is the number of different shares.
const shareRange = exact.Whole + 1

func newShareHistogram(bands int) *shareHistogram {
	h := &shareHistogram{bands: make([][]int, bands)}
	for band := range h.bands {
		h.bands[band] = make([]int, shareRange)
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
		table = appendShares(table, band, shares)
	}
	return table
}

// appendShares appends the shares that customers of a band have.
func appendShares(table shareTable, band int, shares []int) shareTable {
	for share, customers := range shares {
		if customers > 0 {
			table = append(table, shareCount{uint8(band), uint16(share), customers})
		}
	}
	return table
}

// yardstick returns that of the table.
func (h *shareHistogram) yardstick() yardstick {
	var y yardstick
	var table shareTable
	together := make([]int, shareRange)
	for band, shares := range h.bands {
		table = appendShares(table[:0], band, shares)
		y.bands = append(y.bands, lowerQuartile(table))
		for _, count := range table {
			together[count.share] += count.customers
		}
	}
	y.all = lowerQuartile(appendShares(table[:0], 0, together))
	return y
}
