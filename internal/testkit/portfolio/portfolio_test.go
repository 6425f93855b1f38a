package main

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/testdata"
)

func TestCommittedFileIsCurrent(t *testing.T) {
	document, err := encode(dataset())
	require.NoError(t, err)
	require.True(t, bytes.Equal(document, testdata.Portfolio()),
		"run: go run ./internal/testkit/portfolio > testdata/portfolio.json")
}

func TestFileIsReadable(t *testing.T) {
	document := testdata.Portfolio()
	require.Less(t, len(document), 900_000)
	longest := slices.MaxFunc(bytes.Split(document, []byte("\n")), func(a, b []byte) int { return len(a) - len(b) })
	require.Less(t, len(longest), 3000, "one record a line: %s", longest)
}

// committed returns the dataset as its users read it, and its view.
func committed(t *testing.T) (*partnerhub.Dataset, partnerhub.View) {
	data, err := partnerhub.ParseDataset(testdata.Portfolio())
	require.NoError(t, err)
	hub, err := partnerhub.Load(t.Context(), data)
	require.NoError(t, err)
	return data, hub.At(data.AsOf)
}

func TestShowsEveryStatusAndHeadline(t *testing.T) {
	_, view := committed(t)
	statuses, headlines := map[partnerhub.Status]int{}, map[partnerhub.Status]int{}
	for customer := range view.Customers() {
		headlines[customer.Headline]++
		for _, status := range customer.Statuses {
			statuses[status]++
		}
	}
	for _, status := range partnerhub.Statuses() {
		require.Positive(t, statuses[status], "status %s", status)
		require.Positive(t, headlines[status], "headline %s", status)
	}
	require.Positive(t, headlines[partnerhub.StatusNone], "a customer with nothing")
}

func TestShowsEverySection(t *testing.T) {
	_, view := committed(t)
	for _, product := range []partnerhub.Product{partnerhub.Meetings, partnerhub.Calling} {
		report, err := view.Report(t.Context(), product, partnerhub.TrendOptions{Points: weeks})
		require.NoError(t, err)
		require.GreaterOrEqual(t, len(report.RecentlyAdded.Rows), 3, product)
		require.GreaterOrEqual(t, len(report.Expiring.Rows), 3, product)
		require.GreaterOrEqual(t, len(report.Renewing.Rows), 3, product)
		require.GreaterOrEqual(t, len(report.LowAssignment.Rows), 3, product)
		require.GreaterOrEqual(t, len(report.Overage.Rows), 3, product)
		for _, point := range report.Trend {
			require.True(t, point.Used.IsKnown(), "%s at %s", product, point.AsOf)
		}
	}
	overview := view.Overview()
	require.Greater(t, overview.ManagedCustomers, overview.TotalCustomers)
}

func TestShowsEveryWidth(t *testing.T) {
	_, view := committed(t)
	bands := map[string]bool{}
	for _, row := range view.LowAssignment(partnerhub.Meetings).Rows {
		bands[row.Peers.Band] = true
	}
	require.Len(t, bands, 4, "low assignment of meetings in every size band")
	currencies := map[string]bool{}
	for _, section := range []partnerhub.Ending{view.Expiring(partnerhub.Meetings), view.Renewing(partnerhub.Meetings)} {
		for _, value := range section.TermValue {
			currencies[value.Currency] = true
		}
	}
	require.Len(t, currencies, 5, "term values in every currency")
}

