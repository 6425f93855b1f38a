package partnerhub_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// evidenceOf is what the reasons of an explanation point to.
func evidenceOf(reasons []partnerhub.Reason) []string {
	var list []string
	for _, r := range reasons {
		evidence := r.EntitlementID
		if r.Product != "" {
			evidence += "/" + string(r.Product)
		}
		list = append(list, evidence)
	}
	slices.Sort(list)
	return list
}

func TestExplanationsAgreeWithOracle(t *testing.T) {
	forSeeds(300, func(seed uint64) {
		data, questions := randomQuestions(seed, 3)
		hub := load(t, data)
		for _, q := range questions {
			view := viewOf(t, hub, q)
			want, missing := testkit.Conditions(data, q.policy, q.asOf), testkit.Missing(data, q.policy, q.asOf)
			for id := range view.IDs() {
				got, err := view.Explain(id)
				require.NoError(t, err)
				require.Len(t, got.Conditions, len(partnerhub.Conditions()))
				for _, c := range got.Conditions {
					require.Equal(t, want[id][c.Condition], evidenceOf(c.Reasons), "%s %s %s", id, c.Condition, q)
					require.Equal(t, verdictOf(want[id][c.Condition], missing[id][c.Condition]), c.Verdict, "%s %s %s", id, c.Condition, q)
					require.ElementsMatch(t, missing[id][c.Condition], gapsOf(c.Missing), "%s %s %s", id, c.Condition, q)
					require.True(t, !c.Holds() || c.Nearest == nil, q)
					requireReason(t, view.Policy(), c, q)
				}
			}
		}
	})
}

func verdictOf(evidence []string, missing []testkit.Gap) partnerhub.Verdict {
	switch {
	case len(evidence) > 0:
		return partnerhub.VerdictHolds
	case len(missing) > 0:
		return partnerhub.VerdictNotKnown
	}
	return partnerhub.VerdictDoesNotHold
}

// gapsOf is what the reasons of an explanation say is missing.
func gapsOf(reasons []partnerhub.Reason) []testkit.Gap {
	var gaps []testkit.Gap
	for i, r := range reasons {
		gaps = append(gaps, testkit.Gap{Evidence: evidenceOf(reasons[i : i+1])[0], Last: r.Value, At: r.At, Since: r.Since})
	}
	return gaps
}

// requireReason fails unless the numbers of reasons say what their condition does.
func requireReason(t *testing.T, policy partnerhub.Policy, c partnerhub.ConditionExplanation, q question) {
	reasons := c.Reasons
	if c.Nearest != nil {
		reasons = append(reasons, *c.Nearest)
	}
	for _, r := range reasons {
		value, known := r.Value.Value()
		threshold, _ := r.Threshold.Value()
		switch r.Rule {
		case partnerhub.RuleExpiresWithin, partnerhub.RuleRenewsWithin:
			require.Equal(t, c.Holds(), value <= threshold, "%s: %+v %s", c.Condition, r, q)
		case partnerhub.RuleAssigned, partnerhub.RuleSignIn:
			require.Equal(t, c.Holds(), value > threshold, "%s: %+v %s", c.Condition, r, q)
		case partnerhub.RuleShare:
			require.Equal(t, c.Holds(), value < threshold, "%s: %+v %s", c.Condition, r, q)
			require.Equal(t, min(r.Peers.Benchmark, policy.LowShareCeiling), int(threshold))
		case partnerhub.RuleActive:
			require.Equal(t, c.Holds(), !known, "%s: %+v %s", c.Condition, r, q)
			require.Equal(t, c.Holds(), !r.Start.After(q.asOf))
		case partnerhub.RuleEnded:
			require.Equal(t, c.Holds(), !r.End.IsZero() && !r.End.After(q.asOf), "%s: %+v %s", c.Condition, r, q)
		}
		require.Equal(t, c.Holds(), r.Finding != "", q)
	}
}

// Since and Until are compared with the answers at other instants: those where
// something may change, and random ones.
func TestSinceAndUntil(t *testing.T) {
	forSeeds(60, func(seed uint64) {
		data, questions := randomQuestions(seed, 1)
		hub, q := load(t, data), questions[0]
		view, err := hub.At(q.asOf).With(q.policy)
		require.NoError(t, err)
		others := instantsAround(seed, data, q)
		held := map[time.Time]map[string]map[partnerhub.Condition]partnerhub.Verdict{}
		for _, other := range others {
			held[other] = verdicts(t, view, other)
		}
		for id := range view.IDs() {
			explanation, err := view.Explain(id)
			require.NoError(t, err)
			for _, c := range explanation.Conditions {
				if c.Condition == partnerhub.LowAssigned || c.Condition == partnerhub.LowAssignmentUnassessed {
					require.True(t, c.Since.IsZero() && c.Until.IsZero())
					continue
				}
				for _, other := range others {
					if !other.Before(c.Since) && (c.Until.IsZero() || other.Before(c.Until)) {
						require.Equal(t, c.Verdict, held[other][id][c.Condition], "%s of %s at %s: %s", c.Condition, id, other, q)
					}
				}
				requireBounds(t, view, id, c, q)
			}
		}
	})
}

