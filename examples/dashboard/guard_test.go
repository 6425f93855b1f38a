package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

// Another site can make a browser send forms. None of them is taken.
func TestFormsOfOtherSitesAreRefused(t *testing.T) {
	s := testServer(t)
	c := visitor(t, s, "")
	before := s.live.now()
	for path, form := range map[string]url.Values{
		"/trials/start?id=c-01":  {"quantity": {"5"}, "product": {"meetings"}},
		"/trials/extend?id=c-03": {"trial": {"trial-1032"}},
		"/sign-in":               {"whole": {"yes"}},
		"/sign-out":              {},
		"/settings":              {"theme": {"dark"}},
	} {
		for name, value := range map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"} {
			r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set(name, value)
			w := c.send(r)
			require.Equal(t, http.StatusForbidden, w.Code, path)
			require.Empty(t, w.Result().Cookies(), path)
		}
	}
	require.Same(t, before, s.live.now())
	require.Equal(t, http.StatusOK, c.get("/").Code) // still signed in
}

func TestOtherNamesOfTheServerAreRefused(t *testing.T) {
	s := testServer(t)
	for host, status := range map[string]int{
		"127.0.0.1:8080": http.StatusOK, "localhost": http.StatusOK, "LOCALHOST:80": http.StatusOK, "Localhost.": http.StatusOK, "localhost.:8080": http.StatusOK,
		"localhost..": http.StatusMisdirectedRequest, "localhost.example": http.StatusMisdirectedRequest, ".": http.StatusMisdirectedRequest,
		"[::1]:8080": http.StatusOK, "[::1]": http.StatusOK, "127.0.0.2": http.StatusOK,
		"rebound.example:8080": http.StatusMisdirectedRequest, "192.0.2.1": http.StatusMisdirectedRequest, "": http.StatusMisdirectedRequest,
	} {
		r := httptest.NewRequest(http.MethodGet, "/sign-in", nil)
		r.Host = host
		w := httptest.NewRecorder()
		s.handler().ServeHTTP(w, r)
		require.Equal(t, status, w.Code, host)
	}
	s.anyHost = true
	r := httptest.NewRequest(http.MethodGet, "/sign-in", nil)
	w := httptest.NewRecorder()
	s.handler().ServeHTTP(w, r)
	require.Equal(t, http.StatusOK, w.Code, r.Host)
}

func TestSizesAreBounded(t *testing.T) {
	c := visitor(t, testServer(t), "")
	require.Equal(t, http.StatusRequestURITooLong, c.get("/?filter="+strings.Repeat("a", maxQuery)).Code)
	require.Equal(t, http.StatusBadRequest, c.get("/?filter="+strings.Repeat("a", maxQuery-len("filter="))).Code) // a filter that is too long
	require.Equal(t, http.StatusSeeOther, c.post("/sign-in", url.Values{"whole": {"yes"}, "back": {strings.Repeat("a", 1000)}}).Code)
	for _, path := range []string{"/sign-in", "/sign-out", "/settings", "/trials/start?id=c-01", "/trials/extend?id=c-03", "/nowhere"} {
		w := c.post(path, url.Values{"whole": {"yes"}, "theme": {"dark"}, "back": {strings.Repeat("a", maxBody)}})
		require.Equal(t, http.StatusRequestEntityTooLarge, w.Code, path)
		require.Equal(t, "the body is too large\n", w.Body.String(), path)
	}
	largest := "theme=dark&back=" + strings.Repeat("a", maxBody-len("theme=dark&back="))
	r := httptest.NewRequest(http.MethodPost, "/settings", strings.NewReader(largest))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	require.Equal(t, http.StatusSeeOther, c.send(r).Code)
	require.Equal(t, http.StatusOK, c.get("/").Code) // still signed in
}

func TestUnreadableBodies(t *testing.T) {
	c := visitor(t, testServer(t), "")
	r := httptest.NewRequest(http.MethodPost, "/settings", iotest.ErrReader(io.ErrUnexpectedEOF))
	require.Equal(t, http.StatusBadRequest, c.send(r).Code)
}

func TestMethods(t *testing.T) {
	c := visitor(t, testServer(t), "")
	for _, path := range []string{"/trials/start?id=c-01", "/trials/extend?id=c-03", "/sign-out", "/settings"} {
		require.NotEqual(t, http.StatusOK, c.get(path).Code, path)
	}
	require.Equal(t, http.StatusMethodNotAllowed, c.post("/customers", nil).Code)
	require.Equal(t, http.StatusOK, c.send(httptest.NewRequest(http.MethodHead, "/customers", nil)).Code)
	require.Equal(t, http.StatusOK, c.get("/").Code) // still signed in
}
