package main

import (
	"context"
	"errors"

	"github.com/partnerhub/partnerhub"
)

// historyPoints asks for the history.
func (s *scene) historyPoints(ctx context.Context, step partnerhub.HistoryStep) ([]partnerhub.HistoryPoint, error) {
	points, err := s.view.History(ctx, s.product, partnerhub.HistoryOptions{Points: s.points, Step: step})
	if errors.Is(err, partnerhub.ErrHistory) {
		return nil, usageError{err} // too many points, or more than fit before the instant
	}
	return points, err
}

// historyOf shows how the numbers developed.
func (s *scene) historyOf(ctx context.Context, color bool) ([]byte, error) {
	points, err := s.historyPoints(ctx, *s.history)
	if err != nil {
		return nil, err
	}
	if s.json {
		return document(points)
	}
	p := &page{color: color}
	p.title(s, s.history.String()+" history")
	p.history("Overview", "customers", points, []string{"Managed", "Total", "Expiring", "Renewing", "Low", "Not known", "Over limit", "Not known"}, func(h *partnerhub.HistoryPoint) []int64 {
		o := &h.Overview
		return wholes(o.ManagedCustomers, o.TotalCustomers, o.NearingExpiration, o.NearingRenewal, o.LowAssignment, o.LowAssignmentUnassessed, o.OverLimit, o.OverLimitUnassessed)
	})
	p.history("Statuses", "customers", points, []string{"Trial", "Subscr.", "Soon", "Overage", "Inactive", "Setup", "Suspended", "Expired"}, func(h *partnerhub.HistoryPoint) []int64 {
		var numbers []int64
		for _, status := range partnerhub.Statuses() {
			numbers = append(numbers, int64(h.Statuses.Having(status)))
		}
		return numbers
	})
	p.history("Sections", string(s.product)+": customers, and licenses", points, []string{"Added", "New", "Expiring", "Renewing", "Low", "Unassigned", "Not known", "Overage", "Over", "Not known"}, func(h *partnerhub.HistoryPoint) []int64 {
		customers := wholes(h.RecentlyAdded.Customers, h.Expiring.Customers, h.Renewing.Customers, h.LowAssignment.Customers, h.Overage.Customers)
		return []int64{
			customers[0], h.RecentlyAdded.NewLicenses, customers[1], customers[2],
			customers[3], h.LowAssignment.Unassigned, int64(h.LowAssignment.Unassessed),
			customers[4], h.Overage.TotalOverage, int64(h.Overage.Unassessed),
		}
	})
	return p.out.Bytes(), nil
}

func wholes(numbers ...int) []int64 {
	list := make([]int64, len(numbers))
	for i, n := range numbers {
		list[i] = int64(n)
	}
	return list
}

// history writes a table with a line for each point.
func (p *page) history(title, note string, points []partnerhub.HistoryPoint, heads []string, cells func(*partnerhub.HistoryPoint) []int64) {
	p.heading(title, note)
	t := table{columns: append([]column{{head: "Date"}}, numbers(heads...)...)}
	for i := range points {
		row := []string{points[i].AsOf.Format(dateFormat)}
		for _, n := range cells(&points[i]) {
			row = append(row, short(n))
		}
		t.rows = append(t.rows, row)
	}
	t.write(p)
}
