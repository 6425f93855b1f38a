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
// and should stop with ctx.Err() when ctx is done. Load reads the streams one
// after the other, each once, in the order of the methods.
type Source interface {
	// Partner returns the partner itself.
	Partner(ctx context.Context) (Partner, error)
	// Customers streams the customers, the partner's own organization among
	// them if it has one.
	Customers(ctx context.Context) iter.Seq2[Customer, error]
	Subscriptions(ctx context.Context) iter.Seq2[Subscription, error]
	Trials(ctx context.Context) iter.Seq2[Trial, error]
	Usage(ctx context.Context) iter.Seq2[UsageSample, error]
	Admins(ctx context.Context) iter.Seq2[Admin, error]
}

// Dataset is a partner's facts in memory and, through encoding/json, the dataset
// document. It is a [Source]. Reading JSON is strict: unknown members, values
// of the wrong type, invalid UTF-8 and text after the document are errors that
// name the place; [ParseDataset] does the same for a whole file, faster.
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
