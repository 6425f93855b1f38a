package partnerhub

import (
	"cmp"
	"slices"

	"github.com/partnerhub/partnerhub/internal/exact"
)

// placeOfHit is where a line of a section is found: its block, and its number
// among the block's lines of the section.
type placeOfHit struct{ block, index int32 }

// keyedHit is the place of a hit and its key.
type keyedHit struct {
	key uint64
	placeOfHit
}

// inOrder returns the places of a section's lines by what it is ordered by first,
// customer name and id of the entitlement. They come by customer name, so that sorting them by key,
// stably, leaves only the lines of namesakes to be put in order.
func (s *sections) inOrder(kind sectionKind) []placeOfHit {
	list := s.keyed(kind)
	radixSort(list)
	for from := 0; from < len(list); {
		until := from + 1
		for until < len(list) && list[until].key == list[from].key {
			until++
		}
		s.orderEqualKeys(kind, list[from:until])
		from = until
	}
	places := make([]placeOfHit, len(list))
	for i := range list {
		places[i] = list[i].placeOfHit
	}
	return places
}

func (s *sections) keyed(kind sectionKind) []keyedHit {
	count := 0
	for i := range s.blocks {
		count += len(s.blocks[i].hits[kind])
	}
	list := make([]keyedHit, 0, count)
	for i := range s.blocks {
		for j, h := range s.blocks[i].hits[kind] {
			list = append(list, keyedHit{h.key, placeOfHit{int32(i), int32(j)}})
		}
	}
	return list
}

// radixSort sorts by key, stably, byte after byte, leaving out the bytes in
// which no keys differ.
func radixSort(list []keyedHit) {
	if len(list) == 0 {
		return
	}
	differ, first := uint64(0), list[0].key
	for _, h := range list {
		differ |= h.key ^ first
	}
	from, to := list, make([]keyedHit, len(list))
	for shift := 0; shift < 64; shift += 8 {
		if differ>>shift&0xff != 0 {
			sortByte(from, to, shift)
			from, to = to, from
		}
	}
	copy(list, from)
}

func sortByte(from, to []keyedHit, shift int) {
	var ends [257]int
	for _, h := range from {
		ends[h.key>>shift&0xff+1]++
	}
	for i := range 256 {
		ends[i+1] += ends[i]
	}
	for _, h := range from {
		next := &ends[h.key>>shift&0xff]
		to[*next] = h
		*next++
	}
}

// orderEqualKeys puts lines of the same key in order.
func (s *sections) orderEqualKeys(kind sectionKind, list []keyedHit) {
	byRatio := func(a, b keyedHit) int { return s.compareRatios(kind, a.placeOfHit, b.placeOfHit) }
	if !slices.IsSortedFunc(list, byRatio) {
		slices.SortStableFunc(list, byRatio)
	}
	for from := 0; from < len(list); {
		until := from + 1
		for until < len(list) && s.namesakes(kind, list[until-1].placeOfHit, list[until].placeOfHit) {
			until++
		}
		if until-from > 1 {
			slices.SortStableFunc(list[from:until], func(a, b keyedHit) int {
				return cmp.Compare(s.entitlementID(kind, a.placeOfHit), s.entitlementID(kind, b.placeOfHit))
			})
		}
		from = until
	}
}

// compareRatios compares lines of the same key.
func (s *sections) compareRatios(kind sectionKind, a, b placeOfHit) int {
	if !s.hit(kind, a).large && !s.hit(kind, b).large {
		return 0
	}
	x, y := s.counts(kind, a), s.counts(kind, b)
	return exact.Compare(x.assigned, x.total, y.assigned, y.total)
}

func (s *sections) counts(kind sectionKind, place placeOfHit) counts {
	return s.hub.blocks[place.block].counts(s.hit(kind, place).line, s.today, s.freshness)
}

func (s *sections) hit(kind sectionKind, place placeOfHit) *hit {
	return &s.blocks[place.block].hits[kind][place.index]
}

// namesakes reports whether two lines, the second after the first in the order
// of customers, have equal ratios and are of different customers of one name.
func (s *sections) namesakes(kind sectionKind, a, b placeOfHit) bool {
	if s.compareRatios(kind, a, b) != 0 {
		return false
	}
	x, y := s.hit(kind, a), s.hit(kind, b)
	first, last := &s.hub.blocks[a.block].customers, &s.hub.blocks[b.block].customers
	row, until := y.customer, uint16(0)
	if a.block == b.block {
		until = x.customer
	}
	// All between them would have the name too.
	for ; row > until; row-- {
		if !last.namesakes.Get(int(row)) {
			return false
		}
	}
	return a.block == b.block || first.names[x.customer] == last.names[y.customer]
}

func (s *sections) entitlementID(kind sectionKind, place placeOfHit) string {
	b := s.hub.blocks[place.block]
	e := b.entitlementOf(s.hit(kind, place).line)
	return b.entitlements.ids[e]
}
