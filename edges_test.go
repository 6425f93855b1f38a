package partnerhub_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

// "Never" is often written as the last second of the year 9999. East of Greenwich
// that is the year 10000, which RFC 3339 can't say, and west of it the year 1 begins
// in the year 0, which no dataset can; they are shown in UTC then.
func TestEndsOfTimeCanBeWritten(t *testing.T) {
	first, last := time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
	hub := load(t, &partnerhub.Dataset{
		Partner:       partnerhub.Partner{ID: "org-0"},
		Customers:     []partnerhub.Customer{{ID: "c-1", Name: "A"}},
		Subscriptions: []partnerhub.Subscription{{ID: "s-1", CustomerID: "c-1", Start: first, End: last}},
	})
	for _, hours := range []int{-12, 0, 14} {
		policy := partnerhub.Policy{Location: time.FixedZone("", hours*60*60)}
		view, err := hub.At(last.Add(-time.Second)).With(policy)
		require.NoError(t, err)
		detail, err := view.Customer("c-1")
		require.NoError(t, err)
		text, err := json.Marshal(detail)
		require.NoError(t, err)
		var read partnerhub.CustomerDetail
		require.NoError(t, json.Unmarshal(text, &read))
		require.True(t, read.Subscriptions[0].Start.Equal(first))
		require.True(t, read.Subscriptions[0].End.Equal(last))
		require.Equal(t, 1, detail.Subscriptions[0].Start.Year())
		require.Equal(t, 9999, detail.Subscriptions[0].End.Year())
	}
}

func TestLoadNeedsASource(t *testing.T) {
	var none *partnerhub.Dataset
	for _, source := range []partnerhub.Source{nil, none} {
		hub, err := partnerhub.Load(t.Context(), source)
		require.ErrorContains(t, err, "no source")
		require.Nil(t, hub)
	}
}

func TestTrendNeedsAProduct(t *testing.T) {
	_, err := partnerhub.View{}.Trend(t.Context(), "Meetings", partnerhub.TrendOptions{})
	require.ErrorContains(t, err, `"Meetings" is not a product name`)
	_, err = partnerhub.View{}.Report(t.Context(), "", partnerhub.TrendOptions{})
	require.ErrorContains(t, err, "the product is empty")
}

func TestListsOfACustomerAreNotNil(t *testing.T) {
	hub := load(t, &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}, Customers: []partnerhub.Customer{{ID: "c-1", Name: "A"}}})
	detail, err := hub.At(date(2026, 1, 31)).Customer("c-1")
	require.NoError(t, err)
	require.NotNil(t, detail.Tags)
	require.NotNil(t, detail.Statuses)
	require.NotNil(t, detail.Licenses)
	require.NotNil(t, detail.Subscriptions)
	require.NotNil(t, detail.Trials)
	require.NotNil(t, detail.Admins)
}

// The page shows how filters are printed; they must be filters of ours.
func TestCanonicalFormsOfTheFilterPage(t *testing.T) {
	page, err := os.ReadFile("docs/filter.md")
	require.NoError(t, err)
	_, table, found := strings.Cut(string(page), "| written | canonical |\n|---|---|\n")
	require.True(t, found)
	table, _, _ = strings.Cut(table, "\n\n")
	for row := range strings.SplitSeq(table, "\n") {
		cells := strings.Split(row, "`")
		require.Len(t, cells, 5, row)
		filter, err := partnerhub.ParseFilter(cells[1])
		require.NoError(t, err, row)
		require.Equal(t, cells[3], filter.String())
	}
}

func TestParseInstant(t *testing.T) {
	got, err := partnerhub.ParseInstant("2026-01-31T10:30:00.5+01:00")
	require.NoError(t, err)
	require.Equal(t, time.Date(2026, 1, 31, 9, 30, 0, 500_000_000, time.UTC), got)
	_, err = partnerhub.ParseInstant("2026-01-31T9:30:00Z")
	require.EqualError(t, err, `partnerhub: "2026-01-31T9:30:00Z" is not an instant such as 2026-01-31T09:30:00Z`)
}

// The year 1 begins with what Go takes for no time at all. A document that says
// so means something else than "not given".
func TestTheZeroTimeIsNotWritten(t *testing.T) {
	_, err := partnerhub.ParseDataset([]byte(`{"trials":[{"end":"0001-01-01T00:00:00Z"}]}`))
	require.ErrorContains(t, err, `trials[0].end: "0001-01-01T00:00:00Z" is what an instant that is not given is in Go: leave it out`)
}
