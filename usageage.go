package partnerhub

import (
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/parallel"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// UsageAge says how old the usage is that a view's answers are worked out from:
// whether a number is small because little is known. See docs/metrics.md.
type UsageAge struct {
	AsOf time.Time `json:"asOf"`
	// Newest is the day of the newest usage sample up to T of the customers in the
	// view, as the first instant of that date in the policy's Location. It is zero
	// if there is none, and if the day would be before year 1.
	Newest time.Time `json:"newest,omitzero"`
	// Customers is the number of customers with an active entitlement that has a
	// license line: those of whom there should be usage.
	Customers int `json:"customers"`
	// WithoutFresh is the number of those among them of whom no line of an active
	// entitlement has a current sample: one of the last 30 days
	// (Policy.FreshnessDays).
	WithoutFresh int `json:"withoutFresh"`
}

// UsageAge returns how old the usage of the view's customers is, of all products.
func (v View) UsageAge() UsageAge {
	m := v.at()
	parts := make([]usageAges, parallel.Workers(len(m.hub.blocks)))
	m.inParallel(len(m.hub.blocks), func(f *frame, worker, i int) {
		f.move(m.hub.blocks[i])
		for customer := range v.rows(i).Rows() {
			parts[worker].add(f.usageAge(int32(customer)))
		}
	})
	var sum usageAges
	for _, part := range parts {
		sum.add(part)
	}
	age := UsageAge{AsOf: m.asOf(), Customers: sum.customers, WithoutFresh: sum.withoutFresh}
	if sum.sampled {
		age.Newest = m.beginningOf(sum.newest)
	}
	return age
}

// usageAges is the usage age of some customers.
type usageAges struct {
	newest                  civil.Day // if sampled
	sampled                 bool
	customers, withoutFresh int
}

func (a *usageAges) add(other usageAges) {
	if other.sampled {
		a.see(other.newest)
	}
	a.customers += other.customers
	a.withoutFresh += other.withoutFresh
}

// see counts a sample of a day.
func (a *usageAges) see(day civil.Day) {
	if !a.sampled || day > a.newest {
		a.newest, a.sampled = day, true
	}
}

// usageAge returns the usage age of one customer.
func (f *frame) usageAge(customer int32) (age usageAges) {
	fresh := false
	from, until := f.customers.of(customer)
	for e := from; e < until; e++ {
		active := f.active(e)
		for line, end := f.entitlements.of(e); line < end; line++ {
			if active {
				age.customers = 1
			}
			if day, exists := f.latestSampleDay(line); exists {
				age.see(day)
				fresh = fresh || active && day > f.today-f.freshness
			}
		}
	}
	age.withoutFresh = age.customers * countIf(!fresh)
	return age
}

// latestSampleDay returns the day of the latest sample of a line up to T.
func (f *frame) latestSampleDay(line int32) (day civil.Day, exists bool) {
	r, log := f.lines.usage.Run(line)
	if r == nil {
		return 0, false
	}
	place := log.UpTo(r, f.today)
	if place == usage.NoSample {
		return 0, false
	}
	return civilDay(log.Sample(r, place)), true
}
