package sqlsource

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"github.com/partnerhub/partnerhub"
)

// Store makes the tables hold the facts of a source, in place of whatever they held: in
// one transaction, so others see all of it or nothing, and an error changes nothing. It
// reads the source stream by stream and holds some hundred rows in memory.
//
// It checks no facts; [Load] does. But it refuses what the tables can't hold: instants
// beyond year 9999 or, in PostgreSQL, finer than a microsecond; two facts with one id; references that lead nowhere (in
// SQLite where the host has switched foreign keys on). It fails with an error that
// wraps [ErrSchema] when the tables are not those that this version knows.
func Store(ctx context.Context, db *sql.DB, dialect Dialect, source partnerhub.Source) error {
	if db == nil {
		return errNoDatabase
	}
	if source == nil {
		return errors.New("sqlsource: there is no source (nil)")
	}
	if err := dialect.check(); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("sqlsource: %w", err)
	}
	defer tx.Rollback() // after Commit it does nothing
	if err := (&snapshot{dialect: dialect, tx: tx}).checkVersion(ctx); err != nil {
		return err
	}
	if err := newWriter(tx, dialect).write(ctx, source); err != nil {
		return fmt.Errorf("sqlsource: %w", err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("sqlsource: %w", err)
	}
	return nil
}

// writer fills the tables.
type writer struct {
	dialect Dialect
	tx      *sql.Tx
	tables  []*table // what belongs to others after them

	partner, customers, tags, entitlements, licenses, orders, orderLines, invoices, usage, admins, assignments *table
}

func newWriter(tx *sql.Tx, dialect Dialect) *writer {
	w := &writer{dialect: dialect, tx: tx}
	add := func(name string, columns ...string) *table {
		t := newTable(tx, dialect, name, columns)
		w.tables = append(w.tables, t)
		return t
	}
	w.partner = add("partner", "id", "name", "plan_reviewed_at", "terms_accepted_at", "completed_at")
	w.customers = add("customers", "id", "name", "managed_by", "country", "launch_url", "last_admin_sign_in", "admin_never_signed_in")
	w.tags = add("customer_tags", "customer_id", "position", "tag")
	w.entitlements = add("entitlements", "id", "customer_id", "trial", "starts_at", "ends_at", "ordered_at", "renewal",
		"provisioned_at", "suspended_at", "cancelled_at", "term_amount", "term_currency")
	w.licenses = add("licenses", "entitlement_id", "position", "product", "quantity")
	w.orders = add("orders", "entitlement_id", "position", "number", "placed_at", "kind", "amount", "currency")
	w.orderLines = add("order_lines", "entitlement_id", "order_position", "position", "product", "delta")
	w.invoices = add("invoices", "entitlement_id", "position", "number", "issued_at", "due_at", "paid_at", "amount", "currency")
	w.usage = add("usage_samples", "entitlement_id", "product", "day", "assigned", "used", "used_quarter")
	w.admins = add("admins", "id", "name", "email", "role")
	w.assignments = add("admin_customers", "admin_id", "position", "customer_id")
	return w
}

func (w *writer) write(ctx context.Context, source partnerhub.Source) error {
	for i := range w.tables {
		t := w.tables[len(w.tables)-1-i]
		if _, err := w.tx.ExecContext(ctx, "DELETE FROM "+t.name); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	partner, err := source.ReadPartner(ctx)
	if err == nil {
		err = w.writePartner(ctx, partner)
	}
	if err != nil {
		return fmt.Errorf("partner: %w", err)
	}
	for _, write := range []func() error{
		func() error { return writeStream(ctx, "customers", source.ReadCustomers, w.writeCustomer) },
		func() error { return writeStream(ctx, "subscriptions", source.ReadSubscriptions, w.writeSubscription) },
		func() error { return writeStream(ctx, "trials", source.ReadTrials, w.writeTrial) },
		func() error { return writeStream(ctx, "usage", source.ReadUsage, w.writeUsage) },
		func() error { return writeStream(ctx, "admins", source.ReadAdmins, w.writeAdmin) },
	} {
		if err := write(); err != nil {
			return err
		}
	}
	for _, t := range w.tables {
		if err := t.flush(ctx); err != nil {
			return err
		}
	}
	return w.analyze(ctx)
}

// analyze has the database look at what the tables hold now: a way that was chosen for
// empty tables reads full ones many times slower.
func (w *writer) analyze(ctx context.Context) error {
	for _, t := range w.tables {
		if _, err := w.tx.ExecContext(ctx, "ANALYZE "+t.name); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	return nil
}

func writeStream[T any](ctx context.Context, name string, open func(context.Context) iter.Seq2[T, error], write func(context.Context, T) error) error {
	facts := open(ctx)
	if facts == nil {
		return fmt.Errorf("%s: the source has no such stream (nil)", name)
	}
	index := 0
	for fact, err := range facts {
		if err == nil {
			err = write(ctx, fact)
		}
		if err != nil {
			return fmt.Errorf("%s[%d]: %w", name, index, err)
		}
		index++
	}
	return nil
}
