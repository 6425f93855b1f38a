package sqlsource

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/partnerhub/partnerhub"
)

// children are rows that belong to those of a page, by their ids.
type children struct {
	ids   []string
	at    int
	child string // the id that the latest row belongs to
}

func idsOf[T any](page []T, id func(*T) string) *children {
	c := &children{}
	for i := range page {
		c.ids = append(c.ids, id(&page[i]))
	}
	return c
}

func (c *children) first() string { return c.ids[0] }

func (c *children) last() string { return c.ids[len(c.ids)-1] }

// parent returns the place of the row that the latest child belongs to. Children come in
// the order of their parents; some have none on this page.
func (c *children) parent() (int, bool) {
	for c.at < len(c.ids) && c.ids[c.at] < c.child {
		c.at++
	}
	return c.at, c.at < len(c.ids) && c.ids[c.at] == c.child
}

// join reads rows, ordered by the ids of a page, and gives each to its place there.
func join[T any](ctx context.Context, s *Source, q *query, ids *children, scan func(*sql.Rows, *T) error, give func(int, T)) error {
	ids.at = 0
	_, err := all(ctx, s.snapshot, q, func(rows *sql.Rows) (none struct{}, err error) {
		var value T
		if err := scan(rows, &value); err != nil {
			return none, err
		}
		if i, exists := ids.parent(); exists {
			give(i, value)
		}
		return none, nil
	})
	return err
}

func (s *Source) subscriptionPage(ctx context.Context, of scope, last *partnerhub.Subscription) ([]partnerhub.Subscription, error) {
	after := ""
	if last != nil {
		after = last.ID
	}
	page, err := s.entitlementPage(ctx, of, false, after)
	if err != nil || len(page) == 0 {
		return nil, err
	}
	ids := idsOf(page, func(e *partnerhub.Subscription) string { return e.ID })
	if err := s.joinOrders(ctx, of, page, ids); err != nil {
		return nil, err
	}
	return page, s.joinInvoices(ctx, of, page, ids)
}

func (s *Source) trialPage(ctx context.Context, of scope, last *partnerhub.Trial) ([]partnerhub.Trial, error) {
	after := ""
	if last != nil {
		after = last.ID
	}
	page, err := s.entitlementPage(ctx, of, true, after)
	var trials []partnerhub.Trial
	for _, e := range page {
		trials = append(trials, partnerhub.Trial{ID: e.ID, CustomerID: e.CustomerID, Start: e.Start, End: e.End, Licenses: e.Licenses})
	}
	return trials, err
}

// entitlementPage returns the subscriptions, or the trials, after an id, with their
// licenses.
func (s *Source) entitlementPage(ctx context.Context, of scope, trial bool, after string) ([]partnerhub.Subscription, error) {
	q := newQuery(`SELECT e.id, e.customer_id, e.starts_at, e.ends_at, e.ordered_at, e.renewal, e.provisioned_at, e.suspended_at, e.cancelled_at,`+
		` e.term_amount, e.term_currency FROM entitlements e WHERE e.trial = ? AND e.id > ?`, trial, after)
	of.entitlements(q).add(fmt.Sprintf(` ORDER BY e.id LIMIT %d`, pageSize))
	page, err := all(ctx, s.snapshot, q, scanEntitlement)
	if err != nil || len(page) == 0 {
		return nil, err
	}
	ids := idsOf(page, func(e *partnerhub.Subscription) string { return e.ID })
	q = childQuery(of, "licenses", "product, c.quantity", trial, ids)
	of.product(q, "c.product").add(` ORDER BY c.entitlement_id, c.position`)
	return page, join(ctx, s, q, ids, func(rows *sql.Rows, l *partnerhub.License) error {
		return rows.Scan(&ids.child, &l.Product, &l.Quantity)
	}, func(i int, l partnerhub.License) { page[i].Licenses = append(page[i].Licenses, l) })
}

