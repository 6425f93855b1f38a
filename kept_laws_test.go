package partnerhub_test

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// variants are policies that differ from the default in the field of that name only.
var variants = map[string]partnerhub.Policy{
	"Location":          {Location: time.FixedZone("", 13*60*60)},
	"ExpiringSoonDays":  {ExpiringSoonDays: 38},
	"InactivityDays":    {InactivityDays: 24},
	"ExpirationDays":    {ExpirationDays: 84},
	"RenewalDays":       {RenewalDays: 97},
	"NoticeDays":        {NoticeDays: 38},
	"RecentlyAddedDays": {RecentlyAddedDays: 97},
	"FreshnessDays":     {FreshnessDays: 9},
	"GraceDays":         {GraceDays: 23},
	"SizeBands":         {SizeBands: []int64{1, 12, 30}},
	"MinPeers":          {MinPeers: 12},
	"LowShareCeiling":   {LowShareCeiling: 6_700},
	"HeadlineOrder":     {HeadlineOrder: reversed(partnerhub.Statuses())},
}

func reversed[T any](list []T) []T {
	slices.Reverse(list)
	return list
}

// keptQuestion is one way to ask a hub.
type keptQuestion struct {
	standing
	product partnerhub.Product
	admin   string
	filter  string
	answer  int
}

// keptAnswers are kinds of answers.
var keptAnswers = []func(ctx context.Context, view partnerhub.View, q keptQuestion) (any, error){
	func(_ context.Context, view partnerhub.View, _ keptQuestion) (any, error) {
		return view.Overview(), nil
	},
	func(_ context.Context, view partnerhub.View, _ keptQuestion) (any, error) {
		return slices.Collect(view.Customers()), nil
	},
	func(_ context.Context, view partnerhub.View, _ keptQuestion) (any, error) {
		return view.StatusCounts(), nil
	},
	func(ctx context.Context, view partnerhub.View, q keptQuestion) (any, error) {
		report, err := view.Report(ctx, q.product, partnerhub.TrendOptions{Points: 12, StepDays: 5})
		var decided []bool // which the document does not have
		for _, row := range report.Renewing.Rows {
			decided = append(decided, row.DecisionPassed)
		}
		return []any{report, decided}, err
	},
	func(ctx context.Context, view partnerhub.View, q keptQuestion) (any, error) {
		summary, err := view.Summary(ctx, q.product, partnerhub.TrendOptions{Points: 2})
		if err != nil {
			return nil, err
		}
		return summary.MarshalBinary()
	},
	func(_ context.Context, view partnerhub.View, _ keptQuestion) (any, error) {
		return slices.Collect(view.Findings()), nil
	},
	func(_ context.Context, view partnerhub.View, _ keptQuestion) (any, error) {
		return view.UsageAge(), nil
	},
	func(ctx context.Context, view partnerhub.View, q keptQuestion) (any, error) {
		if q.rivals >= 0 {
			return nil, nil // has no next change
		}
		next, _, err := view.NextChange(ctx)
		return next, err
	},
}

// standing is what the views of some questions have in common: one moment of a hub.
type standing struct {
	policy string // a variant, or "" for the default
	asOf   time.Time
	// rivals are whose shares low assignment is judged by, besides those of the
	// customers themselves; -1 is nobody, and the view is not compared.
	rivals int
}

// base returns the view of everybody. Rivals are hubs of other customers.
func (s standing) base(t *testing.T, hub *partnerhub.Hub, rivals []*partnerhub.Hub) partnerhub.View {
	view, err := hub.At(s.asOf).With(variants[s.policy])
	require.NoError(t, err)
	if s.rivals < 0 {
		return view
	}
	other, err := rivals[s.rivals].At(s.asOf).With(variants[s.policy])
	require.NoError(t, err)
	shares := view.Shares()
	require.NoError(t, shares.Merge(other.Shares()))
	view, err = view.ComparedWith(shares)
	require.NoError(t, err)
	return view
}

