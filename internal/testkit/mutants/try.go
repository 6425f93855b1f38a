package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
)

// tests is a binary of the tests of a module's root package, with mutants woven in.
type tests struct{ root, binary string }

// build builds the tests, and writes what that takes into a folder.
func build(ctx context.Context, root, folder string, list []mutant) (tests, error) {
	overlay, err := writeOverlay(root, folder, list)
	if err != nil {
		return tests{}, err
	}
	binary := filepath.Join(folder, "mutants.test")
	command := exec.CommandContext(ctx, "go", "test", "-c", "-vet=off", "-overlay="+overlay, "-o="+binary, ".")
	command.Dir = root
	if output, err := command.CombinedOutput(); err != nil {
		return tests{}, fmt.Errorf("a mutant does not compile: %w\n%s", err, output)
	}
	return tests{root, binary}, nil
}

// writeOverlay writes the woven files into a folder, and a file that tells the go
// command to read them in place of those of the module. It returns its name.
func writeOverlay(root, folder string, list []mutant) (name string, err error) {
	woven, err := weave(root, list)
	if err != nil {
		return "", err
	}
	root, err = filepath.Abs(root)
	if err != nil {
		return "", err
	}
	replace := map[string]string{}
	for name, code := range woven {
		in := filepath.Join(folder, strings.ReplaceAll(name, "/", "_"))
		replace[filepath.Join(root, filepath.FromSlash(name))] = in
		if err := os.WriteFile(in, []byte(code), 0o666); err != nil {
			return "", err
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	name = filepath.Join(folder, "overlay.json")
	return name, os.WriteFile(name, text, 0o666)
}

// result is what became of a mutant.
type result struct {
	mutant
	killer string // see try
	err    error
}

// String returns a line: the rule, the place and the killer.
func (r result) String() string {
	what := "SURVIVED"
	if r.killer != "" {
		what = "killed by " + r.killer
	}
	return fmt.Sprintf("%s: %s: %s → %s: %s", r.rule, r.file, oneLine(r.old), oneLine(r.new), what)
}

func oneLine(code string) string { return strings.Join(strings.Fields(code), " ") }

// tryAll tries mutants side by side and iterates over the results in their order.
func (t tests) tryAll(ctx context.Context, list []mutant) iter.Seq[result] {
	return func(yield func(result) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		results, free := make([]chan result, len(list)), make(chan struct{}, runtime.NumCPU())
		for i, m := range list {
			results[i] = make(chan result, 1)
			go func() {
				free <- struct{}{}
				defer func() { <-free }()
				killer, err := t.try(ctx, i+1, promises[m.rule])
				results[i] <- result{m, killer, err}
			}()
		}
		for _, result := range results {
			if !yield(<-result) {
				return
			}
		}
	}
}

// blind are the tests of what no mutant changes: the code as text, what answers cost,
// what stays in memory and how much input does no harm.
const blind = "^(TestAPI|TestHouseRules|TestExplainMuch|TestOldHubsGo|TestNumbersOfEmptyBlocksGo|Test.*Allocations.*|Test.*Bounded|TestForgeries.*|TestHostile.*|TestMillions.*)$"

// try runs the tests with a mutant, the random ones with one seed, and returns the
// first that fails, or "". These are the tests whose names match only; "" is all.
func (t tests) try(ctx context.Context, number int, only string) (killer string, err error) {
	command := exec.CommandContext(ctx, t.binary,
		"-test.v", "-test.failfast", "-test.timeout=60s", "-test.run="+only, "-test.skip="+blind, "-seed=1")
	command.Dir = t.root
	command.Env = append(os.Environ(), fmt.Sprintf("%s=%d", switchName, number))
	output, err := command.CombinedOutput()
	if failed := new(exec.ExitError); errors.As(err, &failed) && ctx.Err() == nil {
		return killerIn(output), nil
	}
	return "", err
}

var (
	failure = regexp.MustCompile(`(?m)^--- FAIL: (\S+)`)
	begin   = []byte("=== RUN ")
)

// killerIn finds the test that failed in what tests print: the one that says so,
// or the last one that began before everything ended.
func killerIn(output []byte) string {
	if match := failure.FindSubmatch(output); match != nil {
		return string(match[1])
	}
	at := bytes.LastIndex(output, begin)
	if at < 0 {
		return "a panic before all tests"
	}
	line, _, _ := bytes.Cut(output[at+len(begin):], []byte("\n"))
	return string(bytes.TrimSpace(line))
}
