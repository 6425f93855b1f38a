package sqlsource

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/partnerhub/partnerhub"
)

// part is what a source is narrowed to.
type part struct {
	products []partnerhub.Product
	periods  []partnerhub.Period
	// seen says that the part is what an administrator sees: adminID, be it empty.
	seen    bool
	adminID string
}

// clone returns a source of the same snapshot; of none if there is no source (nil).
func (s *Source) clone() *Source {
	if s == nil {
		return &Source{}
	}
	of := *s
	return &of
}

// OfProduct returns the part of the source that is about a product; see
// [partnerhub.OfProduct].
func (s *Source) OfProduct(product partnerhub.Product) partnerhub.Source {
	of := s.clone()
	of.part.products = append(slices.Clone(of.part.products), product)
	return of
}

// UsageWithin returns the part of the source with the usage of a period; see
// [partnerhub.UsageWithin].
func (s *Source) UsageWithin(period partnerhub.Period) partnerhub.Source {
	of := s.clone()
	of.part.periods = append(slices.Clone(of.part.periods), period)
	return of
}

// plain is a source that is not asked to leave out anything.
type plain struct{ partnerhub.Source }

// SeenBy returns the part of the source that an administrator sees; see
// [partnerhub.SeenBy]. Its streams fail when there is no such administrator.
func (s *Source) SeenBy(adminID string) partnerhub.Source {
	of := s.clone()
	if of.part.seen { // what a second one sees of the part of a first, the library finds out
		if part, err := partnerhub.SeenBy(plain{of}, adminID); err == nil {
			return part
		}
	}
	of.part.seen, of.part.adminID = true, adminID
	return of
}

// scope is a part as queries need it: it is not seen by anybody when they see all.
type scope struct {
	part
	dialect Dialect
}

// scope looks up what the administrator of the part sees.
func (s *Source) scope(ctx context.Context) (scope, error) {
	if err := s.check(); err != nil {
		return scope{}, err
	}
	of := scope{s.part, s.snapshot.dialect}
	if !of.seen {
		return of, nil
	}
	q := newQuery(`SELECT role FROM admins WHERE id = ?`, of.adminID)
	roles, err := all(ctx, s.snapshot, q, func(rows *sql.Rows) (role partnerhub.Role, err error) {
		return role, rows.Scan(word{&role})
	})
	switch {
	case err != nil:
		return of, err
	case len(roles) == 0:
		return of, fmt.Errorf("%w %.100q", partnerhub.ErrUnknownAdmin, of.adminID)
	case roles[0].SeesAll():
		of.seen = false
	}
	return of, nil
}

// narrowed reports whether customers or entitlements are left out.
func (of scope) narrowed() bool { return of.seen || len(of.products) > 0 }

// customers narrows a query to the customers that are seen.
func (of scope) customers(q *query, column string) *query {
	if !of.seen {
		return q
	}
	return q.add(` AND `+column+` IN (SELECT customer_id FROM admin_customers WHERE admin_id = ?) AND `+column+` NOT IN (SELECT id FROM partner)`, of.adminID)
}

// entitlements narrows a query to the entitlements e of the part.
func (of scope) entitlements(q *query) *query {
	if len(of.products) > 0 {
		q.add(` AND EXISTS (SELECT 1 FROM licenses x WHERE x.entitlement_id = e.id`)
		of.product(q, "x.product").add(`)`)
	}
	return of.customers(q, "e.customer_id")
}

// product narrows a query to the product.
func (of scope) product(q *query, column string) *query {
	for _, product := range of.products {
		q.add(` AND `+column+` = ?`, string(product))
	}
	return q
}

// usage narrows a query to the usage u of the part.
func (of scope) usage(q *query) *query {
	of.product(q, "u.product")
	for _, period := range of.periods {
		if !period.From.IsZero() {
			q.add(` AND u.day >= ?`, of.dialect.dayOf(period.From))
		}
		if !period.Until.IsZero() {
			q.add(` AND u.day < ?`, of.dialect.dayOf(period.Until))
		}
	}
	if of.seen {
		q.add(` AND u.entitlement_id IN (SELECT e.id FROM entitlements e WHERE 1 = 1`)
		of.customers(q, "e.customer_id").add(`)`)
	}
	return q
}

// admins narrows a query to the administrators a whom a part of an administrator has.
func (of scope) admins(q *query) *query {
	if !of.seen {
		return q
	}
	q.add(` AND (a.role IN ('full', 'read_only', 'help_desk') OR a.id = ? OR EXISTS (SELECT 1 FROM admin_customers x WHERE x.admin_id = a.id`, of.adminID)
	return of.customers(q, "x.customer_id").add(`))`)
}
