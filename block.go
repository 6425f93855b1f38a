package partnerhub

import (
	"sort"
	"time"

	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// blockSize is the number of customers in a full block: enough to make the cost
// of a block disappear among its rows, few enough that a change, which makes a
// block anew, costs next to nothing. It is below 2^16.
const blockSize = 256

// block holds some customers with all their entitlements and usage, as columns.
// It is immutable. A customer lives in exactly one block, so what blocks add up
// to adds up without counting anyone twice. The blocks of a hub follow one
// another in the order of customer name and id, as do the customers in a block.
//
// The rows of a customer's entitlements follow one another, and so do the rows
// of an entitlement's lines: one walk through a block meets everything about a
// customer at once, and reads every column in its order.
type block struct {
	number       uint32 // see Hub.numbers
	times        column.Timeline
	customers    customerColumns
	entitlements entitlementColumns
	lines        lineColumns
	trends       *trendIndexes
}

// customerColumns has a row for each customer, by name and id.
type customerColumns struct {
	ids           []string
	names         []string
	countries     column.Repeated[string]
	launchURLs    column.Sparse[string]
	tags          column.Repeated[[]string]
	external      column.Bits
	signedIn      []uint32 // timeline codes; Never: unknown
	neverSignedIn column.Bits
	// namesakes are the customers that have the name of the one before them.
	namesakes column.Bits
	// entitlements holds where each customer's entitlements begin, and one
	// entry more for where the last ones end.
	entitlements []int32
	// admins are the administrators assigned, by id and customer.
	admins []assignment
}

// entitlementColumns has a row for each entitlement, by customer and id.
// Instants are timeline codes; Never: not given.
type entitlementColumns struct {
	ids         []string
	traits      []trait
	known       []uint32 // the earlier of ordered and start
	start       []uint32
	end         []uint32 // effective
	provisioned []uint32
	suspended   column.Sparse[uint32] // where traitSuspended is set
	termValues  moneyColumn
	// lines holds where each entitlement's lines begin, and one entry more.
	lines []int32
	// plans are what the effective end and the instant known came from, for the
	// entitlements where that can't be told from them.
	plans column.Sparse[plan]
	// histories are the orders and invoices of those that have any.
	histories column.Sparse[history]
}

// trait is a fact about an entitlement that does not depend on the time. The first
// three are truths as well, in the same order.
type trait uint8

const (
	traitTrial     trait = 1 << iota // a trial, not a subscription
	traitRenews                      // renews by itself and is not cancelled
	traitCore                        // has a line of meetings or calling
	traitUnknown                     // it is unknown whether it renews
	traitSuspended                   // has a date of suspension
)

type plan struct {
	orderedAt, end, cancelledAt time.Time
}

// plan returns the plan of an entitlement, and whether it needs one.
func (e *entitlement) plan() (p plan, needed bool) {
	if e.CancelledAt.IsZero() && !e.OrderedAt.After(e.Start) {
		return plan{}, false
	}
	return plan{e.OrderedAt, e.End, e.CancelledAt}, true
}

type history struct {
	orders   []Order
	invoices []Invoice
}

// lineColumns has a row for each line: the licenses of a product in one
// entitlement, by entitlement and name of the product.
type lineColumns struct {
	products []uint16 // numbers of the hub's catalog
	totals   column.Ints
	usage    usage.Columns
}

func packed(c Count) int64 {
	if n, known := c.Value(); known {
		return n
	}
	return usage.Unknown
}

func unpacked(n int64) Count {
	if n == usage.Unknown {
		return Count{}
	}
	return Known(n)
}

// find returns the line of a product in an entitlement.
func (b *block) find(entitlement int32, product uint16) (line int32, found bool) {
	from, until := b.entitlements.of(entitlement)
	for line := from; line < until; line++ {
		if b.lines.products[line] == product {
			return line, true
		}
	}
	return 0, false
}

// entitlementOf returns the entitlement of a line.
func (b *block) entitlementOf(line int32) int32 {
	begins := b.entitlements.lines
	return int32(sort.Search(len(begins), func(i int) bool { return begins[i] > line })) - 1
}

// owner returns the customer of an entitlement.
func (b *block) owner(entitlement int32) int32 {
	begins := b.customers.entitlements
	return int32(sort.Search(len(begins), func(i int) bool { return begins[i] > entitlement })) - 1
}

// renewal returns the renewal as it is shown.
func (e *entitlementColumns) renewal(row int32) Renewal {
	switch traits := e.traits[row]; {
	case traits&traitRenews != 0:
		return RenewalAuto
	case traits&traitUnknown != 0:
		return RenewalUnknown
	}
	return RenewalNone
}

// suspendedAt returns the code of the suspension, or Never.
func (e *entitlementColumns) suspendedAt(row int32) uint32 {
	if e.traits[row]&traitSuspended == 0 {
		return column.Never
	}
	code, _ := e.suspended.Get(row)
	return code
}

// of returns the rows of an entitlement's lines as a half-open range.
func (e *entitlementColumns) of(entitlement int32) (from, until int32) {
	return e.lines[entitlement], e.lines[entitlement+1]
}

// of returns the rows of a customer's entitlements as a half-open range.
func (c *customerColumns) of(customer int32) (from, until int32) {
	return c.entitlements[customer], c.entitlements[customer+1]
}

// managedBy returns how the customer of a row is managed.
func (c *customerColumns) managedBy(row int) ManagedBy {
	if c.external.Get(row) {
		return ManagedByExternal
	}
	return ManagedByPartner
}

func (c *customerColumns) launchURL(row int32) string {
	url, _ := c.launchURLs.Get(row)
	return url
}
