package sqlsource

import (
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
)

// Dialect is the kind of a database. The zero Dialect is not valid.
type Dialect uint8

// The databases that there are tables for.
const (
	Postgres Dialect = iota + 1
	SQLite
)

// String returns postgres or sqlite.
func (d Dialect) String() string {
	switch d {
	case Postgres:
		return "postgres"
	case SQLite:
		return "sqlite"
	}
	return fmt.Sprintf("Dialect(%d)", uint8(d))
}

func (d Dialect) check() error {
	if d != Postgres && d != SQLite {
		return fmt.Errorf("sqlsource: %s is not a dialect: Postgres or SQLite", d)
	}
	return nil
}

// options are those of a snapshot. In SQLite, every transaction is one.
func (d Dialect) options() *sql.TxOptions {
	if d == SQLite {
		return &sql.TxOptions{ReadOnly: true}
	}
	return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
}

// text is a query as the database wants it. Queries are written with a ? for each
// value.
func (d Dialect) text(query string) string {
	if d == SQLite {
		return query
	}
	var text strings.Builder
	for i, piece := range strings.Split(query, "?") {
		if i > 0 {
			text.WriteString("$" + strconv.Itoa(i))
		}
		text.WriteString(piece)
	}
	return text.String()
}

// maxParameters is how many parameters a statement may have.
func (d Dialect) maxParameters() int {
	if d == SQLite {
		return 32_766
	}
	return 65_535
}

// tableExists is the query whether there is a table of a name.
func (d Dialect) tableExists() string {
	if d == SQLite {
		return `SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?)`
	}
	return `SELECT to_regclass(?) IS NOT NULL`
}

func (d Dialect) goose() goose.Dialect {
	if d == SQLite {
		return goose.DialectSQLite3
	}
	return goose.DialectPostgres
}