// ask puts the question to a view of everybody, narrowed.
func (q keptQuestion) ask(ctx context.Context, view partnerhub.View) (string, error) {
	var err error
	if q.admin != "" {
		if view, err = view.As(q.admin); err != nil {
			return "", err
		}
	}
	filter, err := partnerhub.ParseFilter(q.filter)
	if err != nil {
		return "", err
	}
	if view, err = view.Where(filter); err != nil {
		return "", err
	}
	answer, err := keptAnswers[q.answer](ctx, view, q)
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(answer)
	return string(text), err
}

// randomKeptQuestions are about few moments, so that one is asked what is known of
// another: few policies and instants that are close, and whoever asks.
func randomKeptQuestions(rng *rand.Rand, data *partnerhub.Dataset, variant string) []keptQuestion {
	questions := make([]keptQuestion, 40)
	other := data.AsOf.Add(oneOf(rng, time.Minute, time.Hour, 24*time.Hour, -24*time.Hour, 40*24*time.Hour, -300*24*time.Hour))
	for i := range questions {
		questions[i] = keptQuestion{
			standing: standing{oneOf(rng, "", variant), oneOf(rng, data.AsOf, data.AsOf, other), oneOf(rng, -1, -1, -1, 0, 1)},
			product:  oneOf(rng, partnerhub.Meetings, partnerhub.Calling, partnerhub.Webinars, partnerhub.Devices, "nobody_has_it"),
			admin:    oneOf(rng, "", "", "a-0", "a-1"),
			filter:   oneOf(rng, "", "", "", "status:expiring_soon", "licenses.meetings >= 10", "-name:alder"),
			answer:   rng.IntN(len(keptAnswers)),
		}
	}
	return questions
}

func TestVariantsCoverThePolicy(t *testing.T) {
	policy := reflect.TypeFor[partnerhub.Policy]()
	require.Len(t, variants, policy.NumField())
	for i := range policy.NumField() {
		for j := range policy.NumField() {
			variant := reflect.ValueOf(variants[policy.Field(i).Name])
			require.Equal(t, i == j, !variant.Field(j).IsZero(), policy.Field(i).Name)
		}
	}
}

// Whatever a hub, or those that it was made from, was asked before and is asked
// meanwhile: it answers like one that was just loaded and is asked nothing else.
// Each variant of the policy gives another answer than the default now and then, so
// that what is known of the one can't do for the other unnoticed.
func TestWhatIsKeptAnswersNothingElse(t *testing.T) {
	telling := map[string]bool{}
	names := slices.Sorted(maps.Keys(variants))
	forSeeds(3, func(seed uint64) {
		for try := range uint64(3) {
			rng := rand.New(rand.NewPCG(seed, 21+try))
			data := testkit.Borderline(rng)
			rivals := []*partnerhub.Hub{load(t, testkit.Borderline(rng)), load(t, testkit.Borderline(rng))}
			hub, err := partnerhub.LoadInBlocks(t.Context(), data, oneOf(rng, 2, 5, 1024))
			require.NoError(t, err)
			for _, variant := range names {
				questions := randomKeptQuestions(rng, data, variant)
				requireKept(t, hub, data, rivals, questions, seed)
				telling[variant] = telling[variant] || tells(t, hub, variant, questions)
				for range 1 + rng.IntN(3) { // hubs in between are not asked
					changes, after := keptChange(rng, data)
					hub, data = apply(t, hub, changes...), after
				}
			}
		}
	})
	if *oneSeed == 0 {
		for _, variant := range names {
			require.True(t, telling[variant], variant)
		}
	}
}

// tells reports whether a variant answers some of the questions otherwise than the
// default policy does.
func tells(t *testing.T, hub *partnerhub.Hub, variant string, questions []keptQuestion) bool {
	for _, q := range questions {
		var answers []string
		for _, policy := range []string{"", variant} {
			answer, err := q.ask(t.Context(), standing{policy, q.asOf, -1}.base(t, hub, nil))
			require.NoError(t, err)
			answers = append(answers, answer)
		}
		if answers[0] != answers[1] {
			return true
		}
	}
	return false
}

