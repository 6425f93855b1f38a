// Your own source: facts from where they are, checked before anybody relies on them.
//
// A source streams facts of six kinds: from a database, a service, or, as here, a file that an old system exports.
package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"log"
	"strconv"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/sourcetest"
)

// ## The facts
//
// The file has contracts: id, customer, first day, day of the end, licenses. The customers are known from
// elsewhere.

const contracts = `A-1,c-1,2025-03-01,2026-03-01,250
A-2,c-2,2025-06-15,2026-06-15,40
A-3,c-1,2025-09-01,2026-02-10,12
`

var directory = &partnerhub.Dataset{
	Partner:   partnerhub.Partner{ID: "org-0", Name: "Nordwind Partner GmbH"},
	Customers: []partnerhub.Customer{{ID: "c-1", Name: "Alpenglas AG"}, {ID: "c-2", Name: "Bora SE"}},
}

// ## The source
//
// A `Dataset` is a source already, so that only the stream that comes from somewhere else is left to write. A
// stream ends when its consumer wants no more, when the context is done, and with the first error.

type export struct {
	*partnerhub.Dataset
	file string
}

func (e export) ReadSubscriptions(ctx context.Context) iter.Seq2[partnerhub.Subscription, error] {
	return read(ctx, open(e.file))
}

func open(file string) *csv.Reader {
	lines := csv.NewReader(strings.NewReader(file))
	lines.FieldsPerRecord = 5
	return lines
}

func read(ctx context.Context, lines *csv.Reader) iter.Seq2[partnerhub.Subscription, error] {
	return func(yield func(partnerhub.Subscription, error) bool) {
		for {
			s, err := next(ctx, lines)
			if err == io.EOF || !yield(s, err) || err != nil {
				return
			}
		}
	}
}

func next(ctx context.Context, lines *csv.Reader) (none partnerhub.Subscription, err error) {
	if err := ctx.Err(); err != nil {
		return none, err
	}
	fields, err := lines.Read()
	if err != nil {
		return none, err
	}
	start, notStart := time.Parse(time.DateOnly, fields[2])
	end, notEnd := time.Parse(time.DateOnly, fields[3])
	licenses, notLicenses := strconv.ParseInt(fields[4], 10, 64)
	if err := errors.Join(notStart, notEnd, notLicenses); err != nil {
		return none, fmt.Errorf("contract %s: %w", fields[0], err)
	}
	return partnerhub.Subscription{
		ID: fields[0], CustomerID: fields[1], Start: start, End: end,
		Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: licenses}},
	}, nil
}

func main() {
	fmt.Println("## Is it a good one?")
	// A test of your own calls this. It reads the source again, leaves it in the middle, and cancels it.
	ctx := context.Background()
	source := export{directory, contracts}
	if err := sourcetest.Check(ctx, source); err != nil {
		log.Fatal(err)
	}
	fmt.Println("nothing to complain about")

	fmt.Println("\n## What does it say?")
	// From here on, it is like every other source.
	hub, err := partnerhub.Load(ctx, source)
	if err != nil {
		log.Fatal(err)
	}
	view := hub.At(time.Date(2026, time.January, 31, 9, 0, 0, 0, time.UTC))
	for _, row := range view.Expiring(partnerhub.Meetings).Rows {
		fmt.Printf("in %d days: %s, %d licenses of %s\n", row.DaysUntilEnd, row.EntitlementID, row.Total, row.Customer)
	}

	fmt.Println("\n## Facts that can't be")
	// All that contradicts itself is told at once, with its place; nothing is dropped or repaired.
	wrong := strings.NewReplacer("c-2", "c-7", ",40", ",-40", "2026-02-10", "2024-02-10").Replace(contracts)
	_, err = partnerhub.Load(ctx, export{directory, wrong})
	if faulty, is := errors.AsType[*partnerhub.DataError](err); is {
		fmt.Print(faulty.Details())
	}

	fmt.Println("\n## A file that breaks off")
	// A source that fails gives no hub of half the facts. `CheckFailure` checks how it fails.
	broken := export{directory, contracts[:len(contracts)-9]}
	_, err = partnerhub.Load(ctx, broken)
	fmt.Println(err)
	if err := sourcetest.CheckFailure(ctx, broken, csv.ErrFieldCount); err != nil {
		log.Fatal(err)
	}
	fmt.Println("it fails as it should")

	fmt.Println("\n## A source that is written wrongly")
	// This one opens its file once, and not each time it is read. The first `Load` would get everything, the second
	// one nothing, and no error.
	fmt.Println(sourcetest.Check(ctx, once{directory, open(contracts)}))
}

type once struct {
	*partnerhub.Dataset
	lines *csv.Reader
}

func (o once) ReadSubscriptions(ctx context.Context) iter.Seq2[partnerhub.Subscription, error] {
	return read(ctx, o.lines)
}
