package main

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/webex"
)

const wantOutput = `GET /organizations: a further page
GET /licenses: 429 Too Many Requests, again in 1s
GET /licenses: 403 Forbidden, again in 500ms

Nordwind Partner GmbH on 2026-01-31

customer                     status                         licenses
Alpenglas AG                 subscription                   calling unknown/50, meetings 85/120, messaging 61/100
Bergbahnen Hochkaar AG       trial                          contact_center 0/50, devices 1/5, meetings 3/25, real_time_translations 3/100, salesforce_desktop_connector 0/10
Klangwerk Orgelbau Sommerau  license_overage, subscription  calling 12/8, webinars unknown/2
Tannhöhe Hotels & Spa GmbH   order_setup_ready              none yet

left out         records
not_counted      7
no_subscription  2
no_total         1
no_licenses      1

unknown product               lines  license
salesforce_desktop_connector  1      Salesforce Desktop Connector

start assumed                                  to be
Sub-100103                                     2024-11-18
trialSub.c41b07d2-275b-4547-ae16-69d6371cc2c0  2026-01-12

to be looked at  why
`

// waits is a client's clock that takes note and no time.
type waits []time.Duration

func (w *waits) wait(ctx context.Context, d time.Duration) error {
	*w = append(*w, d)
	return ctx.Err()
}

func TestOutput(t *testing.T) {
	var out bytes.Buffer
	var w waits
	require.NoError(t, run(t.Context(), &out, w.wait))
	require.Equal(t, wantOutput, out.String())
	require.Equal(t, waits{time.Second, 500 * time.Millisecond}, w)
}

func TestReportOfStatuses(t *testing.T) {
	day := time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)
	var out bytes.Buffer
	require.NoError(t, printReport(&out, &webex.Report{
		AssumedSince: []webex.AssumedSince{{SubscriptionID: "Sub-1", Status: "EXPIRED", Since: day}},
		Lapsed:       []webex.LapsedTerm{{SubscriptionID: "Sub-2", Status: "ACTIVE", End: day}},
		Ignored:      []webex.IgnoredStatus{{SubscriptionID: "Sub-3", Status: "OVERDUE"}},
	}))
	require.Contains(t, out.String(), `
to be looked at  why
Sub-1            EXPIRED since 2026-01-31 or earlier
Sub-2            ended on 2026-01-31, but is said to go on
Sub-3            OVERDUE changes nothing
`)
}

func TestSleep(t *testing.T) {
	require.NoError(t, sleep(t.Context(), time.Millisecond))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, sleep(ctx, time.Hour), context.Canceled)
}

// clientOf returns a client of a server that answers as told.
func clientOf(t *testing.T, w *waits, answer http.HandlerFunc) *client {
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	base, err := url.Parse(server.URL + "/")
	require.NoError(t, err)
	return &client{http: server.Client(), base: base, token: token, wait: w.wait, say: func(string, ...any) {}}
}

func TestRefusals(t *testing.T) {
	for name, test := range map[string]struct {
		answer    http.HandlerFunc
		want      string
		wantWaits waits
	}{
		"always forbidden": {
			func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) },
			`GET /organizations: 403 Forbidden: ""`, waits{forbidWait},
		},
		"always busy": {
			func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTooManyRequests) },
			"GET /organizations: refused 5 times", waits{time.Second, time.Second, time.Second, time.Second, time.Second},
		},
		"not there": {http.NotFound, `GET /organizations: 404 Not Found: "404 page not found\n"`, nil},
		"another server": {
			func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Link", `<https://elsewhere.example/organizations?cursor=2>; rel="next"`)
				send(w, "organizations-2.json")
			},
			`GET /organizations: the next page is on another server, "elsewhere.example"`, nil,
		},
		"not JSON": {
			func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("<html>")) },
			"GET /organizations: partnerhub: organizations: unexpected '<' instead of a value (line 1, column 1)", nil,
		},
		"too large": {
			func(w http.ResponseWriter, _ *http.Request) { w.Write(make([]byte, maxAnswer+2)) },
			"GET /organizations: the answer has more than 16777216 bytes", nil,
		},
	} {
		var w waits
		_, err := fetch(t.Context(), clientOf(t, &w, test.answer), "organizations", nil, webex.DecodeOrganizations)
		require.EqualError(t, err, test.want, name)
		require.Equal(t, test.wantWaits, w, name)
	}
}

func TestNoTokenNoAnswer(t *testing.T) {
	server := newService()
	defer server.Close()
	response, err := http.Get(server.URL + "/organizations")
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	require.Equal(t, http.StatusUnauthorized, response.StatusCode)
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	var out bytes.Buffer
	cut := errors.New("cut")
	err := run(t.Context(), &out, func(context.Context, time.Duration) error { return cut })
	require.ErrorIs(t, err, cut)
	require.Equal(t, "GET /organizations: a further page\nGET /licenses: 429 Too Many Requests, again in 1s\n", out.String())
}

func TestRetryAfter(t *testing.T) {
	for value, want := range map[string]time.Duration{
		"": time.Second, "0": 0, "7": 7 * time.Second, "60": time.Minute, "61": maxWait, "-1": maxWait, "soon": maxWait, "99999999999999999999": maxWait,
	} {
		require.Equal(t, want, retryAfter(http.Header{"Retry-After": {value}}), value)
	}
}

func TestNextLink(t *testing.T) {
	for header, want := range map[string]string{
		"": "", `<http://a/b?c=d>; rel="next"`: "http://a/b?c=d", `<http://a/1>; rel="prev", <http://a/3> ; rel = "next"`: "http://a/3",
		`<http://a/1>; rel="first"`: "", `http://a/1; rel="next"`: "",
	} {
		require.Equal(t, want, nextLink([]string{header}), header)
	}
}

func TestPlain(t *testing.T) {
	require.Equal(t, "Tannhöhe ?[31m", plain("Tannhöhe \x1b[31m"))
	require.Equal(t, strings.Repeat("?", 3), plain("\n\t\u202e"))
}
