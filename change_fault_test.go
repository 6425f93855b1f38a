package partnerhub_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

// disguise has the method of a change, but is none of those that there are.
type disguise struct{ partnerhub.RemoveCustomer }

func faultsOfApply(t *testing.T, hub *partnerhub.Hub, changes ...partnerhub.Change) []string {
	changed, err := hub.Apply(changes...)
	require.Nil(t, changed)
	var texts []string
	for _, fault := range requireDataError(t, err).Faults {
		texts = append(texts, fault.Error())
	}
	return texts
}

func TestApplyFindsTheFault(t *testing.T) {
	trial := func(id, customerID, end string) partnerhub.Trial {
		return partnerhub.Trial{ID: id, CustomerID: customerID, Start: when("2026-01-10"), End: when(end)}
	}
	sample := partnerhub.UsageSample{EntitlementID: "Sub-1", Product: "meetings", Date: changeDay}
	usage := func(change func(u *partnerhub.UsageSample)) partnerhub.Change {
		u := sample
		change(&u)
		return partnerhub.RecordUsage{Sample: u}
	}
	for _, c := range []struct {
		change partnerhub.Change
		want   string
	}{
		{nil, "changes[0]: <nil> is not a change"},
		{&partnerhub.RemoveCustomer{ID: "c-1"}, "changes[0]: *partnerhub.RemoveCustomer is not a change"},
		{(*partnerhub.RemoveCustomer)(nil), "changes[0]: *partnerhub.RemoveCustomer is not a change"},
		{disguise{}, "changes[0]: partnerhub_test.disguise is not a change"},

		{customer("", "A"), "changes[0].id: is empty"},
		{customer("c-1", ""), "changes[0].name: is empty"},
		{customer("c-1", "a\xff"), `changes[0].name: "a\xff" is not valid UTF-8`},
		{partnerhub.RemoveCustomer{ID: "c-9"}, `changes[0].id: there is no customer "c-9"`},
		{partnerhub.RemoveCustomer{}, `changes[0].id: there is no customer ""`},

		{subscription1("c-9"), `changes[0].customerId: there is no customer "c-9"`},
		{subscription1("c-1", partnerhub.License{Product: "meetings", Quantity: -3}), "changes[0].licenses[0].quantity: -3 is negative"},
		{partnerhub.UpsertSubscription{Subscription: partnerhub.Subscription{ID: "Sub-1", CustomerID: "c-1"}}, "changes[0].start: is missing"},
		{partnerhub.UpsertSubscription{Subscription: partnerhub.Subscription{ID: "trial-1", CustomerID: "c-2", Start: changeDay}}, `changes[0].id: a second subscription or trial "trial-1"`},
		{partnerhub.RemoveSubscription{ID: "Sub-9"}, `changes[0].id: there is no subscription "Sub-9"`},
		{partnerhub.RemoveSubscription{ID: "trial-1"}, `changes[0].id: there is no subscription "trial-1"`},

		{partnerhub.UpsertTrial{Trial: trial("trial-1", "c-2", "2026-01-10")}, "changes[0].end: 2026-01-10T00:00:00Z is not after the start 2026-01-10T00:00:00Z"},
		{partnerhub.UpsertTrial{Trial: trial("trial-1", "", "2026-02-10")}, `changes[0].customerId: there is no customer ""`},
		{partnerhub.UpsertTrial{Trial: trial("Sub-1", "c-1", "2026-02-10")}, `changes[0].id: a second subscription or trial "Sub-1"`},
		{partnerhub.RemoveTrial{ID: "Sub-1"}, `changes[0].id: there is no trial "Sub-1"`},
		{partnerhub.StartTrial{Trial: trial("trial-1", "c-2", "2026-02-10")}, `changes[0].id: a second subscription or trial "trial-1"`},
		{partnerhub.StartTrial{Trial: trial("Sub-1", "c-2", "2026-02-10")}, `changes[0].id: a second subscription or trial "Sub-1"`},
		{partnerhub.StartTrial{Trial: trial("", "c-2", "2026-02-10")}, "changes[0].id: is empty"},

		{partnerhub.ExtendTrial{ID: "trial-9", Days: 1}, `changes[0].id: there is no trial "trial-9"`},
		{partnerhub.ExtendTrial{ID: "Sub-1", Days: 1}, `changes[0].id: there is no trial "Sub-1"`},
		{partnerhub.ExtendTrial{ID: "trial-1"}, "changes[0].days: 0 is not within 1 to 3652059"},
		{partnerhub.ExtendTrial{ID: "trial-1", Days: -1}, "changes[0].days: -1 is not within 1 to 3652059"},
		{partnerhub.ExtendTrial{ID: "trial-1", Days: 3_652_060}, "changes[0].days: 3652060 is not within 1 to 3652059"},
		{partnerhub.ExtendTrial{ID: "trial-open", Days: 1}, `changes[0].id: the trial "trial-open" is open-ended: it can't become longer`},
		{partnerhub.ExtendTrial{ID: "trial-open", Days: 1, From: changeDay}, `changes[0].id: the trial "trial-open" is open-ended: it can't become longer`},
		{partnerhub.ExtendTrial{ID: "trial-1", Days: 9, From: changeDay}, "changes[0].end: 2026-02-09T00:00:00Z is not after the present end 2026-02-09T00:00:00Z"},
		{partnerhub.ExtendTrial{ID: "trial-1", Days: 1, From: changeDay}, "changes[0].end: 2026-02-01T00:00:00Z is not after the present end 2026-02-09T00:00:00Z"},
		{partnerhub.ExtendTrial{ID: "trial-1", Days: 3_652_059}, "changes[0].end: the year 12025 is not within 1 to 9999"},
		{partnerhub.ExtendTrial{ID: "trial-1", Days: 1, From: time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)}, "changes[0].from: the year 10000 is not within 1 to 9999"},

		{usage(func(u *partnerhub.UsageSample) { u.Date = time.Time{} }), "changes[0].date: is missing"},
		{usage(func(u *partnerhub.UsageSample) { u.Used = partnerhub.Known(-1) }), "changes[0].used: -1 is negative"},
		{usage(func(u *partnerhub.UsageSample) { u.EntitlementID = "c-1" }), `changes[0].entitlementId: there is no subscription or trial "c-1"`},
		{usage(func(u *partnerhub.UsageSample) { u.Product = "webinars" }), `changes[0].product: "Sub-1" has no license line of "webinars"`},

		{partnerhub.UpsertAdmin{Admin: partnerhub.Admin{Role: partnerhub.RoleFull}}, "changes[0].id: is empty"},
		{partnerhub.UpsertAdmin{Admin: partnerhub.Admin{ID: "a-1"}}, "changes[0].role: is missing; valid: full, read_only, admin, provisioning, help_desk"},
		{partnerhub.UpsertAdmin{Admin: partnerhub.Admin{ID: "a-1", Role: partnerhub.RoleFull, CustomerIDs: []string{"c-1", "c-9"}}}, `changes[0].customerIds[1]: there is no customer "c-9"`},
		{partnerhub.RemoveAdmin{ID: "c-1"}, `changes[0].id: there is no administrator "c-1"`},
		{partnerhub.AssignAdmin{AdminID: "a-9", CustomerID: "c-1"}, `changes[0].adminId: there is no administrator "a-9"`},
		{partnerhub.AssignAdmin{AdminID: "a-1", CustomerID: "c-9"}, `changes[0].customerId: there is no customer "c-9"`},
		{partnerhub.UnassignAdmin{AdminID: "a-9", CustomerID: "c-1"}, `changes[0].adminId: there is no administrator "a-9"`},
		{partnerhub.UnassignAdmin{AdminID: "a-1", CustomerID: "c-9"}, `changes[0].customerId: there is no customer "c-9"`},
		{partnerhub.UnassignAdmin{AdminID: "a-1", CustomerID: "c-2"}, `changes[0].customerId: "c-2" is not assigned to "a-1"`},
	} {
		hub := load(t, changeDataset())
		require.Equal(t, []string{c.want}, faultsOfApply(t, hub, c.change))
		require.Equal(t, unchanged, summaryOf(t, hub))
	}
}

