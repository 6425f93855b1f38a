package sqlsource_test

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/sqlsource"
)

// checked are statements of other programs that the tables refuse.
var checked = []string{
	`UPDATE customers SET managed_by = 'alien'`,
	`UPDATE entitlements SET renewal = 'sometimes'`,
	`UPDATE entitlements SET term_currency = 'EUR'`,
	`UPDATE entitlements SET renewal = 'auto' WHERE id = 'trial-1'`,
	`UPDATE entitlements SET cancelled_at = starts_at WHERE id = 'trial-1'`,
	`UPDATE entitlements SET ordered_at = starts_at WHERE id = 'trial-1'`,
	`UPDATE entitlements SET term_amount = '1', term_currency = 'EUR' WHERE id = 'trial-1'`,
	`UPDATE orders SET kind = 'gift'`,
	`UPDATE orders SET amount = NULL`,
	`UPDATE invoices SET currency = NULL`,
	`UPDATE admins SET role = 'boss'`,
	`UPDATE partner SET id = ''`,
	`UPDATE customers SET id = ''`,
	`INSERT INTO customer_tags VALUES ('ghost', 0, 'x')`,
}

// documents is a dataset with all that belongs to a subscription, and a trial.
func documents(t *testing.T) *partnerhub.Dataset {
	data := large(30)
	euros := func(n int) partnerhub.Money {
		m, err := partnerhub.ParseMoney(fmt.Sprint(n), "EUR")
		require.NoError(t, err)
		return m
	}
	for i := range data.Subscriptions {
		s := &data.Subscriptions[i]
		s.Orders = []partnerhub.Order{
			{Number: "W-1", Kind: partnerhub.OrderNew, Value: euros(i), Lines: []partnerhub.OrderLine{{Product: "meetings", Delta: 1}}},
			{Number: "W-2", Kind: partnerhub.OrderChange, Value: euros(1), Lines: []partnerhub.OrderLine{{Product: "meetings", Delta: 2}, {Product: "calling", Delta: 3}}},
		}
		s.Invoices = []partnerhub.Invoice{{Number: "INV-1", IssuedAt: s.Start, Amount: euros(i)}}
	}
	start := data.Subscriptions[0].Start
	data.Trials = []partnerhub.Trial{{ID: "trial-1", CustomerID: data.Customers[0].ID, Start: start, End: start.AddDate(0, 1, 0)}}
	return data
}

func TestTablesCheck(t *testing.T) {
	onTables(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		data := documents(t)
		require.NoError(t, sqlsource.Store(t.Context(), db, dialect, data))
		statements := slices.Clone(checked)
		if dialect == sqlsource.SQLite {
			statements = append(statements, `UPDATE entitlements SET trial = 2`, `UPDATE customers SET admin_never_signed_in = 2`)
		}
		for _, statement := range statements {
			_, err := db.Exec(statement)
			require.Error(t, err, statement)
		}
	})
}

// unchecked executes statements that nothing is checked of: neither what a row holds nor
// what it refers to.
func unchecked(t *testing.T, db *sql.DB, dialect sqlsource.Dialect, statements ...string) {
	before := []string{`PRAGMA ignore_check_constraints = 1`, `PRAGMA foreign_keys = 0`}
	if dialect == sqlsource.Postgres {
		before = []string{`SET session_replication_role = replica`, `DO $$ DECLARE r record; BEGIN
			FOR r IN SELECT conrelid::regclass AS t, conname FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace
			LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', r.t, r.conname); END LOOP; END $$`}
	}
	conn, err := db.Conn(t.Context())
	require.NoError(t, err)
	for _, statement := range append(before, statements...) {
		_, err := conn.ExecContext(t.Context(), statement)
		require.NoError(t, err, statement)
	}
	after := []string{`PRAGMA ignore_check_constraints = 0`, `PRAGMA foreign_keys = 1`}
	if dialect == sqlsource.Postgres {
		after = []string{`SET session_replication_role = origin`}
	}
	for _, statement := range after {
		_, err := conn.ExecContext(t.Context(), statement)
		require.NoError(t, err)
	}
	require.NoError(t, conn.Close())
}

// failsToLoad stores a dataset, changes the tables, and wants an error.
func failsToLoad(t *testing.T, db *sql.DB, dialect sqlsource.Dialect, data *partnerhub.Dataset, statement, want string) {
	require.NoError(t, sqlsource.Store(t.Context(), db, dialect, data), statement)
	unchecked(t, db, dialect, statement)
	hub, err := sqlsource.Load(t.Context(), db, dialect)
	require.Nil(t, hub, statement)
	require.ErrorContains(t, err, want, statement)
	require.Zero(t, db.Stats().InUse)
}

