package main

import (
	"encoding/csv"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Whatever the data contains, it stays a text.
func TestDataIsEscaped(t *testing.T) {
	facts := hostile()
	c := visitor(t, serverOf(t, facts), facts.Admins[0].ID)
	customer := "/customer?" + url.Values{"id": {facts.Customers[0].ID}}.Encode()
	for _, path := range []string{"/sign-in", "/", "/customers", "/customers?condition=license_overage", customer, "/changes?since=2025-01-01", "/sections/expiring", "/sections/overage"} {
		page := c.page(path)
		require.NotContains(t, page, "<script>alert", path)
		require.NotContains(t, page, "<img src=x", path)
		require.NotContains(t, page, "javascript:", path)
		require.Contains(t, page, "&lt;script&gt;alert(1)", path)
	}
}

// What comes back from the address is escaped as well.
func TestAddressesAreEscaped(t *testing.T) {
	c := visitor(t, testServer(t), "")
	const script = `"><script>alert(1)</script>`
	for _, key := range []string{keyAsOf, keySince, keyProduct, keyFilter, keyCondition, keyID, keySort, keyPage} {
		for _, path := range []string{"/", "/customers", "/changes", "/sections/low"} {
			require.NotContains(t, c.get(path+"?"+url.Values{key: {script}}.Encode()).Body.String(), "<script>alert", "%s %s", path, key)
		}
	}
}

// A customer can be called and numbered anything, and still has a page.
func TestIdsOfAnyKind(t *testing.T) {
	facts := hostile()
	c := visitor(t, serverOf(t, facts), "")
	for _, customer := range facts.Customers {
		require.Contains(t, c.page("/customer?"+url.Values{"id": {customer.ID}}.Encode()), "<h1><bdi>")
	}
}

func TestDownloadsAreHarmless(t *testing.T) {
	c := visitor(t, serverOf(t, hostile()), "")
	for _, path := range []string{"/customers/csv", "/sections/overage/csv?product=calling"} {
		w := c.get(path)
		require.Equal(t, http.StatusOK, w.Code)
		require.Equal(t, "text/csv; charset=utf-8", w.Header().Get("Content-Type"))
	}
	w := c.get("/customers/csv")
	require.Equal(t, "attachment; filename=customers.csv", w.Header().Get("Content-Disposition"))
	lines := strings.Split(w.Body.String(), "\r\n")
	require.Contains(t, lines, `formula,"'=HYPERLINK(""http://example.com"")",Order ready for setup,no,yes,no,no,no,yes,no,no`)
}

// A file has the order of the table that its link is below.
func TestDownloadsHaveTheOrderOfTheirTable(t *testing.T) {
	c := visitor(t, testServer(t), "")
	link := regexp.MustCompile(`href="([^"]*/csv[^"]*)"`)
	for _, path := range []string{"/sections/expiring", "/sections/expiring?sort=-licenses", "/sections/low?sort=subscription", "/customers?condition=trial&sort=-customer", "/customers?sort=headline"} {
		address := html.UnescapeString(link.FindStringSubmatch(c.page(path))[1])
		file, err := csv.NewReader(strings.NewReader(c.get(address).Body.String())).ReadAll()
		require.NoError(t, err)
		var shown, downloaded []string
		for _, row := range c.allRows(path) {
			shown = append(shown, row[0])
		}
		for _, row := range file[1:] {
			downloaded = append(downloaded, row[1])
		}
		require.Equal(t, shown, downloaded, path)
	}
}

func TestDownloadsHaveTheRowsOfTheirTable(t *testing.T) {
	c := visitor(t, testServer(t), "a-2")
	for path, table := range map[string]string{
		"/customers/csv":                                    "/customers",
		"/customers/csv?condition=expiring_soon":            "/customers?condition=expiring_soon",
		"/sections/renewing/csv?filter=status:subscription": "/sections/renewing?filter=status:subscription",
		"/sections/expiring/csv?as-of=2025-12-31":           "/sections/expiring?as-of=2025-12-31",
	} {
		lines := strings.Count(c.get(path).Body.String(), "\r\n")
		require.Greater(t, lines, 1, path)
		require.Equal(t, len(c.allRows(table)), lines-1, path)
	}
}
