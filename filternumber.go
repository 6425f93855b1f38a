package partnerhub

import (
	"cmp"
	"math"
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/query"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// missing stands for a value that a customer lacks.
const missing int64 = math.MinInt64

// numberSource fills in a number for each customer of a block; those that it
// leaves are missing.
type numberSource func(f *frame, product Product, values []int64)

// numberTest finds customers by a whole number.
type numberTest struct {
	source  numberSource
	product Product
	op      query.Op // none: is present
	values  []int64
}

func (t numberTest) customers(s *search) column.Bits {
	return s.collect(func(_ int, f *frame, found column.Bits) {
		values := allMissing(len(f.customers.ids))
		t.source(f, t.product, values)
		for row, value := range values {
			if value != missing && t.holds(value) {
				found.Set(row)
			}
		}
	})
}

func (t numberTest) holds(value int64) bool {
	return t.op == 0 || holds(t.op, len(t.values), func(i int) int { return cmp.Compare(value, t.values[i]) })
}

// allMissing returns a list of missing values.
func allMissing(n int) []int64 {
	values := make([]int64, n)
	for i := range values {
		values[i] = missing
	}
	return values
}

// holds reports whether a comparison holds with one of some values, or, for !=,
// with all of them. compare compares the customer's value with the i-th.
func holds(op query.Op, values int, compare func(i int) int) bool {
	for i := range values {
		order := compare(i)
		if op == query.NotEqual && order == 0 {
			return false
		}
		if op != query.NotEqual && holdsOne(op, order) {
			return true
		}
	}
	return op == query.NotEqual
}

func holdsOne(op query.Op, order int) bool {
	switch op {
	case query.Less:
		return order < 0
	case query.LessOrEqual:
		return order <= 0
	case query.Greater:
		return order > 0
	case query.GreaterOrEqual:
		return order >= 0
	}
	return order == 0
}

// countOf is a count of a line, unknown: -1.
type countOf func(c counts) int64

func licensesOf(c counts) int64 { return c.total }
func assignedOf(c counts) int64 { return c.assigned }
func usedOf(c counts) int64     { return c.used }

func availableOf(c counts) int64 { return packed(c.available()) }

func overageOf(c counts) int64 {
	if c.assigned == usage.Unknown {
		return usage.Unknown
	}
	return c.overage()
}

// eachLine calls visit with the active lines of a product, or of all.
func (f *frame) eachLine(product Product, visit func(customer int32, c counts)) {
	number, exists := f.hub.catalog.number(product)
	if !exists && product != "" {
		return
	}
	for customer := range int32(len(f.customers.ids)) {
		f.eachActive(customer, func(_, line int32, c counts) {
			if product == "" || f.lines.products[line] == number {
				visit(customer, c)
			}
		})
	}
}

// sumSource adds up the known counts of a customer's active lines.
func sumSource(count countOf) numberSource {
	return func(f *frame, product Product, values []int64) {
		f.eachLine(product, func(customer int32, c counts) {
			if n := count(c); n != usage.Unknown {
				values[customer] = max(0, values[customer]) + n
			}
		})
	}
}

// percentSource adds up the parts of a ratio for each customer of a block; a
// ratio that is undefined is missing.
type percentSource func(f *frame, product Product, ratios []Ratio)

// shareSource is a count over the licenses of the lines where it is known.
func shareSource(count countOf) percentSource {
	return func(f *frame, product Product, ratios []Ratio) {
		f.eachLine(product, func(customer int32, c counts) {
			if n := count(c); n != usage.Unknown {
				ratios[customer].Num += n
				ratios[customer].Den += c.total
			}
		})
	}
}

// percentTest finds customers by a ratio.
type percentTest struct {
	source  percentSource
	product Product
	op      query.Op // none: is present
	values  []Ratio
}

func (t percentTest) customers(s *search) column.Bits {
	return s.collect(func(_ int, f *frame, found column.Bits) {
		ratios := make([]Ratio, len(f.customers.ids))
		t.source(f, t.product, ratios)
		for row, ratio := range ratios {
			if ratio.Defined() && t.holds(ratio) {
				found.Set(row)
			}
		}
	})
}

func (t percentTest) holds(ratio Ratio) bool {
	return t.op == 0 || holds(t.op, len(t.values), func(i int) int { return ratio.Compare(t.values[i]) })
}

// keep keeps the smallest value.
func keep(value *int64, other int64) {
	if *value == missing || other < *value {
		*value = other
	}
}

// eachTerm calls visit with the active entitlements.
func (f *frame) eachTerm(visit func(customer, e int32)) {
	for customer := range int32(len(f.customers.ids)) {
		from, until := f.customers.of(customer)
		for e := from; e < until; e++ {
			if f.active(e) {
				visit(customer, e)
			}
		}
	}
}

func (f *frame) daysToEnd(_ Product, values []int64) {
	f.eachTerm(func(customer, e int32) {
		if f.entitlements.end[e] != column.Never {
			keep(&values[customer], f.daysUntilEnd(e))
		}
	})
}

func (f *frame) daysSinceLastAdded(_ Product, values []int64) {
	f.eachTerm(func(customer, e int32) { keep(&values[customer], f.daysSinceAdded(e)) })
}

func (f *frame) daysSinceSignIn(_ Product, values []int64) {
	for customer, code := range f.customers.signedIn {
		if code < f.now {
			values[customer] = int64(f.today - f.day(f.times.Time(code)))
		}
	}
}

// dateSource fills in the timeline code of an instant for each customer of a
// block; those that it leaves are Never: missing.
type dateSource func(f *frame, codes []uint32)

// filterDate is a civil day in the policy's Location, or an instant.
type filterDate struct {
	day     civil.Day
	instant time.Time
	timed   bool
}

// dateTest finds customers by a date.
type dateTest struct {
	source dateSource
	op     query.Op // none: is present
	values []filterDate
}

func (t dateTest) customers(s *search) column.Bits {
	windows := t.windows(s.moment)
	return s.collect(func(_ int, f *frame, found column.Bits) {
		codes := make([]uint32, len(f.customers.ids))
		for i := range codes {
			codes[i] = column.Never
		}
		t.source(f, codes)
		window := windowOf(&f.times, windows)
		for row, code := range codes {
			if code != column.Never && (t.op == 0 || window.has(code) != (t.op == query.NotEqual)) {
				found.Set(row)
			}
		}
	})
}

// windows returns the instants for which the comparison holds, for != those for
// which it doesn't.
func (t dateTest) windows(m *moment) []civil.Span {
	var spans []civil.Span
	for _, date := range t.values {
		if date.timed {
			spans = append(spans, instantWindow(t.op, date.instant))
			continue
		}
		from, to := dayWindow(t.op, date.day)
		spans = append(spans, civil.Instants(from, to, m.policy.Location)...)
	}
	return spans
}

// The first and the last day that any date of a fact can have anywhere.
const (
	firstDay = civil.Earliest
	lastDay  = civil.Day(4_000_000)
)

// dayWindow returns the days for which a comparison with a day holds.
func dayWindow(op query.Op, day civil.Day) (from, to civil.Day) {
	switch op {
	case query.Less:
		return firstDay, day - 1
	case query.LessOrEqual:
		return firstDay, day
	case query.Greater:
		return day + 1, lastDay
	case query.GreaterOrEqual:
		return day, lastDay
	}
	return day, day
}

// instantWindow returns the instants for which a comparison with an instant
// holds.
func instantWindow(op query.Op, t time.Time) civil.Span {
	first, last := time.Unix(int64(firstDay)*secondsPerDay, 0), time.Unix(int64(lastDay)*secondsPerDay, 0)
	switch op {
	case query.Less:
		return civil.Span{From: first, Until: t}
	case query.LessOrEqual:
		return civil.Span{From: first, Until: t.Add(1)}
	case query.Greater:
		return civil.Span{From: t.Add(1), Until: last}
	case query.GreaterOrEqual:
		return civil.Span{From: t, Until: last}
	}
	return civil.Span{From: t, Until: t.Add(1)}
}

func (f *frame) firstEnd(codes []uint32) {
	f.eachTerm(func(customer, e int32) { codes[customer] = min(codes[customer], f.entitlements.end[e]) })
}

func (f *frame) lastStart(codes []uint32) {
	f.eachTerm(func(customer, e int32) {
		if start := f.entitlements.start[e]; codes[customer] == column.Never || start > codes[customer] {
			codes[customer] = start
		}
	})
}

func (f *frame) lastSignIn(codes []uint32) {
	for customer, code := range f.customers.signedIn {
		if code < f.now {
			codes[customer] = code
		}
	}
}

// presence is the test of field:*.
func (cond *condition) presence() matcher {
	switch f := cond.field; f.kind {
	case FilterText:
		return textTest{field: f, key: cond.String()}
	case FilterNumber:
		return numberTest{source: f.number, product: cond.product}
	case FilterPercent:
		return percentTest{source: f.percent, product: cond.product}
	case FilterDate:
		return dateTest{source: f.date}
	}
	return facet{field: cond.field.name, present: true}
}
