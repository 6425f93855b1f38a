package sqlsource_test

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"maps"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/sqlsource"
)

// nothingLeft fails when a database has a connection in use, or there are more
// goroutines than there were.
func nothingLeft(t *testing.T, db *sql.DB, goroutines int) {
	require.Zero(t, db.Stats().InUse)
	require.NoError(t, db.Close())
	for range 100 {
		if runtime.NumGoroutine() <= goroutines {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	require.LessOrEqual(t, runtime.NumGoroutine(), goroutines)
}

// filled is a database of a server that has facts, and a second handle of it.
func filled(t *testing.T, options string, data *partnerhub.Dataset) (db, other *sql.DB) {
	db = postgres(t, options)
	s, err := startServer()
	require.NoError(t, err)
	var name string
	require.NoError(t, db.QueryRow(`SELECT current_database()`).Scan(&name))
	other = s.open(t, name, "")
	require.NoError(t, sqlsource.Migrate(t.Context(), other, sqlsource.Postgres))
	require.NoError(t, sqlsource.Store(t.Context(), other, sqlsource.Postgres, data))
	require.NoError(t, db.Ping())
	require.NoError(t, other.Ping())
	return db, other
}

// disturbed is a source during whose stream of customers something happens.
type disturbed struct {
	partnerhub.Source
	at    int
	event func()
}

func (d disturbed) ReadCustomers(ctx context.Context) iter.Seq2[partnerhub.Customer, error] {
	return func(yield func(partnerhub.Customer, error) bool) {
		read := 0
		for customer, err := range d.Source.ReadCustomers(ctx) {
			if read++; read == d.at {
				d.event()
			}
			if !yield(customer, err) {
				return
			}
		}
	}
}

func TestConnectionIsCut(t *testing.T) {
	db, other := filled(t, "", large(3000))
	before := runtime.NumGoroutine() - 1 // the handle of db has one, until it is closed
	source, err := sqlsource.Open(t.Context(), db, sqlsource.Postgres)
	require.NoError(t, err)
	hub, err := partnerhub.Load(t.Context(), disturbed{source, 1500, func() {
		var cut int
		require.NoError(t, other.QueryRow(`SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
			WHERE datname = current_database() AND state = 'idle in transaction'`).Scan(&cut))
		require.Equal(t, 1, cut)
	}})
	require.Nil(t, hub)
	require.ErrorContains(t, err, "partnerhub: customers[2000]: sqlsource: ")
	require.ErrorContains(t, err, "terminating connection due to administrator command")
	source.Close() // it may say that the connection is gone, which is known
	nothingLeft(t, db, before)
}

// lock is a transaction that lets nobody read a table.
func lock(t *testing.T, db *sql.DB, table string) *sql.Tx {
	tx, err := db.Begin()
	require.NoError(t, err)
	_, err = tx.Exec("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE")
	require.NoError(t, err)
	return tx
}

func TestStatementTimeout(t *testing.T) {
	db, other := filled(t, "statement_timeout=1000", large(10))
	before := runtime.NumGoroutine() - 1
	tx := lock(t, other, "usage_samples")
	hub, err := sqlsource.Load(t.Context(), db, sqlsource.Postgres)
	require.Nil(t, hub)
	require.ErrorContains(t, err, "partnerhub: usage[0]: sqlsource: ERROR: canceling statement due to statement timeout")
	require.NoError(t, tx.Rollback())
	hub, err = sqlsource.Load(t.Context(), db, sqlsource.Postgres)
	require.NoError(t, err)
	require.Equal(t, 10, hub.At(time.Unix(0, 0)).Len())
	nothingLeft(t, db, before)
}

// A context that ends while the database is at work ends the wait.
func TestCancelledAtWork(t *testing.T) {
	db, other := filled(t, "", large(10))
	before := runtime.NumGoroutine() - 1
	tx := lock(t, other, "customers")
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	_, err := sqlsource.Load(ctx, db, sqlsource.Postgres)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.NoError(t, tx.Rollback())
	cancel()
	nothingLeft(t, db, before)
}

func TestSchemaThatDoesNotFit(t *testing.T) {
	onEach(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		const none = "sqlsource: the schema does not fit: there are no tables; Migrate makes them"
		for _, err := range []error{second(sqlsource.Open(t.Context(), db, dialect)), sqlsource.Store(t.Context(), db, dialect, large(1))} {
			require.ErrorIs(t, err, sqlsource.ErrSchema)
			require.EqualError(t, err, none)
		}
		require.NoError(t, sqlsource.Migrate(t.Context(), db, dialect))
		require.NoError(t, sqlsource.Migrate(t.Context(), db, dialect), "a second time there is nothing to do")
		require.NoError(t, sqlsource.Store(t.Context(), db, dialect, large(1)))
		_, err := db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (7, ` + map[sqlsource.Dialect]string{sqlsource.Postgres: "true", sqlsource.SQLite: "1"}[dialect] + `)`)
		require.NoError(t, err)
		for _, err := range []error{
			second(sqlsource.Load(t.Context(), db, dialect)), sqlsource.Store(t.Context(), db, dialect, large(1)), sqlsource.Migrate(t.Context(), db, dialect),
		} {
			require.ErrorIs(t, err, sqlsource.ErrSchema)
			require.EqualError(t, err, "sqlsource: the schema does not fit: the tables have version 7, this program knows 1")
		}
		require.Zero(t, db.Stats().InUse)
	})
}

// What other programs may write and the contract forbids is named.
func TestRowsThatViolateTheContract(t *testing.T) {
	change := map[string]string{
		`UPDATE licenses SET quantity = -3`:                                  `partnerhub: subscriptions[0].licenses[0].quantity: -3 is negative`,
		`UPDATE entitlements SET ends_at = starts_at`:                        `partnerhub: subscriptions[0].end: `,
		`UPDATE entitlements SET renewal = 'sometimes'`:                      `partnerhub: subscriptions[0]: sqlsource: sql: Scan error on column index 5, name "renewal": partnerhub: `,
		`UPDATE entitlements SET term_currency = 'EUR'`:                      `partnerhub: subscriptions[0]: sqlsource: entitlement "s-a-0": partnerhub: `,
		`UPDATE admins SET role = 'boss'`:                                    `partnerhub: admins[0]: sqlsource: sql: Scan error on column index 3, name "role": partnerhub: `,
		`UPDATE usage_samples SET product = 'calling'`:                       `partnerhub: usage[0].product: "s-a-0" has no license line of "calling"`,
		`UPDATE customers SET name = ''`:                                     `partnerhub: customers[0].name: `,
		`DELETE FROM partner`:                                                `partnerhub: partner: sqlsource: the table partner is empty`,
		`INSERT INTO partner (id, name) VALUES ('org-1', 'x')`:               `partnerhub: partner: sqlsource: the table partner has 2 partners instead of one`,
		`UPDATE entitlements SET term_amount = 'NaN', term_currency = 'EUR'`: `partnerhub: subscriptions[0]: sqlsource: entitlement "s-a-0": partnerhub: `,
	}
	noInstant := map[sqlsource.Dialect]string{sqlsource.Postgres: "'infinity'", sqlsource.SQLite: "'soon'"}
	onTables(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		change := maps.Clone(change)
		change[`UPDATE customers SET last_admin_sign_in = `+noInstant[dialect]] = `partnerhub: customers[0]: sqlsource: sql: Scan error on column index 5, name "last_admin_sign_in": `
		for statement, want := range change {
			require.NoError(t, sqlsource.Store(t.Context(), db, dialect, large(1)))
			_, err := db.Exec(statement)
			require.NoError(t, err, statement)
			hub, err := sqlsource.Load(t.Context(), db, dialect)
			require.Nil(t, hub, statement)
			require.ErrorContains(t, err, want, statement)
			require.Zero(t, db.Stats().InUse)
		}
	})
}

// failing is a source that fails after its customers.
type failing struct {
	partnerhub.Source
	err error
}

func (f failing) ReadUsage(context.Context) iter.Seq2[partnerhub.UsageSample, error] {
	return func(yield func(partnerhub.UsageSample, error) bool) { yield(partnerhub.UsageSample{}, f.err) }
}

// silent is a source without a stream.
type silent struct{ partnerhub.Source }

func (silent) ReadTrials(context.Context) iter.Seq2[partnerhub.Trial, error] { return nil }

// What can't be stored leaves everything as it was.
func TestStoreIsAllOrNothing(t *testing.T) {
	cut := errors.New("the connection is cut")
	late := large(2)
	late.Subscriptions[1].Orders = []partnerhub.Order{{Number: "1"}, {Number: "2", PlacedAt: time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)}}
	twice := large(2)
	twice.Customers[1].ID = twice.Customers[0].ID
	lost := large(2)
	lost.Subscriptions[1].CustomerID = "nobody"
	noStart := large(2)
	noStart.Subscriptions[0].Start = time.Time{}
	onTables(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		before := portfolio(t)
		require.NoError(t, sqlsource.Store(t.Context(), db, dialect, before))
		want := told(t, loadFrom(t, before), before.AsOf)
		for want, source := range map[string]partnerhub.Source{
			"sqlsource: usage[0]: the connection is cut":                                                                failing{large(700), cut},
			"sqlsource: trials: the source has no such stream (nil)":                                                    silent{large(1)},
			"sqlsource: subscriptions[1]: orders[1]: placedAt: 10000-01-01T00:00:00Z is not within the years 0 to 9999": late,
			"sqlsource: customers: ":    twice,
			"sqlsource: entitlements: ": noStart,
			"sqlsource: ":               lost,
		} {
			err := sqlsource.Store(t.Context(), db, dialect, source)
			require.ErrorContains(t, err, want)
		}
		require.ErrorIs(t, sqlsource.Store(t.Context(), db, dialect, failing{large(1), cut}), cut)
		cancelled, cancel := context.WithCancel(t.Context())
		cancel()
		require.ErrorIs(t, sqlsource.Store(cancelled, db, dialect, large(1)), context.Canceled)
		hub, err := sqlsource.Load(t.Context(), db, dialect)
		require.NoError(t, err)
		require.Equal(t, want, told(t, hub, before.AsOf))
		require.Zero(t, db.Stats().InUse)
	})
}

// Texts are data, whatever they look like.
func TestHostileTexts(t *testing.T) {
	onTables(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		data := large(3)
		for i, text := range []string{`'; DROP TABLE customers; --`, `$1 ? \ " %s`, "é ☃ \u202e"} {
			data.Customers[i].Name = text
			data.Customers[i].Tags = []string{text}
		}
		require.NoError(t, sqlsource.Store(t.Context(), db, dialect, data))
		hub, err := sqlsource.Load(t.Context(), db, dialect)
		require.NoError(t, err)
		at := time.Date(2026, 1, 20, 0, 0, 0, 0, time.UTC)
		require.Equal(t, told(t, loadFrom(t, data), at), told(t, hub, at))
		source, err := sqlsource.Open(t.Context(), db, dialect)
		require.NoError(t, err)
		defer source.Close()
		_, err = partnerhub.Load(t.Context(), source.SeenBy("' OR 1 = 1 --"))
		require.ErrorIs(t, err, partnerhub.ErrUnknownAdmin)
	})
}

// Migrations may be called by several programs at once.
func TestMigrateAtOnce(t *testing.T) {
	db := postgres(t, "")
	results := make(chan error)
	for range 4 {
		go func() { results <- sqlsource.Migrate(t.Context(), db, sqlsource.Postgres) }()
	}
	for range 4 {
		require.NoError(t, <-results)
	}
	require.NoError(t, sqlsource.Store(t.Context(), db, sqlsource.Postgres, large(1)))
}
