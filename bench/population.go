package main

import (
	"context"
	"iter"
	"runtime"
	"runtime/debug"

	"github.com/partnerhub/partnerhub"
)

// population is the customers that the engines are asked about.
type population struct {
	portfolio
	// hub holds them with all their usage, once it is loaded.
	hub *partnerhub.Hub
	// view is the hub at asOf.
	view partnerhub.View
	// heap is how many bytes the hub takes, and samples how many usage samples
	// it holds.
	heap    int64
	samples int
}

// load makes the hub, once.
func (p *population) load(ctx context.Context) error {
	if p.hub != nil {
		return nil
	}
	before := heapInUse()
	hub, err := partnerhub.Load(ctx, counting{p.portfolio, &p.samples})
	if err != nil {
		return err
	}
	p.heap = heapInUse() - before
	p.hub, p.view = hub, hub.At(asOf)
	return nil
}

// heapInUse returns the bytes of what can be reached on the heap.
func heapInUse() int64 {
	var stats runtime.MemStats
	debug.FreeOSMemory() // DuckDB needs what Load doesn't need any more
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}

// counting is a portfolio that counts its samples while they are read.
type counting struct {
	portfolio
	samples *int
}

// ReadUsage streams the usage samples by customer.
func (c counting) ReadUsage(ctx context.Context) iter.Seq2[partnerhub.UsageSample, error] {
	return func(yield func(partnerhub.UsageSample, error) bool) {
		for sample, err := range c.portfolio.ReadUsage(ctx) {
			*c.samples++
			if !yield(sample, err) {
				return
			}
		}
	}
}
