package webex

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/exact"
	"github.com/partnerhub/partnerhub/internal/strictjson"
)

// decode reads an answer: a list, or an object that has one under a name.
func decode[T any](d Decoder, answer []byte, name, list string, members []member[T], check func(*reader, *T)) ([]T, error) {
	r := &reader{location: d.Location}
	r.json = strictjson.NewCursor(answer, r.fault)
	r.json.Enter(name)
	values := readAnswer(r, list, members, check)
	r.json.End()
	r.json.Leave()
	if err := r.json.Err(); err != nil {
		r.faults.add(r.json.Broken(), "%v", err)
	}
	if err := r.faults.err(); err != nil {
		return nil, err
	}
	return values, nil
}

func readAnswer[T any](r *reader, list string, members []member[T], check func(*reader, *T)) []T {
	var values []T
	element := func() {
		var value T
		if readObject(r, &value, members) {
			check(r, &value)
		}
		values = append(values, value)
	}
	switch r.json.Kind() {
	case strictjson.Array:
		r.json.Each(element)
	case strictjson.Null:
		r.fault("null instead of an object")
		r.json.Skip()
	default:
		r.listIn(list, element)
	}
	return values
}

// reader reads the values of an answer, each of the kind that the caller expects.
// A value of another kind is a fault at its place, and reading goes on.
type reader struct {
	json     *strictjson.Cursor
	location *time.Location // of days and of times that say no offset; nil is UTC
	faults   faults
}

// fault reports a problem of the value that the path leads to.
func (r *reader) fault(problem string, args ...any) {
	if r.json.Err() == nil {
		r.faults.add(r.json.Place(), problem, args...)
	}
}

// faultAt reports a problem of a member of that value.
func (r *reader) faultAt(member, problem string) {
	r.json.Enter(member)
	r.fault("%s", problem)
	r.json.Leave()
}

func (r *reader) required(member, text string) {
	if text == "" {
		r.faultAt(member, "is missing")
	}
}

// member is a member of an object: its name and how it is read.
type member[T any] struct {
	name string
	read func(r *reader, value *T)
}

// readObject reads an object into value and reports whether it was one. Members
// may come in any order, those that are known at most once; others are skipped.
// Null is no object, which is a fault only where there must be one.
func readObject[T any](r *reader, value *T, members []member[T]) bool {
	if !r.json.Is(strictjson.Object) {
		return false
	}
	var given uint64
	for name := range r.json.Members() {
		i := slices.IndexFunc(members, func(m member[T]) bool { return m.name == string(name) })
		if i < 0 {
			r.json.Skip()
			continue
		}
		r.json.Enter(members[i].name)
		if given&(1<<i) != 0 {
			r.fault("the member is given twice")
		}
		given |= 1 << i
		members[i].read(r, value)
		r.json.Leave()
	}
	return r.json.Err() == nil
}

// listIn reads the list that is a member of the object that comes next.
func (r *reader) listIn(name string, element func()) {
	var found bool
	list := []member[bool]{{name, func(r *reader, found *bool) {
		*found = r.json.Kind() != strictjson.Null
		r.json.Each(element)
	}}}
	if readObject(r, &found, list) && !found {
		r.faultAt(name, "is missing")
	}
}

// bool reads true or false, which some answers write as texts.
func (r *reader) bool() bool {
	if r.json.Kind() != strictjson.String {
		return r.json.Is(strictjson.Bool) && r.json.Bool()
	}
	text := string(r.json.Text())
	if !strings.EqualFold(text, "true") && !strings.EqualFold(text, "false") {
		r.fault("%s is neither true nor false", exact.Cut(text))
	}
	return strings.EqualFold(text, "true")
}

// maxCount is the largest count that the library takes.
const maxCount = 1_000_000_000_000

// count reads a count, which is unknown if it is absent. Some answers write whole
// numbers with a fraction, as in 12.0.
func (r *reader) count() partnerhub.Count {
	if !r.json.Is(strictjson.Number) {
		return partnerhub.Count{}
	}
	text := string(r.json.Number())
	whole, fraction, _ := strings.Cut(text, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	switch {
	case strings.Trim(fraction, "0") != "" || strings.ContainsAny(whole, "eE"):
		r.fault("%s is not a whole number", exact.Cut(text))
	case err != nil, n > maxCount:
		r.fault("%s is not within 0 to %d", exact.Cut(text), int64(maxCount))
	case n < 0:
		r.fault("%d is negative", n)
	}
	return partnerhub.Known(n)
}
