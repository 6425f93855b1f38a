package partnerhub

import (
	"slices"
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// judge finds out why conditions of a customer changed between two views.
type judge struct {
	*comparer
	// before and after are the customer in the views.
	before, after reasoner
	// clock is the customer with the facts of the view before, as they were known
	// then, at the instant of the view after and under the policy before.
	clock reasoner
}

func newJudge(c *comparer) *judge {
	before, after := c.before.moment, c.after.moment
	later := newMoment(before.hub, after.instant, before.policy)
	return &judge{
		comparer: c,
		before:   reasoner{frame: &frame{moment: before}},
		after:    reasoner{frame: &frame{moment: after}},
		clock:    reasoner{frame: &frame{moment: later}},
	}
}

// causes returns why each condition changed that did.
func (j *judge) causes(p *customerPair) []customerCauses {
	elsewhere, missing := j.elsewhere(p)
	if !missing {
		j.move(p)
	}
	var list []customerCauses
	for _, c := range Conditions() {
		switch {
		case p.was.has(c) == p.is.has(c):
		case missing:
			list = append(list, customerCauses{c, false, []Cause{elsewhere}})
		default:
			list = append(list, j.cause(c, p.is.has(c)))
		}
	}
	return list
}

// elsewhere returns why a customer is in one view only, if it is: as far as the
// other view may know.
func (j *judge) elsewhere(p *customerPair) (cause Cause, missing bool) {
	switch nowhere {
	case p.before:
		return Cause{Kind: j.comparer.before.whyNot(j.comparer.after.idOf(p.after))}, true
	case p.after:
		return Cause{Kind: j.comparer.after.whyNot(j.comparer.before.idOf(p.before))}, true
	}
	return Cause{}, false
}

func (s *side) idOf(at position) string { return s.moment.hub.customerID(at) }

// whyNot returns why a customer is not in a view.
func (s *side) whyNot(id string) CauseKind {
	at, exists := s.moment.hub.customerAt(id)
	exists = exists && at.block != ownBlock
	switch {
	case s.visible == nil && !exists:
		return CauseCustomer
	case s.visible == nil || exists && s.moment.hub.rowsOf(s.visible, int(at.block)).Get(int(at.row)):
		return CauseFilter
	}
	return CauseAdministrator
}

// move turns to another customer.
func (j *judge) move(p *customerPair) {
	j.before.turnTo(j.before.hub.blocks[p.before.block], p.before.row)
	j.after.turnTo(j.after.hub.blocks[p.after.block], p.after.row)
	if j.before.hasLaterFacts() {
		j.clock.turnTo(newBlock(j.before.hub.catalog, []*account{j.before.frozen()}), 0)
	} else {
		j.clock.turnTo(j.before.block, p.before.row)
	}
}

func (r *reasoner) turnTo(b *block, customer int32) {
	if r.block != b {
		r.frame.move(b)
	}
	r.customer = customer
}

// hasLaterFacts reports whether anything about the customer is dated after T.
func (r *reasoner) hasLaterFacts() bool {
	c := &r.entitlements
	later := func(code uint32) bool { return code >= r.now && !r.times.Time(code).IsZero() }
	if later(r.customers.signedIn[r.customer]) {
		return true
	}
	from, until := r.customers.of(r.customer)
	for e := from; e < until; e++ {
		if later(c.known[e]) || later(c.provisioned[e]) || later(c.suspendedAt(e)) {
			return true
		}
		for line, end := c.of(e); line < end; line++ {
			if run, log := r.lines.usage.Run(line); run != nil && civilDay(log.Sample(run, run.Places-1)) > r.today {
				return true
			}
		}
	}
	return false
}

// frozen returns a copy of the customer without what is dated after T.
func (r *reasoner) frozen() *account {
	a := r.thaw(r.hub.catalog, r.customer)
	if !r.known(a.LastAdminSignIn) {
		a.LastAdminSignIn = time.Time{}
	}
	a.entitlements = slices.DeleteFunc(a.entitlements, func(e entitlement) bool { return !r.known(e.knownFrom()) })
	for i := range a.entitlements {
		e := &a.entitlements[i]
		if !r.known(e.ProvisionedAt) {
			e.ProvisionedAt = time.Time{}
		}
		if !r.known(e.SuspendedAt) {
			e.SuspendedAt = time.Time{}
		}
		for l := range e.lines {
			e.lines[l].thaw()
			e.lines[l].samples = slices.DeleteFunc(e.lines[l].samples, func(s usage.Sample) bool { return civil.Day(s.Day) > r.today })
		}
	}
	return a
}

// cause returns why a condition began or ceased to hold.
func (j *judge) cause(c Condition, entered bool) customerCauses {
	switch c {
	case LowAssigned:
		return j.lowCauses(c, j.whyLow())
	case LowAssignmentUnassessed:
		return j.lowCauses(c, j.whyUnassessed(entered))
	}
	if held := len(j.clock.evidence(j.clock.customer, c)) > 0; held == entered {
		return customerCauses{c, true, (&difference{c.rule(), &j.before, &j.clock}).causes(entered)}
	}
	causes := (&difference{c.rule(), &j.before, &j.after}).causes(entered)
	if len(causes) == 0 {
		causes = []Cause{{Kind: CausePolicy}}
	}
	return customerCauses{c, false, causes}
}
