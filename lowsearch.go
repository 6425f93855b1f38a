package partnerhub

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/column"
)

// lowSearch looks for the next instant before a bound at which low assignment
// changes for a customer of a view. Shares change when a term begins or ends, and
// with the date; where it is the date, the hub is evaluated anew, and in between
// the customers whose terms begin or end are followed one by one.
type lowSearch struct {
	view  View
	bound time.Time
	// now is the last instant at which the hub was evaluated.
	now *moment
	*evaluation
	// moved are the shares that are no longer those of the evaluation, and
	// counts the histograms of all shares with them.
	moved  map[position]corePair
	counts [len(coreProducts)]*shareHistogram
	limits [len(coreProducts)][]int
}

// corePair are a customer's shares of the core products.
type corePair [len(coreProducts)]bandShare

// bandShare is a share and the size band of who has it; without licenses there is
// none.
type bandShare struct {
	exists      bool
	band, share int
}

// find returns the instant, or the bound if there is none before it.
func (s *lowSearch) find(ctx context.Context) (time.Time, error) {
	m := s.view.at()
	s.evaluate(m)
	first := s.evaluation
	for s.now.instant.Before(s.bound) {
		if err := ctx.Err(); err != nil {
			return time.Time{}, err
		}
		next := earliest(s.nextShareDate(), s.bound)
		if at, found := s.follow(first, next); found {
			return at, nil
		}
		if !next.Before(s.bound) {
			break
		}
		s.evaluate(newMoment(m.hub, next, m.policy))
		if s.differs(first) {
			return next, nil
		}
	}
	return s.bound, nil
}

// evaluate evaluates the hub at a moment. Only the first is one that somebody asked
// about, and worth keeping.
func (s *lowSearch) evaluate(m *moment) {
	if s.now == nil {
		s.evaluation = m.evaluation()
	} else {
		s.evaluation = m.evaluateFrom(knownEvaluation{})
	}
	s.now, s.moved = m, map[position]corePair{}
	for product := range s.counts {
		s.counts[product] = s.shares[product].clone()
		s.limits[product] = s.peers[product].limits
	}
}

// differs reports whether low assignment of a customer of the view is not what it
// was in another evaluation.
func (s *lowSearch) differs(first *evaluation) bool {
	for i := range s.blocks {
		for row := range s.view.rows(i).Rows() {
			if s.low[i].Get(row) != first.low[i].Get(row) {
				return true
			}
		}
	}
	return false
}

// nextShareDate returns an instant up to which no share changes because of the
// date: that of the next date, or of a later one if none before matters.
func (s *lowSearch) nextShareDate() time.Time {
	nextDate := s.now.nextDate()
	if !nextDate.Before(s.bound) || s.now.day(nextDate) < s.now.today {
		return nextDate // the clock is turned back over midnight in the second case
	}
	blocks := s.now.hub.blocks
	days := make([]civil.Day, cores(len(blocks)))
	for i := range days {
		days[i] = never
	}
	s.now.inParallel(len(blocks), func(f *frame, worker, i int) {
		f.move(blocks[i])
		days[worker] = min(days[worker], f.nextShareDay())
	})
	next := slices.Min(append(days, never))
	switch {
	case next == never:
		return civil.Future
	case next > s.now.today+dateMargin:
		return civil.Instants(next-1, next, s.now.policy.Location)[0].From // one of them may be skipped
	}
	return nextDate
}

// never is a day that does not come.
const never = civil.Day(1 << 40)

// nextShareDay returns the next day on which a share of a core product may change
// because of the date, or never.
func (f *frame) nextShareDay() civil.Day {
	next := never
	for e := range int32(len(f.entitlements.ids)) {
		if !f.core(e) || f.entitlements.end[e] < f.now {
			continue
		}
		if settled := f.startDay(e) + inDays(f.policy.GraceDays); settled > f.today {
			next = min(next, settled)
		}
		for line, until := f.entitlements.of(e); line < until; line++ {
			if day, exists := f.nextSampleDay(line); exists && int(f.lines.products[line]) < len(coreProducts) {
				next = min(next, day)
			}
		}
	}
	return next
}

