package main

import (
	"encoding/csv"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

// gappy is a partner with a customer of whom something is not known: of 100 licenses 80 are
// assigned and 10 used, of 50 an unknown number is assigned and 40 are used, of 20 there are 5
// assigned and an unknown number used. All three renew soon, the last without a value.
func gappy() *partnerhub.Dataset {
	d := &partnerhub.Dataset{
		AsOf: fixtureDay, Partner: partnerhub.Partner{ID: "p", Name: "Partner"},
		Customers: []partnerhub.Customer{{ID: "c", Name: "Ada"}},
	}
	value, err := partnerhub.ParseMoney("100", "EUR")
	if err != nil {
		panic(err)
	}
	unknown := partnerhub.Count{}
	for i, s := range []struct {
		quantity       int64
		assigned, used partnerhub.Count
		value          partnerhub.Money
	}{
		{100, partnerhub.Known(80), partnerhub.Known(10), value},
		{50, unknown, partnerhub.Known(40), value},
		{20, partnerhub.Known(5), unknown, partnerhub.Money{}},
	} {
		id := fmt.Sprintf("s-%d", i)
		d.Subscriptions = append(d.Subscriptions, partnerhub.Subscription{
			ID: id, CustomerID: "c", Start: fixtureDay.AddDate(-1, 0, 0), End: fixtureDay.AddDate(0, 0, 40),
			Renewal: partnerhub.RenewalAuto, TermValue: s.value,
			Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: s.quantity}},
		})
		d.Usage = append(d.Usage, partnerhub.UsageSample{
			EntitlementID: id, Product: partnerhub.Meetings, Date: fixtureDay.AddDate(0, 0, -1), Assigned: s.assigned, Used: s.used,
		})
	}
	return d
}

var description = regexp.MustCompile(`<desc[^>]*>([^<]*)</desc>`)

// The table below a chart has the numbers of its bars, those of what is not known among them.
func TestTablesSayWhatTheBarsSay(t *testing.T) {
	c := visitor(t, serverOf(t, gappy()), "")
	for _, path := range []string{"/customer?id=c", "/"} { // who is all there is
		_, figure, found := strings.Cut(c.page(path), "<figcaption>Licenses by product</figcaption>")
		require.True(t, found)
		require.Equal(t, "One bar. Meetings: Licenses 170, Assigned at least 85, Used at least 50, Assigned, not known whether used 5, "+
			"Available at least 35, Not known whether assigned 50, Used, not known whether assigned 40.", description.FindStringSubmatch(figure)[1])
		require.Equal(t, [][]string{{"Meetings", "170", "≥\u00a085", "≥\u00a050", "≥\u00a035", "≥\u00a00", "5", "50", "40"}}, rows(figure))
		for _, head := range []string{"Assigned, use not known", "Assignment not known", "Used, assignment not known"} {
			require.Contains(t, figure, `<th scope="col" class="number">`+head+`</th>`)
		}
	}
}

// What is known of all has no columns for what is not.
func TestTablesWithoutGaps(t *testing.T) {
	facts := gappy()
	facts.Subscriptions, facts.Usage = facts.Subscriptions[:1], facts.Usage[:1]
	require.Equal(t, [][]string{{"Meetings", "100", "80", "10", "20", "0"}}, rows(visitor(t, serverOf(t, facts), "").page("/customer?id=c")))
}

// 85 of 120 are assigned where that is known, 50 of 150 used: two of three rows lack one.
func TestNumbersSayWhatTheyLeaveOut(t *testing.T) {
	c := visitor(t, serverOf(t, gappy()), "")
	for language, want := range map[string][]string{
		"en": {
			"<dt>Assigned</dt><dd><bdi>70.83%</bdi></dd>", "<dt>Used</dt><dd><bdi>33.33%</bdi></dd>",
			"<dt>Rows not known</dt><dd><bdi>2</bdi> <small>assigned or used is not known: left out of that percentage</small></dd>",
			"<dt>Term value</dt><dd><bdi>200\u00a0EUR</bdi> <small>rows without a value, left out:\u00a01</small></dd>",
		},
		"de": {
			"<dt>Zeilen nicht bekannt</dt><dd><bdi>2</bdi> <small>zugewiesen oder genutzt ist nicht bekannt: in dieser Prozentzahl ausgelassen</small></dd>",
			"<dt>Vertragswert</dt><dd><bdi>200\u00a0EUR</bdi> <small>Zeilen ohne Wert, ausgelassen:\u00a01</small></dd>",
		},
	} {
		c.cookies[languageCookie] = language
		for _, path := range []string{"/", "/sections/renewing"} {
			for _, part := range want {
				require.Contains(t, c.page(path), part, path)
			}
		}
	}
}

