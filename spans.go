package partnerhub

import (
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/column"
)

// spans returns the instants at which a condition holds of a customer, by the
// facts of the hub and the policy of the moment, whatever the moment's instant:
// what evaluating the hub at each of them says. It can't tell those about low
// assignment, which depend on all customers.
func (f *frame) spans(customer int32, c Condition) civil.Spans {
	switch c {
	case ManagedCustomer:
		return civil.Between(civil.Past, civil.Future)
	case StatusNoRecentActivity.Condition():
		return f.inactiveSpans(customer)
	case StatusExpired.Condition():
		ended := f.unionOfTerms(customer, (*frame).endedSpans)
		return ended.And(f.unionOfTerms(customer, (*frame).aliveSpans).Not())
	case StatusLicenseOverage.Condition():
		return f.unionOfTerms(customer, func(f *frame, e int32) civil.Spans { return f.overSpans(e, false) })
	case OverLimit:
		return f.unionOfTerms(customer, func(f *frame, e int32) civil.Spans { return f.overSpans(e, true) })
	case OverLimitUnassessed:
		return f.unknownSpans(customer, OverLimit)
	}
	return f.unionOfTerms(customer, func(f *frame, e int32) civil.Spans { return f.termSpans(e, c) })
}

// unknownSpans returns the instants at which it is not known whether a condition
// holds, other than low assignment.
func (f *frame) unknownSpans(customer int32, c Condition) civil.Spans {
	return f.missingSpans(customer, c).And(f.spans(customer, c).Not())
}

// missingSpans returns the instants at which something is missing to tell a
// condition: missing over time.
func (f *frame) missingSpans(customer int32, c Condition) civil.Spans {
	switch {
	case c == StatusNoRecentActivity.Condition():
		return civil.Between(civil.Past, f.instantOr(f.customers.signedIn[customer], civil.Future))
	case c.takesAssigned():
		return f.unionOfTerms(customer, func(f *frame, e int32) civil.Spans { return f.missingTermSpans(e, c == OverLimit) })
	}
	return nil
}

// missingTermSpans are the instants at which an entitlement is active and it is
// unknown what is assigned of a line: of any product, or of a core product.
func (f *frame) missingTermSpans(e int32, coreOnly bool) civil.Spans {
	var missing []civil.Span
	line, until := f.entitlements.of(e)
	for ; line < until; line++ {
		if !coreOnly || isCore(f.productOf(line)) {
			known := f.sampleDays(line, func(s sample) bool { return s.assigned != unknown })
			missing = append(missing, civil.Union(known).Not()...)
		}
	}
	return f.activeSpans(e).And(civil.Union(missing))
}

// unionOfTerms returns the instants at which something holds of any entitlement
// of a customer.
func (f *frame) unionOfTerms(customer int32, spans func(f *frame, e int32) civil.Spans) civil.Spans {
	var all []civil.Span
	from, until := f.customers.of(customer)
	for e := from; e < until; e++ {
		all = append(all, spans(f, e)...)
	}
	return civil.Union(all)
}

// termSpans are the instants at which the rule of a condition holds of an
// entitlement: termRules over time.
func (f *frame) termSpans(e int32, c Condition) civil.Spans {
	trial, renews, core := f.trial(e), f.renews(e), f.core(e)
	switch {
	case c == StatusTrial.Condition() && trial, c == StatusSubscription.Condition() && !trial:
		return f.activeSpans(e)
	case c == StatusExpiringSoon.Condition() && !renews:
		return f.endingSpans(e, f.policy.ExpiringSoonDays)
	case c == StatusOrderSetupReady.Condition() && !trial:
		return f.aliveSpans(e).And(civil.Between(civil.Past, f.instantOr(f.entitlements.provisioned[e], civil.Future)))
	case c == StatusSuspended.Condition() && !trial:
		return f.activeSpans(e).And(civil.Between(f.instantOr(f.entitlements.suspendedAt(e), civil.Future), civil.Future))
	case c == TotalCustomer && core:
		return civil.Between(f.times.Time(f.entitlements.known[e]), civil.Future)
	case c == NearingExpiration && core && !renews:
		return f.endingSpans(e, f.policy.ExpirationDays)
	case c == NearingRenewal && core && renews:
		return f.endingSpans(e, f.policy.RenewalDays)
	}
	return nil
}

// instantOr returns the instant of a code, or another one for what is not given.
func (f *frame) instantOr(code uint32, never time.Time) time.Time {
	if code == column.Never {
		return never
	}
	return f.times.Time(code)
}

func (f *frame) endOf(e int32) time.Time { return f.instantOr(f.entitlements.end[e], civil.Future) }

func (f *frame) activeSpans(e int32) civil.Spans {
	return civil.Between(f.times.Time(f.entitlements.start[e]), f.endOf(e))
}

func (f *frame) aliveSpans(e int32) civil.Spans {
	return civil.Between(f.times.Time(f.entitlements.known[e]), f.endOf(e))
}

func (f *frame) endedSpans(e int32) civil.Spans {
	ended := civil.Between(f.endOf(e), civil.Future)
	return ended.And(civil.Between(f.times.Time(f.entitlements.known[e]), civil.Future))
}

// endingSpans are the instants at which an entitlement is active and ends within
// so many days.
func (f *frame) endingSpans(e int32, days int) civil.Spans {
	if f.entitlements.end[e] == column.Never {
		return nil
	}
	last := f.endDay(e)
	return f.activeSpans(e).And(civil.Instants(last-inDays(days), last, f.policy.Location))
}

func (f *frame) inactiveSpans(customer int32) civil.Spans {
	if f.customers.neverSignedIn.Get(int(customer)) {
		return civil.Between(civil.Past, civil.Future)
	}
	code := f.customers.signedIn[customer]
	if code == column.Never {
		return nil
	}
	signedIn := f.times.Time(code)
	recent := civil.Spans(civil.Instants(civil.Earliest, f.day(signedIn)+inDays(f.policy.InactivityDays), f.policy.Location))
	return civil.Between(signedIn, civil.Future).And(recent.Not())
}

// overSpans are the instants at which an entitlement is active and has an overage:
// of any product, or of a core product.
func (f *frame) overSpans(e int32, coreOnly bool) civil.Spans {
	var over []civil.Span
	line, until := f.entitlements.of(e)
	for ; line < until; line++ {
		if !coreOnly || isCore(f.productOf(line)) {
			over = append(over, f.overDays(line)...)
		}
	}
	return f.activeSpans(e).And(civil.Union(over))
}

// overDays are the instants at which a line's current sample has more assigned
// than the line has.
func (f *frame) overDays(line int32) []civil.Span {
	total := f.lines.totals.At(int(line))
	return f.sampleDays(line, func(s sample) bool { return s.assigned > total })
}

// sampleDays are the instants at which something is true of a line's current
// sample. A sample is current from its day on, until the day of the next one or
// until it is no longer fresh.
func (f *frame) sampleDays(line int32, is func(sample) bool) []civil.Span {
	var spans []civil.Span
	samples := f.lines.usage.samples(line)
	for i, s := range samples {
		if !is(s) {
			continue
		}
		day := civil.Day(s.day)
		last := day + f.freshness - 1
		if i+1 < len(samples) {
			last = min(last, civil.Day(samples[i+1].day)-1)
		}
		spans = append(spans, civil.Instants(day, last, f.policy.Location)...)
	}
	return spans
}
