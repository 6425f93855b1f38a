package testkit

import (
	"math/big"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub"
)

// SeatOutlook returns the outlooks that the definitions give for a dataset.
func SeatOutlook(d *partnerhub.Dataset, policy partnerhub.Policy, asOf time.Time, product partnerhub.Product, adminID string) []partnerhub.SeatOutlook {
	o := oracle{data: d, policy: withDefaults(policy), asOf: asOf}
	list := []partnerhub.SeatOutlook{}
	for _, h := range o.holdings(o.visibleTo(adminID), product) {
		if samples := o.weeks(h, product); len(samples) >= 4 {
			list = append(list, o.seatOutlook(h, samples))
		}
	}
	slices.SortFunc(list, func(a, b partnerhub.SeatOutlook) int {
		if order := byNameAndID(a.Customer, a.CustomerID, b.Customer, b.CustomerID); order != 0 {
			return order
		}
		return byNameAndID(a.EntitlementID, "", b.EntitlementID, "")
	})
	return list
}

// weeks: the current sample, the one a week before it, and so on, 13 at most,
// as long as the number assigned is known.
func (o oracle) weeks(h holding, product partnerhub.Product) []partnerhub.UsageSample {
	all := o.samples(h.ID, product)
	var weeks []partnerhub.UsageSample
	for s := o.current(all); s != nil && s.Assigned.IsKnown() && len(weeks) < 13; s = o.weekAgo(all, s) {
		weeks = append(weeks, *s)
	}
	return weeks
}

func (o oracle) seatOutlook(h holding, samples []partnerhub.UsageSample) partnerhub.SeatOutlook {
	slope, intercept := leastSquares(samples)
	outlook := partnerhub.SeatOutlook{
		Row: row(h), Samples: len(samples),
		PerDay: partnerhub.Average{Num: slope.Num().Int64(), Den: slope.Denom().Int64()},
	}
	assigned, _ := samples[0].Assigned.Value()
	latest := sampleDate(samples[0])
	switch {
	case assigned >= h.total:
		outlook.FullOn = latest.midnight()
	case slope.Sign() > 0:
		outlook.FullOn = firstDay(latest, slope, intercept, h.total)
	}
	return outlook
}

func ratOf(n int64) *big.Rat { return new(big.Rat).SetInt64(n) }

// dayNumber counts days from the first of January 2000.
func dayNumber(d date) int64 { return int64(daysBetween(date{2000, time.January, 1}, d)) }

// leastSquares: the slope is the sum of (x - mean of x) (y - mean of y) over the
// sum of (x - mean of x) squared; the line goes through the means.
func leastSquares(samples []partnerhub.UsageSample) (slope, intercept *big.Rat) {
	n := ratOf(int64(len(samples)))
	meanX, meanY := ratOf(0), ratOf(0)
	for _, s := range samples {
		assigned, _ := s.Assigned.Value()
		meanX.Add(meanX, ratOf(dayNumber(sampleDate(s))))
		meanY.Add(meanY, ratOf(assigned))
	}
	meanX.Quo(meanX, n)
	meanY.Quo(meanY, n)
	both, squares := ratOf(0), ratOf(0)
	for _, s := range samples {
		assigned, _ := s.Assigned.Value()
		x := new(big.Rat).Sub(ratOf(dayNumber(sampleDate(s))), meanX)
		y := new(big.Rat).Sub(ratOf(assigned), meanY)
		both.Add(both, new(big.Rat).Mul(x, y))
		squares.Add(squares, new(big.Rat).Mul(x, x))
	}
	slope = new(big.Rat).Quo(both, squares)
	return slope, new(big.Rat).Sub(meanY, new(big.Rat).Mul(slope, meanX))
}

// firstDay tries the days after the latest sample one by one while they are near,
// and else solves the equation.
func firstDay(latest date, slope, intercept *big.Rat, total int64) time.Time {
	reached := func(d date) bool {
		y := new(big.Rat).Mul(slope, ratOf(dayNumber(d)))
		return y.Add(y, intercept).Cmp(ratOf(total)) >= 0
	}
	for days := 1; days <= 1000; days++ {
		if d := latest.addDays(days); reached(d) {
			return within9999(d)
		}
	}
	x := new(big.Rat).Sub(ratOf(total), intercept)
	x.Quo(x, slope)
	ceiling := new(big.Int).Div(new(big.Int).Add(x.Num(), new(big.Int).Sub(x.Denom(), big.NewInt(1))), x.Denom())
	if !ceiling.IsInt64() || ceiling.Int64() > 10_000*366 {
		return time.Time{}
	}
	return within9999(date{2000, time.January, 1}.addDays(int(ceiling.Int64())))
}

func within9999(d date) time.Time {
	if d.year > 9999 {
		return time.Time{}
	}
	return d.midnight()
}
