package partnerhub

import (
	"math/big"
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/exact"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// SeatOutlook says how the licenses assigned of an entitlement develop, and when
// they will have reached all there are, if they go on like that.
type SeatOutlook struct {
	Row
	// Samples is the number of weekly samples that it is worked out from, 4 to 13.
	Samples int `json:"samples"`
	// PerDay is how many licenses are assigned more each day: the slope of the
	// line with the least squares, exact and in lowest terms. It may be negative.
	PerDay Average `json:"perDay"`
	// FullOn is the first day, after that of the current sample, on which the
	// line reaches Total, at midnight in UTC, as samples are dated; the day of
	// the current sample if as many are assigned already. It is zero if the line
	// does not rise, or reaches Total after year 9999 only.
	FullOn time.Time `json:"fullOn,omitzero"`
}

// The number of samples that an outlook takes: a month at least, a quarter at most.
const (
	minOutlookSamples = 4
	maxOutlookSamples = 13
)

// SeatOutlook returns the outlook of each active entitlement of a product in the
// view that has at least four weekly samples: the current one, the one a week
// before it (as weekly changes find it), the one a week before that, and so on, as
// far as the number assigned is known, at most 13. They are by customer name,
// customer id and entitlement id; not nil. docs/insight.md has the formula.
func (v View) SeatOutlook(product Product) []SeatOutlook {
	m := v.at()
	list := []SeatOutlook{}
	number, exists := m.hub.catalog.number(product)
	if !exists {
		return list
	}
	for i, b := range m.hub.blocks {
		f := sectionRow{frame: m.on(b)}
		for customer := range v.rows(i).Rows() {
			for e, line := range b.linesOf(number, int32(customer)) {
				if samples := f.weeklySamples(line); f.active(e) && len(samples) >= minOutlookSamples {
					f.hit = &hit{line: line, customer: uint16(customer)}
					list = append(list, f.outlook(samples))
				}
			}
		}
	}
	return list
}

// weeklySamples returns the current sample of a line and those a week apart before
// it, the latest first.
func (f *frame) weeklySamples(line int32) []usage.Loose {
	c := f.counts(line)
	r, log := f.lines.usage.Run(line)
	var list []usage.Loose
	for place := c.place; place != usage.NoSample && len(list) < maxOutlookSamples; place = weekBefore(r, log, place) {
		s := log.Sample(r, place)
		if s.Assigned == usage.Unknown {
			break
		}
		list = append(list, s)
	}
	return list
}

func (f *sectionRow) outlook(samples []usage.Loose) SeatOutlook {
	row, _, _ := f.row()
	line := fit(samples)
	current := samples[0]
	outlook := SeatOutlook{Row: row, Samples: len(samples), PerDay: line.slope()}
	switch {
	case current.Assigned >= row.Total:
		outlook.FullOn = midnight(civilDay(current))
	case line.rise > 0:
		outlook.FullOn = line.reaches(row.Total, civilDay(current)+1)
	}
	return outlook
}

// midnight is the beginning of a day in UTC.
func midnight(day civil.Day) time.Time {
	year, month, date := day.Date()
	return time.Date(year, month, date, 0, 0, 0, 0, time.UTC)
}

// fittedLine is the line with the least squares through n samples (x, y), x in days
// since the first: its slope is rise / run. A sample adds at most 130 to sumX and
// 10^12 to sumY, so that everything fits.
type fittedLine struct {
	first         civil.Day
	n, sumX, sumY int64
	rise, run     int64
}

// fit returns the line through samples, the latest first.
func fit(samples []usage.Loose) fittedLine {
	l := fittedLine{first: civilDay(samples[len(samples)-1]), n: int64(len(samples))}
	var sumXX, sumXY int64
	for _, s := range samples {
		x, y := int64(civilDay(s)-l.first), s.Assigned
		l.sumX, l.sumY, sumXX, sumXY = l.sumX+x, l.sumY+y, sumXX+x*x, sumXY+x*y
	}
	l.rise = l.n*sumXY - l.sumX*l.sumY
	l.run = l.n*sumXX - l.sumX*l.sumX
	return l
}

// slope returns the slope in lowest terms.
func (l *fittedLine) slope() Average {
	divisor := exact.GCD(l.rise, l.run)
	return Average{l.rise / divisor, l.run / divisor}
}

// reaches returns the first day from another one on, at midnight, on which a line
// that rises is at least total, or zero after year 9999. The line is
// (sumY run - rise sumX + n rise x) / (n run).
func (l *fittedLine) reaches(total int64, from civil.Day) time.Time {
	product := func(a, b int64) *big.Int { return new(big.Int).Mul(big.NewInt(a), big.NewInt(b)) }
	// n rise x >= total n run - sumY run + rise sumX
	need := product(l.n*total-l.sumY, l.run)
	need.Add(need, product(l.rise, l.sumX))
	each := product(l.n, l.rise)
	x, rest := new(big.Int).DivMod(need, each, new(big.Int)) // rounds down
	if rest.Sign() > 0 {
		x.Add(x, big.NewInt(1))
	}
	last := civil.Date(9999, 12, 31)
	if from > last || x.Cmp(big.NewInt(int64(last-l.first))) > 0 {
		return time.Time{}
	}
	return midnight(max(l.first+civil.Day(x.Int64()), from))
}
