package sqlsource

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
)

//go:embed migrations
var migrations embed.FS

// schemaVersion is the latest migration.
const schemaVersion = 1

// tables are those that facts are in, what belongs to others after them, with their
// columns.
var tables = []tableColumns{
	{"partner", []string{"id", "name", "plan_reviewed_at", "terms_accepted_at", "completed_at"}},
	{"customers", []string{"id", "name", "managed_by", "country", "launch_url", "last_admin_sign_in", "admin_never_signed_in"}},
	{"customer_tags", []string{"customer_id", "position", "tag"}},
	{"entitlements", []string{
		"id", "customer_id", "trial", "starts_at", "ends_at", "ordered_at", "renewal",
		"provisioned_at", "suspended_at", "cancelled_at", "term_amount", "term_currency",
	}},
	{"licenses", []string{"entitlement_id", "position", "product", "quantity"}},
	{"orders", []string{"entitlement_id", "position", "number", "placed_at", "kind", "amount", "currency"}},
	{"order_lines", []string{"entitlement_id", "order_position", "position", "product", "delta"}},
	{"invoices", []string{"entitlement_id", "position", "number", "issued_at", "due_at", "paid_at", "amount", "currency"}},
	{"usage_samples", []string{"entitlement_id", "product", "day", "assigned", "used", "used_quarter"}},
	{"admins", []string{"id", "name", "email", "role"}},
	{"admin_customers", []string{"admin_id", "position", "customer_id"}},
}

// tableColumns are the columns of a table.
type tableColumns struct {
	name    string
	columns []string
}

// ErrSchema is what an error wraps when the tables of a database are not those that this
// version of the package knows.
var ErrSchema = errors.New("sqlsource: the schema does not fit")

// Migrate makes the tables in a database, or brings those of an earlier version up to
// this one, in one transaction. Where nothing is to be done it does nothing. Several
// programs may call it at once: one does it, and the others wait. (SQLite waits as long
// as the busy timeout of a connection, which is 0 unless the host sets it.)
//
// It fails with an error that wraps [ErrSchema], and changes nothing, when the tables
// are of a later version, or were changed by hand.
func Migrate(ctx context.Context, db *sql.DB, dialect Dialect) error {
	if err := checkDatabase(db, dialect); err != nil {
		return err
	}
	return writing(ctx, db, dialect, func(t *transaction) error {
		if err := t.migrate(ctx); err != nil {
			return err
		}
		return t.checkSchema(ctx)
	})
}

// migrate applies the migrations that are missing. The version table is made by hand,
// as it says which are.
func (t *transaction) migrate(ctx context.Context) error {
	found, err := t.columns(ctx)
	if err == nil && found["partnerhub_schema"] == nil {
		_, err = t.conn.ExecContext(ctx, `CREATE TABLE partnerhub_schema (version bigint NOT NULL PRIMARY KEY)`)
	}
	if err != nil {
		return err
	}
	version, err := t.version(ctx)
	if err != nil || version >= schemaVersion {
		return err
	}
	files, err := fs.Glob(migrations, "migrations/"+t.dialect.String()+"/*.sql")
	if err != nil {
		return err
	}
	for i, file := range files[version:] {
		if err := t.apply(ctx, file, version+i+1); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}

// apply applies a migration.
func (t *transaction) apply(ctx context.Context, file string, version int) error {
	text, err := fs.ReadFile(migrations, file)
	if err != nil {
		return err
	}
	if _, err := t.conn.ExecContext(ctx, string(text)); err != nil {
		return err
	}
	_, err = t.conn.ExecContext(ctx, fmt.Sprintf(`INSERT INTO partnerhub_schema (version) VALUES (%d)`, version))
	return err
}

// version is that of the tables; 0 if there are none yet.
func (t *transaction) version(ctx context.Context) (version int, err error) {
	row := t.conn.QueryRowContext(ctx, `SELECT coalesce(max(version), 0) FROM partnerhub_schema`)
	return version, row.Scan(&version)
}

// checkSchema checks that the tables are those of this version.
func (t *transaction) checkSchema(ctx context.Context) error {
	found, err := t.columns(ctx)
	if err != nil {
		return err
	}
	if found["partnerhub_schema"] == nil {
		return fmt.Errorf("%w: there are no tables; Migrate makes them", ErrSchema)
	}
	version, err := t.version(ctx)
	if err != nil {
		return err
	}
	if version != schemaVersion {
		return versionError(version)
	}
	for _, table := range tables {
		if found[table.name] == nil {
			return fmt.Errorf("%w: the table %s is missing; %s", ErrSchema, table.name, advice)
		}
		for _, column := range table.columns {
			if !slices.Contains(found[table.name], column) {
				return fmt.Errorf("%w: the column %s.%s is missing; %s", ErrSchema, table.name, column, advice)
			}
		}
	}
	return nil
}

// advice is for tables that somebody changed by hand, of which nobody knows how.
const advice = "restore it, or drop all tables, partnerhub_schema too, for Migrate and Store to make anew"

// versionError tells of tables of another version: those of a later one are for a later
// program.
func versionError(version int) error {
	text := "a later program made them"
	if version < schemaVersion {
		text = "Migrate brings them up to it"
	}
	return fmt.Errorf("%w: the tables have version %d, this program knows %d; %s", ErrSchema, version, schemaVersion, text)
}

// columns returns the columns that tables have, by table.
func (t *transaction) columns(ctx context.Context) (map[string][]string, error) {
	rows, err := t.conn.QueryContext(ctx, t.dialect.columns())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found := map[string][]string{}
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			return nil, err
		}
		found[table] = append(found[table], column)
	}
	return found, rows.Err()
}
