package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"embed"
	"errors"
	"fmt"
	"time"

	_ "github.com/duckdb/duckdb-go/v2" // the driver
)

//go:embed sql
var statements embed.FS

const duckName = "DuckDB"

// duck is DuckDB in this process, with its tables in memory.
type duck struct {
	db   *sql.DB
	conn *sql.Conn // the only one: it knows the instant
}

func openDuck(ctx context.Context) (*duck, error) {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return nil, err
	}
	conn, err := db.Conn(ctx)
	d := &duck{db: db, conn: conn}
	if err == nil {
		err = d.run(ctx, "schema")
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return d, nil
}

func (d *duck) close() error { return errors.Join(d.conn.Close(), d.db.Close()) }

// text returns the SQL of a file.
func text(name string) string {
	sql, err := statements.ReadFile("sql/" + name + ".sql")
	if err != nil {
		panic(err) // it is part of the program
	}
	return string(sql)
}

func (d *duck) run(ctx context.Context, name string) error {
	if _, err := d.conn.ExecContext(ctx, text(name)); err != nil {
		return fmt.Errorf("%s.sql: %w", name, err)
	}
	return nil
}

// use returns what makes DuckDB compute on so many threads.
func (d *duck) use(threads int) func() error {
	return func() error {
		_, err := d.conn.ExecContext(context.Background(), fmt.Sprintf("SET threads = %d", threads))
		return err
	}
}

// at says which instant the statements after it are about.
func (d *duck) at(ctx context.Context, instant time.Time) error {
	_, err := d.conn.ExecContext(ctx, fmt.Sprintf("SET VARIABLE now = TIMESTAMP '%s'", instant.Format(time.DateTime)))
	return err
}

// fill puts the facts into new tables.
func (d *duck) fill(ctx context.Context, p portfolio, customers []plainCustomer) error {
	if err := d.run(ctx, "tables"); err != nil {
		return err
	}
	return d.append(func(a *appenders) error {
		for number := range p.customers {
			if err := a.account(newAccount(number)); err != nil {
				return err
			}
		}
		return a.arrivals(customers, p.weeks)
	})
}

// append hands out appenders of the tables, and writes what they were given.
func (d *duck) append(write func(*appenders) error) error {
	return d.conn.Raw(func(conn any) error {
		a, err := newAppenders(conn.(driver.Conn))
		if err != nil {
			return err
		}
		return errors.Join(write(a), a.close())
	})
}
