package partnerhub

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/parallel"
)

// lowSearch looks for the next instant before a bound at which low assignment
// changes for a customer of a view, or whether it can be told. Shares, and what
// lacks in them, change when a term begins or ends, and with the date; where it is
// the date, the hub is evaluated anew, and in between the customers whose terms
// begin or end are followed one by one.
type lowSearch struct {
	view  View
	bound time.Time
	// now is the last instant at which the hub was evaluated.
	now *moment
	*evaluation
	// moved are the holdings that are no longer those of the evaluation, and
	// counts the histograms of all shares with them.
	moved  map[position]coreHolding
	counts [len(coreProducts)]*shareHistogram
	groups [len(coreProducts)]*peerGroup
}

// coreHolding is what low assignment of a customer depends on besides its peers:
// its shares of the core products, and whether a line lacks in them.
type coreHolding struct {
	shares [len(coreProducts)]bandShare
	lacks  bool
}

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
	s.now, s.moved = m, map[position]coreHolding{}
	for product := range s.counts {
		s.counts[product] = s.shares[product].clone()
		s.groups[product] = s.peers[product]
	}
}

// differs reports whether what low assignment is of a customer of the view is not
// what it was in another evaluation.
func (s *lowSearch) differs(first *evaluation) bool {
	return s.anyDiffers(first, s.lowConditions)
}

// anyDiffers reports whether the conditions of a customer of the view that are
// about low assignment are not what they were in another evaluation.
func (s *lowSearch) anyDiffers(first *evaluation, now func(at position) conditions) bool {
	for i := range s.blocks {
		for row := range s.view.rows(i).Rows() {
			at := position{int32(i), int32(row)}
			if now(at) != first.lowConditions(at) {
				return true
			}
		}
	}
	return false
}

// lowConditions returns the conditions of a customer that are about low assignment.
func (e *evaluation) lowConditions(at position) conditions {
	return lowConditions(e.low[at.block].Get(int(at.row)), e.blocks[at.block].marks[at.row]&markLacking != 0)
}

// lowConditions returns the conditions of a customer that is low or not, and whose
// shares lack a line or not.
func lowConditions(low, lacks bool) conditions {
	switch {
	case low:
		return LowAssigned.bit()
	case lacks:
		return LowAssignmentUnassessed.bit()
	}
	return 0
}

// nextShareDate returns an instant up to which no share changes because of the
// date: that of the next date, or of a later one if none before matters.
func (s *lowSearch) nextShareDate() time.Time {
	nextDate := s.now.nextDate()
	if !nextDate.Before(s.bound) || s.now.day(nextDate) < s.now.today {
		return nextDate // the clock is turned back over midnight in the second case
	}
	blocks := s.now.hub.blocks
	days := make([]civil.Day, parallel.Workers(len(blocks)))
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
		if s.move(event) {
			at, found = event.at, s.anyDiffers(first, s.movedConditions)
		}
	}
	return at, found
}

// events lists the instants after now and before next at which terms with core
// products begin or end, in order.
func (s *lowSearch) events(next time.Time) []shareEvent {
	blocks := s.now.hub.blocks
	parts := make([][]shareEvent, parallel.Workers(len(blocks)))
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

// move counts what a customer has at an event, and reports whether it is something
// else.
func (s *lowSearch) move(event shareEvent) bool {
	f := newMoment(s.now.hub, event.at, s.now.policy).on(s.now.hub.blocks[event.block])
	was, is := s.holdingAt(event.position), f.coreHolding(event.row)
	if was == is {
		return false
	}
	s.moved[event.position] = is
	for product, counts := range s.counts {
		if was.shares[product] == is.shares[product] {
			continue
		}
		counts.countShare(was.shares[product], -1)
		counts.countShare(is.shares[product], 1)
		own := counts.yardstick()
		s.groups[product] = s.now.newPeerGroup(own)
	}
	return true
}

func (h *shareHistogram) countShare(s bandShare, times int32) {
	if s.exists {
		h.count(s.band, s.share, times)
	}
}

// coreHolding returns what a customer of the block has.
func (f *frame) coreHolding(customer int32) (holding coreHolding) {
	for product := range holding.shares {
		if p := f.pool(customer, uint16(product)); p.total > 0 {
			holding.shares[product] = bandShare{true, f.policy.band(p.total), p.share()}
		}
	}
	holding.lacks = len(LowAssigned.rule().missing(f, customer)) > 0
	return holding
}

// holdingAt returns what a customer has as it is followed.
func (s *lowSearch) holdingAt(at position) (holding coreHolding) {
	if moved, exists := s.moved[at]; exists {
		return moved
	}
	b := s.blocks[at.block]
	i, _ := slices.BinarySearchFunc(b.shares, at.row, func(c coreShare, row int32) int { return cmp.Compare(int32(c.customer), row) })
	for ; i < len(b.shares) && int32(b.shares[i].customer) == at.row; i++ {
		holding.shares[b.shares[i].product] = bandShare{true, int(b.shares[i].band), int(b.shares[i].share)}
	}
	holding.lacks = b.marks[at.row]&markLacking != 0
	return holding
}

// movedConditions are lowConditions with the holdings and limits as they are
// followed.
func (s *lowSearch) movedConditions(at position) conditions {
	holding := s.holdingAt(at)
	for product, own := range holding.shares {
		if own.exists && s.groups[product].isLow(own.band, own.share) {
			return lowConditions(true, holding.lacks)
		}
	}
	return lowConditions(false, holding.lacks)
}
