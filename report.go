package partnerhub

import (
	"context"
	"slices"
	"time"
)

// Report is everything that a view says about one product, and the overview.
// Its JSON is the report document.
type Report struct {
	AsOf          time.Time        `json:"asOf"`
	Product       Product          `json:"product"`
	Overview      Overview         `json:"overview"`
	Customers     []CustomerStatus `json:"customers"`
	Trend         []TrendPoint     `json:"trend"`
	RecentlyAdded RecentlyAdded    `json:"recentlyAdded"`
	Expiring      Ending           `json:"expiring"`
	Renewing      Ending           `json:"renewing"`
	LowAssignment LowAssignment    `json:"lowAssignment"`
	Overage       Overage          `json:"overage"`
}

// Report returns all answers of the view about a product. It fails as
// [View.Trend] does.
func (v View) Report(ctx context.Context, product Product, options TrendOptions) (Report, error) {
	trend, err := v.Trend(ctx, product, options)
	if err != nil {
		return Report{}, err
	}
	return Report{
		AsOf:          v.AsOf(),
		Product:       product,
		Overview:      v.Overview(),
		Customers:     slices.AppendSeq([]CustomerStatus{}, v.Customers()),
		Trend:         trend,
		RecentlyAdded: v.RecentlyAdded(product),
		Expiring:      v.Expiring(product),
		Renewing:      v.Renewing(product),
		LowAssignment: v.LowAssignment(product),
		Overage:       v.Overage(product),
	}, nil
}
