package main

import (
	"fmt"

	"github.com/partnerhub/partnerhub"
)

// comparison says who entered and left each condition since another instant.
func (s *scene) comparison(color bool) ([]byte, error) {
	if err := checkYear(*s.compareTo); err != nil {
		return nil, err
	}
	if s.compareTo.After(s.view.AsOf()) {
		return nil, fmt.Errorf("-compare-to: %s is after %s, the instant of the report", moment(*s.compareTo), moment(s.view.AsOf()))
	}
	before, err := s.narrow(s.hub.At(*s.compareTo))
	if err != nil {
		return nil, err
	}
	c := partnerhub.Compare(before, s.view)
	if s.json {
		return document(c)
	}
	p := &page{color: color}
	p.title(s, "what changed since "+moment(c.Before))
	if c.IsEmpty() {
		p.blank()
		p.line(plain, "Nobody entered or left anything.")
	}
	for _, change := range c.Changes {
		if len(change.Entered)+len(change.Left) > 0 {
			p.heading(change.Condition.Label(partnerhub.English), fmt.Sprintf("%s before, %s after", grouped(int64(change.Before)), grouped(int64(change.After))))
			p.changes("+", change.Entered)
			p.changes("-", change.Left)
		}
	}
	return p.out.Bytes(), nil
}

// changes lists customers that entered or left.
func (p *page) changes(sign string, list []partnerhub.CustomerChange) {
	t := table{columns: []column{{}, {least: 16}, {least: 20}, {}}}
	for i, c := range list {
		if i == sectionRows && len(list) > sectionRows+1 {
			break
		}
		clock := ""
		if c.ByClock {
			clock = "by the clock"
		}
		t.add(sign, harmless(c.Customer), harmless(c.Text(partnerhub.English)), clock)
	}
	t.write(p)
	if hidden := len(list) - len(t.rows); hidden > 0 {
		p.line(plain, sign+" "+more(hidden)+"; -format json has them")
	}
}