// Each change sees what those before it did.
func TestFaultsDependOnTheOrder(t *testing.T) {
	start := partnerhub.StartTrial{Trial: partnerhub.Trial{ID: "trial-2", CustomerID: "c-3", Start: when("2026-01-10"), End: when("2026-02-10")}}
	extend := partnerhub.ExtendTrial{ID: "trial-2", Days: 1}
	assign := partnerhub.AssignAdmin{AdminID: "a-1", CustomerID: "c-3"}
	remove := partnerhub.RemoveCustomer{ID: "c-3"}
	hub := load(t, changeDataset())
	require.Equal(t, unchanged, summaryOf(t, apply(t, hub, customer("c-3", "C"), start, extend, assign, remove)))
	for _, c := range []struct {
		changes changes
		want    []string
	}{
		{changes{start, customer("c-3", "C"), extend}, []string{`changes[0].customerId: there is no customer "c-3"`}},
		{changes{customer("c-3", "C"), extend, start}, []string{`changes[1].id: there is no trial "trial-2"`}},
		{changes{customer("c-3", "C"), start, start}, []string{`changes[2].id: a second subscription or trial "trial-2"`}},
		{changes{customer("c-3", "C"), start, remove, extend}, []string{`changes[3].id: there is no trial "trial-2"`}},
		{changes{customer("c-3", "C"), remove, remove, assign}, []string{`changes[2].id: there is no customer "c-3"`, `changes[3].customerId: there is no customer "c-3"`}},
		{changes{partnerhub.RemoveAdmin{ID: "a-1"}, partnerhub.RemoveAdmin{ID: "a-1"}}, []string{`changes[1].id: there is no administrator "a-1"`}},
		{changes{subscription1("c-1"), partnerhub.RecordUsage{Sample: changeDataset().Usage[0]}}, []string{`changes[1].product: "Sub-1" has no license line of "meetings"`}},
		{changes{partnerhub.RemoveSubscription{ID: "Sub-1"}, partnerhub.RecordUsage{Sample: changeDataset().Usage[0]}}, []string{`changes[1].entitlementId: there is no subscription or trial "Sub-1"`}},
	} {
		require.Equal(t, c.want, faultsOfApply(t, hub, c.changes...))
	}
}

