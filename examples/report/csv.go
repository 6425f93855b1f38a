package main

import (
	"bytes"
	"context"
	"maps"
	"slices"

	"github.com/partnerhub/partnerhub"
)

// csvTables are the tables that -csv names.
var csvTables = map[string]func(context.Context, *scene) (partnerhub.Table, error){
	"recentlyAdded": sectionTable(func(v partnerhub.View, p partnerhub.Product) tabler { return v.RecentlyAdded(p) }),
	"expiring":      sectionTable(func(v partnerhub.View, p partnerhub.Product) tabler { return v.Expiring(p) }),
	"renewing":      sectionTable(func(v partnerhub.View, p partnerhub.Product) tabler { return v.Renewing(p) }),
	"lowAssignment": sectionTable(func(v partnerhub.View, p partnerhub.Product) tabler { return v.LowAssignment(p) }),
	"overage":       sectionTable(func(v partnerhub.View, p partnerhub.Product) tabler { return v.Overage(p) }),
	"customers": func(_ context.Context, s *scene) (partnerhub.Table, error) {
		return partnerhub.CustomersTable(s.view.Customers(), partnerhub.English), nil
	},
	"findings": func(_ context.Context, s *scene) (partnerhub.Table, error) {
		return partnerhub.FindingsTable(s.view.Findings(), partnerhub.English), nil
	},
	"outlook": func(_ context.Context, s *scene) (partnerhub.Table, error) {
		return partnerhub.SeatOutlookTable(s.view.SeatOutlook(s.product), partnerhub.English), nil
	},
	"trend": func(ctx context.Context, s *scene) (partnerhub.Table, error) {
		a, err := s.answer(ctx)
		return partnerhub.TrendTable(a.report.Trend, partnerhub.English), err
	},
	"history": func(ctx context.Context, s *scene) (partnerhub.Table, error) {
		points, err := s.historyPoints(ctx, partnerhub.Weekly)
		return partnerhub.HistoryTable(points, partnerhub.English), err
	},
}

func csvSections() []string { return slices.Sorted(maps.Keys(csvTables)) }

type tabler interface {
	Table(partnerhub.Language) partnerhub.Table
}

func sectionTable(section func(partnerhub.View, partnerhub.Product) tabler) func(context.Context, *scene) (partnerhub.Table, error) {
	return func(_ context.Context, s *scene) (partnerhub.Table, error) {
		return section(s.view, s.product).Table(partnerhub.English), nil
	}
}

// csvOf returns a table as CSV.
func (s *scene) csvOf(ctx context.Context) ([]byte, error) {
	table, err := csvTables[s.csv](ctx, s)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = table.WriteCSV(&out, partnerhub.CSVOptions{})
	return out.Bytes(), err
}
