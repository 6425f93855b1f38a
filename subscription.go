package partnerhub

import (
	"fmt"
	"time"

	"github.com/partnerhub/partnerhub/internal/exact"
)

// Product is the name of a product family, such as [Meetings]. The set is open:
// a name matches [a-z][a-z0-9_]* and has at most 64 bytes. Text that a person
// typed goes through [ParseProduct].
type Product string

// The well-known products. CallOnWebex is not Calling.
const (
	Meetings             Product = "meetings"
	Calling              Product = "calling"
	Messaging            Product = "messaging"
	Webinars             Product = "webinars"
	ContactCenter        Product = "contact_center"
	RealTimeTranslations Product = "real_time_translations"
	CallOnWebex          Product = "call_on_webex"
	Devices              Product = "devices"
)

const maxProductBytes = 64

// ParseProduct returns the product that text names, or an error when text is
// not well formed. A well-formed name that nobody has is a valid product.
func ParseProduct(text string) (Product, error) {
	if err := Product(text).check(); err != nil {
		return "", fmt.Errorf("partnerhub: %w", err)
	}
	return Product(text), nil
}

func (p Product) check() error {
	if p == "" {
		return fmt.Errorf("the product is empty")
	}
	if len(p) > maxProductBytes {
		return fmt.Errorf("product %s is longer than %d bytes", exact.Cut(string(p)), maxProductBytes)
	}
	for i := range len(p) {
		if !isProductByte(p[i], i == 0) {
			return fmt.Errorf("%s is not a product name: lower-case letters, digits and _, a letter first", exact.Cut(string(p)))
		}
	}
	return nil
}

func isProductByte(c byte, first bool) bool {
	return 'a' <= c && c <= 'z' || !first && (c == '_' || '0' <= c && c <= '9')
}

// Renewal says what happens at the end of a subscription's term. The zero
// Renewal is RenewalUnknown, which counts as expiring: the safe side.
type Renewal uint8

// The renewals: unknown, by itself (auto), or not at all (none).
const (
	RenewalUnknown Renewal = iota
	RenewalAuto
	RenewalNone
)

var renewalNames = enumNames{"unknown", "auto", "none"}

// String returns unknown, auto or none.
func (r Renewal) String() string { return renewalNames.string("Renewal", uint8(r)) }

// MarshalText writes what String returns; it fails on an invalid value.
func (r Renewal) MarshalText() ([]byte, error) { return renewalNames.marshal("renewal", uint8(r)) }

// UnmarshalText reads what MarshalText writes.
func (r *Renewal) UnmarshalText(text []byte) error {
	return unmarshalEnum(r, renewalNames, "renewal", text)
}

// License is a line of an entitlement: so many licenses of a product. Lines of
// the same product in one entitlement add up.
//
// The zero License is not valid: Product is required.
type License struct {
	Product Product `json:"product"`
	// Quantity is the number of licenses, 0 to 10^12.
	Quantity int64 `json:"quantity"`
}

// Subscription is a paid entitlement of a customer. Its effective end is the
// earlier of End and CancelledAt that are given; the term is the half-open
// interval from Start to the effective end, and open-ended without one.
//
// The zero Subscription is not valid: ID, CustomerID and Start are required.
type Subscription struct {
	// ID is unique over all subscriptions and trials.
	ID         string `json:"id"`
	CustomerID string `json:"customerId"`
	// OrderedAt is when the subscription became known; zero means Start.
	OrderedAt time.Time `json:"orderedAt,omitzero"`
	Start     time.Time `json:"start"`
	// End is the end of the term; zero is open-ended.
	End time.Time `json:"end,omitzero"`
	// Renewal is ignored in favour of RenewalNone when CancelledAt is given.
	Renewal Renewal `json:"renewal"`
	// ProvisionedAt is when the setup was finished; zero means not yet.
	ProvisionedAt time.Time `json:"provisionedAt,omitzero"`
	// SuspendedAt is since when it is unpaid; zero means it is not suspended.
	SuspendedAt time.Time `json:"suspendedAt,omitzero"`
	// CancelledAt is a plan like End and is visible before it comes.
	CancelledAt time.Time `json:"cancelledAt,omitzero"`
	Licenses    []License `json:"licenses,omitempty"`
	// TermValue is the value of the whole term; the zero Money means not given.
	TermValue Money     `json:"termValue"`
	Orders    []Order   `json:"orders,omitempty"`
	Invoices  []Invoice `json:"invoices,omitempty"`
}

