package partnerhub

import (
	"iter"
	"slices"
)

// Table is an answer as rows of texts, to be written as CSV or Markdown: see
// [Table.WriteCSV] and [Table.WriteMarkdown]. Numbers are exact and plain, without
// separators of thousands, whatever the language: it is that of the labels.
// Percentages and averages have two places at most, instants are RFC 3339, days
// YYYY-MM-DD; what is unknown is empty.
//
// The zero Table has no columns. Tables are immutable, and safe for concurrent
// use.
type Table struct {
	columns []tableColumn
	rows    [][]string
}

// tableColumn is a column of a table.
type tableColumn struct {
	label string
	kind  cellKind
}

// cellKind is what the cells of a column are.
type cellKind uint8

const (
	// ownText is a text of the library, dataText one of the data.
	ownText cellKind = iota
	dataText
	number
)

// column is a column of tables whose rows are made of R.
type columnOf[R any] struct {
	label *wording
	kind  cellKind
	cell  func(R) string
}

// newTable makes a table of what its rows are made of.
func newTable[R any](language Language, columns []columnOf[R], of iter.Seq[R]) Table {
	t := Table{rows: [][]string{}}
	for _, c := range columns {
		t.columns = append(t.columns, tableColumn{c.label.in(language), c.kind})
	}
	for r := range of {
		row := make([]string, len(columns))
		for i, c := range columns {
			row[i] = c.cell(r)
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// Columns returns the labels of the columns.
func (t Table) Columns() []string {
	labels := make([]string, len(t.columns))
	for i, c := range t.columns {
		labels[i] = c.label
	}
	return labels
}

// Len returns the number of rows.
func (t Table) Len() int { return len(t.rows) }

// Rows iterates over the rows, each with a text for each column, as it is in the
// data: nothing is escaped.
func (t Table) Rows() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for _, row := range t.rows {
			if !yield(slices.Clone(row)) {
				return
			}
		}
	}
}
