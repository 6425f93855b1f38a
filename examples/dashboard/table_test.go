package main

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var sortLink = regexp.MustCompile(`<th scope="col"[^>]*aria-sort="none"><a href="[^"]*sort=(\w+)">([^<]*)</a>`)

// By whichever column a table is sorted, it has the same rows, in the order of what
// that column shows; unknown values are last.
func TestTablesAreSorted(t *testing.T) {
	c := visitor(t, testServer(t), "")
	for _, path := range []string{"/sections/added", "/sections/expiring", "/sections/renewing", "/sections/low", "/sections/overage", "/customers"} {
		all := c.allRows(path)
		links := sortLink.FindAllStringSubmatch(c.page(path), -1)
		require.NotEmpty(t, links, path)
		for column, link := range sortable(c.page(path)) {
			for _, sign := range []string{"", "-"} {
				got := c.allRows(path + "?sort=" + sign + link)
				require.ElementsMatch(t, all, got, path)
				requireSorted(t, got, column, sign == "-", path+" "+sign+link)
			}
		}
		require.Len(t, sortable(c.page(path)), len(links))
	}
}

var tableHead = regexp.MustCompile(`(?s)<th scope="col"[^>]*>(.*?)</th>`)

// sortable returns the keys of the columns that a table can be sorted by.
func sortable(page string) map[int]string {
	keys := map[int]string{}
	for i, head := range tableHead.FindAllStringSubmatch(helpTable.ReplaceAllString(page, ""), -1) {
		if _, key, found := strings.Cut(head[1], "sort="); found {
			key, _, _ = strings.Cut(key, `"`)
			keys[i] = key
		}
	}
	return keys
}

// headlines are the statuses in the order of the policy.
var headlines = []string{"Suspended", "Expired", "License overage", "Expiring soon", "Order ready for setup", "No recent activity", "Trial", "Subscription", ""}

func requireSorted(t *testing.T, rows [][]string, column int, down bool, what string) {
	t.Helper()
	sorted := slices.IsSortedFunc(rows, func(a, b []string) int {
		x, y := a[column], b[column]
		if x == "–" || y == "–" {
			return cmp.Compare(strings.Count(x, "–"), strings.Count(y, "–"))
		}
		result := cmp.Compare(x, y)
		if i, j := slices.Index(headlines, x), slices.Index(headlines, y); i >= 0 && j >= 0 {
			result = cmp.Compare(i, j)
		}
		if m, n, numbers := twoNumbers(x, y); numbers {
			result = cmp.Compare(m, n)
		}
		if down {
			return -result
		}
		return result
	})
	require.True(t, sorted, "%s: %v", what, rows)
}

func twoNumbers(x, y string) (m, n float64, both bool) {
	m, err := number(x)
	if err == nil {
		n, err = number(y)
	}
	return m, n, err == nil
}

func number(text string) (float64, error) {
	return strconv.ParseFloat(strings.NewReplacer(",", "", "%", "", "+", "", "−", "-", "≥\u00a0", "").Replace(text), 64)
}

func TestSortIsTold(t *testing.T) {
	c := visitor(t, testServer(t), "")
	require.Contains(t, c.page("/sections/low?sort=licenses"), `<th scope="col" class="number" aria-sort="ascending"><a href="/sections/low?sort=-licenses">Licenses</a></th>`)
	require.Contains(t, c.page("/sections/low?sort=-licenses"), `<th scope="col" class="number" aria-sort="descending"><a href="/sections/low?sort=licenses">Licenses</a></th>`)
}

func TestPagesOfTables(t *testing.T) {
	c := visitor(t, testServer(t), "")
	first, last := c.page("/customers"), c.page("/customers?page=6")
	require.Contains(t, first, "<span>Rows 1–12 of 63</span>")
	require.NotContains(t, first, `rel="prev"`)
	require.Contains(t, last, "<span>Rows 61–63 of 63</span>")
	require.NotContains(t, last, `rel="next"`)
	require.Contains(t, last, `rel="prev" href="/customers?page=5"`)
	require.Contains(t, c.page("/customers?page=2"), `rel="prev" href="/customers?page=1"`)
	require.Len(t, c.allRows("/customers"), 63)
	require.Contains(t, c.page("/sections/expiring"), "<span>Rows 1–12 of 14</span>")
	require.Contains(t, c.page("/customers?filter=name:alpenglas"), "<span>Row 1 of 1</span>")
}
