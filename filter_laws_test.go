package partnerhub_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/query"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// filterQuestion is a view, and what random filters about it are made of.
type filterQuestion struct {
	question
	t    *testing.T
	rng  *rand.Rand
	data *partnerhub.Dataset
	hub  *partnerhub.Hub
	view partnerhub.View
}

// forFilterQuestions asks for random views of random datasets.
func forFilterQuestions(t *testing.T, seeds uint64, check func(q filterQuestion)) {
	forSeeds(seeds, func(seed uint64) {
		rng := rand.New(rand.NewPCG(seed, 4))
		data := testkit.Random(seed, oneOf(rng, 0, 1, 3, 6, 10, 15))
		hub := load(t, data)
		for _, q := range questionsAbout(data, rng, seed, 3) {
			check(filterQuestion{q, t, rng, data, hub, viewOf(t, hub, q)})
		}
	})
}

// text is the text of a random filter about the view.
func (q filterQuestion) text() string {
	return testkit.RandomFilter(q.rng, q.data, q.policy, q.asOf)
}

// parsed is the filter of a text.
func (q filterQuestion) parsed(text string) partnerhub.Filter {
	filter, err := partnerhub.ParseFilter(text)
	require.NoError(q.t, err, "%q: %s", text, q)
	return filter
}

func (q filterQuestion) filter() partnerhub.Filter { return q.parsed(q.text()) }

// ids are those of the customers in the view whom a filter matches.
func (q filterQuestion) ids(filter partnerhub.Filter) []string {
	return matching(q.t, q.view, filter)
}

// matching lists the ids of the customers of a view whom a filter matches.
func matching(t testing.TB, view partnerhub.View, filter partnerhub.Filter) []string {
	narrowed, err := view.Where(filter)
	require.NoError(t, err, "%s", filter)
	ids := idsOf(narrowed)
	require.Len(t, ids, narrowed.Len(), "%s", filter)
	return ids
}

func idsOf(view partnerhub.View) []string {
	ids := []string{}
	for customer := range view.Customers() {
		ids = append(ids, customer.ID)
	}
	return ids
}

func TestFiltersAgreeWithOracle(t *testing.T) {
	forFilterQuestions(t, 500, func(q filterQuestion) {
		for range 3 {
			requireFilterAgreement(q, q.text())
			requireFilterAgreement(q, testkit.RandomCondition(q.rng, q.data, q.policy, q.asOf))
		}
	})
}

func requireFilterAgreement(q filterQuestion, text string) {
	node, fault := query.Parse(text, query.Limits{})
	require.Nil(q.t, fault, "%q", text)
	want := keep(idsOf(q.view), func(id string) bool { return testkit.Matches(q.data, q.policy, q.asOf, node, id) })
	require.Equal(q.t, want, q.ids(q.parsed(text)), "%q: %s", text, q)
}

func TestDeMorgan(t *testing.T) {
	forFilterQuestions(t, 150, func(q filterQuestion) {
		f, g, h := q.filter(), q.filter(), q.filter()
		if slices.Contains([]string{f.String(), g.String(), h.String()}, "") {
			return // what matches all has no negation
		}
		notAll := partnerhub.Not(partnerhub.And(f, g, h))
		anyNot := partnerhub.Or(partnerhub.Not(f), partnerhub.Not(g), partnerhub.Not(h))
		require.Equal(t, q.ids(notAll), q.ids(anyNot), "%s | %s | %s: %s", f, g, h, q)
		notAny := partnerhub.Not(partnerhub.Or(f, g, h))
		allNot := partnerhub.And(partnerhub.Not(f), partnerhub.Not(g), partnerhub.Not(h))
		require.Equal(t, q.ids(notAny), q.ids(allNot), "%s | %s | %s: %s", f, g, h, q)
	})
}

func TestNegationSplitsTheCustomers(t *testing.T) {
	forFilterQuestions(t, 150, func(q filterQuestion) {
		f := q.filter()
		if f.String() == "" {
			return
		}
		matched, others := q.ids(f), q.ids(partnerhub.Not(f))
		require.ElementsMatch(t, idsOf(q.view), slices.Concat(matched, others), "%s: %s", f, q)
		for _, written := range []string{"-(-(%s))", "NOT (NOT (%s))", "-(NOT (%s))"} {
			twice := q.parsed(fmt.Sprintf(written, f))
			require.Equal(t, matched, q.ids(twice), "%s: %s", twice, q)
		}
	})
}

