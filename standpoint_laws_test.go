package partnerhub_test

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
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

// A hub keeps what it has found out for its next answers, and for those of the hubs
// that changes make of it. These tests put many questions to one hub, and compare
// each answer with that of a hub that has been asked nothing else.

// standpoint is from where a hub is looked at: what is kept depends on it.
type standpoint struct {
	name   string
	at     time.Time
	policy partnerhub.Policy
	// others is how much customers of other parts of the organization have
	// assigned, in percent; 0: there are none to compare with.
	others int64
}

// standpointQuestion is put to the view of a standpoint.
type standpointQuestion struct {
	standpoint
	admin, filter string
	product       partnerhub.Product
	trend         partnerhub.TrendOptions
}

func (q standpointQuestion) String() string {
	return fmt.Sprintf("%s at %s, compared with %d%%, admin %q, filter %q, product %s, trend %+v, policy %+v",
		q.name, q.at, q.others, q.admin, q.filter, q.product, q.trend, q.policy)
}

// basePolicy is short of the defaults where that brings more customers near a limit.
func basePolicy() partnerhub.Policy {
	return partnerhub.Policy{Location: west, FreshnessDays: 7}
}

// In the east it is the same time of day as in the west, a day later, and since 1970
// only: all windows begin and end at the same instants.
var west, east = turned("west", -10), turned("east", 14)

// turned is a location whose clocks were turned from UTC by so many hours in 1970.
func turned(name string, hours int) *time.Location {
	file := append([]byte("TZif"), make([]byte, 16)...)
	for _, n := range []uint32{0, 0, 0, 1, 2, 8} { // one turn, two offsets, their names
		file = binary.BigEndian.AppendUint32(file, n)
	}
	file = binary.BigEndian.AppendUint32(file, 0)
	file = append(file, 1)
	for i, hours := range []int{0, hours} {
		file = append(binary.BigEndian.AppendUint32(file, uint32(int32(hours*3600))), 0, byte(4*i))
	}
	location, err := time.LoadLocationFromTZData(name, append(file, "UTC\x00NEW\x00"...))
	if err != nil {
		panic(err)
	}
	return location
}

// policyVariants change one field each of the base policy.
var policyVariants = map[string][]func(p *partnerhub.Policy){
	"Location": {
		func(p *partnerhub.Policy) { p.Location = east },
		func(p *partnerhub.Policy) { p.Location = time.UTC },
	},
	"ExpiringSoonDays":  {func(p *partnerhub.Policy) { p.ExpiringSoonDays = 14 }},
	"InactivityDays":    {func(p *partnerhub.Policy) { p.InactivityDays = 22 }},
	"ExpirationDays":    {func(p *partnerhub.Policy) { p.ExpirationDays = 45 }},
	"RenewalDays":       {func(p *partnerhub.Policy) { p.RenewalDays = 45 }},
	"NoticeDays":        {func(p *partnerhub.Policy) { p.NoticeDays = 5 }},
	"RecentlyAddedDays": {func(p *partnerhub.Policy) { p.RecentlyAddedDays = 32 }},
	"FreshnessDays": {
		func(p *partnerhub.Policy) { p.FreshnessDays = 1 },
		func(p *partnerhub.Policy) { p.FreshnessDays = 3 },
		func(p *partnerhub.Policy) { p.FreshnessDays = 30 },
	},
	"GraceDays": {func(p *partnerhub.Policy) { p.GraceDays = 20 }},
	"SizeBands": {func(p *partnerhub.Policy) { p.SizeBands = []int64{1, 2, 36, 100_000} }},
	"MinPeers": {
		func(p *partnerhub.Policy) { p.MinPeers = 2 },
		func(p *partnerhub.Policy) { p.MinPeers = 40 },
	},
	"LowShareCeiling": {
		func(p *partnerhub.Policy) { p.LowShareCeiling = 2500 },
		func(p *partnerhub.Policy) { p.LowShareCeiling = 8600 },
	},
	"HeadlineOrder": {func(p *partnerhub.Policy) { p.HeadlineOrder = partnerhub.Statuses() }},
}

// ofRows are the fields of a policy that only the rows and the numbers of sections
// depend on, which are found anew at each moment.
var ofRows = []string{"NoticeDays", "RecentlyAddedDays"}

func TestEachFieldOfAPolicyHasVariants(t *testing.T) {
	var fields []string
	for field := range reflect.TypeFor[partnerhub.Policy]().Fields() {
		fields = append(fields, field.Name)
		for i, change := range policyVariants[field.Name] {
			base, variant := reflect.ValueOf(basePolicy()), basePolicy()
			change(&variant)
			for other := range base.NumField() {
				same := reflect.DeepEqual(base.Field(other).Interface(), reflect.ValueOf(variant).Field(other).Interface())
				require.Equal(t, base.Type().Field(other).Name != field.Name, same, "%s %d", field.Name, i)
			}
		}
	}
	require.ElementsMatch(t, fields, keysOf(policyVariants), "each field of a policy needs variants that differ in it alone")
}

