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
	r := a.report
	p.title(a)
	p.overview(r.Overview, a.policy)
	p.attention(r.Customers, a.policy)
	p.recentlyAdded(r.RecentlyAdded, a.policy)
	p.expiring(r.Expiring, a.policy)
	p.renewing(r.Renewing, a.policy)
	p.lowAssignment(r.LowAssignment)
	p.overage(r.Overage)
	p.trend(r.Trend, r.Product)
	p.blank()
	p.facts(faint, missing+" unknown or undefined", atLeast+" at least", "±week change in a week", "Quarter used in the last three months")
	return p.out.Bytes()
}

// title says who is reported about, as of when, what of, and who sees it.
func (p *page) title(a answer) {
	p.line(bold, harmless(cmp.Or(a.partner.Name, a.partner.ID)))
	facts := []string{instant(a.report.AsOf), string(a.report.Product), scope(a.admin) + ": " + customers(len(a.report.Customers))}
	if a.filter != "" {
		facts = append(facts, "filter: "+harmless(a.filter))
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
