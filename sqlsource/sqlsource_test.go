package sqlsource_test

import (
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
	"github.com/partnerhub/partnerhub/sourcetest"
	"github.com/partnerhub/partnerhub/sqlsource"
	"github.com/partnerhub/partnerhub/testdata"
)

// sqlite returns an empty database in a file that goes away.
func sqlite(t testing.TB) *sql.DB {
	path := filepath.Join(t.TempDir(), "facts.db")
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=foreign_keys(1)&_pragma=journal_mode(wal)&_pragma=synchronous(0)&_pragma=busy_timeout(10000)")
	require.NoError(t, err)
	t.Cleanup(func() { db.Close() })
	return db
}

// onEach runs a test on an empty database of each kind.
func onEach(t *testing.T, test func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect)) {
	t.Run("sqlite", func(t *testing.T) { test(t, sqlite(t), sqlsource.SQLite) })
	t.Run("postgres", func(t *testing.T) { test(t, postgres(t, ""), sqlsource.Postgres) })
}

// onTables runs a test on a database with tables.
func onTables(t *testing.T, test func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect)) {
	onEach(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		require.NoError(t, sqlsource.Migrate(t.Context(), db, dialect))
		test(t, db, dialect)
	})
}

func marshal(t testing.TB, value any) string {
	text, err := json.Marshal(value)
	require.NoError(t, err)
	return string(text)
}

// told is all that a hub tells at an instant.
func told(t testing.TB, hub *partnerhub.Hub, at time.Time) string {
	view := hub.At(at)
	own, exists := view.OwnOrganization()
	all := []any{view.Partner(), own, exists, view.StatusCounts()}
	for _, product := range view.Products() {
		report, err := view.Report(t.Context(), product, partnerhub.TrendOptions{Points: 3})
		require.NoError(t, err)
		all = append(all, report)
	}
	for id := range view.IDs() {
		detail, err := view.Customer(id)
		require.NoError(t, err)
		all = append(all, detail)
	}
	return marshal(t, all)
}

func portfolio(t testing.TB) *partnerhub.Dataset {
	data, err := partnerhub.ParseDataset(testdata.Portfolio())
	require.NoError(t, err)
	return data
}

func loadFrom(t testing.TB, source partnerhub.Source) *partnerhub.Hub {
	hub, err := partnerhub.Load(t.Context(), source)
	require.NoError(t, err)
	return hub
}

// nanoseconds are the digits of an instant after its microseconds.
var nanoseconds = regexp.MustCompile(`(T\d\d:\d\d:\d\d\.\d{6})\d+`)

// rounded is a dataset without what is finer than a microsecond.
func rounded(t testing.TB, data *partnerhub.Dataset) *partnerhub.Dataset {
	data, err := partnerhub.ParseDataset(nanoseconds.ReplaceAll([]byte(marshal(t, data)), []byte("$1")))
	require.NoError(t, err)
	return data
}

// What comes out of a database tells what went in.
func TestFactsSurvive(t *testing.T) {
	onTables(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		stored := 0
		for seed := range uint64(150) {
			data := testkit.Random(seed, int(seed%15))
			if dialect == sqlsource.Postgres {
				data = rounded(t, data)
			}
			if _, err := partnerhub.Load(t.Context(), data); err != nil {
				continue // what was a nanosecond long ends when it starts
			}
			stored++
			require.NoError(t, sqlsource.Store(t.Context(), db, dialect, data), seed)
			hub, err := sqlsource.Load(t.Context(), db, dialect)
			require.NoError(t, err, seed)
			require.Equal(t, told(t, loadFrom(t, data), data.AsOf), told(t, hub, data.AsOf), seed)
		}
		require.Greater(t, stored, 20)
	})
}

// finer are the conformance datasets that turn on nanoseconds.
var finer = map[string]bool{"09-offsets.dataset.json": true, "10-mid-size.dataset.json": true}

