package sqlsource

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/partnerhub/partnerhub"
)

// children are rows that belong to those of a page, by their ids.
type children struct {
	ids   []string
	at    int
	child string // the id that the latest row belongs to
}

func idsOf[T any](page []record[T], id func(*T) string) *children {
	c := &children{}
	for i := range page {
		c.ids = append(c.ids, id(&page[i].fact))
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

// join reads rows, ordered by the ids of a page, and gives each to its place there. One
// that can't be read is a fault of the record that it belongs to.
func join[T, Child any](ctx context.Context, s *Source, q *query, ids *children, page []record[T], scan func(*sql.Rows, *Child) error, give func(int, Child)) error {
	ids.at = 0
	_, err := all(ctx, s.snapshot, q, func(rows *sql.Rows) (none struct{}, _ error) {
		var child Child
		err := scan(rows, &child)
		i, exists := ids.parent()
		switch {
		case exists && err != nil:
			page[i].fail(named(&ids.child, err))
		case exists:
			give(i, child)
		}
		return none, nil
	})
	return err
}

func (s *Source) subscriptionPage(ctx context.Context, of scope, last *partnerhub.Subscription) ([]record[partnerhub.Subscription], error) {
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

func (s *Source) trialPage(ctx context.Context, of scope, last *partnerhub.Trial) ([]record[partnerhub.Trial], error) {
	after := ""
	if last != nil {
		after = last.ID
	}
	page, err := s.entitlementPage(ctx, of, true, after)
	var trials []record[partnerhub.Trial]
	for _, r := range page {
		e := r.fact
		trial := partnerhub.Trial{ID: e.ID, CustomerID: e.CustomerID, Start: e.Start, End: e.End, Licenses: e.Licenses}
		trials = append(trials, record[partnerhub.Trial]{trial, r.err})
	}
	return trials, err
}

// entitlementPage returns the subscriptions, or the trials, after an id, with their
// licenses.
func (s *Source) entitlementPage(ctx context.Context, of scope, trial bool, after string) ([]record[partnerhub.Subscription], error) {
	q := newQuery(`SELECT e.id, e.customer_id, e.starts_at, e.ends_at, e.ordered_at, e.renewal, e.provisioned_at, e.suspended_at, e.cancelled_at,`+
		` e.term_amount, e.term_currency FROM entitlements e WHERE e.id > ? AND `+isTrial(trial), after)
	of.entitlements(q).add(fmt.Sprintf(` ORDER BY e.id LIMIT %d`, pageSize))
	page, err := records(ctx, s.snapshot, q, scanEntitlement)
	if err != nil || len(page) == 0 {
		return nil, err
	}
	ids := idsOf(page, func(e *partnerhub.Subscription) string { return e.ID })
	q = childQuery(of, "licenses", "product, c.quantity", trial, ids)
	of.product(q, "c.product").add(` ORDER BY c.entitlement_id, c.position`)
	return page, join(ctx, s, q, ids, page, func(rows *sql.Rows, l *partnerhub.License) error {
		return rows.Scan(&ids.child, &l.Product, &l.Quantity)
	}, func(i int, l partnerhub.License) { page[i].fact.Licenses = append(page[i].fact.Licenses, l) })
}

// isTrial is a condition that holds of the trials, or of all others: of an entitlement,
// one of the two always does.
func isTrial(trial bool) string {
	if trial {
		return `e.trial`
	}
	return `NOT e.trial`
}

// childQuery asks for what belongs to the entitlements of a page. What belongs to
// others between them, which a part of a product does not have, is left out when it
// is joined.
func childQuery(of scope, table, columns string, trial bool, ids *children) *query {
	q := newQuery(`SELECT c.entitlement_id, c.`+columns+` FROM `+table+` c JOIN entitlements e ON e.id = c.entitlement_id`+
		` WHERE e.id BETWEEN ? AND ? AND `+isTrial(trial), ids.first(), ids.last())
	return of.customers(q, "e.customer_id")
}

func scanEntitlement(rows *sql.Rows, e *partnerhub.Subscription) (err error) {
	var term money
	err = rows.Scan(&e.ID, &e.CustomerID, instant{&e.Start}, instant{&e.End}, instant{&e.OrderedAt}, word{&e.Renewal},
		instant{&e.ProvisionedAt}, instant{&e.SuspendedAt}, instant{&e.CancelledAt}, &term.amount, &term.currency)
	if err == nil {
		e.TermValue, err = term.value()
	}
	return named(&e.ID, err)
}

func (s *Source) joinOrders(ctx context.Context, of scope, page []record[partnerhub.Subscription], ids *children) error {
	positions := make([][]int64, len(page)) // of the orders that each has
	q := childQuery(of, "orders", "position, c.number, c.placed_at, c.kind, c.amount, c.currency", false, ids).add(` ORDER BY c.entitlement_id, c.position`)
	var position int64
	err := join(ctx, s, q, ids, page, func(rows *sql.Rows, o *partnerhub.Order) (err error) {
		var value money
		err = rows.Scan(&ids.child, &position, &o.Number, instant{&o.PlacedAt}, word{&o.Kind}, &value.amount, &value.currency)
		if err == nil {
			o.Value, err = value.value()
		}
		return in("order", o.Number, err)
	}, func(i int, o partnerhub.Order) {
		page[i].fact.Orders = append(page[i].fact.Orders, o)
		positions[i] = append(positions[i], position)
	})
	if err != nil {
		return err
	}
	return s.joinOrderLines(ctx, of, page, ids, positions)
}

// joinOrderLines gives the lines to the orders, which have been read and have positions.
func (s *Source) joinOrderLines(ctx context.Context, of scope, page []record[partnerhub.Subscription], ids *children, positions [][]int64) error {
	q := childQuery(of, "order_lines", "order_position, c.product, c.delta", false, ids).add(` ORDER BY c.entitlement_id, c.order_position, c.position`)
	var position int64
	return join(ctx, s, q, ids, page, func(rows *sql.Rows, line *partnerhub.OrderLine) error {
		return rows.Scan(&ids.child, &position, &line.Product, &line.Delta)
	}, func(i int, line partnerhub.OrderLine) {
		if at, exists := slices.BinarySearch(positions[i], position); exists {
			order := &page[i].fact.Orders[at]
			order.Lines = append(order.Lines, line)
		}
	})
}

func (s *Source) joinInvoices(ctx context.Context, of scope, page []record[partnerhub.Subscription], ids *children) error {
	q := childQuery(of, "invoices", "number, c.issued_at, c.due_at, c.paid_at, c.amount, c.currency", false, ids).add(` ORDER BY c.entitlement_id, c.position`)
	return join(ctx, s, q, ids, page, func(rows *sql.Rows, v *partnerhub.Invoice) (err error) {
		var amount money
		err = rows.Scan(&ids.child, &v.Number, instant{&v.IssuedAt}, instant{&v.DueAt}, instant{&v.PaidAt}, &amount.amount, &amount.currency)
		if err == nil {
			v.Amount, err = amount.value()
		}
		return in("invoice", v.Number, err)
	}, func(i int, v partnerhub.Invoice) { page[i].fact.Invoices = append(page[i].fact.Invoices, v) })
}

// in says in which document of an entitlement an error is.
func in(document, number string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s %.100q: %w", document, number, bare{err})
}
