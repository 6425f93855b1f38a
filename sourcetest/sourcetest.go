// Package sourcetest checks implementations of [partnerhub.Source]: whether their
// streams can be read again, left early and cancelled, and what they do when they
// fail. It needs no testing framework; a test calls [Check] and looks at the error.
package sourcetest

import (
	"context"
	"errors"
	"fmt"

	"github.com/partnerhub/partnerhub"
)

// Grace is how many facts a stream may still yield after its context is done: what
// a batch that is on its way holds. A stream that has no more than that may end as
// if nothing had happened.
const Grace = 4096

// Check reads a source in the ways that hosts do, several times, and returns nil,
// or one error that joins all that is wrong with it, by stream:
//
//   - the partner and each stream can be read, and read again with the same facts,
//     in whatever order;
//   - a stream stops when its consumer does, at the first fact or in the middle,
//     and can be read anew after that;
//   - nothing follows an error, and none comes with a fact;
//   - when the context is done, before or in the middle, a stream yields its error
//     and stops, at the latest Grace facts later;
//   - what the source can leave out itself ([partnerhub.ProductNarrower],
//     [partnerhub.AdminNarrower], [partnerhub.UsageNarrower]), it leaves out as the
//     library would; such a part is read like every source, and has nothing for an
//     administrator whom there is not;
//   - [partnerhub.Load] takes the facts.
//
// The source must not change meanwhile. The facts are not kept: a stream may be of
// any length. If ctx itself gets done, the error says so.
func Check(ctx context.Context, source partnerhub.Source) error {
	if source == nil {
		return errors.New("sourcetest: there is no source (nil)")
	}
	c := &checker{}
	c.partner(ctx, source)
	for _, check := range streamsOf(source) {
		check.all(ctx, c)
	}
	if len(c.faults) == 0 {
		c.parts(ctx, source)
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("sourcetest: %w", err)
	}
	if len(c.faults) == 0 {
		if _, err := partnerhub.Load(ctx, source); err != nil {
			c.fault("load", "%w", err)
		}
	}
	return errors.Join(c.faults...)
}

// CheckFailure reads a source that fails, such as one whose connection is cut in
// the middle of a stream, and returns nil, or one error that joins all that is
// wrong with how it does: the error must wrap want, nothing may follow it, and Load
// must fail with it.
func CheckFailure(ctx context.Context, source partnerhub.Source, want error) error {
	if source == nil || want == nil {
		return errors.New("sourcetest: there is no source, or no error to want (nil)")
	}
	c := &checker{}
	for _, check := range streamsOf(source) {
		check.failure(ctx, c, want)
	}
	if len(c.faults) > 0 { // Load might not survive a stream that goes on
		return errors.Join(c.faults...)
	}
	if _, err := partnerhub.Load(ctx, source); !errors.Is(err, want) {
		c.fault("load", "it must fail with %w, but gives: %w", want, orNone(err))
	}
	return errors.Join(c.faults...)
}

// errNone stands for no error in a message.
var errNone = errors.New("no error")

func orNone(err error) error {
	if err == nil {
		return errNone
	}
	return err
}

// checker collects what is wrong.
type checker struct{ faults []error }

func (c *checker) fault(stream, format string, args ...any) {
	c.faults = append(c.faults, fmt.Errorf("sourcetest: "+stream+": "+format, args...))
}

func (c *checker) partner(ctx context.Context, source partnerhub.Source) {
	first, err := source.ReadPartner(ctx)
	if err != nil {
		c.fault("partner", "it can't be read: %w", err)
		return
	}
	if again, err := source.ReadPartner(ctx); err != nil || text(again) != text(first) {
		c.fault("partner", "read again, it is not what it was: %w", orNone(err))
	}
	done, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := source.ReadPartner(done); !errors.Is(err, context.Canceled) {
		c.fault("partner", "with a context that is done it must fail with its error, but gives: %w", orNone(err))
	}
}

// streamChecks are the checks of one stream.
type streamChecks struct {
	name    string
	read    func(ctx context.Context) pass
	all     func(ctx context.Context, c *checker) pass
	failure func(ctx context.Context, c *checker, want error)
}

func streamsOf(source partnerhub.Source) []streamChecks {
	return []streamChecks{
		checksOf("customers", source.ReadCustomers),
		checksOf("subscriptions", source.ReadSubscriptions),
		checksOf("trials", source.ReadTrials),
		checksOf("usage", source.ReadUsage),
		checksOf("admins", source.ReadAdmins),
	}
}
