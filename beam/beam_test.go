package beam_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	hubbeam "github.com/partnerhub/partnerhub/beam"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

func init() {
	hubbeam.RegisterOpener("memory", openMemory)
	register.Function2x0(keepSummary)
	register.Function1x0(keepReport)
}

func TestMain(m *testing.M) {
	flag.Parse()
	beam.Init()
	slog.SetDefault(slog.New(slog.DiscardHandler)) // the runner's
	os.Exit(m.Run())
}

// The workers of these tests are goroutines of this process: shards come from
// its memory, and results stay in it.
var (
	mu        sync.Mutex
	facts     map[string]partnerhub.Source // by partner/shard
	summaries map[string]partnerhub.Summary
	reports   []hubbeam.Report
)

func openMemory(_ context.Context, shard hubbeam.Shard) (partnerhub.Source, error) {
	mu.Lock()
	defer mu.Unlock()
	source, exists := facts[shard.Partner+"/"+shard.Name]
	if !exists {
		return nil, fmt.Errorf("no such shard")
	}
	return source, nil
}

func keepSummary(partner string, summary partnerhub.Summary) {
	mu.Lock()
	defer mu.Unlock()
	summaries[partner] = summary
}

func keepReport(report hubbeam.Report) {
	mu.Lock()
	defer mu.Unlock()
	reports = append(reports, report)
}

// portfolio is shards under the names of their partners.
type portfolio map[string][]partnerhub.Source

// lay puts the shards of a portfolio where the opener finds them.
func lay(partners portfolio) []hubbeam.Shard {
	var shards []hubbeam.Shard
	facts = map[string]partnerhub.Source{}
	for partner, sources := range partners {
		for i, source := range sources {
			shard := hubbeam.Shard{Partner: partner, Name: fmt.Sprint("part ", i)}
			facts[partner+"/"+shard.Name] = source
			shards = append(shards, shard)
		}
	}
	return shards
}

// run evaluates a portfolio, for results in summaries and reports.
func run(t testing.TB, question hubbeam.Question, partners portfolio) error {
	return runShards(t, question, lay(partners))
}

func runShards(t testing.TB, question hubbeam.Question, list []hubbeam.Shard) error {
	summaries, reports = map[string]partnerhub.Summary{}, nil
	return execute(t, question, list, func(job hubbeam.Job, s beam.Scope, shards, shares beam.PCollection) {
		beam.ParDo0(s, keepSummary, job.Summaries(s, shards, shares))
		beam.ParDo0(s, keepReport, beam.Reshuffle(s, job.Reports(s, shards, shares)))
	})
}

// execute runs the first pass and what is made of it, in this process.
func execute(t testing.TB, question hubbeam.Question, list []hubbeam.Shard,
	second func(job hubbeam.Job, s beam.Scope, shards, shares beam.PCollection),
) error {
	job, err := hubbeam.NewJob(question, "memory")
	require.NoError(t, err)
	p, s := beam.NewPipelineWithRoot()
	shards := beam.Reshuffle(s, beam.CreateList(s, list))
	second(job, s, shards, job.Shares(s, shards))
	_, err = prism.Execute(t.Context(), p)
	return err
}

// sources makes shards of datasets.
func sources(datasets []*partnerhub.Dataset) []partnerhub.Source {
	list := make([]partnerhub.Source, len(datasets))
	for i, data := range datasets {
		list[i] = data
	}
	return list
}

// oneHub answers the question from a hub of everything.
func oneHub(t testing.TB, question hubbeam.Question, data *partnerhub.Dataset) partnerhub.View {
	hub, err := partnerhub.Load(t.Context(), data)
	require.NoError(t, err)
	view, err := hub.At(question.AsOf).With(question.Policy)
	require.NoError(t, err)
	view, err = view.Where(question.Filter)
	require.NoError(t, err)
	return view
}

func requireSummary(t testing.TB, question hubbeam.Question, data *partnerhub.Dataset, got partnerhub.Summary) {
	want, err := oneHub(t, question, data).Summary(t.Context(), question.Product, question.Trend)
	require.NoError(t, err)
	require.JSONEq(t, marshal(t, want), marshal(t, got))
	wantBytes, err := want.MarshalBinary()
	require.NoError(t, err)
	gotBytes, err := got.MarshalBinary()
	require.NoError(t, err)
	require.Equal(t, wantBytes, gotBytes)
}

func marshal(t testing.TB, value any) string {
	text, err := json.Marshal(value)
	require.NoError(t, err)
	return string(text)
}

