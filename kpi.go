package partnerhub

import "time"

// Overview holds the headline numbers of a view: customers, not licenses.
// Below, T is the instant of the view. Only entitlements with a line of
// meetings or calling count, but for ManagedCustomers. See docs/metrics.md.
type Overview struct {
	// AsOf is T.
	AsOf time.Time `json:"-"`
	// ManagedCustomers is the number of all customers in the view, whatever
	// they have.
	ManagedCustomers int `json:"managedCustomers"`
	// TotalCustomers is the number of customers for whom an entitlement exists
	// at T (active, pending or ended): the population of the numbers below.
	TotalCustomers int `json:"totalCustomers"`
	// NearingExpiration is the number of customers with an active entitlement
	// that does not renew by itself and ends within the next 90 days
	// (Policy.ExpirationDays).
	NearingExpiration int `json:"nearingExpiration"`
	// NearingRenewal is the number of customers with an active subscription
	// that renews by itself and ends within the next 90 days
	// (Policy.RenewalDays).
	NearingRenewal int `json:"nearingRenewal"`
	// LowAssignment is the number of customers with low assignment of meetings
	// or of calling, as in [View.LowAssignment].
	LowAssignment int `json:"lowAssignment"`
	// LowAssignmentUnassessed is the number of customers of whom it is not known
	// whether they have low assignment: they have none as far as is known, but an
	// active entitlement with licenses of meetings or of calling, added 30 days
	// ago or earlier (Policy.GraceDays), of which it is unknown how many are
	// assigned.
	LowAssignmentUnassessed int `json:"lowAssignmentUnassessed"`
	// OverLimit is the number of customers with an active entitlement that has
	// more licenses of meetings or of calling assigned than it has.
	OverLimit int `json:"overLimit"`
	// OverLimitUnassessed is the number of customers of whom it is not known
	// whether they are over the limit: they are not as far as is known, but have
	// an active entitlement of meetings or of calling of which it is unknown how
	// many are assigned.
	OverLimitUnassessed int `json:"overLimitUnassessed"`
}

// TrialLabel is shown in the place of a trial's id.
const TrialLabel = "Enterprise Trial"

// Row is what the rows of all sections share: one product of one entitlement of
// one customer. Counts are licenses of the product, and come from the current usage
// sample: the latest one dated within the last 30 days (Policy.FreshnessDays).
type Row struct {
	CustomerID string `json:"customerId"`
	// Customer is the customer's name.
	Customer string `json:"customer"`
	// EntitlementID is the id of the subscription or trial: the row's key within
	// a section.
	EntitlementID string `json:"entitlementId"`
	// Label is what to show for it: the subscription's id, or TrialLabel.
	Label string `json:"label"`
	// Trial says that it is a trial, not a subscription.
	Trial bool `json:"trial"`
	// Total is the number of licenses: what its lines of the product add up to.
	Total int64 `json:"total"`
	// Assigned is the number of licenses assigned on the sample's date, and Used
	// that of distinct licenses active in the seven days up to it; unknown without
	// a current sample. Assigned may exceed Total, and Used may exceed Assigned.
	Assigned Count `json:"assigned"`
	Used     Count `json:"used"`
	// Available is max(0, Total - Assigned), unknown when Assigned is.
	Available Count `json:"available"`
}

// RecentlyAdded is the section of active entitlements added within the last 90
// days (Policy.RecentlyAddedDays). See [View.RecentlyAdded].
type RecentlyAdded struct {
	AsOf    time.Time `json:"-"`
	Product Product   `json:"-"`
	// Customers is the number of distinct customers of the rows.
	Customers int `json:"customers"`
	// NewLicenses is the sum of the rows' totals, in licenses.
	NewLicenses int64 `json:"newLicenses"`
	// TotalLicenses is the sum of the totals of the product over all active
	// entitlements of those customers, old and new, in licenses.
	TotalLicenses int64 `json:"totalLicenses"`
	// Rows are ordered by days since added, customer name, entitlement id.
	Rows []RecentlyAddedRow `json:"rows"`
}

// RecentlyAddedRow is a row of [RecentlyAdded].
type RecentlyAddedRow struct {
	Row
	// DaysSinceAdded is the number of civil days since the start; 0 is today.
	DaysSinceAdded int `json:"daysSinceAdded"`
	// WeeklyAssignedChange and WeeklyUsedChange are the current sample's counts
	// minus those of the sample closest to a week before it, in licenses; unknown
	// if either count is, or if there is no sample from 10 to 4 days before it.
	WeeklyAssignedChange Count `json:"weeklyAssignedChange"`
	WeeklyUsedChange     Count `json:"weeklyUsedChange"`
}

// Ending is the section of active entitlements whose term ends soon: those that
// expire ([View.Expiring]) or those that renew ([View.Renewing]).
type Ending struct {
	AsOf    time.Time `json:"-"`
	Product Product   `json:"-"`
	// Customers is the number of distinct customers of the rows.
	Customers int `json:"customers"`
	// Assignment is sum of assigned / sum of total, over the rows whose
	// assigned is known; undefined when that total is 0.
	Assignment Ratio `json:"assignment"`
	// Usage is sum of used / sum of total, over the rows whose used is known;
	// undefined when that total is 0.
	Usage Ratio `json:"usage"`
	// Unknown is the number of rows where assigned or used is unknown.
	Unknown int `json:"unknown"`
	// TermValue is the sum of the rows' whole term values for each currency,
	// by currency; rows without a value are left out, a sum of 0 is not.
	TermValue []Money `json:"termValue"`
	// WithoutTermValue is the number of rows that have none. The report document
	// does not have it.
	WithoutTermValue int `json:"-"`
	// Rows are ordered by days until the end, customer name, entitlement id.
	Rows []EndingRow `json:"rows"`
}

