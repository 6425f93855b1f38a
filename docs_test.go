package partnerhub_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

func readPage(t *testing.T, path string) string {
	page, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(page)
}

// What README shows is what [Example] runs.
func TestREADMEShowsAnExample(t *testing.T) {
	_, after, _ := strings.Cut(readPage(t, "README.md"), "```go\n")
	block, _, found := strings.Cut(after, "```")
	require.True(t, found)
	_, after, _ = strings.Cut(readPage(t, "example_readme_test.go"), "dataset partnerhub.Source) error {\n")
	body, _, found := strings.Cut(after, "\treturn nil\n}\n")
	require.True(t, found)
	require.Equal(t, strings.ReplaceAll("\n"+body, "\n\t", "\n"), "\n"+block)
}

func TestMetricsPageNamesEverything(t *testing.T) {
	page := readPage(t, "docs/metrics.md")
	names := map[string]bool{}
	for _, status := range partnerhub.Statuses() {
		names[status.String()] = true
	}
	for _, document := range []any{
		partnerhub.Dataset{}, partnerhub.Report{}, partnerhub.CustomerDetail{}, partnerhub.PartnerDetail{},
	} {
		addMembers(names, reflect.TypeOf(document))
	}
	var missing []string
	for name := range names {
		if !strings.Contains(page, "`"+name+"`") {
			missing = append(missing, name)
		}
	}
	require.Empty(t, missing)
}

// addMembers adds the names of all JSON members that a type leads to.
func addMembers(names map[string]bool, t reflect.Type) {
	switch t.Kind() {
	case reflect.Slice:
		addMembers(names, t.Elem())
	case reflect.Struct:
		for field := range t.Fields() {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			if name != "" && name != "-" {
				names[name] = true
			}
			if name != "" || field.Anonymous {
				addMembers(names, field.Type)
			}
		}
	}
}

func TestMetricsPageGivesTheDefaults(t *testing.T) {
	page := readPage(t, "docs/metrics.md")
	policy, err := partnerhub.Policy{}.Resolved()
	require.NoError(t, err)
	for field, value := range reflect.ValueOf(policy).Fields() {
		standard := strings.Join(strings.Fields(strings.Trim(fmt.Sprint(value), "[]")), ", ")
		require.True(t, strings.Contains(page, fmt.Sprintf("\n| `Policy.%s` | %s |", field.Name, standard)), field.Name)
	}
}

// tableAfter returns the cells of the first table after a line of the page,
// without its head.
func tableAfter(page, line string) [][]string {
	_, rest, _ := strings.Cut(page, "\n"+line)
	_, rest, _ = strings.Cut(rest, "\n|")
	table, _, _ := strings.Cut("|"+rest, "\n\n")
	var cells [][]string
	for row := range strings.Lines(table) {
		parts := strings.Split(row, "|")
		for i := range parts {
			parts[i] = strings.TrimSpace(parts[i])
		}
		cells = append(cells, parts[1:len(parts)-1])
	}
	return cells[2:]
}

// The worked example of the page is computed by the engine.
func TestMetricsPageWorkedExample(t *testing.T) {
	page := readPage(t, "docs/metrics.md")
	data := exampleData(t, tableAfter(page, "### Worked example"))
	section := load(t, data).At(time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC)).LowAssignment(partnerhub.Meetings)

	found := map[string]string{}
	var rows []string
	for _, row := range section.Rows {
		found[row.Customer] = fmt.Sprintf("%d of %s, %d", row.Peers.Count, row.Peers.Band, row.Peers.Benchmark)
		rows = append(rows, row.EntitlementID)
	}
	want := map[string]string{}
	for _, customer := range tableAfter(page, "has a share. Hazel") {
		if customer[6] == "yes" {
			want[customer[0]] = customer[4] + ", " + customer[5]
		}
	}
	require.Equal(t, want, found)
	require.Equal(t, []string{"E-2", "G-1"}, rows)
	_, kpis, _ := strings.Cut(page, "\n- **KPIs:** ")
	kpis, _, _ = strings.Cut(kpis, "\n")
	require.Contains(t, kpis, fmt.Sprintf("`customers` is %d.", section.Customers))
	require.Contains(t, kpis, fmt.Sprintf("= %d / %d = %s %%.", section.Assignment.Num, section.Assignment.Den, section.Assignment.Percent()))
	require.Contains(t, kpis, fmt.Sprintf("= %d.", section.Unassigned))
}

