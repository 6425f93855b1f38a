package partnerhub_test

import (
	"context"
	"errors"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

// part is a part of a source, which must be there.
func part(t *testing.T) func(partnerhub.Source, error) partnerhub.Source {
	return func(source partnerhub.Source, err error) partnerhub.Source {
		require.NoError(t, err)
		return source
	}
}

// read reads a stream into a list.
func read[T any](t *testing.T, facts iter.Seq2[T, error]) []T {
	list := []T{}
	for fact, err := range facts {
		require.NoError(t, err)
		list = append(list, fact)
	}
	return list
}

// contents is all that a source has.
func contents(t *testing.T, source partnerhub.Source) partnerhub.Dataset {
	ctx := t.Context()
	partner, err := source.ReadPartner(ctx)
	require.NoError(t, err)
	return partnerhub.Dataset{
		Partner: partner, Customers: read(t, source.ReadCustomers(ctx)), Subscriptions: read(t, source.ReadSubscriptions(ctx)),
		Trials: read(t, source.ReadTrials(ctx)), Usage: read(t, source.ReadUsage(ctx)), Admins: read(t, source.ReadAdmins(ctx)),
	}
}

func loadPart(t *testing.T, source partnerhub.Source) *partnerhub.Hub {
	hub, err := partnerhub.Load(t.Context(), source)
	require.NoError(t, err)
	return hub
}

// aboutProduct is all that a view says about a product alone.
func aboutProduct(t *testing.T, view partnerhub.View, product partnerhub.Product) string {
	trend, err := view.Trend(t.Context(), product, partnerhub.TrendOptions{Points: 5})
	require.NoError(t, err)
	return marshal(t, []any{
		view.RecentlyAdded(product), view.Expiring(product), view.Renewing(product),
		view.LowAssignment(product), view.Overage(product), view.SeatOutlook(product), trend,
	})
}

// What is asked about a product needs nothing of the others.
func TestAPartOfOneProductAnswersAboutIt(t *testing.T) {
	forQuestions(t, 100, func(data *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		source := part(t)(partnerhub.OfProduct(data, q.product))
		for _, s := range contents(t, source).Subscriptions {
			require.NotEmpty(t, s.Licenses)
			require.False(t, slices.ContainsFunc(s.Licenses, func(l partnerhub.License) bool { return l.Product != q.product }))
		}
		of := viewOf(t, loadPart(t, source), q)
		require.Equal(t, aboutProduct(t, viewOf(t, hub, q), q.product), aboutProduct(t, of, q.product), q)
	})
}

// What an administrator's part says, compared with the shares of the whole
// organization, is what the administrator's view says.
func TestAPartSeenByAnAdminIsTheirView(t *testing.T) {
	forQuestions(t, 100, func(data *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		q.admin = ""
		whole := viewOf(t, hub, q)
		shares := whole.Shares()
		for _, admin := range data.Admins {
			want, err := whole.As(admin.ID)
			require.NoError(t, err)
			source := part(t)(partnerhub.SeenBy(data, admin.ID))
			got, err := viewOf(t, loadPart(t, source), q).ComparedWith(shares)
			require.NoError(t, err)
			require.Equal(t, wholeOf(t, want, q.product), wholeOf(t, got, q.product), "%v %s", q, admin.ID)
			got, err = got.As(admin.ID)
			require.NoError(t, err)
			require.Equal(t, wholeOf(t, want, q.product), wholeOf(t, got, q.product), "%v %s", q, admin.ID)
		}
	})
}

// What changed for an administrator's customers, and why, can be told from what the
// administrator sees: nothing of the other customers is in it.
func TestAPartSeenByAnAdminChangesAsTheirView(t *testing.T) {
	forQuestions(t, 60, func(data *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		q.admin = ""
		later := q
		later.asOf = q.asOf.AddDate(0, 0, 20)
		for _, admin := range data.Admins {
			seen := loadPart(t, part(t)(partnerhub.SeenBy(data, admin.ID)))
			var wholes, parts []partnerhub.View
			for _, q := range []question{q, later} {
				whole := viewOf(t, hub, q)
				of, err := viewOf(t, seen, q).ComparedWith(whole.Shares())
				require.NoError(t, err)
				whole, err = whole.As(admin.ID)
				require.NoError(t, err)
				wholes, parts = append(wholes, whole), append(parts, of)
			}
			want, got := partnerhub.Compare(wholes[0], wholes[1]), partnerhub.Compare(parts[0], parts[1])
			require.Equal(t, marshal(t, want), marshal(t, got), "%v %s", q, admin.ID)
		}
	})
}

func wholeOf(t *testing.T, view partnerhub.View, product partnerhub.Product) string {
	report, err := view.Report(t.Context(), product, partnerhub.TrendOptions{Points: 3})
	require.NoError(t, err)
	own, exists := view.OwnOrganization()
	all := []any{report, view.Products(), view.StatusCounts(), own, exists}
	for id := range view.IDs() {
		detail, err := view.Customer(id)
		require.NoError(t, err)
		all = append(all, detail)
	}
	return marshal(t, all)
}

// The usage of the period that the policy names is enough.
func TestUsagePeriodIsEnough(t *testing.T) {
	forQuestions(t, 200, func(data *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		whole := viewOf(t, hub, q)
		first := q.asOf.AddDate(0, 0, -15) // two weeks, and what a change of the clocks may take
		period, err := q.policy.UsagePeriod(first, q.asOf)
		require.NoError(t, err)
		of := viewOf(t, loadPart(t, part(t)(partnerhub.UsageWithin(data, period))), q)
		require.Equal(t, wholeOf(t, whole, q.product), wholeOf(t, of, q.product), q)
	})
}

func TestUsagePeriod(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	for _, c := range []struct {
		policy                   partnerhub.Policy
		first, last, from, until string
	}{
		// The quarter decides: after 31 October. Freshness alone: 2 January, and 10 days.
		{partnerhub.Policy{}, "2026-01-31", "2026-01-31", "2025-11-01", "2026-02-01"},
		{partnerhub.Policy{}, "2026-01-31", "2026-03-01", "2025-11-01", "2026-03-02"},
		// Back from 31 May is the last of February.
		{partnerhub.Policy{}, "2026-05-31", "2026-05-31", "2026-03-01", "2026-06-01"},
		// Current from 4 October on, a week ago from 24 September on.
		{partnerhub.Policy{FreshnessDays: 120}, "2026-01-31", "2026-01-31", "2025-09-24", "2026-02-01"},
		{partnerhub.Policy{FreshnessDays: partnerhub.ZeroDays}, "2026-01-31", "2026-01-31", "2025-11-01", "2026-02-01"},
		// In Berlin it is the next day already.
		{partnerhub.Policy{Location: berlin}, "2026-01-30T23:30:00Z", "2026-01-30T23:30:00Z", "2025-11-01", "2026-02-01"},
	} {
		period, err := c.policy.UsagePeriod(when(c.first), when(c.last))
		require.NoError(t, err)
		require.Equal(t, partnerhub.Period{From: when(c.from), Until: when(c.until)}, period)
	}
	_, err = partnerhub.Policy{}.UsagePeriod(when("2026-01-31"), when("2026-01-30"))
	require.EqualError(t, err, "partnerhub: the last instant (2026-01-30T00:00:00Z) is before the first (2026-01-31T00:00:00Z)")
	_, err = partnerhub.Policy{FreshnessDays: -2}.UsagePeriod(when("2026-01-31"), when("2026-01-31"))
	require.ErrorIs(t, err, partnerhub.ErrPolicy)
}

func TestPeriodContains(t *testing.T) {
	january := partnerhub.Period{From: when("2026-01-01T18:00:00Z"), Until: when("2026-02-01T06:00:00Z")}
	for at, want := range map[string]bool{
		"2025-12-31T23:59:59Z": false, "2026-01-01": true, "2026-01-31T23:59:59Z": true, "2026-02-01": false,
		"2026-02-01T00:30:00+01:00": true,
	} {
		require.Equal(t, want, january.Contains(when(at)), at)
	}
	require.True(t, partnerhub.Period{}.Contains(time.Time{}))
	require.True(t, partnerhub.Period{From: january.From}.Contains(when("9999-12-31")))
	require.True(t, partnerhub.Period{Until: january.Until}.Contains(when("0001-01-01")))
	require.False(t, partnerhub.Period{From: january.From, Until: january.From}.Contains(january.From))
}

// partDataset is one of each kind that a part keeps or leaves out.
func partDataset() *partnerhub.Dataset {
	of := func(products ...partnerhub.Product) (lines []partnerhub.License) {
		for i, product := range products {
			lines = append(lines, partnerhub.License{Product: product, Quantity: int64(i + 1)})
		}
		return lines
	}
	start := when("2026-01-01")
	return &partnerhub.Dataset{
		Partner:   partnerhub.Partner{ID: "org-0"},
		Customers: []partnerhub.Customer{{ID: "c-1", Name: "one"}, {ID: "c-2", Name: "two"}, {ID: "org-0", Name: "own"}},
		Subscriptions: []partnerhub.Subscription{
			{ID: "s-1", CustomerID: "c-1", Start: start, Licenses: of(partnerhub.Calling, partnerhub.Meetings, partnerhub.Calling)},
			{ID: "s-2", CustomerID: "c-2", Start: start, Licenses: of(partnerhub.Meetings)},
			{ID: "s-3", CustomerID: "c-2", Start: start},
		},
		Trials: []partnerhub.Trial{{ID: "t-1", CustomerID: "c-2", Start: start, Licenses: of(partnerhub.Calling)}},
		Usage: []partnerhub.UsageSample{
			{EntitlementID: "s-1", Product: partnerhub.Calling, Date: when("2026-01-10")},
			{EntitlementID: "s-1", Product: partnerhub.Meetings, Date: when("2026-01-11")},
			{EntitlementID: "t-1", Product: partnerhub.Calling, Date: when("2026-01-12")},
		},
		Admins: []partnerhub.Admin{
			{ID: "full", Role: partnerhub.RoleFull, CustomerIDs: []string{"c-2"}},
			{ID: "a-1", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"c-1", "org-0"}},
			{ID: "a-12", Role: partnerhub.RoleProvisioning, CustomerIDs: []string{"c-2", "c-1"}},
			{ID: "a-2", Role: partnerhub.RoleProvisioning, CustomerIDs: []string{"c-2"}},
		},
	}
}

