package partnerhub_test

import (
	"context"
	"encoding/json"
	"iter"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

// requireRoom fails if a function allocates more than so many bytes, those that are
// freed again included.
func requireRoom(t *testing.T, bytes int, f func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	require.LessOrEqual(t, after.TotalAlloc-before.TotalAlloc, uint64(bytes))
}

// A document takes a few times its size; one of empty objects takes what the
// objects do in Go: some hundred bytes for the three of "{},".
func TestHostileDocumentsTakeLittleRoom(t *testing.T) {
	const million, few, objects, more = 1_000_000, 5, 400, 1 << 16
	for name, c := range map[string]struct {
		document string
		place    string
		times    int
	}{
		"lists":             {strings.Repeat("[", million), "document", few},
		"objects":           {strings.Repeat(`{"x":`, million), "x", few},
		"lists of a member": {`{"customers":` + strings.Repeat("[", million), "customers[0]", few},
		"unknown members":   {"{" + strings.Repeat(`"x":1,`, million) + `"x":1}`, "x", few},
		"the same member":   {"{" + strings.Repeat(`"asOf":null,`, million) + `"asOf":null}`, "asOf", few},
		"escapes":           {`{"partner":{"id":"` + strings.Repeat(`\u0000`, million) + `","x":0}}`, "partner.x", few},
		"digits":            {`{"usage":[{"used":` + strings.Repeat("9", million) + `}]}`, "usage[0].used", few},
		"exponent":          {`{"usage":[{"used":1e999999999}]}`, "usage[0].used", few},
		"small exponent":    {`{"trials":[{"licenses":[{"quantity":1E-999999999}]}]}`, "trials[0].licenses[0].quantity", few},
		"amount":            {subscribed(`"termValue":{"amount":"1e999999999","currency":"EUR"}`), "subscriptions[0].termValue.amount", few},
		"empty tags":        {`{"customers":[{"tags":[` + strings.Repeat(`"",`, million/5) + `7]}]}`, "customers[0].tags[200000]", objects},
		"empty orders":      {`{"subscriptions":[{"orders":[` + strings.Repeat("{},", million/5) + "7]}]}", "subscriptions[0].orders[200000]", objects},
		"empty terms":       {`{"subscriptions":[` + strings.Repeat("{},", million/5) + "7]}", "subscriptions[200000]", objects},
	} {
		t.Run(name, func(t *testing.T) {
			requireRoom(t, c.times*len(c.document)+more, func() {
				_, err := partnerhub.ParseDataset([]byte(c.document))
				require.Equal(t, c.place, requireDataError(t, err).Faults[0].Place)
			})
		})
	}
}

// again streams the first fact of a list many times.
func again[T any](facts []T, times int) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for range times {
			if !yield(facts[0], nil) {
				return
			}
		}
	}
}

// throng has its first sample and its first administrator many times.
type throng struct {
	*partnerhub.Dataset
	samples, admins int
}

func (s throng) ReadUsage(context.Context) iter.Seq2[partnerhub.UsageSample, error] {
	return again(s.Usage, s.samples)
}

func (s throng) ReadAdmins(context.Context) iter.Seq2[partnerhub.Admin, error] {
	return again(s.Admins, s.admins)
}

// A fact that is there millions of times costs less than a kilobyte each time, and
// all of them are counted.
func TestMillionsOfFaults(t *testing.T) {
	const million, each = 1_000_000, 1 << 10
	everyID := smallDataset()
	everyID.Admins[0].CustomerIDs = slices.Repeat([]string{"c-9"}, million)
	for place, source := range map[string]partnerhub.Source{
		"usage[1].date":            throng{smallDataset(), million + 1, 1},
		"admins[1].id":             throng{smallDataset(), 1, million + 1},
		"admins[0].customerIds[0]": everyID,
	} {
		requireRoom(t, million*each, func() {
			_, err := partnerhub.Load(t.Context(), source)
			faulty := requireDataError(t, err)
			require.Equal(t, place, faulty.Faults[0].Place)
			require.Equal(t, million, faulty.Total)
			require.Len(t, faulty.Faults, 100)
		})
	}
}