func keysOf[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// standpoints are the base and what differs from it in one thing.
func standpoints(asOf time.Time) (base standpoint, others []standpoint) {
	base = standpoint{"base", asOf, basePolicy(), 0}
	for _, field := range keysOf(policyVariants) {
		for _, change := range policyVariants[field] {
			policy := basePolicy()
			change(&policy)
			others = append(others, standpoint{field, asOf, policy, 0})
		}
	}
	for _, off := range []time.Duration{time.Minute, -time.Minute, time.Hour, 24 * time.Hour, 40 * 24 * time.Hour, -400 * 24 * time.Hour} {
		others = append(others, standpoint{"instant", asOf.Add(off), basePolicy(), 0})
	}
	for _, percent := range []int64{10, 65} {
		others = append(others, standpoint{"compared", asOf, basePolicy(), percent})
	}
	return base, others
}

// of returns the view of a hub from a standpoint. The dataset is that of the hub.
func (s standpoint) of(hub *partnerhub.Hub, data *partnerhub.Dataset) (partnerhub.View, error) {
	view, err := hub.At(s.at).With(s.policy)
	if err != nil || s.others == 0 {
		return view, err
	}
	shares, err := s.shares(data)
	if err != nil {
		return partnerhub.View{}, err
	}
	return view.ComparedWith(shares)
}

// shares are those of a dataset and of other parts of the organization.
func (s standpoint) shares(data *partnerhub.Dataset) (all partnerhub.Shares, err error) {
	for _, part := range []*partnerhub.Dataset{data, testkit.Alike(s.at, 60, s.others)} {
		hub, err := partnerhub.Load(context.Background(), part)
		if err != nil {
			return all, err
		}
		view, err := hub.At(s.at).With(s.policy)
		if err != nil {
			return all, err
		}
		if err := all.Merge(view.Shares()); err != nil {
			return all, err
		}
	}
	return all, nil
}

// ask puts the question to a view from its standpoint.
func (q standpointQuestion) ask(view partnerhub.View) (string, error) {
	var err error
	if q.admin != "" {
		if view, err = view.As(q.admin); err != nil {
			return "", err
		}
	}
	if q.filter != "" {
		filter, err := partnerhub.ParseFilter(q.filter)
		if err != nil {
			return "", err
		}
		if view, err = view.Where(filter); err != nil {
			return "", err
		}
	}
	return q.answer(view)
}

// answer is what a view says of a product, as text.
func (q standpointQuestion) answer(view partnerhub.View) (string, error) {
	ctx := context.Background()
	report, err := view.Report(ctx, q.product, q.trend)
	if err != nil {
		return "", err
	}
	summary, err := view.Summary(ctx, q.product, q.trend)
	if err != nil {
		return "", err
	}
	sums, err := summary.MarshalBinary()
	if err != nil {
		return "", err
	}
	answers := []any{report, view.StatusCounts(), view.UsageAge(), sums, fmt.Sprint(report.Renewing.Rows)} // has what its JSON has not
	for id := range view.IDs() {
		if len(answers) == 8 { // the first few are enough
			break
		}
		explanation, err := view.Explain(id)
		if err != nil {
			return "", err
		}
		answers = append(answers, explanation)
	}
	if q.others == 0 && view.Len() < 12 { // those compared with others have none
		next, exists, err := view.NextChange(ctx)
		if err != nil {
			return "", err
		}
		answers = append(answers, next, exists)
	}
	text, err := json.Marshal(answers)
	return string(text), err
}

// fresh is the answer of a hub that is just loaded and asked nothing else.
func (q standpointQuestion) fresh(t *testing.T, data *partnerhub.Dataset) string {
	view, err := q.of(load(t, data), data)
	require.NoError(t, err, q)
	text, err := q.ask(view)
	require.NoError(t, err, q)
	return text
}

// keptPairs are questions from two standpoints, one after the other: from the base
// and from each of the others, in any order. All customers are asked about once,
// and some of them once.
func keptPairs(rng *rand.Rand, data *partnerhub.Dataset) [][2]standpointQuestion {
	base, others := standpoints(data.AsOf)
	var pairs [][2]standpointQuestion
	for _, other := range others {
		for _, narrow := range []bool{false, true} {
			pair := [2]standpointQuestion{randomKept(rng, data, base, narrow), randomKept(rng, data, other, narrow)}
			if rng.IntN(2) == 0 {
				pair[0], pair[1] = pair[1], pair[0]
			}
			pairs = append(pairs, pair)
		}
	}
	rng.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
	return pairs
}

// facets are filters that find sets which a moment keeps.
var facets = []string{
	"tag:gold", "tag:dach", "tag:*", "managed_by:partner", "managed_by:external", "type:trial", "type:subscription", "renewal:auto", "renewal:none",
	"status:trial", "status:expired", "headline:trial", "headline:suspended", "product:messaging", "product:devices", "admin:a-1", "admin:a-2",
}

func randomKept(rng *rand.Rand, data *partnerhub.Dataset, s standpoint, narrow bool) standpointQuestion {
	q := standpointQuestion{
		standpoint: s, product: oneOf(rng, partnerhub.Meetings, partnerhub.Calling, partnerhub.Messaging, partnerhub.Devices),
		trend: partnerhub.TrendOptions{Points: oneOf(rng, 1, 20), StepDays: oneOf(rng, 1, 7)},
	}
	if narrow {
		q.admin = randomAdmin(rng, data)
		q.filter = oneOf(rng, "", testkit.RandomFilter(rng, data, s.policy, s.at), oneOf(rng, facets...), oneOf(rng, facets...))
	}
	return q
}

// keptHub is a hub with the views that have been asked already.
type keptHub struct {
	portfolio
	mutex sync.Mutex
	views map[string]partnerhub.View
}

// view is that of a standpoint: a new one, or one that was asked before.
func (k *keptHub) view(s standpoint, again bool) (partnerhub.View, error) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	key := fmt.Sprint(s)
	if view, exists := k.views[key]; exists && again {
		return view, nil
	}
	view, err := s.of(k.hub, k.data)
	k.views[key] = view
	return view, err
}

