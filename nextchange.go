package partnerhub

import (
	"context"
	"fmt"
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/parallel"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// NextChange is the first instant after that of a view at which a condition of a
// customer of the view is another one, and what is.
type NextChange struct {
	// At is the instant, in the policy's Location.
	At time.Time `json:"at"`
	// Changes compares the view with what it is then.
	Changes Comparison `json:"changes"`
}

// NextChange returns the first instant after that of the view at which a status
// or a number of the overview changes for a customer of the view, if no fact of
// the hub does; and whether there is one. At every instant before it, all
// conditions of all customers of the view are what they are now: answers can be
// kept until then. Facts of the hub that are dated later become known on their
// dates, as always. The customers of the view stay the same, whatever a filter
// would choose then.
//
// It costs about as much as an overview, or some when it takes long until
// something changes: low assignment depends on all customers of the hub, whose
// shares then have to be followed. It fails when ctx is done, and with an error
// that wraps [ErrSummary] when the view was compared with shares.
func (v View) NextChange(ctx context.Context) (next NextChange, exists bool, err error) {
	m := v.at()
	if m.compared != nil {
		return NextChange{}, false, misfit("a view that is compared with shares has no next change: they are of its own instant")
	}
	at, err := v.nextBoundary(ctx)
	if err == nil && v.Len() > 0 {
		at, err = (&lowSearch{view: v, bound: at}).find(ctx)
	}
	if err != nil {
		return NextChange{}, false, fmt.Errorf("partnerhub: next change: %w", err)
	}
	if at.UTC().Year() > 9999 {
		return NextChange{}, false, nil
	}
	then := v.on(newMoment(m.hub, at, m.policy))
	return NextChange{m.local(at), Compare(v, then)}, true, nil
}

// nextBoundary returns the next instant at which a condition changes that does not
// depend on all customers, or Future.
func (v View) nextBoundary(ctx context.Context) (time.Time, error) {
	m := v.at()
	searches := make([]boundarySearch, parallel.Workers(len(m.hub.blocks)))
	for i := range searches {
		searches[i] = boundarySearch{frame: &frame{moment: m}, newDay: m.nextDate(), best: civil.Future}
	}
	err := parallel.EachUntil(ctx, len(m.hub.blocks), func(worker, i int) {
		searches[worker].search(m.hub.blocks[i], v.rows(i))
	})
	best := civil.Future
	for i := range searches {
		best = earliest(best, searches[i].best)
	}
	return best, err
}

func earliest(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// nextDate returns the next instant at which the date is another one: mostly the
// next midnight.
func (m *moment) nextDate() time.Time {
	today, _ := civil.Spans(civil.Instants(m.today, m.today, m.policy.Location)).Around(m.instant)
	return today.Until
}

// boundarySearch looks for the next instant at which a condition changes. Exact
// answers take calendar arithmetic; it asks for them only where something can
// come before the best instant so far.
type boundarySearch struct {
	*frame
	newDay time.Time
	best   time.Time
}

func (s *boundarySearch) search(b *block, rows column.Bits) {
	s.move(b)
	for customer := range rows.Rows() {
		if s.mayChange(int32(customer)) {
			s.best = earliest(s.best, s.nextOf(int32(customer)))
		}
	}
}

// nextOf returns the next instant at which a condition of a customer changes.
func (s *boundarySearch) nextOf(customer int32) time.Time {
	next := civil.Future
	for _, c := range Conditions() {
		if !c.takesPeers() && c != ManagedCustomer {
			span, _ := s.spans(customer, c).Around(s.instant)
			next = earliest(next, span.Until)
		}
	}
	return next
}

// mayChange reports whether a condition of a customer may change before the best
// instant: when an instant of its facts comes, or when a date does that is so
// many days before or after one. It may be wrong about that, but not the other
// way round.
func (s *boundarySearch) mayChange(customer int32) bool {
	if s.comes(s.customers.signedIn[customer]) || s.dayComes(s.customers.signedIn[customer], s.policy.InactivityDays) {
		return true
	}
	from, until := s.customers.of(customer)
	for e := from; e < until; e++ {
		if s.termMayChange(e) {
			return true
		}
	}
	return false
}

func (s *boundarySearch) termMayChange(e int32) bool {
	c := &s.entitlements
	for i := range instantTruths {
		if s.comes(instantTruths[i].code(c, e)) {
			return true
		}
	}
	if !s.newDay.Before(s.best) || c.end[e] < s.now {
		return false
	}
	for i := range windowTruths {
		if s.dayComes(c.end[e], -inDaysInt(windowTruths[i].days(&s.policy))) {
			return true
		}
	}
	return s.samplesMayChange(e)
}

// samplesMayChange reports whether the current sample of a line may be another
// one before the best instant.
func (s *boundarySearch) samplesMayChange(e int32) bool {
	line, until := s.entitlements.of(e)
	for ; line < until; line++ {
		if day, exists := s.nextSampleDay(line); exists && s.dayIsNear(day) {
			return true
		}
	}
	return false
}

// nextSampleDay returns the next day on which the current sample of a line is
// another one: that of the next sample, or the one on which the current one is no
// longer fresh.
func (f *frame) nextSampleDay(line int32) (day civil.Day, exists bool) {
	r, log := f.lines.usage.Run(line)
	if r == nil {
		return 0, false
	}
	place := log.UpTo(r, f.today)
	if place != usage.NoSample {
		day = civilDay(log.Sample(r, place)) + f.freshness
		exists = day > f.today
	}
	for next := place + 1; next < r.Places; next++ {
		if log.OnOrBefore(r, next) != next {
			continue
		}
		if sampled := civilDay(log.Sample(r, next)); !exists || sampled < day {
			day, exists = sampled, true
		}
		break
	}
	return day, exists
}

// comes reports whether the instant of a code is after T and before the best one.
func (s *boundarySearch) comes(code uint32) bool {
	return code >= s.now && code != column.Never && s.times.Time(code).Before(s.best)
}

// dateMargin is by how much a count of days of 24 hours may be off one of dates.
const dateMargin = 3

// dayComes reports whether the day so many days after the instant of a code may
// begin after T and before the best instant.
func (s *boundarySearch) dayComes(code uint32, days int) bool {
	if code == column.Never || !s.newDay.Before(s.best) {
		return false
	}
	return s.dayIsNear(civil.Of(s.times.Time(code), nil) + civil.Day(days))
}

// dayIsNear reports whether a day, give or take some, may begin after T and
// before the best instant.
func (s *boundarySearch) dayIsNear(day civil.Day) bool {
	return s.newDay.Before(s.best) && day >= s.today-dateMargin && day <= civil.Of(s.best, nil)+dateMargin
}

// inDaysInt is inDays as a plain number.
func inDaysInt(days int) int { return int(inDays(days)) }