// What other programs may write and the contract forbids is named.
func TestRowsThatViolateTheContract(t *testing.T) {
	onTables(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		for statement, want := range map[string]string{
			`UPDATE licenses SET quantity = -3`:                    `partnerhub: subscriptions[0].licenses[0].quantity: -3 is negative`,
			`UPDATE entitlements SET ends_at = starts_at`:          `partnerhub: subscriptions[0].end: `,
			`UPDATE usage_samples SET product = 'calling'`:         `partnerhub: usage[0].product: "s-a-0" has no license line of "calling"`,
			`UPDATE customers SET name = ''`:                       `partnerhub: customers[0].name: `,
			`DELETE FROM partner`:                                  `partnerhub: partner: sqlsource: the table partner is empty`,
			`INSERT INTO partner (id, name) VALUES ('org-1', 'x')`: `partnerhub: partner: sqlsource: the table partner has 2 partners instead of one`,
		} {
			failsToLoad(t, db, dialect, large(1), statement, want)
		}
	})
}

// index is the place of an id among ids, as a source reads them.
func index(ids []string, id string) int {
	slices.Sort(ids)
	return slices.Index(ids, id)
}

// A row that can't be read is named, with its place in its stream.
func TestRowsThatCannotBeRead(t *testing.T) {
	data := documents(t)
	var customers, admins []string
	for _, c := range data.Customers {
		customers = append(customers, c.ID)
	}
	for _, a := range data.Admins {
		admins = append(admins, a.ID)
	}
	customer := data.Customers[17].ID
	subscription := "s-" + customer
	c, a := fmt.Sprintf("partnerhub: customers[%d]: sqlsource: %q: ", index(customers, customer), customer), fmt.Sprintf("partnerhub: admins[%d]: sqlsource: \"a-63\": ", index(admins, "a-63"))
	s := fmt.Sprintf("partnerhub: subscriptions[%d]: sqlsource: %q: ", index(customers, customer), subscription)
	u := fmt.Sprintf("partnerhub: usage[%d]: sqlsource: %q: ", 2*index(customers, customer)+1, subscription)
	noInstant := map[sqlsource.Dialect]string{sqlsource.Postgres: "'infinity'", sqlsource.SQLite: "'soon'"}
	noDay := map[sqlsource.Dialect]string{sqlsource.Postgres: "'infinity'", sqlsource.SQLite: "99999999999"}
	onTables(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		for statement, want := range map[string]string{
			`UPDATE partner SET completed_at = ` + noInstant[dialect]:                                                                                                             `partnerhub: partner: sqlsource: "org-0": sql: Scan error on column index 4, name "completed_at": `,
			`UPDATE customers SET managed_by = 'alien' WHERE id = '` + customer + `'`:                                                                                             c + `sql: Scan error on column index 2, name "managed_by": "alien" is not `,
			`UPDATE customers SET last_admin_sign_in = ` + noInstant[dialect] + ` WHERE id = '` + customer + `'`:                                                                  c + `sql: Scan error on column index 5, name "last_admin_sign_in": `,
			`UPDATE entitlements SET renewal = 'sometimes' WHERE id = '` + subscription + `'`:                                                                                     s + `sql: Scan error on column index 5, name "renewal": "sometimes" is not `,
			`UPDATE entitlements SET term_currency = 'EUR' WHERE id = '` + subscription + `'`:                                                                                     s + `amount `,
			`UPDATE entitlements SET starts_at = ` + noInstant[dialect] + ` WHERE id = 'trial-1'`:                                                                                 `partnerhub: trials[0]: sqlsource: "trial-1": sql: Scan error on column index 2, name "starts_at": `,
			`UPDATE orders SET kind = 'gift' WHERE number = 'W-2' AND entitlement_id = '` + subscription + `'`:                                                                    s + `order "W-2": sql: Scan error on column index 4, name "kind": "gift" is not `,
			`UPDATE orders SET amount = 'NaN' WHERE entitlement_id = '` + subscription + `'`:                                                                                      s + `order "W-1": amount "NaN" is not `,
			`UPDATE invoices SET amount = 'NaN' WHERE entitlement_id = '` + subscription + `'`:                                                                                    s + `invoice "INV-1": amount "NaN" is not `,
			`UPDATE usage_samples SET day = ` + noDay[dialect] + ` WHERE entitlement_id = '` + subscription + `' AND used IS NULL AND day = (SELECT max(day) FROM usage_samples)`: u + `sql: Scan error on column index 2, name "day": `,
			`UPDATE admins SET role = 'boss' WHERE id = 'a-63'`:                                                                                                                   a + `sql: Scan error on column index 3, name "role": "boss" is not `,
		} {
			failsToLoad(t, db, dialect, data, statement, want)
		}
	})
}

