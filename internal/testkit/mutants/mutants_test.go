package main

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const root = "../../.."

// Each heading of the page and each promise has a mutant, and each mutant is of one.
func TestEveryRuleHasAMutant(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(root, "docs", "metrics.md"))
	require.NoError(t, err)
	headings, rules := map[string]bool{}, map[string]bool{}
	for _, match := range regexp.MustCompile(`(?m)^##+ (.+)$`).FindAllSubmatch(page, -1) {
		headings[string(match[1])] = true
	}
	for promise := range promises {
		require.NotContains(t, headings, promise)
		headings[promise] = true
	}
	for _, m := range mutants {
		rules[m.rule] = true
	}
	require.Equal(t, slices.Sorted(maps.Keys(headings)), slices.Sorted(maps.Keys(rules)))
}

// Each alternative in the names of a promise's tests is the beginning of some.
func TestPromisesHaveTests(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, "*_test.go"))
	require.NoError(t, err)
	var code []byte
	for _, name := range files {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		code = append(code, text...)
	}
	for promise, tests := range promises {
		for name := range strings.SplitSeq(strings.Trim(tests, "^()"), "|") {
			require.Contains(t, string(code), "\nfunc "+name, promise)
		}
	}
}

// All mutants are where the table says, and compile.
func TestMutantsCompile(t *testing.T) {
	overlay, err := writeOverlay(root, t.TempDir(), mutants)
	require.NoError(t, err)
	command := exec.CommandContext(t.Context(), "go", "build", "-overlay="+overlay, ".")
	command.Dir = root
	output, err := command.CombinedOutput()
	require.NoError(t, err, "%s", output)
}

// module writes a module of a root package, one of its own below it, and tests.
func module(t *testing.T) (folder string) {
	folder = t.TempDir()
	for name, code := range map[string]string{
		"go.mod":          "module m\n\ngo 1.26.0\n",
		"sum/sum.go":      "package sum\n\nvar calls = 0\n\nfunc Of(a, b int) (sum int) {\n\tsum = a + b\n\treturn sum\n}\n",
		"size.go":         "package m\n\nimport \"m/sum\"\n\nvar last int\n\nfunc Size(a, b int) {\n\tlast = sum.Of(a, 1)\n\tlast = sum.Of(last-1, b)\n}\n",
		"another_test.go": "package m\n\nimport \"testing\"\n\nfunc TestNothing(*testing.T) {}\n",
		"size_test.go": `package m

import (
	"flag"
	"testing"
)

var seed = flag.Int("seed", 0, "")

func TestSize(t *testing.T) {
	if Size(2, 3); last != 5 || *seed != 1 {
		t.Fatal(last)
	}
}
`,
	} {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o777))
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(code), 0o666))
	}
	return folder
}

func TestMutantsAreTried(t *testing.T) {
	t.Setenv("GOWORK", "off")
	folder := module(t)
	var report bytes.Buffer
	survivors, err := run(t.Context(), folder, []mutant{
		{"sums", "sum/sum.go", "sum = a + b", "sum = a - b"},
		{"sums", "sum/sum.go", "a + b", "b + a"},
		{"sizes", "size.go", "last = sum.Of(a, 1)\n", ""},
		{"sizes", "size.go", "last-1", "last/(b-3)"},
	}, &report)
	require.NoError(t, err)
	require.Equal(t, 1, survivors)
	lines := strings.Split(report.String(), "\n")
	require.Equal(t, []string{
		"sums: sum/sum.go: sum = a + b → sum = a - b: killed by TestSize",
		"sums: sum/sum.go: a + b → b + a: SURVIVED",
		"sizes: size.go: last = sum.Of(a, 1) → : killed by TestSize",
		"sizes: size.go: last-1 → last/(b-3): killed by TestSize",
	}, lines[:4])
	require.Contains(t, lines[4], "4 mutants, 1 survived, in ")

	promises["nothing"] = "^TestNothing$"
	t.Cleanup(func() { delete(promises, "nothing") })
	report.Reset()
	survivors, err = run(t.Context(), folder, []mutant{{"nothing", "sum/sum.go", "a + b", "a - b"}}, &report)
	require.NoError(t, err)
	require.Equal(t, 1, survivors, "only the tests of the promise are run")

	_, err = run(t.Context(), folder, []mutant{{"sums", "sum/sum.go", "a + b", "a +"}}, &report)
	require.ErrorContains(t, err, "a mutant does not compile")
	require.NoError(t, os.WriteFile(filepath.Join(folder, "another_test.go"), []byte("package m\n\nfunc init() { panic(0) }\n"), 0o666))
	_, err = run(t.Context(), folder, nil, &report)
	require.ErrorContains(t, err, "without a mutant, this fails: a panic before all tests")
}

func TestMutantsWithoutAPlace(t *testing.T) {
	folder := module(t)
	for _, c := range []struct{ file, old, problem string }{
		{"sum/sum.go", "a * b", "occurs 0 times instead of once"},
		{"sum/sum.go", "sum", "times instead of once"},
		{"sum/sum.go", "calls = 0", "is not within a function"},
		{"sum/sum.go", "(a, b int)", "is not within a function"},
		{"nowhere.go", "a", "nowhere.go"},
	} {
		_, err := weave(folder, []mutant{{"rule", c.file, c.old, ""}})
		require.ErrorContains(t, err, c.problem)
	}
}

func TestKillerIn(t *testing.T) {
	for output, want := range map[string]string{
		"=== RUN   TestA\n--- PASS: TestA (0.00s)\n=== RUN   TestB\n--- FAIL: TestB (0.00s)\nFAIL\n":                       "TestB",
		"=== RUN   TestA\n=== RUN   TestA/part=1\n    --- FAIL: TestA/part=1 (0.00s)\n--- FAIL: TestA (0.00s)\n":           "TestA",
		"=== RUN   TestA\n--- PASS: TestA (0.00s)\n=== RUN   TestB\n=== RUN   TestB/part=2\npanic: boom\n\ngoroutine 1:\n": "TestB/part=2",
		"panic: boom\n": "a panic before all tests",
	} {
		require.Equal(t, want, killerIn([]byte(output)))
	}
}

func TestChosen(t *testing.T) {
	require.Equal(t, mutants, chosen(nil))
	require.Empty(t, chosen([]string{"no rule"}))
	for _, m := range chosen([]string{"Trend", "Time"}) {
		require.Contains(t, []string{"Trend", "Time"}, m.rule)
	}
}
