package beam

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/partnerhub/partnerhub"
)

// Opener returns the facts of a shard, on the worker that evaluates it. A source
// that is an io.Closer is closed once it is read. A shard is opened once by each of
// Shares, Summaries and Reports, and again when a runner repeats work; it must have
// the same facts each time.
type Opener func(context.Context, Shard) (partnerhub.Source, error)

var openers = map[string]Opener{}

// RegisterOpener gives an opener the name by which workers, which are other
// processes, find it. It must be called before beam.Init, in an init function or
// first in main, and not while a pipeline runs. It panics when the opener is nil
// or the name is taken, which are mistakes in the program.
func RegisterOpener(name string, open Opener) {
	if open == nil {
		panic(fmt.Sprintf("partnerhub/beam: the opener %q is nil", name))
	}
	if _, taken := openers[name]; taken {
		panic(fmt.Sprintf("partnerhub/beam: there are two openers %q", name))
	}
	openers[name] = open
}

func openerNamed(name string) (Opener, error) {
	open, registered := openers[name]
	if !registered {
		return nil, fmt.Errorf("no opener is registered as %.100q", name)
	}
	return open, nil
}

// shardReader makes views of shards, on a worker. Its fields travel as JSON.
type shardReader struct {
	Asked  asked
	Opener string
}

// view returns the view of a shard at the instant and under the policy of the
// question. A panic in a host's source goes on, with the name of the shard.
func (r *shardReader) view(ctx context.Context, shard Shard) (partnerhub.View, error) {
	defer func() {
		if cause := recover(); cause != nil {
			panic(in(shard, fmt.Errorf("panic: %v", cause)))
		}
	}()
	policy, err := r.Asked.policy()
	if err != nil {
		return partnerhub.View{}, err
	}
	period, err := policy.UsagePeriod(r.Asked.First, r.Asked.AsOf)
	if err != nil {
		return partnerhub.View{}, err
	}
	hub, err := r.load(ctx, shard, period)
	if err != nil {
		return partnerhub.View{}, err
	}
	return hub.At(r.Asked.AsOf).With(policy)
}

// load returns a hub of the shard, with the usage of a period.
func (r *shardReader) load(ctx context.Context, shard Shard, period partnerhub.Period) (hub *partnerhub.Hub, err error) {
	open, err := openerNamed(r.Opener)
	if err != nil {
		return nil, err
	}
	source, err := open(ctx, shard)
	switch {
	case err != nil:
		return nil, err
	case source == nil:
		return nil, errors.New("the opener returned neither a source nor an error")
	}
	if closer, ok := source.(io.Closer); ok {
		defer func() {
			if closing := closer.Close(); err == nil {
				err = closing
			}
		}()
	}
	part, err := partnerhub.UsageWithin(source, period)
	if err != nil {
		return nil, err
	}
	return partnerhub.Load(ctx, part)
}
