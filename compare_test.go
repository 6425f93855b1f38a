package partnerhub_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// outlook is a view with all that an oracle needs to say what it shows.
type outlook struct {
	portfolio
	question
	view partnerhub.View
}

func (o outlook) holding() map[string]testkit.Evidence {
	all, seen := testkit.Conditions(o.data, o.policy, o.asOf), map[string]testkit.Evidence{}
	for id := range o.view.IDs() {
		seen[id] = all[id]
	}
	return seen
}

// randomOutlooks are three views: of a hub and what changes make of it, at instants
// and for administrators of their own, mostly under the same policy.
func randomOutlooks(t *testing.T, rng *rand.Rand, p portfolio, seed uint64) []outlook {
	var list []outlook
	policy := testkit.RandomPolicy(rng)
	for range 3 {
		if rng.IntN(2) == 0 {
			changes, after := testkit.RandomChanges(rng, p.data, 1+rng.IntN(5))
			p = portfolio{apply(t, p.hub, changes...), after}
		}
		q := questionsAbout(p.data, rng, seed, 1)[0]
		if rng.IntN(4) > 0 {
			q.policy = policy
		}
		if len(list) > 0 && rng.IntN(3) == 0 {
			q.asOf = list[len(list)-1].asOf
		}
		list = append(list, outlook{p, q, viewOf(t, p.hub, q)})
	}
	return list
}

func idsIn(list []partnerhub.CustomerChange) []string {
	ids := []string{}
	for _, c := range list {
		ids = append(ids, c.CustomerID)
	}
	slices.Sort(ids)
	return ids
}

