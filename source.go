package partnerhub

import (
	"context"
	"iter"
	"time"
)

// Source is where [Load] gets a partner's facts from: a database, a service, a
// file, or a [Dataset] in memory. Hosts implement it.
//
// Each method streams all facts of one kind, in any order; the answers do not
// depend on it. A source that fails yields an error (with a zero fact) and
// stops; Load then fails as a whole. A stream must stop when the consumer does,
// and should yield ctx.Err() and stop when ctx is done. Load reads the streams
// one after the other, each once, in the order of the methods; a source that can
// be loaded again gives the facts that there are then. Package sourcetest checks
// all of this.
type Source interface {
	// ReadPartner returns the partner itself.
	ReadPartner(ctx context.Context) (Partner, error)
	// ReadCustomers streams the customers, the partner's own organization
	// among them if it has one.
	ReadCustomers(ctx context.Context) iter.Seq2[Customer, error]
	ReadSubscriptions(ctx context.Context) iter.Seq2[Subscription, error]
	ReadTrials(ctx context.Context) iter.Seq2[Trial, error]
	ReadUsage(ctx context.Context) iter.Seq2[UsageSample, error]
	ReadAdmins(ctx context.Context) iter.Seq2[Admin, error]
}

// Dataset is a partner's facts in memory and, through encoding/json, the dataset
// document. It is a [Source]. Reading JSON is strict: unknown members, values
// of the wrong type and invalid UTF-8 are errors that name the place;
// [ParseDataset] does the same for a whole file, faster.
//
// The zero Dataset has no partner id, which [Load] refuses. A Dataset may be
// read by several goroutines while nobody changes it.
type Dataset struct {
	// AsOf is the instant at which the facts were collected; zero is unknown.
	// Load ignores it.
	AsOf          time.Time      `json:"asOf,omitzero"`
	Partner       Partner        `json:"partner"`
	Customers     []Customer     `json:"customers"`
	Subscriptions []Subscription `json:"subscriptions"`
	Trials        []Trial        `json:"trials"`
	Usage         []UsageSample  `json:"usage"`
	Admins        []Admin        `json:"admins"`
}

// ReadPartner returns the partner. It fails when there is no dataset (nil).
func (d *Dataset) ReadPartner(ctx context.Context) (Partner, error) {
	if d == nil {
		return Partner{}, errNoSource
	}
	return d.Partner, ctx.Err()
}

// ReadCustomers streams the customers in the order of the list.
func (d *Dataset) ReadCustomers(ctx context.Context) iter.Seq2[Customer, error] {
	return stream(ctx, d.Customers)
}

// ReadSubscriptions streams the subscriptions in the order of the list.
func (d *Dataset) ReadSubscriptions(ctx context.Context) iter.Seq2[Subscription, error] {
	return stream(ctx, d.Subscriptions)
}

// ReadTrials streams the trials in the order of the list.
func (d *Dataset) ReadTrials(ctx context.Context) iter.Seq2[Trial, error] {
	return stream(ctx, d.Trials)
}

// ReadUsage streams the usage samples in the order of the list.
func (d *Dataset) ReadUsage(ctx context.Context) iter.Seq2[UsageSample, error] {
	return stream(ctx, d.Usage)
}

// ReadAdmins streams the administrators in the order of the list.
func (d *Dataset) ReadAdmins(ctx context.Context) iter.Seq2[Admin, error] {
	return stream(ctx, d.Admins)
}

func stream[T any](ctx context.Context, facts []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, fact := range facts {
			if err := ctx.Err(); err != nil {
				var none T
				yield(none, err)
				return
			}
			if !yield(fact, nil) {
				return
			}
		}
	}
}
