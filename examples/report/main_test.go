package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

var update = flag.Bool("update", false, "write the golden files")

// asProgram in the environment makes the test binary be the program.
const asProgram = "REPORT_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// reported runs the program, which must succeed.
func reported(t *testing.T, args ...string) string {
	var stdout, stderr bytes.Buffer
	require.Equal(t, statusOK, run(args, &stdout, &stderr, false), "%q: %s", args, &stderr)
	require.Empty(t, stderr.String())
	return stdout.String()
}

// refused runs the program, which must fail with a status, print nothing on
// standard output, and say why.
func refused(t *testing.T, status int, args ...string) string {
	var stdout, stderr bytes.Buffer
	require.Equal(t, status, run(args, &stdout, &stderr, false), "%q: %s", args, &stderr)
	require.Empty(t, stdout.String())
	require.True(t, strings.HasPrefix(stderr.String(), "report: "), "%q", &stderr)
	require.True(t, strings.HasSuffix(stderr.String(), "\n"), "%q", &stderr)
	return stderr.String()
}

// file writes a document to a file.
func file(t *testing.T, document string) string {
	name := filepath.Join(t.TempDir(), "dataset.json")
	require.NoError(t, os.WriteFile(name, []byte(document), 0o600))
	return name
}

func dataset(t *testing.T, d partnerhub.Dataset) string {
	document, err := json.Marshal(d)
	require.NoError(t, err)
	return file(t, string(document))
}

const empty = `{"asOf": "2026-01-31T09:00:00Z", "partner": {"id": "org-0", "name": "Nordwind"}}`

func TestGolden(t *testing.T) {
	conformance := func(name string) string {
		return filepath.Join("..", "..", "testdata", "conformance", name+".dataset.json")
	}
	for name, args := range map[string][]string{
		"default":      nil,
		"calling":      {"-product", "calling"},
		"of-an-admin":  {"-admin", "a-2", "-points", "4"},
		"nobody-has":   {"-product", "unheard_of"},
		"filtered":     {"-filter", "tag:gold  -country:DE", "-admin", "a-2", "-points", "2"},
		"no-customers": {"-data", file(t, empty)},
		"long":         {"-data", conformance("10-mid-size"), "-as-of", "2025-08-31T00:00:00Z", "-points", "30"},
		"unknown":      {"-data", conformance("07-trend"), "-as-of", "2026-03-31T09:30:00.25+02:00"},
		"hostile":      {"-data", dataset(t, hostile())},
		"huge":         {"-data", dataset(t, huge())},
		"why":          {"-explain", "c-56", "-admin", "a-1"},
		"changes":      {"-compare-to", "2026-01-01T09:00:00Z", "-filter", "product:calling"},
		"no-changes":   {"-compare-to", "2026-01-31T09:00:00Z"},
		"history":      {"-history", "-points", "4"},
		"monthly":      {"-history=monthly", "-points", "3", "-product", "calling"},
		"why-hostile":  {"-data", dataset(t, hostile()), "-explain", "a"},
	} {
		t.Run(name, func(t *testing.T) {
			golden := filepath.Join("testdata", name+".txt")
			got := reported(t, args...)
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			require.Equal(t, string(want), got)
			requireFits(t, got)
		})
	}
}

// requireFits checks what holds of every text.
func requireFits(t *testing.T, text string) {
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		require.LessOrEqual(t, textWidth(line), pageWidth, line)
		require.Equal(t, strings.TrimRight(line, " "), line)
		require.Equal(t, harmless(line), line)
	}
}

var escapeSequence = regexp.MustCompile("\x1b\\[[0-9]+m")

func TestColorsChangeNothingElse(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, statusOK, run([]string{"-data", dataset(t, hostile())}, &stdout, &stderr, true))
	require.Contains(t, stdout.String(), "\x1b[31msuspended\x1b[0m")
	text := regexp.MustCompile(" +\n").ReplaceAllString(escapeSequence.ReplaceAllString(stdout.String(), ""), "\n")
	require.Equal(t, reported(t, "-data", dataset(t, hostile())), text)
}

func TestConformance(t *testing.T) {
	folder := filepath.Join("..", "..", "testdata", "conformance")
	var vectors []struct {
		Dataset, AsOf, Product, Admin, Report string
		Points                                json.Number
	}
	index, err := os.ReadFile(filepath.Join(folder, "index.json"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(index, &vectors))
	require.NotEmpty(t, vectors)
	for _, v := range vectors {
		args := []string{"-data", filepath.Join(folder, v.Dataset), "-as-of", v.AsOf, "-product", v.Product, "-points", v.Points.String(), "-format", "json"}
		if v.Admin != "" {
			args = append(args, "-admin", v.Admin)
		}
		want, err := os.ReadFile(filepath.Join(folder, v.Report))
		require.NoError(t, err)
		require.Equal(t, tokens(t, string(want)), tokens(t, reported(t, args...)), v.Report)
	}
}

// tokens returns what a document says, in its order, without how it is written.
func tokens(t *testing.T, document string) []json.Token {
	decoder := json.NewDecoder(strings.NewReader(document))
	decoder.UseNumber()
	var list []json.Token
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return list
		}
		require.NoError(t, err)
		list = append(list, token)
	}
}