func TestWhatAPartKeeps(t *testing.T) {
	data := partDataset()
	before := marshal(t, data)

	calling := *partDataset()
	calling.Subscriptions = calling.Subscriptions[:1]
	calling.Subscriptions[0].Licenses = []partnerhub.License{{Product: partnerhub.Calling, Quantity: 1}, {Product: partnerhub.Calling, Quantity: 3}}
	calling.Usage = []partnerhub.UsageSample{calling.Usage[0], calling.Usage[2]}
	require.Equal(t, marshal(t, calling), marshal(t, contents(t, part(t)(partnerhub.OfProduct(data, partnerhub.Calling)))))

	one := *partDataset()
	one.Customers, one.Subscriptions, one.Trials, one.Usage = one.Customers[:1], one.Subscriptions[:1], []partnerhub.Trial{}, one.Usage[:2]
	one.Admins = []partnerhub.Admin{
		{ID: "full", Role: partnerhub.RoleFull},
		{ID: "a-1", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"c-1"}},
		{ID: "a-12", Role: partnerhub.RoleProvisioning, CustomerIDs: []string{"c-1"}},
	}
	require.Equal(t, marshal(t, one), marshal(t, contents(t, part(t)(partnerhub.SeenBy(data, "a-1")))))
	require.Equal(t, before, marshal(t, contents(t, part(t)(partnerhub.SeenBy(data, "full")))))

	late := *partDataset()
	late.Usage = late.Usage[1:2]
	period := partnerhub.Period{From: when("2026-01-11"), Until: when("2026-01-12")}
	require.Equal(t, marshal(t, late), marshal(t, contents(t, part(t)(partnerhub.UsageWithin(data, period)))))
	require.Equal(t, before, marshal(t, data), "the source stays what it is")
}

