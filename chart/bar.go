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
	// Assigned, as when licenses were taken back within the week, is a thin strip over
	// what is available: that stays what it is.
	Assigned, Used partnerhub.Count
	// UnknownAssigned and UnknownUsed are, of a sum, the licenses of those parts whose count
	// is unknown: Assigned or Used is a lower bound then.
	UnknownAssigned, UnknownUsed int64
	// AssignedUnknownUse is, of a sum, what is assigned of those parts whose use is
	// unknown. If Used is unknown, it is all of Assigned in any case.
	AssignedUnknownUse int64
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

// SummaryBar returns the bar of a product of a customer, named after the product.
func SummaryBar(s partnerhub.LicenseSummary) Bar {
	overage, _ := s.Overage.Value()
	return Bar{
		Name: string(s.Product), Total: s.Total, Assigned: s.Assigned, Used: s.Used,
		UnknownAssigned: s.UnknownAssigned, UnknownUsed: s.UnknownUsed, AssignedUnknownUse: s.AssignedUnknownUse, Overage: overage,
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

// seats is a bar in the numbers that are drawn. Licenses past the total come last, used
// ones first: within + available + unknown = total.
type seats struct {
	total, overage uint64
	// within are the assigned that are no overage.
	within, available, unknown uint64
	used                       uint64
}

func (b *Bar) seats() seats {
	n, known := b.Assigned.Value()
	assigned, s := drawn(n), seats{total: drawn(b.Total), unknown: drawn(b.UnknownAssigned)}
	if !known {
		assigned, s.unknown = 0, s.total
	}
	s.unknown = min(s.unknown, s.total)
	knownTotal := s.total - s.unknown
	s.overage = min(max(drawn(b.Overage), assigned-min(assigned, knownTotal)), assigned)
	s.within = assigned - s.overage
	s.available = knownTotal - min(knownTotal, s.within)
	n, _ = b.Used.Value()
	s.used = drawn(n)
	return s
}

// parts returns the parts of a bar, from left to right. Those of overage and of used licenses that are
// not assigned lie over the others.
func (b *Bar) parts() []part {
	s := b.seats()
	usedOver := min(s.overage, s.used-min(s.used, s.within))
	usedWithin := min(s.used-usedOver, s.within)
	if !b.Assigned.IsKnown() {
		usedWithin = min(s.used, s.total)
	}
	stray := s.used - usedWithin - usedOver
	perhapsWithin, perhapsOver := b.perhapsUsed(s.within-min(s.within, usedWithin), s.overage-usedOver)
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
	until(unknownPart, s.total)
	until(usedPart, s.total+usedOver)
	until(notUsedPart, s.total+s.overage-perhapsOver)
	until(perhapsUsedPart, s.total+s.overage)
	if end > s.total {
		parts = append(parts, part{overPart, s.total, end})
	}
	if stray > 0 {
		parts = append(parts, part{strayPart, usedWithin, usedWithin + stray})
	}
	return parts
}

// perhapsUsed returns of how many assigned licenses it is not known whether they are
// used: of those within the total that are not known to be, and of those over it.
func (b *Bar) perhapsUsed(within, over uint64) (perhapsWithin, perhapsOver uint64) {
	if !b.Used.IsKnown() {
		return within, over
	}
	perhaps := drawn(b.AssignedUnknownUse)
	perhapsWithin = min(perhaps, within)
	return perhapsWithin, min(perhaps-perhapsWithin, over)
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
	if b.Used.IsKnown() && b.AssignedUnknownUse > 0 {
		figures = append(figures, w.perhapsUsed+" "+say(amount{n: b.AssignedUnknownUse, known: true}))
	}
	figures = append(figures, w.available+" "+say(amount{int64(s.available), known, someUnknown}))
	if s.overage > 0 {
		figures = append(figures, w.overage+" "+say(amount{int64(s.overage), known, someUnknown}))
	}
	return figures
}
