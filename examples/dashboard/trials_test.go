package main

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

func TestStartedTrialIsSeen(t *testing.T) {
	s := testServer(t)
	c := visitor(t, s, "a-1")
	require.NotContains(t, c.page("/customer?id=c-01"), `<span class="badge trial">`)
	w := c.post("/trials/start?id=c-01", url.Values{"quantity": {"25"}, "product": {"webinars"}})
	require.Equal(t, http.StatusSeeOther, w.Code)
	require.Equal(t, "/customer?id=c-01", w.Header().Get("Location"))

	page := c.page(w.Header().Get("Location"))
	require.Contains(t, page, "A trial of 30 days was started.")
	require.NotContains(t, c.page("/customer?id=c-01"), "was started") // it is told once
	require.Contains(t, page, `<span class="badge trial">`)
	require.Contains(t, page, "2026-01-31 – 2026-03-02") // 30 days, with a February of 28
	changes := c.page("/changes?since=2026-01-31")
	require.Contains(t, changes, `Trial</a> <span class="count">4 → 5</span>`)
	require.Contains(t, changes, "trial-c-01-2026-01-31 started by Ida Berg")
	require.NotContains(t, visitor(t, s, "a-3").page("/changes"), "trial-c-01") // who does not see the customer
}

func TestExtendedTrialIsSeen(t *testing.T) {
	c := visitor(t, testServer(t), "")
	require.Equal(t, http.StatusSeeOther, c.post("/trials/extend?id=c-03", url.Values{"trial": {"trial-1032"}}).Code)
	require.Contains(t, c.page("/customer?id=c-03"), "2026-01-12 – 2026-03-28") // it ended on 26 February
	require.Contains(t, c.page("/changes?since=2026-01-31"), "trial trial-1032 was renewed until 2026-03-28")
	require.Contains(t, c.page("/changes"), "trial-1032 extended by the account of the whole organization")
}

// Nothing is told that no form did.
func TestAddressesTellNothing(t *testing.T) {
	c := visitor(t, testServer(t), "")
	require.NotContains(t, c.page("/customer?id=c-01&done=extended"), `role="status"`)
	// What was done to one customer is not told of another, nor to somebody else.
	require.Equal(t, http.StatusSeeOther, c.post("/trials/extend?id=c-03", url.Values{"trial": {"trial-1032"}}).Code)
	require.NotContains(t, c.page("/customer?id=c-01"), `role="status"`)
	require.NotContains(t, visitor(t, testServer(t), "").page("/customer?id=c-03"), `role="status"`)
	require.Contains(t, c.page("/customer?id=c-03"), "The trial was extended by 30 days.")
}

// A trial that has ended runs from the day that is shown: 30 days after 1 June are 1 July.
func TestEndedTrialsRunAgain(t *testing.T) {
	c := visitor(t, testServer(t), "")
	const page = "/customer?as-of=2026-06-01&id=c-03"
	require.Contains(t, c.page("/customer?id=c-03"), "<button>Extend by 30 days</button>")
	require.Contains(t, c.page(page), "<button>Run again for 30 days from 2026-06-01</button>")
	w := c.post("/trials/extend?as-of=2026-06-01&id=c-03", url.Values{"trial": {"trial-1032"}})
	require.Equal(t, page, w.Header().Get("Location"))
	shown := c.page(page)
	require.Contains(t, shown, "The trial runs again, for 30 days.")
	require.Contains(t, shown, "2026-01-12 – 2026-07-01")
	require.Contains(t, shown, "<button>Extend by 30 days</button>")
}

// The form offers what can be started: not what only the address names.
func TestProductsOfTrials(t *testing.T) {
	page := visitor(t, testServer(t), "").page("/customer?id=c-01&product=unheard_of")
	require.Contains(t, page, `<option value="meetings">`)
	require.NotContains(t, page, `<option value="unheard_of"`)
}

// A known refusal is a sentence of the page, in its language.
func TestRefusalsInGerman(t *testing.T) {
	c := visitor(t, testServer(t), "")
	c.cookies[languageCookie] = "de"
	form := url.Values{"quantity": {"5"}, "product": {"meetings"}}
	require.Equal(t, http.StatusSeeOther, c.post("/trials/start?id=c-01", form).Code)
	again := c.post("/trials/start?id=c-01", form).Body.String()
	require.Contains(t, again, "Nichts wurde geändert: für diesen Kunden wurde zum 31.01.2026 schon eine Testversion gestartet")
	require.NotContains(t, again, "subscription or trial")
}

var formLinks = regexp.MustCompile(`href="/trials/`)

