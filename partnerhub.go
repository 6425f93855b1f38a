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
//     [View.Customer]: everything about one.
//   - [View.RecentlyAdded], [View.Expiring], [View.Renewing],
//     [View.LowAssignment], [View.Overage]: sections of one product, each with
//     its numbers and the rows that they are reduced from.
//   - [View.Trend]: licenses, assigned and used over time.
//   - [View.Report]: all of this at once, as a JSON document.
//   - [View.Products]: what there is to ask about; [View.Partner],
//     [View.OwnOrganization]: the partner itself.
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
// docs/metrics.md defines every status, number and column.
package partnerhub

import (
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/exact"
)

// Hub holds a partner's facts, ready for questions about any instant. It comes
// from [Load] and is immutable: any number of goroutines may use it.
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
	own    *block
	index  map[string]position // by customer id, without the own organization
	admins map[string]Admin
}

// position is where a customer is.
type position struct {
	block, row int32
}

// newHub builds a hub of accounts in order, so many in a block.
func newHub(partner Partner, accounts []*account, admins map[string]Admin, blockSize int) *Hub {
	h := &Hub{partner: partner, index: make(map[string]position, len(accounts)), admins: admins}
	others := accounts[:0:0]
	for _, a := range accounts {
		if a.ID == partner.ID {
			h.own = newBlock([]*account{a})
			continue
		}
		h.index[a.ID] = position{int32(len(others) / blockSize), int32(len(others) % blockSize)}
		others = append(others, a)
	}
	for len(others) > 0 {
		size := min(blockSize, len(others))
		h.blocks = append(h.blocks, newBlock(others[:size]))
		others = others[size:]
	}
	h.layOut()
	return h
}

// layOut says where the bits of each block's customers are in a set.
func (h *Hub) layOut() {
	h.words = make([]int, 1, len(h.blocks)+1)
	for i, b := range h.blocks {
		h.words = append(h.words, h.words[i]+column.Words(len(b.customers.ids)))
	}
	h.all = make(column.Bits, h.words[len(h.blocks)])
	for i, b := range h.blocks {
		rows := h.rowsOf(h.all, i)
		for row := range b.customers.ids {
			rows.Set(row)
		}
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
// for use by any number of goroutines.
type View struct {
	moment *moment
	scope  column.Bits // nil: all customers
}

// narrow returns the view of those of its customers that are in the set.
func (v View) narrow(set column.Bits) View {
	if v.scope != nil {
		set = slices.Clone(set)
		set.Keep(v.scope)
	}
	return View{moment: v.at(), scope: set}
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
// invalid.
func (v View) With(policy Policy) (View, error) {
	resolved, err := policy.Resolved()
	if err != nil {
		return View{}, err
	}
	m := v.at()
	return View{moment: newMoment(m.hub, m.instant, resolved), scope: v.scope}, nil
}

// ErrUnknownAdmin is what the error of [View.As] wraps when there is no such
// administrator.
var ErrUnknownAdmin = fmt.Errorf("partnerhub: unknown administrator")

// As returns the view narrowed to what an administrator may see: all of it with
// the roles full, read-only and help desk; the customers assigned to them with
// the roles admin and provisioning. It fails with [ErrUnknownAdmin] when there
// is no administrator of that id, and returns a view of nothing then.
func (v View) As(adminID string) (View, error) {
	hub := v.at().hub
	admin, exists := hub.admins[adminID]
	if !exists {
		return View{}, fmt.Errorf("%w %s", ErrUnknownAdmin, exact.Cut(adminID))
	}
	if admin.Role.SeesAll() {
		return v, nil
	}
	return v.narrow(hub.setOf(admin.CustomerIDs)), nil
}

// setOf returns the customers with the ids. The own organization is never among
// them.
func (h *Hub) setOf(customerIDs []string) column.Bits {
	set := make(column.Bits, len(h.all))
	for _, id := range customerIDs {
		if at, exists := h.index[id]; exists {
			h.rowsOf(set, int(at.block)).Set(int(at.row))
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
