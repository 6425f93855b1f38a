package main

import (
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// client is a browser without a window.
type client struct {
	t       testing.TB
	handler http.Handler
	cookies map[string]string
}

// visitor returns a client of a server that is signed in as an administrator; as
// the whole organization, if the id is empty.
func visitor(t testing.TB, s *server, admin string) *client {
	c := &client{t, s.handler(), map[string]string{}}
	form := url.Values{"admin": {admin}}
	if admin == "" {
		form = url.Values{"whole": {"yes"}}
	}
	require.Equal(t, http.StatusSeeOther, c.post("/sign-in", form).Code)
	require.NotEmpty(t, c.cookies[sessionCookie])
	return c
}

// send sends a request with the cookies of before, and keeps those of the answer.
func (c *client) send(r *http.Request) *httptest.ResponseRecorder {
	r.Host = "127.0.0.1:8080"
	for name, value := range c.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	for _, cookie := range w.Result().Cookies() {
		c.cookies[cookie.Name] = cookie.Value
	}
	return w
}

func (c *client) get(path string) *httptest.ResponseRecorder {
	return c.send(httptest.NewRequest(http.MethodGet, path, nil))
}

func (c *client) post(path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return c.send(r)
}

// page returns a page that must be fine.
func (c *client) page(path string) string {
	w := c.get(path)
	require.Equal(c.t, http.StatusOK, w.Code, "%s: %s", path, w.Body)
	return w.Body.String()
}

var (
	tableBody = regexp.MustCompile(`(?s)<tbody>(.*?)</tbody>`)
	tableRow  = regexp.MustCompile(`(?s)<tr>(.*?)</tr>`)
	tableCell = regexp.MustCompile(`(?s)<t[hd][^>]*>(.*?)</t[hd]>`)
	tag       = regexp.MustCompile(`<[^>]*>`)
	nextPage  = regexp.MustCompile(`rel="next" href="([^"]*)"`)
	helpTable = regexp.MustCompile(`(?s)<details class="help">.*?</details>`)
)

// text returns what a piece of a page says, in its lines.
func text(piece string) string {
	return strings.TrimSpace(html.UnescapeString(tag.ReplaceAllString(strings.ReplaceAll(piece, "<br>", "\n"), "")))
}

// rows returns the cells of the first table of a page, but for the help.
func rows(page string) [][]string {
	var list [][]string
	body := tableBody.FindStringSubmatch(helpTable.ReplaceAllString(page, ""))
	for _, row := range tableRow.FindAllStringSubmatch(body[1], -1) {
		var cells []string
		for _, cell := range tableCell.FindAllStringSubmatch(row[1], -1) {
			cells = append(cells, text(cell[1]))
		}
		list = append(list, cells)
	}
	return list
}

// allRows returns the cells of a table on all of its pages.
func (c *client) allRows(path string) [][]string {
	var list [][]string
	for {
		page := c.page(path)
		list = append(list, rows(page)...)
		next := nextPage.FindStringSubmatch(page)
		if next == nil {
			return list
		}
		path = html.UnescapeString(next[1])
	}
}
