package main

import (
	"fmt"

	"github.com/partnerhub/partnerhub"
)

// overview writes the headline numbers in two lines of three.
func (p *page) overview(o partnerhub.Overview, policy partnerhub.Policy) {
	p.heading("Overview", "customers, by meetings and calling")
	var t table
	for range 3 {
		t.columns = append(t.columns, column{number: true}, column{})
	}
	number := func(n int) string { return grouped(int64(n)) }
	t.add(
		number(o.ManagedCustomers), "managed",
		number(o.NearingExpiration), fmt.Sprintf("expiring within %d days", policy.ExpirationDays),
		number(o.LowAssignment), "with low assignment")
	t.add(
		number(o.TotalCustomers), "with meetings or calling",
		number(o.NearingRenewal), fmt.Sprintf("renewing within %d days", policy.RenewalDays),
		number(o.OverLimit), "over their licenses")
	t.write(p)
}
