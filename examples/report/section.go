package main

import "github.com/partnerhub/partnerhub"

// sectionRows is how many rows of a section are shown.
const sectionRows = 15

// section is a part of the report with key figures and a table of entitlements.
type section struct {
	title, note string
	none        string     // what to say when there are no rows
	left        []string   // what is left out because it is unknown
	figures     [][]string // the key figures, line by line
	columns     []column   // those after the customer and the subscription
	rows        [][]string
	hidden      int // further rows
}

// setRows makes cells of as many rows as are shown. One row more is shown rather
// than announced.
func setRows[R any](s *section, rows []R, cells func(R) []string) {
	shown := rows
	if len(rows) > sectionRows+1 {
		shown = rows[:sectionRows]
	}
	for _, row := range shown {
		s.rows = append(s.rows, cells(row))
	}
	s.hidden = len(rows) - len(shown)
}

// cells returns the cells of a row: those that all sections share, and others.
func cells(row partnerhub.Row, others ...string) []string {
	return append([]string{harmless(row.Customer), harmless(row.Label)}, others...)
}

func (p *page) leftOut(facts []string) {
	if len(facts) > 0 {
		p.facts(plain, facts...)
	}
}

func (p *page) section(s section) {
	p.heading(s.title, s.note)
	if len(s.rows) == 0 {
		p.line(plain, s.none)
		p.leftOut(s.left)
		return
	}
	for _, figures := range s.figures {
		p.facts(plain, figures...)
	}
	p.leftOut(s.left)
	p.blank()
	t := table{columns: []column{{head: "Customer", least: 16}, {head: "Subscription", least: 8}}, rows: s.rows}
	t.columns = append(t.columns, s.columns...)
	t.write(p)
	if s.hidden > 0 {
		p.line(plain, more(s.hidden)+"; -format json has them")
	}
}