func (k *keptHub) ask(q standpointQuestion, again bool) (string, error) {
	view, err := k.view(q.standpoint, again)
	if err != nil {
		return "", err
	}
	return q.ask(view)
}

func forKeptHubs(t *testing.T, seeds uint64, check func(rng *rand.Rand, p portfolio, seed uint64)) {
	forSeeds(seeds, func(seed uint64) {
		rng := rand.New(rand.NewPCG(seed, 5))
		data := testkit.Close(seed, 24)
		hub, err := partnerhub.LoadInBlocks(t.Context(), data, oneOf(rng, 2, 3, 5, 1024))
		require.NoError(t, err)
		check(rng, portfolio{hub, data}, seed)
	})
}

// What is asked from one standpoint after another, of a hub and of those made of it.
func TestKeptAnswersAreOfTheirQuestions(t *testing.T) {
	forKeptHubs(t, 3, func(rng *rand.Rand, p portfolio, seed uint64) {
		for step := range 3 {
			kept := &keptHub{portfolio: p, views: map[string]partnerhub.View{}}
			pairs := keptPairs(rng, p.data)
			want := map[string]string{}
			for _, q := range slices.Concat(questionsOf(pairs)...) {
				want[q.String()] = q.fresh(t, p.data)
			}
			requireOneByOne(t, rng, kept, pairs, want, seed)
			requireSideBySide(t, kept, pairs, want, seed)
			changes, after := testkit.RandomChanges(rng, p.data, 1+step)
			p = portfolio{apply(t, p.hub, changes...), after}
		}
	})
}

func questionsOf(pairs [][2]standpointQuestion) [][]standpointQuestion {
	lists := make([][]standpointQuestion, len(pairs))
	for i := range pairs {
		lists[i] = pairs[i][:]
	}
	return lists
}

func requireOneByOne(t *testing.T, rng *rand.Rand, kept *keptHub, pairs [][2]standpointQuestion, want map[string]string, seed uint64) {
	for _, pair := range pairs {
		again := rng.IntN(2) == 0
		for _, q := range pair {
			got, err := kept.ask(q, again)
			require.NoError(t, err)
			require.Equal(t, want[q.String()], got, "-seed %d: %s", seed, q)
		}
	}
}

// requireSideBySide asks from several goroutines.
func requireSideBySide(t *testing.T, kept *keptHub, pairs [][2]standpointQuestion, want map[string]string, seed uint64) {
	const askers = 3
	questions := slices.Concat(questionsOf(pairs)...)
	texts, errs := make([]string, len(questions)), make([]error, len(questions))
	var group sync.WaitGroup
	for asker := range askers {
		group.Go(func() {
			for i := asker; i < len(questions); i += askers {
				texts[i], errs[i] = kept.ask(questions[i], i%2 == 0)
			}
		})
	}
	group.Wait()
	for i, q := range questions {
		require.NoError(t, errs[i])
		require.Equal(t, want[q.String()], texts[i], "-seed %d: %s", seed, q)
	}
}