// Six customers have 9 of 10 licenses assigned, a seventh 1 of 10, of which it is not known
// whether it is used.
func TestLowAssignmentSaysWhatItLeavesOut(t *testing.T) {
	facts := &partnerhub.Dataset{AsOf: fixtureDay, Partner: partnerhub.Partner{ID: "p", Name: "Partner"}}
	for i := range 7 {
		id := fmt.Sprint(i)
		facts.Customers = append(facts.Customers, partnerhub.Customer{ID: id, Name: "Customer " + id})
		facts.Subscriptions = append(facts.Subscriptions, partnerhub.Subscription{
			ID: "s-" + id, CustomerID: id, Start: fixtureDay.AddDate(-1, 0, 0), Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 10}},
		})
		sample := partnerhub.UsageSample{
			EntitlementID: "s-" + id, Product: partnerhub.Meetings, Date: fixtureDay.AddDate(0, 0, -1), Assigned: partnerhub.Known(9), Used: partnerhub.Known(4),
		}
		if i < 2 { // the benchmark is the second smallest share of seven
			sample.Assigned = partnerhub.Known(int64(1 + i))
		}
		if i == 0 {
			sample.Used = partnerhub.Count{}
		}
		facts.Usage = append(facts.Usage, sample)
	}
	c := visitor(t, serverOf(t, facts), "")
	want := map[string]string{
		"en": "<dt>Rows not known</dt><dd><bdi>1</bdi> <small>used is not known: left out of that percentage</small></dd>",
		"de": "<dt>Zeilen nicht bekannt</dt><dd><bdi>1</bdi> <small>genutzt ist nicht bekannt: in dieser Prozentzahl ausgelassen</small></dd>",
	}
	for language, part := range want {
		c.cookies[languageCookie] = language
		require.Contains(t, c.page("/sections/low"), part)
		require.Contains(t, c.page("/"), part)
	}
}

// crowded is a partner with a customer of whom there is more of everything than four lines
// hold: tags, lines of an order, and subscriptions that expire soon.
func crowded() *partnerhub.Dataset {
	d := &partnerhub.Dataset{
		AsOf: fixtureDay, Partner: partnerhub.Partner{ID: "p", Name: "Partner"},
		Customers: []partnerhub.Customer{{ID: "c", Name: "Ada"}},
	}
	var order partnerhub.Order
	for i := range 25 {
		d.Customers[0].Tags = append(d.Customers[0].Tags, fmt.Sprintf("a tag of some length, number %d", i))
		order.Lines = append(order.Lines, partnerhub.OrderLine{Product: partnerhub.Product(fmt.Sprintf("a_product_%d", i)), Delta: 1})
	}
	order.Number = "W-1"
	for i := range 9 {
		d.Subscriptions = append(d.Subscriptions, partnerhub.Subscription{
			ID: fmt.Sprintf("subscription-%d", i), CustomerID: "c", Start: fixtureDay.AddDate(-1, 0, 0), End: fixtureDay.AddDate(0, 0, 10+i),
			Renewal: partnerhub.RenewalNone, Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 10}},
		})
	}
	d.Subscriptions[0].Orders = []partnerhub.Order{order}
	return d
}

// Lists are shown whole: each of their texts has lines of its own.
func TestListsAreWhole(t *testing.T) {
	c := visitor(t, serverOf(t, crowded()), "")
	customer, reasons, changes := c.page("/customer?id=c"), c.page("/customers?condition=expiring_soon"), c.page("/changes?since=2025-12-01")
	for i := range 25 {
		require.Contains(t, customer, fmt.Sprintf("<bdi>a tag of some length, number %d</bdi>", i))
		require.Contains(t, customer, fmt.Sprintf("<bdi>A product %d\u00a0&#43;1</bdi>", i))
	}
	for i := range 9 {
		require.Contains(t, reasons, fmt.Sprintf("<bdi>subscription-%d ends in %d days", i, 10+i))
		require.Contains(t, changes, fmt.Sprintf("<bdi>subscription-%d crossed the limit of 30 days</bdi>", i))
	}
}

// cutOff are the texts on a page that are cut off.
const cutOff = `[...document.querySelectorAll("main bdi")].filter(e => e.scrollHeight > e.clientHeight + 2 && e.clientHeight > 0).map(e => e.textContent)`

func TestNothingIsCutOff(t *testing.T) {
	requireWhole(t, serverOf(t, crowded()), "/", "/customers?condition=expiring_soon", "/customer?id=c", "/changes?since=2025-12-01", "/sections/expiring")
	requireWhole(t, testServer(t), "/", "/customers?condition=expiring_soon", "/customers?condition=lowAssignment", "/customer?id=c-46&as-of=2026-03-31", "/changes")
}

// requireWhole requires that no text on pages is cut off, on a desk and on a phone.
func requireWhole(t *testing.T, s *server, paths ...string) {
	w := windowOf(t, s)
	w.signIn("Whole organization")
	for _, width := range []int64{1240, 360} {
		w.size(width, 900)
		for _, path := range paths {
			w.open(path)
			value[bool](w, `document.querySelectorAll("details").forEach(d => d.open = true) || true`)
			require.Empty(t, value[[]string](w, cutOff), path)
		}
	}
	w.close()
}

// Of 23 customers that entered, 20 are listed, and the file that has all is a link away.
func TestLongListsLeadToTheRest(t *testing.T) {
	facts := crowded()
	for i := range 22 {
		id := fmt.Sprintf("other-%02d", i)
		facts.Customers = append(facts.Customers, partnerhub.Customer{ID: id, Name: id})
		facts.Subscriptions = append(facts.Subscriptions, partnerhub.Subscription{
			ID: "s-" + id, CustomerID: id, Start: fixtureDay.AddDate(-1, 0, 0), End: fixtureDay.AddDate(0, 0, 20), Renewal: partnerhub.RenewalNone,
		})
	}
	c := visitor(t, serverOf(t, facts), "")
	page := c.page("/changes?since=2025-12-01")
	more := regexp.MustCompile(`<li><a href="(/changes/csv[^"]*)">and 3 more in the download</a></li>`).FindStringSubmatch(page)
	require.NotNil(t, more)
	file, err := csv.NewReader(strings.NewReader(c.get(more[1]).Body.String())).ReadAll()
	require.NoError(t, err)
	listed := 0
	for _, row := range file[1:] {
		if row[0] == "Expiring soon" {
			listed++
		}
	}
	require.Equal(t, 23, listed)
}