// verdicts returns the verdicts about each customer at an instant.
func verdicts(t *testing.T, view partnerhub.View, at time.Time) map[string]map[partnerhub.Condition]partnerhub.Verdict {
	view, err := view.At(at)
	require.NoError(t, err)
	found := map[string]map[partnerhub.Condition]partnerhub.Verdict{}
	for id := range view.IDs() {
		explanation, err := view.Explain(id)
		require.NoError(t, err)
		found[id] = map[partnerhub.Condition]partnerhub.Verdict{}
		for _, c := range explanation.Conditions {
			found[id][c.Condition] = c.Verdict
		}
	}
	return found
}

// requireBounds fails unless the verdict is another one just before Since and
// from Until on.
func requireBounds(t *testing.T, view partnerhub.View, id string, c partnerhub.ConditionExplanation, q question) {
	for _, bound := range []time.Time{c.Since.Add(-1), c.Until} {
		if c.Since.IsZero() && !bound.Equal(c.Until) || bound.IsZero() {
			continue
		}
		other, err := view.At(bound)
		require.NoError(t, err)
		explanation, err := other.Explain(id)
		require.NoError(t, err)
		require.NotEqual(t, c.Verdict, explanation.Of(c.Condition).Verdict, "%s of %s at %s: %s", c.Condition, id, bound, q)
	}
}

// holding returns the conditions of each customer at an instant.
func holding(t *testing.T, view partnerhub.View, at time.Time) map[string]map[partnerhub.Condition]bool {
	view, err := view.At(at)
	require.NoError(t, err)
	found := map[string]map[partnerhub.Condition]bool{}
	for id := range view.IDs() {
		found[id] = map[partnerhub.Condition]bool{}
	}
	for f := range view.Findings(partnerhub.Conditions()...) {
		found[f.CustomerID][f.Condition] = true
	}
	return found
}

// instantsAround are instants of a dataset and its policy, and some at random.
func instantsAround(seed uint64, data *partnerhub.Dataset, q question) []time.Time {
	rng := rand.New(rand.NewPCG(seed, 3))
	list := testkit.Instants(rng, data)
	rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	list = list[:min(len(list), 25)]
	for range 10 {
		list = append(list, q.asOf.Add(time.Duration(rng.Int64N(int64(200*24*time.Hour)))-100*24*time.Hour))
	}
	return list
}

// A finding keeps its id from day to day while its term stays the same, and no
// two findings share one.
func TestFindingIDs(t *testing.T) {
	forSeeds(60, func(seed uint64) {
		data, questions := randomQuestions(seed, 1)
		view := viewOf(t, load(t, data), questions[0])
		ids := map[string]string{}
		for day := range 40 {
			next, err := view.At(questions[0].asOf.AddDate(0, 0, day))
			require.NoError(t, err)
			seen := map[string]bool{}
			for f := range next.Findings(partnerhub.Conditions()...) {
				require.False(t, seen[f.ID], "%s is there twice", f.ID)
				seen[f.ID] = true
				require.Equal(t, f.ID, f.Reason.Finding)
				what := fmt.Sprintf("%q %q %q %q %s %s", f.Condition, f.CustomerID, f.Reason.EntitlementID, f.Reason.Product, f.Reason.End.UTC(), signIn(f))
				require.Equal(t, f.ID, cmpOr(ids, what, f.ID))
				ids[what] = f.ID
			}
		}
	})
}

func cmpOr(ids map[string]string, key, otherwise string) string {
	if id, known := ids[key]; known {
		return id
	}
	return otherwise
}

func signIn(f partnerhub.Finding) time.Time {
	if f.Condition == partnerhub.StatusNoRecentActivity.Condition() {
		return f.Reason.At.UTC()
	}
	return time.Time{}
}

func TestFindingIDOfHostileIDs(t *testing.T) {
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "p"}, Customers: []partnerhub.Customer{{ID: "a/b%", Name: "A"}, {ID: "a", Name: "B"}}}
	for _, s := range []partnerhub.Subscription{{ID: "c", CustomerID: "a/b%"}, {ID: "b%/c", CustomerID: "a"}} {
		s.Start, s.End = theDay.AddDate(-1, 0, 0), theDay.AddDate(0, 0, 3)
		data.Subscriptions = append(data.Subscriptions, s)
	}
	var ids []string
	for f := range load(t, data).At(theDay).Findings(partnerhub.StatusExpiringSoon.Condition()) {
		ids = append(ids, f.ID)
	}
	require.Equal(t, []string{
		"expiring_soon/a%2Fb%25/c/2026-02-03T00:00:00Z",
		"expiring_soon/a/b%25%2Fc/2026-02-03T00:00:00Z",
	}, ids)
}

