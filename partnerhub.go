// Package partnerhub answers the questions of partner analytics. A partner (a
// reseller, a distributor, a managed-service provider) sells subscriptions and
// trials of cloud products to many customers, and must see which of them need
// attention: who is about to expire, who renews, who is unpaid, who has licenses
// that are not assigned or not used, who uses more than they have.
//
// # The way through the house
//
//	Source ── Load ──▶ Hub ── At(t) ──▶ View ── As(admin), Where(filter), With(policy) ──▶ answers
//
// A [Source] streams the facts: a [Partner], its [Customer], [Subscription] and
// [Trial] entitlements, each [UsageSample], and the partner's [Admin]
// administrators. A [Dataset] is a source in memory, and a JSON document. [Load]
// checks all facts and freezes them into a [Hub]; what is wrong with them comes
// back as one [DataError] that names every place.
//
// [Hub.At] gives the [View] of an instant T. [View.As] narrows it to what an
// administrator may see, [View.Where] to the customers that a [Filter] matches;
// [View.With] puts it under another [Policy]. A view is a small value; hubs and
// views are immutable and safe for concurrent use.
//
// # Answers
//
//   - [View.Overview]: the headline numbers.
//   - [View.Customers]: all customers with their [Status] set and headline;
//     [View.Customer]: everything about one; [View.StatusCounts]: how many have
//     each status.
//   - [View.RecentlyAdded], [View.Expiring], [View.Renewing],
//     [View.LowAssignment], [View.Overage]: sections of one product, each with
//     its numbers and the rows that they are reduced from; [View.Page] lists
//     only some of the rows.
//   - [View.Licenses]: licenses, assigned and used of each product;
//     [View.Trend]: those of one over time.
//   - [View.Report]: all of this at once, as a JSON document.
//   - [View.Summary]: its numbers, in a form that merges with those of other
//     parts of the organization; [View.Shares] and [View.ComparedWith] let the
//     parts be judged against the whole.
//   - [View.Explain]: why each status and number of the overview holds of a
//     customer, since when and until when, or what comes nearest;
//     [View.Findings]: all reasons, with ids that stay.
//   - [Compare]: who entered and left between two views, and why;
//     [View.NextChange]: until when everything stays as it is; [View.At]: the
//     same customers at another instant.
//   - [View.History]: the numbers over time; [View.Waterfall] and
//     [View.StageOf]: who is counted and who is not; [View.SeatOutlook]: when
//     all licenses will be assigned.
//   - [View.UsageAge]: how old the usage is that all of it is worked out from.
//   - [Table]: answers as CSV and Markdown.
//   - [View.Products]: what there is to ask about; [View.Partner],
//     [View.OwnOrganization]: the partner itself.
//
// # Parts
//
// [OfProduct], [SeenBy] and [UsageWithin] make a source of a part of the facts: of
// a product, of what an administrator may see, of the usage within a time. A source
// that is a [ProductNarrower], an [AdminNarrower] or a [UsageNarrower] leaves out
// the rest where it is stored; for others the library does.
//
// # Changes
//
// [Hub.Apply] gives the hub that a list of [Change] values leads to: customers,
// entitlements, usage and administrators that come, go or become different. It
// checks them like [Load]; all of them are made, or none. The hub before stays
// as it is, for its readers, and so does every view of it.
//
// # Rules that hold everywhere
//
// Every answer is a pure function of the facts, T and the policy; there is no
// I/O and no clock. Facts dated after T are not known at T; ends and
// cancellations are plans and known before they come. "Within so many days"
// counts civil days in the policy's Location, never hours.
//
// Unknown is not zero: a [Count] may be unknown; it is left out of sums and
// reported as unknown. A [Ratio] is an exact pair of integers, summed part by
// part, compared by cross multiplication and rounded once, when it is shown.
// [Money] is an exact decimal and never added across currencies.
//
// Lists in answers are never nil and are in one total order, names and ids by their bytes.
// docs/metrics.md defines every status, number and column, docs/insight.md what
// explains them.
package partnerhub

import (
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/exact"
	"github.com/partnerhub/partnerhub/internal/parallel"
)

// Hub holds a partner's facts, ready for questions about any instant. It comes
// from [Load] or [Hub.Apply] and is immutable: any number of goroutines may use
// it. It keeps what is known of the last few instants that were asked about, so
// that asking again, or asking the hub that changes make of it, costs little.
//
// The zero Hub holds nothing.
type Hub struct {
	partner Partner
	blocks  []*block
	// all holds every customer. A set of customers of the hub is a bit for each
	// of them, block after block; words holds where the words of each block
	// begin, and one entry more.
	all   column.Bits
	words []int
	// own is the partner's own organization, in a block of its own that is not
	// among the others, so that nothing ever counts it; nil if there is none.
	own     *block
	catalog *catalog
	// customers and terms find the block of a customer's and of an
	// entitlement's id, by its number; numbers holds where each is among the
	// blocks, or noBlock. Those of the own organization are not among them.
	customers, terms *index
	numbers          []int32
	// admins have no lists of customers: each customer knows its administrators.
	admins    map[string]Admin
	totals    totals
	blockSize int
	known     *knownEvaluations
}

