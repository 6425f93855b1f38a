package sqlsource

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"
)

// transaction is a transaction on a connection of its own. It is begun and ended by
// statements: a sql.Tx can't ask SQLite for the lock at its beginning, and when a context
// ends it is rolled back some time later, when its owner has gone already.
type transaction struct {
	dialect    Dialect
	conn       *sql.Conn
	statements map[string]*sql.Stmt
}

// begin begins a transaction by a statement.
func begin(ctx context.Context, db *sql.DB, dialect Dialect, statement string) (*transaction, error) {
	conn, err := connect(ctx, db)
	if err != nil {
		return nil, wrap(err)
	}
	t := &transaction{dialect: dialect, conn: conn, statements: map[string]*sql.Stmt{}}
	if err := t.checkDialect(ctx); err != nil {
		t.release()
		return nil, wrap(err)
	}
	if _, err := conn.ExecContext(ctx, statement); err != nil {
		t.end()
		return nil, wrap(err)
	}
	return t, nil
}

// connect returns a connection. Several that put a new file of SQLite into WAL mode, as
// drivers do when they open it, are told at once that it is locked, whatever the busy
// timeout; a moment later it is not.
func connect(ctx context.Context, db *sql.DB) (*sql.Conn, error) {
	for tries := 50; ; tries-- {
		conn, err := db.Conn(ctx)
		if err == nil || tries == 0 || !isBusy(err) {
			return conn, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// isBusy reports whether an error of a driver says SQLITE_BUSY.
func isBusy(err error) bool {
	var coded interface{ Code() int }
	return errors.As(err, &coded) && coded.Code()&0xff == 5
}

// checkDialect tells the databases apart by a question that both understand:
// PostgreSQL takes '2' for a number, and to SQLite every text comes after every number.
func (t *transaction) checkDialect(ctx context.Context) error {
	var postgres bool
	if err := t.conn.QueryRowContext(ctx, `SELECT '2' < 10`).Scan(&postgres); err != nil {
		return err
	}
	if postgres != (t.dialect == Postgres) {
		return fmt.Errorf("the database is not of the dialect %s", t.dialect)
	}
	return nil
}

// prepare returns the statement of a text. It is prepared once, and closed in the end.
func (t *transaction) prepare(ctx context.Context, text string) (*sql.Stmt, error) {
	if statement, exists := t.statements[text]; exists {
		return statement, nil
	}
	statement, err := t.conn.PrepareContext(ctx, t.dialect.text(text))
	if err == nil {
		t.statements[text] = statement
	}
	return statement, err
}

// commit ends the transaction, and what it did stays.
func (t *transaction) commit(ctx context.Context) error {
	_, err := t.conn.ExecContext(ctx, "COMMIT")
	if err == nil {
		t.release()
	}
	return err
}

// end undoes what was not committed and gives the connection back; when that has been
// done, it does nothing. A connection to a server that can't do that any more is thrown away, and the server undoes it by itself.
// SQLite refuses only when it has undone it already.
func (t *transaction) end() {
	if _, err := t.conn.ExecContext(context.Background(), "ROLLBACK"); err != nil && t.dialect == Postgres {
		_ = t.conn.Raw(func(any) error { return driver.ErrBadConn })
	}
	t.release()
}

// release gives the connection back. What fails about it concerns nobody: the connection
// is thrown away then.
func (t *transaction) release() {
	for _, statement := range t.statements {
		_ = statement.Close()
	}
	_ = t.conn.Close()
}

// writing runs what writes, in a transaction, and commits it. Whoever else is writing is
// waited for.
func writing(ctx context.Context, db *sql.DB, dialect Dialect, write func(*transaction) error) error {
	t, err := begin(ctx, db, dialect, dialect.beginWriting())
	if err != nil {
		return err
	}
	defer t.end()
	if err := write(t); err != nil {
		return wrap(err)
	}
	if err := t.commit(ctx); err != nil {
		return wrap(err)
	}
	return nil
}
