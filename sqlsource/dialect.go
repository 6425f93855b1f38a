package sqlsource

import (
	"fmt"
	"strconv"
	"strings"
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

// beginReading begins a transaction in which repeated reads see the same. In SQLite,
// every transaction is one.
func (d Dialect) beginReading() string {
	if d == SQLite {
		return `BEGIN`
	}
	return `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`
}

// beginWriting begins a transaction that one at a time may be in, before it reads
// anything: what it read while another writes would be old when its turn comes.
// PostgreSQL may not have the tables yet, so what is locked is a number that stands for
// the schema.
func (d Dialect) beginWriting() string {
	if d == SQLite {
		return `BEGIN IMMEDIATE`
	}
	return `BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT pg_advisory_xact_lock(hashtextextended('partnerhub ' || current_schema(), 0))`
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

// columns is the query for the names of all tables and of their columns.
func (d Dialect) columns() string {
	if d == SQLite {
		return `SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type IN ('table', 'view')`
	}
	return `SELECT t.relname::text, c.attname::text FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid` +
		` WHERE t.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace) AND pg_table_is_visible(t.oid) AND c.attnum > 0 AND NOT c.attisdropped`
}