// keptChange leaves the administrators that are asked about.
func keptChange(rng *rand.Rand, data *partnerhub.Dataset) ([]partnerhub.Change, *partnerhub.Dataset) {
	for {
		changes, after := testkit.RandomChanges(rng, data, 1+rng.IntN(2))
		if slices.ContainsFunc(after.Admins, func(a partnerhub.Admin) bool { return a.ID == "a-0" }) &&
			slices.ContainsFunc(after.Admins, func(a partnerhub.Admin) bool { return a.ID == "a-1" }) {
			return changes, after
		}
	}
}

// requireKept asks from several goroutines. Questions with the same standing are put
// to views of one moment.
func requireKept(t *testing.T, hub *partnerhub.Hub, data *partnerhub.Dataset, rivals []*partnerhub.Hub, questions []keptQuestion, seed uint64) {
	const askers = 3
	bases := map[standing]partnerhub.View{}
	for _, q := range questions {
		if _, exists := bases[q.standing]; !exists {
			bases[q.standing] = q.base(t, hub, rivals)
		}
	}
	got, errs := make([]string, len(questions)), make([]error, len(questions))
	var group sync.WaitGroup
	for asker := range askers {
		group.Go(func() {
			for i := asker; i < len(questions); i += askers {
				got[i], errs[i] = questions[i].ask(t.Context(), bases[questions[i].standing])
			}
		})
	}
	group.Wait()
	for i, q := range questions {
		require.NoError(t, errs[i])
		want, err := q.ask(t.Context(), q.base(t, load(t, data), rivals))
		require.NoError(t, err)
		require.Equal(t, want, got[i], "-seed %d %+v", seed, q)
	}
}

// acrossTheDateLine is a place at -11 hours that moved to +13 hours in 2020.
func acrossTheDateLine(t *testing.T) *time.Location {
	file := []byte("TZif\x00")
	file = append(file, make([]byte, 15)...)
	for _, n := range []uint32{0, 0, 0, 1, 2, 2, uint32(date(2020, 1, 1).Unix())} { // one change, between two offsets
		file = binary.BigEndian.AppendUint32(file, n)
	}
	file = append(file, 1) // to the second one
	for _, hours := range []int32{-11, 13} {
		file = append(binary.BigEndian.AppendUint32(file, uint32(hours*60*60)), 0, 0)
	}
	location, err := time.LoadLocationFromTZData("moved", append(file, "P\x00"...))
	require.NoError(t, err)
	return location
}

// At the same instant it is 31 January in one place and 1 February in the other, while
// the clocks show the same time, and did long ago: all windows of days are the same
// instants, but a sample of 2 January is fresh in the first place only.
func TestSameWindowsOfAnotherDay(t *testing.T) {
	hub := load(t, &partnerhub.Dataset{
		Partner: partnerhub.Partner{ID: "p"}, Customers: []partnerhub.Customer{{ID: "c", Name: "C"}},
		Subscriptions: []partnerhub.Subscription{{
			ID: "S", CustomerID: "c", Start: date(2025, 1, 1), Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 5}},
		}},
		Usage: []partnerhub.UsageSample{{EntitlementID: "S", Product: partnerhub.Meetings, Date: date(2026, 1, 2), Assigned: partnerhub.Known(6)}},
	})
	stayed, moved := time.FixedZone("", -11*60*60), acrossTheDateLine(t)
	for _, c := range []struct {
		location *time.Location
		over     int
	}{{stayed, 1}, {moved, 0}, {stayed, 1}} {
		view, err := hub.At(theDay.Add(12 * time.Hour)).With(partnerhub.Policy{Location: c.location})
		require.NoError(t, err)
		require.Equal(t, c.over, view.Overview().OverLimit)
	}
}
