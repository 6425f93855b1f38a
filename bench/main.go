// Bench measures partnerhub beside other ways to get the same answers from the
// same customers.
//
//	go run ./bench [-customers N] [-weeks N] [-rounds N] [-least DURATION] [-only TEXT] [-json FILE]
//
// The customers are made up, always the same ones. Before anything is timed, the
// answers of all engines are compared with ours, one by one. README.md says what
// is measured.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

func main() {
	err := run(context.Background(), os.Args[1:], os.Stdout)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// works are what is measured.
var works = []work{filters, parsing}

// work makes contests about a population.
type work func(*population) ([]contest, error)

// run measures everything, prints the table and writes the JSON if it is wanted.
func run(ctx context.Context, args []string, out io.Writer) error {
	o, err := parseOptions(args, out)
	if err != nil {
		return err
	}
	people, err := newPopulation(ctx, portfolio{customers: o.customers, weeks: o.weeks})
	if err != nil {
		return err
	}
	results, err := o.measure(people)
	if err != nil {
		return err
	}
	if err := writeTable(out, results); err != nil || o.json == "" {
		return err
	}
	return writeJSON(o.json, results)
}

// measure holds the contests of all works.
func (o *options) measure(people *population) ([]result, error) {
	var results []result
	for _, work := range works {
		contests, err := work(people)
		if err != nil {
			return nil, err
		}
		for _, contest := range contests {
			if !strings.Contains(contest.name, o.only) {
				continue
			}
			measured, err := contest.measure(o.rounds, o.least)
			if err != nil {
				return nil, err
			}
			results = append(results, measured...)
		}
	}
	return results, nil
}

// options are what the flags say.
type options struct {
	customers, weeks, rounds int
	least                    time.Duration
	only, json               string
}

// leastRounds is how many rounds a median takes.
const leastRounds = 5

func parseOptions(args []string, out io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.IntVar(&o.customers, "customers", 100_000, "number of customers")
	flags.IntVar(&o.weeks, "weeks", 1, "weeks of usage samples; filters need the last one alone")
	flags.IntVar(&o.rounds, "rounds", 7, fmt.Sprintf("rounds, of which the median counts; at least %d", leastRounds))
	flags.DurationVar(&o.least, "least", 10*time.Millisecond, "how long an engine is timed in a round, at least")
	flags.StringVar(&o.only, "only", "", "only tasks whose name contains this")
	flags.StringVar(&o.json, "json", "", "file for the results as JSON")
	err := flags.Parse(args)
	switch {
	case err != nil:
		return o, err
	case flags.NArg() > 0:
		return o, fmt.Errorf("%q is not a flag", flags.Arg(0))
	case o.customers < 1 || o.weeks < 1 || o.rounds < leastRounds:
		return o, fmt.Errorf("customers and weeks start at 1, rounds at %d", leastRounds)
	}
	return o, nil
}
