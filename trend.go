package partnerhub

import (
	"time"
)

// TrendOptions chooses the points of a [View.Trend]. The zero TrendOptions is
// 13 points, a week apart: a quarter.
type TrendOptions struct {
	// Points is the number of points, 1 to MaxTrendPoints. Default: 13.
	Points int
	// StepDays is the number of civil days between points, 1 to
	// MaxTrendStep. Default: 7.
	StepDays int
}

// The most points that a trend may have, and the longest step in days.
const (
	MaxTrendPoints = 10_000
	MaxTrendStep   = 3_660
)

// TrendPoint is the license distribution of one product at one instant: the
// sums over the active entitlements of the product.
type TrendPoint struct {
	AsOf time.Time `json:"asOf"`
	// Total is the number of licenses.
	Total int64 `json:"total"`
	// Assigned and Used are the sums of the known counts. They are unknown when
	// an entitlement is active and no count is known, and 0 when none is
	// active.
	Assigned Count `json:"assigned"`
	Used     Count `json:"used"`
	// UnknownAssigned and UnknownUsed are the licenses of the entitlements
	// whose count is unknown.
	UnknownAssigned int64 `json:"unknownAssigned"`
	UnknownUsed     int64 `json:"unknownUsed"`
}
