package partnerhub

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/exact"
)

// productFrame is the lines of one product in a block at a moment, as far as a
// view holds their customers. A section is a selection of such lines; its
// numbers are what the lines reduce to, so that they and the rows can't differ.
type productFrame struct {
	*frame
	columns *productColumns
	block   int32
	rows    column.Bits
}

// product iterates over the blocks that have lines of a product.
func (v View) product(product Product) iter.Seq[*productFrame] {
	return func(yield func(*productFrame) bool) {
		m := v.at()
		for i, b := range m.hub.blocks {
			p := b.product(product)
			if p == nil {
				continue
			}
			if !yield(&productFrame{frame: m.on(b), columns: p, block: int32(i), rows: v.rows(i)}) {
				return
			}
		}
	}
}

// Products returns the products of the entitlements that exist at the view's
// instant (active, pending or ended), by name; not nil.
func (v View) Products() []Product {
	products := map[Product]bool{}
	for i, b := range v.at().hub.blocks {
		for j := range b.products {
			f := &productFrame{frame: v.at().on(b), columns: &b.products[j], rows: v.rows(i)}
			if !products[f.columns.product] && f.anyExists() {
				products[f.columns.product] = true
			}
		}
	}
	list := slices.AppendSeq(make([]Product, 0, len(products)), maps.Keys(products))
	slices.Sort(list)
	return list
}

func (f *productFrame) anyExists() bool {
	for _, e := range f.lines() {
		if f.exists(e) {
			return true
		}
	}
	return false
}

// lines iterates over the lines and their entitlements, those of a customer
// side by side.
func (f *productFrame) lines() iter.Seq2[int, int32] {
	return func(yield func(int, int32) bool) {
		for line, e := range f.columns.entitlements {
			if f.rows.Get(int(f.entitlements.owners[e])) && !yield(line, e) {
				return
			}
		}
	}
}

func (f *productFrame) counts(line int) counts { return f.at(f.columns, line) }

// hit is a line that is in a section, with what the section is ordered by first:
// the ratio of two integers, the denominator above zero.
type hit struct {
	block, line int32
	num, den    int64
}

// hits are the lines of a section.
type hits struct {
	list []hit
	// customers is the number of distinct customers of the lines.
	customers int
}

// add adds a line of a block; lines of a customer must follow one another.
func (h *hits) add(f *productFrame, line int, num, den int64) {
	if last := len(h.list) - 1; last < 0 || h.list[last].block != f.block || f.owner(h.list[last].line) != f.owner(int32(line)) {
		h.customers++
	}
	h.list = append(h.list, hit{f.block, int32(line), num, den})
}

func (f *productFrame) owner(line int32) int32 {
	return f.entitlements.owners[f.columns.entitlements[line]]
}

// section puts the lines into the section's order and makes a row of each.
func section[R any](v View, product Product, h hits, row func(f *productFrame, line int) R) []R {
	frames := make([]*productFrame, len(v.at().hub.blocks))
	for f := range v.product(product) {
		frames[f.block] = f
	}
	slices.SortFunc(h.list, func(a, b hit) int { return compareHits(frames, a, b) })
	rows := make([]R, len(h.list))
	for i, hit := range h.list {
		rows[i] = row(frames[hit.block], int(hit.line))
	}
	return rows
}

// compareHits orders lines by their ratio, customer name and entitlement id.
func compareHits(frames []*productFrame, a, b hit) int {
	if order := exact.Compare(a.num, a.den, b.num, b.den); order != 0 {
		return order
	}
	f, g := frames[a.block], frames[b.block]
	return cmp.Or(
		cmp.Compare(f.customers.names[f.owner(a.line)], g.customers.names[g.owner(b.line)]),
		cmp.Compare(f.entitlements.ids[f.columns.entitlements[a.line]], g.entitlements.ids[g.columns.entitlements[b.line]]),
	)
}

// row returns what the rows of all sections share.
func (f *productFrame) row(line int) Row {
	e := f.columns.entitlements[line]
	owner, c := f.entitlements.owners[e], f.counts(line)
	row := Row{
		CustomerID:    f.customers.ids[owner],
		Customer:      f.customers.names[owner],
		EntitlementID: f.entitlements.ids[e],
		Label:         f.entitlements.ids[e],
		Trial:         f.trial(e),
		Total:         c.total,
		Assigned:      unpacked(c.assigned),
		Used:          unpacked(c.used),
		Available:     c.available(),
	}
	if row.Trial {
		row.Label = TrialLabel
	}
	return row
}

// quotient is a ratio of sums over the lines where a count is known.
type quotient struct{ num, den int64 }

func (q *quotient) add(num, den int64) {
	if num != unknown && den != unknown {
		q.num += num
		q.den += den
	}
}

func (q quotient) ratio() Ratio { return ratioOf(q.num, q.den) }

// ratioOf returns num / den; without a numerator or a denominator it is
// undefined.
func ratioOf(num, den int64) Ratio {
	if num == unknown || den == 0 {
		return Ratio{}
	}
	return Ratio{num, den}
}
