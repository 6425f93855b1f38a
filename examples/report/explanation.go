package main

import (
	"fmt"
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
	p.heading("Holds", "since when, until when, and why")
	p.conditions(e.Conditions, true)
	p.heading("Does not hold", "and what comes nearest")
	p.conditions(e.Conditions, false)
	return p.out.Bytes(), nil
}

// conditions lists those that hold, or those that don't.
func (p *page) conditions(list []partnerhub.ConditionExplanation, holds bool) {
	for _, c := range list {
		if c.Holds != holds {
			continue
		}
		p.line(conditionStyle(c), c.Condition.Label(partnerhub.English)+gap+period(c))
		for i, reason := range c.Reasons {
			if i == sectionRows && len(c.Reasons) > sectionRows+1 {
				p.line(plain, gap+more(len(c.Reasons)-i)+"; -format json has them")
				break
			}
			p.line(plain, gap+harmless(reason.Text(partnerhub.English)))
		}
		if c.Nearest != nil {
			p.line(plain, gap+harmless(c.Nearest.Text(partnerhub.English)))
		}
	}
}

func conditionStyle(c partnerhub.ConditionExplanation) style {
	if c.Holds {
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