// The test above could miss a standpoint that is the same as the base to all
// customers. None is.
func TestEachStandpointShows(t *testing.T) {
	forKeptHubs(t, 8, func(_ *rand.Rand, p portfolio, seed uint64) {
		base, others := standpoints(p.data.AsOf)
		for _, other := range others {
			name, shown := other.name, evaluated
			if slices.Contains(ofRows, name) {
				shown = listed
			}
			other, base := shown(t, fresh(t, p.data), other), shown(t, fresh(t, p.data), base)
			require.NotEqual(t, base, other, "-seed %d: %s", seed, name)
		}
	})
}

// fresh is a hub that has been asked nothing.
func fresh(t *testing.T, data *partnerhub.Dataset) portfolio { return portfolio{load(t, data), data} }

// evaluated is what depends on what a hub keeps of its evaluations.
func evaluated(t *testing.T, p portfolio, s standpoint) string {
	view, err := s.of(p.hub, p.data)
	require.NoError(t, err)
	overview := view.Overview()
	overview.AsOf = time.Time{}
	return marshal(t, []any{overview, slices.Collect(view.Customers())})
}

// listed are rows of sections.
func listed(t *testing.T, p portfolio, s standpoint) string {
	view, err := s.of(p.hub, p.data)
	require.NoError(t, err)
	return fmt.Sprint(view.RecentlyAdded(partnerhub.Meetings).Rows, view.Renewing(partnerhub.Meetings).Rows)
}

// What is known is found again, and kept beside what it was when it was compared with
// others.
func TestKeptEvaluationsAreFoundAgain(t *testing.T) {
	forKeptHubs(t, 1, func(_ *rand.Rand, p portfolio, _ uint64) {
		base, others := standpoints(p.data.AsOf)
		evaluation := func(s standpoint) any {
			view, err := s.of(p.hub, p.data)
			require.NoError(t, err)
			return partnerhub.EvaluationOf(view)
		}
		evaluation(others[len(others)-1])
		first := evaluation(base)
		require.Same(t, first, evaluation(base))
		for _, other := range others[len(others)-2:] { // with the base, fewer than are kept
			require.NotSame(t, first, evaluation(other))
			require.Same(t, first, evaluation(base), other.name)
		}
	})
}

// What a hub knows goes on to the next, which may be asked or not: from few
// standpoints, so that it is not forgotten.
func TestKeptFromHubToHub(t *testing.T) {
	forKeptHubs(t, 4, func(rng *rand.Rand, p portfolio, seed uint64) {
		base, others := standpoints(p.data.AsOf)
		points := []standpoint{base, oneOf(rng, others...), oneOf(rng, others...)}
		e := &fieldEditor{rng: rng, data: p.data, bare: true}
		for range 40 {
			for _, s := range points {
				if rng.IntN(4) == 0 {
					require.Equal(t, evaluated(t, fresh(t, p.data), s), evaluated(t, p, s), "-seed %d: %+v", seed, s)
				}
			}
			var changes []partnerhub.Change
			if rng.IntN(3) == 0 {
				changes, e.data = testkit.RandomChanges(rng, p.data, 1)
			} else {
				changes, e.data = e.several(t, 1+rng.IntN(2))
			}
			p = portfolio{apply(t, p.hub, changes...), e.data}
		}
	})
}

// The sums of a block's trends are for all who ask. They count what is fresh, however
// long a line was not measured.
func TestKeptTrendsAgreeWithOracle(t *testing.T) {
	forKeptHubs(t, 2, func(_ *rand.Rand, p portfolio, seed uint64) {
		for _, days := range []int{3, 1, 7, 2, 33, 4} {
			policy := partnerhub.Policy{FreshnessDays: days}
			view, err := p.hub.At(p.data.AsOf).With(policy)
			require.NoError(t, err)
			for _, product := range []partnerhub.Product{partnerhub.Meetings, partnerhub.Calling} {
				options := partnerhub.TrendOptions{Points: 16, StepDays: 1}
				got, err := view.Trend(t.Context(), product, options)
				require.NoError(t, err)
				want := testkit.Evaluate(p.data, policy, p.data.AsOf, product, options, "").Trend
				require.Empty(t, testkit.Diff(got, want), "-seed %d: %d days, %s", seed, days, product)
			}
		}
	})
}

// Where ids are found is shared by hubs, and each finds those that it has.
func TestKeptPlacesOfIDs(t *testing.T) {
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "p"}}
	var removals []partnerhub.Change
	for i := range 1200 {
		id := fmt.Sprintf("c-%d", i)
		data.Customers = append(data.Customers, partnerhub.Customer{ID: id, Name: id})
		if i%2 == 0 {
			removals = append(removals, partnerhub.RemoveCustomer{ID: id})
		}
	}
	before := load(t, data)
	after := apply(t, before, removals...)
	for i, c := range data.Customers {
		_, err := before.At(theDay).Customer(c.ID)
		require.NoError(t, err, c.ID)
		_, err = after.At(theDay).Customer(c.ID)
		require.Equal(t, i%2 == 0, err != nil, c.ID)
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
