package main

import (
	"context"
	"time"

	"github.com/partnerhub/partnerhub"
)

// hubDashboard is our dashboard.
type hubDashboard struct {
	hub       *partnerhub.Hub
	customers int
	view      partnerhub.View // the last one asked
}

func (d *hubDashboard) ask(_ context.Context, instant time.Time) (figures, error) {
	d.view = d.hub.At(instant)
	overview := d.view.Overview()
	f := figures{Overview: overviewFigures{
		Managed: int64(overview.ManagedCustomers), Total: int64(overview.TotalCustomers),
		Expiration: int64(overview.NearingExpiration), Renewal: int64(overview.NearingRenewal),
		LowAssignment: int64(overview.LowAssignment), OverLimit: int64(overview.OverLimit),
	}}
	counts := d.view.StatusCounts()
	for status := range f.Statuses {
		f.Statuses[status] = int64(counts.Having(partnerhub.Status(status)))
		f.Headlines[status] = int64(counts.Headline(partnerhub.Status(status)))
	}
	numbers, err := d.view.Page(0, 0)
	f.addSections(numbers)
	return f, err
}

func (f *figures) addSections(view partnerhub.View) {
	added := view.RecentlyAdded(partnerhub.Meetings)
	f.Added = addedFigures{int64(added.Customers), added.NewLicenses, added.TotalLicenses}
	f.Expiring = endingOf(view.Expiring(partnerhub.Meetings))
	f.Renewing = endingOf(view.Renewing(partnerhub.Meetings))
	low := view.LowAssignment(partnerhub.Meetings)
	f.Low = lowFigures{
		Customers:  int64(low.Customers),
		Assignment: ratio(low.Assignment), Usage: ratio(low.Usage), UsageWhenAssigned: ratio(low.UsageWhenAssigned),
		Unassigned: low.Unassigned, Unknown: int64(low.Unknown),
	}
	overage := view.Overage(partnerhub.Meetings)
	f.Overage = overageFigures{int64(overage.Customers), overage.TotalOverage}
}

func endingOf(e partnerhub.Ending) endingFigures {
	f := endingFigures{
		Customers:  int64(e.Customers),
		Assignment: ratio(e.Assignment), Usage: ratio(e.Usage),
		Unknown: int64(e.Unknown),
	}
	for i, currency := range currencies {
		for _, value := range e.TermValue {
			if value.Currency == currency {
				f.TermValue[i] = value.Amount.Shift(cents).IntPart()
			}
		}
	}
	return f
}

func (d *hubDashboard) sets(context.Context) ([]uint8, error) {
	sets := make([]uint8, d.customers)
	for customer := range d.view.Customers() {
		number, err := numberOf(customer.ID)
		if err != nil {
			return nil, err
		}
		for _, status := range customer.Statuses {
			sets[number] |= bit(status)
		}
	}
	return sets, nil
}

// bit is a status in a set.
func bit(status partnerhub.Status) uint8 { return 1 << (status - 1) }
