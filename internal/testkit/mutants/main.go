// Mutants breaks each rule of docs/metrics.md in the code, and what the code promises
// beside it, one at a time, and shows which test notices. Run it at the root of the
// module:
//
//	go run ./internal/testkit/mutants [RULE...]
//
// It prints a line for each mutant: the rule, the place, and the first test that
// fails, or SURVIVED. A rule is a heading of the page, or the name of a promise, of
// which only its own tests are run; without any, it tries all mutants. The exit
// status is 1 if one survives.
//
// All mutants are woven into one test binary, where a variable of the environment
// switches one of them on: compiling takes longer than the tests. The files of the
// module are not touched.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	survivors, err := run(ctx, ".", chosen(os.Args[1:]), os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
	}
	if err != nil || survivors > 0 {
		os.Exit(1)
	}
}

// chosen returns the mutants of rules; all if there are none.
func chosen(rules []string) []mutant {
	if len(rules) == 0 {
		return mutants
	}
	return slices.DeleteFunc(slices.Clone(mutants), func(m mutant) bool { return !slices.Contains(rules, m.rule) })
}

// run tries mutants of the module at a root, reports each, and returns how many
// survive.
func run(ctx context.Context, root string, list []mutant, report io.Writer) (survivors int, err error) {
	begin := time.Now()
	folder, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(folder)
	tests, err := build(ctx, root, folder, list)
	if err != nil {
		return 0, err
	}
	switch killer, err := tests.try(ctx, 0, ""); {
	case err != nil:
		return 0, err
	case killer != "":
		return 0, fmt.Errorf("without a mutant, this fails: %s", killer)
	}
	for result := range tests.tryAll(ctx, list) {
		if result.err != nil {
			return survivors, result.err
		}
		if result.killer == "" {
			survivors++
		}
		fmt.Fprintln(report, result)
	}
	fmt.Fprintf(report, "%d mutants, %d survived, in %s\n", len(list), survivors, time.Since(begin).Round(time.Second))
	return survivors, nil
}
