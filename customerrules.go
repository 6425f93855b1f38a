package partnerhub

import "github.com/partnerhub/partnerhub/internal/civil"

// theCustomer is the evidence that is a fact of the customer itself.
var theCustomer = []evidence{{noRow, noRow}}

// listedRule holds of every customer of a view.
type listedRule struct{ noRule }

func (listedRule) evidence(*frame, int32) []evidence { return theCustomer }

func (listedRule) spans(*frame, int32) civil.Spans {
	return civil.Between(civil.Past, civil.Future)
}

func (listedRule) tell(_ *reasoner, reason *Reason, _ evidence) { reason.Rule = RuleListed }

// signInRule holds of a customer whose administrators have not signed in for too
// long, or never.
type signInRule struct{ noRule }

func (signInRule) evidence(f *frame, customer int32) []evidence {
	if f.inactivity(customer) == 0 {
		return nil
	}
	return theCustomer
}

func (signInRule) missing(f *frame, customer int32) []evidence {
	if f.customers.signedIn[customer] < f.now {
		return nil
	}
	return theCustomer
}

func (signInRule) spans(f *frame, customer int32) civil.Spans {
	if f.customers.neverSignedIn.Get(int(customer)) {
		return civil.Between(civil.Past, civil.Future)
	}
	signedIn := f.instantOr(f.customers.signedIn[customer], civil.Future)
	if signedIn.Equal(civil.Future) {
		return nil
	}
	recent := civil.Spans(civil.Instants(civil.Earliest, f.day(signedIn)+inDays(f.policy.InactivityDays), f.policy.Location))
	return civil.Between(signedIn, civil.Future).And(recent.Not())
}

func (signInRule) missingSpans(f *frame, customer int32) civil.Spans {
	return civil.Between(civil.Past, f.instantOr(f.customers.signedIn[customer], civil.Future))
}

func (signInRule) tell(r *reasoner, reason *Reason, _ evidence) { r.signIn(reason) }

func (signInRule) nearest(r *reasoner) *Reason {
	if r.customers.signedIn[r.customer] >= r.now {
		return nil
	}
	var reason Reason
	r.signIn(&reason)
	return &reason
}

func (signInRule) window(p *Policy) (days int, has bool) { return p.InactivityDays, true }
