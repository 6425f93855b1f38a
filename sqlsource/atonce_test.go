package sqlsource_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/sqlsource"
)

// handles returns handles of one database that is empty, as several programs have them.
func handles(t *testing.T, dialect sqlsource.Dialect, n int) []*sql.DB {
	path := filepath.Join(t.TempDir(), "facts.db")
	open := func() *sql.DB {
		db, err := sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(wal)&_pragma=busy_timeout(10000)")
		require.NoError(t, err)
		t.Cleanup(func() { db.Close() })
		return db
	}
	if dialect == sqlsource.Postgres {
		var name string
		require.NoError(t, postgres(t, "").QueryRow(`SELECT current_database()`).Scan(&name))
		s, err := startServer()
		require.NoError(t, err)
		open = func() *sql.DB { return s.open(t, name, "") }
	}
	var list []*sql.DB
	for range n {
		list = append(list, open())
	}
	return list
}

// atOnce calls a function for each handle at once, and wants no error.
func atOnce(t *testing.T, list []*sql.DB, call func(i int, db *sql.DB) error) {
	results := make(chan error)
	for i, db := range list {
		go func() { results <- call(i, db) }()
	}
	var errs []error
	for range list {
		errs = append(errs, <-results)
	}
	for _, err := range errs {
		require.NoError(t, err)
	}
}

func TestMigrateAtOnce(t *testing.T) {
	for _, dialect := range []sqlsource.Dialect{sqlsource.SQLite, sqlsource.Postgres} {
		t.Run(dialect.String(), func(t *testing.T) {
			for range 5 {
				list := handles(t, dialect, 4)
				atOnce(t, list, func(_ int, db *sql.DB) error { return sqlsource.Migrate(t.Context(), db, dialect) })
				require.NoError(t, sqlsource.Store(t.Context(), list[0], dialect, large(1)))
			}
		})
	}
}

// Of several that store at once, one is last, and what it stored is there wholly.
func TestStoreAtOnce(t *testing.T) {
	for _, dialect := range []sqlsource.Dialect{sqlsource.SQLite, sqlsource.Postgres} {
		t.Run(dialect.String(), func(t *testing.T) {
			list := handles(t, dialect, 4)
			require.NoError(t, sqlsource.Migrate(t.Context(), list[0], dialect))
			atOnce(t, list, func(i int, db *sql.DB) error {
				return sqlsource.Store(t.Context(), db, dialect, large(300+i))
			})
			at := portfolio(t).AsOf
			hub, err := sqlsource.Load(t.Context(), list[0], dialect)
			require.NoError(t, err)
			n := hub.At(at).Len()
			require.True(t, 300 <= n && n < 304)
			require.Equal(t, told(t, loadFrom(t, large(n)), at), told(t, hub, at))
		})
	}
}

// When a Store that was cancelled returns, its connection is not in use any more.
func TestCancelledStore(t *testing.T) {
	onTables(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		require.NoError(t, sqlsource.Store(t.Context(), db, dialect, large(7)))
		for range 20 {
			ctx, cancel := context.WithCancel(t.Context())
			err := sqlsource.Store(ctx, db, dialect, disturbed{large(500), 300, cancel})
			require.ErrorIs(t, err, context.Canceled)
			require.Zero(t, db.Stats().InUse)
		}
		hub, err := sqlsource.Load(t.Context(), db, dialect)
		require.NoError(t, err)
		require.Equal(t, 7, hub.At(portfolio(t).AsOf).Len())
	})
}

// A database in memory, which ends with its connection, survives a Store that is
// cancelled in the midst of a statement.
func TestCancelledStoreInMemory(t *testing.T) {
	db, err := sql.Open("sqlite", ":memory:")
	require.NoError(t, err)
	t.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	require.NoError(t, sqlsource.Migrate(t.Context(), db, sqlsource.SQLite))
	require.NoError(t, sqlsource.Store(t.Context(), db, sqlsource.SQLite, large(7)))
	data := large(10_000)
	for i := range 100 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i)*100*time.Microsecond)
		require.ErrorIs(t, sqlsource.Store(ctx, db, sqlsource.SQLite, data), context.DeadlineExceeded)
		cancel()
	}
	hub, err := sqlsource.Load(t.Context(), db, sqlsource.SQLite)
	require.NoError(t, err)
	require.Equal(t, 7, hub.At(portfolio(t).AsOf).Len())
}

// A source of no snapshot, or of one that is over, says so.
func TestNoSnapshot(t *testing.T) {
	onTables(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		require.NoError(t, sqlsource.Store(t.Context(), db, dialect, large(3)))
		closed, err := sqlsource.Open(t.Context(), db, dialect)
		require.NoError(t, err)
		loadFrom(t, closed)
		require.NoError(t, closed.Close())
		require.ErrorIs(t, readAll(t, closed), sqlsource.ErrClosed)
		require.EqualError(t, second(closed.ReadPartner(t.Context())), "sqlsource: the source is closed")
		for _, none := range []*sqlsource.Source{nil, {}} {
			require.EqualError(t, second(none.ReadPartner(t.Context())), "sqlsource: there is no snapshot; Open makes one")
			require.EqualError(t, readAll(t, none), "sqlsource: there is no snapshot; Open makes one")
			for _, part := range []partnerhub.Source{none.OfProduct("meetings"), none.SeenBy("a-1"), none.UsageWithin(partnerhub.Period{})} {
				require.EqualError(t, readAll(t, part), "sqlsource: there is no snapshot; Open makes one")
			}
			require.NoError(t, none.Close())
		}
	})
}

// readAll returns the error of all streams of a source, which is the same.
func readAll(t *testing.T, source partnerhub.Source) (err error) {
	for _, err = range source.ReadCustomers(t.Context()) {
		require.Error(t, err)
	}
	for _, other := range source.ReadSubscriptions(t.Context()) {
		require.Equal(t, err, other)
	}
	for _, other := range source.ReadTrials(t.Context()) {
		require.Equal(t, err, other)
	}
	for _, other := range source.ReadUsage(t.Context()) {
		require.Equal(t, err, other)
	}
	for _, other := range source.ReadAdmins(t.Context()) {
		require.Equal(t, err, other)
	}
	return err
}
