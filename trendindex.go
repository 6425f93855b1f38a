package partnerhub

import (
	"github.com/partnerhub/partnerhub/internal/usage"
	"iter"
	"sync"
)

// trendIndex is what the trends of a product need of a whole block: its lines,
// and what is known of their usage, added up day by day. A trend of all customers
// of the block then only has to take away what does not count: days before a
// line's term begins and after it ends.
type trendIndex struct {
	lines []trendLine
	// sums are, by log and place in its calendar, those of the runs that have
	// the place: each run by its latest sample up to then.
	sums [][]usage.Sum
}

// trendLine is a line, its entitlement and its customer.
type trendLine struct {
	term, line int32
	customer   uint16
	// apart: the line is not among the sums.
	apart bool
}

// trendIndexes are the indexes of a block, by product, each made when it is first
// asked for. The zero trendIndexes are none yet; they are safe for use by several
// goroutines.
type trendIndexes struct {
	mutex sync.Mutex
	made  map[uint16]*trendIndex
}

// trendIndex returns the index of a product.
func (b *block) trendIndex(product uint16) *trendIndex {
	b.trends.mutex.Lock()
	defer b.trends.mutex.Unlock()
	index := b.trends.made[product]
	if index == nil {
		index = b.newTrendIndex(product)
		if b.trends.made == nil {
			b.trends.made = map[uint16]*trendIndex{}
		}
		b.trends.made[product] = index
	}
	return index
}

func (b *block) newTrendIndex(product uint16) *trendIndex {
	columns := &b.lines.usage
	index := &trendIndex{sums: make([][]usage.Sum, len(columns.Logs))}
	for i, log := range columns.Logs {
		index.sums[i] = make([]usage.Sum, len(log.Calendar))
	}
	for customer := range int32(len(b.customers.ids)) {
		for e, line := range b.linesOf(product, customer) {
			r, log := columns.Run(line)
			apart := r == nil || log.IsApart(r)
			if !apart {
				log.AddRun(index.sums[r.Log][r.First:], r, b.lines.totals.At(int(line)))
			}
			index.lines = append(index.lines, trendLine{e, line, uint16(customer), apart})
		}
	}
	return index
}

// linesOf iterates over the lines of a product that a customer has, with their
// entitlements.
func (b *block) linesOf(product uint16, customer int32) iter.Seq2[int32, int32] {
	return func(yield func(e, line int32) bool) {
		from, until := b.customers.of(customer)
		for e := from; e < until; e++ {
			if line, exists := b.find(e, product); exists && !yield(e, line) {
				return
			}
		}
	}
}
