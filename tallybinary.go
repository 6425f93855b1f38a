package partnerhub

import (
	"math"
	"time"

	"github.com/shopspring/decimal"

	"github.com/partnerhub/partnerhub/internal/exact"
	"github.com/partnerhub/partnerhub/internal/wire"
)

// The parts of the binary forms that add up.

// code writes and reads each count as the distance from the one before it.
func (t *shareTable) code(c *wire.Codec, bands int) {
	next, all := 0, 0
	codeList(c, (*[]shareCount)(t), func(i int) {
		count := &(*t)[i]
		at, customers := int(count.band)*shareRange+int(count.share), count.customers
		c.Within(&at, next, bands*shareRange-1)
		c.Within(&customers, 1, math.MaxInt)
		c.Check(addTo(&all, customers), "more customers than can be counted")
		if c.Reading() {
			*count = shareCount{uint8(at / shareRange), uint16(at % shareRange), customers}
		}
		next = at + 1
	})
}

func (y *yardstick) code(c *wire.Codec, bands int) {
	if c.Reading() {
		y.bands = make([]benchmark, bands)
	}
	all := 0
	for i := range y.bands {
		y.bands[i].code(c)
		c.Check(addTo(&all, y.bands[i].peers), "more peers than can be counted")
	}
	y.all.code(c)
	c.Check(y.all.peers == all, "peers that are not those of the size bands")
}

func (b *benchmark) code(c *wire.Codec) {
	c.Count(&b.peers)
	if b.peers > 0 {
		c.Within(&b.share, 0, exact.Whole)
	}
}

// codeTrend writes and reads the instants of the points as what they are off
// from multiples of 24 hours; that of the last one is the standpoint's.
func (s *Summary) codeTrend(c *wire.Codec) {
	c.Within(&s.options.StepDays, 1, MaxTrendStep)
	points := len(s.trend)
	c.Len(&points)
	c.Check(0 < points && points <= MaxTrendPoints, "too few or too many points")
	if c.Reading() && c.OK() {
		s.trend, s.options.Points = make([]datedSums, points), points
	}
	for i := range s.trend {
		back := (len(s.trend) - 1 - i) * s.options.StepDays
		if back > 0 {
			s.codePoint(c, &s.trend[i], back)
		} else if c.Reading() {
			s.trend[i].asOf = s.asOf()
		}
		s.trend[i].code(c)
	}
}

// codePoint writes and reads the instant of a point and the offset that it is
// shown with.
func (s *Summary) codePoint(c *wire.Codec, point *datedSums, back int) {
	whole := s.instant.Unix() - int64(back)*secondsPerDay
	_, shift := point.asOf.Zone()
	off, offset := point.asOf.Unix()-whole, int64(shift)
	c.Signed(&off)
	c.Signed(&offset)
	c.Check(isShown(offset), "an offset that is not shown")
	if c.Reading() {
		point.asOf = time.Unix(whole+off, int64(s.instant.Nanosecond())).In(time.FixedZone("", int(offset)))
	}
}

func (s *trendSums) code(c *wire.Codec) {
	c.Flag(&s.active)
	if !s.active {
		return
	}
	c.Sum(&s.total)
	codeKnown(c, &s.assignedKnown, &s.assigned, &s.unknownAssigned, s.total)
	codeKnown(c, &s.usedKnown, &s.used, &s.unknownUsed, s.total)
}

// codeKnown writes and reads a sum that is known at least in part; if no part
// is, all licenses are unknown.
func codeKnown(c *wire.Codec, known *bool, sum, rest *int64, total int64) {
	c.Flag(known)
	if !*known {
		if c.Reading() {
			*rest = total
		}
		return
	}
	c.Sum(sum)
	c.Sum(rest)
	c.Check(*rest <= total, "more licenses unknown than there are")
}

func (t *tally) code(c *wire.Codec) {
	t.overview.code(c)
	for _, n := range []*int{&t.added.customers, &t.expiring.customers, &t.renewing.customers, &t.low.customers, &t.overLimit.customers} {
		c.Within(n, 0, t.overview.ManagedCustomers)
	}
	c.Sum(&t.added.newLicenses)
	c.Sum(&t.added.totalLicenses)
	for _, ending := range []*endingTally{&t.expiring, &t.renewing} {
		ending.usage.code(c)
		ending.termValue.code(c)
		c.Count(&ending.withoutValue)
	}
	t.low.usage.code(c)
	c.Count(&t.low.unassessed)
	c.Sum(&t.overLimit.total)
	c.Count(&t.overLimit.unassessed)
}

func (o *Overview) code(c *wire.Codec) {
	c.Count(&o.ManagedCustomers)
	c.Within(&o.TotalCustomers, 0, o.ManagedCustomers)
	for _, n := range []*int{&o.NearingExpiration, &o.NearingRenewal, &o.LowAssignment, &o.OverLimit} {
		c.Within(n, 0, o.TotalCustomers)
	}
	c.Within(&o.LowAssignmentUnassessed, 0, o.TotalCustomers-o.LowAssignment)
	c.Within(&o.OverLimitUnassessed, 0, o.TotalCustomers-o.OverLimit)
}

func (s *usageSums) code(c *wire.Codec) {
	s.assigned.code(c)
	s.used.code(c)
	s.usedOfAssigned.code(c)
	c.Sum(&s.available)
	c.Count(&s.unknown)
}

func (q *quotient) code(c *wire.Codec) {
	c.Sum(&q.num)
	c.Sum(&q.den)
}

func (s *moneySums) code(c *wire.Codec) {
	before := ""
	codeList(c, (*[]moneySum)(s), func(i int) {
		sum := &(*s)[i]
		currency := sum.currency
		c.Text(&currency)
		c.Check(checkCurrency(currency) == nil && before < currency, "currencies that are not in order")
		amount := codeAmount(c, sum.amount)
		if c.Reading() {
			*sum = moneySum{currency, amount}
		}
		before = currency
	})
}

// codeAmount writes and reads a sum as a decimal: digits without trailing zeros
// and how many of them are after the point.
func codeAmount(c *wire.Codec, sum exact.Sum) exact.Sum {
	amount := sum.Decimal()
	places, digits := int(-amount.Exponent()), amount.Coefficient()
	negative, magnitude := digits.Sign() < 0, string(digits.Bytes())
	c.Within(&places, 0, exact.MaxPlaces)
	c.Flag(&negative)
	c.Text(&magnitude)
	if c.Reading() && c.OK() {
		digits.SetBytes([]byte(magnitude))
		if negative {
			digits.Neg(digits)
		}
		read := decimal.NewFromBigInt(digits, int32(-places))
		c.Check(sum.AddDecimal(read), "an amount that is too large")
		again := sum.Decimal()
		shortest := again.Exponent() == read.Exponent() && string(digits.Bytes()) == magnitude && negative == (digits.Sign() < 0)
		c.Check(shortest, "an amount that is not in its shortest form")
	}
	return sum
}