// childQuery asks for what belongs to the entitlements of a page. What belongs to
// others between them, which a part of a product does not have, is left out when it
// is joined.
func childQuery(of scope, table, columns string, trial bool, ids *children) *query {
	q := newQuery(`SELECT c.entitlement_id, c.`+columns+` FROM `+table+` c JOIN entitlements e ON e.id = c.entitlement_id`+
		` WHERE e.trial = ? AND e.id BETWEEN ? AND ?`, trial, ids.first(), ids.last())
	return of.customers(q, "e.customer_id")
}

func scanEntitlement(rows *sql.Rows) (e partnerhub.Subscription, err error) {
	var term money
	if err := rows.Scan(&e.ID, &e.CustomerID, instant{&e.Start}, instant{&e.End}, instant{&e.OrderedAt}, word{&e.Renewal},
		instant{&e.ProvisionedAt}, instant{&e.SuspendedAt}, instant{&e.CancelledAt}, &term.amount, &term.currency); err != nil {
		return e, err
	}
	if e.TermValue, err = term.value(); err != nil {
		return e, fmt.Errorf("entitlement %q: %w", e.ID, err)
	}
	return e, nil
}

// orderKey is an order of an entitlement.
type orderKey struct {
	entitlementID string
	position      int64
}

func (s *Source) joinOrders(ctx context.Context, of scope, page []partnerhub.Subscription, ids *children) error {
	lines, err := s.orderLines(ctx, of, ids)
	if err != nil {
		return err
	}
	q := childQuery(of, "orders", "position, c.number, c.placed_at, c.kind, c.amount, c.currency", false, ids).add(` ORDER BY c.entitlement_id, c.position`)
	return join(ctx, s, q, ids, func(rows *sql.Rows, o *partnerhub.Order) (err error) {
		var position int64
		var value money
		if err := rows.Scan(&ids.child, &position, &o.Number, instant{&o.PlacedAt}, word{&o.Kind}, &value.amount, &value.currency); err != nil {
			return err
		}
		o.Lines = lines[orderKey{ids.child, position}]
		if o.Value, err = value.value(); err != nil {
			return fmt.Errorf("entitlement %q, order %q: %w", ids.child, o.Number, err)
		}
		return nil
	}, func(i int, o partnerhub.Order) { page[i].Orders = append(page[i].Orders, o) })
}

func (s *Source) orderLines(ctx context.Context, of scope, ids *children) (map[orderKey][]partnerhub.OrderLine, error) {
	lines := map[orderKey][]partnerhub.OrderLine{}
	q := childQuery(of, "order_lines", "order_position, c.product, c.delta", false, ids).add(` ORDER BY c.entitlement_id, c.order_position, c.position`)
	_, err := all(ctx, s.snapshot, q, func(rows *sql.Rows) (none struct{}, err error) {
		var key orderKey
		var line partnerhub.OrderLine
		err = rows.Scan(&key.entitlementID, &key.position, &line.Product, &line.Delta)
		lines[key] = append(lines[key], line)
		return none, err
	})
	return lines, err
}

func (s *Source) joinInvoices(ctx context.Context, of scope, page []partnerhub.Subscription, ids *children) error {
	q := childQuery(of, "invoices", "number, c.issued_at, c.due_at, c.paid_at, c.amount, c.currency", false, ids).add(` ORDER BY c.entitlement_id, c.position`)
	return join(ctx, s, q, ids, func(rows *sql.Rows, v *partnerhub.Invoice) (err error) {
		var amount money
		if err := rows.Scan(&ids.child, &v.Number, instant{&v.IssuedAt}, instant{&v.DueAt}, instant{&v.PaidAt}, &amount.amount, &amount.currency); err != nil {
			return err
		}
		if v.Amount, err = amount.value(); err != nil {
			return fmt.Errorf("entitlement %q, invoice %q: %w", ids.child, v.Number, err)
		}
		return nil
	}, func(i int, v partnerhub.Invoice) { page[i].Invoices = append(page[i].Invoices, v) })
}
