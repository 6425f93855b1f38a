package main

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

// allPages are addresses of all pages that a visitor of the demo can see.
var allPages = []string{
	"/", "/?product=calling&as-of=2025-06-30&filter=country%3DDE",
	"/customers", "/customers?condition=expiring_soon&sort=-customer", "/customer?id=c-03", "/customer?id=c-56&as-of=2026-02-20",
	"/changes", "/changes?since=2025-12-31",
	"/sections/added", "/sections/expiring", "/sections/renewing?sort=decide", "/sections/low", "/sections/overage?product=unheard_of",
}

// downloads are addresses of all tables.
var downloads = []string{
	"/sections/added/csv", "/sections/expiring/csv", "/sections/renewing/csv", "/sections/low/csv", "/sections/overage/csv",
	"/customers/csv", "/customer/csv?id=c-56", "/changes/csv", "/trend/csv",
}

func TestPagesAreThere(t *testing.T) {
	for _, language := range []string{"en", "de"} {
		c := visitor(t, testServer(t), "")
		c.cookies[languageCookie] = language
		for _, path := range allPages {
			w := c.get(path)
			require.Equal(t, http.StatusOK, w.Code, path)
			require.Equal(t, "text/html; charset=utf-8", w.Header().Get("Content-Type"), path)
			require.Contains(t, w.Body.String(), `<html lang="`+language+`" data-theme="auto">`, path)
			require.NotContains(t, w.Body.String(), "ZgotmplZ", path) // what html/template writes instead of what it can't escape
		}
	}
}

func TestEveryAnswerHasTheHeaders(t *testing.T) {
	c := visitor(t, testServer(t), "")
	for _, path := range append(append([]string{"/sign-in", "/nowhere", "/customer?id=none", "/customers?filter=(", "/assets/none", "/assets/style.css", "/assets/style.css?0123456789ab", assets["style.css"].address}, allPages...), downloads...) {
		header := c.get(path).Header()
		require.Equal(t, "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
			header.Get("Content-Security-Policy"), path)
		require.Equal(t, "nosniff", header.Get("X-Content-Type-Options"), path)
		require.Equal(t, "same-origin", header.Get("Referrer-Policy"), path)
		require.Equal(t, "DENY", header.Get("X-Frame-Options"), path)
		wanted := "no-store"
		if path == assets["style.css"].address {
			wanted = "public, max-age=31536000, immutable"
		}
		require.Equal(t, wanted, header.Get("Cache-Control"), path)
	}
}

// The policy lets nothing of this pass, so no page may need it.
func TestPagesHaveNoInlineStyleOrScript(t *testing.T) {
	inline := regexp.MustCompile(`(?i)<style|\sstyle=|\son\w+=|javascript:|<script(?: [^>]*)?>[^<]`)
	elsewhere := regexp.MustCompile(`(?:src|href|action)="(?:https?:)?//[^"]*"`)
	c := visitor(t, testServer(t), "")
	for _, path := range append([]string{"/sign-in"}, allPages...) {
		page := c.page(path)
		require.Empty(t, inline.FindString(page), path)
		for _, address := range elsewhere.FindAllString(page, -1) {
			require.Contains(t, address, `href="https://admin.example.com/launch/`, path) // a link that the data has
		}
	}
}

var tileNumber = regexp.MustCompile(`<a class="(?:tile|chip|notknown) (\w+)" href="([^"]*)">(.*?)</a>`)

// A number on the overview is that of the view, and its link leads to as many rows.
func TestTilesAreTheirRows(t *testing.T) {
	s := testServer(t)
	for _, path := range []string{"/", "/?as-of=2025-10-15", "/?filter=tag%3Agold"} {
		c := visitor(t, s, "")
		view := s.live.now().hub.At(s.asOf)
		if strings.Contains(path, "as-of") {
			view = s.live.now().hub.At(time.Date(2025, 10, 15, 9, 0, 0, 0, time.UTC))
		}
		if strings.Contains(path, "filter") {
			var err error
			view, err = view.Where(partnerhub.FieldTag.Has("gold"))
			require.NoError(t, err)
		}
		tiles := tileNumber.FindAllStringSubmatch(c.page(path), -1)
		want := len(partnerhub.Conditions())
		for _, unassessed := range []int{view.Overview().LowAssignmentUnassessed, view.Overview().OverLimitUnassessed} {
			if unassessed == 0 {
				want-- // nothing is said of nobody
			}
		}
		require.Len(t, tiles, want, path)
		for _, tile := range tiles {
			condition, err := partnerhub.ParseCondition(tile[1])
			require.NoError(t, err)
			number := holding(t, view, condition)
			require.Regexp(t, fmt.Sprintf(`\b%d\b`, number), text(tile[3]), path)
			if number > 0 {
				require.Len(t, c.allRows(strings.ReplaceAll(tile[2], "&amp;", "&")), number, "%s %s", path, tile[1])
			}
		}
	}
}

