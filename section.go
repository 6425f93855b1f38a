package partnerhub

import (
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"sync"
	"time"

	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/parallel"
)

// sectionKind is one of the five sections.
type sectionKind int

const (
	addedSection sectionKind = iota
	expiringSection
	renewingSection
	lowSection
	overageSection
	sectionKinds
)

// sections are the sections of one product, for some customers at a moment. A
// section is a selection of lines; its numbers are what the lines reduce to, so
// that they and the rows can't differ.
type sections struct {
	*moment
	product uint16
	peers   *peerGroup
	blocks  []blockSections
	tally   tally                             // without the overview
	order   [sectionKinds]func() []placeOfHit // computed once
}

// blockSections are the lines of a block in each section.
type blockSections struct {
	hits [sectionKinds][]hit
}

// hit is a line that is in a section.
type hit struct {
	// key is what the section is ordered by first; see wholeKey and fractionKey.
	key      uint64
	line     int32
	customer uint16
	band     uint8 // in low assignment: the customer's size band
	large    bool  // in low assignment: the key may not be exact
}

// wholeKey returns the key of a whole number.
func wholeKey(n int64) uint64 { return uint64(n) ^ 1<<63 }

// whole returns the number of a key of wholeKey.
func (h *hit) whole() int64 { return int64(h.key ^ 1<<63) }

// fractionKey returns the key of a fraction below 1: 2^64 times it, rounded
// down. Two fractions with equal keys are equal if their denominators are below
// 2^32: else they would differ by 2^-64 and more.
func fractionKey(num, den int64) (key uint64, large bool) {
	key, _ = bits.Div64(uint64(num), 0, uint64(den))
	return key, den >= 1<<32
}

// sectionsKey tells the sections of a moment apart. Sets of customers are never
// changed: one that begins in the same place is the same.
type sectionsKey struct {
	product uint16
	scope   *uint64
}

// maxSections is how many sections a moment keeps.
const maxSections = 8

// sections returns the sections of a product, which are computed once.
func (v View) sections(product Product) *sections {
	m := v.at()
	number, exists := m.hub.catalog.number(product)
	if !exists || len(v.scope) == 0 && v.scope != nil {
		return &sections{moment: m}
	}
	key := sectionsKey{product: number}
	if v.scope != nil {
		key.scope = &v.scope[0]
	}
	m.mutex.Lock()
	find, known := m.sections[key]
	if !known {
		if len(m.sections) == maxSections {
			clear(m.sections)
		}
		find = sync.OnceValue(func() *sections { return v.findSections(number) })
		m.sections[key] = find
	}
	m.mutex.Unlock()
	return find()
}

func (v View) findSections(product uint16) *sections {
	m := v.at()
	s := &sections{moment: m, product: product, peers: m.peersOf(product)}
	s.blocks = make([]blockSections, len(m.hub.blocks))
	tallies := make([]tally, parallel.Workers(len(s.blocks)))
	finders := make([]sectionFinder, len(tallies))
	for i := range finders {
		finders[i] = sectionFinder{product: product, peers: s.peers, sum: &tallies[i]}
	}
	m.inParallel(len(s.blocks), func(f *frame, worker, i int) {
		f.move(m.hub.blocks[i])
		finders[worker].frame = f
		s.blocks[i] = finders[worker].find(v.rows(i))
	})
	for i := range tallies {
		s.tally.merge(&tallies[i]) // fits: see Load
	}
	for kind := range s.order {
		s.order[kind] = sync.OnceValue(func() []placeOfHit { return s.inOrder(sectionKind(kind)) })
	}
	return s
}

// tally returns what the view adds up to, for the sections of a product.
func (v View) tally(product Product) tally {
	sum := v.sections(product).tally
	sum.overview = v.Overview()
	sum.overview.AsOf = time.Time{}
	return sum
}

// Page returns a view whose sections list only some of their rows: at most limit
// of them, after the first offset; none if there are no more. The numbers of the
// sections stay those of all rows, and nothing else changes: [View.Customers] and
// the customers of a [Report] are all of them. Page(0, 0) is for numbers without
// any rows, Page(n, math.MaxInt) for all rows but the first n. A page of a page
// takes its place; narrowing a view keeps its page. It fails, and returns a view
// of nothing, when one of them is negative.
func (v View) Page(offset, limit int) (View, error) {
	if offset < 0 || limit < 0 {
		return View{}, fmt.Errorf("%w: offset %d and limit %d must not be negative", ErrPage, offset, limit)
	}
	v.page = &page{offset, limit}
	return v, nil
}

// ErrPage is what the errors of [View.Page] wrap.
var ErrPage = errors.New("partnerhub: invalid page")

// page is a part of the rows.
type page struct{ offset, limit int }

// rows returns the rows of a section that the view lists, in the section's
// order.
func rows[R any](v View, s *sections, kind sectionKind, row func(*sectionRow) R) []R {
	places := v.listed(s, kind)
	list := make([]R, len(places))
	f := sectionRow{frame: &frame{moment: s.moment}, peers: s.peers}
	for i, place := range places {
		f.block = s.hub.blocks[place.block]
		f.hit = s.hit(kind, place)
		list[i] = row(&f)
	}
	return list
}

// listed returns the places of the rows that the view lists.
func (v View) listed(s *sections, kind sectionKind) []placeOfHit {
	if s.blocks == nil || v.page != nil && v.page.limit == 0 {
		return nil
	}
	places := s.order[kind]()
	if v.page != nil {
		places = places[min(v.page.offset, len(places)):]
		places = places[:min(v.page.limit, len(places))]
	}
	return places
}

// Products returns the products of the entitlements that exist at the view's
// instant (active, pending or ended), by name; not nil.
func (v View) Products() []Product {
	m := v.at()
	if len(m.hub.blocks) == 0 {
		return []Product{}
	}
	found := column.NewBits(len(m.hub.catalog.names))
	for i, b := range m.hub.blocks {
		f := m.on(b)
		for customer := range v.rows(i).Rows() {
			f.findProducts(int32(customer), found)
		}
	}
	list := make([]Product, 0, found.Count())
	for number := range found.Rows() {
		list = append(list, m.hub.catalog.names[number])
	}
	slices.Sort(list)
	return list
}

func (f *frame) findProducts(customer int32, found column.Bits) {
	from, until := f.customers.of(customer)
	for e := from; e < until; e++ {
		if !f.exists(e) {
			continue
		}
		line, end := f.entitlements.of(e)
		for ; line < end; line++ {
			found.Set(int(f.lines.products[line]))
		}
	}
}
