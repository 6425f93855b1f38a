// Package sqlsource keeps a partner's facts in a database, PostgreSQL or SQLite, and
// is a [partnerhub.Source] of them, by way of database/sql.
//
// [Migrate] makes the tables, [Store] fills them from any source, [Open] takes a
// snapshot to read, and [Load] makes a hub of one. The package imports no driver: a
// host opens the database with the one it likes. Tested are
// github.com/jackc/pgx/v5/stdlib and modernc.org/sqlite. The tables are documented in
// the folder migrations, and may be filled by other programs as well; one schema of
// a database, or one file, holds one partner.
//
// In SQLite, instants are exact; PostgreSQL has them to the microsecond. [Store] refuses
// finer ones there, and loses nothing. Neither keeps the order of the streams (a source
// reads them by id), the instant of a dataset (AsOf), or the time of the day of a sample.
package sqlsource

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/partnerhub/partnerhub"
)

// Source is a snapshot of the facts in a database: whatever is written meanwhile, its
// streams tell of one moment. They can be read again, in any order and by several
// goroutines; they take turns at the one connection that the snapshot holds until
// [Source.Close]. [Open] makes a Source; nil and the zero Source have no snapshot, and
// reading them is an error.
//
// A stream reads its facts page by page and holds one page in memory. When its context
// ends while the database works on a page, the driver may cut the connection; the
// snapshot is over then, and its streams fail.
//
// A row that can't be read as a fact, such as one with an amount that is no number, is
// an error that names its id, and ends the stream after the facts before it. So is, at
// the end of a stream that is not narrowed to a product or to what an administrator
// sees, a row that belongs to a fact that there is not.
//
// A Source leaves out what a part does not have where it is stored: it is a
// [partnerhub.ProductNarrower], a [partnerhub.AdminNarrower] and a
// [partnerhub.UsageNarrower]. A part is of the same snapshot, and closing either
// closes both.
type Source struct {
	snapshot *snapshot
	part     part
}

// snapshot is a transaction that takes one query at a time.
type snapshot struct {
	mu sync.Mutex
	*transaction
	closed bool
}

// ErrClosed is what the errors of a source wrap that is read after [Source.Close].
var ErrClosed = errors.New("sqlsource: the source is closed")

var (
	errNoDatabase = errors.New("sqlsource: there is no database (nil)")
	errNoSnapshot = errors.New("sqlsource: there is no snapshot; Open makes one")
)

// Open takes a snapshot: it begins a read-only transaction, in which repeated reads see
// the same. Close has to be called; that ctx ends does not end the snapshot.
//
// It fails with an error that wraps [ErrSchema] when the tables are not those that this
// version of the package knows.
func Open(ctx context.Context, db *sql.DB, dialect Dialect) (*Source, error) {
	if err := checkDatabase(db, dialect); err != nil {
		return nil, err
	}
	t, err := begin(ctx, db, dialect, dialect.beginReading())
	if err != nil {
		return nil, err
	}
	if err := t.checkSchema(ctx); err != nil {
		t.end()
		return nil, wrap(err)
	}
	return &Source{snapshot: &snapshot{transaction: t}}, nil
}

func checkDatabase(db *sql.DB, dialect Dialect) error {
	if db == nil {
		return errNoDatabase
	}
	return dialect.check()
}

// check checks that there is a snapshot.
func (s *Source) check() error {
	if s == nil || s.snapshot == nil {
		return errNoSnapshot
	}
	return nil
}

// Close ends the snapshot and gives its connection back; when it returns, the connection
// is not in use any more. A second call does nothing. It returns nil, even when the
// connection has been lost: a snapshot has nothing that could be lost with it.
func (s *Source) Close() error {
	if s.check() != nil {
		return nil
	}
	s.snapshot.mu.Lock()
	defer s.snapshot.mu.Unlock()
	s.snapshot.closed = true
	s.snapshot.end()
	return nil
}

// Load makes a hub of all facts in a database, as [partnerhub.Load] does, from one
// snapshot. For a part of them, open the source and load from the part.
func Load(ctx context.Context, db *sql.DB, dialect Dialect) (*partnerhub.Hub, error) {
	source, err := Open(ctx, db, dialect)
	if err != nil {
		return nil, err
	}
	defer source.Close()
	return partnerhub.Load(ctx, source)
}

// wrap gives an error the prefix of this package, once: what has one of its own, or that
// of the library, loses it in the text.
func wrap(err error) error { return fmt.Errorf("sqlsource: %w", bare{err}) }

// bare is an error without its prefix.
type bare struct{ err error }

func (b bare) Error() string {
	text := strings.TrimPrefix(b.err.Error(), "sqlsource: ")
	return strings.TrimPrefix(text, "partnerhub: ")
}

func (b bare) Unwrap() error { return b.err }
