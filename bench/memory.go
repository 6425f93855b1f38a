package main

import (
	"context"
	"runtime"

	"github.com/partnerhub/partnerhub"
)

// memory weighs a hub: what a customer takes with its entitlements, without
// texts and without usage, and what a usage sample takes.
func memory(ctx context.Context, people *population, s *stage) error {
	bare := people.portfolio
	bare.weeks = 0
	if err := people.load(ctx); err != nil {
		return err
	}
	before := heapInUse()
	hub, err := partnerhub.Load(ctx, bare)
	if err != nil {
		return err
	}
	facts := heapInUse() - before
	runtime.KeepAlive(hub) // it has been weighed
	texts := bare.texts()
	s.note(perCustomer, people.customers, per(facts-texts, people.customers))
	s.note(perCustomerTexts, people.customers, per(texts, people.customers))
	s.note(perSample, people.customers, per(people.heap-facts, people.samples))
	return nil
}

// The results about memory.
const (
	perCustomer      = "memory/customer"
	perCustomerTexts = "memory/customer/texts"
	perSample        = "memory/sample"
)

func per(bytes int64, things int) float64 { return float64(bytes) / float64(max(things, 1)) }

// textHeader is what a string takes beside its bytes.
const textHeader = 16

// texts returns how many bytes the ids, names and tags take. The bytes of the tags
// are the program's own, as all customers share them.
func (p portfolio) texts() int64 {
	var bytes int64
	for number := range p.customers {
		a := newAccount(number)
		bytes += int64(2*textHeader + len(a.customer.ID) + len(a.customer.Name) + textHeader*len(a.customer.Tags))
		for t := range a.terms() {
			bytes += int64(textHeader + len(t.id))
		}
	}
	return bytes
}