func exampleData(t *testing.T, rows [][]string) *partnerhub.Dataset {
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "partner"}}
	for _, row := range rows {
		customer, id := row[0], row[1]
		start, err := time.Parse(time.DateOnly, row[2])
		require.NoError(t, err)
		licenses, err := strconv.ParseInt(row[3], 10, 64)
		require.NoError(t, err)
		if last := len(data.Customers) - 1; last < 0 || data.Customers[last].ID != customer {
			data.Customers = append(data.Customers, partnerhub.Customer{ID: customer, Name: customer})
		}
		data.Subscriptions = append(data.Subscriptions, partnerhub.Subscription{
			ID: id, CustomerID: customer, Start: start,
			Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: licenses}},
		})
		if assigned, err := strconv.ParseInt(row[4], 10, 64); err == nil {
			data.Usage = append(data.Usage, partnerhub.UsageSample{
				EntitlementID: id, Product: partnerhub.Meetings, Assigned: partnerhub.Known(assigned),
				Date: time.Date(2026, 6, 29, 0, 0, 0, 0, time.UTC),
			})
		}
	}
	return data
}

var (
	pageCode    = regexp.MustCompile("(?ms)^```.*?^```")
	pageLink    = regexp.MustCompile(`\]\(([^)\s]*)\)`)
	pageHeading = regexp.MustCompile(`(?m)^#+ (.*)$`)
	notInAnchor = regexp.MustCompile(`[^\p{L}\p{N}_ -]`)
)

// Links between the pages lead to files, and to headings, that exist.
func TestLinksOfPages(t *testing.T) {
	var pages []string
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/notebooks/*.md"} {
		found, err := filepath.Glob(pattern)
		require.NoError(t, err)
		pages = append(pages, found...)
	}
	links := 0
	for _, page := range pages {
		for _, match := range pageLink.FindAllStringSubmatch(pageCode.ReplaceAllString(readPage(t, page), ""), -1) {
			if strings.Contains(match[1], "://") {
				continue
			}
			links++
			file, anchor, _ := strings.Cut(match[1], "#")
			target := page
			if file != "" {
				target = filepath.Join(filepath.Dir(page), file)
			}
			_, err := os.Stat(target)
			require.NoError(t, err, page)
			if anchor != "" {
				require.Contains(t, anchors(readPage(t, target)), anchor, page)
			}
		}
	}
	require.NotZero(t, links)
}

// anchors returns what links to the headings of a page are called.
func anchors(page string) []string {
	var all []string
	for _, match := range pageHeading.FindAllStringSubmatch(page, -1) {
		all = append(all, strings.ReplaceAll(notInAnchor.ReplaceAllString(strings.ToLower(match[1]), ""), " ", "-"))
	}
	return all
}

// textual is an enumeration: its values have texts, from 1 on.
type textual interface{ MarshalText() ([]byte, error) }

func TestInsightPageNamesEverything(t *testing.T) {
	page := readPage(t, "docs/insight.md")
	var missing []string
	for _, value := range []func(n uint8) textual{
		func(n uint8) textual { return partnerhub.Condition(n) },
		func(n uint8) textual { return partnerhub.Rule(n) },
		func(n uint8) textual { return partnerhub.CauseKind(n) },
		func(n uint8) textual { return partnerhub.Stage(n) },
	} {
		for n := uint8(1); ; n++ {
			name, err := value(n).MarshalText()
			if err != nil {
				require.Greater(t, n, uint8(4)) // these were the last
				break
			}
			if !strings.Contains(page, "`"+string(name)+"`") {
				missing = append(missing, string(name))
			}
		}
	}
	require.Empty(t, missing)
}