func TestDocumentIsIndentedAndPlain(t *testing.T) {
	document := reported(t, "-format", "json")
	require.True(t, strings.HasPrefix(document, "{\n  \"asOf\": \"2026-01-31T09:00:00Z\",\n"))
	require.True(t, strings.HasSuffix(document, "\n}\n"))
	require.Contains(t, document, "Hügel & Täler Reisen GmbH")
}

func TestTextIsTheDefault(t *testing.T) {
	want := reported(t)
	require.Equal(t, want, reported(t, "-format", "text", "-product", "meetings", "-points", "13", "-as-of", "2026-01-31T09:00:00Z"))
	require.Equal(t, want, reported(t, "-as-of", "2026-01-31T10:00:00+01:00"))
	require.Equal(t, want, reported(t, "-data", filepath.Join("..", "..", "testdata", "portfolio.json")))
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{"-h"}, {"--help"}, {"-points", "3", "-h", "stray"}} {
		require.Equal(t, usage, reported(t, args...))
	}
	requireFits(t, usage)
}

func TestBadFlags(t *testing.T) {
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"-unheard-of"}, "flag provided but not defined: -unheard-of"},
		{[]string{"stray"}, `"stray" is not a flag`},
		{[]string{"-points", "3", "--", "-h"}, `"-h" is not a flag`},
		{[]string{"-product"}, "flag needs an argument: -product"},
		{[]string{"-product", "Meetings"}, "Meetings"},
		{[]string{"-product", ""}, "product"},
		{[]string{"-points", "0"}, "1 to 10000"},
		{[]string{"-points", "-1"}, "1 to 10000"},
		{[]string{"-points", "10001"}, "1 to 10000"},
		{[]string{"-points", "many"}, "1 to 10000"},
		{[]string{"-points", "10000", "-as-of", "0100-01-01T00:00:00Z"}, "begins before year 0"},
		{[]string{"-as-of", ""}, "is not an instant such as"},
		{[]string{"-as-of", "2026-01-31"}, "is not an instant such as"},
		{[]string{"-as-of", "2026-01-31T9:00:00Z"}, "is not an instant such as"},
		{[]string{"-as-of", "2026-02-30T00:00:00Z"}, "is not an instant such as"},
		{[]string{"-as-of", "9999-12-31T23:00:00-02:00"}, "10000"},
		{[]string{"-as-of", "0000-06-01T00:00:00Z"}, "the year 0"},
		{[]string{"-format", "xml"}, "text or json"},
		{[]string{"-admin", ""}, "empty"},
		{[]string{"-data", ""}, "empty"},
		{[]string{"-data", file(t, `{"partner": {"id": "org-0"}}`)}, "-as-of is needed"},
	} {
		message := refused(t, statusUsage, c.args...)
		require.Contains(t, message, c.says, "%q", c.args)
		require.Contains(t, message, "report -h", "%q", c.args)
	}
}

func TestFailures(t *testing.T) {
	require.Contains(t, refused(t, statusFailed, "-data", filepath.Join(t.TempDir(), "absent.json")), "absent.json")
	require.Contains(t, refused(t, statusFailed, "-data", t.TempDir()), "directory")
	require.Contains(t, refused(t, statusFailed, "-admin", "a-99"), `"a-99"`)
	require.Contains(t, refused(t, statusFailed, "-data", file(t, "{")), "document")
}

// A filter narrows like an administrator does, and both together.
func TestFilter(t *testing.T) {
	require.Equal(t, reported(t, "-format", "json"), reported(t, "-format", "json", "-filter", " "))
	for _, args := range [][]string{{"-filter", "admin:a-2"}, {"-admin", "a-2"}, {"-filter", "admin:a-2", "-admin", "a-1"}} {
		require.Contains(t, reported(t, append(args, "-format", "json")...), `"managedCustomers": 9,`, "%q", args)
	}
}

func TestBadFilter(t *testing.T) {
	lines := strings.Split(refused(t, statusFailed, "-filter", "tag:gold counrty:DE"), "\n")
	require.Contains(t, lines[0], "counrty")
	require.Equal(t, "tag:gold counrty:DE", lines[1])
	require.True(t, strings.HasPrefix(lines[2], "         ^"), lines[2])
}

// All faults are told, those of reading and those of what the facts mean.
func TestFaultyData(t *testing.T) {
	for _, document := range []string{
		`{"partner": {"id": 1}, "customers": [{"id": "c", "name": "n", "surprise": 1}], "trials": true}`,
		`{"partner": {}, "customers": [{"id": "c", "name": ""}], "trials": [{"id": "t", "customerId": "nobody"}]}`,
	} {
		message := refused(t, statusFailed, "-data", file(t, document))
		lines := strings.Split(message, "\n")
		require.Contains(t, lines[0], "faults: ")
		for i, place := range []string{"partner.id: ", "customers[0].", "trials"} {
			require.True(t, strings.HasPrefix(lines[1+i], place), message)
		}
	}
}