// A row that belongs to nothing is not left out without a word; but a part leaves it out.
func TestStrayRows(t *testing.T) {
	onTables(t, func(t *testing.T, db *sql.DB, dialect sqlsource.Dialect) {
		for statement, want := range map[string]string{
			`INSERT INTO customer_tags VALUES ('ghost', 0, 'x')`:                                 `customers[30]: sqlsource: the table customer_tags has a row of "ghost", and there is no such customer`,
			`INSERT INTO licenses VALUES ('ghost', 0, 'meetings', 1)`:                            `subscriptions[30]: sqlsource: the table licenses has a row of "ghost", and there is no such subscription or trial`,
			`INSERT INTO orders (entitlement_id, position, number) VALUES ('ghost', 0, '1')`:     `subscriptions[30]: sqlsource: the table orders has a row of "ghost", and there is no such subscription`,
			`INSERT INTO orders (entitlement_id, position, number) VALUES ('trial-1', 0, '1')`:   `subscriptions[30]: sqlsource: the table orders has a row of "trial-1", and there is no such subscription`,
			`INSERT INTO order_lines VALUES ('s-a-0', 7, 0, 'meetings', 1)`:                      `subscriptions[30]: sqlsource: the table order_lines has a row of "s-a-0", and there is no such order`,
			`INSERT INTO invoices (entitlement_id, position, number) VALUES ('trial-1', 0, '1')`: `subscriptions[30]: sqlsource: the table invoices has a row of "trial-1", and there is no such subscription`,
			`INSERT INTO admin_customers VALUES ('ghost', 0, 'a-0')`:                             `admins[120]: sqlsource: the table admin_customers has a row of "ghost", and there is no such administrator`,
			`INSERT INTO admin_customers VALUES ('a-0', 7, 'ghost')`:                             `admins[0].customerIds[1]: there is no customer "ghost"`,
			`INSERT INTO usage_samples (entitlement_id, product, day) VALUES ('ghost', 'meetings', ` + map[sqlsource.Dialect]string{sqlsource.Postgres: `'2026-01-01'`, sqlsource.SQLite: `0`}[dialect] + `)`: `usage[0].entitlementId: there is no subscription or trial "ghost"`,
			`UPDATE entitlements SET customer_id = 'ghost' WHERE id = 's-a-0'`: `subscriptions[0].customerId: there is no customer "ghost"`,
		} {
			failsToLoad(t, db, dialect, documents(t), statement, "partnerhub: "+want)
		}
		require.NoError(t, sqlsource.Store(t.Context(), db, dialect, documents(t)))
		unchecked(t, db, dialect, `INSERT INTO licenses VALUES ('ghost', 0, 'meetings', 1)`)
		source, err := sqlsource.Open(t.Context(), db, dialect)
		require.NoError(t, err)
		defer source.Close()
		require.Equal(t, 1, loadFrom(t, source.SeenBy("a-7")).At(time.Unix(0, 0)).Len())
		require.ErrorContains(t, second(partnerhub.Load(t.Context(), source)), "licenses")
	})
}

// No value of the column that tells trials makes a row disappear.
func TestEveryEntitlementIsRead(t *testing.T) {
	db := sqlite(t)
	require.NoError(t, sqlsource.Migrate(t.Context(), db, sqlsource.SQLite))
	require.NoError(t, sqlsource.Store(t.Context(), db, sqlsource.SQLite, large(9)))
	unchecked(t, db, sqlsource.SQLite, `UPDATE entitlements SET trial = 2 WHERE id = 's-a-0'`)
	source, err := sqlsource.Open(t.Context(), db, sqlsource.SQLite)
	require.NoError(t, err)
	defer source.Close()
	read := 0
	for _, err := range source.ReadSubscriptions(context.Background()) {
		require.NoError(t, err)
		read++
	}
	for trial, err := range source.ReadTrials(t.Context()) {
		require.NoError(t, err)
		require.Equal(t, "s-a-0", trial.ID)
		read++
	}
	require.Equal(t, 9, read)
}
