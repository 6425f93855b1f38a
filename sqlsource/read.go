package sqlsource

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"github.com/partnerhub/partnerhub"
)

// How many facts a page has: few of those that are large, of which one could fill
// memory by itself already.
const (
	pageSize      = 1000
	adminPageSize = 50
	usagePageSize = 4000
)

// ErrEmpty is what an error wraps when the tables have no partner: nobody has stored
// facts yet.
var ErrEmpty = errors.New("sqlsource: the table partner is empty; Store fills the tables")

// ReadPartner returns the partner. It fails when there is none ([ErrEmpty]), or more
// than one.
func (s *Source) ReadPartner(ctx context.Context) (partnerhub.Partner, error) {
	if err := s.check(); err != nil {
		return partnerhub.Partner{}, err
	}
	q := newQuery(`SELECT id, name, plan_reviewed_at, terms_accepted_at, completed_at FROM partner`)
	partners, err := all(ctx, s.snapshot, q, func(rows *sql.Rows) (p partnerhub.Partner, err error) {
		setup := &p.Setup
		return p, named(&p.ID, rows.Scan(&p.ID, &p.Name, instant{&setup.PlanReviewedAt}, instant{&setup.TermsAcceptedAt}, instant{&setup.CompletedAt}))
	})
	switch {
	case err != nil:
		return partnerhub.Partner{}, wrap(err)
	case len(partners) == 0:
		return partnerhub.Partner{}, ErrEmpty
	case len(partners) > 1:
		return partnerhub.Partner{}, fmt.Errorf("sqlsource: the table partner has %d partners instead of one", len(partners))
	}
	return partners[0], nil
}

// ReadCustomers streams the customers by id.
func (s *Source) ReadCustomers(ctx context.Context) iter.Seq2[partnerhub.Customer, error] {
	return stream(ctx, s, pageSize, s.customerPage, customerStrays...)
}

// ReadSubscriptions streams the subscriptions by id.
func (s *Source) ReadSubscriptions(ctx context.Context) iter.Seq2[partnerhub.Subscription, error] {
	return stream(ctx, s, pageSize, s.subscriptionPage, entitlementStrays...)
}

// ReadTrials streams the trials by id.
func (s *Source) ReadTrials(ctx context.Context) iter.Seq2[partnerhub.Trial, error] {
	return stream(ctx, s, pageSize, s.trialPage)
}

// ReadUsage streams the usage by entitlement, product and day.
func (s *Source) ReadUsage(ctx context.Context) iter.Seq2[partnerhub.UsageSample, error] {
	return stream(ctx, s, usagePageSize, s.usagePage)
}

// ReadAdmins streams the administrators by id.
func (s *Source) ReadAdmins(ctx context.Context) iter.Seq2[partnerhub.Admin, error] {
	return stream(ctx, s, adminPageSize, s.adminPage, adminStrays...)
}

func (s *Source) customerPage(ctx context.Context, of scope, last *partnerhub.Customer) ([]record[partnerhub.Customer], error) {
	q := newQuery(`SELECT c.id, c.name, c.managed_by, c.country, c.launch_url, c.last_admin_sign_in, c.admin_never_signed_in FROM customers c WHERE 1 = 1`)
	if last != nil {
		q.add(` AND c.id > ?`, last.ID)
	}
	of.customers(q, "c.id").add(fmt.Sprintf(` ORDER BY c.id LIMIT %d`, pageSize))
	page, err := records(ctx, s.snapshot, q, func(rows *sql.Rows, c *partnerhub.Customer) error {
		return named(&c.ID, rows.Scan(&c.ID, &c.Name, word{&c.ManagedBy}, &c.Country, &c.LaunchURL, instant{&c.LastAdminSignIn}, &c.AdminNeverSignedIn))
	})
	if err != nil || len(page) == 0 {
		return nil, err
	}
	ids := idsOf(page, func(c *partnerhub.Customer) string { return c.ID })
	q = newQuery(`SELECT customer_id, tag FROM customer_tags WHERE customer_id BETWEEN ? AND ?`, ids.first(), ids.last())
	of.customers(q, "customer_id").add(` ORDER BY customer_id, position`)
	return page, join(ctx, s, q, ids, page, func(rows *sql.Rows, tag *string) error { return rows.Scan(&ids.child, tag) },
		func(i int, tag string) { page[i].fact.Tags = append(page[i].fact.Tags, tag) })
}

func (s *Source) usagePage(ctx context.Context, of scope, last *partnerhub.UsageSample) ([]record[partnerhub.UsageSample], error) {
	q := newQuery(`SELECT u.entitlement_id, u.product, u.day, u.assigned, u.used, u.used_quarter FROM usage_samples u WHERE 1 = 1`)
	if last != nil {
		q.add(` AND (u.entitlement_id, u.product, u.day) > (?, ?, ?)`, last.EntitlementID, string(last.Product), s.snapshot.dialect.dayOf(last.Date))
	}
	of.usage(q).add(fmt.Sprintf(` ORDER BY u.entitlement_id, u.product, u.day LIMIT %d`, usagePageSize))
	return records(ctx, s.snapshot, q, func(rows *sql.Rows, u *partnerhub.UsageSample) error {
		return named(&u.EntitlementID, rows.Scan(&u.EntitlementID, &u.Product, day{&u.Date}, count{&u.Assigned}, count{&u.Used}, count{&u.UsedQuarter}))
	})
}

func (s *Source) adminPage(ctx context.Context, of scope, last *partnerhub.Admin) ([]record[partnerhub.Admin], error) {
	q := newQuery(`SELECT a.id, a.name, a.email, a.role FROM admins a WHERE 1 = 1`)
	if last != nil {
		q.add(` AND a.id > ?`, last.ID)
	}
	of.admins(q).add(fmt.Sprintf(` ORDER BY a.id LIMIT %d`, adminPageSize))
	page, err := records(ctx, s.snapshot, q, func(rows *sql.Rows, a *partnerhub.Admin) error {
		return named(&a.ID, rows.Scan(&a.ID, &a.Name, &a.Email, word{&a.Role}))
	})
	if err != nil || len(page) == 0 {
		return nil, err
	}
	ids := idsOf(page, func(a *partnerhub.Admin) string { return a.ID })
	q = newQuery(`SELECT admin_id, customer_id FROM admin_customers WHERE admin_id BETWEEN ? AND ?`, ids.first(), ids.last())
	of.customers(q, "customer_id").add(` ORDER BY admin_id, position`)
	return page, join(ctx, s, q, ids, page, func(rows *sql.Rows, id *string) error { return rows.Scan(&ids.child, id) },
		func(i int, id string) { page[i].fact.CustomerIDs = append(page[i].fact.CustomerIDs, id) })
}
