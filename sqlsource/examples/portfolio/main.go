// Portfolio keeps a partner's facts in a database and answers from there: for
// everybody, and for one administrator whose customers alone leave the database.
//
//	go run ./sqlsource/examples/portfolio
//	go run ./sqlsource/examples/portfolio -database 'postgres://user@host/name' -fill -admin a-4
//
// Without -database it makes an SQLite file of its own, filled with the portfolio that
// ships with the project, and removes it in the end. -fill replaces what the tables of
// a database hold by that portfolio; a new database needs it once.
package main

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/sqlsource"
	"github.com/partnerhub/partnerhub/testdata"
)

func main() {
	database := flag.String("database", "", "postgres:// address, or path of an SQLite file")
	fill := flag.Bool("fill", false, "replace what the database holds by the portfolio that ships with the project")
	admin := flag.String("admin", "a-2", "id of an administrator")
	asOf := flag.String("as-of", "", "instant of the answers, such as 2026-01-31T00:00:00Z (default: that of the portfolio)")
	flag.Parse()
	if err := run(os.Stdout, *database, *fill, *admin, *asOf); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(out io.Writer, database string, fill bool, admin, asOf string) (err error) {
	ctx := context.Background()
	if database == "" {
		folder, err := os.MkdirTemp("", "partnerhub-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(folder)
		database, fill = filepath.Join(folder, "facts.db"), true
	}
	data, err := partnerhub.ParseDataset(testdata.Portfolio())
	if err != nil {
		return err
	}
	at := data.AsOf
	if asOf != "" {
		if at, err = partnerhub.ParseInstant(asOf); err != nil {
			return err
		}
	}
	db, dialect, err := open(database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := prepare(ctx, db, dialect, data, fill); err != nil {
		return err
	}
	err = answer(ctx, out, db, dialect, admin, at)
	if errors.Is(err, sqlsource.ErrEmpty) {
		err = fmt.Errorf("%w (here, by -fill)", err)
	}
	return err
}

// open opens a database with its driver.
func open(database string) (*sql.DB, sqlsource.Dialect, error) {
	if strings.HasPrefix(database, "postgres://") {
		db, err := sql.Open("pgx", database)
		return db, sqlsource.Postgres, err
	}
	db, err := sql.Open("sqlite", "file:"+database+"?_pragma=foreign_keys(1)&_pragma=journal_mode(wal)")
	return db, sqlsource.SQLite, err
}

// prepare makes the tables where they are missing, and fills them if that is wanted.
func prepare(ctx context.Context, db *sql.DB, dialect sqlsource.Dialect, data *partnerhub.Dataset, fill bool) error {
	if err := sqlsource.Migrate(ctx, db, dialect); err != nil || !fill {
		return err
	}
	return sqlsource.Store(ctx, db, dialect, data)
}

// answer tells of all customers, and of those of an administrator.
func answer(ctx context.Context, out io.Writer, db *sql.DB, dialect sqlsource.Dialect, admin string, at time.Time) (err error) {
	source, err := sqlsource.Open(ctx, db, dialect)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	if err := tell(ctx, out, "everybody", source, at); err != nil {
		return err
	}
	part, err := partnerhub.SeenBy(source, admin)
	if err != nil {
		return err
	}
	return tell(ctx, out, "administrator "+admin, part, at)
}

// tell loads a source, with the usage that an answer about now needs, and prints its
// numbers.
func tell(ctx context.Context, out io.Writer, who string, source partnerhub.Source, at time.Time) error {
	period, err := partnerhub.Policy{}.UsagePeriod(at, at)
	if err != nil {
		return err
	}
	if source, err = partnerhub.UsageWithin(source, period); err != nil {
		return err
	}
	hub, err := partnerhub.Load(ctx, source)
	if err != nil {
		return err
	}
	view := hub.At(at)
	o, expiring := view.Overview(), view.Expiring(partnerhub.Meetings)
	_, err = fmt.Fprintf(out, "%s, %s: %d customers, %d near expiration, %d near renewal, %d over the limit; %d rows expire of meetings\n",
		view.AsOf().Format(time.DateOnly), who, o.ManagedCustomers, o.NearingExpiration, o.NearingRenewal, o.OverLimit, len(expiring.Rows))
	return err
}
