package examples_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/testdata"
)

// Here, what the pages say is worked out from the facts by plain loops over the dataset, without a hub.

func facts(t *testing.T) *partnerhub.Dataset {
	data, err := partnerhub.ParseDataset(testdata.Portfolio())
	require.NoError(t, err)
	return data
}

// outputOn returns the lines that a page shows as the output of a section.
func outputOn(t *testing.T, name, heading string) []string {
	page, err := os.ReadFile(filepath.Join(pages, name+".md"))
	require.NoError(t, err)
	_, section, found := strings.Cut(string(page), "\n## "+heading+"\n")
	require.True(t, found, heading)
	_, output, found := strings.Cut(section, "\n```text\n")
	require.True(t, found, heading)
	output, _, _ = strings.Cut(output, "\n```\n")
	return strings.Split(output, "\n")
}

// term is a subscription or a trial.
type term struct {
	id, customer string
	start, end   time.Time
	renews       bool
	cancelled    bool
	licenses     []partnerhub.License
}

// running returns the terms that are running, without those of the partner itself.
func running(data *partnerhub.Dataset) []term {
	var terms []term
	for _, s := range data.Subscriptions {
		one := term{s.ID, s.CustomerID, s.Start, s.End, s.Renewal == partnerhub.RenewalAuto, !s.CancelledAt.IsZero(), s.Licenses}
		if one.cancelled {
			one.renews = false
			if s.End.IsZero() || s.CancelledAt.Before(s.End) {
				one.end = s.CancelledAt
			}
		}
		terms = append(terms, one)
	}
	for _, trial := range data.Trials {
		terms = append(terms, term{trial.ID, trial.CustomerID, trial.Start, trial.End, false, false, trial.Licenses})
	}
	return slices.DeleteFunc(terms, func(one term) bool {
		return one.customer == data.Partner.ID || one.start.After(data.AsOf) || !one.end.IsZero() && !one.end.After(data.AsOf)
	})
}

// of returns the number of licenses of a product.
func (t term) of(product partnerhub.Product) (licenses int64) {
	for _, line := range t.licenses {
		if line.Product == product {
			licenses += line.Quantity
		}
	}
	return licenses
}

// days returns the number of civil days from one instant to another.
func days(from, to time.Time) int {
	return int(to.Truncate(24*time.Hour).Sub(from.Truncate(24*time.Hour)) / (24 * time.Hour))
}

// assigned returns what the last sample of a term says that is not older than a month.
func assigned(data *partnerhub.Dataset, one term, product partnerhub.Product) (count int64) {
	var last time.Time
	for _, s := range data.Usage {
		fresh := !s.Date.After(data.AsOf) && days(s.Date, data.AsOf) < 30
		if s.EntitlementID == one.id && s.Product == product && fresh && s.Date.After(last) {
			last = s.Date
			count, _ = s.Assigned.Value()
		}
	}
	return count
}

func TestOverLimit(t *testing.T) {
	data := facts(t)
	names := map[string]string{}
	for _, customer := range data.Customers {
		names[customer.ID] = customer.Name
	}
	var want []string
	for _, one := range running(data) {
		for _, product := range []partnerhub.Product{partnerhub.Meetings, partnerhub.Calling} {
			if has, uses := one.of(product), assigned(data, one, product); uses > has {
				want = append(want, fmt.Sprintf("%d of %d licenses of %s: %s", uses, has, product, names[one.customer]))
			}
		}
	}
	require.ElementsMatch(t, want, outputOn(t, "quickstart", "Who is over the limit?"))
	require.Contains(t, outputOn(t, "quickstart", "How many need attention?"), fmt.Sprintf("%d have assigned more licenses than they bought", len(want)))
	require.Equal(t, fmt.Sprintf("Nordwind Partner GmbH, 2026-01-31: %d customers", len(names)-1), outputOn(t, "quickstart", "Load the facts")[0])
}

