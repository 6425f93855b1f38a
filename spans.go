package partnerhub

import (
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// spans returns the instants at which a condition holds of a customer, by the
// facts of the hub and the policy of the moment, whatever the moment's instant:
// what evaluating the hub at each of them says. It can't tell those about low
// assignment, which depend on all customers.
func (f *frame) spans(customer int32, c Condition) civil.Spans { return c.rule().spans(f, customer) }

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

// overDays are the instants at which a line's current sample has more assigned
// than the line has.
func (f *frame) overDays(line int32) []civil.Span {
	total := f.lines.totals.At(int(line))
	return f.sampleDays(line, func(s usage.Sample) bool { return s.Assigned > total })
}

// missingDays are the instants at which it is unknown what is assigned of a line.
func (f *frame) missingDays(line int32) []civil.Span {
	return civil.Union(f.sampleDays(line, func(s usage.Sample) bool { return s.Assigned != usage.Unknown })).Not()
}

// sampleDays are the instants at which something is true of a line's current
// sample. A sample is current from its day on, until the day of the next one or
// until it is no longer fresh.
func (f *frame) sampleDays(line int32, is func(usage.Sample) bool) []civil.Span {
	var spans []civil.Span
	samples := f.lines.usage.Samples(line)
	for i, s := range samples {
		if !is(s) {
			continue
		}
		day := civil.Day(s.Day)
		last := day + f.freshness - 1
		if i+1 < len(samples) {
			last = min(last, civil.Day(samples[i+1].Day)-1)
		}
		spans = append(spans, civil.Instants(day, last, f.policy.Location)...)
	}
	return spans
}
