package partnerhub_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

// What ends on 1 March 2026 is decided on by 30 January, 30 days before: that day
// is the last one on which it is not too late.
func TestLastDayToDecide(t *testing.T) {
	data := termsDataset(partnerhub.Subscription{ID: "s", Start: when("2025-03-01"), End: when("2026-03-01T12:00:00Z"), Renewal: partnerhub.RenewalAuto})
	for asOf, passed := range map[string]bool{
		"2026-01-29T23:59:59Z": false, "2026-01-30T00:00:00Z": false, "2026-01-30T23:59:59Z": false, "2026-01-31T00:00:00Z": true,
	} {
		row := under(t, data, asOf, partnerhub.Policy{}).Renewing("meetings").Rows[0]
		require.Equal(t, when("2026-01-30"), row.LastDayToDecide, asOf)
		require.Equal(t, passed, row.DecisionPassed, asOf)
	}
}

// Of n = 4·10^11, n/(2n+1) is greater than (n-1)/(2n-1): n(2n-1) is (n-1)(2n+1) + 1.
// They differ by less than 2^-64. Seven others have 90 % assigned; of nine shares
// the third is the benchmark.
func TestLowAssignmentIsOrderedByTheExactRatio(t *testing.T) {
	const n = 400_000_000_000
	data := termsDataset()
	add := func(id string, assigned, total int64) {
		data.Customers = append(data.Customers, partnerhub.Customer{ID: id, Name: id})
		data.Subscriptions = append(data.Subscriptions, partnerhub.Subscription{
			ID: id, CustomerID: id, Start: when("2025-01-01"), Licenses: []partnerhub.License{{Product: "meetings", Quantity: total}},
		})
		data.Usage = append(data.Usage, partnerhub.UsageSample{
			EntitlementID: id, Product: "meetings", Date: when("2026-01-31"), Assigned: partnerhub.Known(assigned),
		})
	}
	add("a more", n, 2*n+1)
	add("b less", n-1, 2*n-1)
	for i := range 7 {
		add(fmt.Sprintf("c %d", i), 900, 1000)
	}
	var order []string
	for _, row := range under(t, data, "2026-01-31", partnerhub.Policy{}).LowAssignment("meetings").Rows {
		order = append(order, row.EntitlementID)
		require.Equal(t, partnerhub.Peers{Benchmark: 9000, Count: 9, Band: "1000+"}, row.Peers)
	}
	require.Equal(t, []string{"b less", "a more"}, order)
}
