package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

// What people do with the dashboard, in a browser.

// badRequest is what the browser says of a page with the status 400.
const badRequest = "Failed to load resource: the server responded with a status of 400 (Bad Request)"

// rowsShown are the rows of the table of a page, without those of the help.
const rowsShown = "main .scroll:not(.help *) tbody tr"

// texts returns what the elements of a selector say.
func (w *window) texts(selector string) []string {
	w.t.Helper()
	return value[[]string](w, `[...document.querySelectorAll(`+quoted(selector)+`)].map(e => e.innerText.trim())`)
}

func quoted(text string) string { return "`" + text + "`" }

// path is where the window is.
func (w *window) path() string { return value[string](w, `location.pathname + location.search`) }

func TestLoadAndDrillDown(t *testing.T) {
	w := newWindow(t)
	w.signIn("Whole organization")
	require.Equal(t, "Overview · Nordwind Partner GmbH", value[string](w, `document.title`))
	require.Equal(t, []string{"63", "61", "14", "12", "14", "6"}, w.texts(".tile strong"))
	require.Equal(t, 2, value[int](w, `[...document.querySelectorAll("figure svg")].filter(svg => svg.getBoundingClientRect().width > 300).length`))
	w.click("a", "6 Over limit by meetings and calling")
	require.Equal(t, "/customers?condition=overLimit", w.path())
	require.Len(t, w.texts(rowsShown), 6)
	w.click("a", "Fjordlykt Rederi AS")
	require.Equal(t, []string{"Fjordlykt Rederi AS"}, w.texts("h1"))
	require.Equal(t, "License overage from 2025-08-08 until 2026-03-01", w.texts("dl.why dt")[0])
	w.back()
	require.Equal(t, "/customers?condition=overLimit", w.path())
	w.close()
}

func TestProducts(t *testing.T) {
	w := newWindow(t)
	w.signIn("Whole organization")
	require.Equal(t, []string{"Meetings"}, w.texts("nav.segments [aria-current]"))
	w.click("a", "Calling")
	require.Equal(t, "/?product=calling", w.path())
	require.Equal(t, []string{"Calling"}, w.texts("nav.segments [aria-current]"))
	require.Equal(t, "Licenses of Calling, week by week", w.texts("figcaption")[0])
	w.click("a", "Overage")
	require.Equal(t, "/sections/overage?product=calling", w.path())
	w.close()
}

func TestFilterRightAndWrong(t *testing.T) {
	w := newWindow(t)
	w.signIn("Whole organization")
	w.open("/customers")
	w.fill("#filter", "status:trial or licenses > 5")
	require.EqualValues(t, 400, w.follow(enter))
	require.Equal(t, []string{`"or" is not a condition`}, w.texts(".fault > p:first-of-type"))
	require.Equal(t, "true", value[string](w, `document.querySelector("#filter").getAttribute("aria-invalid")`))

	// The mark is under the column of the fault, in the box and in the line below it.
	column := value[float64](w, `(() => {
		const box = document.querySelector("#filter"), style = getComputedStyle(box), pen = document.createElement("canvas").getContext("2d");
		pen.font = style.fontSize + " " + style.fontFamily;
		return box.getBoundingClientRect().left + parseFloat(style.borderLeftWidth) + parseFloat(style.paddingLeft) + pen.measureText("status:trial ").width;
	})()`)
	for _, mark := range []string{".fault mark", ".fault .marks"} {
		require.InDelta(t, column, value[float64](w, `document.querySelector(`+quoted(mark)+`).getBoundingClientRect().left`), 1.5, mark)
	}
	require.Greater(t, value[float64](w, `document.querySelector(".marks").getBoundingClientRect().top`), value[float64](w, `document.querySelector("#filter").getBoundingClientRect().bottom`))

	w.click("a", "status:trial OR licenses > 5")
	require.Empty(t, w.texts(".fault"))
	require.Equal(t, "status:trial OR licenses > 5", value[string](w, `document.querySelector("#filter").value`))
	w.fill("#filter", "status:expiring_soon country:DE")
	require.EqualValues(t, 200, w.follow(enter))
	require.Equal(t, []string{"Bäckerei Südwind GmbH", "Grünfelder Maschinenbau GmbH & Co. KG", "Hügel & Täler Reisen GmbH"}, w.texts("tbody tr > th:has(a)"))
	w.click("a", "Clear")
	require.Equal(t, "/customers", w.path())
	w.close(badRequest)
}

// fill puts a text in the place of what is in a field, as with the keyboard.
func (w *window) fill(selector, text string) {
	w.t.Helper()
	w.do(chromedp.Focus(chromedp.CSS(selector)))
	value[bool](w, `document.activeElement.select() === undefined`)
	w.do(chromedp.KeyEvent(text))
}

