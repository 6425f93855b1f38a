package partnerhub

import (
	"iter"
	"math"

	"github.com/partnerhub/partnerhub/internal/exact"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// totals are the sums over all entitlements that must stay within int64, so
// that no answer can overflow. A line adds one of its samples to an answer at
// any instant: the most of each count is what counts.
type totals struct {
	licenses, assigned, used checkedSum
}

// checkedSum adds up what must stay within int64, and says once if it doesn't.
type checkedSum struct {
	sum  int64
	full bool
}

func (s *checkedSum) add(c checker, path, what string, n int64) {
	if s.full || n <= 0 {
		return
	}
	sum, ok := exact.Add(s.sum, n)
	if !ok {
		s.full = true
		c.fault(path, "the sum of %s over all entitlements exceeds %d", what, int64(math.MaxInt64))
		return
	}
	s.sum = sum
}

// addLicenses adds the licenses of a line. No change by itself makes a sum too
// large, so the place of a fault is that of all changes.
func (t *totals) addLicenses(c checker, l *line) { t.licenses.add(c, "", "licenses", l.total) }

// addUsage adds the most of each count of a line's samples.
func (t *totals) addUsage(c checker, l *line) {
	most := l.most()
	t.assigned.add(c, "", "licenses assigned", most.Assigned)
	t.used.add(c, "", "licenses used", most.Used)
}

// frozenLines are the lines that a customer has in a block, from <= line < until.
type frozenLines struct {
	*lineColumns
	from, until int32
	// kept are those whose samples the customer still has, by line from from on.
	kept []bool
}

func (b *block) linesOfCustomer(row int32) frozenLines {
	from, until := b.customers.of(row)
	f := frozenLines{&b.lines, b.entitlements.lines[from], b.entitlements.lines[until], nil}
	f.kept = make([]bool, f.until-f.from)
	return f
}

// holds reports whether the samples of a line are those of one of these.
func (f *frozenLines) holds(l *line) bool {
	return f.lineColumns != nil && l.frozen == &f.usage && f.from <= l.row && l.row < f.until
}

// subtract takes away the licenses of the lines, and the usage of those that are
// not kept.
func (t *totals) subtract(f *frozenLines) {
	for i, kept := range f.kept {
		line := f.from + int32(i)
		t.licenses.sum -= f.totals.At(int(line))
		if !kept {
			most := f.usage.Most(line)
			t.assigned.sum -= most.Assigned
			t.used.sum -= most.Used
		}
	}
}

// lines iterates over the lines of all entitlements.
func (a *account) lines() iter.Seq[*line] {
	return func(yield func(*line) bool) {
		for i := range a.entitlements {
			for j := range a.entitlements[i].lines {
				if !yield(&a.entitlements[i].lines[j]) {
					return
				}
			}
		}
	}
}

// most returns the most of each count of a line's samples; 0 is for what is not
// known.
func (l *line) most() (most usage.Sample) {
	if l.frozen != nil {
		return l.frozen.Most(l.row)
	}
	for _, s := range l.samples {
		most.Assigned, most.Used = max(most.Assigned, s.Assigned), max(most.Used, s.Used)
	}
	return most
}
