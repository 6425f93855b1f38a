package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// What is wrong with an address is said, and the page stays one to go on with.
func TestBadAddresses(t *testing.T) {
	c := visitor(t, testServer(t), "")
	for _, test := range []struct{ path, says string }{
		{"/?as-of=yesterday", "“yesterday” is not a day from 1900-01-01 to 2999-12-31; 2026-01-31 is shown."},
		{"/?as-of=2026-02-30", "“2026-02-30” is not a day"},
		{"/?as-of=0000-01-01", "“0000-01-01” is not a day"},
		{"/?as-of=9999-12-31", "“9999-12-31” is not a day"},
		{"/changes?since=2026-1-1", "“2026-1-1” is not a day from 1900-01-01 to 2999-12-31; 2026-01-24 is shown."},
		{"/changes?since=2026-03-01", "The earlier day, 2026-03-01, is after the later one, 2026-01-31; 2026-01-24 is shown."},
		{"/changes?since=2026-01-20&as-of=2026-01-15", "The earlier day, 2026-01-20, is after the later one, 2026-01-15; 2026-01-08 is shown."},
		{"/sections/low?product=Meetings+", "“Meetings ” is not the name of a product; Meetings is shown."},
		{"/customers?condition=happy", "“happy” is no list of customers; all are shown."},
		{"/customers?sort=color", "The table can't be sorted by “color”, only by: customer, headline."},
		{"/sections/overage?sort=-", "The table can't be sorted by “-”, only by: customer, subscription, overage, licenses,"},
		{"/sections/expiring?page=0", "“0” is not the number of a page; the first is shown."},
		{"/sections/expiring?page=-1", "“-1” is not the number of a page"},
		{"/sections/expiring?page=two", "“two” is not the number of a page"},
		{"/sections/expiring?page=99999999999999999999", "is not the number of a page"},
		{"/sections/expiring?page=3", "There is no page 3; the first is shown."},
		{"/sections/expiring?page=3&sort=used", "There is no page 3; the first is shown."},
		{"/customers?page=1000000", "There is no page 1,000,000; the first is shown."},
		{"/customers?filter=name%3", "Part of the address can't be read."},
		{"/?filter=licences+%3E+5", "unknown field"},
		{"/?filter=%ff", "UTF-8"},
		{"/?filter=" + strings.Repeat("(", 4097), "is longer than"},
		{"/changes?filter=status:", "missing value after :"},
	} {
		w := c.get(test.path)
		body := strings.ReplaceAll(w.Body.String(), "&#39;", "'")
		require.Equal(t, http.StatusBadRequest, w.Code, test.path)
		require.True(t, strings.Contains(body, test.says), "%s: %s", test.path, alerts(body))
		require.True(t, strings.Contains(body, `<form class="search"`), test.path)
		require.True(t, strings.Contains(body, `href="/customers`), test.path)
	}
}

// A day stands for its instant at the time of day of the facts.
func TestDaysAreInstants(t *testing.T) {
	s := testServer(t)
	c := visitor(t, s, "")
	r := httptest.NewRequest(http.MethodGet, "/changes?as-of=2026-02-10&since=2026-01-31", nil)
	r.AddCookie(&http.Cookie{Name: sessionCookie, Value: c.cookies[sessionCookie]})
	v, signedIn := s.visit(r)
	require.True(t, signedIn)
	require.Equal(t, time.Date(2026, 2, 10, 9, 0, 0, 0, time.UTC), v.asOf)
	require.Equal(t, s.asOf, v.since)
	require.Equal(t, 1, strings.Count(c.page("/changes?since=2026-01-31"), `name="since"`))
}

// The first and the last day that an address can name are days like others.
func TestFarDays(t *testing.T) {
	c := visitor(t, testServer(t), "")
	for _, day := range []string{firstDay, lastDay} {
		for _, path := range []string{"/", "/customers", "/sections/low", "/changes", "/changes?since=" + firstDay} {
			separator := map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")]
			require.Equal(t, http.StatusOK, c.get(path+separator+"as-of="+day).Code, "%s %s", path, day)
		}
	}
	require.Equal(t, http.StatusSeeOther, c.post("/trials/start?id=c-01&as-of="+lastDay, url.Values{"quantity": {"5"}, "product": {"meetings"}}).Code)
}

// Who goes away is no fault of the server, and gets nothing of what went wrong.
func TestWhoeverWentAway(t *testing.T) {
	c := visitor(t, testServer(t), "")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, path := range []string{"/", "/trend/csv"} {
		w := c.send(httptest.NewRequestWithContext(ctx, http.MethodGet, path, nil))
		require.Equal(t, http.StatusInternalServerError, w.Code)
		require.Equal(t, "Internal Server Error\n", w.Body.String())
	}
}

// alerts returns what a page complains about.
func alerts(page string) string {
	_, alert, _ := strings.Cut(page, `role="alert"`)
	return text("<" + alert[:min(600, len(alert))])
}

// What is wrong with a day stands beside its field too.
func TestWrongDaysAreMarked(t *testing.T) {
	for path, test := range map[string]struct{ wrong, right, says string }{
		"/changes?as-of=x&since=2026-01-01": {"as-of", "since", "“x” is not a day from"},
		"/changes?since=2026-03-01":         {"since", "as-of", "The earlier day, 2026-03-01, is after"},
	} {
		body := visitor(t, testServer(t), "").get(path).Body.String()
		require.Regexp(t, `<input id="`+test.wrong+`"[^>]* aria-invalid="true" aria-describedby="`+test.wrong+`-problem"`, body)
		require.Contains(t, body, `<small class="wrong" id="`+test.wrong+`-problem"><bdi>`+test.says)
		require.NotRegexp(t, `<input id="`+test.right+`"[^>]* aria-invalid`, body)
		require.Contains(t, body, `<div class="note bad" role="alert">`)
	}
}

