package partnerhub

import (
	"slices"
	"time"
)

// difference is what differs in a customer between two reasoners, as far as a
// rule depends on it.
type difference struct {
	by            rule
	before, after *reasoner
}

// causes returns the differences that made the rule begin or cease to hold:
// of each entitlement that makes it hold where it does.
func (d *difference) causes(entered bool) []Cause {
	if d.by == rule(signInRule{}) {
		return d.signIn(entered)
	}
	holds, other := d.before, d.after
	if entered {
		holds, other = d.after, d.before
	}
	if by, obstacles := d.by.obstacles(other); len(obstacles) > 0 {
		if causes := (&difference{by, d.before, d.after}).ofTerms(other, obstacles); len(causes) > 0 {
			return causes
		}
	}
	return d.ofTerms(holds, d.by.evidence(holds.frame, holds.customer))
}

// ofTerms returns the differences of the entitlements in a list of one side.
func (d *difference) ofTerms(of *reasoner, list []evidence) []Cause {
	var causes []Cause
	for _, e := range list {
		id, product := of.entitlements.ids[e.term], Product("")
		if e.line != noRow {
			product = of.productOf(e.line)
		}
		causes = append(causes, d.ofTerm(id, product)...)
	}
	return causes
}

// termPair is an entitlement on both sides, noRow where it is not.
type termPair struct {
	*difference
	was, is int32
	base    Cause
}

// ofTerm returns the differences of an entitlement: of its facts, or if there are
// none, what the clock did.
func (d *difference) ofTerm(id string, product Product) []Cause {
	t := &termPair{d, d.before.termOf(id), d.after.termOf(id), Cause{EntitlementID: id, Product: product}}
	known, knows := d.before.knows(t.was), d.after.knows(t.is)
	switch {
	case !known && !knows:
		return nil
	case !known || knows && d.before.trial(t.was) != d.after.trial(t.is):
		t.base.Trial = d.after.trial(t.is)
		return []Cause{t.of(CauseAdded)}
	case !knows:
		t.base.Trial = d.before.trial(t.was)
		return []Cause{t.of(CauseRemoved)}
	}
	t.base.Trial = d.after.trial(t.is)
	if causes := d.by.facts(t); len(causes) > 0 {
		return causes
	}
	return t.clock()
}

// termOf returns the customer's entitlement of an id, or noRow.
func (r *reasoner) termOf(id string) int32 {
	from, until := r.customers.of(r.customer)
	i, exists := slices.BinarySearch(r.entitlements.ids[from:until], id)
	if !exists {
		return noRow
	}
	return from + int32(i)
}

func (r *reasoner) knows(e int32) bool { return e != noRow && r.exists(e) }

func (t *termPair) of(kind CauseKind) Cause {
	cause := t.base
	cause.Kind = kind
	return cause
}

// signIn returns how the last sign-in differs, or the window that the clock
// crossed.
func (d *difference) signIn(entered bool) []Cause {
	was, is := d.before.signInFact(), d.after.signInFact()
	if was == is {
		return []Cause{{Kind: CauseWindow, Days: Known(int64(inDays(d.before.policy.InactivityDays)))}}
	}
	if is.never {
		return []Cause{{Kind: CauseNeverSignedIn}}
	}
	cause := Cause{Kind: CauseSignIn}
	cause.Before.At, cause.After.At = d.before.local(was.at), d.after.local(is.at)
	if entered { // a sign-in is no reason for inactivity, but that it is the last one
		cause.Days = Known(int64(inDays(d.after.policy.InactivityDays)))
	}
	return []Cause{cause}
}

type signInFact struct {
	at    time.Time
	never bool
}

func (r *reasoner) signInFact() signInFact {
	return signInFact{r.knownInstant(r.customers.signedIn[r.customer]), r.customers.neverSignedIn.Get(int(r.customer))}
}
