package partnerhub

import (
	"sort"
	"time"

	"github.com/partnerhub/partnerhub/internal/column"
)

// blockSize is the number of customers in a full block: enough to make the cost
// of a block's summary disappear among its rows, few enough that a change costs
// next to nothing.
const blockSize = 1024

// block holds some customers with all their entitlements and usage, as columns.
// It is immutable. A customer lives in exactly one block, so summaries of
// blocks add up without counting anyone twice. The blocks of a hub follow one
// another in the order of customer name and id, as do the customers in a block.
type block struct {
	times        column.Timeline
	customers    customerColumns
	entitlements entitlementColumns
	products     []productColumns // by product
}

// customerColumns has a row for each customer, by name and id.
type customerColumns struct {
	ids           []string
	names         []string
	countries     []string
	launchURLs    []string
	tags          [][]string
	external      column.Bits
	signedIn      []uint32 // timeline codes; Never: unknown
	neverSignedIn column.Bits
	// entitlements holds where each customer's entitlements begin, and one
	// entry more for where the last ones end.
	entitlements []int32
	// admins are the ids of the administrators assigned, in order, for the
	// customers that have any.
	admins map[int32][]string
}

// entitlementColumns has a row for each entitlement, by customer and id.
// Instants are timeline codes; Never: not given.
type entitlementColumns struct {
	ids         []string
	owners      []int32 // customer rows
	traits      []trait
	known       []uint32 // the earlier of ordered and start
	start       []uint32
	end         []uint32 // effective
	provisioned []uint32
	suspended   []uint32
	termValues  moneyColumn
	// plans are what the effective end and the instant known came from, for the
	// entitlements where that can't be told from them.
	plans map[int32]plan
	// histories are the orders and invoices of those that have any.
	histories map[int32]history
}

// trait is a fact about an entitlement that does not depend on the time.
type trait uint8

const (
	traitTrial   trait = 1 << iota // a trial, not a subscription
	traitRenews                    // renews by itself and is not cancelled
	traitUnknown                   // it is unknown whether it renews
	traitCore                      // has a line of meetings or calling
)

type plan struct {
	orderedAt, end, cancelledAt time.Time
}

type history struct {
	orders   []Order
	invoices []Invoice
}

// productColumns has a row for each line: the licenses of the product in one
// entitlement, by entitlement. Usage samples of a line follow one another by
// date.
type productColumns struct {
	product      Product
	entitlements []int32 // entitlement rows
	totals       column.Ints
	// samples holds where each line's samples begin, and one entry more.
	samples   []int32
	dates     column.Ints // civil days in UTC
	assigned  column.Ints // unknown: -1
	used      column.Ints
	quarterly column.Ints
}

// unknown stands for an unknown count in a column.
const unknown int64 = -1

func packed(c Count) int64 {
	if n, known := c.Value(); known {
		return n
	}
	return unknown
}

func unpacked(n int64) Count {
	if n == unknown {
		return Count{}
	}
	return Known(n)
}

// product returns the columns of a product, or nil.
func (b *block) product(product Product) *productColumns {
	i := sort.Search(len(b.products), func(i int) bool { return b.products[i].product >= product })
	if i < len(b.products) && b.products[i].product == product {
		return &b.products[i]
	}
	return nil
}

// find returns the line of an entitlement.
func (p *productColumns) find(entitlement int32) (line int, found bool) {
	line = sort.Search(len(p.entitlements), func(i int) bool { return p.entitlements[i] >= entitlement })
	return line, line < len(p.entitlements) && p.entitlements[line] == entitlement
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
