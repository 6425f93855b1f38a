package partnerhub

import (
	"slices"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/column"
)

// termRule holds of a customer if it holds of one of its entitlements: by truths
// that it needs and truths that it must lack. They are traits, half-open intervals
// between the entitlement's own instants, and at most one window before its end.
type termRule struct {
	noRule
	need, lack truths
	says       Rule
	at         truths // the instant that a reason has
	near       nearTerm
}

// nearTerm is which entitlement comes nearest to a term rule: of those with some
// truths and without others, the one with the earliest instant, or the latest. The
// zero nearTerm is none.
type nearTerm struct {
	need, lack truths
	by         truths
	latest     bool
}

func (t *termRule) evidence(f *frame, customer int32) []evidence {
	return f.terms(customer, t.need, t.lack)
}

// terms returns the entitlements of a customer that have some truths, and none of
// others.
func (f *frame) terms(customer int32, need, lack truths) []evidence {
	var list []evidence
	from, until := f.customers.of(customer)
	for e := from; e < until; e++ {
		if f.truths(e).meet(need, lack) {
			list = append(list, evidence{e, noRow})
		}
	}
	return list
}

func (t *termRule) spans(f *frame, customer int32) civil.Spans {
	return f.unionOfTerms(customer, t.termSpans)
}

// termSpans are the instants at which it holds of an entitlement.
func (t *termRule) termSpans(f *frame, e int32) civil.Spans {
	const traits = isTrial | isRenewing | isCore
	if !(f.truths(e) & traits).meet(t.need&traits, t.lack&traits) {
		return nil
	}
	spans := civil.Between(civil.Past, civil.Future)
	for i := range instantTruths {
		truth := instantTruths[i].truth
		comes := f.instantOr(instantTruths[i].code(&f.entitlements, e), civil.Future)
		if t.need&truth != 0 {
			spans = spans.And(civil.Between(comes, civil.Future))
		}
		if t.lack&truth != 0 {
			spans = spans.And(civil.Between(civil.Past, comes))
		}
	}
	if days, has := t.window(&f.policy); has {
		spans = spans.And(f.endingSpans(e, days))
	}
	return spans
}

// endingSpans are the instants whose day is at most so many days before the end.
func (f *frame) endingSpans(e int32, days int) civil.Spans {
	if f.entitlements.end[e] == column.Never {
		return nil
	}
	last := f.endDay(e)
	return civil.Instants(last-inDays(days), last, f.policy.Location)
}

func (t *termRule) window(p *Policy) (days int, has bool) { return p.windowOf(t.need) }

func (t *termRule) tell(r *reasoner, reason *Reason, e evidence) {
	reason.Rule = t.says
	if days, has := t.window(&r.policy); has {
		reason.Value, reason.Threshold = Known(r.daysUntilEnd(e.term)), Known(int64(inDays(days)))
	}
	if t.at != 0 {
		reason.At = r.knownTime(r.entitlements.instantOf(t.at, e.term))
	}
}

func (t *termRule) nearest(r *reasoner) *Reason {
	if t.near.by == 0 {
		return nil
	}
	e := r.nearestTerm(&t.near)
	if e == noRow {
		return nil
	}
	reason := r.compared(t, evidence{e, noRow})
	if t.near.by == isStarted {
		reason.Value = Known(-r.daysSinceAdded(e))
	}
	return &reason
}

// nearestTerm returns the entitlement of the customer that comes nearest, the first by
// id of several, or noRow.
func (r *reasoner) nearestTerm(near *nearTerm) int32 {
	nearest, best := noRow, column.Never
	for _, e := range r.terms(r.customer, near.need, near.lack) {
		code := r.entitlements.instantOf(near.by, e.term)
		if code == column.Never {
			continue
		}
		if nearest == noRow || code != best && code < best != near.latest {
			nearest, best = e.term, code
		}
	}
	return nearest
}

// facts compares what the rule is about.
func (t *termRule) facts(p *termPair) []Cause {
	var causes []Cause
	on := t.need | t.lack
	add := func(truths truths, differ func() []Cause) {
		if on&truths != 0 {
			causes = append(causes, differ()...)
		}
	}
	add(isCore, p.coreLines)
	add(isStarted|isEnded, p.term)
	add(isRenewing, p.renewal)
	add(isSuspended, func() []Cause { return p.instant(CauseSuspension, isSuspended) })
	add(isProvisioned, func() []Cause { return p.instant(CauseProvisioning, isProvisioned) })
	return causes
}

// endedRule holds of a customer if an entitlement has ended, and no other is alive:
// active or pending.
type endedRule struct{ noRule }

func (endedRule) evidence(f *frame, customer int32) []evidence {
	if len(f.terms(customer, isKnown, isEnded)) > 0 {
		return nil
	}
	return f.terms(customer, isKnown|isEnded, 0)
}

func (endedRule) spans(f *frame, customer int32) civil.Spans {
	ended, alive := &termRule{need: isKnown | isEnded}, &termRule{need: isKnown, lack: isEnded}
	return ended.spans(f, customer).And(alive.spans(f, customer).Not())
}

func (endedRule) tell(_ *reasoner, reason *Reason, _ evidence) { reason.Rule = RuleEnded }

// nearest is the entitlement that keeps the customer from being expired the longest.
func (ended endedRule) nearest(r *reasoner) *Reason {
	alive := r.terms(r.customer, isKnown, isEnded)
	if len(alive) == 0 {
		return nil
	}
	open := slices.IndexFunc(alive, func(e evidence) bool { return r.isOpenEnded(e.term) })
	if open >= 0 {
		reason := r.compared(ended, alive[open])
		return &reason
	}
	e := r.nearestTerm(&nearTerm{need: isKnown, lack: isEnded, by: isEnded, latest: true})
	reason := r.compared(ended, evidence{e, noRow})
	reason.Value = Known(r.daysUntilEnd(e))
	return &reason
}

func (endedRule) facts(t *termPair) []Cause { return t.term() }

// obstacles are what is still alive.
func (e endedRule) obstacles(r *reasoner) (by rule, list []evidence) {
	return e, r.terms(r.customer, isKnown, isEnded)
}