// The conformance datasets give their reports by way of a database, but for those that
// PostgreSQL can't hold: it refuses them.
func TestConformance(t *testing.T) {
	onTables(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		folder := filepath.Join("..", "testdata", "conformance")
		files, err := filepath.Glob(filepath.Join(folder, "*.dataset.json"))
		require.NoError(t, err)
		require.NotEmpty(t, files)
		for _, file := range files {
			document, err := os.ReadFile(file)
			require.NoError(t, err)
			data, err := partnerhub.ParseDataset(document)
			require.NoError(t, err)
			err = sqlsource.Store(t.Context(), db, dialect, data)
			if dialect == sqlsource.Postgres && finer[filepath.Base(file)] {
				require.ErrorContains(t, err, "is finer than a microsecond")
				continue
			}
			require.NoError(t, err, file)
			hub, err := sqlsource.Load(t.Context(), db, dialect)
			require.NoError(t, err)
			checkReports(t, hub, strings.TrimSuffix(file, ".dataset.json"))
		}
	})
}

func checkReports(t *testing.T, hub *partnerhub.Hub, name string) {
	reports, err := filepath.Glob(name + ".*.report.json")
	require.NoError(t, err)
	require.NotEmpty(t, reports)
	for _, file := range reports {
		parts := strings.Split(filepath.Base(file), ".")
		at, err := time.Parse("20060102T150405Z", parts[1])
		require.NoError(t, err)
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		var points struct{ Trend []any }
		require.NoError(t, json.Unmarshal(want, &points))
		view := hub.At(at)
		if admin := parts[3]; admin != "report" {
			view, err = view.As(admin)
			require.NoError(t, err)
		}
		report, err := view.Report(t.Context(), partnerhub.Product(parts[2]), partnerhub.TrendOptions{Points: len(points.Trend)})
		require.NoError(t, err)
		require.JSONEq(t, string(want), marshal(t, report), file)
	}
}

// The source, and the parts that it makes itself, are read like every source.
func TestSource(t *testing.T) {
	onTables(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		for _, data := range []*partnerhub.Dataset{portfolio(t), {Partner: partnerhub.Partner{ID: "org-0"}}, large(5000)} {
			require.NoError(t, sqlsource.Store(t.Context(), db, dialect, data))
			source, err := sqlsource.Open(t.Context(), db, dialect)
			require.NoError(t, err)
			require.NoError(t, sourcetest.Check(t.Context(), source))
			require.NoError(t, source.Close())
			require.NoError(t, source.Close())
			require.Zero(t, db.Stats().InUse)
		}
	})
}

// large is a dataset of several pages.
func large(customers int) *partnerhub.Dataset {
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}}
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range customers {
		id := string(rune('a'+i%26)) + strings.Repeat("x", i%7) + "-" + strconv.Itoa(i)
		data.Customers = append(data.Customers, partnerhub.Customer{ID: id, Name: id, Tags: []string{"b", "a"}})
		s := partnerhub.Subscription{ID: "s-" + id, CustomerID: id, Start: start, Licenses: []partnerhub.License{{Product: "meetings", Quantity: int64(i)}}}
		data.Subscriptions = append(data.Subscriptions, s)
		for week := range 2 {
			data.Usage = append(data.Usage, partnerhub.UsageSample{EntitlementID: s.ID, Product: "meetings", Date: start.AddDate(0, 0, 7*week), Assigned: partnerhub.Known(1)})
		}
	}
	for i := range 120 {
		data.Admins = append(data.Admins, partnerhub.Admin{ID: "a-" + strconv.Itoa(i), Role: partnerhub.RoleAdmin, CustomerIDs: []string{data.Customers[i%customers].ID}})
	}
	return data
}