// A fact that is wrong is there for the changes after it: one fault, not many.
func TestApplyReportsAllFaults(t *testing.T) {
	faulty := partnerhub.Trial{ID: "trial-2", CustomerID: "c-9", Licenses: []partnerhub.License{{Product: "meetings", Quantity: -1}}}
	hub := load(t, changeDataset())
	require.Equal(t, []string{
		"changes[0].name: is empty",
		"changes[2].start: is missing", "changes[2].licenses[0].quantity: -1 is negative", `changes[2].customerId: there is no customer "c-9"`,
		`changes[4].id: there is no trial "trial-9"`, "changes[4].days: 0 is not within 1 to 3652059",
		"changes[5].end: the year 10000 is not within 1 to 9999",
	}, faultsOfApply(t, hub,
		customer("c-3", ""), partnerhub.AssignAdmin{AdminID: "a-1", CustomerID: "c-3"},
		partnerhub.StartTrial{Trial: faulty},
		partnerhub.RecordUsage{Sample: partnerhub.UsageSample{EntitlementID: "trial-2", Product: "meetings", Date: changeDay}},
		partnerhub.ExtendTrial{ID: "trial-9"},
		partnerhub.UpsertTrial{Trial: partnerhub.Trial{ID: "trial-1", CustomerID: "c-2", Start: changeDay, End: time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)}},
		partnerhub.ExtendTrial{ID: "trial-1", Days: 1},
	))
	_, err := hub.Apply(slices.Repeat(changes{partnerhub.RemoveAdmin{ID: "\n" + strings.Repeat("x", 1<<20)}}, 1000)...)
	bounded := requireDataError(t, err)
	require.Len(t, bounded.Faults, 100)
	require.Equal(t, 1000, bounded.Total)
	require.Less(t, len(err.Error()), 300)
}

