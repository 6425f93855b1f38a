package partnerhub

import

// evidence is what makes a condition hold of a customer: an entitlement of a
// block, or one of its lines.
"github.com/partnerhub/partnerhub/internal/usage"

type evidence struct {
	// term is an entitlement, or noRow for a fact of the customer itself.
	term int32
	// line is a line of it, or noRow where the condition is not about a product.
	line int32
}

const noRow int32 = -1

// evidence returns all that makes a condition hold of a customer.
func (f *frame) evidence(customer int32, c Condition) []evidence {
	return c.rule().evidence(f, customer)
}

// lowLinesOf returns the lines of a customer that are rows of low assignment of a core
// product.
func (f *frame) lowLinesOf(customer int32, product uint16) []evidence {
	p, peers := f.pool(customer, product), f.peersOf(product)
	if p.total == 0 {
		return nil
	}
	band := f.policy.band(p.total)
	if !peers.isLow(band, p.share()) {
		return nil
	}
	var list []evidence
	f.eachActive(customer, func(e, line int32, c counts) {
		if f.lines.products[line] != product || c.assigned == usage.Unknown {
			return
		}
		var own pool
		own.add(f.settled.has(f.entitlements.start[e]), c.total, c.assigned)
		if own.total > 0 && own.share() < peers.bands[band].Benchmark {
			list = append(list, evidence{e, line})
		}
	})
	return list
}
