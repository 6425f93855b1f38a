package partnerhub

import (
	"encoding/json"

	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/parallel"
)

// StatusCounts says how many customers have each status, and of how many it is
// the headline. StatusNone stands for having no status. The zero StatusCounts is
// that of no customers; it is a comparable value.
type StatusCounts struct {
	having, headline [statusCount + 1]int
}

// Having returns the number of customers that have a status, or with StatusNone
// those that have none.
func (c StatusCounts) Having(status Status) int {
	if int(status) >= len(c.having) {
		return 0
	}
	return c.having[status]
}

// Headline returns the number of customers of which a status is the headline.
func (c StatusCounts) Headline(status Status) int {
	if int(status) >= len(c.headline) {
		return 0
	}
	return c.headline[status]
}

// statusCountsJSON has the numbers by the names of the statuses.
type statusCountsJSON struct {
	Having   map[string]int `json:"having"`
	Headline map[string]int `json:"headline"`
}

// noStatus is the name of StatusNone in JSON.
const noStatus = "none"

// MarshalJSON writes {"having": {"trial": 2, ...}, "headline": {...}}, with all
// eight statuses and "none" for customers without any.
func (c StatusCounts) MarshalJSON() ([]byte, error) {
	counts := statusCountsJSON{
		Having:   map[string]int{noStatus: c.Having(StatusNone)},
		Headline: map[string]int{noStatus: c.Headline(StatusNone)},
	}
	for _, status := range Statuses() {
		counts.Having[status.String()] = c.Having(status)
		counts.Headline[status.String()] = c.Headline(status)
	}
	return json.Marshal(counts)
}

// StatusCounts returns how many customers of the view have each status.
func (v View) StatusCounts() StatusCounts {
	m := v.at()
	known := m.evaluation()
	parts := make([]setCounts, parallel.Workers(len(known.blocks)))
	m.inParallel(len(known.blocks), func(_ *frame, worker, i int) {
		if v.scope == nil {
			parts[worker].addAll(known.blocks[i].marks)
		} else {
			parts[worker].add(known.blocks[i].marks, v.rows(i))
		}
	})
	var counts StatusCounts
	for i := range parts {
		parts[i].addTo(&counts, m.policy.HeadlineOrder)
	}
	return counts
}

// setCounts counts the customers that have each set of statuses.
type setCounts [1 << statusCount]int

// A set of statuses is a number of eight bits.
const _ = uint8(1<<statusCount - 1)

// set is the number of a customer's set of statuses.
func (s conditions) set() uint8 { return uint8(s >> StatusTrial) }

func (c *setCounts) addAll(all []conditions) {
	for _, m := range all {
		c[m.set()]++
	}
}

func (c *setCounts) add(all []conditions, rows column.Bits) {
	for row := range rows.Rows() {
		c[all[row].set()]++
	}
}

func (c *setCounts) addTo(counts *StatusCounts, order []Status) {
	for number, customers := range c {
		if customers == 0 {
			continue
		}
		set := StatusSet{uint16(number) << StatusTrial}
		counts.headline[set.headline(order)] += customers
		for _, status := range set.inOrder(order) {
			counts.having[status] += customers
		}
		if number == 0 {
			counts.having[StatusNone] += customers
		}
	}
}
