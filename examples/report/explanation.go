package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub"
)

// explanation says why each condition holds of a customer or does not.
func (s *scene) explanation(color bool) ([]byte, error) {
	e, err := s.view.Explain(s.options.explain)
	if err != nil {
		return nil, err
	}
	if s.json {
		return document(e)
	}
	p := &page{color: color}
	p.title(s, "why")
	p.blank()
	p.line(bold, harmless(e.Customer)+gap+harmless(e.CustomerID))
	p.conditions(e.Conditions, partnerhub.VerdictHolds, "Holds", "since when, until when, and why")
	p.conditions(e.Conditions, partnerhub.VerdictNotKnown, "Not known", "what is missing, and what comes nearest of what is known")
	p.conditions(e.Conditions, partnerhub.VerdictDoesNotHold, "Does not hold", "and what comes nearest")
	return p.out.Bytes(), nil
}

// conditions lists those with a verdict, if there are any.
func (p *page) conditions(list []partnerhub.ConditionExplanation, verdict partnerhub.Verdict, title, note string) {
	headed := false
	for _, c := range list {
		if c.Verdict != verdict || isVerdict(c.Condition) {
			continue
		}
		if !headed {
			p.heading(title, note)
			headed = true
		}
		p.line(conditionStyle(c), c.Condition.Label(partnerhub.English)+gap+period(c))
		p.reasons(slices.Concat(c.Reasons, c.Missing))
		if c.Nearest != nil {
			p.reasons([]partnerhub.Reason{*c.Nearest})
		}
	}
}

// isVerdict reports whether a condition is that another one is not known, which is
// said of that one.
func isVerdict(c partnerhub.Condition) bool {
	return c == partnerhub.LowAssignmentUnassessed || c == partnerhub.OverLimitUnassessed
}

func (p *page) reasons(list []partnerhub.Reason) {
	for i, reason := range list {
		if i == sectionRows && len(list) > sectionRows+1 {
			p.line(plain, gap+more(len(list)-i)+"; -format json has them")
			break
		}
		p.line(plain, gap+harmless(reason.Text(partnerhub.English)))
	}
}

func conditionStyle(c partnerhub.ConditionExplanation) style {
	if c.Holds() {
		return yellow
	}
	return faint
}

// period says since when a condition is what it is, and until when it will be.
func period(c partnerhub.ConditionExplanation) string {
	switch {
	case c.Since.IsZero() && c.Until.IsZero():
		return ""
	case c.Until.IsZero():
		return "since " + moment(c.Since)
	case c.Since.IsZero():
		return "until " + moment(c.Until)
	}
	return fmt.Sprintf("from %s until %s", moment(c.Since), moment(c.Until))
}

// moment returns an instant, or its day if it is where the day begins.
func moment(t time.Time) string {
	if year, month, day := t.Date(); t.Equal(time.Date(year, month, day, 0, 0, 0, 0, t.Location())) {
		return t.Format(dateFormat)
	}
	return instant(t)
}
