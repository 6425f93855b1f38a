package sqlsource

import (
	"context"
	"database/sql"
	"fmt"
)

// stray is a table whose rows may belong to a fact that there is not. PostgreSQL keeps
// references whole; SQLite does so only on connections that were told to. No reference
// forbids a trial to have orders.
type stray struct {
	table, column string // the column has the id of the fact
	none          string // of the row c, whether its fact is not there
	missing       string // what is missing then
}

var customerStrays = []stray{
	{"customer_tags", "customer_id", `NOT EXISTS (SELECT 1 FROM customers o WHERE o.id = c.customer_id)`, "customer"},
}

var entitlementStrays = []stray{
	{"licenses", "entitlement_id", `NOT EXISTS (SELECT 1 FROM entitlements o WHERE o.id = c.entitlement_id)`, "subscription or trial"},
	{"orders", "entitlement_id", noSubscription, "subscription"},
	{
		"order_lines", "entitlement_id",
		`NOT EXISTS (SELECT 1 FROM orders o WHERE o.entitlement_id = c.entitlement_id AND o.position = c.order_position)`, "order",
	},
	{"invoices", "entitlement_id", noSubscription, "subscription"},
}

const noSubscription = `NOT EXISTS (SELECT 1 FROM entitlements o WHERE o.id = c.entitlement_id AND NOT o.trial)`

var adminStrays = []stray{
	{"admin_customers", "admin_id", `NOT EXISTS (SELECT 1 FROM admins o WHERE o.id = c.admin_id)`, "administrator"},
}

// findStray fails when a table has a stray row. A part that leaves out facts leaves out
// those rows with them.
func (s *Source) findStray(ctx context.Context, of scope, strays []stray) error {
	if of.narrowed() {
		return nil
	}
	for _, stray := range strays {
		q := newQuery(`SELECT min(c.` + stray.column + `) FROM ` + stray.table + ` c WHERE ` + stray.none)
		found, err := all(ctx, s.snapshot, q, func(rows *sql.Rows) (id sql.NullString, err error) { return id, rows.Scan(&id) })
		if err != nil {
			return err
		}
		if id := found[0]; id.Valid {
			return fmt.Errorf("the table %s has a row of %.100q, and there is no such %s", stray.table, id.String, stray.missing)
		}
	}
	return nil
}