// A part of a part, in any order, and of two administrators.
func TestPartsOfParts(t *testing.T) {
	onTables(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		data := portfolio(t)
		require.NoError(t, sqlsource.Store(t.Context(), db, dialect, data))
		source, err := sqlsource.Open(t.Context(), db, dialect)
		require.NoError(t, err)
		defer source.Close()
		period := partnerhub.Period{From: data.AsOf.AddDate(0, -1, 0), Until: data.AsOf}
		narrow := func(s partnerhub.Source, products []partnerhub.Product, admins ...string) partnerhub.Source {
			for _, product := range products {
				s, err = partnerhub.OfProduct(s, product)
				require.NoError(t, err)
			}
			for _, admin := range admins {
				s, err = partnerhub.SeenBy(s, admin)
				require.NoError(t, err)
			}
			s, err = partnerhub.UsageWithin(s, period)
			require.NoError(t, err)
			return s
		}
		for _, products := range [][]partnerhub.Product{nil, {"calling"}, {"calling", "calling"}, {"calling", "meetings"}} {
			for _, admins := range [][]string{nil, {"a-2"}, {"a-1", "a-4"}, {"a-2", "a-5"}} {
				want := narrow(data, products, admins...)
				got := narrow(source, products, admins...)
				require.Equal(t, told(t, loadFrom(t, want), data.AsOf), told(t, loadFrom(t, got), data.AsOf), "%v %v", products, admins)
			}
		}
		_, err = partnerhub.Load(t.Context(), narrow(source, nil, "nobody"))
		require.ErrorIs(t, err, partnerhub.ErrUnknownAdmin)
		require.EqualError(t, err, `partnerhub: customers[0]: sqlsource: unknown administrator "nobody"`)
	})
}

// A snapshot stays what it is while others write, and a fresh one has what they wrote.
func TestSnapshot(t *testing.T) {
	onTables(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		before, after := portfolio(t), large(30)
		require.NoError(t, sqlsource.Store(t.Context(), db, dialect, before))
		source, err := sqlsource.Open(t.Context(), db, dialect)
		require.NoError(t, err)
		defer source.Close()
		require.NoError(t, sqlsource.Store(t.Context(), db, dialect, after))
		require.Equal(t, told(t, loadFrom(t, before), before.AsOf), told(t, loadFrom(t, source), before.AsOf))
		hub, err := sqlsource.Load(t.Context(), db, dialect)
		require.NoError(t, err)
		require.Equal(t, told(t, loadFrom(t, after), before.AsOf), told(t, hub, before.AsOf))
	})
}

// Streams that are read at the same time, one inside the other and side by side, don't
// disturb one another.
func TestStreamsTakeTurns(t *testing.T) {
	onTables(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		data := large(2500)
		require.NoError(t, sqlsource.Store(t.Context(), db, dialect, data))
		source, err := sqlsource.Open(t.Context(), db, dialect)
		require.NoError(t, err)
		defer source.Close()
		ended := make(chan error)
		go func() {
			_, err := partnerhub.Load(t.Context(), source)
			ended <- err
		}()
		outer, inner := 0, 0
		for _, err := range source.ReadCustomers(t.Context()) {
			require.NoError(t, err)
			if outer++; outer%1000 == 1 {
				for _, err := range source.ReadSubscriptions(t.Context()) {
					require.NoError(t, err)
					inner++
				}
			}
		}
		require.NoError(t, <-ended)
		require.Equal(t, []int{2500, 3 * 2500}, []int{outer, inner})
	})
}

func TestNoDatabase(t *testing.T) {
	db := sqlite(t)
	for _, err := range []error{
		sqlsource.Migrate(t.Context(), nil, sqlsource.SQLite), sqlsource.Store(t.Context(), nil, sqlsource.SQLite, portfolio(t)),
		second(sqlsource.Open(t.Context(), nil, sqlsource.SQLite)), second(sqlsource.Load(t.Context(), nil, sqlsource.SQLite)),
	} {
		require.EqualError(t, err, "sqlsource: there is no database (nil)")
	}
	for _, err := range []error{
		sqlsource.Migrate(t.Context(), db, 0), sqlsource.Store(t.Context(), db, 0, portfolio(t)), second(sqlsource.Open(t.Context(), db, 0)),
	} {
		require.EqualError(t, err, "sqlsource: Dialect(0) is not a dialect: Postgres or SQLite")
	}
	require.EqualError(t, sqlsource.Store(t.Context(), db, sqlsource.SQLite, nil), "sqlsource: there is no source (nil)")
}

func second[T any](_ T, err error) error { return err }
