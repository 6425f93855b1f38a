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
	Previous, Next string // "": there is none
}

// offset returns how many rows are before the page that the address asks for.
func (v *visit) offset() int { return (v.ask.page - 1) * pageRows }

// pick returns the rows of the page that the address asks for.
func pick[R any](v *visit, rows []R) []R {
	from := min(v.offset(), len(rows))
	return rows[from:min(from+pageRows+1, len(rows))]
}

// cut takes what pick returns, or the same from the library: the rows of a page and
// one more, if there is a further page. If there is no such page, it is a problem of the
// address, and again returns the rows of the first.
func cut[R any](v *visit, rows []R, again func() []R) ([]R, pages) {
	if len(rows) == 0 && v.ask.page > 1 {
		v.problem(keyPage, v.T("bad.noPage", v.Int(v.ask.page)), v.T("instead.page"))
		v.ask.page = 1
		rows = again()
	}
	p := pages{}
	if v.ask.page > 1 {
		p.Previous = v.Here(keyPage, strconv.Itoa(v.ask.page-1))
	}
	if len(rows) > pageRows {
		rows = rows[:pageRows]
		p.Next = v.Here(keyPage, strconv.Itoa(v.ask.page+1))
	}
	if len(rows) > 0 {
		p.From, p.To = v.offset()+1, v.offset()+len(rows)
	}
	return rows, p
}