// able is a source that can leave out things itself, and notes what it was asked.
type able struct {
	partnerhub.Source
	asked string
}

func (a able) OfProduct(product partnerhub.Product) partnerhub.Source {
	return able{a.Source, a.asked + " " + string(product)}
}

func (a able) SeenBy(adminID string) partnerhub.Source {
	return able{a.Source, a.asked + " " + adminID}
}

func (a able) UsageWithin(period partnerhub.Period) partnerhub.Source {
	return able{a.Source, a.asked + " " + period.From.Format(time.DateOnly)}
}

// A source does itself what it can, also below parts that the library makes.
func TestASourceIsAsked(t *testing.T) {
	period := partnerhub.Period{From: when("2026-01-11")}
	source := part(t)(partnerhub.OfProduct(able{}, "calling"))
	source = part(t)(partnerhub.SeenBy(source, "a-1"))
	source = part(t)(partnerhub.UsageWithin(source, period))
	require.Equal(t, able{asked: " calling a-1 2026-01-11"}, source)
}

// onlyProducts, onlyAdmins and onlyPeriods can do one of three, and count how often
// they are asked to.
type (
	onlyProducts struct {
		partnerhub.Source
		asked *int
	}
	onlyAdmins  onlyProducts
	onlyPeriods onlyProducts
)

func (o onlyProducts) OfProduct(product partnerhub.Product) partnerhub.Source {
	*o.asked++
	source, _ := partnerhub.OfProduct(struct{ partnerhub.Source }{o.Source}, product)
	return onlyProducts{source, o.asked}
}

func (o onlyAdmins) SeenBy(adminID string) partnerhub.Source {
	*o.asked++
	source, _ := partnerhub.SeenBy(struct{ partnerhub.Source }{o.Source}, adminID)
	return onlyAdmins{source, o.asked}
}

func (o onlyPeriods) UsageWithin(period partnerhub.Period) partnerhub.Source {
	*o.asked++
	source, _ := partnerhub.UsageWithin(struct{ partnerhub.Source }{o.Source}, period)
	return onlyPeriods{source, o.asked}
}

