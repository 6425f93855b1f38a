package sqlsource_test

import (
	"database/sql"
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/sqlsource"
)

// benchCustomers are the customers of a benchmark. Each has two subscriptions of two
// lines, an order and an invoice each, and a sample a week and line for half a year.
const benchCustomers = 5000

// benchRows is the number of rows of all tables but those of administrators.
const benchRows = 1 + benchCustomers*(1+1+2*(1+2+1+1+1)+2*2*26)

func benchDataset() *partnerhub.Dataset {
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}}
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	products := []partnerhub.Product{partnerhub.Calling, partnerhub.Meetings}
	for i := range benchCustomers {
		id := fmt.Sprintf("c-%07d", i)
		data.Customers = append(data.Customers, partnerhub.Customer{ID: id, Name: "Customer " + id, Tags: []string{"gold"}})
		for j := range 2 {
			s := partnerhub.Subscription{
				ID: fmt.Sprintf("s-%07d-%d", i, j), CustomerID: id, Start: start, End: start.AddDate(1, 0, 0), Renewal: partnerhub.RenewalAuto,
				Orders:   []partnerhub.Order{{Number: id, PlacedAt: start, Kind: partnerhub.OrderNew, Lines: []partnerhub.OrderLine{{Product: products[0], Delta: 100}}}},
				Invoices: []partnerhub.Invoice{{Number: id, IssuedAt: start}},
			}
			for _, product := range products {
				s.Licenses = append(s.Licenses, partnerhub.License{Product: product, Quantity: 100})
				for week := range 26 {
					data.Usage = append(data.Usage, partnerhub.UsageSample{
						EntitlementID: s.ID, Product: product, Date: start.AddDate(0, 0, 7*week),
						Assigned: partnerhub.Known(80), Used: partnerhub.Known(int64(week)), UsedQuarter: partnerhub.Known(90),
					})
				}
			}
			data.Subscriptions = append(data.Subscriptions, s)
		}
	}
	for i := range 10 {
		admin := partnerhub.Admin{ID: fmt.Sprintf("a-%d", i), Role: partnerhub.RoleAdmin}
		for j := range 50 {
			admin.CustomerIDs = append(admin.CustomerIDs, data.Customers[50*i+j].ID)
		}
		data.Admins = append(data.Admins, admin)
	}
	return data
}

// BenchmarkPlainLoad is Load of the dataset in memory, to compare with.
func BenchmarkPlainLoad(b *testing.B) {
	data := benchDataset()
	benchmarkLoad(b, benchRows, func() partnerhub.Source { return data })
}

func BenchmarkStore(b *testing.B) {
	data := benchDataset()
	onTablesOf(b, func(b *testing.B, db *sql.DB, dialect sqlsource.Dialect) {
		for b.Loop() {
			require.NoError(b, sqlsource.Store(b.Context(), db, dialect, data))
		}
		b.ReportMetric(benchRows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	})
}

func BenchmarkLoad(b *testing.B) {
	onSourceOf(b, func(b *testing.B, source *sqlsource.Source) {
		b.Run("all", func(b *testing.B) { benchmarkLoad(b, benchRows, func() partnerhub.Source { return source }) })
		for _, pushed := range []bool{true, false} {
			name, from := "pushed", partnerhub.Source(source)
			if !pushed {
				name, from = "left out by the library", struct{ partnerhub.Source }{source}
			}
			b.Run("admin/"+name, func(b *testing.B) {
				benchmarkLoad(b, 0, func() partnerhub.Source { return part(b)(partnerhub.SeenBy(from, "a-3")) })
			})
			b.Run("product/"+name, func(b *testing.B) {
				benchmarkLoad(b, 0, func() partnerhub.Source { return part(b)(partnerhub.OfProduct(from, "calling")) })
			})
			period := partnerhub.Period{From: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)}
			b.Run("period/"+name, func(b *testing.B) {
				benchmarkLoad(b, 0, func() partnerhub.Source { return part(b)(partnerhub.UsageWithin(from, period)) })
			})
		}
	})
}

// BenchmarkMemory reads everything and keeps nothing: what it holds at most is the
// memory of a source.
func BenchmarkMemory(b *testing.B) {
	onSourceOf(b, func(b *testing.B, source *sqlsource.Source) {
		var most atomic.Uint64
		base := heap()
		for b.Loop() {
			read := 0
			for _, err := range source.ReadUsage(b.Context()) {
				require.NoError(b, err)
				if read++; read%100_000 == 50_000 {
					most.Store(max(most.Load(), heap()))
				}
			}
		}
		b.ReportMetric(float64(int64(most.Load())-int64(base))/1024, "KiB-held")
	})
}

func heap() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

func part(b *testing.B) func(partnerhub.Source, error) partnerhub.Source {
	return func(source partnerhub.Source, err error) partnerhub.Source {
		require.NoError(b, err)
		return source
	}
}

func onTablesOf(b *testing.B, run func(b *testing.B, db *sql.DB, dialect sqlsource.Dialect)) {
	for _, dialect := range []sqlsource.Dialect{sqlsource.SQLite, sqlsource.Postgres} {
		b.Run(dialect.String(), func(b *testing.B) {
			db := map[sqlsource.Dialect]func() *sql.DB{
				sqlsource.SQLite: func() *sql.DB { return sqlite(b) }, sqlsource.Postgres: func() *sql.DB { return postgres(b, "") },
			}[dialect]()
			require.NoError(b, sqlsource.Migrate(b.Context(), db, dialect))
			run(b, db, dialect)
		})
	}
}

// onSourceOf runs a benchmark on a snapshot of the dataset.
func onSourceOf(b *testing.B, run func(b *testing.B, source *sqlsource.Source)) {
	data := benchDataset()
	onTablesOf(b, func(b *testing.B, db *sql.DB, dialect sqlsource.Dialect) {
		require.NoError(b, sqlsource.Store(b.Context(), db, dialect, data))
		source, err := sqlsource.Open(b.Context(), db, dialect)
		require.NoError(b, err)
		defer source.Close()
		run(b, source)
	})
}

// benchmarkLoad loads a source; rows is for rows per second, if not 0.
func benchmarkLoad(b *testing.B, rows int, source func() partnerhub.Source) {
	b.ReportAllocs()
	for b.Loop() {
		_, err := partnerhub.Load(b.Context(), source())
		require.NoError(b, err)
	}
	if rows > 0 {
		b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	}
}
