package sqlsource_test

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/sqlsource"
)

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
			"sqlsource: usage[0]: the connection is cut":                                             failing{large(700), cut},
			"sqlsource: trials: the source has no such stream (nil)":                                 silent{large(1)},
			"sqlsource: subscriptions[1].orders[1].placedAt: the year 10000 is not within 1 to 9999": late,
			`sqlsource: customers[1].id: a second customer "a-0"`:                                    twice,
			"sqlsource: subscriptions[0].start: is missing":                                          noStart,
			`sqlsource: subscriptions[1].customerId: there is no customer "nobody"`:                  lost,
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

// What the host's own rules refuse names the table, and leaves everything as it was.
func TestStoreThatTheDatabaseRefuses(t *testing.T) {
	rule := map[sqlsource.Dialect]string{
		sqlsource.Postgres: `ALTER TABLE licenses ADD CONSTRAINT few CHECK (quantity < 300)`,
		sqlsource.SQLite:   `CREATE TRIGGER few BEFORE INSERT ON licenses WHEN new.quantity >= 300 BEGIN SELECT RAISE(ABORT, 'few'); END`,
	}
	onTables(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		_, err := db.Exec(rule[dialect])
		require.NoError(t, err)
		require.NoError(t, sqlsource.Store(t.Context(), db, dialect, large(7)))
		for _, customers := range []int{301, 900} { // refused in the last rows, or before
			err := sqlsource.Store(t.Context(), db, dialect, large(customers))
			require.ErrorContains(t, err, "sqlsource: licenses: ")
			require.ErrorContains(t, err, "few")
		}
		hub, err := sqlsource.Load(t.Context(), db, dialect)
		require.NoError(t, err)
		require.Equal(t, 7, hub.At(time.Unix(0, 0)).Len())
	})
}

// Connections go back without statements that nobody will execute again.
func TestStatementsAreClosed(t *testing.T) {
	db := postgres(t, "default_query_exec_mode=exec")
	db.SetMaxOpenConns(1)
	require.NoError(t, sqlsource.Migrate(t.Context(), db, sqlsource.Postgres))
	require.NoError(t, sqlsource.Store(t.Context(), db, sqlsource.Postgres, large(300)))
	require.NoError(t, second(sqlsource.Load(t.Context(), db, sqlsource.Postgres)))
	var left int
	require.NoError(t, db.QueryRow(`SELECT count(*) FROM pg_prepared_statements`).Scan(&left))
	require.Zero(t, left)
}

// The faults of the facts are those that Load finds: all of them, with their places,
// whatever the database says of the rows around them.
func TestStoreNamesFaults(t *testing.T) {
	onTables(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		data := large(300)
		data.Usage[6] = data.Usage[5]
		data.Usage[9].EntitlementID = "ghost"
		data.Customers[280].ID = data.Customers[3].ID
		data.Subscriptions[7].TermValue = partnerhub.Money{Amount: decimal.New(1, 2_000_000_000), Currency: "EUR"}
		data.Admins[4].CustomerIDs = []string{"a-0", "nobody"}
		err := sqlsource.Store(t.Context(), db, dialect, data)
		var faults *partnerhub.DataError
		require.ErrorAs(t, err, &faults)
		var places []string
		for _, fault := range faults.Faults {
			places = append(places, fault.Place)
		}
		require.Subset(t, places, []string{
			"customers[280].id", "subscriptions[7].termValue.amount", "subscriptions[280].customerId", "usage[9].entitlementId", "admins[4].customerIds[1]",
		})
		require.True(t, strings.HasPrefix(err.Error(), "sqlsource: customers[280].id: a second customer "), err)

		data = large(300)
		data.Usage[6] = data.Usage[5]
		_, loaded := partnerhub.Load(t.Context(), data)
		require.ErrorContains(t, loaded, "partnerhub: usage[6]")
		require.EqualError(t, sqlsource.Store(t.Context(), db, dialect, data), strings.Replace(loaded.Error(), "partnerhub: ", "sqlsource: ", 1))
	})
}

// What PostgreSQL can't hold is named; SQLite holds it.
func TestStoreOfTextsThatPostgresCannotHold(t *testing.T) {
	nul := large(9)
	nul.Customers[6].Name = "a\x00b"
	nulTag := large(9)
	nulTag.Customers[8].Tags = []string{"a", "\x00"}
	long := large(9)
	long.Subscriptions[2].ID = strings.Repeat("x", 1301)
	long.Usage = nil
	onTables(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		for want, data := range map[string]*partnerhub.Dataset{
			`sqlsource: customers[6]: customers.name: "a\x00b" has a NUL, which PostgreSQL can't hold`:    nul,
			`sqlsource: customers[8]: customer_tags.tag: "\x00" has a NUL, which PostgreSQL can't hold`:   nulTag,
			`sqlsource: subscriptions[2]: entitlements.id: an id of 1301 bytes: PostgreSQL can hold 1300`: long,
		} {
			err := sqlsource.Store(t.Context(), db, dialect, data)
			if dialect == sqlsource.Postgres {
				require.EqualError(t, err, want)
				continue
			}
			require.NoError(t, err)
			hub, err := sqlsource.Load(t.Context(), db, dialect)
			require.NoError(t, err)
			at := time.Date(2026, 1, 20, 0, 0, 0, 0, time.UTC)
			require.Equal(t, told(t, loadFrom(t, data), at), told(t, hub, at))
		}
	})
}

// Ids as long as they may be fit into the indexes of two, even when they can't be
// compressed.
func TestLongIDs(t *testing.T) {
	noise := rand.New(rand.NewPCG(1, 2))
	id := func() string {
		bytes := make([]byte, 1300)
		for i := range bytes {
			bytes[i] = byte(' ' + noise.IntN(95))
		}
		return string(bytes)
	}
	data := large(1)
	data.Partner.ID, data.Customers[0].ID, data.Subscriptions[0].ID, data.Admins = id(), id(), id(), data.Admins[:1]
	data.Admins[0].ID, data.Admins[0].CustomerIDs = id(), []string{data.Customers[0].ID}
	product := partnerhub.Product(strings.Repeat("p", 64))
	data.Subscriptions[0].CustomerID, data.Subscriptions[0].Licenses[0].Product = data.Customers[0].ID, product
	for i := range data.Usage {
		data.Usage[i].EntitlementID, data.Usage[i].Product = data.Subscriptions[0].ID, product
	}
	onTables(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		require.NoError(t, sqlsource.Store(t.Context(), db, dialect, data))
		hub, err := sqlsource.Load(t.Context(), db, dialect)
		require.NoError(t, err)
		at := time.Date(2026, 1, 20, 0, 0, 0, 0, time.UTC)
		require.Equal(t, told(t, loadFrom(t, data), at), told(t, hub, at))
	})
}
