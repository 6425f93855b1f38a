package main

import (
	"cmp"
	"fmt"
	"time"

	"github.com/partnerhub/partnerhub"
)

// text returns the report for a person in front of a terminal.
func text(a answer, color bool) []byte {
	p := &page{color: color}
	r, policy := a.report, a.view.Policy()
	p.title(a.scene, string(r.Product))
	p.overview(r.Overview, policy)
	p.usageAge(a.view.UsageAge(), policy)
	p.attention(a.view, r.Customers)
	p.recentlyAdded(r.RecentlyAdded, policy)
	p.expiring(r.Expiring, policy)
	p.renewing(r.Renewing, policy)
	p.lowAssignment(r.LowAssignment)
	p.overage(r.Overage)
	p.trend(r.Trend, r.Product)
	p.blank()
	p.facts(faint, missing+" unknown or undefined", atLeast+" at least", "±week change in a week", "Quarter used in the last three months")
	return p.out.Bytes()
}

// title says who is reported about, as of when, what of, and who sees it.
func (p *page) title(s *scene, what string) {
	partner := s.data.Partner
	p.line(bold, harmless(cmp.Or(partner.Name, partner.ID)))
	facts := []string{instant(s.view.AsOf()), what, scope(s.administrator()) + ": " + customers(s.view.Len())}
	if s.filter != "" {
		facts = append(facts, "filter: "+harmless(s.filter))
	}
	p.facts(plain, facts...)
}

func scope(admin partnerhub.Admin) string {
	if admin.ID == "" {
		return "everybody"
	}
	name := cut(harmless(cmp.Or(admin.Name, admin.ID)), 40)
	return fmt.Sprintf("%s (%s)", name, words(admin.Role.String()))
}

const dateFormat = "2006-01-02"

// instant returns an instant to the minute, if it is one.
func instant(t time.Time) string {
	if t.Equal(t.Truncate(time.Minute)) {
		return t.Format(dateFormat + " 15:04 MST")
	}
	return t.Format(dateFormat + " 15:04:05.999999999 MST")
}
