package partnerhub

import (
	"encoding/binary"

	"github.com/partnerhub/partnerhub/internal/column"
)

// arrivals remembers to which lines usage samples belong in the order in which
// they came: only a fault needs to know where in the source a sample was. It is
// the steps from line to line, with how often each is repeated, which is often:
// one line after the other is measured, or one line on one day after the other.
type arrivals struct {
	steps *column.Strands // a single strand
	// step is the latest one, which is not among the steps yet.
	step, repeated int
}

func newArrivals() arrivals { return arrivals{steps: column.NewStrands(1)} }

// add adds a sample so many lines after the one before; the first one counts
// from noLine.
func (a *arrivals) add(step int) {
	if step != a.step {
		a.flush()
		a.step = step
	}
	a.repeated++
}

func (a *arrivals) flush() {
	if a.repeated > 0 {
		steps := binary.AppendVarint(make([]byte, 0, 2*binary.MaxVarintLen64), int64(a.step))
		a.steps.Append(0, binary.AppendUvarint(steps, uint64(a.repeated)))
	}
	a.repeated = 0
}

// sources returns for each of so many lines where in the source its samples are.
func (a *arrivals) sources(lines int) [][]uint32 {
	a.flush()
	sources := make([][]uint32, lines)
	line, index := noLine, uint32(0)
	for steps := a.steps.AppendTo(nil, 0); len(steps) > 0; {
		step, size := binary.Varint(steps)
		repeated, size2 := binary.Uvarint(steps[size:])
		steps = steps[size+size2:]
		for range repeated {
			line += int(step)
			if line != noLine {
				sources[line] = append(sources[line], index)
			}
			index++
		}
	}
	return sources
}
