package chart

import "strconv"

// most is the largest number that is drawn as it is. Twice as much, a total with its
// overage, has an axis within 64 bits.
const most = 1_000_000_000_000_000_000

// drawn returns a number within what is drawn.
func drawn(n int64) uint64 { return uint64(min(max(n, 0), most)) }

// axis goes from 0 to top in round steps.
type axis struct {
	step, top uint64
	// unit is what labels count: 1, or a power of 1,000 from a million on; magnitude is
	// its number, 0 for 1.
	unit      uint64
	magnitude int
}

// newAxis returns the axis that reaches a number in so many steps at most.
func newAxis(highest uint64, steps uint64) axis {
	a := axis{step: roundStep((highest + steps - 1) / steps), unit: 1}
	a.top = max(1, (highest+a.step-1)/a.step) * a.step
	for unit := uint64(1_000_000); unit <= a.top; unit *= 1000 {
		a.unit = unit
		a.magnitude++
		if unit == most {
			break
		}
	}
	return a
}

// roundStep returns the least of 1, 2, 5, 10, 20, 50 and so on that is not below n.
func roundStep(n uint64) uint64 {
	for power := uint64(1); ; power *= 10 {
		for _, step := range [...]uint64{power, 2 * power, 5 * power} {
			if n <= step {
				return step
			}
		}
	}
}

// ticks returns the numbers that have a label.
func (a axis) ticks() []uint64 {
	ticks := make([]uint64, a.top/a.step+1)
	for i := range ticks {
		ticks[i] = uint64(i) * a.step
	}
	return ticks
}

// label says a tick in the unit of the axis: with a decimal if the step needs one. It
// needs no second: a top has ten steps at most.
func (a axis) label(tick uint64, w *words) string {
	whole := w.number(int64(tick / a.unit))
	if a.step%a.unit == 0 || tick == 0 {
		return whole
	}
	return whole + w.point + strconv.FormatUint(tick%a.unit/(a.unit/10), 10)
}

// caption says what the axis counts.
func (a axis) caption(w *words) string {
	if a.magnitude == 0 {
		return w.total
	}
	return w.total + ", " + w.magnitudes[a.magnitude-1]
}

// widest returns the width of the widest label.
func (a axis) widest(w *words) px {
	var widest px
	for _, tick := range a.ticks() {
		widest = max(widest, small.width(a.label(tick, w)))
	}
	return widest
}
