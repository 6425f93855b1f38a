package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// Whatever an address holds, it gets a page: one that is right, or that says what is
// wrong. No text of it becomes markup.
func FuzzAddress(f *testing.F) {
	f.Add("as-of=2026-02-30&since=x&product=Meetings&condition=happy&sort=-&page=0")
	f.Add("filter=status%3Atrial+or+licenses+%3E+5&id=c-01&sort=-used&page=2")
	f.Add("filter=%ff%00%22%3E%3Cscript%3E&id=%zz;")
	f.Add("filter=" + strings.Repeat("(", 40))
	c := visitor(f, testServer(f), "")
	f.Fuzz(func(t *testing.T, query string) {
		for _, path := range []string{"/", "/customers", "/customer", "/changes", "/sections/expiring", "/customers/csv", "/trend/csv"} {
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.URL.RawQuery = query
			w := c.send(r)
			require.Contains(t, []int{http.StatusOK, http.StatusBadRequest, http.StatusNotFound, http.StatusRequestURITooLong}, w.Code, path)
			body := w.Body.String()
			require.True(t, utf8.ValidString(body) || w.Header().Get("Content-Type") != "text/html; charset=utf-8", path)
			require.LessOrEqual(t, strings.Count(body, "<script"), 1, path)
		}
	})
}