func TestShowsEveryKindOfFact(t *testing.T) {
	data, _ := committed(t)
	require.InDelta(t, 60, len(data.Customers), 5)
	require.True(t, data.Partner.Setup.CompletedAt.IsZero(), "a step of the setup is open")
	customers, subscriptions, trials, usage, admins := data.Customers, data.Subscriptions, data.Trials, data.Usage, data.Admins
	for fact, shown := range map[string]bool{
		"own organization":    slices.ContainsFunc(customers, func(c partnerhub.Customer) bool { return c.ID == data.Partner.ID }),
		"external management": slices.ContainsFunc(customers, func(c partnerhub.Customer) bool { return c.ManagedBy == partnerhub.ManagedByExternal }),
		"never signed in":     slices.ContainsFunc(customers, func(c partnerhub.Customer) bool { return c.AdminNeverSignedIn }),
		"pending order":       slices.ContainsFunc(subscriptions, func(s partnerhub.Subscription) bool { return s.Start.After(collected) }),
		"cancelled":           slices.ContainsFunc(subscriptions, func(s partnerhub.Subscription) bool { return !s.CancelledAt.IsZero() }),
		"open-ended":          slices.ContainsFunc(subscriptions, func(s partnerhub.Subscription) bool { return s.End.IsZero() }),
		"unknown renewal":     slices.ContainsFunc(subscriptions, func(s partnerhub.Subscription) bool { return s.Renewal == partnerhub.RenewalUnknown }),
		"co-terminating pair": slices.ContainsFunc(subscriptions, func(s partnerhub.Subscription) bool { return hasTwin(s, subscriptions) }),
		"paid invoice":        slices.ContainsFunc(subscriptions, hasInvoice(func(i partnerhub.Invoice) bool { return !i.PaidAt.IsZero() })),
		"open invoice":        slices.ContainsFunc(subscriptions, hasInvoice(func(i partnerhub.Invoice) bool { return i.PaidAt.IsZero() && i.DueAt.After(collected) })),
		"overdue invoice":     slices.ContainsFunc(subscriptions, hasInvoice(func(i partnerhub.Invoice) bool { return i.PaidAt.IsZero() && i.DueAt.Before(collected) })),
		"trial that ended":    slices.ContainsFunc(trials, func(t partnerhub.Trial) bool { return t.End.Before(collected) }),
		"unknown assigned":    slices.ContainsFunc(usage, func(u partnerhub.UsageSample) bool { return !u.Assigned.IsKnown() }),
		"unknown used":        slices.ContainsFunc(usage, func(u partnerhub.UsageSample) bool { return !u.Used.IsKnown() }),
		"unknown quarter":     slices.ContainsFunc(usage, func(u partnerhub.UsageSample) bool { return !u.UsedQuarter.IsKnown() }),
		"known quarter":       slices.ContainsFunc(usage, func(u partnerhub.UsageSample) bool { return u.UsedQuarter.IsKnown() }),
		"two of role admin":   len(slices.DeleteFunc(slices.Clone(admins), func(a partnerhub.Admin) bool { return a.Role != partnerhub.RoleAdmin })) == 2,
	} {
		require.True(t, shown, fact)
	}
}

// hasTwin reports whether the customer has another subscription that ends on the
// same day.
func hasTwin(s partnerhub.Subscription, all []partnerhub.Subscription) bool {
	return slices.ContainsFunc(all, func(other partnerhub.Subscription) bool {
		return other.ID != s.ID && other.CustomerID == s.CustomerID && !s.End.IsZero() && other.End.Equal(s.End)
	})
}

func hasInvoice(matches func(partnerhub.Invoice) bool) func(partnerhub.Subscription) bool {
	return func(s partnerhub.Subscription) bool { return slices.ContainsFunc(s.Invoices, matches) }
}

func TestShowsEveryProductRoleAndOrderKind(t *testing.T) {
	data, _ := committed(t)
	products, roles, kinds := map[partnerhub.Product]bool{}, map[partnerhub.Role]bool{}, map[partnerhub.OrderKind]bool{}
	for _, s := range data.Subscriptions {
		for _, license := range s.Licenses {
			products[license.Product] = true
		}
		for _, order := range s.Orders {
			kinds[order.Kind] = true
		}
	}
	for _, admin := range data.Admins {
		roles[admin.Role] = true
		require.Equal(t, admin.Role == partnerhub.RoleAdmin || admin.Role == partnerhub.RoleProvisioning || admin.Role == partnerhub.RoleHelpDesk,
			len(admin.CustomerIDs) > 0, admin.ID)
	}
	require.Len(t, products, 8)
	require.Len(t, roles, 5)
	require.Len(t, kinds, 4)
}

// Orders add up to the licenses, and no usage is measured outside the half year.
func TestFactsAgree(t *testing.T) {
	data, _ := committed(t)
	for _, s := range data.Subscriptions {
		left := map[partnerhub.Product]int64{}
		for _, license := range s.Licenses {
			left[license.Product] += license.Quantity
		}
		for _, order := range s.Orders {
			require.False(t, order.PlacedAt.After(collected), order.Number)
			for _, line := range order.Lines {
				left[line.Product] -= line.Delta
			}
		}
		for product, licenses := range left {
			require.Zero(t, licenses, "%s of %s", product, s.ID)
		}
	}
	for _, u := range data.Usage {
		require.True(t, u.Date.After(collected.AddDate(0, 0, -7*weeks)) && u.Date.Before(collected), u.Date.Format(time.DateOnly))
	}
}
