package partnerhub

import "time"

// SetupState is the step of the partner's own first-time setup that comes next.
// The zero SetupState is SetupPlanReview: nothing is done.
type SetupState uint8

// The steps of the setup in their order, and the state after the last.
const (
	SetupPlanReview SetupState = iota
	SetupTermsAcceptance
	SetupCompletion
	SetupDone
)

var setupStateNames = enumNames{"plan_review", "terms_acceptance", "completion", "done"}

// String returns plan_review, terms_acceptance, completion or done.
func (s SetupState) String() string { return setupStateNames.string("SetupState", uint8(s)) }

// MarshalText writes what String returns; it fails on an invalid value.
func (s SetupState) MarshalText() ([]byte, error) {
	return setupStateNames.marshal("setup state", uint8(s))
}

// UnmarshalText reads what MarshalText writes.
func (s *SetupState) UnmarshalText(text []byte) error {
	return unmarshalEnum(s, setupStateNames, "setup state", text)
}

// PartnerDetail is the partner itself at the instant T of a view. A step of the
// setup that is dated after T is not done yet.
type PartnerDetail struct {
	Partner
	// State is the first step that is not done by T.
	State SetupState `json:"state"`
}

// Partner returns the partner itself and how far its own setup is. It does not
// depend on what the view is narrowed to.
func (v View) Partner() PartnerDetail {
	m := v.at()
	detail := PartnerDetail{Partner: m.hub.partner}
	setup := &detail.Setup
	setup.PlanReviewedAt = m.doneBy(setup.PlanReviewedAt)
	setup.TermsAcceptedAt = m.doneBy(setup.TermsAcceptedAt)
	setup.CompletedAt = m.doneBy(setup.CompletedAt)
	switch {
	case setup.PlanReviewedAt.IsZero():
		detail.State = SetupPlanReview
	case setup.TermsAcceptedAt.IsZero():
		detail.State = SetupTermsAcceptance
	case setup.CompletedAt.IsZero():
		detail.State = SetupCompletion
	default:
		detail.State = SetupDone
	}
	return detail
}

// doneBy returns the instant of a step, or zero when it is not done by T.
func (m *moment) doneBy(t time.Time) time.Time {
	if !m.known(t) {
		return time.Time{}
	}
	return m.local(t)
}