// position is where a customer is.
type position struct {
	block, row int32
}

// ownBlock is, in a position, the block of the partner's own organization.
const ownBlock = -2

// newHub builds a hub of what was loaded, so many customers in a block.
func newHub(l *loader, blockSize int) *Hub {
	h := &Hub{
		partner: l.partner, catalog: l.catalog(), admins: l.admins, totals: l.totals,
		blockSize: blockSize, known: new(knownEvaluations),
	}
	termsOf := newTermsOf(&l.terms, l.accounts.Len())
	others := l.accountOrder()
	if number, exists := l.customers.Find(l.partner.ID); exists {
		own := []int32{int32(number)}
		h.own = newBlock(h.catalog, newAccountReader(l, termsOf).read(own))
		others = slices.DeleteFunc(others, func(other int32) bool { return other == own[0] })
	}
	chunks := slices.Collect(slices.Chunk(others, blockSize))
	h.blocks = make([]*block, len(chunks))
	readers := make([]*accountReader, parallel.Workers(len(chunks)))
	for i := range readers {
		readers[i] = newAccountReader(l, termsOf)
	}
	parallel.Each(len(chunks), func(worker, i int) {
		h.blocks[i] = newBlock(h.catalog, readers[worker].read(chunks[i]))
	})
	h.number()
	h.layOut()
	return h
}

// number numbers the blocks and builds the indexes anew.
func (h *Hub) number() {
	h.numbers = make([]int32, len(h.blocks))
	for i, b := range h.blocks {
		own := *b // other hubs may have the block under another number
		own.number = uint32(i)
		h.blocks[i], h.numbers[i] = &own, int32(i)
	}
	h.customers = indexOf(h.blocks, (*block).customerIDs)
	h.terms = indexOf(h.blocks, (*block).termIDs)
}

func (b *block) customerIDs() []string { return b.customers.ids }
func (b *block) termIDs() []string     { return b.entitlements.ids }

// block returns the block of a position.
func (h *Hub) block(number int32) *block {
	if number == ownBlock {
		return h.own
	}
	return h.blocks[number]
}

// customerAt returns where a customer is.
func (h *Hub) customerAt(id string) (at position, exists bool) {
	if h.own != nil && id == h.partner.ID {
		return position{block: ownBlock}, true
	}
	exists = h.customers.find(id, func(number uint32) bool {
		at.block = h.numbers[number]
		at.row = int32(slices.Index(h.blocks[at.block].customers.ids, id))
		return at.row >= 0
	})
	return at, exists
}

// ownerOf returns where the customer is that has an entitlement.
func (h *Hub) ownerOf(entitlementID string) (at position, exists bool) {
	if h.own != nil && slices.Contains(h.own.entitlements.ids, entitlementID) {
		return position{block: ownBlock}, true
	}
	exists = h.terms.find(entitlementID, func(number uint32) bool {
		at.block = h.numbers[number]
		b := h.blocks[at.block]
		e := int32(slices.Index(b.entitlements.ids, entitlementID))
		if e >= 0 {
			at.row = b.owner(e)
		}
		return e >= 0
	})
	return at, exists
}

// layOut says where the bits of each block's customers are in a set.
func (h *Hub) layOut() {
	h.words = make([]int, 1, len(h.blocks)+1)
	for i, b := range h.blocks {
		h.words = append(h.words, h.words[i]+column.Words(len(b.customers.ids)))
	}
	h.all = make(column.Bits, h.words[len(h.blocks)])
	for i, b := range h.blocks {
		h.rowsOf(h.all, i).SetAll(len(b.customers.ids))
	}
}

// rowsOf returns the part of a set of customers that is about a block.
func (h *Hub) rowsOf(set column.Bits, block int) column.Bits {
	return set[h.words[block]:h.words[block+1]]
}

// At returns the view of all customers at the instant t under the default
// policy. The answers are a function of the facts, t and the policy alone; the
// library never reads the clock.
func (h *Hub) At(t time.Time) View {
	policy, err := Policy{}.Resolved()
	if err != nil {
		panic(err) // the default policy is valid
	}
	return View{moment: newMoment(h, t, policy)}
}