func TestCompletion(t *testing.T) {
	w := newWindow(t)
	w.signIn("Whole organization")
	w.open("/customers")
	expanded := func() string {
		return value[string](w, `document.querySelector("#filter").getAttribute("aria-expanded")`)
	}
	box := func() string { return value[string](w, `document.querySelector("#filter").value`) }
	require.Equal(t, "false", expanded())
	w.fill("#filter", "sta")
	w.wait(`document.querySelector("#filter").getAttribute("aria-expanded") === "true"`)
	require.Equal(t, []string{"status"}, w.texts("[role=option] code"))
	w.do(chromedp.KeyEvent(kb.ArrowDown))
	require.Equal(t, "completion-0", value[string](w, `document.querySelector("#filter").getAttribute("aria-activedescendant")`))
	require.Equal(t, []string{"status"}, w.texts("[role=option][aria-selected=true] code"))
	w.do(enter)
	require.Equal(t, "status", box())
	require.Equal(t, []string{":"}, w.texts("[role=option] code")) // the only operator of a list
	w.do(chromedp.KeyEvent(kb.ArrowUp), enter)
	require.Equal(t, "status:", box())
	require.Len(t, w.texts("[role=option]"), 8)
	w.do(chromedp.KeyEvent("ex"))
	require.Equal(t, []string{"expiring_soon", "expired"}, w.texts("[role=option] code"))
	w.do(chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowDown)) // and around
	require.Equal(t, []string{"expiring_soon"}, w.texts("[role=option][aria-selected=true] code"))
	w.do(chromedp.KeyEvent(kb.Escape))
	require.Equal(t, "false", expanded())
	require.Equal(t, "status:ex", box())
	w.do(chromedp.KeyEvent("p"), chromedp.KeyEvent(kb.ArrowDown), enter, chromedp.KeyEvent(" licenses.call"))
	require.Equal(t, []string{"call_on_webex", "calling"}, w.texts("[role=option] code"))
	w.do(chromedp.KeyEvent(kb.ArrowUp), enter, chromedp.KeyEvent(" >= 10"))
	require.Equal(t, "status:expiring_soon licenses.calling >= 10", box())
	require.Equal(t, "false", expanded())
	require.EqualValues(t, 200, w.follow(enter))
	require.Equal(t, "/customers?filter=status%3Aexpiring_soon+licenses.calling+%3E%3D+10&as-of=2026-01-31", w.path())
	w.close()
}

// What is offered depends on what is before the cursor.
func TestOffers(t *testing.T) {
	w := newWindow(t)
	w.signIn("Whole organization")
	var fields []string
	for _, field := range partnerhub.FilterFields() {
		fields = append(fields, field.Name)
	}
	for before, want := range map[string][]string{
		"":                    fields,
		"lic":                 {"licenses"},
		"licenses":            {" = ", " != ", " < ", " <= ", " > ", " >= "},
		"licenses.me":         {"meetings", "messaging"},
		"name.me":             {},
		"status:(trial OR ex": {"expiring_soon", "expired"},
		"status:trial":        {},
		"status:trial ":       append(slices.Clone(fields), "AND", "OR", "NOT"),
		"status:trial A":      {"AND"},
		"managed_by != e":     {"external"},
		"product:call":        {"call_on_webex", "calling"},
		"country = ":          {},
		"-head":               {"headline"},
		"(head":               {"headline"},
		`name = "head`:        {},
		`name = "a\" head`:    {},
		`name = 'a' head`:     {"headline"},
		"unknown":             {},
		"unknown:x":           {},
	} {
		require.Equal(t, want, value[[]string](w, fmt.Sprintf(`completions(%q, JSON.parse(document.querySelector("#filter").dataset.vocabulary)).map(offer => offer.text)`, before)), before)
	}
	w.close()
}

func TestSortAndPages(t *testing.T) {
	w := newWindow(t)
	w.signIn("Whole organization")
	w.open("/sections/expiring")
	require.Len(t, w.texts(rowsShown), pageRows)
	w.click("a", "Next")
	require.Equal(t, "/sections/expiring?page=2", w.path())
	require.Len(t, w.texts(rowsShown), 2)
	w.click("a", "Licenses")
	require.Equal(t, "/sections/expiring?sort=licenses", w.path())
	require.Equal(t, "7", w.texts("td.number")[1]) // after the days
	w.click("a", "Licenses")
	require.Equal(t, "160", w.texts("td.number")[1])
	require.Equal(t, []string{"Licenses"}, w.texts(`th[aria-sort="descending"]`))
	w.back()
	require.Equal(t, "/sections/expiring?sort=licenses", w.path())
	w.close()
}

func TestAsOf(t *testing.T) {
	w := newWindow(t)
	w.signIn("Whole organization")
	value[string](w, `document.querySelector("#as-of").value = "2026-03-15"`)
	w.click("button", "Apply")
	require.Contains(t, w.path(), "as-of=2026-03-15")
	require.Equal(t, "2026-03-15", value[string](w, `document.querySelector("#as-of").value`))
	numbers := w.texts(".tile strong")
	require.NotEqual(t, []string{"63", "61", "14", "12", "14", "6"}, numbers)
	w.click("a", "Customers")
	require.Equal(t, "/customers?as-of=2026-03-15", w.path())
	w.close()
}

