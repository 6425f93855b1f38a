package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/testdata"
)

func TestMain(m *testing.M) {
	flag.Parse()
	beam.Init()
	slog.SetDefault(slog.New(slog.DiscardHandler)) // the runner's
	os.Exit(m.Run())
}

var theDay = options{asOf: "2026-01-31T09:00:00Z", product: "meetings"}

// overviewOf is the overview of one hub of a dataset document.
func overviewOf(t *testing.T, document []byte) partnerhub.Overview {
	data, err := partnerhub.ParseDataset(document)
	require.NoError(t, err)
	hub, err := partnerhub.Load(t.Context(), data)
	require.NoError(t, err)
	return hub.At(time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC)).Overview()
}

// wantOverviews are the partners of the demo: the portfolio that ships with the
// project, in three shards, and another in one.
func wantOverviews(t *testing.T) map[string]partnerhub.Overview {
	ostsee, err := demo.ReadFile("testdata/ostsee/1.json")
	require.NoError(t, err)
	return map[string]partnerhub.Overview{
		"nordwind": overviewOf(t, testdata.Portfolio()),
		"ostsee":   overviewOf(t, ostsee),
	}
}

func TestDemoPrintsATable(t *testing.T) {
	var stdout bytes.Buffer
	require.NoError(t, run(t.Context(), theDay, &stdout))
	lines := strings.Split(strings.TrimSpace(stdout.String()), "\n")
	require.Len(t, lines, 3)
	want := wantOverviews(t)
	for i, partner := range []string{"nordwind", "ostsee"} {
		o := want[partner]
		require.Equal(t, []string{
			partner, fmt.Sprint(o.TotalCustomers), fmt.Sprint(o.NearingExpiration), fmt.Sprint(o.NearingRenewal),
			fmt.Sprint(o.LowAssignment), fmt.Sprint(o.OverLimit),
		}, strings.Fields(lines[i+1]))
	}
}

func TestWrongFlagsAndFiles(t *testing.T) {
	folder := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(folder, "bad"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "bad", "7.json"), []byte(`{"customers": [{}]}`), 0o600))
	for _, c := range []struct {
		change func(*options)
		want   string
	}{
		{func(o *options) { o.asOf = "today" }, "-as-of"},
		{func(o *options) { o.product = "Meetings!" }, "-product"},
		{func(o *options) { o.data = "s3://facts/*" }, "s3"},
		{func(o *options) { o.data = filepath.Join(folder, "none", "*") }, "none"},
		{func(o *options) { o.data = filepath.Join(folder, "*", "*.json") }, `partner "bad", shard "` + filepath.Join(folder, "bad", "7.json") + `": partnerhub: partner.id: is empty`},
	} {
		o := theDay
		c.change(&o)
		require.ErrorContains(t, run(t.Context(), o, io.Discard), c.want)
	}
}

// The client, the job server and the worker are three processes: the worker is
// this program, started by the server.
func TestSeparateProcesses(t *testing.T) {
	folder := t.TempDir()
	program := filepath.Join(folder, "portfolio")
	output(t, exec.Command("go", "build", "-o", program, "."))
	prism := output(t, exec.Command("go", "tool", "-n", "github.com/apache/beam/sdks/v2/go/cmd/prism"))
	require.NoError(t, os.CopyFS(folder, demo))

	endpoint := startServer(t, prism)
	out := filepath.Join(folder, "out.jsonl")
	output(t, exec.Command(program,
		"-data", filepath.Join(folder, "testdata", "*", "*.json"), "-out", out,
		"-runner=universal", "-endpoint="+endpoint, "-worker_binary="+program,
		"-environment_type=PROCESS", `-environment_config={"command":"`+workerCommand(t, folder, program, endpoint)+`"}`))

	require.FileExists(t, filepath.Join(folder, "worker.pid"), "the server has started a worker")
	partners, err := readLines(out)
	require.NoError(t, err)
	got := map[string]string{}
	for _, p := range partners {
		got[p.Partner] = marshal(t, p.Summary.Overview)
	}
	want := map[string]string{}
	for partner, overview := range wantOverviews(t) {
		want[partner] = marshal(t, overview)
	}
	require.Equal(t, want, got)
}

func marshal(t *testing.T, value any) string {
	text, err := json.Marshal(value)
	require.NoError(t, err)
	return string(text)
}

// output runs a command and returns what it prints.
func output(t *testing.T, command *exec.Cmd) string {
	var stderr bytes.Buffer
	command.Stderr = &stderr
	text, err := command.Output()
	require.NoError(t, err, stderr.String())
	return strings.TrimSpace(string(text))
}