// holding counts the customers of whom a condition holds, one by one.
func holding(t *testing.T, view partnerhub.View, condition partnerhub.Condition) int {
	number := 0
	for id := range view.IDs() {
		explanation, err := view.Explain(id)
		require.NoError(t, err)
		if explanation.Of(condition).Holds() {
			number++
		}
	}
	return number
}

func TestSectionsShowWhatTheViewSays(t *testing.T) {
	s := testServer(t)
	c := visitor(t, s, "")
	expiring := s.live.now().hub.At(s.asOf).Expiring(partnerhub.Meetings)
	require.Greater(t, len(expiring.Rows), pageRows) // so that there are pages
	var want [][]string
	for _, row := range expiring.Rows {
		quarter := row.UsedLast3Months.String()
		if row.UsedLast3MonthsLowerBound {
			quarter = "≥\u00a0" + quarter
		}
		want = append(want, []string{
			row.Customer, row.Label, fmt.Sprint(row.DaysUntilEnd), fmt.Sprint(row.Total), row.Assigned.String(), row.Used.String(), row.Available.String(), quarter,
		})
	}
	require.Equal(t, want, c.allRows("/sections/expiring"))
	page := c.page("/sections/expiring")
	for _, number := range []string{
		"14</bdi>", "79.88%</bdi>", "44.31%</bdi>",
		"21,600\u00a0CHF</bdi><br><bdi>136,008\u00a0EUR</bdi><br><bdi>150,000\u00a0JPY</bdi><br><bdi>12,744\u00a0USD</bdi> <small>rows without a value, left out:\u00a01</small>",
	} {
		require.Contains(t, page, "<dd><bdi>"+number+"</dd>")
	}
}

// Two months after the newest sample, what depends on samples is not known.
func TestWhatIsNotKnownIsSaid(t *testing.T) {
	c := visitor(t, testServer(t), "")
	page := c.page("/?as-of=2026-03-31")
	require.Contains(t, page, `<p class="usage">The newest usage is of 2026-01-30. 45 of 45 customers with licenses have no usage of the last 30 days.</p>`)
	require.Contains(t, page, `condition=overLimitUnassessed">44 not known</a>`)
	require.Contains(t, page, `condition=lowAssignmentUnassessed">44 not known</a>`)
	require.Contains(t, page, `<span>License overage</span> <strong>0</strong> <small>45 not known</small>`)
	require.Contains(t, page, "<dt>Not assessed</dt><dd><bdi>44</bdi> <small>not known how many are assigned</small></dd>")
	why := c.page("/customer?id=c-46&as-of=2026-03-31")
	_, notKnown, found := strings.Cut(why, "<h3>Not known, and what is missing</h3>")
	require.True(t, found)
	require.Contains(t, notKnown, "Sub-1461 had 137 of 125 licenses of meetings assigned on 2026-01-30, not known since 2026-03-01")
	c.cookies[languageCookie] = "de"
	require.Contains(t, c.page("/?as-of=2025-06-30"), "Es sind keine Nutzungsdaten bekannt. 42 von 42 Kunden mit Lizenzen")
}

