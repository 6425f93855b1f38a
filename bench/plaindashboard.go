package main

import (
	"context"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub"
)

// plainDashboard goes over the structs twice: once for all that a customer's own
// facts say, and once for those who have fewer licenses assigned than their
// peers.
type plainDashboard struct {
	customers []plainCustomer
	plainWindows
	statuses []uint8 // by customer
	figures
	shares [2][]plainShare // meetings and calling
}

// plainWindows are the instants that bound what is near in civil days.
type plainWindows struct {
	now                                                    time.Time
	today                                                  int32
	soonEnds, nearEnds, addedFrom, idleUntil, settledUntil time.Time
}

// plainShare is the share of a customer who has one.
type plainShare struct {
	customer int
	pool     ratio
	share    int64
}

func windowsAt(now time.Time) plainWindows {
	midnight := now.Truncate(24 * time.Hour)
	return plainWindows{
		now: now, today: dayOf(now),
		soonEnds: midnight.AddDate(0, 0, 30+1), nearEnds: midnight.AddDate(0, 0, 90+1),
		addedFrom: midnight.AddDate(0, 0, -90), idleUntil: midnight.AddDate(0, 0, -30),
		settledUntil: midnight.AddDate(0, 0, -30+1),
	}
}

func (d *plainDashboard) sets(context.Context) ([]uint8, error) { return d.statuses, nil }

func (d *plainDashboard) ask(_ context.Context, now time.Time) (figures, error) {
	d.plainWindows, d.figures = windowsAt(now), figures{}
	d.statuses = make([]uint8, len(d.customers))
	for i := range d.shares {
		d.shares[i] = d.shares[i][:0]
	}
	for number := range d.customers {
		d.customer(number)
	}
	d.lowAssignment()
	return d.figures, nil
}

// plainCounts is what the entitlements of one customer add up to.
type plainCounts struct {
	alive, ended, exists, expires, renews, over bool
	added, expiring, renewing, overage          bool  // has such a row of meetings
	active                                      int64 // licenses of meetings
	pools                                       [2]ratio
}

func (d *plainDashboard) customer(number int) {
	c := &d.customers[number]
	var counts plainCounts
	var set uint8
	for i := range c.entitlements {
		set |= d.entitlement(&c.entitlements[i], &counts)
	}
	if counts.ended && !counts.alive {
		set |= bit(partnerhub.StatusExpired)
	}
	if c.neverSignedIn || !c.signedIn.IsZero() && !c.signedIn.After(d.now) && c.signedIn.Before(d.idleUntil) {
		set |= bit(partnerhub.StatusNoRecentActivity)
	}
	d.statuses[number] = set
	d.countStatuses(set)
	d.countCustomer(&counts)
	for i, pool := range counts.pools {
		if pool.Den > 0 {
			d.shares[i] = append(d.shares[i], plainShare{number, pool, share(pool)})
		}
	}
}

// share returns a pool in basis points.
func share(pool ratio) int64 { return min(pool.Num*10_000/pool.Den, 10_000) }

var headlineOrder = []partnerhub.Status{
	partnerhub.StatusSuspended, partnerhub.StatusExpired, partnerhub.StatusLicenseOverage, partnerhub.StatusExpiringSoon,
	partnerhub.StatusOrderSetupReady, partnerhub.StatusNoRecentActivity, partnerhub.StatusTrial, partnerhub.StatusSubscription,
}

func (d *plainDashboard) countStatuses(set uint8) {
	headline := partnerhub.StatusNone
	for _, status := range headlineOrder {
		if set&bit(status) != 0 {
			d.Statuses[status]++
			if headline == partnerhub.StatusNone {
				headline = status
			}
		}
	}
	if set == 0 {
		d.Statuses[partnerhub.StatusNone]++
	}
	d.Headlines[headline]++
}

func (d *plainDashboard) countCustomer(c *plainCounts) {
	d.Overview.Managed++
	d.Overview.Total += one(c.exists)
	d.Overview.Expiration += one(c.expires)
	d.Overview.Renewal += one(c.renews)
	d.Overview.OverLimit += one(c.over)
	d.Expiring.Customers += one(c.expiring)
	d.Renewing.Customers += one(c.renewing)
	d.Overage.Customers += one(c.overage)
	if c.added {
		d.Added.Customers++
		d.Added.TotalLicenses += c.active
	}
}

func one(counts bool) int64 {
	if counts {
		return 1
	}
	return 0
}

// entitlement adds to its customer's counts and returns what it says about the
// customer's statuses.
func (d *plainDashboard) entitlement(e *plainEntitlement, counts *plainCounts) uint8 {
	if e.known.After(d.now) {
		return 0
	}
	counts.exists = counts.exists || e.core
	if !e.end.After(d.now) {
		counts.ended = true
		return 0
	}
	counts.alive = true
	var set uint8
	if !e.trial && (e.provisioned.IsZero() || e.provisioned.After(d.now)) {
		set |= bit(partnerhub.StatusOrderSetupReady)
	}
	if e.start.After(d.now) {
		return set
	}
	return set | d.active(e, counts)
}

