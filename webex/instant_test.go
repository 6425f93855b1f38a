package webex_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/webex"
)

// From 16 to 26 June are 10 days wherever the date is meant, if that is where it is
// looked at. What ends at midnight in UTC ends on the evening before in New York.
func TestDateWithoutATime(t *testing.T) {
	at := time.Date(2026, 6, 16, 18, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		meant, policy *time.Location
		want          int
	}{
		{newYork, newYork, 10}, {nil, nil, 10}, {location("Asia/Tokyo"), newYork, 9}, {nil, newYork, 9},
		{location("Asia/Tokyo"), location("Asia/Tokyo"), 9}, // 17 June has begun there
	} {
		view, report := viewOf(t, caseAnswers(t, "c03a.json", webex.Decoder{Location: test.meant}), at, test.policy)
		require.Equal(t, test.want, daysLeft(t, view), "%v, %v", test.meant, test.policy)
		require.Empty(t, report.Assumed)
	}
}

// The day of the end is the first that the term does not cover: a year is a year.
func TestLastDayOfATerm(t *testing.T) {
	a := caseAnswers(t, "c03a.json", webex.Decoder{Location: newYork})
	end := time.Date(2026, 6, 26, 4, 0, 0, 0, time.UTC)
	view, _ := viewOf(t, a, end.Add(-1), newYork)
	require.Equal(t, 1, daysLeft(t, view))
	view, _ = viewOf(t, a, end, newYork)
	require.Equal(t, []partnerhub.Status{partnerhub.StatusExpired}, statusesOf(t, view))
}

// A time without an offset is that of the clock in the location, as a date is of its calendar.
func TestTimeWithoutAnOffset(t *testing.T) {
	at := time.Date(2026, 6, 16, 18, 0, 0, 0, time.UTC)
	for loc, want := range map[*time.Location]int{nil: 9, newYork: 10} {
		view, _ := viewOf(t, caseAnswers(t, "c04a.json", webex.Decoder{Location: loc}), at, newYork)
		require.Equal(t, want, daysLeft(t, view))
	}
}

// Every member that is an instant may be a day, or a clock time, of the location.
func TestDatesOfAllMembers(t *testing.T) {
	decoder := webex.Decoder{Location: newYork}
	organizations := decoded(t, decoder.DecodeOrganizations, []byte(`[{"id":"a","displayName":"A","created":"2026-01-31"}]`))
	require.Equal(t, time.Date(2026, 1, 31, 5, 0, 0, 0, time.UTC), organizations[0].Created)
	subscriptions := decoded(t, decoder.DecodeSubscriptions, []byte(`[{"header":{"subscriptionReferenceID":"s","startDate":"2025-07-01",
		"endDate":"2026-07-01T00:00:00","orderSubmissionDate":"2025-01-02","orderActivationDate":"2025-07-02T10:30:00.5","lastUpdateDate":"2025-12-24"}}]`))
	require.Equal(t, []webex.Subscription{{
		ID: "s", Start: time.Date(2025, 7, 1, 4, 0, 0, 0, time.UTC), End: time.Date(2026, 7, 1, 4, 0, 0, 0, time.UTC),
		OrderedAt: time.Date(2025, 1, 2, 5, 0, 0, 0, time.UTC), ProvisionedAt: time.Date(2025, 7, 2, 14, 30, 0, 5e8, time.UTC),
		UpdatedAt: time.Date(2025, 12, 24, 5, 0, 0, 0, time.UTC),
	}}, subscriptions)
}

// endIn returns the end that a text means in a location.
func endIn(t *testing.T, loc *time.Location, text string) time.Time {
	answer := fmt.Sprintf(`[{"header":{"subscriptionReferenceID":"s","endDate":%q}}]`, text)
	return decoded(t, webex.Decoder{Location: loc}.DecodeSubscriptions, []byte(answer))[0].End
}