// Trial is an entitlement that costs nothing and does not renew. Unlike a
// subscription it is not known before it starts.
//
// The zero Trial is not valid: ID, CustomerID and Start are required.
type Trial struct {
	// ID is unique over all subscriptions and trials.
	ID         string    `json:"id"`
	CustomerID string    `json:"customerId"`
	Start      time.Time `json:"start"`
	// End is the end of the trial; zero is open-ended.
	End      time.Time `json:"end,omitzero"`
	Licenses []License `json:"licenses,omitempty"`
}

// OrderKind says what an order did. The zero OrderKind means not given.
type OrderKind uint8

// The kinds of orders.
const (
	OrderKindUnknown OrderKind = iota
	OrderNew
	OrderChange
	OrderRenewal
	OrderCancellation
)

var orderKindNames = enumNames{"", "new", "change", "renewal", "cancellation"}

// String returns new, change, renewal or cancellation, or "" when not given.
func (k OrderKind) String() string { return orderKindNames.string("OrderKind", uint8(k)) }

// MarshalText writes what String returns; it fails on an invalid value and on
// the zero value, which JSON leaves out.
func (k OrderKind) MarshalText() ([]byte, error) {
	return orderKindNames.marshal("order kind", uint8(k))
}

// UnmarshalText reads what MarshalText writes.
func (k *OrderKind) UnmarshalText(text []byte) error {
	return unmarshalEnum(k, orderKindNames, "order kind", text)
}

// Order is an entry of a subscription's order history. It is shown from
// PlacedAt on; an order without PlacedAt is always shown. Orders are history:
// the licenses of a subscription are its lines, not the sum of its orders.
type Order struct {
	Number   string      `json:"number"`
	PlacedAt time.Time   `json:"placedAt,omitzero"`
	Kind     OrderKind   `json:"kind,omitzero"`
	Lines    []OrderLine `json:"lines,omitempty"`
	// Value is the order's value; the zero Money means not given.
	Value Money `json:"value"`
}

// OrderLine is a signed change of a product's licenses, -10^12 to 10^12. Product is
// required.
type OrderLine struct {
	Product Product `json:"product"`
	Delta   int64   `json:"delta"`
}

// Invoice is a bill for a subscription. It is shown from IssuedAt on; an
// invoice without IssuedAt is always shown. DueAt is a plan; a PaidAt after the
// instant of the question is not known yet.
type Invoice struct {
	Number   string    `json:"number"`
	IssuedAt time.Time `json:"issuedAt,omitzero"`
	DueAt    time.Time `json:"dueAt,omitzero"`
	PaidAt   time.Time `json:"paidAt,omitzero"`
	Amount   Money     `json:"amount"`
}

// UsageSample is what was measured on one day for one product of an
// entitlement. There is at most one sample per entitlement, product and day.
// Each count is 0 to 10^12 licenses or unknown.
//
// The zero UsageSample is not valid: EntitlementID, Product and Date are required.
type UsageSample struct {
	EntitlementID string  `json:"entitlementId"`
	Product       Product `json:"product"`
	// Date counts as its civil date in UTC, whatever the policy's Location.
	Date time.Time `json:"date"`
	// Assigned is the number of licenses assigned on that date.
	Assigned Count `json:"assigned"`
	// Used is the number of distinct licenses active in the seven days up to
	// and including the date. It may exceed Assigned.
	Used Count `json:"used"`
	// UsedQuarter is the number of distinct licenses active in the three
	// months up to the date.
	UsedQuarter Count `json:"usedQuarter"`
}
