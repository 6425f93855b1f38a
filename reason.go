package partnerhub

import (
	"strings"
	"time"

	"github.com/partnerhub/partnerhub/internal/column"
)

// Rule is what a [Reason] compares. The zero Rule is not valid.
type Rule uint8

// The rules, and what their reasons carry besides the entitlement and its term.
const (
	ruleUnknown Rule = iota
	// RuleListed: the view holds the customer.
	RuleListed
	// RuleKnown: the entitlement exists. At is since when.
	RuleKnown
	// RuleActive: the term has started and not ended. Of a reason that does not
	// hold, Value is the number of days until it starts.
	RuleActive
	// RuleExpiresWithin: it ends without renewing. Value is the number of days until the
	// end, Threshold the policy's window.
	RuleExpiresWithin
	// RuleRenewsWithin: it renews. Value and Threshold as before.
	RuleRenewsWithin
	// RuleAssigned: more is assigned of Product than there is. Value is the
	// licenses assigned, Threshold those there are.
	RuleAssigned
	// RuleSignIn: the last sign-in is long ago. At is when it was, Value the
	// number of days since, Threshold how many it may be.
	RuleSignIn
	// RuleNeverSignedIn: it is known that nobody ever signed in.
	RuleNeverSignedIn
	// RuleProvisioned: the setup is not finished. At of a reason that does not
	// hold is when it was.
	RuleProvisioned
	// RuleSuspended: it is unpaid. At is since when.
	RuleSuspended
	// RuleEnded: the term has ended, and no other goes on. Of a reason that does not
	// hold, Value is the number of days until the end, unknown if there is none.
	RuleEnded
	// RuleShare: few licenses of Product are assigned, compared with Peers.
	// Value is the customer's share of all its licenses in basis points, Threshold what it is below: the
	// benchmark of the peers, or the policy's ceiling if that is lower.
	RuleShare
	// RuleAssignedUnknown: it is not known how many licenses of Product are assigned,
	// of Threshold that there are. Since is since when; At is the day of the last
	// sample that told it, and Value what it told. These are zero and unknown if
	// it was never known.
	RuleAssignedUnknown
	// RuleSignInUnknown: it is not known when an administrator signed in, nor that
	// nobody ever did.
	RuleSignInUnknown
)

var ruleNames = enumNames{
	"", "listed", "known", "active", "expires_within", "renews_within", "assigned", "sign_in", "never_signed_in",
	"provisioned", "suspended", "ended", "share", "assigned_unknown", "sign_in_unknown",
}

// String returns the name of the rule, such as expires_within.
func (r Rule) String() string { return ruleNames.string("Rule", uint8(r)) }

// MarshalText writes what String returns; it fails on an invalid value, the zero
// value included.
func (r Rule) MarshalText() ([]byte, error) { return ruleNames.marshal("rule", uint8(r)) }

// UnmarshalText reads what MarshalText writes.
func (r *Rule) UnmarshalText(text []byte) error { return unmarshalEnum(r, ruleNames, "rule", text) }

// Reason is why a condition holds of a customer, what comes nearest to it, or what
// is missing to tell: a fact, the dates and numbers that were compared and the
// policy's number. The
// constants of [Rule] say what each rule carries; what it does not is zero or unknown.
// Instants are in the policy's Location.
//
// The zero Reason is no reason. It is a comparable value.
type Reason struct {
	// Finding is the id of the finding that this is; see [Finding]. It is empty
	// if the condition does not hold.
	Finding string `json:"finding"`
	Rule    Rule   `json:"rule"`
	// EntitlementID is empty for a fact of the customer itself.
	EntitlementID string  `json:"entitlementId"`
	Trial         bool    `json:"trial"`
	Product       Product `json:"product"`
	// Start and End are the term of the entitlement; no End is open-ended.
	Start time.Time `json:"start,omitzero"`
	End   time.Time `json:"end,omitzero"`
	At    time.Time `json:"at,omitzero"`
	Since time.Time `json:"since,omitzero"`
	// Value is compared with Threshold.
	Value     Count `json:"value"`
	Threshold Count `json:"threshold"`
	Peers     Peers `json:"peers,omitzero"`
}

