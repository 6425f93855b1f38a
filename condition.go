package partnerhub

// Condition is something that holds of a customer at an instant, or does not:
// one of its eight statuses, or that a number of the [Overview] counts it. Its
// text is the name of the status or of the number, such as expiring_soon or
// nearingExpiration. See docs/metrics.md for their definitions.
//
// The zero Condition is none of them. It is a comparable value.
type Condition uint8

// The conditions of the numbers of the overview. Those of the statuses are got
// by [Status.Condition].
const (
	// ManagedCustomer: the view holds the customer.
	ManagedCustomer Condition = iota + Condition(StatusExpired) + 1
	// TotalCustomer: an entitlement with a line of meetings or calling exists:
	// the customer is in the population of the numbers below.
	TotalCustomer
	// NearingExpiration: [Overview].NearingExpiration counts the customer.
	NearingExpiration
	// NearingRenewal: [Overview].NearingRenewal counts the customer.
	NearingRenewal
	// LowAssigned: [Overview].LowAssignment counts the customer.
	LowAssigned
	// LowAssignmentUnassessed: [Overview].LowAssignmentUnassessed counts it.
	LowAssignmentUnassessed
	// OverLimit: [Overview].OverLimit counts the customer.
	OverLimit
	// OverLimitUnassessed: [Overview].OverLimitUnassessed counts it.
	OverLimitUnassessed
)

const conditionCount = int(OverLimitUnassessed)

// ParseCondition returns the condition that text names, or an error with the
// valid names.
func ParseCondition(text string) (Condition, error) {
	var condition Condition
	err := unmarshalEnum(&condition, conditionNames, "condition", []byte(text))
	return condition, err
}

// Conditions returns all conditions: the statuses in the order of their
// declaration, then the numbers of the overview in the order of its members.
func Conditions() []Condition {
	all := make([]Condition, 0, conditionCount)
	for c := StatusTrial.Condition(); int(c) <= conditionCount; c++ {
		all = append(all, c)
	}
	return all
}

// Condition returns the condition that the status holds; of StatusNone and of an
// invalid status, the zero Condition.
func (s Status) Condition() Condition {
	if !s.valid() {
		return 0
	}
	return Condition(s)
}

// Status returns the status that the condition is about, and whether it is about
// one: else it is about a number of the overview.
func (c Condition) Status() (status Status, is bool) {
	if !Status(c).valid() {
		return StatusNone, false
	}
	return Status(c), true
}

func (c Condition) valid() bool { return 0 < c && int(c) <= conditionCount }

// String returns the condition's name, or "" for the zero Condition.
func (c Condition) String() string { return conditionNames.string("Condition", uint8(c)) }

// MarshalText writes what String returns; it fails on an invalid value, the zero
// value included.
func (c Condition) MarshalText() ([]byte, error) {
	return conditionNames.marshal("condition", uint8(c))
}

// UnmarshalText reads what MarshalText writes.
func (c *Condition) UnmarshalText(text []byte) error {
	return unmarshalEnum(c, conditionNames, "condition", text)
}

// Of returns the number of the overview that counts the customers of whom a
// condition holds, and whether there is one: statuses have none.
func (o Overview) Of(c Condition) (customers int, exists bool) {
	switch c {
	case ManagedCustomer:
		return o.ManagedCustomers, true
	case TotalCustomer:
		return o.TotalCustomers, true
	case NearingExpiration:
		return o.NearingExpiration, true
	case NearingRenewal:
		return o.NearingRenewal, true
	case LowAssigned:
		return o.LowAssignment, true
	case LowAssignmentUnassessed:
		return o.LowAssignmentUnassessed, true
	case OverLimit:
		return o.OverLimit, true
	case OverLimitUnassessed:
		return o.OverLimitUnassessed, true
	}
	return 0, false
}

// conditions is a set of conditions: a bit for each.
type conditions uint32

func (c Condition) bit() conditions { return 1 << c }

func (s conditions) has(c Condition) bool { return s&c.bit() != 0 }

// conditionsOf returns the conditions that hold of a customer of a block.
func (e *evaluation) conditionsOf(block int, customer int32) conditions {
	return e.blocks[block].marks[customer]&^markLacking | e.lowConditions(position{int32(block), customer})
}
