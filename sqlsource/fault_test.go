package sqlsource_test

import (
	"context"
	"database/sql"
	"iter"
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
	require.NoError(t, source.Close())
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
