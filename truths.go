package partnerhub

import "github.com/partnerhub/partnerhub/internal/column"

// truths are what is true of an entitlement at T, a bit for each: everything that
// the rules about terms are made of.
type truths uint16

const (
	// Of instants: each has come. An instant that is not given never does.
	isKnown truths = 1 << iota
	isStarted
	isEnded
	isProvisioned
	isSuspended
	// Of traits, in their order.
	isTrial
	isRenewing
	isCore
	// Of windows: the end is within one of them, from T's day on.
	endsSoon
	endsInExpiration
	endsInRenewal
	allTruths = 1<<iota - 1
)

// instantTruths are the truths about instants, and the columns of the instants.
var instantTruths = [...]struct {
	truth truths
	code  func(c *entitlementColumns, e int32) uint32
}{
	{isKnown, func(c *entitlementColumns, e int32) uint32 { return c.known[e] }},
	{isStarted, func(c *entitlementColumns, e int32) uint32 { return c.start[e] }},
	{isEnded, func(c *entitlementColumns, e int32) uint32 { return c.end[e] }},
	{isProvisioned, func(c *entitlementColumns, e int32) uint32 { return c.provisioned[e] }},
	{isSuspended, (*entitlementColumns).suspendedAt},
}

// windowTruths are the truths about windows before the end, and their days.
var windowTruths = [...]struct {
	truth truths
	days  func(p *Policy) int
}{
	{endsSoon, func(p *Policy) int { return p.ExpiringSoonDays }},
	{endsInExpiration, func(p *Policy) int { return p.ExpirationDays }},
	{endsInRenewal, func(p *Policy) int { return p.RenewalDays }},
}

// instantOf returns the code of the instant that a truth is about.
func (c *entitlementColumns) instantOf(truth truths, e int32) uint32 {
	for i := range instantTruths {
		if instantTruths[i].truth == truth {
			return instantTruths[i].code(c, e)
		}
	}
	return column.Never
}

// windowOf returns the days of the window that truths are about, if one is.
func (p *Policy) windowOf(of truths) (days int, has bool) {
	for i := range windowTruths {
		if of&windowTruths[i].truth != 0 {
			return windowTruths[i].days(p), true
		}
	}
	return 0, false
}

// when returns the truths if something holds, or none.
func (t truths) when(holds bool) truths {
	var mask truths
	if holds {
		mask = 1
	}
	return t & -mask
}

// truths returns what is true of an entitlement. That is hard to guess for a
// processor, so it takes no branches.
func (f *frame) truths(e int32) truths {
	c, now := &f.entitlements, f.now
	traits, end := c.traits[e], c.end[e]
	t := truths(traits&(traitTrial|traitRenews|traitCore))*isTrial |
		isKnown.when(c.known[e] < now) |
		isStarted.when(c.start[e] < now) |
		isEnded.when(end < now) |
		isProvisioned.when(c.provisioned[e] < now) |
		endsSoon.when(f.expiringSoon.has(end)) |
		endsInExpiration.when(f.expiration.has(end)) |
		endsInRenewal.when(f.renewal.has(end))
	if traits&traitSuspended != 0 {
		t |= isSuspended.when(c.suspendedAt(e) < now)
	}
	return t
}

// meet reports whether all of some truths are there, and none of others.
func (t truths) meet(need, lack truths) bool { return t&(need|lack) == need }
