package partnerhub

import (
	"time"

	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// term returns how the term differs.
func (t *termPair) term() []Cause {
	var causes []Cause
	if was, is := t.before.startTime(t.was), t.after.startTime(t.is); !was.Equal(is) {
		causes = append(causes, t.dated(CauseMoved, was, is))
	}
	was, is := t.before.endTime(t.was), t.after.endTime(t.is)
	switch {
	case was.Equal(is):
	case is.IsZero() || !was.IsZero() && was.Before(is):
		causes = append(causes, t.dated(CauseRenewed, was, is))
	default:
		causes = append(causes, t.dated(CauseShortened, was, is))
	}
	return causes
}

func (f *frame) startTime(e int32) time.Time { return f.times.Time(f.entitlements.start[e]) }
func (f *frame) endTime(e int32) time.Time   { return f.times.Time(f.entitlements.end[e]) }

// dated returns a cause with two instants.
func (t *termPair) dated(kind CauseKind, was, is time.Time) Cause {
	cause := t.of(kind)
	cause.Before.At, cause.After.At = t.before.local(was), t.after.local(is)
	return cause
}

func (t *termPair) renewal() []Cause {
	was, is := t.before.entitlements.renewal(t.was), t.after.entitlements.renewal(t.is)
	if (was == RenewalAuto) == (is == RenewalAuto) {
		return nil
	}
	cause := t.of(CauseRenewal)
	cause.Before.Renewal, cause.After.Renewal = was, is
	return []Cause{cause}
}

// instant returns how an instant differs that is known from then on.
func (t *termPair) instant(kind CauseKind, truth truths) []Cause {
	was := t.before.knownInstant(t.before.entitlements.instantOf(truth, t.was))
	is := t.after.knownInstant(t.after.entitlements.instantOf(truth, t.is))
	if was.Equal(is) {
		return nil
	}
	return []Cause{t.dated(kind, was, is)}
}

// knownInstant is the instant of a code, or zero for what is dated after T.
func (f *frame) knownInstant(code uint32) time.Time {
	if code == column.Never || code >= f.now {
		return time.Time{}
	}
	return f.times.Time(code)
}

// coreLines returns how the lines of core products differ, if only one side has any.
func (t *termPair) coreLines() []Cause {
	var causes []Cause
	if t.before.core(t.was) == t.after.core(t.is) {
		return nil
	}
	for _, product := range coreProducts {
		causes = append(causes, t.quantity(product)...)
	}
	return causes
}

// lineCounts returns the licenses of a product in an entitlement, and what is
// assigned of them; unknown where it has no line of it.
func (r *reasoner) lineCounts(e int32, product Product) (total, assigned int64) {
	number, exists := r.hub.catalog.number(product)
	if !exists {
		return usage.Unknown, usage.Unknown
	}
	line, exists := r.find(e, number)
	if !exists {
		return usage.Unknown, usage.Unknown
	}
	c := r.sums(line)
	return c.total, c.assigned
}

func (t *termPair) quantity(product Product) []Cause {
	was, _ := t.before.lineCounts(t.was, product)
	is, _ := t.after.lineCounts(t.is, product)
	if was == is {
		return nil
	}
	return []Cause{t.counted(CauseQuantity, product, was, is)}
}

func (t *termPair) counted(kind CauseKind, product Product, was, is int64) Cause {
	cause := t.of(kind)
	cause.Product, cause.Before.Count, cause.After.Count = product, unpacked(was), unpacked(is)
	return cause
}

// licenses returns how the licenses of a product and what is assigned of them
// differ as facts: a sample that is only no longer fresh is none.
func (t *termPair) licenses(product Product) []Cause {
	causes := t.quantity(product)
	_, was := t.before.lineCounts(t.was, product)
	_, is := t.after.lineCounts(t.is, product)
	if was != is && !t.isStale(product) {
		causes = append(causes, t.counted(CauseAssigned, product, was, is))
	}
	return causes
}

// knowledge returns what differs in what is known of a product: whether there is a
// line of it, with licenses as far as low assignment is concerned, and whether it
// is known what is assigned.
func (t *termPair) knowledge(product Product, takesLicenses bool) []Cause {
	wasTotal, was := t.before.lineCounts(t.was, product)
	isTotal, is := t.after.lineCounts(t.is, product)
	counts := func(total int64) bool { return total > 0 || total == 0 && !takesLicenses }
	switch {
	case counts(wasTotal) != counts(isTotal):
		return t.quantity(product)
	case (was == usage.Unknown) != (is == usage.Unknown) && !t.isStale(product):
		return []Cause{t.counted(CauseAssigned, product, was, is)}
	}
	return nil
}

// isStale reports whether the current sample of one side is there on the other
// one too, but not fresh, and the latest.
func (t *termPair) isStale(product Product) bool {
	was, wasFresh := t.before.latestSample(t.was, product)
	is, isFresh := t.after.latestSample(t.is, product)
	return wasFresh != isFresh && was == is
}

// latestSample returns the day and the assigned of the latest sample of a line up
// to T, and whether it is fresh.
func (r *reasoner) latestSample(e int32, product Product) (latest usage.Sample, fresh bool) {
	number, exists := r.hub.catalog.number(product)
	if !exists {
		return usage.Sample{}, false
	}
	line, exists := r.find(e, number)
	if !exists {
		return usage.Sample{}, false
	}
	run, log := r.lines.usage.Run(line)
	if run == nil {
		return usage.Sample{}, false
	}
	place := log.UpTo(run, r.today)
	if place == usage.NoSample {
		return usage.Sample{}, false
	}
	s := log.Sample(run, place)
	return usage.Sample{Day: s.Day, Assigned: s.Assigned}, civilDay(s) > r.today-r.freshness
}

// clock returns what the clock did to the entitlement: its term began or ended,
// its sample is no longer fresh, or it crossed the boundary of the condition's
// window.
func (t *termPair) clock() []Cause {
	x, y := t.before, t.after
	switch {
	case x.ended(t.was) != y.ended(t.is):
		cause := t.of(CauseEnded)
		cause.After.At = y.time(y.entitlements.end[t.is])
		return []Cause{cause}
	case x.pending(t.was) != y.pending(t.is):
		cause := t.of(CauseStarted)
		cause.After.At = y.time(y.entitlements.start[t.is])
		return []Cause{cause}
	}
	if t.base.Product != "" && t.isStale(t.base.Product) {
		_, was := x.lineCounts(t.was, t.base.Product)
		_, is := y.lineCounts(t.is, t.base.Product)
		return []Cause{t.counted(CauseStale, t.base.Product, was, is)}
	}
	if days, has := t.by.window(&x.policy); has {
		cause := t.of(CauseWindow)
		cause.Days = Known(int64(inDays(days)))
		return []Cause{cause}
	}
	return nil
}
