package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/partnerhub/partnerhub"
)

// column is a column of a table whose rows are made of R.
type column[R any] struct {
	key    string // its word, and its name in the address
	number bool
	// sentences: it has some, which need room for their words.
	sentences bool
	show      func(v *visit, row *R) cell
	// compare orders two rows, down or up; nil: the table can't be sorted by it.
	compare func(a, b *R, down bool) int
}

// cell is what a row has in a column.
type cell struct {
	Text   string
	More   []string // further texts, each on a line of its own
	Href   string   // "": no link
	Badges []badge
	Number bool
	Long   bool // sentences
}

// listCell is a list of texts: a long text is cut off, a long list is not.
func listCell(texts []string) cell {
	if len(texts) == 0 {
		return cell{}
	}
	return cell{Text: texts[0], More: texts[1:]}
}

// badge is a status of a customer.
type badge struct{ Name, Label string }

// head is the head of a column.
type head struct {
	Text   string
	Href   string // where the table is sorted by it; "": nowhere
	Sort   string // aria-sort
	Number bool
}

// table is what the template of tables gets.
type table struct {
	look
	Caption string
	Heads   []head
	Rows    [][]cell
	Pages   pages
	CSV     string // where to download it; "": nowhere
}

// tableOf returns a table of rows, all on one page.
func tableOf[R any](v *visit, caption string, columns []column[R], rows []R) table {
	return table{look: v.look, Caption: caption, Heads: heads(v, columns), Rows: cells(v, columns, rows)}
}

// heads returns the heads of columns, with links that sort by them.
func heads[R any](v *visit, columns []column[R]) []head {
	var list []head
	for _, c := range columns {
		h := head{Text: v.T("column." + c.key), Number: c.number}
		if c.compare != nil {
			next := order{key: c.key}
			h.Sort = "none"
			if v.order.key == c.key {
				h.Sort = sortNames[v.order.down]
				next.down = !v.order.down
			}
			h.Href = v.Here(keySort, next.String())
		}
		list = append(list, h)
	}
	return list
}

var sortNames = map[bool]string{false: "ascending", true: "descending"}

// cells returns the rows as the columns show them.
func cells[R any](v *visit, columns []column[R], rows []R) [][]cell {
	list := make([][]cell, len(rows))
	for i := range rows {
		for _, c := range columns {
			shown := c.show(v, &rows[i])
			shown.Number, shown.Long = c.number, c.sentences
			list[i] = append(list[i], shown)
		}
	}
	return list
}

// comparison returns how the address wants a table sorted; nil: as it is.
func comparison[R any](v *visit, columns []column[R]) func(a, b *R, down bool) int {
	if v.order.key == "" && !v.order.down {
		return nil
	}
	var keys []string
	for _, c := range columns {
		if c.compare == nil {
			continue
		}
		if c.key == v.order.key {
			return c.compare
		}
		keys = append(keys, c.key)
	}
	v.problem(keySort, v.T("bad.sort", v.order.String(), strings.Join(keys, ", ")), "")
	v.order = order{}
	return nil
}

// sorted returns rows in the order of a comparison. Equal ones stay in the order
// of the library.
func sorted[R any](rows []R, compare func(a, b *R, down bool) int, down bool) []R {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b R) int { return compare(&a, &b, down) })
	return rows
}

// directed turns a comparison around for a descending order.
func directed(result int, down bool) int {
	if down {
		return -result
	}
	return result
}

// ordered compares rows by a value that all have.
func ordered[R any, K cmp.Ordered](value func(*R) K) func(a, b *R, down bool) int {
	return func(a, b *R, down bool) int { return directed(cmp.Compare(value(a), value(b)), down) }
}

// whole is a column of numbers.
func whole[R any](key string, value func(*R) int64) column[R] {
	return column[R]{
		key: key, number: true, compare: ordered(value),
		show: func(v *visit, row *R) cell { return cell{Text: v.Num(value(row))} },
	}
}

// count is a column of numbers that may be unknown. The unknown ones are last,
// however the table is sorted.
func count[R any](key string, value func(*R) partnerhub.Count, show func(*visit, partnerhub.Count) string) column[R] {
	return column[R]{
		key: key, number: true,
		show: func(v *visit, row *R) cell { return cell{Text: show(v, value(row))} },
		compare: func(a, b *R, down bool) int {
			x, known := value(a).Value()
			y, also := value(b).Value()
			if known != also || !known {
				return lastIf(!known, !also)
			}
			return directed(cmp.Compare(x, y), down)
		},
	}
}

// share is a column of percentages. The undefined ones are last.
func share[R any](key string, value func(*R) partnerhub.Ratio) column[R] {
	return column[R]{
		key: key, number: true,
		show: func(v *visit, row *R) cell { return cell{Text: v.Percent(value(row))} },
		compare: func(a, b *R, down bool) int {
			x, y := value(a), value(b)
			if !x.Defined() || !y.Defined() {
				return lastIf(!x.Defined(), !y.Defined())
			}
			return directed(x.Compare(y), down)
		},
	}
}

// lastIf puts what lacks a value behind what has one.
func lastIf(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func showCount(v *visit, c partnerhub.Count) string  { return v.Count(c) }
func showChange(v *visit, c partnerhub.Count) string { return v.Change(c) }
