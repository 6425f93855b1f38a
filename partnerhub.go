// Package partnerhub answers the questions of partner analytics: which of a
// partner's customers are about to expire, renew, are unpaid, have licenses
// that they don't assign or use, or use more than they have.
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

// newHub builds a hub from accounts in order.
func newHub(partner Partner, accounts []*account, admins map[string]Admin) *Hub {
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
