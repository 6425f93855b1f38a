package column

// pileChunk is how many values are kept side by side.
const pileChunk = 8192

// Pile collects values of which there may be millions: a slice that grows would
// move all of them again and again. The zero Pile is empty. It may be read by
// any number of goroutines while nobody adds to it.
type Pile[T any] struct {
	chunks [][]T
}

// Add adds a value and returns its number: they count from 0.
func (p *Pile[T]) Add(value T) int {
	last := len(p.chunks) - 1
	switch {
	case last < 0:
		p.chunks, last = append(p.chunks, nil), 0 // it grows: most piles are small
	case len(p.chunks[last]) == pileChunk:
		p.chunks, last = append(p.chunks, make([]T, 0, pileChunk)), last+1
	}
	p.chunks[last] = append(p.chunks[last], value)
	return last*pileChunk + len(p.chunks[last]) - 1
}

// At returns where a value is, until the next one is added.
func (p *Pile[T]) At(number int) *T { return &p.chunks[number/pileChunk][number%pileChunk] }

// Len returns the number of values.
func (p *Pile[T]) Len() int {
	last := len(p.chunks) - 1
	if last < 0 {
		return 0
	}
	return last*pileChunk + len(p.chunks[last])
}
