package partnerhub

import (
	"iter"
	"slices"
	"sort"

	"github.com/partnerhub/partnerhub/internal/parallel"
)

// What changes need of the storage: copies of customers that can be edited, and
// the hub in which they are replaced.

// edit is what becomes of a customer.
type edit struct {
	at      position // where it was
	exists  bool     // it was there
	account *account // what it is; nil: it is removed
}

// customerID returns the id of the customer at a position.
func (h *Hub) customerID(at position) string { return h.block(at.block).customers.ids[at.row] }

// assignedTo iterates over the customers that are assigned to an administrator.
func (h *Hub) assignedTo(adminID string) iter.Seq[position] {
	return func(yield func(position) bool) {
		if h.own != nil && len(h.own.customers.assignedTo(adminID)) > 0 && !yield(position{block: ownBlock}) {
			return
		}
		for i, b := range h.blocks {
			for _, a := range b.customers.assignedTo(adminID) {
				if !yield(position{int32(i), a.customer}) {
					return
				}
			}
		}
	}
}

// thaw returns a copy of a customer with all that belongs to it. Freezing the
// copy gives the same answers; it is what was loaded, but for what makes no
// difference to any: the renewal of a cancelled subscription, an OrderedAt at
// the start, the order of license lines and whose zones instants were written
// in.
func (h *Hub) thaw(at position) *account { return h.block(at.block).thaw(h.catalog, at.row) }

func (b *block) thaw(catalog *catalog, row int32) *account {
	c := &b.customers
	a := &account{
		Customer: Customer{
			ID: c.ids[row], Name: c.names[row], ManagedBy: c.managedBy(int(row)),
			Tags: c.tags.At(int(row)), Country: c.countries.At(int(row)), LaunchURL: c.launchURL(row),
			LastAdminSignIn: b.times.Time(c.signedIn[row]), AdminNeverSignedIn: c.neverSignedIn.Get(int(row)),
		},
		admins: c.adminsOf(row),
	}
	from, until := c.of(row)
	for e := from; e < until; e++ {
		a.entitlements = append(a.entitlements, b.thawTerm(catalog, e, a.ID))
	}
	return a
}

func (b *block) thawTerm(catalog *catalog, row int32, customerID string) entitlement {
	c := &b.entitlements
	history, _ := c.histories.Get(row)
	s := Subscription{
		ID: c.ids[row], CustomerID: customerID, Start: b.times.Time(c.start[row]), End: b.times.Time(c.end[row]),
		Renewal: c.renewal(row), ProvisionedAt: b.times.Time(c.provisioned[row]), SuspendedAt: b.times.Time(c.suspendedAt(row)),
		TermValue: c.termValues.at(row), Orders: history.orders, Invoices: history.invoices,
	}
	if c.known[row] < c.start[row] {
		s.OrderedAt = b.times.Time(c.known[row])
	}
	if plan, exists := c.plans.Get(row); exists {
		s.OrderedAt, s.End, s.CancelledAt = plan.orderedAt, plan.end, plan.cancelledAt
	}
	e := entitlement{Subscription: s, trial: c.traits[row]&traitTrial != 0}
	from, until := c.of(row)
	for l := from; l < until; l++ {
		e.lines = append(e.lines, line{
			product: catalog.names[b.lines.products[l]],
			total:   b.lines.totals.At(int(l)),
			frozen:  &b.lines.usage,
			row:     l,
		})
	}
	return e
}

// replaced returns the hub with edited customers and other administrators. It
// makes the blocks anew in which customers are edited, and shares the others.
func (h *Hub) replaced(edits []edit, admins map[string]Admin, catalog *catalog, totals totals) *Hub {
	r := replacement{hub: h, parts: map[int32]*blockEdit{}, origins: []int32{}, edited: map[int][]int32{}, next: &Hub{
		partner: h.partner, own: h.own, catalog: catalog, admins: admins, totals: totals,
		blockSize: h.blockSize, known: new(knownEvaluations),
	}}
	for _, e := range edits {
		r.add(e)
	}
	r.rebuild()
	r.reindex()
	r.next.layOut()
	h.known.carryTo(r.next.known, r.origins, r.edited)
	return r.next
}

// replacement is a hub on the way to the next.
type replacement struct {
	hub, next *Hub
	parts     map[int32]*blockEdit // by block of hub
	// origins says of each block of the next hub which one it is in hub, or
	// noBlock; not nil.
	origins []int32
	edited  map[int][]int32 // the customers edited in place, by block of next
}

// blockEdit is what becomes of a block.
type blockEdit struct {
	inPlace []inPlace
	removed []int32    // rows, in order
	added   []*account // in order
	blocks  []*block   // none if it has no customers any more
	rows    []int32    // of the customers, if all are edited in place
}

func (r *replacement) part(block int32) *blockEdit {
	part := r.parts[block]
	if part == nil {
		part = new(blockEdit)
		r.parts[block] = part
	}
	return part
}

// add takes a customer out of its block and puts what becomes of it into the
// block where it belongs.
func (r *replacement) add(e edit) {
	if e.exists && e.at.block != ownBlock && e.account != nil {
		if edit, ok := r.hub.blocks[e.at.block].inPlace(r.next.catalog, e.at.row, e.account); ok {
			part := r.part(e.at.block)
			part.inPlace = append(part.inPlace, edit)
			return
		}
	}
	switch {
	case e.exists && e.at.block == ownBlock:
		r.next.own = nil
	case e.exists:
		part := r.part(e.at.block)
		part.removed = append(part.removed, e.at.row)
	}
	switch {
	case e.account == nil:
	case e.account.ID == r.hub.partner.ID:
		r.next.own = newBlock(r.next.catalog, []*account{e.account})
	default:
		part := r.part(r.hub.blockFor(e.account))
		part.added = append(part.added, e.account)
	}
}