// Texts of a megabyte are texts. What is not found is quoted in part.
func TestTextsOfMegabytes(t *testing.T) {
	long := strings.Repeat("ä", megabyte/2)
	data := smallDataset()
	c := &data.Customers[0]
	c.ID, c.Name, c.Country, c.LaunchURL, c.Tags = long+"2", long+"2", long, long, []string{long}
	data.Customers = append(data.Customers, partnerhub.Customer{ID: long + "1", Name: long + "1"})
	data.Subscriptions[0].CustomerID, data.Trials[0].CustomerID = c.ID, c.ID
	data.Subscriptions[0].ID, data.Usage[0].EntitlementID = long, long
	data.Admins[0] = partnerhub.Admin{ID: long, Name: long, Email: long, Role: partnerhub.RoleAdmin, CustomerIDs: []string{c.ID}}
	view := load(t, data).At(when("2026-01-31"))
	require.Equal(t, []string{long + "1", long + "2"}, slices.Collect(view.IDs()))
	seen, err := view.As(long)
	require.NoError(t, err)
	require.Equal(t, []string{long + "2"}, slices.Collect(seen.IDs()))
	detail, err := seen.Customer(long + "2")
	require.NoError(t, err)
	require.Equal(t, long, detail.Subscriptions[0].ID)
	unknown := long + "1"
	requireRoom(t, 4*megabyte, func() { // it may be copied, but not each time
		for _, ask := range []func(string) error{
			func(id string) error { _, err := seen.Customer(id); return err },
			func(id string) error { _, err := seen.Explain(id); return err },
			func(id string) error { _, err := seen.As(id); return err },
			func(id string) error { _, err := partnerhub.ParseStatus(id); return err },
			func(id string) error { _, err := partnerhub.ParseProduct(id); return err },
			func(id string) error { _, err := partnerhub.ParseInstant(id); return err },
			func(id string) error { _, err := partnerhub.ParseMoney(id, id); return err },
		} {
			err := ask(unknown)
			require.Error(t, err)
			require.Less(t, len(err.Error()), 300)
		}
	})
}

// Facts that contradict what one would expect of them are taken as they are.
func TestContradictoryFacts(t *testing.T) {
	data := parsed(t, `{"partner": {"id": "org-0", "setup": {"completedAt": "2020-01-01T00:00:00Z"}},
		"customers": [{"id": "c", "name": "C", "lastAdminSignIn": "2026-02-01T00:00:00Z"}],
		"subscriptions": [{"id": "c", "customerId": "c", "orderedAt": "2026-01-20T00:00:00Z", "start": "2025-12-01T00:00:00Z", "end": "2026-02-10T00:00:00Z",
			"renewal": "auto", "provisionedAt": "2020-01-01T00:00:00Z", "suspendedAt": "2020-01-01T00:00:00Z", "cancelledAt": "2027-01-01T00:00:00Z",
			"licenses": [{"product": "meetings", "quantity": 10}], "orders": [{"lines": [{"product": "calling", "delta": -1000}]}],
			"invoices": [{"issuedAt": "2026-01-10T00:00:00Z", "dueAt": "2024-01-01T00:00:00Z", "paidAt": "2023-01-01T00:00:00Z"}]}],
		"usage": [{"entitlementId": "c", "product": "meetings", "date": "2026-01-31T00:00:00Z", "assigned": 50, "used": 70, "usedQuarter": 5}],
		"admins": [{"id": "c", "role": "full", "customerIds": []}]}`)
	view := load(t, data).At(when("2026-01-31T12:00:00Z"))
	detail, err := view.Customer("c")
	require.NoError(t, err)
	require.Equal(t, []partnerhub.Status{
		partnerhub.StatusSuspended, partnerhub.StatusLicenseOverage, partnerhub.StatusExpiringSoon, partnerhub.StatusSubscription,
	}, detail.Statuses)
	require.Equal(t, partnerhub.InvoicePaid, detail.Subscriptions[0].Invoices[0].State)
	require.Equal(t, []string{"c:10"}, endings(view.Expiring("meetings")))
	require.Empty(t, view.Renewing("meetings").Rows)
	row := view.Overage("meetings").Rows[0]
	require.Equal(t, int64(40), row.Overage)
	require.Equal(t, partnerhub.Ratio{Num: 70, Den: 10}, row.UsedShare)
	require.Equal(t, partnerhub.Known(5), view.Expiring("meetings").Rows[0].UsedLast3Months)
	require.Equal(t, partnerhub.SetupPlanReview, view.Partner().State)
	require.Empty(t, having(under(t, data, "2025-11-30T23:59:59Z", partnerhub.Policy{}), partnerhub.StatusSuspended))
}

