package webex

import (
	"fmt"

	"github.com/partnerhub/partnerhub"
)

// maxFaults is how many faults an error lists; further ones are counted.
const maxFaults = 100

// faults collects faults in bounded memory. The zero faults is empty.
type faults struct {
	list  []*partnerhub.Fault
	total int
}

func (f *faults) add(place, problem string, args ...any) {
	if f.total++; f.total <= maxFaults {
		f.list = append(f.list, &partnerhub.Fault{Place: place, Problem: fmt.Sprintf(problem, args...)})
	}
}

// err returns the faults as an error, or nil if there are none.
func (f *faults) err() error {
	if f.total == 0 {
		return nil
	}
	return &partnerhub.DataError{Faults: f.list, Total: f.total}
}