// without returns the ids of customers of whom a condition holds in one view and
// not in the other.
func without(in, notIn map[string]testkit.Evidence, c partnerhub.Condition) []string {
	ids := []string{}
	for id, evidence := range in {
		if len(evidence[c]) > 0 && len(notIn[id][c]) == 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

func TestCompareAgreesWithOracle(t *testing.T) {
	forPortfolios(t, 300, func(rng *rand.Rand, p portfolio, seed uint64) {
		views := randomOutlooks(t, rng, p, seed)
		for i := range 2 {
			a, b := views[i], views[i+1]
			was, is := a.holding(), b.holding()
			comparison := partnerhub.Compare(a.view, b.view)
			require.Len(t, comparison.Changes, len(partnerhub.Conditions()))
			for _, change := range comparison.Changes {
				c := change.Condition
				require.Equal(t, without(is, was, c), idsIn(change.Entered), "%s\n%s\n%s", c, a.question, b.question)
				require.Equal(t, without(was, is, c), idsIn(change.Left), "%s\n%s\n%s", c, a.question, b.question)
				require.Equal(t, change.After, change.Before+len(change.Entered)-len(change.Left))
				for _, customer := range slices.Concat(change.Entered, change.Left) {
					requireCauses(t, a, b, change, customer)
				}
			}
		}
	})
}

// requireCauses compares with what the facts of the view before say at the instant
// of the view after.
func requireCauses(t *testing.T, a, b outlook, change partnerhub.ConditionChange, customer partnerhub.CustomerChange) {
	about := []any{"%s of %s: %+v\n%s\n%s", change.Condition, customer.CustomerID, customer.Causes, a.question, b.question}
	require.NotEmpty(t, customer.Causes, about...)
	kinds := map[partnerhub.CauseKind]bool{}
	for _, cause := range customer.Causes {
		kinds[cause.Kind] = true
	}
	_, before := a.holding()[customer.CustomerID]
	_, after := b.holding()[customer.CustomerID]
	elsewhere := kinds[partnerhub.CauseCustomer] || kinds[partnerhub.CauseAdministrator] || kinds[partnerhub.CauseFilter]
	require.Equal(t, !before || !after, elsewhere, about...)
	samePolicy := testkit.Diff(a.view.Policy(), b.view.Policy()) == ""
	require.False(t, kinds[partnerhub.CausePolicy] && samePolicy, about...)
	if elsewhere || change.Condition == partnerhub.LowAssigned || change.Condition == partnerhub.LowAssignmentUnassessed {
		return
	}
	frozen := testkit.Conditions(testkit.Frozen(a.data, a.policy, a.asOf), a.policy, b.asOf)[customer.CustomerID]
	entered := slices.Contains(idsIn(change.Entered), customer.CustomerID)
	require.Equal(t, entered == (len(frozen[change.Condition]) > 0), customer.ByClock, about...)
	if customer.ByClock && !b.asOf.Before(a.asOf) {
		for _, kind := range []partnerhub.CauseKind{partnerhub.CauseWindow, partnerhub.CauseStarted, partnerhub.CauseEnded, partnerhub.CauseStale} {
			delete(kinds, kind)
		}
		require.Empty(t, kinds, about...)
	}
}

// Who enters and leaves from a to b and from b to c, does so from a to c.
func TestComparisonsCompose(t *testing.T) {
	forPortfolios(t, 150, func(rng *rand.Rand, p portfolio, seed uint64) {
		v := randomOutlooks(t, rng, p, seed)
		first, second := partnerhub.Compare(v[0].view, v[1].view), partnerhub.Compare(v[1].view, v[2].view)
		both := partnerhub.Compare(v[0].view, v[2].view)
		for _, c := range partnerhub.Conditions() {
			x, y, z := first.Of(c), second.Of(c), both.Of(c)
			require.Equal(t, minus(idsIn(x.Entered), idsIn(y.Left), idsIn(y.Entered), idsIn(x.Left)), idsIn(z.Entered), "-seed %d %s", seed, c)
			require.Equal(t, minus(idsIn(x.Left), idsIn(y.Entered), idsIn(y.Left), idsIn(x.Entered)), idsIn(z.Left), "-seed %d %s", seed, c)
		}
		require.True(t, partnerhub.Compare(v[0].view, v[0].view).IsEmpty())
	})
}

// minus returns what is in a and not in b, and what is in c and not in d.
func minus(a, b, c, d []string) []string {
	list := keep(a, func(id string) bool { return !slices.Contains(b, id) })
	list = append(list, keep(c, func(id string) bool { return !slices.Contains(d, id) })...)
	slices.Sort(list)
	return list
}

// A subscription of 100 meetings of c-1, a sample, and what changes do to it.
func TestCausesOfChanges(t *testing.T) {
	start, end := theDay.AddDate(-1, 0, 0), theDay.AddDate(0, 0, 60)
	sub := partnerhub.Subscription{
		ID: "s", CustomerID: "c-1", Start: start, End: end, Renewal: partnerhub.RenewalAuto, ProvisionedAt: start,
		Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 100}},
	}
	sample := partnerhub.UsageSample{EntitlementID: "s", Product: partnerhub.Meetings, Date: theDay.AddDate(0, 0, -3), Assigned: partnerhub.Known(90)}
	data := &partnerhub.Dataset{
		Partner: partnerhub.Partner{ID: "p"}, Customers: []partnerhub.Customer{{ID: "c-1", Name: "A"}, {ID: "c-2", Name: "B"}},
		Subscriptions: []partnerhub.Subscription{sub}, Usage: []partnerhub.UsageSample{sample},
		Admins: []partnerhub.Admin{{ID: "a", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"c-1"}}},
	}
	hub := load(t, data)
	edited := func(edit func(*partnerhub.Subscription)) partnerhub.Change {
		s := sub
		edit(&s)
		return partnerhub.UpsertSubscription{Subscription: s}
	}
	measured := func(assigned int64) partnerhub.Change {
		return partnerhub.RecordUsage{Sample: partnerhub.UsageSample{
			EntitlementID: "s", Product: partnerhub.Meetings, Date: theDay, Assigned: partnerhub.Known(assigned),
		}}
	}
	at := func(t time.Time) partnerhub.CauseFact { return partnerhub.CauseFact{At: t} }
	count := func(n int64) partnerhub.CauseFact { return partnerhub.CauseFact{Count: partnerhub.Known(n)} }
	mine := func(kind partnerhub.CauseKind, before, after partnerhub.CauseFact) partnerhub.Cause {
		return partnerhub.Cause{Kind: kind, EntitlementID: "s", Before: before, After: after}
	}
	ofMeetings := func(c partnerhub.Cause) partnerhub.Cause { c.Product = partnerhub.Meetings; return c }
	none := partnerhub.CauseFact{}
	for name, c := range map[string]struct {
		change    partnerhub.Change // nil: none
		days      int               // later
		condition partnerhub.Condition
		entered   bool
		byClock   bool
		want      []partnerhub.Cause
	}{
		"ended":      {nil, 60, partnerhub.StatusExpired.Condition(), true, true, []partnerhub.Cause{mine(partnerhub.CauseEnded, none, at(end))}},
		"ended, too": {nil, 60, partnerhub.StatusSubscription.Condition(), false, true, []partnerhub.Cause{mine(partnerhub.CauseEnded, none, at(end))}},
		"renewed":    {edited(func(s *partnerhub.Subscription) { s.End = end.AddDate(1, 0, 0) }), 0, partnerhub.NearingRenewal, false, false, []partnerhub.Cause{mine(partnerhub.CauseRenewed, at(end), at(end.AddDate(1, 0, 0)))}},
		"open-ended": {edited(func(s *partnerhub.Subscription) { s.End = time.Time{} }), 0, partnerhub.NearingRenewal, false, false, []partnerhub.Cause{mine(partnerhub.CauseRenewed, at(end), none)}},
		"shortened":  {edited(func(s *partnerhub.Subscription) { s.End = theDay }), 0, partnerhub.StatusExpired.Condition(), true, false, []partnerhub.Cause{mine(partnerhub.CauseShortened, at(end), at(theDay))}},
		"renewal":    {edited(func(s *partnerhub.Subscription) { s.Renewal = partnerhub.RenewalNone }), 0, partnerhub.NearingExpiration, true, false, []partnerhub.Cause{mine(partnerhub.CauseRenewal, partnerhub.CauseFact{Renewal: partnerhub.RenewalAuto}, partnerhub.CauseFact{Renewal: partnerhub.RenewalNone})}},
		"assigned":   {measured(101), 0, partnerhub.OverLimit, true, false, []partnerhub.Cause{ofMeetings(mine(partnerhub.CauseAssigned, count(90), count(101)))}},
		"quantity": {edited(func(s *partnerhub.Subscription) {
			s.Licenses = []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 80}}
		}), 0, partnerhub.OverLimit, true, false, []partnerhub.Cause{ofMeetings(mine(partnerhub.CauseQuantity, count(100), count(80)))}},
		"suspension":      {edited(func(s *partnerhub.Subscription) { s.SuspendedAt = theDay }), 0, partnerhub.StatusSuspended.Condition(), true, false, []partnerhub.Cause{mine(partnerhub.CauseSuspension, none, at(theDay))}},
		"provisioning":    {edited(func(s *partnerhub.Subscription) { s.ProvisionedAt = time.Time{} }), 0, partnerhub.StatusOrderSetupReady.Condition(), true, false, []partnerhub.Cause{mine(partnerhub.CauseProvisioning, at(start), none)}},
		"removed":         {partnerhub.RemoveSubscription{ID: "s"}, 0, partnerhub.TotalCustomer, false, false, []partnerhub.Cause{mine(partnerhub.CauseRemoved, none, none)}},
		"other products":  {edited(func(s *partnerhub.Subscription) { s.Licenses = nil }), 0, partnerhub.TotalCustomer, false, false, []partnerhub.Cause{ofMeetings(mine(partnerhub.CauseQuantity, count(100), none))}},
		"customer gone":   {partnerhub.RemoveCustomer{ID: "c-1"}, 0, partnerhub.ManagedCustomer, false, false, []partnerhub.Cause{{Kind: partnerhub.CauseCustomer}}},
		"signed in later": {partnerhub.UpsertCustomer{Customer: partnerhub.Customer{ID: "c-1", Name: "A", LastAdminSignIn: theDay.AddDate(0, 0, -31)}}, 0, partnerhub.StatusNoRecentActivity.Condition(), true, false, []partnerhub.Cause{{Kind: partnerhub.CauseSignIn, After: at(theDay.AddDate(0, 0, -31)), Days: partnerhub.Known(30)}}},
		"never signed in": {partnerhub.UpsertCustomer{Customer: partnerhub.Customer{ID: "c-1", Name: "A", AdminNeverSignedIn: true}}, 0, partnerhub.StatusNoRecentActivity.Condition(), true, false, []partnerhub.Cause{{Kind: partnerhub.CauseNeverSignedIn}}},
	} {
		t.Run(name, func(t *testing.T) {
			after := hub
			if c.change != nil {
				after = apply(t, hub, c.change)
			}
			change := partnerhub.Compare(hub.At(theDay), after.At(theDay.AddDate(0, 0, c.days))).Of(c.condition)
			list := change.Left
			if c.entered {
				list = change.Entered
			}
			require.Equal(t, []partnerhub.CustomerChange{{CustomerID: "c-1", Customer: "A", ByClock: c.byClock, Causes: c.want}}, list)
		})
	}
}