// A number says which customers and days it is about, and a section which product.
func TestNumbersSayTheirScope(t *testing.T) {
	c := visitor(t, testServer(t), "")
	page := c.page("/?product=calling")
	require.Contains(t, page, "<span>Nearing expiration</span> <small>within 90 days, by meetings and calling</small>")
	require.Contains(t, page, "<span>Low assignment</span> <small>by meetings and calling</small>")
	require.Contains(t, page, "<p>Calling: Fewer licenses assigned than")
	require.Contains(t, c.page("/sections/low?product=calling"), `<p class="about">Calling: Fewer licenses`)
	c.cookies[languageCookie] = "de"
	require.Contains(t, c.page("/"), "<span>Vor der Verlängerung</span> <small>in 90 Tagen, nach Meetings und Calling</small>")
	require.Contains(t, c.page("/sections/renewing"), "<h1>Verlängernd</h1>")
}

// That a customer is managed holds of all: it is neither a list of its own nor a reason.
func TestManagedIsAll(t *testing.T) {
	c := visitor(t, testServer(t), "")
	require.NotContains(t, c.page("/customers"), "Managed customers")
	require.NotContains(t, c.page("/customer?id=c-01"), "Managed customers")
	require.Contains(t, c.page("/"), `<a class="tile managedCustomers" href="/customers">`)
}

func TestListsSayThatTheyAreFiltered(t *testing.T) {
	c := visitor(t, testServer(t), "")
	require.Regexp(t, `<h2>All <span`, c.page("/customers"))
	require.Regexp(t, `<h2>Matching the filter <span`, c.page("/customers?filter=country%3DDE"))
}

func TestNamesThatAreNotSeen(t *testing.T) {
	facts := hostile()
	facts.Customers[1].Name = " "
	c := visitor(t, serverOf(t, facts), "")
	require.Contains(t, c.page("/customers"), `<a href="/customer?id=formula"><bdi>(no name)</bdi></a>`)
	require.Contains(t, c.page("/customer?id=formula"), `<h1><bdi>(no name)</bdi></h1>`)
}

func TestUnknownNumbersAreNotZero(t *testing.T) {
	c := visitor(t, testServer(t), "")
	for _, row := range c.allRows("/sections/added") {
		if row[0] == "Vale do Sobreiro Cortiças Lda." {
			require.Equal(t, []string{"Vale do Sobreiro Cortiças Lda.", "Sub-1381", "52", "16", "–", "–", "–", "–", "–"}, row)
			return
		}
	}
	t.Fatal("the customer is not there")
}

// The licenses of a product are those of all customers, added up one by one.
func TestLicensesOfProducts(t *testing.T) {
	s := testServer(t)
	view := s.live.now().hub.At(s.asOf)
	sums, lower := map[partnerhub.Product][5]int64{}, map[partnerhub.Product][4]bool{}
	unknown := map[partnerhub.Product][2]int64{} // not known whether assigned: licenses, and used ones
	for id := range view.IDs() {
		detail, err := view.Customer(id)
		require.NoError(t, err)
		for _, l := range detail.Licenses {
			sum := sums[l.Product]
			sum[0] += l.Total
			for i, count := range []partnerhub.Count{l.Assigned, l.Used, l.Available, l.Overage} {
				n, _ := count.Value()
				sum[i+1] += n
			}
			unknown[l.Product] = [2]int64{unknown[l.Product][0] + l.UnknownAssigned, unknown[l.Product][1] + l.UsedUnknownAssigned}
			if l.UnknownAssigned > 0 {
				lower[l.Product] = [4]bool{true, lower[l.Product][1], true, true}
			}
			if l.UnknownUsed > 0 {
				lower[l.Product] = [4]bool{lower[l.Product][0], true, lower[l.Product][2], lower[l.Product][3]}
			}
			sums[l.Product] = sum
		}
	}
	var want [][]string
	for _, product := range slices.Sorted(maps.Keys(sums)) {
		sum := sums[product]
		row := []string{productName(product), look{}.Num(sum[0])}
		for i, n := range sum[1:] {
			row = append(row, look{}.atLeast(partnerhub.Known(n), lower[product][i]))
		}
		want = append(want, append(row, look{}.Num(unknown[product][0]), look{}.Num(unknown[product][1])))
	}
	_, figure, found := strings.Cut(visitor(t, s, "").page("/"), "<figcaption>Licenses by product")
	require.True(t, found)
	require.Equal(t, want, rows(figure))
}

