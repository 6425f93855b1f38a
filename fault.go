package partnerhub

import (
	"fmt"
	"strings"
)

// maxFaults is how many faults an error lists; further ones are counted.
const maxFaults = 100

// Fault is one thing that is wrong with a fact.
type Fault struct {
	// Place is where the fact is, such as subscriptions[12].licenses[0].quantity.
	// The numbers count from 0 in the order of the source.
	Place string
	// Problem says what is wrong, in one line.
	Problem string
}

// Error returns the place and the problem in one line.
func (f *Fault) Error() string { return f.Place + ": " + f.Problem }

// DataError is the error of facts that can't be used. It holds all their faults,
// up to a bound; errors.As finds each *[Fault] through it. The zero DataError
// has none.
type DataError struct {
	// Faults are the first 100 faults that were found.
	Faults []*Fault
	// Total is the number of faults, those that are not listed included. A
	// fault can hide others behind it.
	Total int
}

// Error returns one line with the first fault and the number of the others.
func (e *DataError) Error() string {
	if len(e.Faults) == 0 {
		return "partnerhub: invalid data"
	}
	message := "partnerhub: " + e.Faults[0].Error()
	if e.Total > 1 {
		message += fmt.Sprintf(" (the first of %d faults)", e.Total)
	}
	return message
}

// Unwrap returns the faults that are listed.
func (e *DataError) Unwrap() []error {
	errs := make([]error, len(e.Faults))
	for i, fault := range e.Faults {
		errs[i] = fault
	}
	return errs
}

// Details returns all faults that are listed, a line each, and a last line for
// those that are not.
func (e *DataError) Details() string {
	var text strings.Builder
	for _, fault := range e.Faults {
		text.WriteString(fault.Error() + "\n")
	}
	if more := e.Total - len(e.Faults); more > 0 {
		fmt.Fprintf(&text, "and %d more\n", more)
	}
	return text.String()
}

// place is where a record is in the source. Its text is made only for a fault.
type place struct {
	stream string
	index  int // negative: the stream is a single record
}

// member returns the place of a member of the record.
func (p place) member(path string) string {
	switch {
	case p.index < 0 && path == "":
		return p.stream
	case p.index < 0:
		return p.stream + "." + path
	case path == "":
		return fmt.Sprintf("%s[%d]", p.stream, p.index)
	}
	return fmt.Sprintf("%s[%d].%s", p.stream, p.index, path)
}

// faults collects faults in bounded memory. The zero faults is empty.
type faults struct {
	list  []*Fault
	total int
}

// add adds a fault. Its texts are made only if it is listed.
func (f *faults) add(place func() string, problem string, args ...any) {
	if f.total++; f.total <= maxFaults {
		f.list = append(f.list, &Fault{place(), fmt.Sprintf(problem, args...)})
	}
}

// err returns the faults as an error, or nil if there are none.
func (f *faults) err() error {
	if f.total == 0 {
		return nil
	}
	return &DataError{Faults: f.list, Total: f.total}
}
