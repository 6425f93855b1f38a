package partnerhub_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

func TestUsageAgeAgreesWithOracle(t *testing.T) {
	stale := 0
	forQuestions(t, 300, func(data *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		age := viewOf(t, hub, q).UsageAge()
		require.Empty(t, testkit.Diff(age, testkit.UsageAge(data, q.policy, q.asOf, q.admin)), q)
		stale += min(age.WithoutFresh, 1)
	})
	if *oneSeed == 0 {
		require.Greater(t, stale, 100)
	}
	require.Equal(t, partnerhub.UsageAge{AsOf: time.Time{}}, partnerhub.View{}.UsageAge())
}

// silent is a customer with 125 licenses of meetings, of which 137 were assigned on
// 30 January, and one of calling of which that was never known; nothing came since.
func silent(t *testing.T) *partnerhub.Hub {
	return load(t, &partnerhub.Dataset{
		Partner: partnerhub.Partner{ID: "p"}, Customers: []partnerhub.Customer{{ID: "c-1", Name: "A"}, {ID: "c-2", Name: "B"}},
		Subscriptions: []partnerhub.Subscription{{
			ID: "S", CustomerID: "c-1", Start: date(2025, 1, 28), End: date(2027, 1, 28), ProvisionedAt: date(2025, 1, 28),
			Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 125}, {Product: partnerhub.Calling, Quantity: 8}},
		}},
		Usage: []partnerhub.UsageSample{{EntitlementID: "S", Product: partnerhub.Meetings, Date: date(2026, 1, 30), Assigned: partnerhub.Known(137)}},
	})
}

// A sample of 30 January is current for 30 days, up to 28 February. A year is longer
// than any notice, so the subscription can be decided on.
func TestOverageThatIsNoLongerKnown(t *testing.T) {
	hub := silent(t)
	for _, c := range []struct {
		at      time.Time
		verdict partnerhub.Verdict
		over    int
		text    string
	}{
		{date(2026, 2, 28), partnerhub.VerdictHolds, 1, "Over limit: S has 137 assigned of 125 licenses of meetings"},
		{
			date(2026, 3, 1), partnerhub.VerdictNotKnown, 0, "Over limit: not known; S: how many of 8 licenses of calling are assigned was never known; " +
				"S had 137 of 125 licenses of meetings assigned on 2026-01-30, not known since 2026-03-01",
		},
	} {
		view := hub.At(c.at)
		require.Equal(t, c.over, view.Overview().OverLimit)
		require.Equal(t, 1-c.over, view.Overview().OverLimitUnassessed)
		require.Equal(t, 1-c.over, view.Overage(partnerhub.Meetings).Unassessed)
		require.Equal(t, 1, view.Overage(partnerhub.Calling).Unassessed)
		require.Equal(t, 1, view.LowAssignment(partnerhub.Calling).Unassessed)
		require.Equal(t, 1-c.over, view.Waterfall(partnerhub.StatusLicenseOverage.Condition()).Unassessed)
		explanation, err := view.Explain("c-1")
		require.NoError(t, err)
		over := explanation.Of(partnerhub.OverLimit)
		require.Equal(t, c.verdict, over.Verdict)
		require.Equal(t, c.text, over.Text(partnerhub.English))
	}
	march, err := hub.At(date(2026, 3, 31)).Explain("c-1")
	require.NoError(t, err)
	over := march.Of(partnerhub.OverLimit)
	require.Equal(t, date(2026, 3, 1), over.Since)
	require.Equal(t, date(2027, 1, 28), over.Until)
	require.Contains(t, over.Text(partnerhub.German), "Über dem Limit: nicht bekannt; S: wie viele von 8 Lizenzen von calling zugewiesen sind, war nie bekannt; "+
		"S hatte am 30.01.2026 137 von 125 Lizenzen von meetings zugewiesen, seit dem 01.03.2026 nicht bekannt")
	require.Equal(t, partnerhub.UsageAge{AsOf: date(2026, 3, 31), Newest: date(2026, 1, 30), Customers: 1, WithoutFresh: 1}, hub.At(date(2026, 3, 31)).UsageAge())
}

// Of both customers the last sign-in is not known; c-2 has nothing that could be
// over the limit.
func TestUnknownSignIn(t *testing.T) {
	view := silent(t).At(date(2026, 2, 1))
	quiet := partnerhub.StatusNoRecentActivity.Condition()
	require.Equal(t, 2, view.Waterfall(quiet).Unassessed)
	explanation, err := view.Explain("c-2")
	require.NoError(t, err)
	require.Equal(t, "No recent activity: not known; the last sign-in of an administrator is not known", explanation.Of(quiet).Text(partnerhub.English))
	require.Equal(t, partnerhub.VerdictDoesNotHold, explanation.Of(partnerhub.OverLimit).Verdict)
	stage, err := view.StageOf("c-2", quiet)
	require.NoError(t, err)
	require.Equal(t, partnerhub.StageNotKnown, stage)
}

