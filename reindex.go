package partnerhub

import (
	"maps"
	"slices"
)

// reindex numbers the new blocks and gives the next hub indexes.
func (r *replacement) reindex() {
	customers, terms := r.hub.customers.edit(), r.hub.terms.edit()
	r.next.numbers = slices.Clone(r.hub.numbers)
	for _, number := range slices.Sorted(maps.Keys(r.parts)) {
		part, before := r.parts[number], new(block)
		if int(number) < len(r.hub.blocks) {
			before = r.hub.blocks[number]
			r.next.numbers[before.number] = noBlock
		}
		r.numberBlocks(part, before)
		part.reindex(customers, before, (*block).customerIDs, (*account).customerIDs, part.removed)
		part.reindex(terms, before, (*block).termIDs, (*account).termIDs, before.terms(part.removed))
	}
	r.next.customers, r.next.terms = &customers.index, &terms.index
	if r.next.wastesNumbers() || customers.crowded() || terms.crowded() {
		r.next.number()
		return
	}
	for i, b := range r.next.blocks {
		r.next.numbers[b.number] = int32(i)
	}
}

// spareNumbers is how many numbers of blocks that are gone are of no concern.
const spareNumbers = 1024

// wastesNumbers reports whether there are no more numbers for blocks, or most
// are of blocks that are gone.
func (h *Hub) wastesNumbers() bool {
	return len(h.numbers) > min(maxBlocks, 2*len(h.blocks)+spareNumbers)
}

// numberBlocks gives the first block the number of the one before.
func (r *replacement) numberBlocks(part *blockEdit, before *block) {
	for i, b := range part.blocks {
		if i == 0 && before.customers.ids != nil {
			b.number = before.number
			continue
		}
		b.number = uint32(len(r.next.numbers))
		r.next.numbers = append(r.next.numbers, noBlock)
	}
}

// reindex changes the entries of the ids of the block before into those of the
// blocks that it has become.
func (part *blockEdit) reindex(to *indexEditor, before *block, idsOf func(*block) []string, idsIn func(*account) []string, removed []int32) {
	old := idsOf(before)
	if len(part.blocks) != 1 {
		for _, id := range old {
			to.remove(id, before.number)
		}
		for _, b := range part.blocks {
			for _, id := range idsOf(b) {
				to.add(id, b.number)
			}
		}
		return
	}
	gone := map[string]bool{}
	for _, row := range removed {
		gone[old[row]] = true
	}
	for _, a := range part.added {
		for _, id := range idsIn(a) {
			if !gone[id] {
				to.add(id, part.blocks[0].number)
			}
			delete(gone, id)
		}
	}
	for id := range gone {
		to.remove(id, before.number)
	}
}

func (a *account) customerIDs() []string { return []string{a.ID} }

func (a *account) termIDs() []string {
	ids := make([]string, len(a.entitlements))
	for i := range a.entitlements {
		ids[i] = a.entitlements[i].ID
	}
	return ids
}

// terms returns the rows of the entitlements of customers.
func (b *block) terms(customers []int32) []int32 {
	var rows []int32
	for _, customer := range customers {
		from, until := b.customers.of(customer)
		for e := from; e < until; e++ {
			rows = append(rows, e)
		}
	}
	return rows
}