// reasoner makes reasons of what is true of a customer.
type reasoner struct {
	*frame
	customer int32
}

// reasons returns why a condition holds; not nil.
func (r *reasoner) reasons(c Condition) []Reason {
	list := []Reason{}
	for _, e := range r.evidence(r.customer, c) {
		list = append(list, r.reason(c, e))
	}
	return list
}

func (r *reasoner) reason(c Condition, e evidence) Reason {
	reason := r.compared(c.rule(), e)
	reason.Finding = r.findingID(c, e)
	return reason
}

// compared returns what a rule compares of a piece of evidence.
func (r *reasoner) compared(by rule, e evidence) Reason {
	reason := r.term(e)
	by.tell(r, &reason, e)
	return reason
}

// gap returns the reason for a piece of evidence that something is missing.
func (r *reasoner) gap(e evidence) Reason {
	reason := r.term(e)
	if e.term == noRow {
		reason.Rule = RuleSignInUnknown
	} else {
		r.assignedUnknown(&reason, e.line)
	}
	return reason
}

func (r *reasoner) assignedUnknown(reason *Reason, line int32) {
	reason.Rule, reason.Threshold = RuleAssignedUnknown, Known(r.lines.totals.At(int(line)))
	if last, over, exists := r.lastAssigned(line); exists {
		reason.Value, reason.At, reason.Since = Known(last.Assigned), r.beginningOf(civilDay(last)), r.beginningOf(over)
	}
}

// term returns the part of a reason that is about an entitlement.
func (r *reasoner) term(e evidence) (reason Reason) {
	if e.term == noRow {
		return reason
	}
	reason.EntitlementID, reason.Trial = r.entitlements.ids[e.term], r.trial(e.term)
	reason.Start, reason.End = r.time(r.entitlements.start[e.term]), r.time(r.entitlements.end[e.term])
	if e.line != noRow {
		reason.Product = r.productOf(e.line)
	}
	return reason
}

func (r *reasoner) signIn(reason *Reason) {
	if r.customers.neverSignedIn.Get(int(r.customer)) {
		reason.Rule = RuleNeverSignedIn
		return
	}
	reason.Rule, reason.At = RuleSignIn, r.time(r.customers.signedIn[r.customer])
	reason.Value = Known(int64(r.today - r.day(r.times.Time(r.customers.signedIn[r.customer]))))
	reason.Threshold = Known(int64(inDays(r.policy.InactivityDays)))
}

func (r *reasoner) share(reason *Reason, product uint16) {
	p, peers := r.pool(r.customer, product), r.peersOf(product)
	band := r.policy.band(p.total)
	reason.Rule, reason.Product, reason.Peers = RuleShare, r.hub.catalog.names[product], peers.bands[band]
	reason.Value, reason.Threshold = Known(int64(p.share())), Known(int64(peers.limits[band]))
}

// findingID returns the id of a finding; see [Finding].
func (r *reasoner) findingID(c Condition, e evidence) string {
	parts := []string{c.String(), r.customers.ids[r.customer]}
	switch {
	case c == StatusNoRecentActivity.Condition():
		parts = append(parts, findingInstant(r.times.Time(r.customers.signedIn[r.customer]), "never"))
	case e.term != noRow:
		parts = append(parts, r.entitlements.ids[e.term], findingInstant(r.times.Time(r.entitlements.end[e.term]), "open"))
	}
	if e.line != noRow {
		parts = append(parts, string(r.productOf(e.line)))
	}
	for i := range parts {
		parts[i] = findingEscapes.Replace(parts[i])
	}
	return strings.Join(parts, "/")
}

// findingEscapes keep the parts of an id apart.
var findingEscapes = strings.NewReplacer("%", "%25", "/", "%2F")

func findingInstant(t time.Time, none string) string {
	if t.IsZero() {
		return none
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// isOpenEnded reports whether an entitlement has no end.
func (f *frame) isOpenEnded(e int32) bool { return f.entitlements.end[e] == column.Never }
