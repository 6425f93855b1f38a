package partnerhub_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// portfolio is a hub and the dataset that it was, or could have been, loaded from.
type portfolio struct {
	hub  *partnerhub.Hub
	data *partnerhub.Dataset
}

// randomPortfolio has few customers to a block, so that changes reach several.
func randomPortfolio(t *testing.T, rng *rand.Rand, seed uint64) portfolio {
	data := testkit.Random(seed, oneOf(rng, 0, 1, 3, 6, 10, 20))
	hub, err := partnerhub.LoadInBlocks(t.Context(), data, oneOf(rng, 1, 2, 3, 7, 1024))
	require.NoError(t, err)
	return portfolio{hub, data}
}

func forPortfolios(t *testing.T, seeds uint64, check func(rng *rand.Rand, p portfolio, seed uint64)) {
	forSeeds(seeds, func(seed uint64) {
		rng := rand.New(rand.NewPCG(seed, 1))
		check(rng, randomPortfolio(t, rng, seed), seed)
	})
}

func apply(t *testing.T, hub *partnerhub.Hub, changes ...partnerhub.Change) *partnerhub.Hub {
	changed, err := hub.Apply(changes...)
	require.NoError(t, err)
	return changed
}

// requireLikeLoaded compares a hub with one that is loaded afresh.
func requireLikeLoaded(t *testing.T, rng *rand.Rand, p portfolio, seed uint64) {
	fresh := load(t, p.data)
	require.Equal(t, everything(t, fresh, p.data), everything(t, p.hub, p.data), "-seed %d", seed)
	require.Equal(t, fresh.Totals(), p.hub.Totals(), "-seed %d", seed)
	for _, q := range questionsAbout(p.data, rng, seed, 2) {
		require.Empty(t, testkit.Diff(reportOf(t, p.hub, q), reportOf(t, fresh, q)), q)
		text := testkit.RandomFilter(rng, p.data, q.policy, q.asOf)
		filter, err := partnerhub.ParseFilter(text)
		require.NoError(t, err)
		require.Equal(t, matching(t, viewOf(t, fresh, q), filter), matching(t, viewOf(t, p.hub, q), filter), "%s of %v", text, q)
	}
}

// Many batches, one after the other.
func TestApplyAgreesWithLoad(t *testing.T) {
	forPortfolios(t, 60, func(rng *rand.Rand, p portfolio, seed uint64) {
		for range 4 {
			changes, after := testkit.RandomChanges(rng, p.data, 1+rng.IntN(12))
			p = portfolio{apply(t, p.hub, changes...), after}
			requireLikeLoaded(t, rng, p, seed)
		}
	})
}

// So many at once that their customers are thawed ahead, several to a customer.
func TestApplyManyAtOnce(t *testing.T) {
	forPortfolios(t, 30, func(rng *rand.Rand, p portfolio, seed uint64) {
		for range 2 {
			changes, after := testkit.RandomChanges(rng, p.data, 64+rng.IntN(100))
			p = portfolio{apply(t, p.hub, changes...), after}
			requireLikeLoaded(t, rng, p, seed)
		}
	})
}

// Samples in the lines of one block, one by one and many at once, and now and then
// a date: more than are kept beside what was loaded.
func TestApplySamplesToOneBlock(t *testing.T) {
	forSeeds(6, func(seed uint64) {
		rng := rand.New(rand.NewPCG(seed, 3))
		data := testkit.Random(seed, 25)
		p := portfolio{load(t, data), data}
		for i := range 60 {
			var changes []partnerhub.Change
			for range oneOf(rng, 1, 1, 1, 60) {
				changes = append(changes, randomSample(rng, p.data))
			}
			if i%20 == 19 {
				s := oneOf(rng, p.data.Subscriptions...)
				s.SuspendedAt = s.Start.AddDate(0, 0, rng.IntN(50))
				changes = append(changes, partnerhub.UpsertSubscription{Subscription: s})
			}
			after, ok := testkit.Changed(p.data, changes...)
			require.True(t, ok)
			p = portfolio{apply(t, p.hub, changes...), after}
			if i%10 == 9 {
				requireLikeLoaded(t, rng, p, seed)
			}
		}
	})
}

// randomSample is a sample of a subscription with licenses.
func randomSample(rng *rand.Rand, data *partnerhub.Dataset) partnerhub.Change {
	s := oneOf(rng, keep(data.Subscriptions, func(s partnerhub.Subscription) bool { return len(s.Licenses) > 0 })...)
	return partnerhub.RecordUsage{Sample: partnerhub.UsageSample{
		EntitlementID: s.ID, Product: oneOf(rng, s.Licenses...).Product, Date: data.AsOf.AddDate(0, 0, -rng.IntN(100)),
		Assigned: partnerhub.Known(rng.Int64N(200)), Used: partnerhub.Known(rng.Int64N(100)),
	}}
}

// All at once is as good as one at a time.
func TestApplyOneAtATime(t *testing.T) {
	forPortfolios(t, 40, func(rng *rand.Rand, p portfolio, seed uint64) {
		changes, after := testkit.RandomChanges(rng, p.data, 20)
		for _, change := range changes {
			p.hub = apply(t, p.hub, change)
		}
		requireLikeLoaded(t, rng, portfolio{p.hub, after}, seed)
	})
}

