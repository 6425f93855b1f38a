package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
)

const usage = `Report prints what a partner's customers need.

Usage: report [-data FILE] [-as-of INSTANT] [-product NAME] [-filter EXPR]
              [-admin ID] [-format text|json] [-points N]
              [-explain ID | -compare-to INSTANT | -history[=STEP] | -csv SECTION]

  -data FILE       the dataset; without it, the one that ships with the project
  -as-of INSTANT   the instant of the report, such as 2026-01-31T09:00:00Z;
                   without it, the dataset's own
  -product NAME    meetings (without it), calling, messaging, webinars, devices or another
  -filter EXPR     only the customers that match, such as 'status:expiring_soon tag:gold'
  -admin ID        only the customers that this administrator of the partner sees
  -format FORMAT   text (without it) or json
  -points N        so many weeks of license trend, or points of history; 13 without it

In place of the report:

  -explain ID          why each status and number holds of a customer or does not
  -compare-to INSTANT  who entered and left each of them since that instant, and why;
                       -filter counts at both instants
  -history             the numbers week by week; -history=daily or monthly otherwise
  -csv SECTION         a table as CSV: recentlyAdded, expiring, renewing, lowAssignment,
                       overage, customers, trend, history, findings or outlook

The exit status is 0; 1 if the data, the administrator or the filter is wrong;
or 2 if another flag is, or the instant is missing.
`

// options are what the flags say.
type options struct {
	data    string     // "": the dataset that ships with the project
	asOf    *time.Time // nil: that of the dataset
	product partnerhub.Product
	filter  string // "": all customers
	admin   string // "": everybody
	json    bool
	points  int // 0: the library's default

	// One of them at most takes the place of the report.
	explain   string                  // "": nobody
	compareTo *time.Time              // nil: nothing
	history   *partnerhub.HistoryStep // nil: none
	csv       string                  // "": none
}

// usageError is an error about the flags.
type usageError struct{ error }

func parseOptions(args []string) (options, error) {
	o := options{product: partnerhub.Meetings}
	flags := flag.NewFlagSet("report", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Func("data", "", notEmpty(&o.data))
	flags.Func("as-of", "", setInstant(&o.asOf))
	flags.Func("product", "", o.setProduct)
	flags.StringVar(&o.filter, "filter", "", "")
	flags.Func("admin", "", notEmpty(&o.admin))
	flags.Func("format", "", o.setFormat)
	flags.Func("points", "", o.setPoints)
	flags.Func("explain", "", notEmpty(&o.explain))
	flags.Func("compare-to", "", setInstant(&o.compareTo))
	flags.BoolFunc("history", "", o.setHistory)
	flags.Func("csv", "", o.setCSV)
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return o, err
	case err != nil:
		return o, usageError{err}
	case flags.NArg() > 0:
		return o, usageError{fmt.Errorf("%q is not a flag", flags.Arg(0))}
	}
	return o, o.check()
}

// check returns an error about flags that do not go together.
func (o *options) check() error {
	instead := 0
	for _, given := range []bool{o.explain != "", o.compareTo != nil, o.history != nil, o.csv != ""} {
		if given {
			instead++
		}
	}
	switch {
	case instead > 1:
		return usageError{errors.New("only one of -explain, -compare-to, -history and -csv can be given")}
	case o.csv != "" && o.json:
		return usageError{errors.New("-csv is a format of its own: -format json does not go with it")}
	}
	return nil
}

func notEmpty(value *string) func(string) error {
	return func(text string) error {
		if text == "" {
			return errors.New("it is empty")
		}
		*value = text
		return nil
	}
}

func setInstant(value **time.Time) func(string) error {
	return func(text string) error {
		instant, err := partnerhub.ParseInstant(text)
		if err != nil {
			return err
		}
		*value = &instant
		return nil
	}
}

// setHistory takes a step; without one it is weekly.
func (o *options) setHistory(text string) error {
	o.history = new(partnerhub.HistoryStep)
	if text == "true" {
		return nil
	}
	return o.history.UnmarshalText([]byte(text))
}

func (o *options) setCSV(text string) error {
	if _, exists := csvTables[text]; !exists {
		return fmt.Errorf("a section is %s", strings.Join(csvSections(), ", "))
	}
	o.csv = text
	return nil
}

func (o *options) setProduct(text string) (err error) {
	o.product, err = partnerhub.ParseProduct(text)
	return err
}

func (o *options) setFormat(text string) error {
	if text != "text" && text != "json" {
		return errors.New("a format is text or json")
	}
	o.json = text == "json"
	return nil
}

func (o *options) setPoints(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > partnerhub.MaxTrendPoints {
		return fmt.Errorf("a number of points is 1 to %d", partnerhub.MaxTrendPoints)
	}
	o.points = n
	return nil
}
