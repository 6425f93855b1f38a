package main

import (
	"time"

	"github.com/partnerhub/partnerhub"
)

// floor is the columns that our engine reads for a dashboard and for a trend: what
// it takes to add up each value once is what nobody can be faster than.
type floor struct {
	signedIn     []uint32 // by customer
	entitlements []int32  // where those of a customer begin

	known, start, end, provisioned []uint32 // by entitlement
	traits                         []uint8
	lines                          []int32 // where those of an entitlement begin

	products, totals, logs []uint16 // by line
	first, places          []int32  // where its samples are
	last                   []uint32 // the assigned and the used of the last

	meetings []uint32 // assigned and used of each sample that a trend reads
	sum      uint64   // of the last question, so that it isn't optimized away
}

const floorName = "floor"

func newFloor(customers []plainCustomer) *floor {
	f := &floor{}
	for i := range customers {
		f.addCustomer(&customers[i])
	}
	return f
}

func seconds(t time.Time) uint32 { return uint32(max(t.Unix(), 0)) }

func (f *floor) addCustomer(c *plainCustomer) {
	f.signedIn = append(f.signedIn, seconds(c.signedIn))
	f.entitlements = append(f.entitlements, int32(len(f.known)))
	for i := range c.entitlements {
		e := &c.entitlements[i]
		f.known = append(f.known, seconds(e.known))
		f.start = append(f.start, seconds(e.start))
		f.end = append(f.end, seconds(e.end))
		f.provisioned = append(f.provisioned, seconds(e.provisioned))
		f.traits = append(f.traits, uint8(one(e.trial)|one(e.renews)<<1|one(e.core)<<2))
		f.lines = append(f.lines, int32(len(f.products)))
		for j := range e.lines {
			f.addLine(&e.lines[j])
		}
	}
}

func (f *floor) addLine(l *plainLine) {
	f.products = append(f.products, uint16(len(l.product))) // any number will do
	f.totals = append(f.totals, uint16(l.total))
	f.logs = append(f.logs, 0)
	f.first = append(f.first, int32(len(f.meetings)))
	f.places = append(f.places, int32(len(l.measures)))
	last := uint32(0)
	for _, m := range l.measures {
		last = uint32(uint16(m.assigned))<<16 | uint32(uint16(m.used))
		if l.product == partnerhub.Meetings {
			f.meetings = append(f.meetings, last)
		}
	}
	f.last = append(f.last, last)
}

// dashboard adds up each value that a dashboard depends on.
func (f *floor) dashboard() error {
	f.sum = sumOf(f.signedIn) + sumOf(f.entitlements) +
		sumOf(f.known) + sumOf(f.start) + sumOf(f.end) + sumOf(f.provisioned) + sumOf(f.traits) + sumOf(f.lines) +
		sumOf(f.products) + sumOf(f.totals) + sumOf(f.logs) + sumOf(f.first) + sumOf(f.places) + sumOf(f.last)
	return nil
}

// trend adds up each sample that a trend depends on.
func (f *floor) trend() error {
	var assigned, used uint64
	for _, pair := range f.meetings {
		assigned += uint64(pair >> 16)
		used += uint64(pair & 0xffff)
	}
	f.sum = assigned + used
	return nil
}

func sumOf[T uint8 | uint16 | uint32 | int32](column []T) uint64 {
	var sum uint64
	for _, value := range column {
		sum += uint64(value)
	}
	return sum
}
