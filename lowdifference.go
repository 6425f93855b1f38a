package partnerhub

import (
	"github.com/partnerhub/partnerhub/internal/usage"
	"slices"
)

// lowCauses returns the causes of a condition about low assignment, and whether
// the clock did it.
func (j *judge) lowCauses(c Condition, causes []Cause) customerCauses {
	if len(causes) == 0 {
		return customerCauses{c, false, []Cause{{Kind: CausePolicy}}}
	}
	isFact := func(c Cause) bool { return !slices.Contains(clockKinds, c.Kind) }
	return customerCauses{c, !slices.ContainsFunc(causes, isFact), causes}
}

// whyUnassessed returns why low assignment can't be told any more, or can be: it
// began or ceased, or what differs in the lines of which too little is known.
func (j *judge) whyUnassessed(entered bool) []Cause {
	holds, other := &j.before, &j.after
	if entered {
		holds, other = &j.after, &j.before
	}
	if len(other.evidence(other.customer, LowAssigned)) > 0 {
		return j.whyLow()
	}
	d := &difference{LowAssignmentUnassessed.rule(), &j.before, &j.after}
	return d.ofTerms(holds, LowAssigned.rule().missing(holds.frame, holds.customer))
}

// whyLow returns why low assignment began or ceased to hold of a customer: what
// differs in what it has of the core products, and its peers if they moved.
func (j *judge) whyLow() []Cause {
	var causes []Cause
	for product := range coreProducts {
		product := uint16(product)
		if j.before.isLow(product) != j.after.isLow(product) {
			causes = append(causes, j.lowCausesOf(product)...)
		}
	}
	return causes
}

// clockKinds are the kinds of what the clock does by itself.
var clockKinds = []CauseKind{CauseWindow, CauseStarted, CauseEnded, CauseStale}

func (r *reasoner) isLow(product uint16) bool { return len(r.lowLinesOf(r.customer, product)) > 0 }

func (j *judge) lowCausesOf(product uint16) []Cause {
	var causes []Cause
	d := &difference{LowAssigned.rule(), &j.before, &j.after}
	before, after := j.before.pooledLines(product), j.after.pooledLines(product)
	for _, id := range idsOf(before, after) {
		if before[id] != after[id] {
			causes = append(causes, d.ofTerm(id, coreProducts[product])...)
		}
	}
	was, is := j.before.limit(product), j.after.limit(product)
	if was != is && was != usage.Unknown && is != usage.Unknown {
		cause := Cause{Kind: CausePeers, Product: coreProducts[product]}
		cause.Before.Count, cause.After.Count = unpacked(was), unpacked(is)
		causes = append(causes, cause)
	}
	return causes
}

// pooledLines returns what counts towards the share of a product, by id of the
// entitlement.
func (r *reasoner) pooledLines(product uint16) map[string]pool {
	pools := map[string]pool{}
	r.eachActive(r.customer, func(e, line int32, c counts) {
		var own pool
		own.add(r.settled.has(r.entitlements.start[e]), c.total, c.assigned)
		if r.lines.products[line] == product && own.total > 0 {
			pools[r.entitlements.ids[e]] = own
		}
	})
	return pools
}

func idsOf(pools ...map[string]pool) []string {
	var ids []string
	for _, p := range pools {
		for id := range p {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// limit returns what the customer's share is compared with, or unknown if it has
// none.
func (r *reasoner) limit(product uint16) int64 {
	p := r.pool(r.customer, product)
	if p.total == 0 {
		return usage.Unknown
	}
	return int64(r.peersOf(product).limits[r.policy.band(p.total)])
}