// Juxtaposition, AND, And and one filter after the other are the same.
func TestAllWaysToSayAnd(t *testing.T) {
	forFilterQuestions(t, 150, func(q filterQuestion) {
		f, g := testkit.RandomCondition(q.rng, q.data, q.policy, q.asOf), testkit.RandomCondition(q.rng, q.data, q.policy, q.asOf)
		want := q.ids(partnerhub.And(q.parsed(f), q.parsed(g)))
		require.Equal(t, want, q.ids(q.parsed(f+" "+g)), q)
		require.Equal(t, want, q.ids(q.parsed(f+" AND "+g)), q)
		first, err := q.view.Where(q.parsed(f))
		require.NoError(t, err)
		require.Equal(t, want, matching(t, first, q.parsed(g)), q)
	})
}

func TestFilterAndScopeCommute(t *testing.T) {
	forFilterQuestions(t, 150, func(q filterQuestion) {
		q.admin = ""
		all, f := viewOf(t, q.hub, q.question), q.filter()
		for _, admin := range q.data.Admins {
			filtered, err := all.Where(f)
			require.NoError(t, err)
			filteredFirst, err := filtered.As(admin.ID)
			require.NoError(t, err)
			scoped, err := all.As(admin.ID)
			require.NoError(t, err)
			require.Equal(t, matching(t, scoped, f), idsOf(filteredFirst), "%s: %s", f, q)
		}
	})
}

func TestNarrowerFilterNeverRaisesNorMovesTheBenchmark(t *testing.T) {
	forFilterQuestions(t, 150, func(q filterQuestion) {
		f, g := q.filter(), q.filter()
		wide, err := q.view.Where(f)
		require.NoError(t, err)
		narrow, err := wide.Where(g)
		require.NoError(t, err)
		whole := q.report(q.view)
		requireNarrower(t, q.report(wide), whole, q.question)
		requireNarrower(t, q.report(narrow), whole, q.question)
		requireNarrower(t, q.report(narrow), q.report(wide), q.question)
	})
}

func (q filterQuestion) report(view partnerhub.View) partnerhub.Report {
	report, err := view.Report(q.t.Context(), q.product, q.trend)
	require.NoError(q.t, err)
	return report
}

func TestCanonicalFormIsTheSameFilter(t *testing.T) {
	forFilterQuestions(t, 300, func(q filterQuestion) {
		f := q.filter()
		canonical := q.parsed(f.String())
		require.Equal(t, f.String(), canonical.String(), q)
		require.Equal(t, q.ids(f), q.ids(canonical), "%s: %s", f, q)
	})
}

// A filter that is asked again, of another view or of the same hub in other
// blocks, finds the same customers.
func TestFiltersDoNotDependOnTheBlocks(t *testing.T) {
	forFilterQuestions(t, 100, func(q filterQuestion) {
		f := q.filter()
		want := q.ids(f)
		require.Equal(t, want, q.ids(f), "%s again: %s", f, q)
		for _, size := range []int{1, 3, 64} {
			split, err := partnerhub.LoadInBlocks(t.Context(), q.data, size)
			require.NoError(t, err)
			require.Equal(t, want, matching(t, viewOf(t, split, q.question), f), "blocks of %d: %s: %s", size, f, q)
		}
	})
}

// More customers than an engine would keep in one piece.
func TestFiltersAgreeWithOracleOnManyCustomers(t *testing.T) {
	const seed = 1
	rng := rand.New(rand.NewPCG(seed, 5))
	data := testkit.Random(seed, 1200)
	data.Usage = data.Usage[:len(data.Usage)/4]
	hub := load(t, data)
	for _, q := range questionsAbout(data, rng, seed, 4) {
		fq := filterQuestion{q, t, rng, data, hub, viewOf(t, hub, q)}
		requireFilterAgreement(fq, testkit.RandomCondition(rng, data, q.policy, q.asOf))
	}
}
