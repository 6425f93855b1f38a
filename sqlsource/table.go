package sqlsource

import (
	"context"
	"fmt"
	"strings"
)

// rowsPerInsert is how many rows go to the database at once, if the statement may have
// so many parameters.
const rowsPerInsert = 200

// table collects rows and inserts many at once.
type table struct {
	writer *writer
	in     *transaction
	tableColumns
	batch  int // rows in a full statement
	values []any
}

func newTable(w *writer, t *transaction, of tableColumns) *table {
	batch := min(rowsPerInsert, t.dialect.maxParameters()/len(of.columns))
	return &table{writer: w, in: t, tableColumns: of, batch: batch}
}

// add inserts a row, now or with later ones. It fails when the table can't hold it.
func (t *table) add(ctx context.Context, values ...any) error {
	for i, value := range values {
		if text, isText := value.(string); isText {
			if err := t.in.dialect.checkText(t.columns[i], text); err != nil {
				return fmt.Errorf("%s.%s: %w", t.name, t.columns[i], err)
			}
		}
	}
	if t.values = append(t.values, values...); len(t.values) == t.batch*len(t.columns) {
		t.flush(ctx)
	}
	return nil
}

// flush inserts what has been collected.
func (t *table) flush(ctx context.Context) {
	if rows := len(t.values) / len(t.columns); rows > 0 {
		t.exec(ctx, t.insert(rows), t.values...)
	}
	t.values = t.values[:0]
}

// exec executes a statement about the table, unless one has been refused before.
func (t *table) exec(ctx context.Context, text string, values ...any) {
	if t.writer.refused != nil {
		return
	}
	statement, err := t.in.prepare(ctx, text)
	if err == nil {
		_, err = statement.ExecContext(ctx, values...)
	}
	if err != nil {
		t.writer.refused = fmt.Errorf("%s: %w", t.name, err)
	}
}

// insert is the statement that inserts so many rows.
func (t *table) insert(rows int) string {
	row := "(" + strings.Repeat("?, ", len(t.columns)-1) + "?)"
	return "INSERT INTO " + t.name + " (" + strings.Join(t.columns, ", ") + ") VALUES " + strings.Repeat(row+", ", rows-1) + row
}
