package partnerhub

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/parallel"
	"github.com/partnerhub/partnerhub/internal/usage"
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
	// AsOf is the instant of the point, in the policy's Location.
	AsOf time.Time `json:"asOf"`
	// Total is the sum of the entitlements' totals, in licenses.
	Total int64 `json:"total"`
	// Assigned and Used are the sums of the known counts of the samples that are
	// current at the point, in licenses. They are unknown when an entitlement is
	// active and no count is known, and 0 when none is active.
	Assigned Count `json:"assigned"`
	Used     Count `json:"used"`
	// UnknownAssigned and UnknownUsed are the totals of the entitlements whose
	// count is unknown, in licenses.
	UnknownAssigned int64 `json:"unknownAssigned"`
	UnknownUsed     int64 `json:"unknownUsed"`
}

// ErrTrend is what the errors about [TrendOptions] wrap.
var ErrTrend = errors.New("partnerhub: invalid trend")

// Trend returns the license distribution of a product at the instant of the view
// and before: points so many civil days apart, at the same time of day in the
// policy's Location, the earliest first and the view's instant last. Each is
// what was known at its own instant. It fails when the product is not well formed,
// an option is out of its range, the trend would begin before year 0 or ctx is
// done.
func (v View) Trend(ctx context.Context, product Product, options TrendOptions) ([]TrendPoint, error) {
	if err := options.resolveFor(product); err != nil {
		return nil, err
	}
	sums, err := v.trend(ctx, product, options)
	if err != nil {
		return nil, err
	}
	return pointsOf(sums), nil
}

// datedSums are the sums of a point and its instant, as it is shown.
type datedSums struct {
	asOf time.Time
	trendSums
}

func pointsOf(sums []datedSums) []TrendPoint {
	points := make([]TrendPoint, len(sums))
	for i := range sums {
		points[i] = sums[i].point(sums[i].asOf)
	}
	return points
}

// trend returns the sums of the points of a trend whose options are resolved.
func (v View) trend(ctx context.Context, product Product, options TrendOptions) ([]datedSums, error) {
	m := v.at()
	instants, err := m.trendInstants(options)
	if err != nil {
		return nil, err
	}
	sums := make([]datedSums, len(instants))
	for i, t := range instants {
		sums[i].asOf = shown(t.asOf, m.policy.Location)
	}
	number, exists := m.hub.catalog.number(product)
	if !exists {
		return sums, nil
	}
	adders := make([]*trendAdder, parallel.Workers(len(m.hub.blocks)))
	for i := range adders {
		adders[i] = newTrendAdder(instants, number, m.freshness)
	}
	err = parallel.EachUntil(ctx, len(m.hub.blocks), func(worker, i int) { adders[worker].addBlock(m.hub.blocks[i], v.rows(i)) })
	if err != nil {
		return nil, fmt.Errorf("partnerhub: trend: %w", err)
	}
	for _, adder := range adders {
		for i, part := range adder.sums() {
			sums[i].merge(&part) // fits: see Load
		}
	}
	return sums, nil
}

// resolveFor checks the product of a trend and fills in the defaults of its
// options.
func (o *TrendOptions) resolveFor(product Product) error {
	if err := product.check(); err != nil {
		return fmt.Errorf("partnerhub: %w", err)
	}
	return o.resolve()
}

func (o *TrendOptions) resolve() error {
	if o.Points == 0 {
		o.Points = 13
	}
	if o.StepDays == 0 {
		o.StepDays = 7
	}
	if o.Points < 1 || o.Points > MaxTrendPoints {
		return fmt.Errorf("%w: %d points are not within 1 to %d", ErrTrend, o.Points, MaxTrendPoints)
	}
	if o.StepDays < 1 || o.StepDays > MaxTrendStep {
		return fmt.Errorf("%w: a step of %d days is not within 1 to %d", ErrTrend, o.StepDays, MaxTrendStep)
	}
	return nil
}

// trendInstant is the instant of a point and its civil day.
type trendInstant struct {
	asOf time.Time
	day  civil.Day
}

func (m *moment) trendInstants(options TrendOptions) ([]trendInstant, error) {
	instants := make([]trendInstant, options.Points)
	for i := range instants {
		back := (options.Points - 1 - i) * options.StepDays
		asOf := civil.Back(m.instant, back, m.policy.Location)
		if asOf.Year() < 0 {
			return nil, fmt.Errorf("%w: it begins before year 0", ErrTrend)
		}
		instants[i] = trendInstant{asOf, m.day(asOf)}
	}
	return instants, nil
}

// trendSums is a point before it is known that nothing adds to it any more.
type trendSums struct {
	total, assigned, used            int64
	unknownAssigned, unknownUsed     int64
	active, assignedKnown, usedKnown bool
}

// add adds a line that is active.
func (s *trendSums) add(c counts) {
	s.active = true
	s.total += c.total
	if c.assigned == usage.Unknown {
		s.unknownAssigned += c.total
	} else {
		s.assigned += c.assigned
		s.assignedKnown = true
	}
	if c.used == usage.Unknown {
		s.unknownUsed += c.total
	} else {
		s.used += c.used
		s.usedKnown = true
	}
}

func (s *trendSums) point(asOf time.Time) TrendPoint {
	point := TrendPoint{AsOf: asOf, Total: s.total, UnknownAssigned: s.unknownAssigned, UnknownUsed: s.unknownUsed}
	if s.assignedKnown || !s.active {
		point.Assigned = Known(s.assigned)
	}
	if s.usedKnown || !s.active {
		point.Used = Known(s.used)
	}
	return point
}
