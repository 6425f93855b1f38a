// Package parallel shares work among the cores that a program may use. All its
// goroutines have ended when a call returns.
package parallel

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// few is how many pieces of work are not worth a goroutine.
const few = 8

// Workers returns how many workers share so many pieces of work.
func Workers(n int) int { return max(1, min(runtime.GOMAXPROCS(0), n/few)) }

// Each calls work for each number below n. Each worker is a number below Workers(n),
// and makes one call at a time.
func Each(n int, work func(worker, i int)) {
	_ = EachUntil(context.Background(), n, work) // which is never done
}

// EachUntil is Each, but when ctx is done, no further call begins, and its error is
// returned.
func EachUntil(ctx context.Context, n int, work func(worker, i int)) error {
	var next atomic.Int64
	var workers sync.WaitGroup
	run := func(worker int) {
		for ctx.Err() == nil {
			i := int(next.Add(1)) - 1
			if i >= n {
				return
			}
			work(worker, i)
		}
	}
	for worker := 1; worker < Workers(n); worker++ {
		workers.Go(func() { run(worker) })
	}
	run(0)
	workers.Wait()
	return ctx.Err()
}