func TestApplyLeavesTheHub(t *testing.T) {
	forPortfolios(t, 30, func(rng *rand.Rand, p portfolio, seed uint64) {
		before := everything(t, p.hub, p.data)
		old := p.hub.At(p.data.AsOf)
		changes, _ := testkit.RandomChanges(rng, p.data, 20)
		apply(t, p.hub, changes...)
		require.Equal(t, before, everything(t, p.hub, p.data), "-seed %d", seed)
		text, err := answersJSON(old, p.data)
		require.NoError(t, err)
		require.Equal(t, before, text, "-seed %d", seed)
	})
}

// One change that can't be made is enough, and the first one is found.
func TestApplyIsAllOrNothing(t *testing.T) {
	forPortfolios(t, 60, func(rng *rand.Rand, p portfolio, seed uint64) {
		for refused := false; !refused; {
			var changes []partnerhub.Change
			for range 5 {
				changes = append(changes, testkit.RandomChange(rng, p.data))
			}
			after, valid := testkit.Changed(p.data, changes...)
			if refused = !valid; refused {
				requireRefusal(t, p, changes, seed)
				continue
			}
			p = portfolio{apply(t, p.hub, changes...), after}
			requireLikeLoaded(t, rng, p, seed)
		}
	})
}

func requireRefusal(t *testing.T, p portfolio, changes []partnerhub.Change, seed uint64) {
	before := everything(t, p.hub, p.data)
	hub, err := p.hub.Apply(changes...)
	require.Nil(t, hub)
	first := fmt.Sprintf("changes[%d]", firstInvalid(p.data, changes))
	require.Contains(t, requireDataError(t, err).Faults[0].Place, first, "-seed %d: %+v", seed, changes)
	require.Equal(t, before, everything(t, p.hub, p.data), "-seed %d", seed)
}

func firstInvalid(data *partnerhub.Dataset, changes []partnerhub.Change) int {
	for i := range changes {
		if _, valid := testkit.Changed(data, changes[:i+1]...); !valid {
			return i
		}
	}
	return -1
}

// However a hub came about, its sums leave as much room as those of its facts.
func TestApplyKeepsTheSums(t *testing.T) {
	forPortfolios(t, 40, func(rng *rand.Rand, p portfolio, seed uint64) {
		for range 3 {
			changes, after := testkit.RandomChanges(rng, p.data, 8)
			p = portfolio{apply(t, p.hub, changes...), after}
		}
		for sum, n := range sumsOf(p.data) {
			room := math.MaxInt64 - n
			require.Empty(t, sumFaults(t, p.hub, sum, room), "-seed %d: %s", seed, sum)
			if n > 0 {
				require.Equal(t, []string{sum}, sumFaults(t, p.hub, sum, room+1), "-seed %d", seed)
			}
		}
	})
}

// sumsOf are the sums that must fit into int64, by what their faults call them.
func sumsOf(data *partnerhub.Dataset) map[string]int64 {
	sums := map[string]int64{"licenses": 0, "licenses assigned": 0, "licenses used": 0}
	licenses := [][]partnerhub.License{}
	for _, s := range data.Subscriptions {
		licenses = append(licenses, s.Licenses)
	}
	for _, trial := range data.Trials {
		licenses = append(licenses, trial.Licenses)
	}
	for _, line := range slices.Concat(licenses...) {
		sums["licenses"] += line.Quantity
	}
	type line struct {
		entitlement string
		product     partnerhub.Product
	}
	assigned, used := map[line]int64{}, map[line]int64{}
	for _, u := range data.Usage {
		of := line{u.EntitlementID, u.Product}
		n, _ := u.Assigned.Value()
		assigned[of] = max(assigned[of], n)
		n, _ = u.Used.Value()
		used[of] = max(used[of], n)
	}
	for of := range assigned {
		sums["licenses assigned"] += assigned[of]
		sums["licenses used"] += used[of]
	}
	return sums
}

// sumFaults are the sums that are too large when a customer comes with so much.
// The number by itself is a fault as well.
func sumFaults(t *testing.T, hub *partnerhub.Hub, sum string, n int64) []string {
	line := partnerhub.License{Product: "meetings"}
	sample := partnerhub.UsageSample{EntitlementID: "more", Product: "meetings", Date: when("2026-01-26")}
	switch sum {
	case "licenses":
		line.Quantity = n
	case "licenses assigned":
		sample.Assigned = partnerhub.Known(n)
	case "licenses used":
		sample.Used = partnerhub.Known(n)
	}
	_, err := hub.Apply(
		partnerhub.UpsertCustomer{Customer: partnerhub.Customer{ID: "more", Name: "More"}},
		partnerhub.StartTrial{Trial: partnerhub.Trial{ID: "more", CustomerID: "more", Start: when("2026-01-01"), Licenses: []partnerhub.License{line}}},
		partnerhub.RecordUsage{Sample: sample},
	)
	var sums []string
	for _, fault := range requireDataError(t, err).Faults {
		if fault.Place == "changes" {
			sum := strings.TrimSuffix(fault.Problem, " over all entitlements exceeds 9223372036854775807")
			sums = append(sums, strings.TrimPrefix(sum, "the sum of "))
		}
	}
	return sums
}