// Ids are of their kind: one text can name a partner that is its own customer, its
// subscription and its administrator, and names no customer where it is that of a
// subscription.
func TestIDsInCircles(t *testing.T) {
	own := &partnerhub.Dataset{
		Partner: partnerhub.Partner{ID: "x"}, Customers: []partnerhub.Customer{{ID: "x", Name: "x"}},
		Subscriptions: []partnerhub.Subscription{{ID: "x", CustomerID: "x", Start: when("2026-01-01")}},
		Admins:        []partnerhub.Admin{{ID: "x", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"x"}}},
	}
	view := load(t, own).At(when("2026-01-31"))
	require.Zero(t, view.Len())
	detail, exists := view.OwnOrganization()
	require.True(t, exists)
	require.Equal(t, []partnerhub.Status{partnerhub.StatusOrderSetupReady, partnerhub.StatusSubscription}, detail.Statuses)
	seen, err := view.As("x")
	require.NoError(t, err)
	require.Zero(t, seen.Len())

	circle := smallDataset()
	circle.Subscriptions[0].CustomerID, circle.Trials[0].CustomerID = "trial-1", "Sub-1"
	circle.Admins[0].CustomerIDs = []string{"a-1"}
	require.Equal(t, []string{"subscriptions[0].customerId", "trials[0].customerId", "admins[0].customerIds[0]"}, placesOf(faultsOf(t, circle)))
}

// From the first of January of year 1 to the last of December of 9999 are 3,652,058
// days, and 9,998 years and 11 whole months.
func TestFirstAndLastYear(t *testing.T) {
	first, last := when("0001-01-01T00:00:00.000000001Z"), when("9999-12-31T23:59:59.999999999Z")
	data := termsDataset(partnerhub.Subscription{ID: "s", Start: first, End: last})
	for assigned, date := range map[int64]string{12: "0001-01-01T12:00:00Z", 11: "9999-12-31"} {
		data.Usage = append(data.Usage, partnerhub.UsageSample{EntitlementID: "s", Product: "meetings", Date: when(date), Assigned: partnerhub.Known(assigned)})
	}
	const all, days, months = 3_652_059, 3_652_058, 9_998*12 + 11
	for _, c := range []struct{ hours, left, gone int }{
		{-12, days, days + 1}, // it starts in the year 0
		{0, days, days},
		{11, days + 1, days}, // it ends in the year 10000
		{14, days, days + 1}, // and noon of the first day is in the second
	} {
		policy := partnerhub.Policy{ExpirationDays: all, RecentlyAddedDays: all, Location: time.FixedZone("", c.hours*60*60)}
		early, late := under(t, data, "0001-01-01T12:00:00Z", policy), under(t, data, "9999-12-31T12:00:00Z", policy)
		require.Equal(t, c.left, early.Expiring("meetings").Rows[0].DaysUntilEnd, c)
		require.Equal(t, c.gone, late.RecentlyAdded("meetings").Rows[0].DaysSinceAdded, c)
	}
	early, late := load(t, data).At(when("0001-01-01T12:00:00Z")), load(t, data).At(when("9999-12-31T23:59:59Z"))
	row := early.Overage("meetings").Rows[0]
	require.Equal(t, int64(2), row.Overage)
	require.Equal(t, partnerhub.Known(months), row.MonthsRemaining)
	require.Equal(t, int64(1), late.Overage("meetings").TotalOverage)
	require.Equal(t, partnerhub.Known(0), late.Overage("meetings").Rows[0].MonthsRemaining)

	next, exists, err := early.NextChange(t.Context()) // the sample is 30 days old
	require.NoError(t, err)
	require.True(t, exists)
	require.Equal(t, when("0001-01-31"), next.At)
	next, exists, err = late.NextChange(t.Context())
	require.NoError(t, err)
	require.True(t, exists)
	require.Equal(t, last, next.At)
	_, err = early.Trend(t.Context(), "meetings", partnerhub.TrendOptions{})
	require.NoError(t, err)
	_, err = early.Trend(t.Context(), "meetings", partnerhub.TrendOptions{StepDays: partnerhub.MaxTrendStep})
	require.ErrorIs(t, err, partnerhub.ErrTrend)
}

// A second apart, and yet a day or two: midnight is where the zone has it.
func TestOddZones(t *testing.T) {
	named := func(name string) *time.Location {
		location, err := time.LoadLocation(name)
		require.NoError(t, err)
		return location
	}
	for _, c := range []struct {
		zone      *time.Location
		asOf, end string
		days      int
	}{
		{named("Asia/Kathmandu"), "2026-01-31T18:14:59Z", "2026-01-31T18:15:00Z", 1}, // 5:45 hours ahead
		{named("Asia/Kathmandu"), "2026-01-31T18:15:00Z", "2026-02-01T18:14:59Z", 0},
		{named("Africa/Monrovia"), "1971-06-01T00:44:29Z", "1971-06-01T00:44:30Z", 1}, // 0:44:30 behind until 1972
		{named("Pacific/Apia"), "2011-12-30T09:59:59Z", "2011-12-30T10:00:00Z", 2},    // there was no 30 December
		{named("Pacific/Kiritimati"), "2026-01-31T09:59:59Z", "2026-01-31T10:00:00Z", 1},
		{time.FixedZone("", 25*60*60+59*60+59), "2026-01-31T22:00:00Z", "2026-01-31T22:00:01Z", 1},
		{time.FixedZone("", -25*60*60), "2026-01-31T00:59:59Z", "2026-01-31T01:00:00Z", 1},
		{time.FixedZone("", math.MaxInt32), "2026-01-31T20:45:52Z", "2026-01-31T20:45:53Z", 1}, // 24,855 days and 3:14:07 hours ahead
	} {
		data := termsDataset(partnerhub.Subscription{ID: "s", Start: when("1960-01-01"), End: when(c.end)})
		view := under(t, data, c.asOf, partnerhub.Policy{Location: c.zone})
		require.Equal(t, c.days, view.Expiring("meetings").Rows[0].DaysUntilEnd, c)
		within := under(t, data, c.asOf, partnerhub.Policy{Location: c.zone, ExpirationDays: max(c.days, 1)})
		require.Len(t, within.Expiring("meetings").Rows, 1, c)
		if c.days > 0 {
			short := under(t, data, c.asOf, partnerhub.Policy{Location: c.zone, ExpirationDays: map[int]int{1: partnerhub.ZeroDays, 2: 1}[c.days]})
			require.Empty(t, short.Expiring("meetings").Rows, c)
		}
	}
}