// The page of a customer has no box for the filter, and says all the same what is wrong
// with the one that its links keep.
func TestWrongFilterIsToldToCustomers(t *testing.T) {
	w := visitor(t, testServer(t), "").get("/customer?id=c-01&filter=zz(")
	require.Equal(t, http.StatusBadRequest, w.Code)
	require.Contains(t, w.Body.String(), "Alpenglas AG")
	require.Contains(t, alerts(w.Body.String()), "Filter: unexpected '('")
}

// A page that can't be as the address wants it is the page without that.
func TestBadAddressesShowTheRest(t *testing.T) {
	c := visitor(t, testServer(t), "")
	for bad, good := range map[string]string{
		"/sections/expiring?page=3":                     "/sections/expiring",
		"/sections/expiring?sort=color&product=calling": "/sections/expiring?product=calling",
		"/customers?condition=happy":                    "/customers",
		"/sections/low?as-of=never":                     "/sections/low",
	} {
		require.Equal(t, rows(c.page(good)), rows(c.get(bad).Body.String()), bad)
	}
}

// A filter that is wrong must not show all customers.
func TestWrongFilterShowsNothing(t *testing.T) {
	c := visitor(t, testServer(t), "")
	for _, path := range []string{"/", "/customers", "/changes", "/sections/low"} {
		body := c.get(path + "?filter=status").Body.String()
		require.Contains(t, body, "Nothing is shown until the filter is right.", path)
		require.NotContains(t, body, "/customer?", path)
	}
}

func TestWrongDownloadsAreRefused(t *testing.T) {
	c := visitor(t, testServer(t), "")
	for _, path := range []string{"/customers/csv?filter=status", "/sections/low/csv?as-of=now", "/changes/csv?since=x", "/trend/csv?product=%20"} {
		w := c.get(path)
		require.Equal(t, http.StatusBadRequest, w.Code, path)
		require.Equal(t, "text/plain; charset=utf-8", w.Header().Get("Content-Type"), path)
		require.NotEmpty(t, strings.TrimSpace(w.Body.String()), path)
	}
	require.Equal(t, http.StatusNotFound, c.get("/sections/none/csv").Code)
	require.Equal(t, http.StatusNotFound, c.get("/sections/none").Code)
	require.Equal(t, http.StatusNotFound, c.get("/assets/..%2fmain.go").Code)
}

// A download shows nothing in the place of what is wrong, and promises nothing.
func TestRefusedDownloadsSayWhy(t *testing.T) {
	c := visitor(t, testServer(t), "")
	for path, why := range map[string]string{
		"/customers/csv?condition=foo":         "“foo” is no list of customers.\n",
		"/sections/expiring/csv?product=A%20B": "“A B” is not the name of a product.\n",
		"/sections/expiring/csv?sort=foo":      "The table can't be sorted by “foo”, only by: customer, subscription,",
		"/customers/csv?sort=foo":              "The table can't be sorted by “foo”, only by: customer, headline.\n",
		"/changes/csv?since=2026-03-01":        "The earlier day, 2026-03-01, is after the later one, 2026-01-31.\n",
		"/trend/csv?as-of=now":                 "“now” is not a day from 1900-01-01 to 2999-12-31.\n",
	} {
		w := c.get(path)
		require.Equal(t, http.StatusBadRequest, w.Code, path)
		require.True(t, strings.HasPrefix(w.Body.String(), why), "%s: %s", path, w.Body)
	}
}

func TestSuggestionsAreRightFilters(t *testing.T) {
	c := visitor(t, testServer(t), "")
	w := c.get("/customers?filter=" + url.QueryEscape("status:trial or licenses > 5"))
	body := w.Body.String()
	require.Contains(t, body, "<pre lang=\"en\" tabindex=\"0\">status:trial <mark>or</mark> licenses &gt; 5\n"+
		`<span class="ghost" aria-hidden="true">status:trial </span><span class="marks" aria-hidden="true">^^</span></pre>`)
	require.Contains(t, body, `href="/customers?filter=status%3Atrial&#43;OR&#43;licenses&#43;%3E&#43;5"`)
	require.Equal(t, http.StatusOK, c.get("/customers?filter=status%3Atrial+OR+licenses+%3E+5").Code)
	// What is missing has no length, and a mark all the same.
	missing := c.get("/customers?filter=" + url.QueryEscape(strings.Repeat("a", 4097))).Body.String()
	require.Contains(t, missing, `<span class="marks" aria-hidden="true">^</span>`)
	// A suggestion that would not mend it is no link.
	require.NotContains(t, c.get("/customers?filter="+url.QueryEscape("(status:trial")).Body.String(), "Write instead:")
}

// What the address asks for goes from page to page, so that links keep it.
func TestLinksKeepWhatIsAskedFor(t *testing.T) {
	page := visitor(t, testServer(t), "").page("/sections/expiring?as-of=2026-02-07&product=calling&filter=country%3DDE&sort=-used")
	kept := "as-of=2026-02-07&amp;filter=country%3DDE&amp;product=calling"
	require.Contains(t, page, `href="/changes?`+kept+`"`)
	require.Contains(t, page, `href="/sections/low?`+kept+`"`)
	require.Contains(t, page, `href="/sections/expiring?`+kept+`&amp;sort=used"`)     // turned around
	require.Contains(t, page, `href="/sections/expiring?`+kept+`&amp;sort=assigned"`) // by another column
	require.Contains(t, page, `<input type="hidden" name="sort" value="-used"><input type="hidden" name="product" value="calling">`)
}