// View is a hub at an instant, under a policy, narrowed to some customers. Every
// answer is a method of a view. Narrowing never copies rows and never widens:
// what a view doesn't hold can't come back through any of its answers.
//
// The zero View holds no customers. A View is a small value, safe to copy and
// for use by any number of goroutines. It keeps its hub in memory, and what it has
// found out so far; its answers keep neither.
type View struct {
	moment *moment
	// scope holds the customers of the view, and visible those before filters:
	// what its administrators may see. nil: all customers; never changed.
	scope, visible column.Bits
	page           *page // nil: all rows
}

// narrow returns the view of those of its customers that are in the set.
func (v View) narrow(set column.Bits) View {
	v.moment, v.scope = v.at(), common(v.scope, set)
	return v
}

// common returns the customers that are in both sets, of which a may be nil.
func common(a, b column.Bits) column.Bits {
	if a == nil {
		return b
	}
	both := slices.Clone(b)
	both.Keep(a)
	return both
}

// on returns the view with its customers at another moment of the hub.
func (v View) on(m *moment) View {
	v.moment = m
	return v
}

// At returns the view of the same customers at another instant, under the same
// policy: what a filter chose at the instant of the view stays chosen. It fails
// with an error that wraps [ErrSummary] when the view was compared with shares
// ([View.ComparedWith]), which are of one instant.
func (v View) At(t time.Time) (View, error) {
	m := v.at()
	switch {
	case m.compared == nil:
		return v.on(newMoment(m.hub, t, m.policy)), nil
	case !t.Equal(m.instant):
		return View{}, misfit("the view is compared with shares of another instant, %s", instantText(m.instant))
	}
	return v, nil
}

// nothing is the moment of the zero View.
var nothing = new(Hub).At(time.Time{}).moment

// at returns the moment of the view.
func (v View) at() *moment {
	if v.moment == nil {
		return nothing
	}
	return v.moment
}

// AsOf returns the instant of the view, in the policy's Location.
func (v View) AsOf() time.Time { return v.at().asOf() }

// Policy returns the policy of the view with all defaults filled in.
func (v View) Policy() Policy { return v.at().policy.clone() }

// With returns the view under another policy. It fails when the policy is
// invalid, and when the view was compared with shares under another policy
// ([View.ComparedWith]).
func (v View) With(policy Policy) (View, error) {
	resolved, err := policy.Resolved()
	if err != nil {
		return View{}, err
	}
	m := v.at()
	with := v.on(newMoment(m.hub, m.instant, resolved))
	if m.compared != nil {
		return with.ComparedWith(*m.compared)
	}
	return with, nil
}

// ErrUnknownAdmin is what the errors of [View.As] and of a source that is
// [SeenBy] an administrator wrap when there is no such administrator.
var ErrUnknownAdmin = fmt.Errorf("partnerhub: unknown administrator")

func unknownAdmin(id string) error { return fmt.Errorf("%w %s", ErrUnknownAdmin, exact.Cut(id)) }

// As returns the view narrowed to what an administrator may see: all of it with
// the roles full, read-only and help desk; the customers assigned to them with
// the roles admin and provisioning. It fails with [ErrUnknownAdmin] when there
// is no administrator of that id, and returns a view of nothing then.
func (v View) As(adminID string) (View, error) {
	hub := v.at().hub
	admin, exists := hub.admins[adminID]
	if !exists {
		return View{}, unknownAdmin(adminID)
	}
	if admin.Role.SeesAll() {
		return v, nil
	}
	assigned := hub.scopeOf(adminID)
	v.visible = common(v.visible, assigned)
	return v.narrow(assigned), nil
}

// scopeOf returns the customers that are assigned to an administrator. The own
// organization is never among them.
func (h *Hub) scopeOf(adminID string) column.Bits {
	set := make(column.Bits, len(h.all))
	for i, b := range h.blocks {
		rows := h.rowsOf(set, i)
		for _, a := range b.customers.assignedTo(adminID) {
			rows.Set(int(a.customer))
		}
	}
	return set
}

// rows returns the customers of a block that the view holds.
func (v View) rows(block int) column.Bits {
	hub := v.at().hub
	if v.scope == nil {
		return hub.rowsOf(hub.all, block)
	}
	return hub.rowsOf(v.scope, block)
}

// sees reports whether the view holds a customer.
func (v View) sees(at position) bool { return v.rows(int(at.block)).Get(int(at.row)) }

// IDs iterates over the ids of the customers in the view, by customer name and
// id.
func (v View) IDs() iter.Seq[string] {
	return func(yield func(string) bool) {
		for i, b := range v.at().hub.blocks {
			for row := range v.rows(i).Rows() {
				if !yield(b.customers.ids[row]) {
					return
				}
			}
		}
	}
}

// Len returns the number of customers in the view.
func (v View) Len() int {
	if v.scope == nil {
		return v.at().hub.all.Count()
	}
	return v.scope.Count()
}
