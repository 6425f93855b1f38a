package main

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

func TestPagesAskToSignIn(t *testing.T) {
	s := testServer(t)
	c := &client{t, s.handler(), map[string]string{sessionCookie: "guess"}}
	for _, path := range append(append([]string{"/nowhere"}, allPages...), downloads...) {
		w := c.get(path)
		require.Equal(t, http.StatusSeeOther, w.Code, path)
		require.Equal(t, "/sign-in?back="+url.QueryEscape(path), w.Header().Get("Location"))
	}
	w := c.post("/trials/start?id=c-01", url.Values{"quantity": {"5"}, "product": {"meetings"}})
	require.Equal(t, "/sign-in?back=%2F", w.Header().Get("Location"))
	require.Same(t, s.live.loaded, s.live.now().hub)
}

func TestSignInLeadsBack(t *testing.T) {
	c := &client{t, testServer(t).handler(), map[string]string{}}
	require.Contains(t, c.page("/sign-in?back=%2Fcustomers%3Fpage%3D2"), `<input type="hidden" name="back" value="/customers?page=2">`)
	w := c.post("/sign-in", url.Values{"admin": {"a-3"}, "back": {"/customers?page=2"}})
	require.Equal(t, "/customers?page=2", w.Header().Get("Location"))
	require.Contains(t, c.page("/"), "<bdi>Mara Lindholt</bdi>")
	require.Equal(t, http.StatusBadRequest, c.post("/sign-in", url.Values{"admin": {"a-99"}}).Code)
	require.Equal(t, http.StatusBadRequest, c.post("/sign-in", nil).Code)
}

func TestNobodyIsSentElsewhere(t *testing.T) {
	c := visitor(t, testServer(t), "")
	for _, back := range []string{"https://evil.example/", "//evil.example/", "///evil.example", "//127.0.0.1//evil.example", "/%zz", `/\evil.example`, `\\evil.example`, "javascript:alert(1)", "evil", "", "/\n/evil.example"} {
		require.Equal(t, "/", c.post("/settings", url.Values{"theme": {"dark"}, "back": {back}}).Header().Get("Location"), "%q", back)
	}
}

func TestCookies(t *testing.T) {
	handler := testServer(t).handler()
	for target, secure := range map[string]bool{"http://127.0.0.1/sign-in": false, "https://127.0.0.1/sign-in": true} {
		r := httptest.NewRequest(http.MethodPost, target, strings.NewReader("whole=yes"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		cookie := w.Result().Cookies()[0]
		require.Equal(t, sessionCookie, cookie.Name)
		require.GreaterOrEqual(t, len(cookie.Value), 26) // 128 bits in base 32
		require.True(t, cookie.HttpOnly)
		require.Equal(t, http.SameSiteStrictMode, cookie.SameSite)
		require.Equal(t, secure, cookie.Secure)
		require.Equal(t, "/", cookie.Path)
	}
}

func TestSignOutEndsTheSession(t *testing.T) {
	s := testServer(t)
	c := visitor(t, s, "a-1")
	secret := c.cookies[sessionCookie]
	require.Equal(t, "/sign-in", c.post("/sign-out", nil).Header().Get("Location"))
	require.Empty(t, c.cookies[sessionCookie])
	c.cookies[sessionCookie] = secret // of a browser that keeps it
	require.Equal(t, http.StatusSeeOther, c.get("/").Code)

	c = visitor(t, s, "a-1")
	secret = c.cookies[sessionCookie]
	require.Equal(t, http.StatusSeeOther, c.post("/sign-in", url.Values{"admin": {"a-2"}}).Code)
	c.cookies[sessionCookie] = secret // of the administrator that one was before
	require.Equal(t, http.StatusSeeOther, c.get("/").Code)
}

func TestSessionsEnd(t *testing.T) {
	var all sessions
	begin := time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC)
	request := func(secret string) *http.Request {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.AddCookie(&http.Cookie{Name: sessionCookie, Value: secret})
		return r
	}
	secret := all.begin(partnerhub.Admin{ID: "a-1"}, begin)
	_, goesOn := all.of(request(secret), begin.Add(8*time.Hour-1))
	require.True(t, goesOn)
	_, goesOn = all.of(request(secret), begin.Add(8*time.Hour))
	require.False(t, goesOn)

	second := all.begin(partnerhub.Admin{}, begin.Add(1))
	for n := range maxSessions - 1 {
		all.begin(partnerhub.Admin{}, begin.Add(time.Duration(n+2)))
	}
	require.Len(t, all.bySecret, maxSessions)
	require.NotContains(t, all.bySecret, secret) // the oldest
	require.Contains(t, all.bySecret, second)
}

// Who is removed sees nothing any more, with whatever session.
func TestRemovedAdministratorIsSignedOut(t *testing.T) {
	s := testServer(t)
	c := visitor(t, s, "a-2")
	err := s.live.change(func(*partnerhub.Hub) (partnerhub.Change, edit, error) {
		return partnerhub.RemoveAdmin{ID: "a-2"}, edit{}, nil
	})
	require.NoError(t, err)
	require.Equal(t, http.StatusSeeOther, c.get("/customers").Code)
}

func TestLook(t *testing.T) {
	for list, want := range map[string]partnerhub.Language{
		"": partnerhub.English, "de": partnerhub.German, "de-AT,en;q=0.8": partnerhub.German, "fr, de;q=0.9": partnerhub.German,
		"en-GB,de": partnerhub.English, "DE": partnerhub.German, "xx;;,,": partnerhub.English,
	} {
		require.Equal(t, want, preferred(list), list)
	}
	c := visitor(t, testServer(t), "")
	require.Equal(t, "/low?x=1", c.post("/settings", url.Values{"theme": {"dark"}, "back": {"/low?x=1"}}).Header().Get("Location"))
	require.Contains(t, c.page("/"), `data-theme="dark"`)
	c.post("/settings", url.Values{"theme": {"pink"}, "language": {"fr"}})
	require.Contains(t, c.page("/"), `<html lang="en" data-theme="dark">`)
	c.cookies[themeCookie], c.cookies[languageCookie] = "pink", "fr"
	require.Contains(t, c.page("/"), `<html lang="en" data-theme="auto">`)
}