func TestZeroHubTakesNoChanges(t *testing.T) {
	var hub partnerhub.Hub
	require.Equal(t, []string{"partner.id: is empty"}, faultsOfApply(t, &hub))
	require.Equal(t, []string{"partner.id: is empty"}, faultsOfApply(t, &hub,
		customer("c-1", "A"), partnerhub.UpsertAdmin{Admin: partnerhub.Admin{ID: "a", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"c-1"}}}))
}

// A trial that ends when there are no years any more can't be extended, and
// nobody counts days up to there.
func TestExtendTrialFromTheEndOfTime(t *testing.T) {
	endless := partnerhub.Trial{ID: "trial-1", CustomerID: "c-2", Start: changeDay, End: time.Unix(math.MaxInt64, 0)}
	faults := faultsOfApply(t, load(t, changeDataset()), partnerhub.UpsertTrial{Trial: endless}, partnerhub.ExtendTrial{ID: "trial-1", Days: 1, Location: berlin(t)})
	require.True(t, strings.HasPrefix(faults[0], "changes[0].end: "))
}

// 9,223,372 lines of 10^12 licenses leave 36,854,775,807 to the largest int64.
// The sum is that after all changes, in whatever order they come to it.
func TestApplyKeepsSumOfLicensesWithinInt64(t *testing.T) {
	data := changeDataset()
	data.Subscriptions, data.Trials, data.Usage = nil, nil, nil
	lines := slices.Repeat([]partnerhub.License{{Product: "meetings", Quantity: maxCount}}, 100_000)
	for i := range 93 {
		s := partnerhub.Subscription{ID: string(rune('A' + i)), CustomerID: "c-1", Start: when("2026-01-01"), Licenses: lines}
		data.Subscriptions = append(data.Subscriptions, s)
	}
	data.Subscriptions[92].Licenses = lines[:23_372]
	upsert := func(id string, quantity int64) partnerhub.Change {
		trial := partnerhub.Trial{ID: id, CustomerID: "c-2", Start: when("2026-01-01"), Licenses: []partnerhub.License{{Product: "calling", Quantity: quantity}}}
		return partnerhub.UpsertTrial{Trial: trial}
	}
	const room = 36_854_775_807
	tooLarge := []string{"changes: the sum of licenses over all entitlements exceeds 9223372036854775807"}
	hub := apply(t, load(t, data), upsert("t-x", room))
	require.Equal(t, tooLarge, faultsOfApply(t, hub, upsert("t-y", 1)))
	require.Equal(t, tooLarge, faultsOfApply(t, hub, upsert("t-x", room+1)))
	apply(t, hub, upsert("t-y", 0))
	apply(t, hub, upsert("t-y", 1), upsert("t-x", room-1))
	apply(t, hub, upsert("t-y", room), partnerhub.RemoveTrial{ID: "t-x"})
	apply(t, hub, upsert("t-y", maxCount), partnerhub.RemoveSubscription{ID: "A"})
	hub = apply(t, hub, upsert("t-y", 10), partnerhub.RemoveCustomer{ID: "c-2"})
	require.Equal(t, tooLarge, faultsOfApply(t, hub, customer("c-2", "C"), upsert("t-y", room+1)))
	trend, err := apply(t, hub, customer("c-2", "C"), upsert("t-y", room)).At(when("2026-01-02")).Trend(t.Context(), "calling", partnerhub.TrendOptions{Points: 1})
	require.NoError(t, err)
	require.Equal(t, int64(room), trend[0].Total)
}

// The licenses of one product in one subscription must not wrap around either.
func TestApplyAddsUpLicensesOfALine(t *testing.T) {
	most := partnerhub.License{Product: "meetings", Quantity: math.MaxInt64}
	faults := faultsOfApply(t, load(t, changeDataset()), subscription1("c-1", most, most))
	require.Contains(t, faults, "changes[0].licenses: the sum of licenses over all entitlements exceeds 9223372036854775807")
}
