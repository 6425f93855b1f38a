package partnerhub_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

// hostileTexts try to leave their cell, or to become something else in it.
var hostileTexts = []string{
	"plain", `say "hi", they said`, "two\nlines", "two\r\nlines", "a\rb", " padded ", "a,b;c", "a|b", "\\", "`code` *b* _i_ [x](https://example.com) <b>&amp;",
	"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "\ufeff=1", "'quoted", "0x", "Zürich", "日本", "www.example.com", "|", "\u2028next", "x;=1+1;", "a\t=1", "a; b",
}

// named is a customer of each of the texts, in one subscription that ends soon.
func named(t testing.TB, texts ...string) partnerhub.Ending {
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}}
	for i, text := range texts {
		id := string(rune('a' + i))
		data.Customers = append(data.Customers, partnerhub.Customer{ID: id, Name: text})
		data.Subscriptions = append(data.Subscriptions, partnerhub.Subscription{
			ID: "s-" + id, CustomerID: id, Start: date(2026, 1, 1), End: date(2026, 2, 1).AddDate(0, 0, i),
			Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 5}},
		})
	}
	hub, err := partnerhub.Load(t.Context(), data)
	require.NoError(t, err)
	return hub.At(theDay).Expiring(partnerhub.Meetings)
}

func csvOf(t testing.TB, table partnerhub.Table, options partnerhub.CSVOptions) string {
	var out strings.Builder
	require.NoError(t, table.WriteCSV(&out, options))
	return out.String()
}

func markdownOf(t testing.TB, table partnerhub.Table) string {
	var out strings.Builder
	require.NoError(t, table.WriteMarkdown(&out))
	return out.String()
}

func TestCSVGivesBackWhatItWasGiven(t *testing.T) {
	table := named(t, hostileTexts...).Table(partnerhub.English)
	text := csvOf(t, table, partnerhub.CSVOptions{KeepFormulas: true})
	// encoding/csv reads CR LF within quotes as LF.
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	require.NoError(t, err)
	require.Equal(t, table.Columns(), records[0])
	i := 1
	for row := range table.Rows() {
		for j := range row {
			require.Equal(t, strings.ReplaceAll(row[j], "\r\n", "\n"), records[i][j])
		}
		i++
	}
	require.Len(t, records, i)
	require.Equal(t, len(hostileTexts), table.Len())
}

func TestCSVWithoutFormulas(t *testing.T) {
	want := map[string]string{
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t'=1", "x;=1+1;": "x;'=1+1;", "a\t=1": "a\t'=1", "a; b": "a; b", " =1": "' =1", "＝1": "'＝1", "\ufeff=1": "'\ufeff=1",
		"|": "'|", "plain": "plain", "0x": "0x", "Zürich": "Zürich", "'quoted": "'quoted", "a|b": "a|b", " padded ": " padded ",
	}
	section := named(t, hostileTexts...)
	records, err := csv.NewReader(strings.NewReader(csvOf(t, section.Table(partnerhub.English), partnerhub.CSVOptions{}))).ReadAll()
	require.NoError(t, err)
	checked := 0
	for i, row := range section.Rows {
		if text, exists := want[row.Customer]; exists {
			require.Equal(t, text, records[i+1][1])
			checked++
		}
	}
	require.Len(t, want, checked)
}

// Numbers below zero are no formulas.
func TestCSVLeavesNumbers(t *testing.T) {
	section := partnerhub.RecentlyAdded{Rows: []partnerhub.RecentlyAddedRow{{WeeklyAssignedChange: partnerhub.Known(-5), WeeklyUsedChange: partnerhub.Count{}}}}
	lines := strings.Split(csvOf(t, section.Table(partnerhub.German), partnerhub.CSVOptions{}), "\r\n")
	require.Equal(t, "Kunden-ID,Kunde,Berechtigungs-ID,Abonnement,Lizenzen,Zugewiesen,Genutzt,Verfügbar,Tage seit Beginn,\"Zugewiesen, Änderung zur Vorwoche\",\"Genutzt, Änderung zur Vorwoche\"", lines[0])
	require.Equal(t, ",,,,0,,,,0,-5,", lines[1])
	require.Equal(t, []string{""}, lines[2:])
}

