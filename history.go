package partnerhub

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// HistoryStep is how far the points of a [View.History] are apart. The zero
// HistoryStep is Weekly.
type HistoryStep uint8

// The steps: 7 civil days, one, or a calendar month.
const (
	Weekly HistoryStep = iota
	Daily
	Monthly
)

var historyStepNames = enumNames{"weekly", "daily", "monthly"}

// String returns weekly, daily or monthly.
func (s HistoryStep) String() string { return historyStepNames.string("HistoryStep", uint8(s)) }

// MarshalText writes what String returns; it fails on an invalid value.
func (s HistoryStep) MarshalText() ([]byte, error) {
	return historyStepNames.marshal("history step", uint8(s))
}

// UnmarshalText reads what MarshalText writes.
func (s *HistoryStep) UnmarshalText(text []byte) error {
	return unmarshalEnum(s, historyStepNames, "history step", text)
}

// HistoryOptions chooses the points of a [View.History]. The zero HistoryOptions
// is 13 points, a week apart: a quarter.
type HistoryOptions struct {
	// Points is the number of points, 1 to MaxHistoryPoints. Default: 13.
	Points int
	// Step is how far they are apart. Default: Weekly.
	Step HistoryStep
}

// MaxHistoryPoints is the most points that a history may have.
const MaxHistoryPoints = 3_660

// ErrHistory is what the errors about [HistoryOptions] wrap.
var ErrHistory = errors.New("partnerhub: invalid history")

// HistoryPoint is the numbers of a view at an instant: of the overview, the
// statuses and the sections of a product, without their rows.
type HistoryPoint struct {
	AsOf          time.Time     `json:"asOf"`
	Overview      Overview      `json:"overview"`
	Statuses      StatusCounts  `json:"statuses"`
	RecentlyAdded RecentlyAdded `json:"recentlyAdded"`
	Expiring      Ending        `json:"expiring"`
	Renewing      Ending        `json:"renewing"`
	LowAssignment LowAssignment `json:"lowAssignment"`
	Overage       Overage       `json:"overage"`
}

// History returns the numbers of the view and of a product's sections at its
// instant and before: at points that are civil days, weeks or months apart, at the
// same time of day in the policy's Location, the earliest first and the view's
// instant last. Months are counted from the view's instant; where a month is too short, it is its
// last day. Each point is what [View.At] of its instant says of the same
// customers, by what was known then.
//
// It evaluates the hub at each point. It fails when the product is not well
// formed, an option is out of its range, the history would begin before year 0, ctx is done, or
// as View.At does.
func (v View) History(ctx context.Context, product Product, options HistoryOptions) ([]HistoryPoint, error) {
	if err := product.check(); err != nil {
		return nil, fmt.Errorf("partnerhub: %w", err)
	}
	instants, err := options.instants(v.at())
	if err != nil {
		return nil, err
	}
	points := make([]HistoryPoint, 0, len(instants))
	for _, t := range instants {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("partnerhub: history: %w", err)
		}
		then, err := v.At(t)
		if err != nil {
			return nil, err
		}
		points = append(points, then.historyPoint(product))
	}
	return points, nil
}

func (v View) historyPoint(product Product) HistoryPoint {
	v.page = &page{}
	return HistoryPoint{
		AsOf: v.AsOf(), Overview: v.Overview(), Statuses: v.StatusCounts(),
		RecentlyAdded: v.RecentlyAdded(product), Expiring: v.Expiring(product), Renewing: v.Renewing(product),
		LowAssignment: v.LowAssignment(product), Overage: v.Overage(product),
	}
}

// instants returns the instants of the points.
func (o HistoryOptions) instants(m *moment) ([]time.Time, error) {
	if o.Points == 0 {
		o.Points = 13
	}
	if o.Points < 1 || o.Points > MaxHistoryPoints {
		return nil, fmt.Errorf("%w: %d points are not within 1 to %d", ErrHistory, o.Points, MaxHistoryPoints)
	}
	if _, err := o.Step.MarshalText(); err != nil {
		return nil, fmt.Errorf("%w: there is no step %d", ErrHistory, uint8(o.Step))
	}
	list := make([]time.Time, o.Points)
	for i := range list {
		t := civil.Back(m.instant, o.Step.days(m.today, o.Points-1-i), m.policy.Location)
		if t.Year() < 0 {
			return nil, fmt.Errorf("%w: it begins before year 0", ErrHistory)
		}
		list[i] = t
	}
	return list, nil
}

// days returns how many days so many steps back are.
func (s HistoryStep) days(today civil.Day, steps int) int {
	switch s {
	case Daily:
		return steps
	case Monthly:
		return int(today - today.AddMonths(-steps))
	}
	return usage.DaysPerWeek * steps
}
