package main

import (
	"context"
	"iter"
	"time"

	"github.com/partnerhub/partnerhub"
)

// asOf is the instant of all questions.
var asOf = time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC)

var partner = partnerhub.Partner{ID: "partner", Name: "Partner"}

// portfolio is a partner that is made up: a partnerhub.Source that invents its
// facts while they are read, so that a million customers need no memory. Each
// customer depends on its number alone, and is the same in every portfolio.
type portfolio struct {
	customers int
	// weeks is for how many weeks up to asOf there are usage samples.
	weeks int
}

// ReadPartner returns the partner.
func (p portfolio) ReadPartner(ctx context.Context) (partnerhub.Partner, error) {
	return partner, ctx.Err()
}

// ReadCustomers streams the customers by number.
func (p portfolio) ReadCustomers(ctx context.Context) iter.Seq2[partnerhub.Customer, error] {
	return stream(ctx, p, func(a account) []partnerhub.Customer { return []partnerhub.Customer{a.customer} })
}

// ReadSubscriptions streams the subscriptions by customer.
func (p portfolio) ReadSubscriptions(ctx context.Context) iter.Seq2[partnerhub.Subscription, error] {
	return stream(ctx, p, func(a account) []partnerhub.Subscription { return a.subscriptions })
}

// ReadTrials streams the trials by customer.
func (p portfolio) ReadTrials(ctx context.Context) iter.Seq2[partnerhub.Trial, error] {
	return stream(ctx, p, func(a account) []partnerhub.Trial { return a.trials })
}

// ReadUsage streams the usage samples by customer.
func (p portfolio) ReadUsage(ctx context.Context) iter.Seq2[partnerhub.UsageSample, error] {
	return stream(ctx, p, func(a account) []partnerhub.UsageSample { return a.usage(p.weeks) })
}

// ReadAdmins streams nothing: no question is about administrators.
func (p portfolio) ReadAdmins(ctx context.Context) iter.Seq2[partnerhub.Admin, error] {
	return func(func(partnerhub.Admin, error) bool) {}
}

// stream yields the facts of one kind of each account.
func stream[T any](ctx context.Context, p portfolio, facts func(account) []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for number := range p.customers {
			if err := ctx.Err(); err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, fact := range facts(newAccount(number)) {
				if !yield(fact, nil) {
					return
				}
			}
		}
	}
}