func TestExplainNobody(t *testing.T) {
	_, err := partnerhub.View{}.Explain("c-1")
	require.ErrorIs(t, err, partnerhub.ErrUnknownCustomer)
	view, err := loadNordwind().At(theDay).As("ole")
	require.NoError(t, err)
	_, hidden := view.Explain("c-1")
	_, absent := view.Explain("c-9")
	require.ErrorIs(t, hidden, partnerhub.ErrUnknownCustomer)
	require.Equal(t, "partnerhub: unknown customer \"c-1\"", hidden.Error())
	require.Equal(t, "partnerhub: unknown customer \"c-9\"", absent.Error())
	for range (partnerhub.View{}).Findings() {
		t.Fatal("nobody has findings")
	}
}

// One customer with a hundred thousand subscriptions, each over by one license.
func TestExplainMuch(t *testing.T) {
	const many = 100_000
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "p"}, Customers: []partnerhub.Customer{{ID: "c", Name: "C"}}}
	for i := range many {
		id := fmt.Sprintf("s-%06d", i)
		data.Subscriptions = append(data.Subscriptions, partnerhub.Subscription{
			ID: id, CustomerID: "c", Start: theDay.AddDate(-1, 0, 0), End: theDay.Add(time.Duration(i+1) * time.Minute),
			Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 1}},
		})
		data.Usage = append(data.Usage, partnerhub.UsageSample{EntitlementID: id, Product: partnerhub.Meetings, Date: theDay, Assigned: partnerhub.Known(2)})
	}
	explanation, err := load(t, data).At(theDay).Explain("c")
	require.NoError(t, err)
	over := explanation.Of(partnerhub.OverLimit)
	require.Len(t, over.Reasons, many)
	require.Equal(t, time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC), over.Since)
	require.Equal(t, time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), over.Until) // no longer fresh
}

func TestConditionTexts(t *testing.T) {
	all := partnerhub.Conditions()
	require.Len(t, all, 16)
	labels := map[string]bool{}
	for _, c := range all {
		text, err := c.MarshalText()
		require.NoError(t, err)
		parsed, err := partnerhub.ParseCondition(string(text))
		require.NoError(t, err)
		require.Equal(t, c, parsed)
		for _, language := range []partnerhub.Language{partnerhub.English, partnerhub.German} {
			require.NotEmpty(t, c.Label(language))
			require.False(t, labels[c.Label(language)], c)
			labels[c.Label(language)] = true
		}
		status, is := c.Status()
		_, counted := partnerhub.Overview{}.Of(c)
		require.NotEqual(t, is, counted, c)
		require.True(t, !is || status.Condition() == c && status.String() == c.String())
	}
	_, err := partnerhub.ParseCondition("")
	require.ErrorContains(t, err, "valid: trial, subscription, expiring_soon")
	_, err = partnerhub.Condition(0).MarshalText()
	require.Error(t, err)
	require.Empty(t, partnerhub.Condition(99).Label(partnerhub.German))
	require.Equal(t, "Expired", partnerhub.StatusExpired.Label(partnerhub.Language(9)))
	german, err := partnerhub.ParseLanguage("de")
	require.NoError(t, err)
	require.Equal(t, partnerhub.German, german)
	_, err = partnerhub.ParseLanguage("fr")
	require.EqualError(t, err, `partnerhub: "fr" is not a language; valid: en, de`)
}

// Where windows reach beyond the years that can be written, there are no bounds.
func TestExplanationAtTheEndsOfTime(t *testing.T) {
	data := nordwind()
	for i := range data.Subscriptions {
		data.Subscriptions[i].Start, data.Subscriptions[i].End = date(1, 1, 2), date(9999, 12, 30)
	}
	forever := partnerhub.Policy{ExpirationDays: 3_652_059, ExpiringSoonDays: 3_652_059, InactivityDays: 3_652_059, FreshnessDays: 3_652_059}
	for _, at := range []time.Time{date(1, 1, 2), theDay, date(9999, 12, 29), date(9999, 12, 31)} {
		view, err := load(t, data).At(at).With(forever)
		require.NoError(t, err)
		explanation, err := view.Explain("c-2")
		require.NoError(t, err)
		_, err = json.Marshal(explanation)
		require.NoError(t, err)
		_, exists, err := view.NextChange(t.Context())
		require.NoError(t, err)
		require.Equal(t, at.Before(date(9999, 12, 30)), exists)
	}
}

func TestExplanationJSON(t *testing.T) {
	explanation, err := loadNordwind().At(theDay).Explain("c-1")
	require.NoError(t, err)
	document, err := json.Marshal(explanation)
	require.NoError(t, err)
	var read partnerhub.Explanation
	require.NoError(t, json.Unmarshal(document, &read))
	again, err := json.Marshal(read)
	require.NoError(t, err)
	require.Equal(t, string(document), string(again))
}