func (d *plainDashboard) active(e *plainEntitlement, counts *plainCounts) uint8 {
	set := bit(partnerhub.StatusSubscription)
	if e.trial {
		set = bit(partnerhub.StatusTrial)
	}
	if !e.renews && e.end.Before(d.soonEnds) {
		set |= bit(partnerhub.StatusExpiringSoon)
	}
	if !e.suspended.IsZero() && !e.suspended.After(d.now) {
		set |= bit(partnerhub.StatusSuspended)
	}
	near := e.end.Before(d.nearEnds)
	counts.renews = counts.renews || e.core && near && e.renews
	counts.expires = counts.expires || e.core && near && !e.renews
	for i := range e.lines {
		if d.line(e, &e.lines[i], near, counts) {
			set |= bit(partnerhub.StatusLicenseOverage)
		}
	}
	return set
}

// line adds a line of an active entitlement, and reports whether it has an
// overage.
func (d *plainDashboard) line(e *plainEntitlement, l *plainLine, near bool, counts *plainCounts) bool {
	assigned, used := l.counts(d.today)
	over := assigned > l.total
	switch l.product {
	case partnerhub.Meetings:
		d.meetings(e, l.total, assigned, used, near, counts)
		d.pool(e, &counts.pools[0], assigned, l.total)
	case partnerhub.Calling:
		d.pool(e, &counts.pools[1], assigned, l.total)
	default:
		return over
	}
	counts.over = counts.over || over
	return over
}

func (d *plainDashboard) pool(e *plainEntitlement, pool *ratio, assigned, total int64) {
	if d.pooled(e, assigned, total) {
		pool.add(assigned, total)
	}
}

func (d *plainDashboard) pooled(e *plainEntitlement, assigned, total int64) bool {
	return total > 0 && assigned != unknown && e.start.Before(d.settledUntil)
}

// meetings adds a line of meetings to the sections.
func (d *plainDashboard) meetings(e *plainEntitlement, total, assigned, used int64, near bool, counts *plainCounts) {
	counts.active += total
	if !e.start.Before(d.addedFrom) {
		counts.added = true
		d.Added.NewLicenses += total
	}
	if near && e.renews {
		counts.renewing = true
		d.Renewing.add(e, total, assigned, used)
	} else if near {
		counts.expiring = true
		d.Expiring.add(e, total, assigned, used)
	}
	if assigned > total {
		counts.overage = true
		d.Overage.Total += assigned - total
	}
}

func (f *endingFigures) add(e *plainEntitlement, total, assigned, used int64) {
	if assigned != unknown {
		f.Assignment.add(assigned, total)
	}
	if used != unknown {
		f.Usage.add(used, total)
	}
	f.Unknown += one(assigned == unknown || used == unknown)
	if e.currency >= 0 {
		f.TermValue[e.currency] += e.cents
	}
}

// lowAssignment compares the customers with their peers.
func (d *plainDashboard) lowAssignment() {
	low := make([]bool, len(d.customers))
	for product, shares := range d.shares {
		benchmarks := benchmarksOf(shares)
		for _, s := range shares {
			benchmark := benchmarks[band(s.pool.Den)]
			if s.share >= benchmark || s.share >= 8000 {
				continue
			}
			if !low[s.customer] {
				low[s.customer] = true
				d.Overview.LowAssignment++
			}
			if product == 0 {
				d.lowRows(&d.customers[s.customer], benchmark)
			}
		}
	}
}

func band(total int64) int {
	switch {
	case total < 10:
		return 0
	case total < 100:
		return 1
	case total < 1000:
		return 2
	}
	return 3
}

const bands, minPeers = 4, 5

// benchmarksOf returns the lower quartile of each band, or that of all in the
// place of a band of few.
func benchmarksOf(shares []plainShare) (benchmarks [bands]int64) {
	var peers [bands][]int64
	var all []int64
	for _, s := range shares {
		b := band(s.pool.Den)
		peers[b] = append(peers[b], s.share)
		all = append(all, s.share)
	}
	overall := lowerQuartile(all)
	for b := range peers {
		benchmarks[b] = overall
		if len(peers[b]) >= minPeers {
			benchmarks[b] = lowerQuartile(peers[b])
		}
	}
	return benchmarks
}

// lowerQuartile is 0, which nobody is below, if there are too few.
func lowerQuartile(shares []int64) int64 {
	if len(shares) < minPeers {
		return 0
	}
	slices.Sort(shares)
	return shares[(len(shares)+3)/4-1]
}

// lowRows adds the lines of a low customer that are low themselves.
func (d *plainDashboard) lowRows(c *plainCustomer, benchmark int64) {
	rows := false
	for i := range c.entitlements {
		e := &c.entitlements[i]
		if e.start.After(d.now) || !e.end.After(d.now) {
			continue
		}
		for j := range e.lines {
			l := &e.lines[j]
			assigned, used := l.counts(d.today)
			if l.product == partnerhub.Meetings && d.pooled(e, assigned, l.total) && share(ratio{assigned, l.total}) < benchmark {
				rows = true
				d.Low.add(l.total, assigned, used)
			}
		}
	}
	d.Low.Customers += one(rows)
}

func (f *lowFigures) add(total, assigned, used int64) {
	f.Assignment.add(assigned, total)
	f.Unassigned += max(0, total-assigned)
	f.Unknown += one(used == unknown)
	if used != unknown {
		f.Usage.add(used, total)
		f.UsageWhenAssigned.add(used, assigned)
	}
}
