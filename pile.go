package partnerhub

import "iter"

// pileChunk is how many values are kept side by side.
const pileChunk = 8192

// pile collects values of which there may be millions: a slice that grows would
// move all of them again and again. The zero pile is empty.
type pile[T any] struct {
	full [][]T
	last []T
}

func (p *pile[T]) add(value T) {
	if len(p.last) == pileChunk {
		p.full = append(p.full, p.last)
		p.last = make([]T, 0, pileChunk)
	}
	p.last = append(p.last, value)
}

// all iterates over the values in the order in which they were added.
func (p *pile[T]) all() iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for _, chunk := range append(p.full, p.last) {
			for i := range chunk {
				if !yield(&chunk[i]) {
					return
				}
			}
		}
	}
}