// randomQuestion asks of a portfolio of random datasets.
func randomQuestion(t testing.TB, rng *rand.Rand, data *partnerhub.Dataset) hubbeam.Question {
	question := hubbeam.Question{
		AsOf:    data.AsOf.Add(time.Duration(rng.IntN(2000)-1000) * time.Hour),
		Product: testkit.RandomProduct(rng),
		Trend:   partnerhub.TrendOptions{Points: 1 + rng.IntN(5), StepDays: 1 + rng.IntN(40)},
		Policy:  testkit.RandomPolicy(rng),
	}
	location, err := time.LoadLocation("Europe/Berlin") // random ones may have no name
	require.NoError(t, err)
	question.Policy.Location = location
	question.Filter = partnerhub.MustParseFilter("-managed_by:external")
	return question
}

func TestManyCustomersInShardsAreOneHub(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 50))
	data := testkit.Random(1, 100_000)
	question := randomQuestion(t, rng, data)
	require.NoError(t, run(t, question, portfolio{"one": sources(testkit.Split(rng, data, 50))}))
	require.Len(t, summaries, 1)
	requireSummary(t, question, data, summaries["one"])
	require.Len(t, reports, 50)
	requireRows(t, question, data, reports)
}

// requireRows checks that reports of shards list what the report of all lists:
// each shard in its order, and together the same.
func requireRows(t testing.TB, question hubbeam.Question, data *partnerhub.Dataset, shards []hubbeam.Report) {
	want, err := oneHub(t, question, data).Report(t.Context(), question.Product, question.Trend)
	require.NoError(t, err)
	all := rowsOf(t, marshal(t, want))
	rank := map[string]int{}
	for i, row := range all {
		rank[row] = i
	}
	var got []string
	for _, shard := range shards {
		rows := rowsOf(t, string(shard.Document))
		require.True(t, slices.IsSortedFunc(rows, func(a, b string) int { return rank[a] - rank[b] }), shard.Shard)
		got = append(got, rows...)
	}
	slices.Sort(all)
	slices.Sort(got)
	require.Equal(t, all, got)
}

// rowsOf lists the rows of a report document, with the names of their lists.
func rowsOf(t testing.TB, document string) []string {
	type rows struct {
		Rows []json.RawMessage `json:"rows"`
	}
	var report struct {
		Customers                                                 []json.RawMessage
		RecentlyAdded, Expiring, Renewing, LowAssignment, Overage rows
	}
	require.NoError(t, json.Unmarshal([]byte(document), &report))
	var list []string
	add := func(name string, rows []json.RawMessage) {
		for _, row := range rows {
			list = append(list, name+string(row))
		}
	}
	add("customers", report.Customers)
	add("added", report.RecentlyAdded.Rows)
	add("expiring", report.Expiring.Rows)
	add("renewing", report.Renewing.Rows)
	add("low", report.LowAssignment.Rows)
	add("overage", report.Overage.Rows)
	return list
}

func TestManyPartnersAreEachTheirHub(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 1000))
	question := randomQuestion(t, rng, testkit.Random(1, 10))
	whole, parts := map[string]*partnerhub.Dataset{}, portfolio{}
	for i := range uint64(1000) {
		name, data := fmt.Sprint("partner ", i), testkit.Random(i, 1+rng.IntN(30))
		whole[name] = data
		parts[name] = sources(testkit.Split(rng, data, 1+rng.IntN(3)))
	}
	require.NoError(t, run(t, question, parts))

	byPartner := map[string][]hubbeam.Report{}
	for _, report := range reports {
		byPartner[report.Partner] = append(byPartner[report.Partner], report)
	}
	for name, data := range whole {
		requireSummary(t, question, data, summaries[name])
		require.Len(t, byPartner[name], len(parts[name]))
		requireRows(t, question, data, byPartner[name])
		if len(parts[name]) == 1 {
			want, err := oneHub(t, question, data).Report(t.Context(), question.Product, question.Trend)
			require.NoError(t, err)
			require.JSONEq(t, marshal(t, want), string(byPartner[name][0].Document))
		}
	}
}

// What the definitions say, without a hub.
func TestReportsAreWhatTheDefinitionsSay(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	question := randomQuestion(t, rng, testkit.Random(1, 10))
	question.Filter = partnerhub.Filter{}
	whole, parts := map[string]*partnerhub.Dataset{}, portfolio{}
	for i := range uint64(20) {
		name := fmt.Sprint("partner ", i)
		whole[name] = testkit.Random(i, 20)
		parts[name] = []partnerhub.Source{whole[name]}
	}
	require.NoError(t, run(t, question, parts))
	require.Len(t, reports, 20)
	for _, report := range reports {
		want := testkit.Evaluate(whole[report.Partner], question.Policy, question.AsOf, question.Product, question.Trend, "")
		require.JSONEq(t, marshal(t, want), string(report.Document))
	}
}
