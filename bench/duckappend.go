package main

import (
	"database/sql/driver"
	"errors"
	"math/big"
	"slices"
	"time"

	"github.com/duckdb/duckdb-go/v2"

	"github.com/partnerhub/partnerhub"
)

// appenders write the rows of the tables.
type appenders struct {
	customers, entitlements, lines, usage *duckdb.Appender
	terms                                 int32 // entitlements so far
}

func newAppenders(conn driver.Conn) (*appenders, error) {
	a := new(appenders)
	for table, appender := range map[string]**duckdb.Appender{
		"customers": &a.customers, "entitlements": &a.entitlements, "lines": &a.lines, "usage": &a.usage,
	} {
		var err error
		if *appender, err = duckdb.NewAppenderFromConn(conn, "", table); err != nil {
			return nil, err
		}
	}
	return a, nil
}

func (a *appenders) close() error {
	return errors.Join(a.customers.Close(), a.entitlements.Close(), a.lines.Close(), a.usage.Close())
}

func (a *appenders) account(account account) error {
	err := a.customer(account.number, &account.customer)
	for i := range account.subscriptions {
		err = errors.Join(err, a.subscription(account.number, &account.subscriptions[i]))
	}
	for i := range account.trials {
		err = errors.Join(err, a.trial(account.number, &account.trials[i]))
	}
	return err
}

// arrivals appends the samples as they came in, week by week. In this order
// DuckDB reads only those of the weeks that it is asked about.
func (a *appenders) arrivals(customers []plainCustomer, weeks int) error {
	rest := linesOf(customers)
	for back := weeks - 1; back >= 0; back-- {
		day := dayOf(asOf) - int32(daysPerWeek*back)
		for i := range rest {
			l := &rest[i]
			if len(l.measures) == 0 || l.measures[0].day != day {
				continue
			}
			if err := a.sample(l.entitlement, l.product, l.measures[0]); err != nil {
				return err
			}
			l.measures = l.measures[1:]
		}
	}
	return nil
}

// numberedLine is a line with the number of its entitlement.
type numberedLine struct {
	plainLine
	entitlement int32
}

func linesOf(customers []plainCustomer) []numberedLine {
	var lines []numberedLine
	entitlement := int32(0)
	for i := range customers {
		for j := range customers[i].entitlements {
			for _, l := range customers[i].entitlements[j].lines {
				lines = append(lines, numberedLine{l, entitlement})
			}
			entitlement++
		}
	}
	return lines
}

func (a *appenders) customer(number int, c *partnerhub.Customer) error {
	return a.customers.AppendRow(int32(number), c.ID, c.Name, c.ManagedBy.String(), c.Tags, c.Country,
		given(c.LastAdminSignIn), c.AdminNeverSignedIn)
}

func (a *appenders) subscription(customer int, s *partnerhub.Subscription) error {
	var value, currency driver.Value
	if !s.TermValue.IsZero() {
		currency = s.TermValue.Currency
		value = duckdb.Decimal{Width: 18, Scale: cents, Value: big.NewInt(s.TermValue.Amount.Shift(cents).IntPart())}
	}
	return a.entitlement(s.Licenses, customer, s.ID, false, s.OrderedAt, s.Start, s.End, s.Renewal.String(),
		given(s.ProvisionedAt), given(s.SuspendedAt), given(s.CancelledAt), value, currency)
}

func (a *appenders) trial(customer int, t *partnerhub.Trial) error {
	return a.entitlement(t.Licenses, customer, t.ID, true, nil, t.Start, t.End, "none", nil, nil, nil, nil, nil)
}

func (a *appenders) entitlement(licenses []partnerhub.License, customer int, columns ...driver.Value) error {
	number := a.terms
	a.terms++
	err := a.entitlements.AppendRow(slices.Concat([]driver.Value{number, int32(customer)}, columns)...)
	for _, l := range licenses {
		err = errors.Join(err, a.lines.AppendRow(number, string(l.Product), int32(l.Quantity)))
	}
	return err
}

func (a *appenders) sample(entitlement int32, product partnerhub.Product, m measure) error {
	return a.usage.AppendRow(entitlement, string(product), time.Unix(int64(m.day)*secondsPerDay, 0).UTC(),
		nullable(m.assigned), nullable(m.used), nullable(m.quarter))
}

// given returns NULL for an instant that isn't.
func given(t time.Time) driver.Value {
	if t.IsZero() {
		return nil
	}
	return t
}

func nullable(n int32) driver.Value {
	if n == unknown {
		return nil
	}
	return n
}