// fullDisk fails like a file on a disk that is full.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestWriteErrors(t *testing.T) {
	for _, args := range [][]string{nil, {"-format", "json"}, {"-h"}} {
		var stderr bytes.Buffer
		require.Equal(t, statusFailed, run(args, fullDisk{}, &stderr, false))
		require.Equal(t, "report: no space left\n", stderr.String())
	}
}

// A process whose reader has gone must live to tell.
func TestClosedPipe(t *testing.T) {
	reader, writer, err := os.Pipe()
	require.NoError(t, err)
	require.NoError(t, reader.Close())
	var stderr bytes.Buffer
	program := exec.CommandContext(t.Context(), os.Args[0])
	program.Env = append(os.Environ(), asProgram+"=1")
	program.Stdout, program.Stderr = writer, &stderr
	exit, failed := errors.AsType[*exec.ExitError](program.Run())
	require.NoError(t, writer.Close())
	require.True(t, failed)
	require.Equal(t, statusFailed, exit.ExitCode())
	require.Contains(t, stderr.String(), "report: ")
}

func TestNoColorInAFile(t *testing.T) {
	plainFile, err := os.Open(file(t, ""))
	require.NoError(t, err)
	require.False(t, wantsColor(plainFile))
	require.NoError(t, plainFile.Close())
	require.False(t, wantsColor(plainFile), "a file that is closed")
}

func TestNoColorWhenAskedFor(t *testing.T) {
	device, err := os.Open(os.DevNull)
	require.NoError(t, err)
	t.Setenv("NO_COLOR", "")
	require.True(t, wantsColor(device))
	t.Setenv("NO_COLOR", "1")
	require.False(t, wantsColor(device))
	require.NoError(t, device.Close())
}

func TestCSV(t *testing.T) {
	for section, head := range map[string]string{
		"expiring":  "Customer ID,Customer,Entitlement ID,Subscription,Licenses,",
		"customers": "Customer ID,Customer,Headline,Trial,Subscription,",
		"trend":     "As of,Licenses,Assigned,Used,",
		"history":   "As of,Trial,Subscription,Expiring soon,",
		"findings":  "Finding,Customer ID,Customer,Condition,Reason\r\n",
		"outlook":   "Customer ID,Customer,Entitlement ID,Subscription,Licenses,",
	} {
		text := reported(t, "-csv", section, "-points", "2")
		require.True(t, strings.HasPrefix(text, head), text)
		records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		require.NoError(t, err)
		require.Greater(t, len(records), 1, section)
	}
	require.Len(t, csvSections(), 10)
	for _, section := range csvSections() {
		require.NotEmpty(t, reported(t, "-csv", section, "-data", dataset(t, hostile())))
	}
}

func TestInsightAsJSON(t *testing.T) {
	var explanation partnerhub.Explanation
	require.NoError(t, json.Unmarshal([]byte(reported(t, "-explain", "c-56", "-format", "json")), &explanation))
	require.Len(t, explanation.Conditions, 16)
	var comparison partnerhub.Comparison
	require.NoError(t, json.Unmarshal([]byte(reported(t, "-compare-to", "2026-01-01T00:00:00Z", "-format", "json")), &comparison))
	require.Len(t, comparison.Changes, 16)
	var points []partnerhub.HistoryPoint
	require.NoError(t, json.Unmarshal([]byte(reported(t, "-history", "-points", "3", "-format", "json")), &points))
	require.Len(t, points, 3)
}

func TestInsightRefused(t *testing.T) {
	for _, c := range []struct {
		status int
		args   []string
		want   string
	}{
		{statusFailed, []string{"-explain", "nobody"}, `unknown customer "nobody"`},
		{statusFailed, []string{"-explain", "c-01", "-filter", "id=c-02"}, `unknown customer "c-01"`},
		{statusUsage, []string{"-explain", ""}, "empty"},
		{statusUsage, []string{"-explain", "c-01", "-history"}, "only one of"},
		{statusUsage, []string{"-compare-to", "yesterday"}, "is not an instant"},
		{statusFailed, []string{"-compare-to", "2026-03-01T09:00:00Z"}, "2026-03-01 09:00 UTC is after 2026-01-31 09:00 UTC"},
		{statusUsage, []string{"-compare-to", "0000-01-01T00:00:00Z"}, "not within 1 to 9999"},
		{statusUsage, []string{"-history=yearly"}, "valid: weekly, daily, monthly"},
		{statusUsage, []string{"-history", "-points", "3661"}, "not within 1 to 3660"},
		{statusUsage, []string{"-csv", "everything"}, "a section is customers, expiring,"},
		{statusUsage, []string{"-csv", "expiring", "-format", "json"}, "does not go with it"},
	} {
		require.Contains(t, refused(t, c.status, c.args...), c.want)
	}
}
