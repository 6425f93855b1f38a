package partnerhub

import "github.com/partnerhub/partnerhub/internal/civil"

// definition is all that is special about a condition: a row of a table.
type definition struct {
	name  string
	label wording
	// rank is the place of a status in the default order of headlines, from 1 on.
	rank  int
	holds rule
}

// rule is when a condition holds of a customer, with all that follows from it. There
// are few kinds of rules; each says the same in every reading.
type rule interface {
	// evidence returns all that makes the condition hold at T, in the order of the
	// block: entitlements by id, lines by product. There is some if and only if it
	// holds.
	evidence(f *frame, customer int32) []evidence
	// missing returns what is missing to tell whether it holds, if it does not as
	// far as is known.
	missing(f *frame, customer int32) []evidence
	// spans returns the instants at which it holds, by the facts of the hub and the
	// policy of the moment, whatever the moment's instant.
	spans(f *frame, customer int32) civil.Spans
	// missingSpans returns the instants at which something is missing.
	missingSpans(f *frame, customer int32) civil.Spans
	// tell fills in what was compared of a piece of evidence.
	tell(r *reasoner, reason *Reason, e evidence)
	// nearest returns what comes nearest to making it hold, or nil.
	nearest(r *reasoner) *Reason
	// facts returns the facts of an entitlement that differ, of those that it
	// depends on.
	facts(t *termPair) []Cause
	// obstacles returns what keeps it from holding of a customer of whom it does
	// not, and the rule by which that counts.
	obstacles(r *reasoner) (by rule, list []evidence)
	// window returns the days of the window that it depends on, if it does.
	window(p *Policy) (days int, has bool)
}

// definitions are the conditions.
var definitions = define()

func define() [conditionCount + 1]definition {
	return [conditionCount + 1]definition{
		StatusTrial: {
			name: "trial", label: wording{"Trial", "Testversion"}, rank: 7,
			holds: &termRule{need: isStarted | isTrial, lack: isEnded, says: RuleActive},
		},
		StatusSubscription: {
			name: "subscription", label: wording{"Subscription", "Abonnement"}, rank: 8,
			holds: &termRule{
				need: isStarted, lack: isEnded | isTrial, says: RuleActive,
				near: nearTerm{need: isKnown, lack: isStarted | isEnded, by: isStarted},
			},
		},
		StatusExpiringSoon: {
			name: "expiring_soon", label: wording{"Expiring soon", "Läuft bald ab"}, rank: 4,
			holds: &termRule{
				need: isStarted | endsSoon, lack: isEnded | isRenewing, says: RuleExpiresWithin,
				near: nearTerm{need: isStarted, lack: isEnded | isRenewing, by: isEnded},
			},
		},
		StatusLicenseOverage: {
			name: "license_overage", label: wording{"License overage", "Lizenzüberschreitung"}, rank: 3,
			holds: &overRule{},
		},
		StatusNoRecentActivity: {
			name: "no_recent_activity", label: wording{"No recent activity", "Keine Aktivität in letzter Zeit"}, rank: 6,
			holds: signInRule{},
		},
		StatusOrderSetupReady: {
			name: "order_setup_ready", label: wording{"Order ready for setup", "Bestellung bereit zur Einrichtung"}, rank: 5,
			holds: &termRule{
				need: isKnown, lack: isEnded | isTrial | isProvisioned, says: RuleProvisioned, at: isProvisioned,
				near: nearTerm{need: isKnown, lack: isEnded | isTrial, by: isProvisioned, latest: true},
			},
		},
		StatusSuspended: {
			name: "suspended", label: wording{"Suspended", "Gesperrt"}, rank: 1,
			holds: &termRule{need: isStarted | isSuspended, lack: isEnded | isTrial, says: RuleSuspended, at: isSuspended},
		},
		StatusExpired: {
			name: "expired", label: wording{"Expired", "Abgelaufen"}, rank: 2,
			holds: endedRule{},
		},
		ManagedCustomer: {
			name: "managedCustomers", label: wording{"Managed customers", "Verwaltete Kunden"},
			holds: listedRule{},
		},
		TotalCustomer: {
			name: "totalCustomers", label: wording{"Total customers", "Kunden insgesamt"},
			holds: &termRule{need: isKnown | isCore, says: RuleKnown, at: isKnown},
		},
		NearingExpiration: {
			name: "nearingExpiration", label: wording{"Nearing expiration", "Vor dem Ablauf"},
			holds: &termRule{
				need: isStarted | isCore | endsInExpiration, lack: isEnded | isRenewing, says: RuleExpiresWithin,
				near: nearTerm{need: isStarted | isCore, lack: isEnded | isRenewing, by: isEnded},
			},
		},
		NearingRenewal: {
			name: "nearingRenewal", label: wording{"Nearing renewal", "Vor der Verlängerung"},
			holds: &termRule{
				need: isStarted | isCore | isRenewing | endsInRenewal, lack: isEnded, says: RuleRenewsWithin,
				near: nearTerm{need: isStarted | isCore | isRenewing, lack: isEnded, by: isEnded},
			},
		},
		LowAssigned: {
			name: "lowAssignment", label: wording{"Low assignment", "Geringe Zuweisung"},
			holds: lowRule{},
		},
		LowAssignmentUnassessed: {
			name: "lowAssignmentUnassessed", label: wording{"Low assignment, not known", "Geringe Zuweisung, nicht bekannt"},
			holds: &unassessedRule{of: lowRule{}, takesLicenses: true},
		},
		OverLimit: {
			name: "overLimit", label: wording{"Over limit", "Über dem Limit"},
			holds: &overRule{core: true},
		},
		OverLimitUnassessed: {
			name: "overLimitUnassessed", label: wording{"Over limit, not known", "Über dem Limit, nicht bekannt"},
			holds: &unassessedRule{of: &overRule{core: true}},
		},
	}
}

