// Package partnerhub answers the questions of partner analytics. A partner (a
// reseller, a distributor, a managed-service provider) sells subscriptions and
// trials of cloud products to many customers, and must see which of them need
// attention: who is about to expire, who renews, who is unpaid, who has licenses
// that are not assigned or not used, who uses more than they have.
//
// # The way through the house
//
//	Source ── Load ──▶ Hub ── At(t) ──▶ View ── As(admin), With(policy) ──▶ answers
//
// A [Source] streams the facts: a [Partner], its [Customer], [Subscription] and
// [Trial] entitlements, each [UsageSample], and the partner's [Admin]
// administrators. A [Dataset] is a source in memory, and a JSON document. [Load]
// checks all facts and freezes them into a [Hub]; what is wrong with them comes
// back as one [DataError] that names every place.
//
// [Hub.At] gives the [View] of an instant T. [View.As] narrows it to what an
// administrator may see, [View.With] puts it under another [Policy]. A view is a
// small value; hubs and views are immutable and safe for concurrent use.
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
//   - [View.Partner], [View.OwnOrganization]: the partner itself.
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
// Lists are never nil and are in one total order, names and ids by their bytes.
// docs/metrics.md defines every status, number and column.
package partnerhub

import (
	"fmt"
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
	return h
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
	scope  *scope // nil: all customers
}

// scope is a set of customers: for each block the rows that are in it.
type scope struct {
	blocks []column.Bits
}

// both returns the customers that are in both scopes.
func (s *scope) both(other *scope) *scope {
	if s == nil {
		return other
	}
	narrowed := &scope{blocks: make([]column.Bits, len(s.blocks))}
	for i := range narrowed.blocks {
		narrowed.blocks[i] = s.blocks[i].And(other.blocks[i])
	}
	return narrowed
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
	return View{moment: v.moment, scope: v.scope.both(hub.scopeOf(admin.CustomerIDs))}, nil
}

func (h *Hub) scopeOf(customerIDs []string) *scope {
	s := &scope{blocks: make([]column.Bits, len(h.blocks))}
	for _, id := range customerIDs {
		at, exists := h.index[id]
		if !exists {
			continue // the own organization: never listed or counted
		}
		if s.blocks[at.block] == nil {
			s.blocks[at.block] = column.NewBits(len(h.blocks[at.block].customers.ids))
		}
		s.blocks[at.block].Set(int(at.row))
	}
	return s
}

// sees reports whether the view holds a customer.
func (v View) sees(at position) bool {
	return v.scope == nil || v.scope.blocks[at.block].Get(int(at.row))
}
