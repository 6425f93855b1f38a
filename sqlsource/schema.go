package sqlsource

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations
var migrations embed.FS

// schemaVersion is the latest migration.
const schemaVersion = 1

// ErrSchema is what an error wraps when the tables of a database are not those that this
// version of the package knows.
var ErrSchema = errors.New("sqlsource: the schema does not fit")

// Migrate makes the tables in a database, or brings those of an earlier version up to
// this one. Where nothing is to be done it does nothing. Several programs may call it at
// once.
//
// It fails with an error that wraps [ErrSchema], and changes nothing, when the tables
// are of a later version.
func Migrate(ctx context.Context, db *sql.DB, dialect Dialect) error {
	if db == nil {
		return errNoDatabase
	}
	if err := dialect.check(); err != nil {
		return err
	}
	provider, err := newProvider(db, dialect)
	if err != nil {
		return fmt.Errorf("sqlsource: %w", err)
	}
	version, err := provider.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("sqlsource: %w", err)
	}
	if version > schemaVersion {
		return versionError(version)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("sqlsource: %w", err)
	}
	return nil
}

func newProvider(db *sql.DB, dialect Dialect) (*goose.Provider, error) {
	folder, err := fs.Sub(migrations, "migrations/"+dialect.String())
	if err != nil {
		return nil, err
	}
	var options []goose.ProviderOption
	if dialect == Postgres { // SQLite locks by itself
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, err
		}
		options = append(options, goose.WithSessionLocker(locker))
	}
	return goose.NewProvider(dialect.goose(), db, folder, options...)
}

func versionError(version int64) error {
	return fmt.Errorf("%w: the tables have version %d, this program knows %d", ErrSchema, version, schemaVersion)
}

// checkVersion checks that the tables are those of this version.
func (s *snapshot) checkVersion(ctx context.Context) error {
	var exists bool
	if err := s.tx.QueryRowContext(ctx, s.dialect.text(s.dialect.tableExists()), "goose_db_version").Scan(&exists); err != nil {
		return fmt.Errorf("sqlsource: %w", err)
	}
	if !exists {
		return fmt.Errorf("%w: there are no tables; Migrate makes them", ErrSchema)
	}
	var version int64
	const latest = `SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied`
	if err := s.tx.QueryRowContext(ctx, latest).Scan(&version); err != nil {
		return fmt.Errorf("sqlsource: %w", err)
	}
	if version != schemaVersion {
		return versionError(version)
	}
	return nil
}
