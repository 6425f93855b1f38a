package partnerhub

import (
	"cmp"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub/internal/parallel"
)

// Comparison is what became of the customers of one view in another: for each
// condition who entered and who left, and why.
type Comparison struct {
	// Before and After are the instants of the views.
	Before time.Time `json:"before"`
	After  time.Time `json:"after"`
	// Changes are those of all conditions, in the order of [Conditions].
	Changes []ConditionChange `json:"changes"`
}

// ConditionChange is what changed in a condition. Before + len(Entered) -
// len(Left) is always After.
type ConditionChange struct {
	Condition Condition `json:"condition"`
	// Before and After are the numbers of customers of whom it holds.
	Before int `json:"before"`
	After  int `json:"after"`
	// Entered are the customers of whom it holds after and did not before, or
	// who were not in the view; Left the reverse. They are by name and id; not
	// nil. A customer is the same in both views if its id is.
	Entered []CustomerChange `json:"entered"`
	Left    []CustomerChange `json:"left"`
}

// CustomerChange is a customer that entered or left, and why: at least one cause.
// A customer that left has the name that it had before.
type CustomerChange struct {
	CustomerID string `json:"customerId"`
	Customer   string `json:"customer"`
	// ByClock: what was known in the view before suffices. With the same facts
	// and policy, at the instant of the view after, the condition would have
	// changed too. For LowAssigned this is about the customer alone, not its peers.
	ByClock bool    `json:"byClock"`
	Causes  []Cause `json:"causes"`
}

// Of returns the change of a condition; of an invalid one, the zero
// ConditionChange.
func (c Comparison) Of(condition Condition) ConditionChange {
	i := slices.IndexFunc(c.Changes, func(x ConditionChange) bool { return x.Condition == condition })
	if i < 0 {
		return ConditionChange{}
	}
	return c.Changes[i]
}

// IsEmpty reports whether nobody entered or left.
func (c Comparison) IsEmpty() bool {
	return !slices.ContainsFunc(c.Changes, func(x ConditionChange) bool { return len(x.Entered)+len(x.Left) > 0 })
}

// Compare says what changed from one view to another: two instants of one hub, a
// hub and what [Hub.Apply] makes of it, hubs that were loaded apart, other
// policies, scopes or filters. A filter chose its customers at the instant of its
// view; to compare by what it says at both instants, narrow both views by it.
//
// Before should not be later than after: backwards, the numbers are right, but
// causes tell of events that had not happened as if they had.
//
// Nothing is said about customers that are in neither view. Why a customer is in
// one view only is said as far as the other view may know; see [CauseKind].
func Compare(before, after View) Comparison {
	c := comparer{before: newSide(before), after: newSide(after)}
	comparison := Comparison{Before: before.AsOf(), After: after.AsOf()}
	for _, condition := range Conditions() {
		comparison.Changes = append(comparison.Changes, ConditionChange{
			Condition: condition, Before: c.before.count(condition), After: c.after.count(condition),
			Entered: []CustomerChange{}, Left: []CustomerChange{},
		})
	}
	pairs := c.pairs()
	found := make([][]customerCauses, len(pairs))
	judges := make([]*judge, parallel.Workers(len(pairs)))
	for i := range judges {
		judges[i] = newJudge(&c)
	}
	parallel.Each(len(pairs), func(worker, i int) { found[i] = judges[worker].causes(&pairs[i]) })
	for i := range pairs {
		c.add(&comparison, &pairs[i], found[i])
	}
	for i := range comparison.Changes {
		comparison.Changes[i].sort()
	}
	return comparison
}

// side is one of the views that are compared.
type side struct {
	View
	*evaluation
	moment   *moment
	overview Overview
	statuses StatusCounts
}

func newSide(v View) *side {
	return &side{v, v.at().evaluation(), v.at(), v.Overview(), v.StatusCounts()}
}

func (s *side) count(c Condition) int {
	if status, is := c.Status(); is {
		return s.statuses.Having(status)
	}
	customers, _ := s.overview.Of(c)
	return customers
}

// customerPair is a customer in both views. Where it is not in one, its position there
// is nowhere and it has no conditions.
type customerPair struct {
	before, after position
	was, is       conditions
}

var nowhere = position{block: noBlock}

// comparer compares two views.
type comparer struct {
	before, after *side
}

// pairs returns the customers whose conditions differ.
func (c *comparer) pairs() []customerPair {
	var pairs []customerPair
	there := newFinder(c.before.View)
	for i, b := range c.after.moment.hub.blocks {
		finder := there.in(b)
		for row := range c.after.rows(i).Rows() {
			p := customerPair{before: finder.find(int32(row)), after: position{int32(i), int32(row)}}
			p.is = c.after.conditionsOf(i, int32(row))
			if p.before != nowhere {
				p.was = c.before.conditionsOf(int(p.before.block), p.before.row)
			}
			if p.was != p.is {
				pairs = append(pairs, p)
			}
		}
	}
	there = newFinder(c.after.View)
	for i, b := range c.before.moment.hub.blocks {
		finder := there.in(b)
		for row := range c.before.rows(i).Rows() {
			if finder.find(int32(row)) == nowhere {
				pairs = append(pairs, customerPair{before: position{int32(i), int32(row)}, after: nowhere, was: c.before.conditionsOf(i, int32(row))})
			}
		}
	}
	return pairs
}

// viewFinder finds the customers of a block of another hub in a view. Blocks that
// both hubs share need no look at their ids.
type viewFinder struct {
	View
	shared map[*string]int32 // the blocks of the hub by their ids

	other *block
	same  int32 // that block in the hub, or noBlock
}

func newFinder(v View) *viewFinder {
	f := &viewFinder{View: v, shared: map[*string]int32{}}
	for i, b := range v.at().hub.blocks {
		f.shared[&b.customers.ids[0]] = int32(i)
	}
	return f
}

// in makes the finder look for customers of a block.
func (f *viewFinder) in(other *block) *viewFinder {
	f.other, f.same = other, noBlock
	if i, exists := f.shared[&other.customers.ids[0]]; exists && len(f.at().hub.blocks[i].customers.ids) == len(other.customers.ids) {
		f.same = i
	}
	return f
}

// find returns where a customer of the block is in the view, or nowhere.
func (f *viewFinder) find(row int32) position {
	at := position{f.same, row}
	if f.same == noBlock {
		var err error
		if at, err = f.View.find(f.other.customers.ids[row]); err != nil {
			return nowhere
		}
	}
	if !f.sees(at) {
		return nowhere
	}
	return at
}

// customerCauses are why a condition changed of a customer.
type customerCauses struct {
	condition Condition
	byClock   bool
	causes    []Cause
}

// add adds the changes of a customer.
func (c *comparer) add(comparison *Comparison, p *customerPair, found []customerCauses) {
	for _, f := range found {
		change := &comparison.Changes[f.condition-1]
		if p.is.has(f.condition) {
			change.Entered = append(change.Entered, c.after.customerChange(p.after, f))
		} else {
			change.Left = append(change.Left, c.before.customerChange(p.before, f))
		}
	}
}

func (s *side) customerChange(at position, found customerCauses) CustomerChange {
	customers := &s.moment.hub.blocks[at.block].customers
	return CustomerChange{customers.ids[at.row], customers.names[at.row], found.byClock, found.causes}
}

func (c *ConditionChange) sort() {
	for _, list := range [][]CustomerChange{c.Entered, c.Left} {
		slices.SortFunc(list, func(a, b CustomerChange) int {
			return cmp.Or(cmp.Compare(a.Customer, b.Customer), cmp.Compare(a.CustomerID, b.CustomerID))
		})
	}
}
