package sqlsource

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// rowsPerInsert is how many rows go to the database at once, if the statement may have
// so many parameters.
const rowsPerInsert = 200

// table collects rows and inserts many at once.
type table struct {
	tx      *sql.Tx
	dialect Dialect
	name    string
	columns []string
	batch   int       // rows in a full statement
	full    *sql.Stmt // nil until it is needed
	values  []any
}

func newTable(tx *sql.Tx, dialect Dialect, name string, columns []string) *table {
	batch := min(rowsPerInsert, dialect.maxParameters()/len(columns))
	return &table{tx: tx, dialect: dialect, name: name, columns: columns, batch: batch}
}

// add inserts a row, now or with later ones.
func (t *table) add(ctx context.Context, values ...any) error {
	if t.values = append(t.values, values...); len(t.values) < t.batch*len(t.columns) {
		return nil
	}
	if t.full == nil {
		statement, err := t.tx.PrepareContext(ctx, t.insert(t.batch))
		if err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
		t.full = statement
	}
	return t.exec(ctx, t.full)
}

// flush inserts what is left.
func (t *table) flush(ctx context.Context) error {
	rows := len(t.values) / len(t.columns)
	if rows == 0 {
		return nil
	}
	statement, err := t.tx.PrepareContext(ctx, t.insert(rows))
	if err != nil {
		return fmt.Errorf("%s: %w", t.name, err)
	}
	defer statement.Close()
	return t.exec(ctx, statement)
}

func (t *table) exec(ctx context.Context, statement *sql.Stmt) error {
	if _, err := statement.ExecContext(ctx, t.values...); err != nil {
		return fmt.Errorf("%s: %w", t.name, err)
	}
	t.values = t.values[:0]
	return nil
}

// insert is the statement that inserts so many rows.
func (t *table) insert(rows int) string {
	row := "(" + strings.Repeat("?, ", len(t.columns)-1) + "?)"
	return t.dialect.text("INSERT INTO " + t.name + " (" + strings.Join(t.columns, ", ") + ") VALUES " + strings.Repeat(row+", ", rows-1) + row)
}
