package partnerhub

// LoadInBlocks is Load with blocks of another size.
var LoadInBlocks = load

// Totals are the sums that must fit into int64: licenses, assigned, used.
func (h *Hub) Totals() [3]int64 {
	return [3]int64{h.totals.licenses.sum, h.totals.assigned.sum, h.totals.used.sum}
}

// BlockNumbers is how many numbers the hub keeps for blocks, used or not.
func (h *Hub) BlockNumbers() int { return len(h.numbers) }

// EditedInPlace reports whether there is a block in which customers were edited in
// place since another hub.
func (h *Hub) EditedInPlace(since *Hub) bool {
	for _, b := range h.blocks {
		for _, before := range since.blocks {
			if &b.customers.ids[0] == &before.customers.ids[0] && &b.customers.signedIn[0] != &before.customers.signedIn[0] {
				return true
			}
		}
	}
	return false
}

// EvaluationOf is what a view knows of all customers, to tell whether it is the same as
// that of another.
func EvaluationOf(v View) any { return v.at().evaluation() }
