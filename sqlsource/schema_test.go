package sqlsource_test

import (
	"database/sql"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/sqlsource"
)

func TestSchemaThatDoesNotFit(t *testing.T) {
	onEach(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		const none = "sqlsource: the schema does not fit: there are no tables; Migrate makes them"
		for _, err := range []error{second(sqlsource.Open(t.Context(), db, dialect)), sqlsource.Store(t.Context(), db, dialect, large(1))} {
			require.ErrorIs(t, err, sqlsource.ErrSchema)
			require.EqualError(t, err, none)
		}
		require.NoError(t, sqlsource.Migrate(t.Context(), db, dialect))
		require.NoError(t, sqlsource.Migrate(t.Context(), db, dialect), "a second time there is nothing to do")
		require.ErrorIs(t, second(sqlsource.Load(t.Context(), db, dialect)), sqlsource.ErrEmpty)
		require.NoError(t, sqlsource.Store(t.Context(), db, dialect, large(1)))
		_, err := db.Exec(`INSERT INTO partnerhub_schema (version) VALUES (7)`)
		require.NoError(t, err)
		for _, err := range []error{
			second(sqlsource.Load(t.Context(), db, dialect)), sqlsource.Store(t.Context(), db, dialect, large(1)), sqlsource.Migrate(t.Context(), db, dialect),
		} {
			require.ErrorIs(t, err, sqlsource.ErrSchema)
			require.EqualError(t, err, "sqlsource: the schema does not fit: the tables have version 7, this program knows 1; a later program made them")
		}
		require.Zero(t, db.Stats().InUse)
	})
}

// factTables are the tables of the README, what others refer to last, and the version.
var factTables = []string{
	"partner", "customer_tags", "licenses", "order_lines", "orders", "invoices", "usage_samples", "entitlements", "admin_customers", "admins", "customers",
	"partnerhub_schema",
}

// Tables that somebody changed by hand are named, and what the error advises works.
func TestTablesThatWereChanged(t *testing.T) {
	const advice = " is missing; restore it, or drop all tables, partnerhub_schema too, for Migrate and Store to make anew"
	onEach(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		for statement, want := range map[string]string{
			`DROP TABLE licenses`:                                  "the table licenses",
			`ALTER TABLE admins RENAME COLUMN email TO mail`:       "the column admins.email",
			`ALTER TABLE usage_samples RENAME COLUMN used TO uses`: "the column usage_samples.used",
		} {
			require.NoError(t, sqlsource.Migrate(t.Context(), db, dialect))
			require.NoError(t, sqlsource.Store(t.Context(), db, dialect, large(1)))
			_, err := db.Exec(statement)
			require.NoError(t, err)
			for _, err := range []error{
				second(sqlsource.Open(t.Context(), db, dialect)), sqlsource.Store(t.Context(), db, dialect, large(1)), sqlsource.Migrate(t.Context(), db, dialect),
			} {
				require.ErrorIs(t, err, sqlsource.ErrSchema)
				require.EqualError(t, err, "sqlsource: the schema does not fit: "+want+advice)
			}
			for _, table := range factTables {
				_, err := db.Exec(`DROP TABLE IF EXISTS ` + table)
				require.NoError(t, err)
			}
		}
	})
}

// A database that has tables of other programs is left as it was.
func TestMigrateIsAllOrNothing(t *testing.T) {
	onEach(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		_, err := db.Exec(`CREATE TABLE invoices (id integer)`)
		require.NoError(t, err)
		require.ErrorContains(t, sqlsource.Migrate(t.Context(), db, dialect), "already exists")
		for _, table := range []string{"partner", "partnerhub_schema"} {
			_, err := db.Exec(`SELECT * FROM ` + table)
			require.Error(t, err, table)
		}
	})
}

func TestWrongDialect(t *testing.T) {
	onEach(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		other := sqlsource.Postgres + sqlsource.SQLite - dialect
		for _, err := range []error{
			sqlsource.Migrate(t.Context(), db, other), sqlsource.Store(t.Context(), db, other, large(1)),
			second(sqlsource.Open(t.Context(), db, other)), second(sqlsource.Load(t.Context(), db, other)),
		} {
			require.EqualError(t, err, "sqlsource: the database is not of the dialect "+other.String())
		}
		require.Zero(t, db.Stats().InUse)
	})
}