func TestMarkdown(t *testing.T) {
	text := markdownOf(t, named(t, "a|b\n`c` <i>&", "www.example.com").Table(partnerhub.English))
	lines := strings.Split(text, "\n")
	require.Equal(t, "| Customer ID | Customer | Entitlement ID | Subscription | Licenses | Assigned | Used | Available | Days until end | Used in the last 3 months | At least | Last day to decide | Decision passed |", lines[0])
	require.Equal(t, "| --- | --- | --- | --- | --: | --: | --: | --: | --: | --: | --- | --- | --- |", lines[1])
	require.Equal(t, "| a | a\\|b \\`c\\` \\<i\\>\\& | s-a | s-a | 5 |  |  |  | 1 |  |  |  |  |", lines[2])
	require.Equal(t, "| b | www\\.example\\.com | s-b | s-b | 5 |  |  |  | 2 |  |  |  |  |", lines[3])
	require.Len(t, lines, 5)
}

func TestEmptyTables(t *testing.T) {
	require.Equal(t, "\r\n", csvOf(t, partnerhub.Table{}, partnerhub.CSVOptions{}))
	require.Empty(t, markdownOf(t, partnerhub.Table{}))
	require.Zero(t, partnerhub.Table{}.Len())
	table := partnerhub.Overage{}.Table(partnerhub.English)
	require.Equal(t, 1, strings.Count(csvOf(t, table, partnerhub.CSVOptions{}), "\r\n"))
	require.Equal(t, 2, strings.Count(markdownOf(t, table), "\n"))
}

// full is a writer that takes so many writes.
type full struct{ left int }

var errFull = errors.New("full")

func (f *full) Write(p []byte) (int, error) {
	if f.left == 0 {
		return 0, errFull
	}
	f.left--
	return len(p), nil
}

func TestTableReturnsErrorsOfTheWriter(t *testing.T) {
	table := named(t, "A", "B").Table(partnerhub.English)
	for writes := range 3 {
		require.ErrorIs(t, table.WriteCSV(&full{writes}, partnerhub.CSVOptions{}), errFull)
		require.ErrorIs(t, table.WriteMarkdown(&full{writes}), errFull)
	}
	require.NoError(t, table.WriteCSV(&full{3}, partnerhub.CSVOptions{}))
	require.NoError(t, table.WriteMarkdown(&full{4}))
}

// Every table has a label for each column in both languages, no two alike, and as
// many cells as columns.
func TestTablesAreComplete(t *testing.T) {
	view := loadNordwind().At(theDay)
	explanation, err := view.Explain("c-5")
	require.NoError(t, err)
	trend, err := view.Trend(t.Context(), partnerhub.Meetings, partnerhub.TrendOptions{})
	require.NoError(t, err)
	history, err := view.History(t.Context(), partnerhub.Meetings, partnerhub.HistoryOptions{Points: 2})
	require.NoError(t, err)
	comparison := partnerhub.Compare(loadNordwind().At(theDay.AddDate(0, -1, 0)), view)
	for name, table := range map[string]func(partnerhub.Language) partnerhub.Table{
		"added":       view.RecentlyAdded(partnerhub.Meetings).Table,
		"expiring":    view.Expiring(partnerhub.Meetings).Table,
		"renewing":    view.Renewing(partnerhub.Meetings).Table,
		"low":         view.LowAssignment(partnerhub.Meetings).Table,
		"overage":     view.Overage(partnerhub.Meetings).Table,
		"explanation": explanation.Table,
		"waterfall":   view.Waterfall(partnerhub.OverLimit).Table,
		"comparison":  comparison.Table,
		"customers":   func(l partnerhub.Language) partnerhub.Table { return partnerhub.CustomersTable(view.Customers(), l) },
		"trend":       func(l partnerhub.Language) partnerhub.Table { return partnerhub.TrendTable(trend, l) },
		"history":     func(l partnerhub.Language) partnerhub.Table { return partnerhub.HistoryTable(history, l) },
		"findings":    func(l partnerhub.Language) partnerhub.Table { return partnerhub.FindingsTable(view.Findings(), l) },
		"outlook": func(l partnerhub.Language) partnerhub.Table {
			return partnerhub.SeatOutlookTable([]partnerhub.SeatOutlook{{}}, l)
		},
	} {
		english, german := table(partnerhub.English), table(partnerhub.German)
		require.Len(t, german.Columns(), len(english.Columns()), name)
		require.Positive(t, english.Len(), name)
		for _, labels := range [][]string{english.Columns(), german.Columns()} {
			require.NotContains(t, labels, "", name)
			require.Len(t, slices.Compact(slices.Sorted(slices.Values(labels))), len(labels), name)
		}
		for row := range german.Rows() {
			require.Len(t, row, len(german.Columns()), name)
		}
	}
}