// RFC 3339 has offsets of less than a day. What is a day or more ahead is shown in
// UTC.
func TestOffsetsOfADay(t *testing.T) {
	const day, minute = 24 * 60 * 60, 60
	for offset, want := range map[int]string{
		day - minute: "2026-01-31T23:59:00+23:59", day: "2026-01-31T00:00:00Z", 2 * day: "2026-01-31T00:00:00Z",
		minute - day: "2026-01-30T00:01:00-23:59", -day: "2026-01-31T00:00:00Z",
	} {
		view := under(t, smallDataset(), "2026-01-31", partnerhub.Policy{Location: time.FixedZone("", offset)})
		text, err := json.Marshal(view.AsOf())
		require.NoError(t, err)
		require.Equal(t, `"`+want+`"`, string(text))
	}
}

// No offset is too large to ask with.
func TestZonesOfAnyOffset(t *testing.T) {
	hub := load(t, smallDataset())
	for _, offset := range []int{math.MaxInt, math.MinInt, math.MaxInt32, math.MinInt32, 25 * 60 * 60} {
		require.NotPanics(t, func() {
			zone := time.FixedZone("", offset)
			view, err := hub.At(when("2026-01-31")).With(partnerhub.Policy{Location: zone})
			require.NoError(t, err)
			require.Equal(t, 1, view.Overview().ManagedCustomers)
			said(t, view, view)
			longer, err := hub.Apply(partnerhub.ExtendTrial{ID: "trial-1", Days: 1, Location: zone})
			require.NoError(t, err)
			detail, err := longer.At(when("2026-01-31")).Customer("c-1")
			require.NoError(t, err)
			require.Equal(t, when("2026-02-02"), detail.Trials[0].End, offset)
		})
	}
}

// So many changes of one fact leave what the last one says, and cost little each.
func TestManyChangesOfOneFact(t *testing.T) {
	const many, each = 100_000, 512
	sample := smallDataset().Usage[0]
	for name, c := range map[string]struct {
		change func(i int) partnerhub.Change
		check  func(detail partnerhub.CustomerDetail)
	}{
		"a trial becomes longer by a day": {
			func(int) partnerhub.Change { return partnerhub.ExtendTrial{ID: "trial-1", Days: 1} },
			func(d partnerhub.CustomerDetail) {
				require.Equal(t, when("2026-02-01").AddDate(0, 0, many), d.Trials[0].End)
			},
		},
		"usage of a day is recorded again": {
			func(i int) partnerhub.Change {
				sample.Assigned = partnerhub.Known(int64(i))
				return partnerhub.RecordUsage{Sample: sample}
			},
			func(d partnerhub.CustomerDetail) {
				require.Equal(t, partnerhub.Known(many-1), d.Subscriptions[0].Licenses[0].Assigned)
			},
		},
		"an assignment comes and goes": {
			func(i int) partnerhub.Change {
				if i%2 == 0 {
					return partnerhub.UnassignAdmin{AdminID: "a-1", CustomerID: "c-1"}
				}
				return partnerhub.AssignAdmin{AdminID: "a-1", CustomerID: "c-1"}
			},
			func(d partnerhub.CustomerDetail) { require.Len(t, d.Admins, 1) },
		},
	} {
		changes := make([]partnerhub.Change, many)
		for i := range changes {
			changes[i] = c.change(i)
		}
		hub := load(t, smallDataset())
		requireRoom(t, many*each, func() { hub = apply(t, hub, changes...) })
		detail, err := hub.At(when("2026-01-31")).Customer("c-1")
		require.NoError(t, err, name)
		c.check(detail)
	}
}