// shareEvent is an instant at which the shares of a customer may change.
type shareEvent struct {
	at time.Time
	position
}

// follow follows the shares from event to event, and returns the first instant
// before next at which low assignment of a customer of the view is another one.
func (s *lowSearch) follow(first *evaluation, next time.Time) (at time.Time, found bool) {
	for _, event := range s.events(next) {
		// Several at the same instant: what it is after the last of them counts.
		if found && event.at.After(at) {
			break
		}
		if s.moveShare(event) {
			at, found = event.at, s.movedLow(first)
		}
	}
	return at, found
}

// events lists the instants after now and before next at which terms with core
// products begin or end, in order.
func (s *lowSearch) events(next time.Time) []shareEvent {
	blocks := s.now.hub.blocks
	parts := make([][]shareEvent, cores(len(blocks)))
	s.now.inParallel(len(blocks), func(f *frame, worker, i int) {
		f.move(blocks[i])
		until := f.times.Before(next)
		for customer := range int32(len(f.customers.ids)) {
			parts[worker] = f.appendShareEvents(parts[worker], position{int32(i), customer}, until)
		}
	})
	events := slices.Concat(parts...)
	slices.SortFunc(events, func(a, b shareEvent) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.block, b.block), cmp.Compare(a.row, b.row))
	})
	return slices.Compact(events)
}

func (f *frame) appendShareEvents(list []shareEvent, at position, bound uint32) []shareEvent {
	from, until := f.customers.of(at.row)
	for e := from; e < until; e++ {
		if !f.core(e) {
			continue
		}
		for _, code := range [...]uint32{f.entitlements.start[e], f.entitlements.end[e]} {
			if f.now <= code && code < bound && code != column.Never {
				list = append(list, shareEvent{f.times.Time(code), at})
			}
		}
	}
	return list
}

// moveShare counts what the shares of a customer are at an event, and reports
// whether they are others.
func (s *lowSearch) moveShare(event shareEvent) bool {
	f := newMoment(s.now.hub, event.at, s.now.policy).on(s.now.hub.blocks[event.block])
	was, is := s.shareAt(event.position), f.corePair(event.row)
	if was == is {
		return false
	}
	s.moved[event.position] = is
	for product, counts := range s.counts {
		if was[product] == is[product] {
			continue
		}
		counts.countShare(was[product], -1)
		counts.countShare(is[product], 1)
		own := counts.yardstick()
		s.limits[product] = s.now.newPeerGroup(own).limits
	}
	return true
}

func (h *shareHistogram) countShare(s bandShare, times int32) {
	if s.exists {
		h.count(s.band, s.share, times)
	}
}

// corePair returns the shares of a customer of the block.
func (f *frame) corePair(customer int32) (shares corePair) {
	for product := range shares {
		if p := f.pool(customer, uint16(product)); p.total > 0 {
			shares[product] = bandShare{true, f.policy.band(p.total), p.share()}
		}
	}
	return shares
}

// shareAt returns the shares of a customer as they are followed.
func (s *lowSearch) shareAt(at position) (shares corePair) {
	if moved, exists := s.moved[at]; exists {
		return moved
	}
	known := s.blocks[at.block].shares
	i, _ := slices.BinarySearchFunc(known, at.row, func(c coreShare, row int32) int { return cmp.Compare(int32(c.customer), row) })
	for ; i < len(known) && int32(known[i].customer) == at.row; i++ {
		shares[known[i].product] = bandShare{true, int(known[i].band), int(known[i].share)}
	}
	return shares
}

// movedLow reports whether low assignment of a customer of the view is another
// one with the shares and limits as they are followed.
func (s *lowSearch) movedLow(first *evaluation) bool {
	for i := range s.blocks {
		for row := range s.view.rows(i).Rows() {
			if s.isLow(position{int32(i), int32(row)}) != first.low[i].Get(row) {
				return true
			}
		}
	}
	return false
}

func (s *lowSearch) isLow(at position) bool {
	for product, own := range s.shareAt(at) {
		if own.exists && own.share < s.limits[product][own.band] {
			return true
		}
	}
	return false
}
