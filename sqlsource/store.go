package sqlsource

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"slices"

	"github.com/partnerhub/partnerhub"
)

// Store makes the tables hold the facts of a source, in place of whatever they held: in
// one transaction, so others see all of it or nothing, and an error changes nothing. It
// reads the source once. Of several calls at once, one writes and the others wait.
// (SQLite waits as long as the busy timeout of a connection, which is 0 unless the host
// sets it.)
//
// It refuses what [partnerhub.Load] refuses, with the same error: all faults, each with
// its place. To know them it loads the facts while it writes, and takes the memory of a
// hub. In PostgreSQL it refuses, too, what the tables can't hold: instants finer than a
// microsecond, texts with a NUL, and ids of more than 1,300 bytes.
//
// It fails with an error that wraps [ErrSchema] when the tables are not those that this
// version knows.
func Store(ctx context.Context, db *sql.DB, dialect Dialect, source partnerhub.Source) error {
	if err := checkDatabase(db, dialect); err != nil {
		return err
	}
	if source == nil {
		return errors.New("sqlsource: there is no source (nil)")
	}
	return writing(ctx, db, dialect, func(t *transaction) error {
		if err := t.checkSchema(ctx); err != nil {
			return err
		}
		return newWriter(t).write(ctx, source)
	})
}

// writer fills the tables.
type writer struct {
	dialect Dialect
	tables  []*table // what belongs to others after them
	// refused is the error of a database that has refused rows. Nothing is written any
	// more then; but the rest is read, since a fault of the facts, which Load tells at
	// the end, says better why.
	refused error

	partner, customers, tags, entitlements, licenses, orders, orderLines, invoices, usage, admins, assignments *table
}

func newWriter(t *transaction) *writer {
	w := &writer{dialect: t.dialect}
	for i, to := range []**table{
		&w.partner, &w.customers, &w.tags, &w.entitlements, &w.licenses, &w.orders, &w.orderLines, &w.invoices, &w.usage, &w.admins, &w.assignments,
	} {
		*to = newTable(w, t, tables[i])
		w.tables = append(w.tables, *to)
	}
	return w
}

func (w *writer) write(ctx context.Context, source partnerhub.Source) error {
	for _, t := range slices.Backward(w.tables) {
		t.exec(ctx, "DELETE FROM "+t.name)
	}
	if _, err := partnerhub.Load(ctx, written{source, w}); err != nil {
		return err
	}
	for _, t := range w.tables {
		t.flush(ctx)
	}
	// A way that was chosen for empty tables reads full ones many times slower.
	for _, t := range w.tables {
		t.exec(ctx, "ANALYZE "+t.name)
	}
	return w.refused
}

// written is a source whose facts are written while they are read.
type written struct {
	partnerhub.Source
	w *writer
}

func (s written) ReadPartner(ctx context.Context) (partnerhub.Partner, error) {
	partner, err := s.Source.ReadPartner(ctx)
	if err == nil {
		err = s.w.writePartner(ctx, partner)
	}
	return partner, err
}

func (s written) ReadCustomers(ctx context.Context) iter.Seq2[partnerhub.Customer, error] {
	return writtenStream(ctx, s.Source.ReadCustomers(ctx), s.w.writeCustomer)
}

func (s written) ReadSubscriptions(ctx context.Context) iter.Seq2[partnerhub.Subscription, error] {
	return writtenStream(ctx, s.Source.ReadSubscriptions(ctx), s.w.writeSubscription)
}

func (s written) ReadTrials(ctx context.Context) iter.Seq2[partnerhub.Trial, error] {
	return writtenStream(ctx, s.Source.ReadTrials(ctx), s.w.writeTrial)
}

func (s written) ReadUsage(ctx context.Context) iter.Seq2[partnerhub.UsageSample, error] {
	return writtenStream(ctx, s.Source.ReadUsage(ctx), s.w.writeUsage)
}

func (s written) ReadAdmins(ctx context.Context) iter.Seq2[partnerhub.Admin, error] {
	return writtenStream(ctx, s.Source.ReadAdmins(ctx), s.w.writeAdmin)
}

// writtenStream writes the facts of a stream; one that the tables can't hold is an
// error of the stream.
func writtenStream[T any](ctx context.Context, facts iter.Seq2[T, error], write func(context.Context, T) error) iter.Seq2[T, error] {
	if facts == nil {
		return nil
	}
	return func(yield func(T, error) bool) {
		for fact, err := range facts {
			if err == nil {
				err = write(ctx, fact)
			}
			if !yield(fact, err) {
				return
			}
		}
	}
}