func TestVerdictTexts(t *testing.T) {
	for text, want := range map[string]partnerhub.Verdict{
		"holds": partnerhub.VerdictHolds, "does_not_hold": partnerhub.VerdictDoesNotHold, "not_known": partnerhub.VerdictNotKnown,
	} {
		var v partnerhub.Verdict
		require.NoError(t, v.UnmarshalText([]byte(text)))
		require.Equal(t, want, v)
		require.Equal(t, text, v.String())
	}
	require.Equal(t, "nicht bekannt", partnerhub.VerdictNotKnown.Label(partnerhub.German))
	require.Empty(t, partnerhub.Verdict(9).Label(partnerhub.English))
	_, err := partnerhub.Verdict(0).MarshalText()
	require.Error(t, err)
}

// With a notice of 30 days, a term of February has no day to decide, one of 30 days
// neither, and one of 31 has its second day.
func TestNoticeAsLongAsTheTerm(t *testing.T) {
	for _, c := range []struct{ start, end, last time.Time }{
		{start: date(2026, 2, 1), end: date(2026, 3, 1)},
		{start: date(2026, 1, 30), end: date(2026, 3, 1)},
		{start: date(2026, 1, 29), end: date(2026, 3, 1), last: date(2026, 1, 30)},
	} {
		hub := load(t, &partnerhub.Dataset{
			Partner: partnerhub.Partner{ID: "p"}, Customers: []partnerhub.Customer{{ID: "c-1", Name: "A"}},
			Subscriptions: []partnerhub.Subscription{{
				ID: "S", CustomerID: "c-1", Start: c.start, End: c.end, Renewal: partnerhub.RenewalAuto,
				Licenses: []partnerhub.License{{Product: partnerhub.Calling, Quantity: 5}},
			}},
		})
		row := hub.At(date(2026, 2, 1).Add(9 * time.Hour)).Renewing(partnerhub.Calling).Rows[0]
		require.Equal(t, c.last, row.LastDayToDecide)
		require.Equal(t, !c.last.IsZero(), row.DecisionPassed)
	}
}

// The licenses of a view are those of its customers, added up one by one. Of a line of
// which it is known what is assigned and not what is used, all assigned are of
// unknown use; the other way round, of all used it is unknown whether they are assigned.
func TestLicensesAreThoseOfTheCustomers(t *testing.T) {
	forQuestions(t, 200, func(_ *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		view := viewOf(t, hub, q)
		want := map[partnerhub.Product]partnerhub.LicenseSummary{}
		for id := range view.IDs() {
			detail, err := view.Customer(id)
			require.NoError(t, err)
			for _, term := range termsOf(detail) {
				for _, l := range term.Licenses {
					if term.State == partnerhub.TermActive {
						want[l.Product] = withLine(want[l.Product], l)
					}
				}
			}
		}
		require.ElementsMatch(t, slices.Collect(maps.Values(want)), view.Licenses(), q)
	})
	require.Equal(t, []partnerhub.LicenseSummary{}, partnerhub.View{}.Licenses())
}

func termsOf(detail partnerhub.CustomerDetail) []partnerhub.Term {
	var list []partnerhub.Term
	for _, s := range detail.Subscriptions {
		list = append(list, s.Term)
	}
	for _, trial := range detail.Trials {
		list = append(list, trial.Term)
	}
	return list
}

func withLine(sum partnerhub.LicenseSummary, l partnerhub.LicenseUsage) partnerhub.LicenseSummary {
	plus := func(sum *partnerhub.Count, n partnerhub.Count) {
		if more, known := n.Value(); known {
			so, _ := sum.Value()
			*sum = partnerhub.Known(so + more)
		}
	}
	sum.Product, sum.Total = l.Product, sum.Total+l.Total
	plus(&sum.Assigned, l.Assigned)
	plus(&sum.Used, l.Used)
	plus(&sum.Available, l.Available)
	plus(&sum.Overage, l.Overage)
	assigned, known := l.Assigned.Value()
	if !known {
		used, _ := l.Used.Value()
		sum.UnknownAssigned += l.Total
		sum.UsedUnknownAssigned += used
	}
	if !l.Used.IsKnown() {
		sum.UnknownUsed += l.Total
		sum.AssignedUnknownUse += assigned
	}
	return sum
}
