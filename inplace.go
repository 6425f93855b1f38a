package partnerhub

import (
	"slices"

	"github.com/partnerhub/partnerhub/internal/column"
)

// inPlace is a customer of a block that differs from what it was only in its
// sign-in, in how it is managed or in samples: what changes most often. It takes
// the place that it had, and the block shares all other columns with the one
// before.
type inPlace struct {
	row     int32
	account *account
	lines   []ownLine // those with other samples
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
		if !b.hasTerm(from+int32(i), &a.entitlements[i]) || !edit.addLines(b, catalog, from+int32(i), a.entitlements[i].lines) {
			return inPlace{}, false
		}
	}
	return edit, true
}

// hasTerm reports whether an entitlement is what it was, its lines aside.
func (b *block) hasTerm(row int32, e *entitlement) bool {
	c := &b.entitlements
	before := plan{e.OrderedAt, e.End, e.CancelledAt}
	if now, exists := c.plans.Get(row); exists && now != before {
		return false
	} else if !exists && (!e.CancelledAt.IsZero() || e.OrderedAt.After(e.Start)) {
		return false
	}
	if !b.times.HasAll(e.knownFrom(), e.Start, e.effectiveEnd(), e.ProvisionedAt, e.SuspendedAt) {
		return false
	}
	value := c.termValues.at(row)
	return c.ids[row] == e.ID && c.traits[row] == e.traits() &&
		c.known[row] == b.times.Code(e.knownFrom()) && c.start[row] == b.times.Code(e.Start) &&
		c.end[row] == b.times.Code(e.effectiveEnd()) && c.provisioned[row] == b.times.Code(e.ProvisionedAt) &&
		c.suspendedAt(row) == b.times.Code(e.SuspendedAt) &&
		value.Currency == e.TermValue.Currency && value.Amount.Equal(e.TermValue.Amount) &&
		b.hasHistory(row, e)
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
			edit.lines = append(edit.lines, ownLine{row, product, l.samples})
		}
	}
	return true
}

// edited returns the block with customers edited in place.
func (b *block) edited(edits []inPlace) *block {
	c := *b
	c.customers.signedIn = slices.Clone(b.customers.signedIn)
	c.customers.external, c.customers.neverSignedIn = slices.Clone(b.customers.external), slices.Clone(b.customers.neverSignedIn)
	usage := usageBuilder{usageColumns: usageColumns{logs: slices.Clone(b.lines.usage.logs)}}
	for _, edit := range edits {
		c.customers.signedIn[edit.row] = b.times.Code(edit.account.LastAdminSignIn)
		setTo(c.customers.external, edit.row, edit.account.ManagedBy == ManagedByExternal)
		setTo(c.customers.neverSignedIn, edit.row, edit.account.AdminNeverSignedIn)
		usage.own = append(usage.own, edit.lines...)
	}
	if len(usage.own) > 0 {
		c.trends = new(trendIndexes)
		usage.runs = slices.Clone(b.lines.usage.runs)
		c.lines.usage = usage.build(int32(len(b.lines.products)))
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
