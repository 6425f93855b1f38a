package partnerhub_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

// disjoint is a portfolio of two administrators, who see every other customer
// each. Ids and names say whose they are.
func disjoint(rng *rand.Rand) *partnerhub.Dataset {
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}}
	seen := map[string][]string{}
	for i := range 24 {
		admin := [...]string{"anna", "bert"}[i%2]
		id := fmt.Sprintf("customer-of-%s-%d", admin, i)
		seen[admin] = append(seen[admin], id)
		data.Customers = append(data.Customers, partnerhub.Customer{ID: id, Name: "Name of " + id, LastAdminSignIn: theDay.AddDate(0, 0, -rng.IntN(60))})
		for j := range 1 + rng.IntN(3) {
			s := partnerhub.Subscription{
				ID: fmt.Sprintf("term-of-%s-%d-%d", admin, i, j), CustomerID: id,
				Start: theDay.AddDate(0, 0, -rng.IntN(400)), End: theDay.AddDate(0, 0, rng.IntN(120)+1),
				Renewal:  oneOf(rng, partnerhub.RenewalAuto, partnerhub.RenewalNone),
				Licenses: []partnerhub.License{{Product: partnerhub.Meetings, Quantity: 20}},
			}
			data.Subscriptions = append(data.Subscriptions, s)
			for week := range 6 {
				data.Usage = append(data.Usage, partnerhub.UsageSample{
					EntitlementID: s.ID, Product: partnerhub.Meetings, Date: theDay.AddDate(0, 0, 7*(week-5)), Assigned: partnerhub.Known(int64(rng.IntN(25))),
				})
			}
		}
	}
	for _, admin := range []string{"anna", "bert"} {
		data.Admins = append(data.Admins, partnerhub.Admin{ID: admin, Role: partnerhub.RoleAdmin, CustomerIDs: seen[admin]})
	}
	return data
}

// said is everything that a view says, and a comparison with another view of the
// same administrator.
func said(t *testing.T, view, other partnerhub.View) string {
	var out strings.Builder
	tell := func(answers ...any) {
		for _, answer := range answers {
			text, err := json.Marshal(answer)
			require.NoError(t, err)
			out.Write(text)
		}
	}
	write := func(table partnerhub.Table) {
		require.NoError(t, table.WriteCSV(&out, partnerhub.CSVOptions{}))
		require.NoError(t, table.WriteMarkdown(&out))
	}
	for id := range view.IDs() {
		explanation, err := view.Explain(id)
		require.NoError(t, err)
		detail, err := view.Customer(id)
		require.NoError(t, err)
		tell(explanation, detail)
		out.WriteString(explanation.Text(partnerhub.German))
		write(explanation.Table(partnerhub.English))
	}
	for _, pair := range [][2]partnerhub.View{{view, other}, {other, view}} {
		comparison := partnerhub.Compare(pair[0], pair[1])
		tell(comparison)
		write(comparison.Table(partnerhub.German))
	}
	next, _, err := view.NextChange(t.Context())
	require.NoError(t, err)
	history, err := view.History(t.Context(), partnerhub.Meetings, partnerhub.HistoryOptions{Points: 3, Step: partnerhub.Monthly})
	require.NoError(t, err)
	report, err := view.Report(t.Context(), partnerhub.Meetings, partnerhub.TrendOptions{})
	require.NoError(t, err)
	outlook := view.SeatOutlook(partnerhub.Meetings)
	tell(next, history, report, outlook, slices.Collect(view.Findings(partnerhub.Conditions()...)), view.StatusCounts())
	for _, c := range partnerhub.Conditions() {
		tell(view.Waterfall(c))
	}
	write(partnerhub.FindingsTable(view.Findings(), partnerhub.English))
	write(partnerhub.CustomersTable(view.Customers(), partnerhub.English))
	write(partnerhub.HistoryTable(history, partnerhub.English))
	write(partnerhub.SeatOutlookTable(outlook, partnerhub.English))
	for _, table := range []partnerhub.Table{
		report.RecentlyAdded.Table(0), report.Expiring.Table(0), report.Renewing.Table(0), report.LowAssignment.Table(0), report.Overage.Table(0),
	} {
		write(table)
	}
	return out.String()
}

func TestNothingLeaks(t *testing.T) {
	forSeeds(10, func(seed uint64) {
		rng := rand.New(rand.NewPCG(seed, 11))
		data := disjoint(rng)
		hub := load(t, data)
		moved := data.Subscriptions[0]
		moved.CustomerID = data.Customers[1].ID // from anna's to bert's
		after := apply(t, hub,
			partnerhub.UpsertSubscription{Subscription: moved}, partnerhub.RemoveCustomer{ID: data.Customers[3].ID},
			partnerhub.UnassignAdmin{AdminID: "bert", CustomerID: data.Customers[5].ID}, partnerhub.AssignAdmin{AdminID: "anna", CustomerID: data.Customers[6].ID},
			partnerhub.RemoveSubscription{ID: data.Subscriptions[len(data.Subscriptions)-1].ID},
		)
		for admin, foreign := range map[string]string{"anna": "bert", "bert": "anna"} {
			filter, err := partnerhub.ParseFilter("status:subscription")
			require.NoError(t, err)
			view, err := hub.At(theDay).As(admin)
			require.NoError(t, err)
			other, err := after.At(theDay.AddDate(0, 0, 9)).As(admin)
			require.NoError(t, err)
			narrow, err := view.Where(filter)
			require.NoError(t, err)
			for _, text := range []string{said(t, view, other), said(t, narrow, other)} {
				require.Contains(t, text, "customer-of-"+admin)
				// What moved to bert keeps the id that it had.
				text = strings.ReplaceAll(text, moved.ID, "moved")
				require.NotContains(t, text, "-of-"+foreign, "-seed %d: %s", seed, admin)
			}
			all, known := view.Waterfall(partnerhub.OverLimit).All.Value()
			require.False(t, known, all)
			for _, customer := range data.Customers {
				if strings.Contains(customer.ID, foreign) {
					requireUnknown(t, view, customer)
				}
			}
		}
	})
}

// requireUnknown fails unless a customer and one that does not exist are refused in
// the same words.
func requireUnknown(t *testing.T, view partnerhub.View, customer partnerhub.Customer) {
	_, explained := view.Explain(customer.ID)
	_, absent := view.Explain("nobody")
	_, staged := view.StageOf(customer.ID, partnerhub.OverLimit)
	want := strings.ReplaceAll(absent.Error(), "nobody", customer.ID)
	require.EqualError(t, explained, want)
	require.EqualError(t, staged, want)
	require.NotContains(t, explained.Error(), customer.Name)
}
