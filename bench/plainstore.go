package main

import (
	"slices"
	"sort"
	"time"

	"github.com/partnerhub/partnerhub"
)

// plainCustomer and what it holds are the facts as a program keeps them that is
// written for these questions: structs, in slices, with no reference to look up.
type plainCustomer struct {
	signedIn      time.Time
	neverSignedIn bool
	entitlements  []plainEntitlement
}

type plainEntitlement struct {
	term
	core  bool // has meetings or calling
	lines []plainLine
}

type plainLine struct {
	product  partnerhub.Product
	total    int64
	measures []measure // by day
}

// plainStore makes the structs of all customers, by number.
func plainStore(p portfolio) []plainCustomer {
	customers := make([]plainCustomer, 0, p.customers)
	for number := range p.customers {
		customers = append(customers, newPlainCustomer(newAccount(number), p.weeks))
	}
	return customers
}

func newPlainCustomer(a account, weeks int) plainCustomer {
	c := plainCustomer{signedIn: a.customer.LastAdminSignIn, neverSignedIn: a.customer.AdminNeverSignedIn}
	var lines []plainLine
	for h := range a.histories(weeks) {
		lines = append(lines, plainLine{product: h.product, measures: slices.Clone(h.measures)})
	}
	for t := range a.terms() {
		e := plainEntitlement{term: t, lines: lines[:len(t.licenses)]}
		lines = lines[len(t.licenses):]
		for i, license := range t.licenses {
			e.lines[i].total = license.Quantity
			e.core = e.core || license.Product == partnerhub.Meetings || license.Product == partnerhub.Calling
		}
		c.entitlements = append(c.entitlements, e)
	}
	return c
}

// current returns the current sample of a day, or nil. Questions are mostly
// about the end: it looks there first.
func current(measures []measure, day int32) *measure {
	n := len(measures)
	if n > 0 && measures[n-1].day > day {
		n = sort.Search(n, func(i int) bool { return measures[i].day > day })
	}
	if n == 0 || measures[n-1].day <= day-freshnessDays {
		return nil
	}
	return &measures[n-1]
}

// counts returns the licenses assigned and used on a day.
func (l *plainLine) counts(day int32) (assigned, used int64) {
	if m := current(l.measures, day); m != nil {
		return int64(m.assigned), int64(m.used)
	}
	return unknown, unknown
}