// What the clock does to a subscription and a trial that are there all the time.
func TestCausesOfTheClock(t *testing.T) {
	data := &partnerhub.Dataset{
		Partner: partnerhub.Partner{ID: "p"}, Customers: []partnerhub.Customer{{ID: "c-1", Name: "A", LastAdminSignIn: date(2026, 1, 1)}},
		Subscriptions: []partnerhub.Subscription{{
			ID: "s", CustomerID: "c-1", OrderedAt: date(2025, 12, 1), Start: date(2026, 1, 10), End: date(2026, 6, 1),
			Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 10}},
		}},
		Usage: []partnerhub.UsageSample{{EntitlementID: "s", Product: partnerhub.Meetings, Date: date(2026, 1, 12), Assigned: partnerhub.Known(11)}},
	}
	hub := load(t, data)
	mine := partnerhub.Cause{EntitlementID: "s"}
	of := func(kind partnerhub.CauseKind, edit func(*partnerhub.Cause)) partnerhub.Cause {
		cause := mine
		cause.Kind = kind
		edit(&cause)
		return cause
	}
	for _, c := range []struct {
		before, after time.Time
		condition     partnerhub.Condition
		byClock       bool
		want          partnerhub.Cause
	}{
		{date(2025, 11, 1), date(2025, 12, 1), partnerhub.TotalCustomer, false, of(partnerhub.CauseAdded, func(*partnerhub.Cause) {})},
		{date(2026, 1, 9), date(2026, 1, 10), partnerhub.StatusSubscription.Condition(), true, of(partnerhub.CauseStarted, func(c *partnerhub.Cause) { c.After.At = date(2026, 1, 10) })},
		{date(2026, 1, 11), date(2026, 1, 12), partnerhub.OverLimit, false, of(partnerhub.CauseAssigned, func(c *partnerhub.Cause) {
			c.Product, c.After.Count = partnerhub.Meetings, partnerhub.Known(11)
		})},
		{date(2026, 1, 31), date(2026, 2, 11), partnerhub.OverLimit, true, of(partnerhub.CauseStale, func(c *partnerhub.Cause) {
			c.Product, c.Before.Count = partnerhub.Meetings, partnerhub.Known(11)
		})},
		{date(2026, 1, 31), date(2026, 2, 1), partnerhub.StatusNoRecentActivity.Condition(), true, partnerhub.Cause{Kind: partnerhub.CauseWindow, Days: partnerhub.Known(30)}},
		{date(2026, 3, 2), date(2026, 3, 3), partnerhub.NearingExpiration, true, of(partnerhub.CauseWindow, func(c *partnerhub.Cause) { c.Days = partnerhub.Known(90) })},
		{date(2026, 5, 1), date(2026, 5, 2), partnerhub.StatusExpiringSoon.Condition(), true, of(partnerhub.CauseWindow, func(c *partnerhub.Cause) { c.Days = partnerhub.Known(30) })},
	} {
		change := partnerhub.Compare(hub.At(c.before), hub.At(c.after)).Of(c.condition)
		want := []partnerhub.CustomerChange{{CustomerID: "c-1", Customer: "A", ByClock: c.byClock, Causes: []partnerhub.Cause{c.want}}}
		require.Equal(t, want, slices.Concat(change.Entered, change.Left), c.condition)
	}
}