// blockFor returns the block where a customer belongs by its name and id.
func (h *Hub) blockFor(a *account) int32 {
	after := sort.Search(len(h.blocks), func(i int) bool { return h.blocks[i].compare(0, a) > 0 })
	return int32(max(after-1, 0))
}

// compare compares the customer of a row with another one by name and id.
func (b *block) compare(row int32, a *account) int {
	c := &b.customers
	return compareNames(c.names[row], c.ids[row], a.Name, a.ID)
}

// rebuild makes the blocks that are edited, and puts all in order.
func (r *replacement) rebuild() {
	numbers := make([]int32, 0, len(r.parts))
	for number := range r.parts {
		numbers = append(numbers, number)
	}
	slices.Sort(numbers)
	parallel.Each(len(numbers), func(_, i int) { r.rebuildBlock(numbers[i]) })
	r.next.blocks = slices.Grow(r.next.blocks, len(r.hub.blocks)+len(numbers))
	r.origins = slices.Grow(r.origins, len(r.hub.blocks)+len(numbers))
	next := int32(0)
	for _, number := range numbers {
		r.keep(next, min(number, int32(len(r.hub.blocks))))
		part, origin := r.parts[number], noBlock
		if part.rows != nil {
			r.edited[len(r.next.blocks)], origin = part.rows, number
		}
		for _, b := range part.blocks {
			r.next.blocks = append(r.next.blocks, b)
			r.origins = append(r.origins, origin)
		}
		next = number + 1
	}
	r.keep(next, int32(len(r.hub.blocks)))
}

// keep keeps the blocks from <= i < until.
func (r *replacement) keep(from, until int32) {
	for i := from; i < until; i++ {
		r.next.blocks = append(r.next.blocks, r.hub.blocks[i])
		r.origins = append(r.origins, i)
	}
}

// maxLogs is how many usage logs a block may have. One that has more is made of
// whole customers, without what is no longer needed of the logs.
const maxLogs = 32

func (r *replacement) rebuildBlock(number int32) {
	part, before := r.parts[number], &block{}
	if int(number) < len(r.hub.blocks) {
		before = r.hub.blocks[number]
	}
	fewLogs := len(before.lines.usage.Logs) <= maxLogs
	if len(part.removed) == 0 && len(part.added) == 0 && fewLogs {
		part.blocks = []*block{before.edited(part.inPlace)}
		for _, edit := range part.inPlace {
			part.rows = append(part.rows, edit.row)
		}
		return
	}
	for _, edit := range part.inPlace {
		part.removed, part.added = append(part.removed, edit.row), append(part.added, edit.account)
	}
	slices.Sort(part.removed)
	slices.SortFunc(part.added, compareAccounts)
	pieces := part.pieces(before)
	if !fewLogs {
		pieces = r.thawed(before, pieces)
		before = &block{number: before.number}
	}
	for _, pieces := range split(pieces, r.hub.blockSize) {
		part.blocks = append(part.blocks, joined(r.next.catalog, before, pieces))
	}
}

// pieces returns the rows of a block that stay, and the customers to add, in
// order.
func (part *blockEdit) pieces(before *block) []piece {
	var pieces []piece
	row, rows := int32(0), int32(len(before.customers.ids))
	removed, added := part.removed, part.added
	keep := func(until int32) {
		if row < until {
			pieces = append(pieces, piece{from: row, until: until})
		}
		row = until
	}
	for len(removed) > 0 || len(added) > 0 {
		place := rows
		if len(added) > 0 {
			place = row + int32(sort.Search(int(rows-row), func(i int) bool { return before.compare(row+int32(i), added[0]) > 0 }))
		}
		if len(removed) > 0 && removed[0] < place {
			keep(removed[0])
			row++
			removed = removed[1:]
			continue
		}
		keep(place)
		pieces = append(pieces, piece{account: added[0]})
		added = added[1:]
	}
	keep(rows)
	return pieces
}

// customers returns the number of customers of a piece.
func (p piece) customers() int {
	if p.account != nil {
		return 1
	}
	return int(p.until - p.from)
}

// split returns the pieces of a block that has become too large as those of
// several, or as one; of none if there are no pieces.
func split(pieces []piece, blockSize int) [][]piece {
	count := 0
	for _, p := range pieces {
		count += p.customers()
	}
	if count <= 2*blockSize {
		return slices.Collect(slices.Chunk(pieces, max(1, len(pieces))))
	}
	var parts [][]piece
	var part []piece
	room := blockSize
	for len(pieces) > 0 {
		p := pieces[0]
		if p.customers() <= room {
			part, room, pieces = append(part, p), room-p.customers(), pieces[1:]
		} else {
			part = append(part, piece{from: p.from, until: p.from + int32(room)})
			pieces[0].from += int32(room)
			room = 0
		}
		if room == 0 {
			parts, part, room = append(parts, part), nil, blockSize
		}
	}
	if len(part) > 0 {
		parts = append(parts, part)
	}
	return parts
}

// thawed returns the pieces with whole customers in place of rows.
func (r *replacement) thawed(b *block, pieces []piece) []piece {
	var thawed []piece
	for _, p := range pieces {
		if p.account != nil {
			thawed = append(thawed, p)
			continue
		}
		for row := p.from; row < p.until; row++ {
			thawed = append(thawed, piece{account: b.thaw(r.hub.catalog, row)})
		}
	}
	return thawed
}
