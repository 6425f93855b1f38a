package main

import (
	"github.com/partnerhub/partnerhub"
)

// account is a customer as it is written down: who it is and what it has.
type account struct {
	name, country string
	// tags are separated by spaces.
	tags      string
	managedBy partnerhub.ManagedBy
	// signIn is the date of the last sign-in of its administrators, or never,
	// or unknown.
	signIn string
	has    []entitlement
}

const (
	never   = "never"
	unknown = ""
)

// entitlement is a subscription or a trial as it is written down.
type entitlement interface {
	// addTo adds its facts to those of the portfolio.
	addTo(b *builder, customerID string)
}

// Dates are written as 2026-01-31 and mean midnight UTC.

type trial struct {
	start string
	days  int
	lines []line
}

func onTrial(start string, days int, lines ...line) trial { return trial{start, days, lines} }

type subscription struct {
	start   string
	months  int // 0: open-ended
	renewal partnerhub.Renewal
	value   string // such as "4800 EUR", or "" when it is not given
	lines   []line

	orderedOn, suspendedOn, cancelledTo, cancelledOn string

	pendingSetup bool
	billedEvery  int // months; 0: every 12
	unpaidBills  int // the last so many of them
	changes      []change
	renewedOn    []string
}

// change is an order that added or removed licenses during the term.
type change struct {
	on      string
	product partnerhub.Product
	delta   int64
	value   string
}

// renewing is a subscription that renews by itself.
func renewing(start string, months int, value string, lines ...line) subscription {
	return subscription{start: start, months: months, renewal: partnerhub.RenewalAuto, value: value, lines: lines}
}

// ending is a subscription that does not renew.
func ending(start string, months int, value string, lines ...line) subscription {
	return subscription{start: start, months: months, renewal: partnerhub.RenewalNone, value: value, lines: lines}
}

// undecided is a subscription of which nobody said whether it renews.
func undecided(start string, months int, value string, lines ...line) subscription {
	return subscription{start: start, months: months, value: value, lines: lines}
}

func (s subscription) ordered(on string) subscription {
	s.orderedOn = on
	return s
}

// notSetUp leaves the setup of the order to be done.
func (s subscription) notSetUp() subscription {
	s.pendingSetup = true
	return s
}

func (s subscription) billed(everyMonths int) subscription {
	s.billedEvery = everyMonths
	return s
}

func (s subscription) unpaid(bills int) subscription {
	s.unpaidBills = bills
	return s
}

func (s subscription) suspended(on string) subscription {
	s.suspendedOn = on
	return s
}

// cancelled ends the subscription on a day that was decided on another.
func (s subscription) cancelled(to, decidedOn string) subscription {
	s.cancelledTo, s.cancelledOn = to, decidedOn
	return s
}

func (s subscription) changed(on string, product partnerhub.Product, delta int64, value string) subscription {
	s.changes = append(s.changes, change{on, product, delta, value})
	return s
}

func (s subscription) renewed(on string) subscription {
	s.renewedOn = append(s.renewedOn, on)
	return s
}

// line is so many licenses of a product and how they are used.
type line struct {
	product  partnerhub.Product
	quantity int64
	course   course
}

func meetings(quantity int64, c course) line  { return line{partnerhub.Meetings, quantity, c} }
func calling(quantity int64, c course) line   { return line{partnerhub.Calling, quantity, c} }
func messaging(quantity int64, c course) line { return line{partnerhub.Messaging, quantity, c} }
func webinars(quantity int64, c course) line  { return line{partnerhub.Webinars, quantity, c} }
func devices(quantity int64, c course) line   { return line{partnerhub.Devices, quantity, c} }

func contactCenter(quantity int64, c course) line {
	return line{partnerhub.ContactCenter, quantity, c}
}

func translations(quantity int64, c course) line {
	return line{partnerhub.RealTimeTranslations, quantity, c}
}

func callOnWebex(quantity int64, c course) line {
	return line{partnerhub.CallOnWebex, quantity, c}
}

// course is how the licenses of a line are assigned and used over the weeks.
// The zero course is that nothing was measured.
type course struct {
	measured    bool
	first, last level
	// until is the date of the last sample; "" for the last week.
	until string
	// gaps leaves a count unknown every so many weeks; 0 for never.
	assignedGap, usedGap int
	noQuarter            bool
}

// level is assigned in percent of the licenses, and used in percent of assigned.
type level struct{ assigned, used int64 }

var notMeasured course

func steady(assigned, used int64) course {
	return course{measured: true, first: level{assigned, used}, last: level{assigned, used}}
}

// to makes a course go to another level by the last week.
func (c course) to(assigned, used int64) course {
	c.last = level{assigned, used}
	return c
}

func (c course) lastMeasured(on string) course {
	c.until = on
	return c
}

func (c course) withoutAssigned(everyWeeks int) course {
	c.assignedGap = everyWeeks
	return c
}

func (c course) withoutUsed(everyWeeks int) course {
	c.usedGap = everyWeeks
	return c
}

func (c course) withoutQuarter() course {
	c.noQuarter = true
	return c
}
