// Bench measures partnerhub beside other ways to get the same answers from the
// same customers.
//
//	go run ./bench [-customers N,...] [-weeks N] [-rounds N] [-least DURATION] [-only TEXT] [-json FILE]
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
	"slices"
	"strconv"
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

// work is something that is measured, with the names of its tasks. It readies
// what they need, lets the stage hold their contests, and leaves nothing behind.
type work struct {
	tasks []string
	hold  func(context.Context, *population, *stage) error
}

// works are what is measured: first what needs the memory for itself.
var works = []work{
	{[]string{loads}, loading},
	{[]string{perCustomer, perCustomerTexts, perSample}, memory},
	{filterTasks(), filters},
	{parsingTasks(), parsing},
	{pageTasks(), paging},
	{insightTasks(), insight},
	{applyTasks(), applying},
	{[]string{dashboards, trends}, moments},
}

// run measures everything, prints the table and writes the JSON if it is wanted.
func run(ctx context.Context, args []string, out io.Writer) error {
	o, err := parseOptions(args, out)
	if err != nil {
		return err
	}
	s := &stage{options: o}
	for _, customers := range o.customers {
		if err := s.measure(ctx, &population{portfolio: portfolio{customers, o.weeks}}); err != nil {
			return err
		}
	}
	if err := writeTable(out, s.results); err != nil || o.json == "" {
		return err
	}
	return writeJSON(o.json, s.results)
}

// stage is where contests are held.
type stage struct {
	options
	results []result
}

// measure does all works that are wanted.
func (s *stage) measure(ctx context.Context, people *population) error {
	for _, work := range works {
		if !slices.ContainsFunc(work.tasks, s.wants) {
			continue
		}
		if err := work.hold(ctx, people, s); err != nil {
			return err
		}
	}
	return nil
}

func (s *stage) wants(task string) bool { return strings.Contains(task, s.only) }

// hold measures a contest if it is wanted.
func (s *stage) hold(c contest) error {
	if !s.wants(c.name) {
		return nil
	}
	results, err := c.measure(s.rounds, s.least)
	s.results = append(s.results, results...)
	return err
}

// note adds what was weighed, if it is wanted.
func (s *stage) note(task string, customers int, bytes float64) {
	if s.wants(task) {
		s.results = append(s.results, result{Name: task, Engine: ours.name, Customers: customers, Threads: 1, Bytes: bytes, Ratio: 1})
	}
}

// options are what the flags say.
type options struct {
	customers     []int
	weeks, rounds int
	least         time.Duration
	only, json    string
}

// leastRounds is how many rounds a median takes.
const leastRounds = 5

// mostCustomers keeps the ids of customers at the same length.
const mostCustomers = 10_000_000

func parseOptions(args []string, out io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(out)
	numbers := flags.String("customers", "100000", "number of customers, or several: 10000,100000")
	flags.IntVar(&o.weeks, "weeks", 52, "weeks of usage samples")
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
	case o.weeks < 1 || o.rounds < leastRounds:
		return o, fmt.Errorf("weeks start at 1, rounds at %d", leastRounds)
	}
	o.customers, err = parseNumbers(*numbers)
	return o, err
}

func parseNumbers(list string) ([]int, error) {
	var numbers []int
	for text := range strings.SplitSeq(list, ",") {
		number, err := strconv.Atoi(text)
		if err != nil || number < 1 || number > mostCustomers {
			return nil, fmt.Errorf("%q is not a number of customers, 1 to %d", text, mostCustomers)
		}
		numbers = append(numbers, number)
	}
	return numbers, nil
}
