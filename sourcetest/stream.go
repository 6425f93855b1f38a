package sourcetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"iter"
)

// stream is a stream of a source that is being checked.
type stream[T any] struct {
	name string
	open func(context.Context) iter.Seq2[T, error]
}

func checksOf[T any](name string, open func(context.Context) iter.Seq2[T, error]) streamChecks {
	s := stream[T]{name, open}
	return streamChecks{name, s.whole, s.check, s.checkFailure}
}

// pass is what came of reading a stream once.
type pass struct {
	facts int
	// sum is that of the hashes of the facts: the same for the same facts in any
	// order.
	sum uint64
	err error
	// after counts what came after the error, or after the consumer had stopped.
	after int
	// withFact says that a fact came with the error.
	withFact bool
}

// read reads a stream until there are so many facts; each is called for each of
// them.
func (s stream[T]) read(ctx context.Context, limit int, each func(facts int)) (p pass) {
	facts := s.open(ctx)
	if facts == nil {
		return pass{err: errNoStream}
	}
	stopped := false
	// Called as a function and not in a loop, it can be seen whether it goes on.
	facts(func(fact T, err error) bool {
		switch {
		case p.err != nil || stopped:
			p.after++
		case err != nil:
			p.err, p.withFact = err, !isZero(fact)
		default:
			p.facts++
			p.sum += hash(fact)
			each(p.facts)
			stopped = p.facts == limit
		}
		return p.err == nil && !stopped
	})
	return p
}

var errNoStream = errors.New("there is no such stream (nil)")

func isZero[T any](fact T) bool {
	var zero T
	return text(fact) == text(zero)
}

// text is a fact in full: as JSON, or in Go's form if an invalid fact has no JSON.
func text[T any](fact T) string {
	document, err := json.Marshal(fact)
	if err != nil {
		return fmt.Sprintf("%#v", fact)
	}
	return string(document)
}

func hash[T any](fact T) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text(fact))) // it never fails
	return h.Sum64()
}

const all = -1

func nothing(int) {}

// whole reads the stream to its end.
func (s stream[T]) whole(ctx context.Context) pass { return s.read(ctx, all, nothing) }

// check makes all checks of a stream that does not fail, and returns what it has.
func (s stream[T]) check(ctx context.Context, c *checker) pass {
	whole := s.whole(ctx)
	if !s.readable(c, whole) {
		return whole
	}
	switch again := s.whole(ctx); {
	case again.err != nil:
		c.fault(s.name, "read again, it fails after %d facts: %w", again.facts, again.err)
	case again.facts != whole.facts:
		c.fault(s.name, "read again, it has %d facts instead of %d", again.facts, whole.facts)
	case again.sum != whole.sum:
		c.fault(s.name, "read again, it has other facts")
	}
	s.checkStops(ctx, c, whole)
	s.checkCancelled(ctx, c, whole)
	return whole
}

// readable reports whether a stream could be read to its end.
func (s stream[T]) readable(c *checker, p pass) bool {
	if p.err != nil {
		c.fault(s.name, "it fails after %d facts: %w", p.facts, p.err)
	}
	s.checkError(c, p)
	return p.err == nil
}

// checkError checks what must hold of every error.
func (s stream[T]) checkError(c *checker, p pass) {
	if p.after > 0 {
		c.fault(s.name, "it goes on after an error, or after its consumer has stopped")
	}
	if p.withFact {
		c.fault(s.name, "a fact comes with an error")
	}
}

// checkStops leaves the stream at its first fact and in the middle, and reads it
// anew after that.
func (s stream[T]) checkStops(ctx context.Context, c *checker, whole pass) {
	for _, limit := range []int{1, whole.facts / 2} {
		if limit == 0 || limit > whole.facts {
			continue
		}
		if p := s.read(ctx, limit, nothing); p.after > 0 {
			c.fault(s.name, "it goes on after its consumer has stopped at fact %d", limit)
			return
		}
	}
	if again := s.whole(ctx); again.facts != whole.facts || again.err != nil {
		c.fault(s.name, "after it was left early, it has %d facts instead of %d: %w", again.facts, whole.facts, orNone(again.err))
	}
}

// checkCancelled cancels the stream before it begins and in the middle.
func (s stream[T]) checkCancelled(ctx context.Context, c *checker, whole pass) {
	for _, at := range []int{0, whole.facts / 2} {
		if whole.facts == 0 {
			return
		}
		cancelled, cancel := context.WithCancel(ctx)
		if at == 0 {
			cancel()
		}
		p := s.read(cancelled, all, func(facts int) {
			if facts == at {
				cancel()
			}
		})
		cancel()
		s.checkError(c, p)
		ended := p.err == nil && at > 0 && whole.facts-at <= Grace
		if !ended && !errors.Is(p.err, context.Canceled) || p.facts-at > Grace {
			c.fault(s.name, "cancelled at fact %d of %d it must yield the error of the context and stop; after %d facts it gives: %w",
				at, whole.facts, p.facts, orNone(p.err))
		}
	}
}

// checkFailure checks how a stream fails, if it does.
func (s stream[T]) checkFailure(ctx context.Context, c *checker, want error) {
	p := s.whole(ctx)
	s.checkError(c, p)
	if p.err != nil && !errors.Is(p.err, want) {
		c.fault(s.name, "after %d facts it fails with something else: %w", p.facts, p.err)
	}
}