func TestInstantsOfTexts(t *testing.T) {
	for _, test := range []struct{ location, text, want string }{
		{"America/New_York", "2026-06-26T00:00:00Z", "2026-06-26T00:00:00Z"},      // an offset is what it says
		{"America/New_York", "2026-06-26T00:00:00+02:00", "2026-06-25T22:00:00Z"}, // so is this one
		{"America/New_York", "2026-06-26T00:00:00.000+0200", "2026-06-25T22:00:00Z"},
		{"America/New_York", "2026-06-26", "2026-06-26T04:00:00Z"},
		{"America/New_York", "2026-01-26", "2026-01-26T05:00:00Z"},
		{"Asia/Kolkata", "2026-06-26", "2026-06-25T18:30:00Z"},
		{"UTC", "2024-02-29", "2024-02-29T00:00:00Z"},
		{"UTC", "2024-02-29T23:59:59", "2024-02-29T23:59:59Z"},
		// São Paulo turned its clock from midnight to one o'clock: the day began at one.
		{"America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"},
		{"America/Sao_Paulo", "2018-11-04T00:00:00", "2018-11-04T03:00:00Z"},
		// It turned it back from midnight to eleven: the day began an hour later.
		{"America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z"},
		// Havana had midnight twice.
		{"America/Havana", "2025-11-02", "2025-11-02T04:00:00Z"},
		// Samoa left out 30 December 2011.
		{"Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"},
		{"Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"},
	} {
		want, err := time.Parse(time.RFC3339, test.want)
		require.NoError(t, err)
		require.Equal(t, want, endIn(t, location(test.location), test.text), "%v", test)
	}
	require.Equal(t, time.Date(2026, 6, 26, 10, 30, 0, 0, time.UTC), endIn(t, nil, "2026-06-26T10:30:00"))
}

func TestNoInstant(t *testing.T) {
	for _, text := range []string{`""`, "null"} {
		answer := `[{"header":{"subscriptionReferenceID":"s","endDate":` + text + `}}]`
		require.Zero(t, decoded(t, webex.Decoder{Location: newYork}.DecodeSubscriptions, []byte(answer))[0].End)
	}
	const form = " is neither an instant such as 2026-01-31T09:30:00Z nor a day"
	fault := faultsOf(t, webex.Decoder{Location: newYork}.DecodeSubscriptions)
	for text, want := range map[string]string{
		`"2026-02-30"`:                `"2026-02-30"` + form,
		`"2025-02-29T00:00:00"`:       `"2025-02-29T00:00:00"` + form,
		`"2026-06-26T24:00:00"`:       `"2026-06-26T24:00:00"` + form,
		`"2026-6-26"`:                 `"2026-6-26"` + form,
		`"26.06.2026"`:                `"26.06.2026"` + form,
		`"2026-06-26 "`:               `"2026-06-26 "` + form,
		`"2026-06-26Z"`:               `"2026-06-26Z"` + form,
		`"2026-06-26T00:00:00+99:00"`: `"2026-06-26T00:00:00+99:00"` + form,
		`"10000-01-01"`:               `"10000-01-01"` + form,
		`"0000-12-31"`:                `"0000-12-31" is not within the years 1 to 9999`,
		`"9999-12-31T23:00:00"`:       `"9999-12-31T23:00:00" is not within the years 1 to 9999`, // in UTC
		`1782432000`:                  "a number instead of a text",
		`["2026-06-26"]`:              "a list instead of a text",
		`{"date":"2026-06-26"}`:       "an object instead of a text",
		`true`:                        "true or false instead of a text",
	} {
		require.Equal(t, "subscriptions[0].header.endDate: "+want, fault(`[{"header":{"subscriptionReferenceID":"s","endDate":`+text+`}}]`), text)
	}
	tokyo := faultsOf(t, webex.Decoder{Location: location("Asia/Tokyo")}.DecodeOrganizations)
	require.Equal(t, `organizations[0].created: "0001-01-01" is not within the years 1 to 9999`, tokyo(`[{"id":"a","displayName":"A","created":"0001-01-01"}]`))
}
