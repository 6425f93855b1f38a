package partnerhub_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

var oneSeed = flag.Uint64("seed", 0, "ask the random questions of this seed only")

// forSeeds runs a test for the seeds 1 to n, or for the one of the flag.
func forSeeds(n uint64, test func(seed uint64)) {
	first, last := uint64(1), n
	if *oneSeed != 0 {
		first, last = *oneSeed, *oneSeed
	}
	for seed := first; seed <= last; seed++ {
		test(seed)
	}
}

// question is what can be asked about a random dataset.
type question struct {
	seed    uint64
	policy  partnerhub.Policy
	asOf    time.Time
	product partnerhub.Product
	trend   partnerhub.TrendOptions
	admin   string
}

// String says how to ask the question again.
func (q question) String() string {
	return fmt.Sprintf("-seed %d: as of %s, product %s, trend %+v, admin %q, policy %+v",
		q.seed, q.asOf.Format(time.RFC3339Nano), q.product, q.trend, q.admin, q.policy)
}

// randomQuestions returns a random dataset and n questions about it.
func randomQuestions(seed uint64, n int) (*partnerhub.Dataset, []question) {
	rng := rand.New(rand.NewPCG(seed, 0))
	data := testkit.Random(seed, oneOf(rng, 0, 1, 2, 4, 8, 12, 20, 30, 40, 40))
	return data, questionsAbout(data, rng, seed, n)
}

func questionsAbout(data *partnerhub.Dataset, rng *rand.Rand, seed uint64, n int) []question {
	instants := testkit.Instants(rng, data)
	var questions []question
	for range n {
		policy := testkit.RandomPolicy(rng)
		if rng.IntN(3) == 0 {
			policy.Location = testkit.Home(rng, data)
		}
		asOf := oneOf(rng, instants...)
		questions = append(questions, question{
			seed:    seed,
			policy:  policy,
			asOf:    asOf,
			product: testkit.RandomProduct(rng),
			trend:   randomTrend(rng, asOf),
			admin:   randomAdmin(rng, data),
		})
	}
	return questions
}

func oneOf[T any](rng *rand.Rand, from ...T) T { return from[rng.IntN(len(from))] }

// randomTrend does not go back to where there are no years.
func randomTrend(rng *rand.Rand, asOf time.Time) partnerhub.TrendOptions {
	points := oneOf(rng, 0, 1, 2, 3)
	if asOf.Year() < 100 {
		return partnerhub.TrendOptions{Points: points, StepDays: oneOf(rng, 0, 1, 7)}
	}
	return partnerhub.TrendOptions{Points: points, StepDays: oneOf(rng, 0, 1, 7, 30, 365)}
}

// randomAdmin is often nobody in particular.
func randomAdmin(rng *rand.Rand, data *partnerhub.Dataset) string {
	if len(data.Admins) == 0 || rng.IntN(2) == 0 {
		return ""
	}
	return oneOf(rng, data.Admins...).ID
}

func load(t *testing.T, data *partnerhub.Dataset) *partnerhub.Hub {
	hub, err := partnerhub.Load(t.Context(), data)
	require.NoError(t, err)
	return hub
}

// viewOf is the view that a question is about.
func viewOf(t *testing.T, hub *partnerhub.Hub, q question) partnerhub.View {
	view, err := hub.At(q.asOf).With(q.policy)
	require.NoError(t, err, q)
	if q.admin == "" {
		return view
	}
	view, err = view.As(q.admin)
	require.NoError(t, err, q)
	return view
}

// reportOf is the engine's answer to a question.
func reportOf(t *testing.T, hub *partnerhub.Hub, q question) partnerhub.Report {
	report, err := viewOf(t, hub, q).Report(t.Context(), q.product, q.trend)
	require.NoError(t, err, q)
	return report
}

// answersOf is the report put together from the answers that a view gives one
// by one.
func answersOf(t *testing.T, hub *partnerhub.Hub, q question) partnerhub.Report {
	view := viewOf(t, hub, q)
	trend, err := view.Trend(t.Context(), q.product, q.trend)
	require.NoError(t, err, q)
	customers := slices.AppendSeq([]partnerhub.CustomerStatus{}, view.Customers())
	return partnerhub.Report{
		AsOf: q.asOf, Product: q.product, Overview: view.Overview(), Customers: customers, Trend: trend,
		RecentlyAdded: view.RecentlyAdded(q.product), Expiring: view.Expiring(q.product), Renewing: view.Renewing(q.product),
		LowAssignment: view.LowAssignment(q.product), Overage: view.Overage(q.product),
	}
}

func TestEngineAgreesWithOracle(t *testing.T) {
	forSeeds(1000, func(seed uint64) {
		data, questions := randomQuestions(seed, 4)
		hub := load(t, data)
		for _, q := range questions {
			requireAgreement(t, hub, data, q)
		}
	})
}

// More customers than an engine would keep in one piece. Half of the samples are
// left out for the naive loops' sake.
func TestEngineAgreesWithOracleOnManyCustomers(t *testing.T) {
	const seed = 1
	data := testkit.Random(seed, 1200)
	data.Usage = data.Usage[:len(data.Usage)/2]
	hub := load(t, data)
	for _, q := range questionsAbout(data, rand.New(rand.NewPCG(seed, 0)), seed, 3) {
		q.trend.Points = 1
		requireAgreement(t, hub, data, q)
	}
}