func TestTableOfAWaterfall(t *testing.T) {
	view, err := loadNordwind().At(theDay).As("ole")
	require.NoError(t, err)
	text := csvOf(t, view.Waterfall(partnerhub.OverLimit).Table(partnerhub.English), partnerhub.CSVOptions{})
	require.Equal(t, "Stage,Customers\r\nAll customers,\r\nSeen by the administrator,2\r\nMatched by the filter,2\r\nPopulation,2\r\nCounted,1\r\nNot known,0\r\n", text)
}

func TestTableOfRenewing(t *testing.T) {
	section := loadNordwind().At(theDay).Renewing(partnerhub.Meetings)
	// Sub-1 ends on 1 March: the last day to decide is 30 days before, 30 January.
	require.Equal(t, date(2026, 1, 30), section.Rows[0].LastDayToDecide)
	require.True(t, section.Rows[0].DecisionPassed)
	require.Equal(t, "c-1,Alpenglas AG,Sub-1,Sub-1,100,80,60,20,29,60,yes,2026-01-30,yes", strings.Split(csvOf(t, section.Table(partnerhub.English), partnerhub.CSVOptions{}), "\r\n")[1])
	require.True(t, loadNordwind().At(theDay).Expiring(partnerhub.Meetings).Rows[0].LastDayToDecide.IsZero())
}

// A table of one column and one row gives back any text, in one cell.
func FuzzTable(f *testing.F) {
	for _, text := range hostileTexts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		section := partnerhub.Ending{AsOf: at, Rows: []partnerhub.EndingRow{{Row: partnerhub.Row{Customer: text}}}}
		table := section.Table(partnerhub.English)
		for _, keep := range []bool{true, false} {
			var out bytes.Buffer
			require.NoError(t, table.WriteCSV(&out, partnerhub.CSVOptions{KeepFormulas: keep}))
			records, err := csv.NewReader(&out).ReadAll()
			require.NoError(t, err)
			require.Len(t, records, 2)
			got, want := records[1][1], strings.ReplaceAll(text, "\r\n", "\n")
			if !keep {
				got, want = strings.ReplaceAll(got, "'", ""), strings.ReplaceAll(want, "'", "")
			}
			require.Equal(t, want, got)
			for cell := range strings.FieldsFuncSeq(records[1][1], func(r rune) bool { return r == ';' || r == '\t' }) {
				require.False(t, !keep && strings.ContainsAny(cell[:1], "=+-@\r"), records[1][1])
			}
		}
		lines := strings.Split(markdownOf(t, table), "\n")
		require.Len(t, lines, 4)
		unescaped := strings.NewReplacer(`\\`, "", `\|`, "").Replace(lines[2])
		require.Equal(t, len(table.Columns())+1, strings.Count(unescaped, "|"), lines[2])
	})
}
