package partnerhub

// LoadInBlocks is Load with blocks of another size.
var LoadInBlocks = load

// Totals are the sums that must fit into int64: licenses, assigned, used.
func (h *Hub) Totals() [3]int64 {
	return [3]int64{h.totals.licenses.sum, h.totals.assigned.sum, h.totals.used.sum}
}

// BlockNumbers is how many numbers the hub keeps for blocks, used or not.
func (h *Hub) BlockNumbers() int { return len(h.numbers) }