// A thousand subscriptions for each of five customers, with as much assigned as
// there may be: ten thousand times the sum does not fit into 64 bits. Four
// customers have twice as much assigned as they have; the shares of the fifth
// differ by a lot, or by less than a basis point.
func TestEngineAgreesWithOracleOnTheLargestNumbers(t *testing.T) {
	const most = 1_000_000_000_000
	asOf := time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0", Name: "Nordwind"}}
	for c := range 5 {
		customer := fmt.Sprintf("c-%d", c)
		data.Customers = append(data.Customers, partnerhub.Customer{ID: customer, Name: customer})
		for i := range int64(1000) {
			quantity, assigned := int64(most/2), int64(most)
			if c == 4 {
				quantity = most - i*100_000_000
				assigned = quantity/(2+i%7) - i
			}
			id := fmt.Sprintf("%s-%d", customer, i)
			data.Subscriptions = append(data.Subscriptions, partnerhub.Subscription{
				ID: id, CustomerID: customer, Start: asOf.AddDate(-1, 0, 0), End: asOf.AddDate(0, 0, int(i)),
				Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: quantity}},
			})
			data.Usage = append(data.Usage, partnerhub.UsageSample{
				EntitlementID: id, Product: partnerhub.Meetings, Date: asOf,
				Assigned: partnerhub.Known(assigned), Used: partnerhub.Known(most),
			})
		}
	}
	one := partnerhub.TrendOptions{Points: 1}
	requireAgreement(t, load(t, data), data, question{asOf: asOf, product: partnerhub.Meetings, trend: one})
}

func requireAgreement(t *testing.T, hub *partnerhub.Hub, data *partnerhub.Dataset, q question) {
	want := testkit.Evaluate(data, q.policy, q.asOf, q.product, q.trend, q.admin)
	got := reportOf(t, hub, q)
	require.Empty(t, testkit.Diff(got, want), q)
	require.Empty(t, testkit.Diff(answersOf(t, hub, q), want), q)
	wantText, wantErr := json.Marshal(want)
	gotText, gotErr := json.Marshal(got)
	require.Equal(t, wantErr, gotErr, q)
	require.Equal(t, string(wantText), string(gotText), q)
}

// vector is an entry of the index of the conformance vectors.
type vector struct {
	Dataset string
	AsOf    time.Time
	Product partnerhub.Product
	Points  int
	Admin   string
	Report  string
}

func TestConformance(t *testing.T) {
	var vectors []vector
	readJSON(t, "index.json", &vectors)
	require.NotEmpty(t, vectors)
	for _, v := range vectors {
		var data partnerhub.Dataset
		readJSON(t, v.Dataset, &data)
		want := flatten(t, readFile(t, v.Report))
		q := question{asOf: v.AsOf, product: v.Product, trend: partnerhub.TrendOptions{Points: v.Points}, admin: v.Admin}
		t.Run("by=oracle/"+v.Report, func(t *testing.T) {
			require.Equal(t, want, flattenReport(t, testkit.Evaluate(&data, q.policy, q.asOf, q.product, q.trend, q.admin)))
		})
		t.Run("by=engine/"+v.Report, func(t *testing.T) {
			require.Equal(t, want, flattenReport(t, reportOf(t, load(t, &data), q)))
		})
	}
}

func readFile(t *testing.T, name string) []byte {
	text, err := os.ReadFile(filepath.Join("testdata", "conformance", name))
	require.NoError(t, err)
	return text
}

func readJSON(t *testing.T, name string, into any) {
	require.NoError(t, json.Unmarshal(readFile(t, name), into), name)
}

func flattenReport(t *testing.T, report partnerhub.Report) []string {
	text, err := json.Marshal(report)
	require.NoError(t, err)
	return flatten(t, text)
}

// flatten lists the members and elements of a document in their order, each
// with its path and value; an asOf as the instant that it is.
func flatten(t *testing.T, document []byte) []string {
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	var lines []string
	flattenValue(t, decoder, "", &lines)
	require.False(t, decoder.More(), "text after the document")
	return lines
}

func flattenValue(t *testing.T, decoder *json.Decoder, path string, lines *[]string) {
	token := nextToken(t, decoder)
	*lines = append(*lines, path+": "+tokenText(t, path, token))
	switch token {
	case json.Delim('{'):
		for decoder.More() {
			flattenValue(t, decoder, fmt.Sprintf("%s.%s", path, nextToken(t, decoder)), lines)
		}
		nextToken(t, decoder)
	case json.Delim('['):
		for i := 0; decoder.More(); i++ {
			flattenValue(t, decoder, fmt.Sprintf("%s[%d]", path, i), lines)
		}
		nextToken(t, decoder)
	}
}

func nextToken(t *testing.T, decoder *json.Decoder) json.Token {
	token, err := decoder.Token()
	require.NoError(t, err)
	return token
}

func tokenText(t *testing.T, path string, token json.Token) string {
	if strings.HasSuffix(path, ".asOf") {
		instant, err := time.Parse(time.RFC3339Nano, token.(string))
		require.NoError(t, err)
		return instant.UTC().String()
	}
	return fmt.Sprintf("%T %v", token, token)
}
