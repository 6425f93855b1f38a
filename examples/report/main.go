// Report prints what a partner's customers need: the headline numbers, whom to
// look after first, what was added, expires and renews, who assigns few of their
// licenses or too many, and how the licenses developed.
//
//	go run ./examples/report [-data FILE] [-as-of RFC3339] [-product P] [-filter EXPR]
//		[-admin ID] [-format text|json] [-points N]
//		[-explain ID | -compare-to RFC3339 | -history[=STEP] | -csv SECTION]
//
// Without flags it shows the dataset that ships with the project. It is the
// shortest complete program around the library: read a dataset, load it, choose
// the view, ask for the report. The rest is typography.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/partnerhub/partnerhub"
)

func main() {
	// A reader that goes away is an error to report, not a reason to be killed.
	signal.Ignore(syscall.SIGPIPE)
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, wantsColor(os.Stdout)))
}

// wantsColor reports whether a file is a terminal of somebody who has nothing
// against colors (https://no-color.org).
func wantsColor(file *os.File) bool {
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("NO_COLOR") == ""
}

// The exit statuses.
const (
	statusOK = iota
	statusFailed
	statusUsage
)

// run is the program. It writes to stdout all or nothing.
func run(args []string, stdout, stderr io.Writer, color bool) int {
	output, err := produce(args, color)
	if err == nil {
		_, err = stdout.Write(output)
	}
	if err == nil {
		return statusOK
	}
	fmt.Fprint(stderr, explain(err))
	if _, ok := errors.AsType[usageError](err); ok {
		return statusUsage
	}
	return statusFailed
}

// produce returns all that the program prints.
func produce(args []string, color bool) ([]byte, error) {
	o, err := parseOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		return []byte(usage), nil
	}
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	s, err := o.scene(ctx)
	switch {
	case err != nil:
		return nil, err
	case o.explain != "":
		return s.explanation(color)
	case o.compareTo != nil:
		return s.comparison(color)
	case o.history != nil:
		return s.historyOf(ctx, color)
	case o.csv != "":
		return s.csvOf(ctx)
	}
	a, err := s.answer(ctx)
	if err != nil {
		return nil, err
	}
	if o.json {
		return document(a.report)
	}
	return text(a, color), nil
}

// document returns an answer as JSON.
func document(answer any) ([]byte, error) {
	var output bytes.Buffer
	encoder := json.NewEncoder(&output)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(answer)
	return output.Bytes(), err
}

// explain returns what to tell about an error: a line, for faulty facts a further
// line for each fault, and for a faulty filter a picture of the place.
func explain(err error) string {
	if faulty, ok := errors.AsType[*partnerhub.DataError](err); ok {
		return fmt.Sprintf("report: the dataset can't be used; faults: %d\n%s", faulty.Total, faulty.Details())
	}
	if faulty, ok := errors.AsType[*partnerhub.FilterError](err); ok {
		return fmt.Sprintf("report: %v\n%s\n", err, faulty.Caret())
	}
	if _, ok := errors.AsType[usageError](err); ok {
		return fmt.Sprintf("report: %v\nreport -h tells what is possible.\n", harmless(err.Error()))
	}
	return fmt.Sprintf("report: %v\n", harmless(err.Error()))
}
