package partnerhub

import (
	"fmt"
	"iter"
	"math/bits"
)

// Status is one of the eight things that can hold of a customer at an instant.
// Each stands for itself; a customer has a set of them, and one headline. They
// are defined in docs/metrics.md.
//
// The zero Status is no status: its text is empty.
type Status uint8

// The statuses, by what holds at the instant T.
const (
	// StatusNone is no status, such as the headline of a customer with none.
	StatusNone Status = iota
	// StatusTrial: a trial is active.
	StatusTrial
	// StatusSubscription: a subscription is active.
	StatusSubscription
	// StatusExpiringSoon: an active entitlement that does not renew by itself
	// ends within the next 30 days (Policy.ExpiringSoonDays).
	StatusExpiringSoon
	// StatusLicenseOverage: an active entitlement has more licenses of some
	// product assigned than it has.
	StatusLicenseOverage
	// StatusNoRecentActivity: the last admin sign-in is more than 30 days ago
	// (Policy.InactivityDays), or it is known that there never was one.
	StatusNoRecentActivity
	// StatusOrderSetupReady: a subscription exists, has not ended and is not
	// provisioned yet.
	StatusOrderSetupReady
	// StatusSuspended: an active subscription is suspended (unpaid).
	StatusSuspended
	// StatusExpired: an entitlement has ended and none is active or pending.
	StatusExpired
)

const statusCount = int(StatusExpired)

// ParseStatus returns the status that text names, or an error with the valid
// names.
func ParseStatus(text string) (Status, error) {
	var status Status
	err := unmarshalEnum(&status, statusNames, "status", []byte(text))
	return status, err
}

// Statuses returns all eight statuses in the order of their declaration.
func Statuses() []Status {
	all := make([]Status, 0, statusCount)
	for status := StatusTrial; status <= StatusExpired; status++ {
		all = append(all, status)
	}
	return all
}

func (s Status) valid() bool { return StatusTrial <= s && s <= StatusExpired }

// String returns the status's name, such as expiring_soon, or "" for none.
func (s Status) String() string { return statusNames.string("Status", uint8(s)) }

// MarshalText writes what String returns; it fails on an invalid value.
func (s Status) MarshalText() ([]byte, error) {
	if s > StatusExpired {
		return nil, fmt.Errorf("partnerhub: %d is not a valid status", uint8(s))
	}
	return []byte(s.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (s *Status) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*s = StatusNone
		return nil
	}
	return unmarshalEnum(s, statusNames, "status", text)
}

// StatusSet is a set of statuses. The zero StatusSet is empty. It is a
// comparable value.
type StatusSet struct{ bits uint16 }

// Has reports whether the set holds the status.
func (s StatusSet) Has(status Status) bool { return status.valid() && s.bits&(1<<status) != 0 }

// Len returns the number of statuses in the set.
func (s StatusSet) Len() int { return bits.OnesCount16(s.bits) }

func (s StatusSet) with(status Status) StatusSet { return StatusSet{s.bits | 1<<status} }

// inOrder returns the statuses of the set in the given order.
func (s StatusSet) inOrder(order []Status) []Status {
	list := make([]Status, 0, s.Len())
	for _, status := range order {
		if s.Has(status) {
			list = append(list, status)
		}
	}
	return list
}

// headline returns the first status in order that the set holds.
func (s StatusSet) headline(order []Status) Status {
	for _, status := range order {
		if s.Has(status) {
			return status
		}
	}
	return StatusNone
}

// CustomerStatus is a customer's line in the list of customers: which statuses
// hold and which of them is the headline.
type CustomerStatus struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Headline is the first status in the policy's HeadlineOrder that holds,
	// or StatusNone.
	Headline Status `json:"headline"`
	// Statuses are those that hold, in the policy's HeadlineOrder; not nil.
	Statuses []Status `json:"statuses"`
}

// Set returns the statuses as a set.
func (c CustomerStatus) Set() StatusSet {
	var set StatusSet
	for _, status := range c.Statuses {
		if status.valid() {
			set = set.with(status)
		}
	}
	return set
}

// Customers iterates over the customers of the view with their statuses, by name
// and id. [View.IDs] is for the ids alone.
func (v View) Customers() iter.Seq[CustomerStatus] {
	return func(yield func(CustomerStatus) bool) {
		m := v.at()
		known := m.evaluation()
		for i, b := range m.hub.blocks {
			for row := range v.rows(i).Rows() {
				if !yield(m.customerStatus(b, int32(row), known.blocks[i].marks[row].statuses())) {
					return
				}
			}
		}
	}
}

func (m *moment) customerStatus(b *block, customer int32, set StatusSet) CustomerStatus {
	return CustomerStatus{
		ID:       b.customers.ids[customer],
		Name:     b.customers.names[customer],
		Headline: set.headline(m.policy.HeadlineOrder),
		Statuses: set.inOrder(m.policy.HeadlineOrder),
	}
}