func TestCustomerPage(t *testing.T) {
	page := visitor(t, testServer(t), "").page("/customer?id=c-03")
	for _, part := range []string{
		"Grünfelder Maschinenbau GmbH &amp; Co. KG", "trial-1032", // names
		`<span class="badge trial">Trial</span>`, `<span class="badge expiring_soon">Expiring soon</span>`,
		"trial trial-1032 ends in 26 days, on 2026-02-26; threshold 30 days", // why it holds
		"2026-01-12 – 2026-02-26",   // the term of the trial
		"Emil Jahnsen", "Help desk", // the administrators
		"<bdi>dach</bdi><br><bdi>gold</bdi><br><bdi>industry</bdi>", "2026-01-29", // the facts
	} {
		require.Contains(t, page, part)
	}
}

func TestOrdersAndInvoices(t *testing.T) {
	page := visitor(t, testServer(t), "").page("/customer?id=c-01")
	_, orders, _ := strings.Cut(page, "<summary>Orders (2)")
	require.Equal(t, [][]string{
		{"W-1011-1", "2025-02-19", "New", "Meetings\u00a0+200\nCalling\u00a0+120", "42,000\u00a0CHF"},
		{"W-1011-2", "2025-09-15", "Change", "Meetings\u00a0+50", "6,000\u00a0CHF"},
	}, rows(orders))
	_, invoices, _ := strings.Cut(page, "<summary>Invoices (1)")
	require.Equal(t, [][]string{{"INV-1011-1", "2025-03-01", "2025-03-31", "Paid", "48,000\u00a0CHF"}}, rows(invoices))
}

// Of what ends on 10 February, the last day to decide was 11 January; of what ends
// on 10 March, it is 8 February: 30 days before.
func TestDecisions(t *testing.T) {
	decide := map[string]string{}
	for _, row := range visitor(t, testServer(t), "").allRows("/sections/renewing") {
		decide[row[0]] = row[8]
	}
	require.Equal(t, "2026-01-11, passed", decide["Bergbahnen Hochkaar AG"])
	require.Equal(t, "2026-02-08", decide["Coral Quayside Resorts Pty Ltd"])
}

func TestOnlyWebAddressesAreLinks(t *testing.T) {
	require.Equal(t, "https://admin.example.com/launch/c-01", webAddress("https://admin.example.com/launch/c-01"))
	for _, address := range []string{"", "http://admin.example.com", "ftp://admin.example.com", "//admin.example.com", "javascript:alert(1)", " https://admin.example.com"} {
		require.Empty(t, webAddress(address), address)
	}
}

func TestChanges(t *testing.T) {
	s := testServer(t)
	page := visitor(t, s, "").page("/changes?since=2026-01-01")
	hub := s.live.now().hub
	comparison := partnerhub.Compare(hub.At(time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC)), hub.At(s.asOf))
	changed := 0
	for _, change := range comparison.Changes {
		if len(change.Entered)+len(change.Left) > 0 {
			changed++
			require.Contains(t, page, fmt.Sprintf(`%s</a> <span class="count">%d → %d</span>`, change.Condition.Label(partnerhub.English), change.Before, change.After))
		}
	}
	require.Positive(t, changed)
	require.Equal(t, changed, strings.Count(page, `<section class="card change"`))
}

func TestNothingChangesWithinNoTime(t *testing.T) {
	page := visitor(t, testServer(t), "").page("/changes?since=2026-01-31")
	require.Contains(t, page, "Nobody entered or left anything.")
	require.Contains(t, page, "Nothing was changed here since the program began.")
}

func TestGerman(t *testing.T) {
	c := visitor(t, testServer(t), "")
	require.Equal(t, http.StatusSeeOther, c.post("/settings", url.Values{"language": {"de"}, "back": {"/sections/low?page=1"}}).Code)
	page := c.page("/sections/low")
	require.Contains(t, page, "<h1>Geringe Zuweisung</h1>")
	require.Regexp(t, `\d+,\d+\x{00a0}%`, page)
	require.Contains(t, c.page("/customer?id=c-03"), "Testversion trial-1032 endet in 26 Tagen, am 26.02.2026")
	require.True(t, strings.HasPrefix(c.page("/sections/low/csv"), "\ufeffKunden-ID,Kunde,"))
}