// Cirrus has 20 % assigned, the least of five; then the others have even less.
func TestCauseOfPeers(t *testing.T) {
	hub := loadNordwind()
	var changes []partnerhub.Change
	for _, id := range []string{"Sub-1", "Sub-2", "Sub-4", "Sub-5"} {
		changes = append(changes, partnerhub.RecordUsage{Sample: partnerhub.UsageSample{
			EntitlementID: id, Product: partnerhub.Meetings, Date: theDay, Assigned: partnerhub.Known(1),
		}})
	}
	change := partnerhub.Compare(hub.At(theDay), apply(t, hub, changes...).At(theDay)).Of(partnerhub.LowAssigned)
	require.Equal(t, []string{"c-3"}, idsIn(change.Left))
	// The shares are then 100, 50, 2000, 25 and 20; the second smallest is 25.
	require.Equal(t, []partnerhub.Cause{{
		Kind: partnerhub.CausePeers, Product: partnerhub.Meetings,
		Before: partnerhub.CauseFact{Count: partnerhub.Known(7500)}, After: partnerhub.CauseFact{Count: partnerhub.Known(25)},
	}}, change.Left[0].Causes)
	require.Equal(t, []string{"c-5"}, idsIn(change.Entered))
}

// An administrator is told that a customer came or went, not what became of it.
func TestCausesOfScope(t *testing.T) {
	hub := loadNordwind()
	as := func(hub *partnerhub.Hub) partnerhub.View {
		view, err := hub.At(theDay).As("ole")
		require.NoError(t, err)
		return view
	}
	where := func(view partnerhub.View, text string) partnerhub.View {
		filter, err := partnerhub.ParseFilter(text)
		require.NoError(t, err)
		view, err = view.Where(filter)
		require.NoError(t, err)
		return view
	}
	unassigned := apply(t, hub, partnerhub.UnassignAdmin{AdminID: "ole", CustomerID: "c-2"})
	removed := apply(t, hub, partnerhub.RemoveCustomer{ID: "c-2"})
	for name, c := range map[string]struct {
		before, after partnerhub.View
		left          []string
		want          partnerhub.CauseKind
	}{
		"unassigned":        {as(hub), as(unassigned), []string{"c-2"}, partnerhub.CauseAdministrator},
		"removed":           {as(hub), as(removed), []string{"c-2"}, partnerhub.CauseAdministrator},
		"removed, for all":  {hub.At(theDay), removed.At(theDay), []string{"c-2"}, partnerhub.CauseCustomer},
		"filtered":          {hub.At(theDay), where(hub.At(theDay), "-id=c-2"), []string{"c-2"}, partnerhub.CauseFilter},
		"assigned, no more": {as(hub), where(as(unassigned), "id=c-3"), []string{"c-2"}, partnerhub.CauseAdministrator},
		"filtered, scoped":  {as(hub), where(as(hub), "id=c-3"), []string{"c-2"}, partnerhub.CauseFilter},
	} {
		t.Run(name, func(t *testing.T) {
			change := partnerhub.Compare(c.before, c.after).Of(partnerhub.ManagedCustomer)
			require.Equal(t, c.left, idsIn(change.Left))
			require.Equal(t, []partnerhub.Cause{{Kind: c.want}}, change.Left[0].Causes)
		})
	}
}

func TestCompareWithNothing(t *testing.T) {
	require.True(t, partnerhub.Compare(partnerhub.View{}, partnerhub.View{}).IsEmpty())
	change := partnerhub.Compare(partnerhub.View{}, loadNordwind().At(theDay)).Of(partnerhub.ManagedCustomer)
	require.Equal(t, 6, change.After)
	require.Len(t, change.Entered, 6)
	require.Equal(t, []partnerhub.Cause{{Kind: partnerhub.CauseCustomer}}, change.Entered[0].Causes)
	require.Equal(t, partnerhub.ConditionChange{}, partnerhub.Comparison{}.Of(partnerhub.OverLimit))
}
