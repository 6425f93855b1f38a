package partnerhub

import "github.com/partnerhub/partnerhub/internal/exact"

// nearest returns what comes nearest to making a condition hold that does not,
// or nil if nothing that is known could. docs/insight.md lists what that is for
// each condition.
func (r *reasoner) nearest(c Condition) *Reason {
	switch status, _ := c.Status(); status {
	case StatusSubscription:
		return r.nearestStart()
	case StatusLicenseOverage:
		return r.nearestOverage(c)
	case StatusNoRecentActivity:
		return r.nearestInactivity()
	case StatusExpired:
		return r.nearestExpiry()
	case StatusOrderSetupReady:
		return r.first(c, func(f *frame, e int32) bool { return f.alive(e) && !f.trial(e) }, latestOf(r.entitlements.provisioned))
	case StatusExpiringSoon:
		return r.first(c, (*frame).willExpire, earliestOf(r.entitlements.end))
	}
	switch c {
	case NearingExpiration:
		return r.first(c, func(f *frame, e int32) bool { return f.willExpire(e) && f.core(e) }, earliestOf(r.entitlements.end))
	case NearingRenewal:
		return r.first(c, (*frame).willRenew, earliestOf(r.entitlements.end))
	case OverLimit:
		return r.nearestOverage(c)
	case LowAssigned:
		return r.nearestShare()
	}
	return nil
}

func (f *frame) willExpire(e int32) bool { return f.expires(e) && !f.isOpenEnded(e) }

func (f *frame) willRenew(e int32) bool {
	return f.active(e) && f.renews(e) && f.core(e) && !f.isOpenEnded(e)
}

// earliestOf and latestOf are orders of entitlements by a column of instants.
func earliestOf(codes []uint32) func(a, b int32) bool {
	return func(a, b int32) bool { return codes[a] < codes[b] }
}

func latestOf(codes []uint32) func(a, b int32) bool {
	return func(a, b int32) bool { return codes[a] > codes[b] }
}

// firstTerm returns the first of the customer's entitlements of which something
// holds, by an order and then by id, or noRow.
func (r *reasoner) firstTerm(holds func(f *frame, e int32) bool, before func(a, b int32) bool) int32 {
	first := noRow
	for _, e := range r.terms(r.customer, holds) {
		if first == noRow || before(e.term, first) {
			first = e.term
		}
	}
	return first
}

// first returns what a condition compares of the first such entitlement, or nil.
func (r *reasoner) first(c Condition, holds func(f *frame, e int32) bool, before func(a, b int32) bool) *Reason {
	e := r.firstTerm(holds, before)
	if e == noRow {
		return nil
	}
	reason := r.compared(c, evidence{e, noRow})
	return &reason
}

// nearestStart is the subscription that starts next.
func (r *reasoner) nearestStart() *Reason {
	e := r.firstTerm((*frame).pending, earliestOf(r.entitlements.start))
	if e == noRow {
		return nil
	}
	reason := r.compared(StatusSubscription.Condition(), evidence{e, noRow})
	reason.Value = Known(-r.daysSinceAdded(e))
	return &reason
}

// nearestExpiry is the entitlement that keeps the customer from being expired the
// longest.
func (r *reasoner) nearestExpiry() *Reason {
	e := r.firstTerm((*frame).alive, latestOf(r.entitlements.end))
	if e == noRow {
		return nil
	}
	reason := r.compared(StatusExpired.Condition(), evidence{e, noRow})
	if !r.isOpenEnded(e) {
		reason.Value = Known(r.daysUntilEnd(e))
	}
	return &reason
}

// nearestOverage is the line that has the fewest licenses left.
func (r *reasoner) nearestOverage(c Condition) *Reason {
	var nearest *evidence
	var least int64
	r.eachActive(r.customer, func(e, line int32, counts counts) {
		free, known := counts.available().Value()
		if known && (c != OverLimit || isCore(r.productOf(line))) && (nearest == nil || free < least) {
			nearest, least = &evidence{e, line}, free
		}
	})
	if nearest == nil {
		return nil
	}
	reason := r.compared(c, *nearest)
	return &reason
}

func (r *reasoner) nearestInactivity() *Reason {
	if r.customers.signedIn[r.customer] >= r.now {
		return nil
	}
	var reason Reason
	r.signIn(&reason)
	return &reason
}

// nearestShare is the share of the core product that is the least above its
// threshold.
func (r *reasoner) nearestShare() *Reason {
	var nearest *Reason
	for product := range coreProducts {
		if r.pool(r.customer, uint16(product)).total == 0 {
			continue
		}
		var reason Reason
		if r.share(&reason, uint16(product)); nearest == nil || above(&reason) < above(nearest) {
			nearest = &reason
		}
	}
	return nearest
}

// above returns by how much the value of a reason is above its threshold.
func above(r *Reason) int64 { return r.Value.n - min(r.Threshold.n, exact.Whole) }