// In whatever order, and whoever leaves things out, the part is the same.
func TestPartsOfParts(t *testing.T) {
	data := partDataset()
	narrow := []func(partnerhub.Source) (partnerhub.Source, error){
		func(s partnerhub.Source) (partnerhub.Source, error) { return partnerhub.OfProduct(s, "calling") },
		func(s partnerhub.Source) (partnerhub.Source, error) { return partnerhub.SeenBy(s, "a-2") },
		func(s partnerhub.Source) (partnerhub.Source, error) {
			return partnerhub.UsageWithin(s, partnerhub.Period{From: when("2026-01-11")})
		},
	}
	want := *data
	want.Customers, want.Subscriptions, want.Usage = want.Customers[1:2], []partnerhub.Subscription{}, want.Usage[2:]
	want.Admins = []partnerhub.Admin{data.Admins[0], {ID: "a-12", Role: partnerhub.RoleProvisioning, CustomerIDs: []string{"c-2"}}, data.Admins[3]}
	for _, order := range [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}, {2, 2, 1, 0, 1, 0, 2}} {
		asked := [4]int{}
		for i, source := range []partnerhub.Source{
			onlyProducts{data, &asked[0]}, onlyAdmins{data, &asked[1]}, onlyPeriods{data, &asked[2]}, data,
		} {
			for _, j := range order {
				source = part(t)(narrow[j](source))
			}
			require.Equal(t, marshal(t, want), marshal(t, contents(t, source)), "%v %d", order, i)
		}
		require.Equal(t, min(asked[0], asked[1], asked[2]), len(order)/3, "each is asked what it can: %v %v", order, asked)
	}
}

func TestPartsThatThereAreNot(t *testing.T) {
	data := partDataset()
	_, err := partnerhub.OfProduct(data, "Calling")
	require.EqualError(t, err, `partnerhub: "Calling" is not a product name: lower-case letters, digits and _, a letter first`)
	_, err = partnerhub.SeenBy(data, "")
	require.ErrorIs(t, err, partnerhub.ErrUnknownAdmin)
	_, err = partnerhub.UsageWithin(data, partnerhub.Period{From: when("2026-01-02"), Until: when("2026-01-01T23:00:00Z")})
	require.EqualError(t, err, "partnerhub: the period ends (2026-01-01) before it begins (2026-01-02)")
	for _, of := range []func() (partnerhub.Source, error){
		func() (partnerhub.Source, error) { return partnerhub.OfProduct(nil, "calling") },
		func() (partnerhub.Source, error) { return partnerhub.SeenBy(nil, "a-1") },
		func() (partnerhub.Source, error) { return partnerhub.UsageWithin(nil, partnerhub.Period{}) },
	} {
		_, err := of()
		require.EqualError(t, err, "partnerhub: there is no source to load from (nil)")
	}
	_, err = partnerhub.Load(t.Context(), part(t)(partnerhub.SeenBy(data, "nobody")))
	require.ErrorIs(t, err, partnerhub.ErrUnknownAdmin)
	require.EqualError(t, err, `partnerhub: customers[0]: partnerhub: unknown administrator "nobody"`)
}

// broken is a source one of whose streams fails or is missing.
type broken struct {
	*partnerhub.Dataset
	subscriptions, admins error
}

func (b broken) ReadSubscriptions(ctx context.Context) iter.Seq2[partnerhub.Subscription, error] {
	return failing(b.Dataset.ReadSubscriptions(ctx), b.subscriptions)
}

func (b broken) ReadAdmins(ctx context.Context) iter.Seq2[partnerhub.Admin, error] {
	return failing(b.Dataset.ReadAdmins(ctx), b.admins)
}

var errNil = errors.New("a stream that is nil")

func failing[T any](facts iter.Seq2[T, error], err error) iter.Seq2[T, error] {
	switch {
	case err == nil:
		return facts
	case errors.Is(err, errNil):
		return nil
	}
	return func(yield func(T, error) bool) {
		var none T
		yield(none, err)
	}
}

func TestAPartFailsLikeItsSource(t *testing.T) {
	cut := errors.New("the connection is cut")
	for _, source := range []broken{{partDataset(), cut, nil}, {partDataset(), errNil, nil}, {partDataset(), nil, cut}, {partDataset(), nil, errNil}} {
		for _, of := range []partnerhub.Source{
			part(t)(partnerhub.OfProduct(source, "calling")), part(t)(partnerhub.SeenBy(source, "a-1")),
			part(t)(partnerhub.UsageWithin(source, partnerhub.Period{})),
		} {
			_, err := partnerhub.Load(t.Context(), of)
			require.Regexp(t, `^partnerhub: (customers|subscriptions|admins)(\[0\])?: (the connection is cut|the source has no such stream \(nil\))$`, err.Error())
		}
	}
}
