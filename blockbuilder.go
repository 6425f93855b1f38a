package partnerhub

import (
	"slices"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// piece is a part of a block that is being built: a customer, or rows of the
// block before.
type piece struct {
	account     *account // nil: rows
	from, until int32
}

// blockBuilder builds a block, row after row.
type blockBuilder struct {
	block
	catalog *catalog
	before  *block
	// recode says that the instants of the block before have other codes here.
	recode bool
	// What is packed in the end.
	countries []string
	tags      [][]string
	totals    []int64
	usage     usage.Builder
}

// newBlock builds the block of accounts, which are in order.
func newBlock(catalog *catalog, accounts []*account) *block {
	pieces := make([]piece, len(accounts))
	for i, a := range accounts {
		pieces[i].account = a
	}
	b := joined(catalog, &block{}, pieces)
	for _, texts := range [][]string{b.customers.ids, b.customers.names, b.entitlements.ids} {
		putSideBySide(texts)
	}
	return b
}

// putSideBySide copies texts to next to one another in memory: a search through
// all of them then reads memory in its order, and they take no more than they
// are long.
func putSideBySide(texts []string) {
	all := strings.Join(texts, "")
	for i, text := range texts {
		texts[i], all = all[:len(text)], all[len(text):]
	}
}

// joined builds a block of pieces, which are in order. What it takes over from
// the block before, it copies column by column; samples it shares.
func joined(catalog *catalog, before *block, pieces []piece) *block {
	b := &blockBuilder{catalog: catalog, before: before}
	b.setTimes(pieces)
	b.usage.Logs = slices.Clone(before.lines.usage.Logs)
	b.entitlements.termValues.kinds = slices.Clone(before.entitlements.termValues.kinds)
	b.makeRoom(pieces)
	for _, p := range pieces {
		if p.account != nil {
			b.addAccount(p.account)
		} else {
			b.copyCustomers(p.from, p.until)
		}
	}
	b.customers.countries = column.PackRepeated(b.countries, func(a, b string) bool { return a == b })
	b.customers.tags = column.PackRepeated(b.tags, slices.Equal)
	b.lines.totals = column.PackInts(b.totals)
	b.lines.usage = b.usage.Build(int32(len(b.totals)))
	b.entitlements.termValues.pack()
	b.trends = new(trendIndexes)
	b.findNamesakes()
	slices.SortFunc(b.customers.admins, assignment.compare)
	built := b.block // a pointer into the builder would keep all of it
	return &built
}

// setTimes chooses the timeline: that of the block before, if it has codes for
// the instants of the accounts too.
func (b *blockBuilder) setTimes(pieces []piece) {
	if b.before.hasTimes(pieces) {
		b.times = b.before.times
		return
	}
	var instants []time.Time
	for _, p := range pieces {
		if p.account != nil {
			instants = p.account.appendInstants(instants)
		} else {
			instants = b.before.appendInstants(instants, p.from, p.until)
		}
	}
	b.times, b.recode = column.NewTimeline(instants), true
}

// hasTimes reports whether a block has codes for the instants of accounts.
func (b *block) hasTimes(pieces []piece) bool {
	var instants []time.Time
	for _, p := range pieces {
		if p.account != nil {
			instants = p.account.appendInstants(instants[:0])
		}
		if !b.times.Has(instants) {
			return false
		}
	}
	return true
}

func (a *account) appendInstants(list []time.Time) []time.Time {
	list = append(list, a.LastAdminSignIn)
	for i := range a.entitlements {
		e := &a.entitlements[i]
		list = append(list, e.knownFrom(), e.Start, e.effectiveEnd(), e.ProvisionedAt, e.SuspendedAt)
	}
	return list
}

func (b *block) appendInstants(list []time.Time, from, until int32) []time.Time {
	for _, code := range b.customers.signedIn[from:until] {
		list = append(list, b.times.Time(code))
	}
	c := &b.entitlements
	for e := b.customers.entitlements[from]; e < b.customers.entitlements[until]; e++ {
		for _, code := range [...]uint32{c.known[e], c.start[e], c.end[e], c.provisioned[e], c.suspendedAt(e)} {
			list = append(list, b.times.Time(code))
		}
	}
	return list
}

// makeRoom makes the columns as large as they will be.
func (b *blockBuilder) makeRoom(pieces []piece) {
	customers, entitlements, lines, measured := 0, 0, 0, 0
	for _, p := range pieces {
		if a := p.account; a != nil {
			customers++
			entitlements += len(a.entitlements)
			for l := range a.lines() {
				lines++
				if l.frozen != nil || len(l.samples) > 0 {
					measured++
				}
			}
			continue
		}
		from, until := b.before.customers.entitlements[p.from], b.before.customers.entitlements[p.until]
		customers += int(p.until - p.from)
		entitlements += int(until - from)
		lines += int(b.before.entitlements.lines[until] - b.before.entitlements.lines[from])
	}
	b.customers.makeRoom(customers)
	b.entitlements.makeRoom(entitlements)
	b.lines.products = make([]uint16, 0, lines)
	b.countries, b.tags = make([]string, 0, customers), make([][]string, 0, customers)
	b.totals = make([]int64, 0, lines)
	b.usage.Runs = make([]usage.Run, 0, lines)
	b.usage.Own = make([]usage.Line, 0, measured)
}

func (c *customerColumns) makeRoom(customers int) {
	c.ids, c.names = make([]string, 0, customers), make([]string, 0, customers)
	c.signedIn = make([]uint32, 0, customers)
	c.external, c.neverSignedIn, c.namesakes = column.NewBits(customers), column.NewBits(customers), column.NewBits(customers)
	c.entitlements = append(make([]int32, 0, customers+1), 0)
}

func (c *entitlementColumns) makeRoom(entitlements int) {
	c.ids = make([]string, 0, entitlements)
	c.traits = make([]trait, 0, entitlements)
	c.known, c.start = make([]uint32, 0, entitlements), make([]uint32, 0, entitlements)
	c.end, c.provisioned = make([]uint32, 0, entitlements), make([]uint32, 0, entitlements)
	c.lines = append(make([]int32, 0, entitlements+1), 0)
	c.termValues.makeRoom(entitlements)
}

func (b *blockBuilder) addAccount(a *account) {
	c, row := &b.customers, len(b.customers.ids)
	c.ids = append(c.ids, a.ID)
	c.names = append(c.names, a.Name)
	b.countries, b.tags = append(b.countries, a.Country), append(b.tags, a.Tags)
	if a.LaunchURL != "" {
		c.launchURLs.Append(int32(row), a.LaunchURL)
	}
	c.signedIn = append(c.signedIn, b.times.Code(a.LastAdminSignIn))
	if a.ManagedBy == ManagedByExternal {
		c.external.Set(row)
	}
	if a.AdminNeverSignedIn {
		c.neverSignedIn.Set(row)
	}
	for _, admin := range a.admins {
		c.admins = append(c.admins, assignment{admin, int32(row)})
	}
	for i := range a.entitlements {
		b.addEntitlement(&a.entitlements[i])
	}
	c.entitlements = append(c.entitlements, int32(len(b.entitlements.ids)))
}

func (b *blockBuilder) addEntitlement(e *entitlement) {
	c, row := &b.entitlements, int32(len(b.entitlements.ids))
	c.ids = append(c.ids, e.ID)
	c.traits = append(c.traits, e.traits())
	c.known = append(c.known, b.times.Code(e.knownFrom()))
	c.start = append(c.start, b.times.Code(e.Start))
	c.end = append(c.end, b.times.Code(e.effectiveEnd()))
	c.provisioned = append(c.provisioned, b.times.Code(e.ProvisionedAt))
	c.termValues.append(e.TermValue)
	if !e.SuspendedAt.IsZero() {
		c.suspended.Append(row, b.times.Code(e.SuspendedAt))
	}
	if plan, exists := e.plan(); exists {
		c.plans.Append(row, plan)
	}
	if len(e.Orders) > 0 || len(e.Invoices) > 0 {
		c.histories.Append(row, history{e.Orders, e.Invoices})
	}
	for i := range e.lines {
		b.addLine(&e.lines[i])
	}
	c.lines = append(c.lines, int32(len(b.totals)))
}

// addLine adds a line. Samples that are frozen in the block before stay where
// they are.
func (b *blockBuilder) addLine(l *line) {
	product, row := b.catalog.numbers[l.product], int32(len(b.totals))
	if l.frozen == &b.before.lines.usage {
		b.usage.CopyRuns(l.frozen, l.row, l.row+1, row)
	} else {
		l.thaw()
		b.usage.Add(row, product, l.samples)
	}
	b.lines.products = append(b.lines.products, product)
	b.totals = append(b.totals, l.total)
}

// copyCustomers adds the customers from <= row < until of the block before.
func (b *blockBuilder) copyCustomers(from, until int32) {
	c, old, row := &b.customers, &b.before.customers, int32(len(b.customers.ids))
	c.ids = append(c.ids, old.ids[from:until]...)
	c.names = append(c.names, old.names[from:until]...)
	c.launchURLs.AppendRange(&old.launchURLs, from, until, row-from)
	c.signedIn = b.copyCodes(c.signedIn, old.signedIn[from:until])
	for i := range until - from {
		b.countries = append(b.countries, old.countries.At(int(from+i)))
		b.tags = append(b.tags, old.tags.At(int(from+i)))
		if old.external.Get(int(from + i)) {
			c.external.Set(int(row + i))
		}
		if old.neverSignedIn.Get(int(from + i)) {
			c.neverSignedIn.Set(int(row + i))
		}
	}
	for _, a := range old.admins {
		if from <= a.customer && a.customer < until {
			c.admins = append(c.admins, assignment{a.admin, a.customer + row - from})
		}
	}
	move := int32(len(b.entitlements.ids)) - old.entitlements[from]
	for _, begin := range old.entitlements[from+1 : until+1] {
		c.entitlements = append(c.entitlements, begin+move)
	}
	b.copyEntitlements(old.entitlements[from], old.entitlements[until])
}

func (b *blockBuilder) copyEntitlements(from, until int32) {
	c, old, row := &b.entitlements, &b.before.entitlements, int32(len(b.entitlements.ids))
	c.ids = append(c.ids, old.ids[from:until]...)
	c.traits = append(c.traits, old.traits[from:until]...)
	c.known = b.copyCodes(c.known, old.known[from:until])
	c.start = b.copyCodes(c.start, old.start[from:until])
	c.end = b.copyCodes(c.end, old.end[from:until])
	c.provisioned = b.copyCodes(c.provisioned, old.provisioned[from:until])
	for e := from; e < until; e++ {
		if code, exists := old.suspended.Get(e); exists {
			c.suspended.Append(row+e-from, b.code(code))
		}
	}
	c.termValues.appendRange(&old.termValues, from, until)
	c.plans.AppendRange(&old.plans, from, until, row-from)
	c.histories.AppendRange(&old.histories, from, until, row-from)
	move := int32(len(b.totals)) - old.lines[from]
	for _, begin := range old.lines[from+1 : until+1] {
		c.lines = append(c.lines, begin+move)
	}
	b.copyLines(old.lines[from], old.lines[until])
}

func (b *blockBuilder) copyLines(from, until int32) {
	old := &b.before.lines
	b.usage.CopyRuns(&old.usage, from, until, int32(len(b.totals)))
	b.lines.products = append(b.lines.products, old.products[from:until]...)
	for line := from; line < until; line++ {
		b.totals = append(b.totals, old.totals.At(int(line)))
	}
}

func (b *blockBuilder) copyCodes(codes, old []uint32) []uint32 {
	if !b.recode {
		return append(codes, old...)
	}
	for _, code := range old {
		codes = append(codes, b.code(code))
	}
	return codes
}

// code returns the code here of what has a code in the block before.
func (b *blockBuilder) code(before uint32) uint32 {
	if !b.recode {
		return before
	}
	return b.times.Code(b.before.times.Time(before))
}

func (b *blockBuilder) findNamesakes() {
	names := b.customers.names
	for row := 1; row < len(names); row++ {
		if names[row] == names[row-1] {
			b.customers.namesakes.Set(row)
		}
	}
}
