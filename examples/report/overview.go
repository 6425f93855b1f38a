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
		number(o.LowAssignment), "with low assignment"+unassessed(o.LowAssignmentUnassessed))
	t.add(
		number(o.TotalCustomers), "with meetings or calling",
		number(o.NearingRenewal), fmt.Sprintf("renewing within %d days", policy.RenewalDays),
		number(o.OverLimit), "over their licenses"+unassessed(o.OverLimitUnassessed))
	t.write(p)
}

// unassessed says of how many customers a number does not tell.
func unassessed(customers int) string {
	if customers == 0 {
		return ""
	}
	return fmt.Sprintf(", %s not known", grouped(int64(customers)))
}

// usageAge says how old the usage is that numbers of licenses are worked out from.
func (p *page) usageAge(age partnerhub.UsageAge, policy partnerhub.Policy) {
	newest := "No usage is known"
	if !age.Newest.IsZero() {
		newest = "Newest usage of " + age.Newest.Format(dateFormat)
	}
	p.facts(plain, newest, fmt.Sprintf("%s of %s with licenses have no usage of the last %s",
		grouped(int64(age.WithoutFresh)), customers(age.Customers), plural(int64(max(policy.FreshnessDays, 0)), "day", "days")))
}
