package chart

import "github.com/partnerhub/partnerhub"

// Bar is the licenses of one row of a chart: of an entitlement, or a sum over several.
// The zero Bar has no licenses, and nothing is known of it.
type Bar struct {
	// Name says whose they are.
	Name string
	// Total is the number of licenses.
	Total int64
	// Assigned and Used are those assigned and used, as far as known. What Used has more than
	// is assigned, as when licenses were taken back within the week, is a thin strip over
	// what is available: that stays what it is.
	Assigned, Used partnerhub.Count
	// UnknownAssigned and UnknownUsed are, of a sum, the licenses of those parts whose count
	// is unknown: Assigned or Used is a lower bound then.
	UnknownAssigned, UnknownUsed int64
	// AssignedUnknownUse is, of a sum, what is assigned of those parts whose use is
	// unknown: none of Used is of these licenses. If Used is unknown, it is all of
	// Assigned in any case.
	AssignedUnknownUse int64
	// UsedUnknownAssigned is, of a sum, what is used of those parts whose assigned is
	// unknown: it takes nothing from what is assigned and not used. While it is unknown,
	// Used is drawn as if it were of assigned licenses, as far as there are so many.
	UsedUnknownAssigned partnerhub.Count
	// Overage is, of a sum, what the overages of its parts add up to, which is never netted with
	// what others have available. What Assigned has more than Total is overage in any
	// case.
	Overage int64
}

// RowBar returns the bar of a row of any section, named after the customer and what
// the row calls the entitlement.
func RowBar(row partnerhub.Row) Bar {
	return Bar{Name: row.Customer + ", " + row.Label, Total: row.Total, Assigned: row.Assigned, Used: row.Used}
}

// SummaryBar returns the bar of a product, of a customer or of a view, named after the
// product.
func SummaryBar(s partnerhub.LicenseSummary) Bar {
	overage, _ := s.Overage.Value()
	return Bar{
		Name: string(s.Product), Total: s.Total, Assigned: s.Assigned, Used: s.Used,
		UnknownAssigned: s.UnknownAssigned, UnknownUsed: s.UnknownUsed, Overage: overage,
		AssignedUnknownUse: s.AssignedUnknownUse, UsedUnknownAssigned: partnerhub.Known(s.UsedUnknownAssigned),
	}
}

// kind is what a part of a bar shows.
type kind uint8

const (
	usedPart kind = iota
	notUsedPart
	perhapsUsedPart
	availablePart
	unknownPart
	overPart
	strayPart
	kindCount
)

// part is a part of a bar, from a number of licenses to another.
type part struct {
	kind     kind
	from, to uint64
}

// seats is a bar in the numbers that are drawn. Licenses past the total come last:
// within + available + unknown = total.
type seats struct {
	total, overage uint64
	// within are the assigned that are no overage.
	within, available, unknown uint64
	use
}

func (b *Bar) seats() seats {
	n, known := b.Assigned.Value()
	assigned, s := drawn(n), seats{total: drawn(b.Total), unknown: drawn(b.UnknownAssigned)}
	if !known {
		assigned, s.unknown = 0, s.total
	}
	s.unknown = min(s.unknown, s.total)
	knownTotal := s.total - s.unknown
	s.overage = min(max(drawn(b.Overage), less(assigned, knownTotal)), assigned)
	s.within = assigned - s.overage
	s.available = less(knownTotal, s.within)
	s.use = b.use(assigned, s.unknown)
	return s
}

// use is what is known of the use of licenses.
type use struct {
	// ofAssigned are used and assigned. Of perhaps, which are assigned as well, it is not
	// known whether they are used.
	ofAssigned, perhaps uint64
	// ofUnknown are used, and it is not known whether they are assigned; stray are used, and
	// more than are assigned.
	ofUnknown, stray uint64
}

// use places what is used: nothing is on the licenses whose use is unknown.
func (b *Bar) use(assigned, unknown uint64) use {
	n, known := b.Used.Value()
	used, u := drawn(n), use{perhaps: min(drawn(b.AssignedUnknownUse), assigned)}
	if !known {
		u.perhaps = assigned
	}
	n, told := b.UsedUnknownAssigned.Value()
	elsewhere := min(drawn(n), used)
	u.ofAssigned = min(used-elsewhere, assigned-u.perhaps)
	if !told {
		elsewhere = used - u.ofAssigned
	}
	u.ofUnknown = min(elsewhere, unknown)
	u.stray = used - u.ofAssigned - u.ofUnknown
	return u
}

// less returns a - b, or 0 where b is more.
func less(a, b uint64) uint64 { return a - min(a, b) }

// parts returns the parts of a bar, from left to right: used licenses come first, within
// the total as well as past it. Overage and used licenses that are not assigned lie over the
// others.
func (b *Bar) parts() []part {
	s := b.seats()
	usedWithin := min(s.ofAssigned, s.within)
	usedOver := s.ofAssigned - usedWithin
	perhapsWithin := min(s.perhaps, s.within-usedWithin)
	perhapsOver := s.perhaps - perhapsWithin
	var parts []part
	var end uint64
	until := func(k kind, to uint64) {
		if to > end {
			parts = append(parts, part{k, end, to})
			end = to
		}
	}
	until(usedPart, usedWithin)
	until(notUsedPart, s.within-perhapsWithin)
	until(perhapsUsedPart, s.within)
	until(availablePart, s.total-s.unknown)
	until(usedPart, s.total-s.unknown+s.ofUnknown)
	until(unknownPart, s.total)
	until(usedPart, s.total+usedOver)
	until(notUsedPart, s.total+s.overage-perhapsOver)
	until(perhapsUsedPart, s.total+s.overage)
	if end > s.total {
		parts = append(parts, part{overPart, s.total, end})
	}
	if s.stray > 0 {
		parts = append(parts, b.strip(s))
	}
	return parts
}

// strip is what is used and more than is assigned: from where the assigned end, or past the
// total if nothing is known of them.
func (b *Bar) strip(s seats) part {
	from := s.within
	if !b.Assigned.IsKnown() {
		from = s.total
	}
	return part{strayPart, from, from + s.stray}
}

// figures says the numbers of a bar, each with its label, as say says them.
func (b *Bar) figures(w *words, say func(amount) string) []string {
	s, someUnknown := b.seats(), b.UnknownAssigned > 0
	known := b.Assigned.IsKnown()
	figures := []string{
		w.total + " " + say(amount{n: b.Total, known: true}),
		w.assigned + " " + say(amountOf(b.Assigned, b.UnknownAssigned)),
		w.used + " " + say(amountOf(b.Used, b.UnknownUsed)),
	}
	more := func(label string, a amount) {
		if a.known && a.n > 0 {
			figures = append(figures, label+" "+say(a))
		}
	}
	more(w.perhapsUsed, amount{n: b.AssignedUnknownUse, known: b.Used.IsKnown()})
	figures = append(figures, w.available+" "+say(amount{int64(s.available), known, someUnknown}))
	more(w.unassignedUnknown, amount{n: b.UnknownAssigned, known: known})
	if known {
		more(w.usedUnassigned, amountOf(b.UsedUnknownAssigned, 0))
	}
	more(w.overage, amount{int64(s.overage), known, someUnknown})
	return figures
}
