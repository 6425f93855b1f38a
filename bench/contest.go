package main

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"time"
)

// contest is one task for several engines, ours first.
type contest struct {
	name      string
	customers int // 0: the task is not about customers
	// items is how many things an answer goes over; 0: the customers.
	items      int
	contenders []contender
}

// contender is an engine that does the task once in do.
type contender struct {
	engine  string
	threads int
	// ready prepares the engine for its turn, which is not timed; nil: nothing
	// to prepare.
	ready func() error
	do    func() error
}

// cost is what doing a task once takes.
type cost struct{ ns, bytes int64 }

// measure times each engine once in each round, so that what else the machine
// does hits all of them, and returns their medians.
func (c contest) measure(rounds int, least time.Duration) ([]result, error) {
	costs := make([][]cost, len(c.contenders))
	runtime.GC() // the garbage of the contest before is not this one's cost
	for range rounds {
		for i, contender := range c.contenders {
			cost, err := contender.time(least)
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", c.name, contender.engine, err)
			}
			costs[i] = append(costs[i], cost)
		}
	}
	return c.results(costs), nil
}

// time does the task as often as the duration takes at least, on as many cores as
// the contender has threads.
func (c contender) time(least time.Duration) (cost, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(c.threads))
	if err := c.prepare(); err != nil {
		return cost{}, err
	}
	for times := 1; ; times *= 2 {
		spent, bytes, err := c.repeat(times)
		if err != nil {
			return cost{}, err
		}
		if spent >= least {
			return cost{ns: spent.Nanoseconds() / int64(times), bytes: bytes / int64(times)}, nil
		}
	}
}

func (c contender) prepare() error {
	if c.ready == nil {
		return nil
	}
	return c.ready()
}

// repeat returns the time that passes, and the bytes that are allocated.
func (c contender) repeat(times int) (spent time.Duration, bytes int64, err error) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	for range times {
		if err := c.do(); err != nil {
			return 0, 0, err
		}
	}
	spent = time.Since(start)
	runtime.ReadMemStats(&after)
	return spent, int64(after.TotalAlloc - before.TotalAlloc), nil
}

func (c contest) results(costs [][]cost) []result {
	ours := median(costs[0])
	var results []result
	for i, contender := range c.contenders {
		m := median(costs[i])
		results = append(results, result{
			Name: c.name, Engine: contender.engine, Customers: c.customers, Threads: contender.threads,
			NS: m.ns, Bytes: float64(m.bytes), Ratio: float64(m.ns) / float64(ours.ns),
			items: cmp.Or(c.items, c.customers),
		})
	}
	return results
}

// median returns the median time and the median memory.
func median(costs []cost) cost {
	var ns, bytes []int64
	for _, c := range costs {
		ns, bytes = append(ns, c.ns), append(bytes, c.bytes)
	}
	slices.Sort(ns)
	slices.Sort(bytes)
	return cost{ns[len(ns)/2], bytes[len(bytes)/2]}
}
