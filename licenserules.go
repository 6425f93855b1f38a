package partnerhub

import (
	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/exact"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// overRule holds of a customer if a line of an active entitlement has more assigned
// than it has: of any product, or of a core product.
type overRule struct {
	noRule
	core bool
}

func (o *overRule) concerns(f *frame, line int32) bool { return !o.core || isCoreLine(f, line) }

func (o *overRule) evidence(f *frame, customer int32) []evidence {
	return f.activeLines(customer, func(_, line int32, c counts) bool { return c.overage() > 0 && o.concerns(f, line) })
}

func (o *overRule) missing(f *frame, customer int32) []evidence {
	return f.activeLines(customer, func(_, line int32, c counts) bool { return c.assigned == usage.Unknown && o.concerns(f, line) })
}

func (o *overRule) spans(f *frame, customer int32) civil.Spans {
	return o.lineSpans(f, customer, f.overDays)
}

func (o *overRule) missingSpans(f *frame, customer int32) civil.Spans {
	return o.lineSpans(f, customer, f.missingDays)
}

// lineSpans are the instants at which an entitlement is active and something is true of
// one of its lines.
func (o *overRule) lineSpans(f *frame, customer int32, days func(line int32) []civil.Span) civil.Spans {
	return f.unionOfTerms(customer, func(f *frame, e int32) civil.Spans {
		var spans []civil.Span
		for line, until := f.entitlements.of(e); line < until; line++ {
			if o.concerns(f, line) {
				spans = append(spans, days(line)...)
			}
		}
		return f.activeSpans(e).And(civil.Union(spans))
	})
}

func (o *overRule) tell(r *reasoner, reason *Reason, e evidence) {
	c := r.counts(e.line)
	reason.Rule, reason.Value, reason.Threshold = RuleAssigned, unpacked(c.assigned), Known(c.total)
}

// nearest is the line that has the fewest licenses left.
func (o *overRule) nearest(r *reasoner) *Reason {
	var nearest *evidence
	var least int64
	r.eachActive(r.customer, func(e, line int32, c counts) {
		free, known := c.available().Value()
		if known && o.concerns(r.frame, line) && (nearest == nil || free < least) {
			nearest, least = &evidence{e, line}, free
		}
	})
	if nearest == nil {
		return nil
	}
	reason := r.compared(o, *nearest)
	return &reason
}

func (o *overRule) facts(t *termPair) []Cause {
	return append(t.term(), t.licenses(t.base.Product)...)
}

// lowRule holds of a customer whose share of a core product is low among its peers;
// see peers.go.
type lowRule struct{ noRule }

func (lowRule) evidence(f *frame, customer int32) []evidence {
	var list []evidence
	for product := range coreProducts {
		list = append(list, f.lowLinesOf(customer, uint16(product))...)
	}
	return list
}

// missing are the lines that lack in a share.
func (lowRule) missing(f *frame, customer int32) []evidence {
	return f.activeLines(customer, func(e, line int32, c counts) bool {
		return c.assigned == usage.Unknown && c.total > 0 && isCoreLine(f, line) && f.settled.has(f.entitlements.start[e])
	})
}

func (lowRule) tell(r *reasoner, reason *Reason, e evidence) {
	r.share(reason, r.lines.products[e.line])
}

// nearest is the share of the core product that is the least above its threshold.
func (lowRule) nearest(r *reasoner) *Reason {
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

func (lowRule) facts(t *termPair) []Cause { return append(t.term(), t.licenses(t.base.Product)...) }

func (lowRule) window(p *Policy) (days int, has bool) { return p.GraceDays, true }

// unassessedRule holds of a customer of whom another rule does not, as far as is
// known, while something is missing to tell.
type unassessedRule struct {
	noRule
	of rule
	// takesLicenses: a line without licenses makes no difference.
	takesLicenses bool
}

func (u *unassessedRule) evidence(f *frame, customer int32) []evidence {
	if len(u.of.evidence(f, customer)) > 0 {
		return nil
	}
	return u.of.missing(f, customer)
}

func (u *unassessedRule) spans(f *frame, customer int32) civil.Spans {
	return unknownSpans(f, customer, u.of)
}

// unknownSpans returns the instants at which it is not known whether a rule holds.
func unknownSpans(f *frame, customer int32, of rule) civil.Spans {
	return of.missingSpans(f, customer).And(of.spans(f, customer).Not())
}

func (u *unassessedRule) tell(r *reasoner, reason *Reason, e evidence) {
	r.assignedUnknown(reason, e.line)
}

func (u *unassessedRule) facts(t *termPair) []Cause {
	return append(t.term(), t.knowledge(t.base.Product, u.takesLicenses)...)
}

// obstacles are that the other rule is known to hold.
func (u *unassessedRule) obstacles(r *reasoner) (by rule, list []evidence) {
	return u.of, u.of.evidence(r.frame, r.customer)
}

func (u *unassessedRule) window(p *Policy) (days int, has bool) { return u.of.window(p) }

// isCoreLine reports whether a line is of a core product.
func isCoreLine(f *frame, line int32) bool { return int(f.lines.products[line]) < len(coreProducts) }

// activeLines returns the lines of a customer's active entitlements of which
// something is true.
func (f *frame) activeLines(customer int32, is func(e, line int32, c counts) bool) []evidence {
	var list []evidence
	f.eachActive(customer, func(e, line int32, c counts) {
		if is(e, line, c) {
			list = append(list, evidence{e, line})
		}
	})
	return list
}
