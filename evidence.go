package partnerhub

// evidence is what makes a condition hold of a customer: an entitlement of a
// block, or one of its lines.
type evidence struct {
	// term is an entitlement, or noRow for a fact of the customer itself.
	term int32
	// line is a line of it, or noRow where the condition is not about a product.
	line int32
}

const noRow int32 = -1

// evidence returns all that makes a condition hold of a customer, in the order of
// the block: entitlements by id, lines by product. There is some if and only if
// the condition holds. It says one by one what evaluate adds up.
func (f *frame) evidence(customer int32, c Condition) []evidence {
	switch c {
	case ManagedCustomer:
		return []evidence{{noRow, noRow}}
	case StatusNoRecentActivity.Condition():
		if f.inactivity(customer) != 0 {
			return []evidence{{noRow, noRow}}
		}
		return nil
	case StatusExpired.Condition():
		if len(f.terms(customer, (*frame).alive)) > 0 {
			return nil
		}
		return f.terms(customer, (*frame).ended)
	case StatusLicenseOverage.Condition(), OverLimit:
		return f.overLines(customer, c)
	case LowAssigned:
		return f.lowLines(customer)
	case LowAssignmentUnassessed:
		return f.missingUnless(customer, LowAssigned)
	case OverLimitUnassessed:
		return f.missingUnless(customer, OverLimit)
	}
	return f.terms(customer, termRules[c])
}

// missingUnless returns what is missing to tell a condition, unless it holds.
func (f *frame) missingUnless(customer int32, c Condition) []evidence {
	if len(f.evidence(customer, c)) > 0 {
		return nil
	}
	return f.missing(customer, c)
}

// missing returns what is missing to tell whether a condition holds that does not
// hold as far as is known: the lines of which it is unknown how many licenses are
// assigned, or the last sign-in.
func (f *frame) missing(customer int32, c Condition) []evidence {
	if c == StatusNoRecentActivity.Condition() {
		if f.customers.signedIn[customer] < f.now {
			return nil
		}
		return []evidence{{noRow, noRow}}
	}
	if !c.takesAssigned() {
		return nil
	}
	var list []evidence
	f.eachActive(customer, func(e, line int32, counts counts) {
		if counts.assigned == unknown && f.matters(c, e, line) {
			list = append(list, evidence{e, line})
		}
	})
	return list
}

// takesAssigned reports whether a condition is about what is assigned.
func (c Condition) takesAssigned() bool {
	return c == StatusLicenseOverage.Condition() || c == OverLimit || c == LowAssigned
}

// matters reports whether a condition depends on what is assigned of a line of an
// active entitlement.
func (f *frame) matters(c Condition, e, line int32) bool {
	switch c {
	case OverLimit:
		return isCore(f.productOf(line))
	case LowAssigned:
		return isCore(f.productOf(line)) && f.settled.has(f.entitlements.start[e]) && f.lines.totals.At(int(line)) > 0
	}
	return true
}

// termRules say of which entitlements conditions hold: those that hold of a
// customer if they hold of any of its entitlements.
var termRules = [conditionCount + 1]func(f *frame, e int32) bool{
	StatusTrial:        func(f *frame, e int32) bool { return f.active(e) && f.trial(e) },
	StatusSubscription: func(f *frame, e int32) bool { return f.active(e) && !f.trial(e) },
	StatusExpiringSoon: func(f *frame, e int32) bool { return f.expires(e) && f.expiringSoon.has(f.entitlements.end[e]) },
	StatusOrderSetupReady: func(f *frame, e int32) bool {
		return f.alive(e) && !f.trial(e) && f.entitlements.provisioned[e] >= f.now
	},
	StatusSuspended: func(f *frame, e int32) bool {
		return f.active(e) && !f.trial(e) && f.entitlements.suspendedAt(e) < f.now
	},
	TotalCustomer: func(f *frame, e int32) bool { return f.exists(e) && f.core(e) },
	NearingExpiration: func(f *frame, e int32) bool {
		return f.expires(e) && f.core(e) && f.expiration.has(f.entitlements.end[e])
	},
	NearingRenewal: func(f *frame, e int32) bool {
		return f.active(e) && f.renews(e) && f.core(e) && f.renewal.has(f.entitlements.end[e])
	},
}

// expires reports whether an entitlement is active and does not renew.
func (f *frame) expires(e int32) bool { return f.active(e) && !f.renews(e) }

// core reports whether an entitlement has a line of meetings or calling.
func (f *frame) core(e int32) bool { return f.entitlements.traits[e]&traitCore != 0 }

// terms returns the entitlements of a customer of which a rule holds.
func (f *frame) terms(customer int32, holds func(f *frame, e int32) bool) []evidence {
	var list []evidence
	from, until := f.customers.of(customer)
	for e := from; e < until; e++ {
		if holds(f, e) {
			list = append(list, evidence{e, noRow})
		}
	}
	return list
}

// overLines returns the lines of active entitlements that have more assigned
// than they have: of any product, or over the limit of a core product.
func (f *frame) overLines(customer int32, c Condition) []evidence {
	var list []evidence
	f.eachActive(customer, func(e, line int32, counts counts) {
		if counts.overage() > 0 && (c != OverLimit || isCore(f.productOf(line))) {
			list = append(list, evidence{e, line})
		}
	})
	return list
}

// lowLines returns the lines of a customer that are rows of low assignment of a
// core product.
func (f *frame) lowLines(customer int32) []evidence {
	var list []evidence
	for product := range coreProducts {
		list = append(list, f.lowLinesOf(customer, uint16(product))...)
	}
	return list
}

func (f *frame) lowLinesOf(customer int32, product uint16) []evidence {
	p, peers := f.pool(customer, product), f.peersOf(product)
	if p.total == 0 {
		return nil
	}
	band := f.policy.band(p.total)
	if p.share() >= peers.limits[band] {
		return nil
	}
	var list []evidence
	f.eachActive(customer, func(e, line int32, c counts) {
		if f.lines.products[line] != product || c.assigned == unknown {
			return
		}
		var own pool
		own.add(f.settled.has(f.entitlements.start[e]), c.total, c.assigned)
		if own.total > 0 && own.share() < peers.bands[band].Benchmark {
			list = append(list, evidence{e, line})
		}
	})
	return list
}
