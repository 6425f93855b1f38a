package partnerhub

import (
	"cmp"
	"slices"

	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// inPlace is a customer of a block that differs from what it was only in its
// sign-in, in how it is managed, in dates and renewals of its entitlements or in
// samples: what changes most often. It takes the place that it had, and the block
// shares all other columns with the one before.
type inPlace struct {
	row     int32
	account *account
	terms   []ownTerm    // those with other dates or another renewal
	lines   []usage.Line // those with other samples
}

// ownTerm is what becomes of the entitlement of a row.
type ownTerm struct {
	row  int32
	term *entitlement
}

// inPlace returns how an account can take the place of a row, if it can.
func (b *block) inPlace(catalog *catalog, row int32, a *account) (edit inPlace, ok bool) {
	c := &b.customers
	same := c.ids[row] == a.ID && c.names[row] == a.Name && c.countries.At(int(row)) == a.Country &&
		c.launchURL(row) == a.LaunchURL && slices.Equal(c.tags.At(int(row)), a.Tags) && slices.Equal(c.adminsOf(row), a.admins)
	from, until := c.of(row)
	if !same || int(until-from) != len(a.entitlements) || !b.times.HasAll(a.LastAdminSignIn) {
		return inPlace{}, false
	}
	edit = inPlace{row: row, account: a}
	for i := range a.entitlements {
		if !edit.addTerm(b, from+int32(i), &a.entitlements[i]) || !edit.addLines(b, catalog, from+int32(i), a.entitlements[i].lines) {
			return inPlace{}, false
		}
	}
	return edit, true
}

// addTerm adds an entitlement, if it is not what it was. It reports false if that
// can't be told in the place of its row.
func (edit *inPlace) addTerm(b *block, row int32, e *entitlement) bool {
	c := &b.entitlements
	value := c.termValues.at(row)
	if c.ids[row] != e.ID || value.Currency != e.TermValue.Currency || !value.Amount.Equal(e.TermValue.Amount) || !b.hasHistory(row, e) ||
		!b.times.HasAll(e.knownFrom(), e.Start, e.effectiveEnd(), e.ProvisionedAt, e.SuspendedAt) {
		return false
	}
	if !b.hasTerm(row, e) {
		edit.terms = append(edit.terms, ownTerm{row, e})
	}
	return true
}

// hasTerm reports whether the dates and the renewal of an entitlement, which have
// codes, are those of the row.
func (b *block) hasTerm(row int32, e *entitlement) bool {
	c := &b.entitlements
	before, planned := c.plans.Get(row)
	now, plans := e.plan()
	return planned == plans && before == now && c.traits[row] == e.traits() &&
		c.known[row] == b.times.Code(e.knownFrom()) && c.start[row] == b.times.Code(e.Start) &&
		c.end[row] == b.times.Code(e.effectiveEnd()) && c.provisioned[row] == b.times.Code(e.ProvisionedAt) &&
		c.suspendedAt(row) == b.times.Code(e.SuspendedAt)
}

// hasHistory reports whether orders and invoices are those of the row itself.
func (b *block) hasHistory(row int32, e *entitlement) bool {
	h, _ := b.entitlements.histories.Get(row)
	return sameList(h.orders, e.Orders) && sameList(h.invoices, e.Invoices)
}

func sameList[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// addLines adds the lines of an entitlement whose samples are not what they were.
// It reports false if the licenses are not.
func (edit *inPlace) addLines(b *block, catalog *catalog, e int32, lines []line) bool {
	from, until := b.entitlements.of(e)
	if int(until-from) != len(lines) {
		return false
	}
	for i := range lines {
		row, l := from+int32(i), &lines[i]
		product := b.lines.products[row]
		if catalog.names[product] != l.product || b.lines.totals.At(int(row)) != l.total {
			return false
		}
		if l.frozen != &b.lines.usage || l.row != row {
			l.thaw()
			edit.lines = append(edit.lines, usage.Line{Line: row, Product: product, Samples: l.samples})
		}
	}
	return true
}

// edited returns the block with customers edited in place.
func (b *block) edited(edits []inPlace) *block {
	c := *b
	c.customers.signedIn = slices.Clone(b.customers.signedIn)
	c.customers.external, c.customers.neverSignedIn = slices.Clone(b.customers.external), slices.Clone(b.customers.neverSignedIn)
	var lines []usage.Line
	for _, edit := range edits {
		c.customers.signedIn[edit.row] = b.times.Code(edit.account.LastAdminSignIn)
		setTo(c.customers.external, edit.row, edit.account.ManagedBy == ManagedByExternal)
		setTo(c.customers.neverSignedIn, edit.row, edit.account.AdminNeverSignedIn)
		lines = append(lines, edit.lines...)
	}
	c.setTerms(edits)
	if len(lines) > 0 {
		c.trends = new(trendIndexes)
		c.lines.usage = b.lines.usage.With(lines, int32(len(b.lines.products)))
	}
	return &c
}

func setTo(rows column.Bits, row int32, member bool) {
	if member {
		rows.Set(int(row))
	} else {
		rows.Clear(int(row))
	}
}

// setTerms gives a copy of a block the entitlements that are not what they were.
func (b *block) setTerms(edits []inPlace) {
	var terms []ownTerm
	for _, edit := range edits {
		terms = append(terms, edit.terms...)
	}
	if len(terms) == 0 {
		return
	}
	slices.SortFunc(terms, func(x, y ownTerm) int { return cmp.Compare(x.row, y.row) })
	c := &b.entitlements
	c.traits, c.known, c.start = slices.Clone(c.traits), slices.Clone(c.known), slices.Clone(c.start)
	c.end, c.provisioned = slices.Clone(c.end), slices.Clone(c.provisioned)
	var rows []int32
	var suspended column.Sparse[uint32]
	var plans column.Sparse[plan]
	for _, t := range terms {
		rows = append(rows, t.row)
		c.traits[t.row], c.known[t.row] = t.term.traits(), b.times.Code(t.term.knownFrom())
		c.start[t.row], c.end[t.row] = b.times.Code(t.term.Start), b.times.Code(t.term.effectiveEnd())
		c.provisioned[t.row] = b.times.Code(t.term.ProvisionedAt)
		if !t.term.SuspendedAt.IsZero() {
			suspended.Append(t.row, b.times.Code(t.term.SuspendedAt))
		}
		if plan, exists := t.term.plan(); exists {
			plans.Append(t.row, plan)
		}
	}
	c.suspended, c.plans = c.suspended.With(rows, &suspended), c.plans.With(rows, &plans)
}