// A form that is wrong changes nothing and says why.
func TestWrongFormsChangeNothing(t *testing.T) {
	s := testServer(t)
	c := visitor(t, s, "")
	require.Equal(t, http.StatusSeeOther, c.post("/trials/start?id=c-01", url.Values{"quantity": {"5"}, "product": {"meetings"}}).Code)
	before := s.live.now()
	for _, test := range []struct {
		path   string
		form   url.Values
		status int
		says   string
	}{
		{"/trials/start?id=c-01", url.Values{"quantity": {"5"}, "product": {"meetings"}}, 400, "Nothing was changed: a trial of this customer was already started as of 2026-01-31"},
		{"/trials/start?id=c-02", url.Values{"quantity": {"0"}}, 400, "Nothing was changed: a trial needs 1 to 1,000 licenses"},
		{"/trials/start?id=c-02", url.Values{"quantity": {"1001"}}, 400, "Nothing was changed: a trial needs 1 to 1,000 licenses"},
		{"/trials/start?id=c-02", url.Values{"quantity": {"five"}}, 400, "Nothing was changed: a trial needs 1 to 1,000 licenses"},
		{"/trials/start?id=c-02", nil, 400, "Nothing was changed: a trial needs 1 to 1,000 licenses"},
		{"/trials/start?id=c-02&as-of=tomorrow", url.Values{"quantity": {"5"}, "product": {"meetings"}}, 400, "“tomorrow” is not a day"},
		{"/trials/start?id=c-02", url.Values{"quantity": {"5"}, "product": {"Meetings"}}, 400, "Nothing was changed: a trial needs a product"},
		{"/trials/start?id=c-02", url.Values{"quantity": {"5"}, "product": {"unheard_of"}}, 400, "Nothing was changed: a trial needs a product"},
		{"/trials/start?id=c-02&product=unheard_of", url.Values{"quantity": {"5"}, "product": {"unheard_of"}}, 400, "Nothing was changed: a trial needs a product"},
		{"/trials/start?id=nobody", url.Values{"quantity": {"5"}, "product": {"meetings"}}, 404, "There is no such page or customer."},
		{"/trials/extend?id=c-02", url.Values{"trial": {"trial-1032"}}, 404, "There is no such page or customer."}, // another customer's
		{"/trials/extend?id=c-03", nil, 404, "There is no such page or customer."},
	} {
		w := c.post(test.path, test.form)
		require.Equal(t, test.status, w.Code, "%v", test)
		require.True(t, strings.Contains(w.Body.String(), test.says), "%v", test)
		require.False(t, formLinks.MatchString(w.Body.String())) // nobody can follow them
		require.Same(t, before, s.live.now())
	}
}

// Readers go on while others write. Each page is of one hub: the number of the
// list and its rows fit together, and no number ever falls.
func TestReadersDuringWrites(t *testing.T) {
	s := testServer(t)
	c := visitor(t, s, "")
	customers := []string{"c-01", "c-02", "c-04", "c-05", "c-06", "c-07"}
	var writers, readers sync.WaitGroup
	for _, id := range customers {
		writers.Go(func() {
			writer := *c
			writer.cookies = map[string]string{sessionCookie: c.cookies[sessionCookie]}
			if w := writer.post("/trials/start?id="+id, url.Values{"quantity": {"5"}, "product": {"meetings"}}); w.Code != http.StatusSeeOther {
				t.Errorf("%s: %d", id, w.Code)
			}
		})
	}
	done := make(chan struct{})
	for range 4 {
		readers.Go(func() {
			reader := *c
			reader.cookies = map[string]string{sessionCookie: c.cookies[sessionCookie]}
			least := 4
			for stop := false; !stop; {
				select {
				case <-done:
					stop = true // and look a last time
				default:
				}
				page := reader.get("/customers?condition=trial").Body.String()
				number := strings.Count(page, `<span class="badge trial">`)
				if !strings.Contains(page, `<span class="count">`+strconv.Itoa(number)+`</span>`) || number < least {
					t.Errorf("%d rows, after %d", number, least)
				}
				least = number
			}
			if least != 4+len(customers) {
				t.Errorf("%d trials at the end", least)
			}
		})
	}
	writers.Wait()
	close(done)
	readers.Wait()
	require.Len(t, s.live.now().edits, len(customers))
}

func TestOldEditsAreForgotten(t *testing.T) {
	s := testServer(t)
	for n := range maxEdits + 3 {
		err := s.live.change(func(*partnerhub.Hub) (partnerhub.Change, edit, error) {
			return partnerhub.ExtendTrial{ID: "trial-1032", Days: 1}, edit{word: doneExtended, trial: strconv.Itoa(n), customerID: "c-03"}, nil
		})
		require.NoError(t, err)
	}
	edits := s.live.now().edits
	require.Len(t, edits, maxEdits)
	require.Equal(t, "3", edits[0].trial)
	require.Equal(t, map[string]int{"c-03": 3}, s.live.now().forgotten)
	detail, err := s.live.now().hub.At(s.asOf).Customer("c-03")
	require.NoError(t, err)
	require.Equal(t, time.Date(2026, 2, 26, 0, 0, 0, 0, time.UTC).AddDate(0, 0, maxEdits+3), detail.Trials[0].End)
}

// What is no longer listed is counted, for those who see the customer.
func TestForgottenEditsAreCounted(t *testing.T) {
	s := testServer(t)
	for range maxEdits + 3 {
		require.NoError(t, s.live.change(func(*partnerhub.Hub) (partnerhub.Change, edit, error) {
			return partnerhub.ExtendTrial{ID: "trial-1032", Days: 1}, edit{word: doneExtended, customerID: "c-03"}, nil
		}))
	}
	const earlier = `<h3>Earlier, of which only the number is remembered</h3>`
	page := visitor(t, s, "").page("/changes")
	require.Regexp(t, earlier+`\s*<ul class="edits"><li><a href="/customer\?id=c-03"><bdi>[^<]+</bdi></a> <span class="count">3</span></li>`, page)
	other := visitor(t, s, "a-2")
	require.Equal(t, http.StatusNotFound, other.get("/customer?id=c-03").Code)
	require.NotContains(t, other.page("/changes"), earlier)
}
