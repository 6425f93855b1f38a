package partnerhub

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/exact"
	"github.com/partnerhub/partnerhub/internal/strictjson"
)

// ParseDataset reads a dataset document. It is strict as [Dataset] says; its
// error is a [*DataError] with all faults and their places, but a fault of JSON
// syntax ends the reading. What the values mean together is checked by [Load].
func ParseDataset(document []byte) (*Dataset, error) {
	d := &documentReader{interned: map[string]string{}}
	d.json = strictjson.NewCursor(document, d.fault)
	var dataset Dataset
	readObject(d, &dataset, datasetMembers)
	d.json.End()
	if err := d.json.Err(); err != nil {
		d.faults.add(d.syntaxPlace, "%v", err)
	}
	if err := d.faults.err(); err != nil {
		return nil, err
	}
	return &dataset, nil
}

// UnmarshalJSON reads a dataset document as [ParseDataset] does and replaces the
// whole dataset; on an error it leaves it.
func (d *Dataset) UnmarshalJSON(document []byte) error {
	parsed, err := ParseDataset(document)
	if err != nil {
		return err
	}
	*d = *parsed
	return nil
}

// documentReader reads values of a document, each of the kind that the caller
// expects. A value that is of another kind, or impossible, is a fault at its
// place, and reading goes on.
type documentReader struct {
	json     *strictjson.Cursor
	faults   faults
	interned map[string]string
}

// wholeDocument is the place of what concerns no member.
const wholeDocument = "document"

func (d *documentReader) place() string { return cmp.Or(d.json.Place(), wholeDocument) }

func (d *documentReader) syntaxPlace() string { return cmp.Or(d.json.Broken(), wholeDocument) }

// fault reports a problem of the value that the path leads to.
func (d *documentReader) fault(problem string, args ...any) {
	if d.json.Err() == nil {
		d.faults.add(d.place, problem, args...)
	}
}

// member is a member of an object: its name and how it is read.
type member[T any] struct {
	name string
	read func(d *documentReader, value *T)
	// required says that the member must be given, because its absence can't
	// be told from a value. Load finds the other members that are missing.
	required bool
}

// readObject reads an object into value. Members may come in any order, each at
// most once; others are faults.
func readObject[T any](d *documentReader, value *T, members []member[T]) {
	if !d.json.Is(strictjson.Object) {
		return
	}
	var given, present uint64
	for name := range d.json.Members() {
		i := indexOfMember(members, name)
		if i < 0 {
			d.skipMember(string(name), "unknown member")
			continue
		}
		if given&(1<<i) != 0 {
			d.skipMember(members[i].name, "the member is given twice")
			continue
		}
		given |= 1 << i
		if d.json.Kind() != strictjson.Null {
			present |= 1 << i
		}
		d.json.Enter(members[i].name)
		members[i].read(d, value)
		d.json.Leave()
	}
	if d.json.Err() == nil {
		checkRequired(d, members, present)
	}
}

func checkRequired[T any](d *documentReader, members []member[T], present uint64) {
	for i := range members {
		if members[i].required && present&(1<<i) == 0 {
			d.json.Enter(members[i].name)
			d.fault("is missing")
			d.json.Leave()
		}
	}
}

func indexOfMember[T any](members []member[T], name []byte) int {
	for i := range members {
		if members[i].name == string(name) {
			return i
		}
	}
	return -1
}

func (d *documentReader) skipMember(name, problem string) {
	d.json.Enter(printable(name))
	d.fault("%s", problem)
	d.json.Skip()
	d.json.Leave()
}

// printable returns a member's name as it stands in a place: quoted, and cut, if
// it could be mistaken for something else.
func printable(name string) string {
	if _, err := ParseProduct(strings.ToLower(name)); err == nil {
		return name
	}
	return exact.Cut(name)
}

// readList reads a list of objects.
func readList[T any](d *documentReader, members []member[T]) []T {
	var list []T
	start := d.json.Offset()
	d.json.Each(func() {
		var value T
		readObject(d, &value, members)
		if len(list) == cap(list) && len(list) >= firstOfMany {
			list = slices.Grow(list, d.expected(len(list), start))
		}
		list = append(list, value)
	})
	return list
}

// A list of millions that grows little by little would move again and again.
const (
	// firstOfMany is the length from which on a list is taken for a long one.
	firstOfMany = 1024
	// mostGrowth bounds what a document can make us reserve in vain.
	mostGrowth = 7
)

// expected returns for how many more elements to make room after the first ones:
// as many as the rest of the document can have of their length.
func (d *documentReader) expected(elements, start int) int {
	length := max(1, (d.json.Offset()-start)/elements)
	return min(d.json.Rest()/length+1, mostGrowth*elements)
}

// id reads a text that is likely to occur again.
func (d *documentReader) id() string {
	if !d.json.Is(strictjson.String) {
		return ""
	}
	text := d.json.Text()
	if same, known := d.interned[string(text)]; known {
		return same
	}
	same := string(text)
	d.interned[same] = same
	return same
}

func (d *documentReader) bool() bool { return d.json.Is(strictjson.Bool) && d.json.Bool() }

func (d *documentReader) instant() time.Time {
	if !d.json.Is(strictjson.String) {
		return time.Time{}
	}
	text := string(d.json.Text())
	t, ok := civil.ParseInstant(text)
	switch {
	case !ok:
		d.fault("%s is not an instant such as 2026-01-31T09:30:00Z", exact.Cut(text))
	case !inRange(t):
		d.fault("%s", yearProblem(t))
	case t.IsZero():
		d.fault("%s is what an instant that is not given is in Go: leave it out", exact.Cut(text))
	}
	return t
}

func (d *documentReader) integer() int64 {
	n, _ := d.count().Value()
	return n
}

func (d *documentReader) count() Count {
	if !d.json.Is(strictjson.Number) {
		return Count{}
	}
	text := d.json.Number()
	if n, ok := smallInteger(text); ok {
		return Known(n)
	}
	n, err := strconv.ParseInt(string(text), 10, 64)
	switch {
	case errors.Is(err, strconv.ErrRange):
		d.fault("%s is beyond the range of whole numbers", exact.Cut(string(text)))
	case err != nil:
		d.fault("%s is not a whole number", exact.Cut(string(text)))
	}
	return Known(n)
}

// smallInteger reads digits without a sign that surely fit.
func smallInteger(digits []byte) (n int64, ok bool) {
	if len(digits) == 0 || len(digits) > 18 {
		return 0, false
	}
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return n, true
}

func (d *documentReader) money() Money {
	var m Money
	readObject(d, &m, moneyMembers)
	return m
}

func (d *documentReader) amount() decimal.Decimal {
	if !d.json.Is(strictjson.String) {
		return decimal.Decimal{}
	}
	amount, err := exact.ParseAmount(string(d.json.Text()), exact.AmountDigits)
	if err != nil {
		d.fault("%v", err)
	}
	return amount
}

func (d *documentReader) currency() string {
	if !d.json.Is(strictjson.String) {
		return ""
	}
	code := string(d.json.Text())
	if err := checkCurrency(code); err != nil {
		d.fault("%v", err)
	}
	return code
}

// readEnum reads the name of a value of an enumeration.
func readEnum[E ~uint8](d *documentReader, kind string, names enumNames) E {
	if !d.json.Is(strictjson.String) {
		return 0
	}
	value, err := names.parse(kind, string(d.json.Text()))
	if err != nil {
		d.fault("%v", err)
	}
	return E(value)
}
