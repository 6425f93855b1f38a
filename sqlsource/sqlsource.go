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
// finer ones there, and loses nothing.
package sqlsource

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"github.com/partnerhub/partnerhub"
)

// Source is a snapshot of the facts in a database: whatever is written meanwhile, its
// streams tell of one moment. They can be read again, in any order and several at a
// time; they take turns at the one connection that the snapshot holds until
// [Source.Close].
//
// A stream reads its facts page by page and holds one page in memory. When its context
// ends while the database works on a page, the driver may cut the connection; the
// snapshot is over then, and its streams fail.
//
// A Source leaves out what a part does not have where it is stored: it is a
// [partnerhub.ProductNarrower], a [partnerhub.AdminNarrower] and a
// [partnerhub.UsageNarrower]. A part is of the same snapshot, and closing either
// closes both.
type Source struct {
	*snapshot
	part part
}

// snapshot is a transaction, and the statements that have been prepared in it.
type snapshot struct {
	dialect    Dialect
	mu         sync.Mutex // one query at a time
	tx         *sql.Tx
	statements map[string]*sql.Stmt
}

// Open takes a snapshot: it begins a read-only transaction, in which repeated reads see
// the same. Close has to be called. The snapshot ends, too, when ctx does.
//
// It fails with an error that wraps [ErrSchema] when the tables are not those that this
// version of the package knows.
func Open(ctx context.Context, db *sql.DB, dialect Dialect) (*Source, error) {
	if db == nil {
		return nil, errNoDatabase
	}
	if err := dialect.check(); err != nil {
		return nil, err
	}
	tx, err := db.BeginTx(ctx, dialect.options())
	if err != nil {
		return nil, fmt.Errorf("sqlsource: %w", err)
	}
	s := &snapshot{dialect: dialect, tx: tx, statements: map[string]*sql.Stmt{}}
	if err := s.checkVersion(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return &Source{snapshot: s}, nil
}

var errNoDatabase = errors.New("sqlsource: there is no database (nil)")

// Close ends the snapshot and gives its connection back. A second call does nothing.
func (s *snapshot) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		return fmt.Errorf("sqlsource: %w", err)
	}
	return nil
}

// Load makes a hub of all facts in a database, as [partnerhub.Load] does, from one
// snapshot. For a part of them, open the source and load from the part.
func Load(ctx context.Context, db *sql.DB, dialect Dialect) (*partnerhub.Hub, error) {
	source, err := Open(ctx, db, dialect)
	if err != nil {
		return nil, err
	}
	hub, err := partnerhub.Load(ctx, source)
	// A connection that was cut can't be given back, which the error says already.
	if closing := source.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return nil, err
	}
	return hub, nil
}
