package main

import "strings"

// table is rows of cells in aligned columns.
type table struct {
	columns []column
	rows    [][]string
	// paint styles a cell that is set; nil leaves all cells plain.
	paint func(column int, text string) string
}

type column struct {
	head string
	// number says that the column is aligned on the right.
	number bool
	// least is how narrow the column may become when the table is wider than
	// the page; 0 says that it must not.
	least int
}

// numbers returns columns of numbers.
func numbers(heads ...string) []column {
	var columns []column
	for _, head := range heads {
		columns = append(columns, column{head: head, number: true})
	}
	return columns
}

const gap = "  "

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// write sets the table, with a line of heads if there are any.
func (t *table) write(p *page) {
	widths := t.widths()
	if heads := t.heads(); strings.Join(heads, "") != "" {
		p.line(faint, strings.TrimRight(strings.Join(t.set(heads, widths), gap), " "))
	}
	for _, row := range t.rows {
		cells := t.set(row, widths)
		for i := range cells {
			if t.paint != nil {
				cells[i] = t.paint(i, cells[i])
			}
		}
		p.write(strings.Join(cells, gap))
	}
}

func (t *table) heads() []string {
	heads := make([]string, len(t.columns))
	for i, c := range t.columns {
		heads[i] = c.head
	}
	return heads
}

// widths returns how wide the columns are: as their widest cell, then narrower
// from left to right until they fit on the page.
func (t *table) widths() []int {
	widths := make([]int, len(t.columns))
	excess := len(gap)*(len(widths)-1) - pageWidth
	for i, head := range t.heads() {
		widths[i] = textWidth(head)
		for _, row := range t.rows {
			widths[i] = max(widths[i], textWidth(row[i]))
		}
		excess += widths[i]
	}
	for i, c := range t.columns {
		if c.least > 0 {
			narrower := min(max(0, excess), max(0, widths[i]-c.least))
			widths[i] -= narrower
			excess -= narrower
		}
	}
	return widths
}

// set returns the cells of a row as wide as their columns.
func (t *table) set(row []string, widths []int) []string {
	cells := make([]string, len(row))
	for i, text := range row {
		cells[i] = pad(cut(text, widths[i]), widths[i], t.columns[i].number)
	}
	return cells
}
