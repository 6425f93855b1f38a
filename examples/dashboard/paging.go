package main

import "strconv"

// pageRows is how many rows a page of a table has. More pages than maxPage have
// no place in an address.
const (
	pageRows = 12
	maxPage  = 1_000_000
)

// pages says which rows of a table are shown, and leads to the others.
type pages struct {
	From, To       int    // counted from 1; From is 0 in an empty table
	Of             int    // how many there are
	Previous, Next string // "": there is none
}

// offset returns how many rows are before the page that the address asks for.
func (v *visit) offset() int { return (v.ask.page - 1) * pageRows }

// cut returns the rows of the page that the address asks for. If there is no such page, it
// is a problem of the address, and the rows are those of the first.
func cut[R any](v *visit, all []R) ([]R, pages) {
	if v.offset() >= len(all) && v.ask.page > 1 {
		v.problem(keyPage, v.T("bad.noPage", v.Int(v.ask.page)), v.T("instead.page"))
		v.ask.page = 1
	}
	p := pages{Of: len(all)}
	from := v.offset()
	to := min(from+pageRows, len(all))
	if from > 0 {
		p.Previous = v.Here(keyPage, strconv.Itoa(v.ask.page-1))
	}
	if to < len(all) {
		p.Next = v.Here(keyPage, strconv.Itoa(v.ask.page+1))
	}
	if from < to {
		p.From, p.To = from+1, to
	}
	return all[from:to], p
}