// expiring returns the terms of meetings that end within 90 days and do not renew,
// in the order of their ends.
func expiring(data *partnerhub.Dataset) []term {
	ending := slices.DeleteFunc(running(data), func(one term) bool {
		return one.of(partnerhub.Meetings) == 0 || one.renews || one.end.IsZero() || days(data.AsOf, one.end) > 90
	})
	slices.SortStableFunc(ending, func(a, b term) int { return a.end.Compare(b.end) })
	return ending
}

func customersOf(terms []term) int {
	ids := map[string]bool{}
	for _, one := range terms {
		ids[one.customer] = true
	}
	return len(ids)
}

// Twelve subscriptions renew, some of which were cancelled; who starts a trial had
// nothing.
func TestWhatIf(t *testing.T) {
	data := facts(t)
	left, cancelled, renewed := expiring(data), 0, 0
	require.Contains(t, outputOn(t, "whatif", "As it is")[0], fmt.Sprintf("%d customers expire: ", customersOf(left)))
	left = slices.DeleteFunc(left, func(one term) bool {
		if renewed == 12 || !strings.HasPrefix(one.id, "Sub-") {
			return false
		}
		renewed++
		if one.cancelled {
			cancelled++
		}
		return true
	})
	require.Greater(t, cancelled, 1)
	after := outputOn(t, "whatif", "Twelve subscriptions renew")
	require.Equal(t, "12 renewals", after[0])
	require.Contains(t, after[1], fmt.Sprintf("%d customers expire: ", customersOf(left)))

	for _, s := range data.Subscriptions {
		require.NotEqual(t, "c-61", s.CustomerID)
	}
	for _, trial := range data.Trials {
		require.NotEqual(t, "c-61", trial.CustomerID)
	}
}

// Two roles see their own customers, the others all; c-41 is not one of Ole's.
func TestScopes(t *testing.T) {
	data := facts(t)
	lines := outputOn(t, "scopes", "Who sees how much?")
	for i, admin := range data.Admins {
		sees := len(data.Customers) - 1 // the partner itself is none
		if admin.Role == partnerhub.RoleAdmin || admin.Role == partnerhub.RoleProvisioning {
			sees = len(admin.CustomerIDs)
		}
		require.Contains(t, lines[i], fmt.Sprintf(" %2d customers, ", sees), admin.Name)
	}
	require.Len(t, lines, len(data.Admins))

	require.Equal(t, "a-2", data.Admins[1].ID)
	require.NotContains(t, data.Admins[1].CustomerIDs, "c-41")
	for id, exists := range map[string]bool{"c-41": true, "c-999": false} {
		require.Equal(t, exists, slices.ContainsFunc(data.Customers, func(c partnerhub.Customer) bool { return c.ID == id }))
	}
}

// All but low assignment adds up before the first pass, and that does after it.
func TestMerging(t *testing.T) {
	var customers, ends, low, judged [3]int
	for i, line := range outputOn(t, "merging", "What does each office see?") {
		_, err := fmt.Sscanf(line, "%d customers, %d expiring, %d with low assignment", &customers[i], &ends[i], &low[i])
		require.NoError(t, err)
	}
	for i, line := range outputOn(t, "merging", "Second pass: what do the numbers add up to?") {
		_, whatFollows, found := strings.Cut(line, " bytes: ")
		if !found {
			whatFollows = line
		}
		_, err := fmt.Sscanf(whatFollows, "%d with low assignment", &judged[i])
		require.NoError(t, err)
	}
	require.Equal(t, customers[2], customers[0]+customers[1])
	require.Equal(t, ends[2], ends[0]+ends[1])
	require.NotEqual(t, low[2], low[0]+low[1])
	require.Equal(t, low[2], judged[2])
	require.Equal(t, judged[2], judged[0]+judged[1])

	data, german := facts(t), 0
	for _, customer := range data.Customers {
		if customer.ID != data.Partner.ID && slices.Contains([]string{"DE", "AT", "CH"}, customer.Country) {
			german++
		}
	}
	require.Equal(t, german, customers[0])
}
