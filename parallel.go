package partnerhub

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// fewBlocks is how many blocks are not worth a goroutine.
const fewBlocks = 8

// inParallel calls work for each number below n, on as many cores as the program
// may use, and returns when all calls have returned: no goroutine is left. Each
// worker is a number below cores(n). When ctx is done, no further call begins,
// and its error is returned.
func inParallel(ctx context.Context, n int, work func(worker, i int)) error {
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
	for worker := 1; worker < cores(n); worker++ {
		workers.Go(func() { run(worker) })
	}
	run(0)
	workers.Wait()
	return ctx.Err()
}

// cores returns how many workers share so many pieces of work.
func cores(n int) int {
	return max(1, min(runtime.GOMAXPROCS(0), n/fewBlocks))
}