// EndingRow is a row of [Ending].
type EndingRow struct {
	Row
	// DaysUntilEnd is the number of civil days until the effective end; 0 is
	// later today.
	DaysUntilEnd int `json:"daysUntilEnd"`
	// UsedLast3Months is the number of distinct licenses used in the last three
	// months: the current sample's UsedQuarter; else the largest Used of the
	// samples of the last three calendar months; else unknown.
	UsedLast3Months Count `json:"usedLast3Months"`
	// UsedLast3MonthsLowerBound marks the second of these, the largest weekly
	// number: at least so many were used.
	UsedLast3MonthsLowerBound bool `json:"usedLast3MonthsLowerBound"`
	// LastDayToDecide is the beginning of the last civil day on which one can
	// still decide whether a subscription renews: the day of its end minus the
	// notice (Policy.NoticeDays). It is zero for what does not renew by itself,
	// where the notice is as long as the term or longer, and if it would be before
	// year 1. DecisionPassed says that there is such a day and that it is over.
	// The report document does not have them; [Ending.Table] does.
	LastDayToDecide time.Time `json:"-"`
	DecisionPassed  bool      `json:"-"`
}

// LowAssignment is the section of entitlements that have fewer of their licenses
// assigned than those of peers of the same size. See [View.LowAssignment].
type LowAssignment struct {
	AsOf    time.Time `json:"-"`
	Product Product   `json:"-"`
	// Customers is the number of distinct customers of the rows.
	Customers int `json:"customers"`
	// Assignment is sum of assigned / sum of total over the rows; undefined
	// without rows.
	Assignment Ratio `json:"assignment"`
	// Usage is sum of used / sum of total, over the rows whose used is known;
	// undefined without such rows.
	Usage Ratio `json:"usage"`
	// UsageWhenAssigned is sum of used / sum of assigned, over the rows where
	// both are known; undefined when nothing is assigned in them.
	UsageWhenAssigned Ratio `json:"usageWhenAssigned"`
	// Unassigned is the sum of the rows' available, in licenses.
	Unassigned int64 `json:"unassigned"`
	// Unknown is the number of rows where used is unknown (assigned is known in
	// every row of this section).
	Unknown int `json:"unknown"`
	// Unassessed is the number of active entitlements with licenses, added 30
	// days ago or earlier (Policy.GraceDays), that are left out because it is
	// unknown how many are assigned. They are of any customer, low or not.
	Unassessed int `json:"unassessed"`
	// Rows are ordered by assigned / total ascending and exact, customer name,
	// entitlement id.
	Rows []LowAssignmentRow `json:"rows"`
}

// LowAssignmentRow is a row of [LowAssignment].
type LowAssignmentRow struct {
	Row
	// MonthsSinceAdded is the number of whole calendar months since the start,
	// rounded down.
	MonthsSinceAdded int `json:"monthsSinceAdded"`
	// AssignedShare is assigned / total.
	AssignedShare Ratio `json:"assignedShare"`
	// WeeklyAssignedChange is as in [RecentlyAddedRow].
	WeeklyAssignedChange Count `json:"weeklyAssignedChange"`
	// Peers is whom the customer was compared with.
	Peers Peers `json:"peers"`
}

// Peers is what a customer's share of assigned licenses was compared with. The
// zero Peers are none: there are too few to compare with.
type Peers struct {
	// Benchmark is the lower quartile of the peers' shares by nearest rank, in
	// basis points: of n shares in ascending order the one in place n/4, rounded up.
	Benchmark int `json:"benchmark"`
	// Count is the number of peers, the customer among them.
	Count int `json:"count"`
	// Band is the peers' size band in licenses ("10-99", "1000+"), or BandAll.
	Band string `json:"band"`
}

// BandAll is the band of a customer that was compared with all customers that
// have a share, because its own size band has too few.
const BandAll = "all"

// Overage is the section of active entitlements that have more licenses assigned
// than they have. See [View.Overage].
type Overage struct {
	AsOf    time.Time `json:"-"`
	Product Product   `json:"-"`
	// Customers is the number of distinct customers of the rows.
	Customers int `json:"customers"`
	// TotalOverage is the sum of the rows' overages, in licenses: none is set
	// off against what another entitlement has left.
	TotalOverage int64 `json:"totalOverage"`
	// AverageOverage is TotalOverage / Customers, in licenses per customer;
	// undefined without rows.
	AverageOverage Average `json:"averageOverage"`
	// Unassessed is the number of active entitlements that are left out because
	// it is unknown how many licenses are assigned.
	Unassessed int `json:"unassessed"`
	// Rows are ordered by overage descending, customer name, entitlement id.
	Rows []OverageRow `json:"rows"`
}

// OverageRow is a row of [Overage].
type OverageRow struct {
	Row
	// Overage is Assigned - Total, in licenses; above zero.
	Overage int64 `json:"overage"`
	// MonthsRemaining is the number of whole calendar months until the
	// effective end, rounded down; unknown when the term is open-ended.
	MonthsRemaining Count `json:"monthsRemaining"`
	// Renewal is RenewalNone for a trial and for a cancelled subscription.
	Renewal Renewal `json:"renewal"`
	// AssignedShare is assigned / total, undefined when total is 0.
	AssignedShare Ratio `json:"assignedShare"`
	// UsedShare is used / total, undefined when used is unknown or total is 0.
	UsedShare Ratio `json:"usedShare"`
}
