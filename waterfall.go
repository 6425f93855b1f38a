package partnerhub

import (
	"fmt"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub/internal/parallel"
)

// Waterfall says how many customers are left at each stage on the way from all to
// those of whom a condition holds. No number is larger than the one before; only
// Unassessed counts others, of the population.
type Waterfall struct {
	AsOf      time.Time `json:"asOf"`
	Condition Condition `json:"condition"`
	// All is the number of customers of the hub; unknown in a view that is
	// narrowed to an administrator, who must not know it.
	All Count `json:"all"`
	// Visible is the number of those that the view's administrators may see.
	Visible int `json:"visible"`
	// Matched is the number of those that the view's filters match: its
	// customers.
	Matched int `json:"matched"`
	// Population is the number of those that the condition is about: for the
	// numbers of the overview, those with an entitlement of meetings or calling that
	// exists; for statuses and ManagedCustomer, all.
	Population int `json:"population"`
	// Counted is the number of those of whom it holds.
	Counted int `json:"counted"`
	// Unassessed is the number of those of the population of whom it is not known
	// whether it holds ([VerdictNotKnown]).
	Unassessed int `json:"unassessed"`
}

// Waterfall returns how many customers are left at each stage on the way to those
// of whom a condition holds. It is all zeros for an invalid condition.
func (v View) Waterfall(c Condition) Waterfall {
	if !c.valid() {
		return Waterfall{}
	}
	s, m := newSide(v), v.at()
	w := Waterfall{AsOf: m.asOf(), Condition: c, Visible: m.hub.all.Count(), Matched: v.Len(), Population: v.Len(), Counted: s.count(c)}
	if v.visible == nil {
		w.All = Known(int64(w.Visible))
	} else {
		w.Visible = v.visible.Count()
	}
	if c.hasPopulation() {
		w.Population = s.count(TotalCustomer)
	}
	w.Unassessed = v.unassessed(c)
	return w
}

// unassessed returns the number of customers of whom it is not known whether a
// condition holds.
func (v View) unassessed(c Condition) int {
	m := v.at()
	known, blocks := m.evaluation(), m.hub.blocks
	counts := make([]int, parallel.Workers(len(blocks)))
	m.inParallel(len(blocks), func(f *frame, worker, i int) {
		f.move(blocks[i])
		for row := range v.rows(i).Rows() {
			verdict, _ := f.verdict(int32(row), c, known.conditionsOf(i, int32(row)).has(c))
			counts[worker] += countIf(verdict == VerdictNotKnown)
		}
	})
	sum := 0
	for _, n := range counts {
		sum += n
	}
	return sum
}

var waterfallLabels = [...]wording{
	{"All customers", "Alle Kunden"},
	{"Seen by the administrator", "Für den Administrator sichtbar"},
	{"Matched by the filter", "Vom Filter getroffen"},
	{"Population", "Grundgesamtheit"},
	{"Counted", "Gezählt"},
	{"Not known", "Nicht bekannt"},
}

// Table returns a row for each stage, and one for Unassessed.
func (w Waterfall) Table(language Language) Table {
	type stage struct {
		label     *wording
		customers Count
	}
	var stages []stage
	for i, n := range []Count{w.All, Known(int64(w.Visible)), Known(int64(w.Matched)), Known(int64(w.Population)), Known(int64(w.Counted)), Known(int64(w.Unassessed))} {
		stages = append(stages, stage{&waterfallLabels[i], n})
	}
	return newTable(language, []columnOf[stage]{
		own(&labelStage, func(s stage) string { return s.label.in(language) }),
		count(&labelOfWhich, func(s stage) Count { return s.customers }),
	}, slices.Values(stages))
}

// hasPopulation reports whether a condition is about the population of the
// overview only.
func (c Condition) hasPopulation() bool { return TotalCustomer <= c && int(c) <= conditionCount }

// Stage is how far a customer comes on the way to those of whom a condition
// holds. The zero Stage is not valid.
type Stage uint8

// The stages. StageFiltered: the view's administrators see the customer, its
// filters don't match it. StageOutside: it is in the view, and the condition is not
// about it: see [Waterfall].Population. StageNotCounted: it is about it, and does not
// hold; [View.Explain] says what comes nearest. StageNotKnown: it is about it, and it is
// not known whether it holds; [View.Explain] says what is missing. StageCounted: it
// holds.
const (
	stageUnknown Stage = iota
	StageFiltered
	StageOutside
	StageNotCounted
	StageNotKnown
	StageCounted
)

var stageNames = enumNames{"", "filtered", "outside", "not_counted", "not_known", "counted"}

var stageLabels = [...]wording{
	stageUnknown:    {},
	StageFiltered:   {"Left out by the filter", "Vom Filter ausgeschlossen"},
	StageOutside:    {"Without meetings or calling", "Ohne Meetings oder Calling"},
	StageNotCounted: {"Not counted", "Nicht gezählt"},
	StageNotKnown:   {"Not known", "Nicht bekannt"},
	StageCounted:    {"Counted", "Gezählt"},
}

// String returns the name of the stage, such as not_counted.
func (s Stage) String() string { return stageNames.string("Stage", uint8(s)) }

// MarshalText writes what String returns; it fails on an invalid value, the zero
// value included.
func (s Stage) MarshalText() ([]byte, error) { return stageNames.marshal("stage", uint8(s)) }

// UnmarshalText reads what MarshalText writes.
func (s *Stage) UnmarshalText(text []byte) error { return unmarshalEnum(s, stageNames, "stage", text) }

// Label returns what a screen calls the stage; "" for an invalid one.
func (s Stage) Label(language Language) string {
	if int(s) >= len(stageLabels) {
		return ""
	}
	return stageLabels[s].in(language)
}

// StageOf says how far a customer comes on the way to those of whom a condition
// holds: why it is not counted. It fails with [ErrUnknownCustomer] when the view's
// administrators see no customer of that id, whether or not there is one, and for an
// invalid condition.
func (v View) StageOf(customerID string, c Condition) (Stage, error) {
	if !c.valid() {
		return stageUnknown, fmt.Errorf("partnerhub: %d is not a valid condition", uint8(c))
	}
	m := v.at()
	visible := View{moment: m, scope: v.visible}
	at, err := visible.find(customerID)
	if err != nil {
		return stageUnknown, err
	}
	set := m.evaluation().conditionsOf(int(at.block), at.row)
	switch {
	case !v.sees(at):
		return StageFiltered, nil
	case set.has(c):
		return StageCounted, nil
	case c.hasPopulation() && !set.has(TotalCustomer):
		return StageOutside, nil
	}
	f := m.on(m.hub.blocks[at.block])
	if verdict, _ := f.verdict(at.row, c, false); verdict == VerdictNotKnown {
		return StageNotKnown, nil
	}
	return StageNotCounted, nil
}
