package testkit_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

func TestDiff(t *testing.T) {
	noon := time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)
	report := func(change func(*partnerhub.Report)) partnerhub.Report {
		r := partnerhub.Report{
			AsOf:      noon,
			Customers: []partnerhub.CustomerStatus{{ID: "c-1", Statuses: []partnerhub.Status{partnerhub.StatusTrial}}},
			Renewing: partnerhub.Ending{
				TermValue: []partnerhub.Money{{Amount: decimal.New(10, 0), Currency: "EUR"}},
				Rows:      []partnerhub.EndingRow{{DaysUntilEnd: 4, UsedLast3Months: partnerhub.Known(3)}},
			},
		}
		change(&r)
		return r
	}
	for _, c := range []struct {
		want   string
		change func(*partnerhub.Report)
	}{
		{"", func(*partnerhub.Report) {}},
		{"", func(r *partnerhub.Report) { r.AsOf = noon.In(time.FixedZone("", 3600)) }},
		{"", func(r *partnerhub.Report) { r.Renewing.Usage.Num = 3 }},
		{"", func(r *partnerhub.Report) { r.Overage.AverageOverage.Num = 3 }},
		{"", func(r *partnerhub.Report) { r.Renewing.TermValue[0].Amount = decimal.New(1, 1) }},
		{"AsOf: got 2026-01-31 12:00:01 +0000 UTC, want 2026-01-31 12:00:00 +0000 UTC", func(r *partnerhub.Report) { r.AsOf = noon.Add(time.Second) }},
		{"Renewing.Rows[0].DaysUntilEnd: got 3, want 4", func(r *partnerhub.Report) { r.Renewing.Rows[0].DaysUntilEnd = 3 }},
		{"Renewing.Rows[0].UsedLast3Months: got unknown, want 3", func(r *partnerhub.Report) { r.Renewing.Rows[0].UsedLast3Months = partnerhub.Count{} }},
		{"Renewing.Rows[0].Row.Total: got 1, want 0", func(r *partnerhub.Report) { r.Renewing.Rows[0].Total = 1 }},
		{"Renewing.TermValue[0]: got 11 EUR, want 10 EUR", func(r *partnerhub.Report) { r.Renewing.TermValue[0].Amount = decimal.New(11, 0) }},
		{"Renewing.Usage: got 300%, want undefined", func(r *partnerhub.Report) { r.Renewing.Usage = partnerhub.Ratio{Num: 3, Den: 1} }},
		{"Customers[0].Statuses: got 2 elements, want 1: got [trial expired], want [trial]", func(r *partnerhub.Report) {
			r.Customers[0].Statuses = []partnerhub.Status{partnerhub.StatusTrial, partnerhub.StatusExpired}
		}},
		{"Trend: got [], want []", func(r *partnerhub.Report) { r.Trend = []partnerhub.TrendPoint{} }},
	} {
		same := report(func(*partnerhub.Report) {})
		require.Equal(t, c.want, testkit.Diff(report(c.change), same))
	}
}
