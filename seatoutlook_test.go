package partnerhub_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

func TestSeatOutlookAgreesWithOracle(t *testing.T) {
	found, full := 0, 0
	check := func(data *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		got := viewOf(t, hub, q).SeatOutlook(q.product)
		want := testkit.SeatOutlook(data, q.policy, q.asOf, q.product, q.admin)
		require.Empty(t, testkit.Diff(got, want), q)
		for _, o := range got {
			found++
			if !o.FullOn.IsZero() {
				full++
			}
		}
	}
	forSeeds(150, func(seed uint64) {
		data := newWeekly(seed)
		hub, w := load(t, data), newWeeks(seed, 10, nil)
		for range 6 {
			check(data, hub, w.question(seed))
		}
	})
	forSeeds(150, func(seed uint64) {
		data, questions := randomQuestions(seed, 2)
		hub := load(t, data)
		for _, q := range questions {
			check(data, hub, q)
		}
	})
	if *oneSeed == 0 {
		require.Greater(t, found, 500)
		require.Greater(t, full, 200)
	}
}

// weeklyAssigned is a subscription of so many licenses, with samples a week apart, the
// last on 26 January.
func weeklyAssigned(t *testing.T, total int64, assigned ...int64) []partnerhub.SeatOutlook {
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}, Customers: []partnerhub.Customer{{ID: "c", Name: "C"}}}
	data.Subscriptions = []partnerhub.Subscription{{
		ID: "s", CustomerID: "c", Start: date(2025, 1, 1), Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: total}},
	}}
	for i, n := range assigned {
		data.Usage = append(data.Usage, partnerhub.UsageSample{
			EntitlementID: "s", Product: partnerhub.Meetings, Date: date(2026, 1, 26).AddDate(0, 0, 7*(i+1-len(assigned))), Assigned: partnerhub.Known(n),
		})
	}
	return load(t, data).At(theDay).SeatOutlook(partnerhub.Meetings)
}

func TestSeatOutlookByHand(t *testing.T) {
	const most = 1_000_000_000_000
	for _, c := range []struct {
		total    int64
		assigned []int64
		perDay   partnerhub.Average
		fullOn   string
	}{
		// 7 more a week is 1 a day: 30 more than 70 take 30 days.
		{100, []int64{49, 56, 63, 70}, partnerhub.Average{Num: 1, Den: 1}, "2026-02-25"},
		// The means are 63.5 and 10.5 days: (-10.5)(-13.5) + (-3.5)(-13.5) + 3.5*9.5 + 10.5*17.5 = 406 over 245 is 58/35.
		// 36.5 more than the mean are reached after 36.5*35/58 = 22.03 days from day 10.5: on day 33, 12 after day 21.
		{100, []int64{50, 50, 73, 81}, partnerhub.Average{Num: 58, Den: 35}, "2026-02-07"},
		{100, []int64{70, 70, 70, 70}, partnerhub.Average{Num: 0, Den: 1}, ""},
		{100, []int64{80, 75, 70, 65}, partnerhub.Average{Num: -5, Den: 7}, ""},
		{60, []int64{49, 56, 63, 70}, partnerhub.Average{Num: 1, Den: 1}, "2026-01-26"}, // already
		{81, []int64{10, 80, 80, 80}, partnerhub.Average{Num: 3, Den: 1}, "2026-01-27"}, // the line is above already: 94
		{most, []int64{0, 0, 0, 1}, partnerhub.Average{Num: 3, Den: 70}, ""},            // in 60 billion years
	} {
		list := weeklyAssigned(t, c.total, c.assigned...)
		require.Len(t, list, 1)
		require.Equal(t, c.perDay, list[0].PerDay, c.assigned)
		require.Equal(t, 4, list[0].Samples)
		fullOn := ""
		if !list[0].FullOn.IsZero() {
			fullOn = list[0].FullOn.Format("2006-01-02")
		}
		require.Equal(t, c.fullOn, fullOn, c.assigned)
	}
}

func TestSeatOutlookNeedsFourWeeks(t *testing.T) {
	require.Empty(t, weeklyAssigned(t, 100, 1, 2, 3))
	require.Equal(t, 13, weeklyAssigned(t, 100, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)[0].Samples)
	require.Equal(t, []partnerhub.SeatOutlook{}, partnerhub.View{}.SeatOutlook(partnerhub.Meetings))
	require.Equal(t, []partnerhub.SeatOutlook{}, loadNordwind().At(theDay).SeatOutlook("unheard_of"))
}

func ExampleView_SeatOutlook() {
	data := nordwind()
	for week, assigned := range []int64{59, 66, 73} { // and 80 on 26 January
		data.Usage = append(data.Usage, partnerhub.UsageSample{
			EntitlementID: "Sub-1", Product: partnerhub.Meetings, Date: date(2026, 1, 5+7*week), Assigned: partnerhub.Known(assigned),
		})
	}
	hub, err := partnerhub.Load(context.Background(), data)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, o := range hub.At(theDay).SeatOutlook(partnerhub.Meetings) {
		fmt.Println(o.Customer, "assigns", o.PerDay, "more a day; all", o.Total, "on", o.FullOn.Format(time.DateOnly))
	}
	// Output: Alpenglas AG assigns 1 more a day; all 100 on 2026-02-15
}