// namesOf returns the names of the conditions up to one.
func namesOf(last int) enumNames {
	names := make(enumNames, last+1)
	for c := range names {
		names[c] = definitions[c].name
	}
	return names
}

var (
	statusNames    = namesOf(statusCount)
	conditionNames = namesOf(conditionCount)
)

func defaultHeadlineOrder() []Status {
	order := make([]Status, statusCount)
	for _, status := range Statuses() {
		order[definitions[status].rank-1] = status
	}
	return order
}

// rule returns when a condition holds; of an invalid one, never.
func (c Condition) rule() rule {
	if !c.valid() {
		return noRule{}
	}
	return definitions[c].holds
}

// noRule never holds: what kinds of rules have nothing to say about is as here.
type noRule struct{}

func (noRule) evidence(*frame, int32) []evidence      { return nil }
func (noRule) missing(*frame, int32) []evidence       { return nil }
func (noRule) spans(*frame, int32) civil.Spans        { return nil }
func (noRule) missingSpans(*frame, int32) civil.Spans { return nil }
func (noRule) tell(*reasoner, *Reason, evidence)      {}
func (noRule) nearest(*reasoner) *Reason              { return nil }
func (noRule) facts(*termPair) []Cause                { return nil }
func (noRule) obstacles(*reasoner) (rule, []evidence) { return nil, nil }
func (noRule) window(*Policy) (days int, has bool)    { return 0, false }

// marksOf are the conditions that hold because of an entitlement of which some truths
// hold, by the truths: those with rules about terms. So rules need not be asked one by
// one when all entitlements are evaluated.
var marksOf = tabulate(&definitions)

func tabulate(definitions *[conditionCount + 1]definition) (marks [allTruths + 1]conditions) {
	for t := range truths(len(marks)) {
		for c := range definitions {
			if term, is := definitions[c].holds.(*termRule); is && t.meet(term.need, term.lack) {
				marks[t] |= Condition(c).bit()
			}
		}
		marks[t] |= termMarks(t)
	}
	return marks
}

// termMarks are those of the marks that are about terms and no conditions.
func termMarks(t truths) (marks conditions) {
	if t.meet(isKnown|isEnded, 0) {
		marks |= StatusExpired.Condition().bit() // unless another is alive
	}
	if t.meet(isKnown, isEnded) {
		marks |= markAlive
	}
	if t.meet(isStarted, isEnded) {
		marks |= markActive
	}
	return marks
}
