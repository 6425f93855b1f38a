package partnerhub

import (
	"iter"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
)

// Explanation says of each condition whether it holds of a customer, and why.
type Explanation struct {
	AsOf       time.Time `json:"asOf"`
	CustomerID string    `json:"customerId"`
	Customer   string    `json:"customer"`
	Headline   Status    `json:"headline"`
	// Conditions are the eight statuses in the policy's HeadlineOrder, then the
	// numbers of the overview in its order.
	Conditions []ConditionExplanation `json:"conditions"`
}

// Of returns what is said of a condition; of an invalid one, the zero
// ConditionExplanation.
func (e Explanation) Of(c Condition) ConditionExplanation {
	i := slices.IndexFunc(e.Conditions, func(x ConditionExplanation) bool { return x.Condition == c })
	if i < 0 {
		return ConditionExplanation{}
	}
	return e.Conditions[i]
}

// ConditionExplanation says whether a condition holds of a customer, and why.
type ConditionExplanation struct {
	Condition Condition `json:"condition"`
	Verdict   Verdict   `json:"verdict"`
	// Since is when the verdict became so, and Until when it will be no longer, if
	// no fact changes: it is the same at every instant from Since on and before
	// Until, as the hub tells it. A zero Since is always before, a zero Until for
	// good, as far as the years 1 to 9999 go.
	// Both are zero for LowAssigned and LowAssignmentUnassessed, which depend on
	// all customers; see [View.NextChange].
	Since time.Time `json:"since,omitzero"`
	Until time.Time `json:"until,omitzero"`
	// Reasons are all facts that make it hold, by entitlement and product; none
	// if it does not. Not nil.
	Reasons []Reason `json:"reasons"`
	// Missing is all that is missing to tell, by entitlement and product, if it is
	// not known whether it holds. Not nil.
	Missing []Reason `json:"missing"`
	// Nearest is what comes nearest to making it hold, if it does not as far as
	// is known; nil if nothing that is known could.
	Nearest *Reason `json:"nearest"`
}

// Holds reports whether the condition holds, for sure.
func (c ConditionExplanation) Holds() bool { return c.Verdict == VerdictHolds }

// Explain says of each status and of each number of the overview whether it holds
// of a customer, does not or whether that is not known, and why. It fails as
// [View.Customer] does. docs/insight.md lists what counts as a reason, as missing
// and as nearest.
func (v View) Explain(customerID string) (Explanation, error) {
	at, err := v.find(customerID)
	if err != nil {
		return Explanation{}, err
	}
	m := v.at()
	r := reasoner{m.on(m.hub.blocks[at.block]), at.row}
	set := m.evaluation().conditionsOf(int(at.block), at.row)
	list := m.customerStatus(r.block, at.row, set.statuses())
	explanation := Explanation{AsOf: m.asOf(), CustomerID: list.ID, Customer: list.Name, Headline: list.Headline}
	for _, c := range m.policy.conditions() {
		explanation.Conditions = append(explanation.Conditions, r.explain(c, set.has(c)))
	}
	return explanation, nil
}

// conditions returns all conditions in the order in which they are explained.
func (p *Policy) conditions() []Condition {
	list := make([]Condition, 0, conditionCount)
	for _, status := range p.HeadlineOrder {
		list = append(list, status.Condition())
	}
	return append(list, Conditions()[statusCount:]...)
}

// statuses returns those of the conditions that are statuses.
func (s conditions) statuses() StatusSet {
	return StatusSet{uint16(s & (1<<(statusCount+1) - 1))}
}

func (r *reasoner) explain(c Condition, holds bool) ConditionExplanation {
	verdict, missing := r.verdict(r.customer, c, holds)
	explanation := ConditionExplanation{Condition: c, Verdict: verdict, Reasons: r.reasons(c), Missing: []Reason{}}
	for _, e := range missing {
		explanation.Missing = append(explanation.Missing, r.gap(e))
	}
	if !holds {
		explanation.Nearest = c.rule().nearest(r)
	}
	if !c.takesPeers() {
		span, _ := r.verdictSpans(c, verdict).Around(r.instant)
		explanation.Since, explanation.Until = r.bound(span.From), r.bound(span.Until)
	}
	return explanation
}

// takesPeers reports whether a condition depends on all customers.
func (c Condition) takesPeers() bool { return c == LowAssigned || c == LowAssignmentUnassessed }

// verdictSpans returns instants among which are those with a verdict, with none of
// another verdict next to them; or, of what does not hold, the instants without it.
func (r *reasoner) verdictSpans(c Condition, verdict Verdict) civil.Spans {
	switch verdict {
	case VerdictNotKnown:
		return unknownSpans(r.frame, r.customer, c.rule())
	case VerdictDoesNotHold:
		return civil.Union(slices.Concat(r.spans(r.customer, c), c.rule().missingSpans(r.frame, r.customer)))
	}
	return r.spans(r.customer, c)
}

// bound returns an end of a span as it is shown; zero for one that is none, or that
// is outside of the years 1 to 9999, which are all that there is.
func (m *moment) bound(t time.Time) time.Time {
	if year := t.UTC().Year(); year < 1 || year > 9999 {
		return time.Time{}
	}
	return m.local(t)
}

// Finding is a reason why a condition holds of a customer: something to look
// after. Its ID is made of the condition, the customer, the entitlement, its
// effective end and the product, as far as there are; for the lack of activity
// of the last sign-in. It stays the same from day to day, on all machines, while
// the finding is the same, and is another one when a term was renewed: a host
// can snooze it, or tell what is new. It is a text to compare, not to take apart.
type Finding struct {
	ID         string    `json:"id"`
	Condition  Condition `json:"condition"`
	CustomerID string    `json:"customerId"`
	Customer   string    `json:"customer"`
	Reason     Reason    `json:"reason"`
}

// calm are the conditions that call for nobody's attention.
var calm = StatusTrial.Condition().bit() | StatusSubscription.Condition().bit() | ManagedCustomer.bit() | TotalCustomer.bit()

// Findings iterates over the findings of some conditions; of none given, of all
// that call for attention: all but trial, subscription, managedCustomers and
// totalCustomers. They come by customer name and id, then in the order of
// [Conditions], then by entitlement and product.
func (v View) Findings(of ...Condition) iter.Seq[Finding] {
	wanted := conditions(0)
	for _, c := range of {
		wanted |= c.bit()
	}
	if len(of) == 0 {
		wanted = ^calm
	}
	return func(yield func(Finding) bool) {
		m := v.at()
		known := m.evaluation()
		for i, b := range m.hub.blocks {
			r := reasoner{frame: m.on(b)}
			for row := range v.rows(i).Rows() {
				r.customer = int32(row)
				if !r.yieldFindings(known.conditionsOf(i, r.customer)&wanted, yield) {
					return
				}
			}
		}
	}
}

func (r *reasoner) yieldFindings(wanted conditions, yield func(Finding) bool) bool {
	for _, c := range Conditions() {
		if !wanted.has(c) {
			continue
		}
		for _, reason := range r.reasons(c) {
			if !yield(Finding{reason.Finding, c, r.customers.ids[r.customer], r.customers.names[r.customer], reason}) {
				return false
			}
		}
	}
	return true
}
