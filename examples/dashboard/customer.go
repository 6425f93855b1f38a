package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/partnerhub/partnerhub"
)

// customerContent is what the page of a customer shows.
type customerContent struct {
	partnerhub.CustomerDetail
	Badges   []badge
	Facts    []fact
	Launch   string // "": nowhere
	Seats    figure
	Holds    []conditionText
	NotKnown []conditionText
	Not      []conditionText
	Table    string // where the reasons are to be downloaded
	MayWrite bool
	Done     string // what was just done
}

// conditionText is what is said of a condition.
type conditionText struct {
	Name, Label, Period string
	Reasons             []string
}

// customer shows all about one customer. It is the same to have no such customer
// and to be not allowed to see it.
func (v *visit) customer() (page, error) {
	detail, err := v.scope.Customer(v.id)
	if errors.Is(err, partnerhub.ErrUnknownCustomer) {
		return page{}, errNotFound
	}
	if err != nil {
		return page{}, err
	}
	explanation, err := v.scope.Explain(v.id)
	if err != nil {
		return page{}, err
	}
	c := customerContent{
		CustomerDetail: detail,
		Badges:         v.badges(detail.Statuses...),
		Facts:          v.customerFacts(detail),
		Launch:         webAddress(detail.LaunchURL),
		Seats:          v.licensesFigure(detail.Licenses),
		Table:          v.csvOf("/customer/csv"),
		MayWrite:       v.session.mayChange(),
		Done:           v.done(),
	}
	c.Holds = v.conditionTexts(explanation, partnerhub.VerdictHolds)
	c.NotKnown = v.conditionTexts(explanation, partnerhub.VerdictNotKnown)
	c.Not = v.conditionTexts(explanation, partnerhub.VerdictDoesNotHold)
	return page{template: "customer", Title: v.called(detail.Name), Content: c}, nil
}

func (v *visit) customerFacts(detail partnerhub.CustomerDetail) []fact {
	return []fact{
		{Label: v.T("customer.id"), Value: detail.ID},
		{Label: v.T("customer.managedBy"), Value: v.T("managedBy." + detail.ManagedBy.String())},
		{Label: v.T("customer.country"), Value: orMissing(detail.Country)},
		listFact(v.T("customer.tags"), detail.Tags),
		{Label: v.T("customer.signIn"), Value: v.lastSignIn(detail)},
	}
}

func orMissing(text string) string {
	if text == "" {
		return missing
	}
	return text
}

func (v *visit) lastSignIn(detail partnerhub.CustomerDetail) string {
	if detail.AdminNeverSignedIn {
		return v.T("never")
	}
	return v.Day(detail.LastAdminSignIn)
}

// webAddress returns an address that one can be sent to, or nothing: it comes with
// the data, and may be anything.
func webAddress(text string) string {
	if !strings.HasPrefix(text, "https://") {
		return ""
	}
	return text
}

// conditionTexts says of the conditions with a verdict why, or what is missing, and what
// comes nearest.
func (v *visit) conditionTexts(e partnerhub.Explanation, verdict partnerhub.Verdict) []conditionText {
	var list []conditionText
	for _, c := range e.Conditions {
		if c.Verdict != verdict || slices.Contains(saidElsewhere, c.Condition) {
			continue
		}
		text := conditionText{Name: c.Condition.String(), Label: c.Condition.Label(v.Language), Period: v.period(c)}
		for _, reason := range slices.Concat(c.Reasons, c.Missing) {
			text.Reasons = append(text.Reasons, reason.Text(v.Language))
		}
		if c.Nearest != nil {
			text.Reasons = append(text.Reasons, c.Nearest.Text(v.Language))
		}
		list = append(list, text)
	}
	return list
}

// saidElsewhere are the conditions that need no words: that there is the page says
// that a customer is managed, and that something is not known is the verdict about it.
var saidElsewhere = []partnerhub.Condition{partnerhub.ManagedCustomer, partnerhub.LowAssignmentUnassessed, partnerhub.OverLimitUnassessed}

// period says since when a condition is what it is, and until when it will be.
func (v *visit) period(c partnerhub.ConditionExplanation) string {
	switch {
	case c.Since.IsZero() && c.Until.IsZero():
		return ""
	case c.Until.IsZero():
		return v.T("period.since", v.Moment(c.Since))
	case c.Since.IsZero():
		return v.T("period.until", v.Moment(c.Until))
	}
	return v.T("period.both", v.Moment(c.Since), v.Moment(c.Until))
}

// done says what the form that led here did, once.
func (v *visit) done() string {
	word := v.server.sessions.take(v.r, v.id)
	if word == "" {
		return ""
	}
	return v.T("done."+word, trialDays)
}