func TestScopesOfAdministrators(t *testing.T) {
	w := newWindow(t)
	w.signIn("Ole Falk")
	require.Equal(t, "9", w.texts(".tile strong")[0])
	require.EqualValues(t, 404, w.follow(chromedp.Navigate(w.server.URL+"/customer?id=c-02")))
	require.Equal(t, []string{"There is no such page or customer."}, w.texts("h1"))
	w.open("/customer?id=c-01")
	require.Equal(t, []string{"Alpenglas AG"}, w.texts("h1"))
	w.click("button", "Sign out")
	w.signIn("Rosa Querbach")
	require.Equal(t, "63", w.texts(".tile strong")[0])
	w.open("/customer?id=c-02")
	require.Empty(t, w.texts("form.start")) // may read only
	w.close(strings.Replace(badRequest, "400 (Bad Request)", "404 (Not Found)", 1))
}

func TestWhatChanged(t *testing.T) {
	w := newWindow(t)
	w.signIn("Ida Berg")
	w.open("/customer?id=c-03")
	w.click("button", "Extend by 30 days")
	require.Equal(t, "/customer?id=c-03", w.path())
	w.click("a", "See what changed")
	require.Contains(t, w.texts(".edits li"), "Grünfelder Maschinenbau GmbH & Co. KG: trial-1032 extended by Ida Berg")
	value[string](w, `document.querySelector("#since").value = "2026-01-31"`)
	w.click("button", "Apply")
	require.Contains(t, w.texts(".change .left .why"), "trial trial-1032 was renewed until 2026-03-28")
	w.close()
}

func TestLanguageAndTheme(t *testing.T) {
	w := newWindow(t)
	w.signIn("Whole organization")
	background := func() string { return value[string](w, `getComputedStyle(document.body).backgroundColor`) }
	const light, dark = "rgb(244, 246, 249)", "rgb(5, 8, 12)"
	require.Equal(t, light, background())
	w.click("button", "Dark")
	require.Equal(t, dark, background())
	w.click("button", "System")
	require.Equal(t, light, background())
	w.prefer("dark")
	require.Equal(t, dark, background())
	w.prefer("light")
	require.Equal(t, light, background())
	w.click("button", "DE")
	require.Equal(t, []string{"Übersicht"}, w.texts("h1"))
	require.Equal(t, "de", value[string](w, `document.documentElement.lang`))
	w.close()
}

// prefer makes the browser prefer light or dark pages.
func (w *window) prefer(scheme string) {
	w.t.Helper()
	w.try(func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	})
}

// On a phone, no page is wider than the screen.
func TestPhone(t *testing.T) {
	w := newWindow(t)
	w.signIn("Whole organization")
	w.size(360, 740)
	for _, language := range []string{"EN", "DE"} {
		w.click("button", language)
		for _, path := range allPages {
			w.open(path)
			require.LessOrEqual(t, value[int](w, `document.documentElement.scrollWidth`), 360, path)
		}
	}
	w.close()
}

// A name without end takes a few lines, and leaves room for the columns beside it.
func TestLongNames(t *testing.T) {
	facts := hostile()
	facts.Customers[1].Name = strings.Repeat("x", 100_000)
	facts.Subscriptions[1].End = fixtureDay.AddDate(0, 0, 20)
	facts.Subscriptions[1].Renewal = partnerhub.RenewalNone
	w := windowOf(t, serverOf(t, facts))
	w.signIn("Whole organization")
	for _, path := range []string{"/customers", "/sections/expiring", "/customer?id=formula", "/changes?since=2025-01-01"} {
		w.open(path)
		require.LessOrEqual(t, value[int](w, `document.documentElement.scrollWidth`), 1280, path)
		require.Less(t, value[int](w, `document.documentElement.scrollHeight`), 4000, path)
		require.LessOrEqual(t, value[float64](w, `Math.max(0, ...[...document.querySelectorAll("main table:not(.help *)")].map(e => e.getBoundingClientRect().width))`), 1280.0, path)
	}
	w.close()
}

// With the keyboard alone: the first stop skips to the content, and each stop is
// seen.
func TestKeyboard(t *testing.T) {
	w := newWindow(t)
	w.signIn("Whole organization")
	w.do(chromedp.KeyEvent(kb.Tab))
	require.Equal(t, "Skip to content", value[string](w, `document.activeElement.innerText`))
	w.wait(`document.activeElement.getBoundingClientRect().top >= 0`)
	w.do(enter)
	w.wait(`document.activeElement.id === "content"`)
	w.do(chromedp.KeyEvent(kb.Tab))
	require.Equal(t, "filter", value[string](w, `document.activeElement.id`))
	require.NotEqual(t, "none", value[string](w, `getComputedStyle(document.activeElement).outlineStyle`))
	w.close()
}
