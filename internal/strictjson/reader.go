// Package strictjson reads a JSON document of a known shape, token by token and
// strictly: text that is not UTF-8, half a surrogate pair and anything after the
// document are errors, where encoding/json repairs or ignores. It knows no
// schema; the caller walks the document and says what it expects.
package strictjson

import (
	"bytes"
	"fmt"
	"iter"
	"unicode/utf8"
)

// Kind is what a value is, by its first byte.
type Kind byte

// The kinds. Invalid is also what comes after an error and at the end.
const (
	Invalid Kind = 0
	Object  Kind = '{'
	Array   Kind = '['
	String  Kind = '"'
	Number  Kind = '0'
	Bool    Kind = 't'
	Null    Kind = 'n'
)

var kindNames = [256]string{
	Object: "an object", Array: "a list", String: "a text", Number: "a number",
	Bool: "true or false", Null: "null", Invalid: "not a value",
}

// String returns the kind for a message, such as "an object".
func (k Kind) String() string { return kindNames[k] }

// maxDepth bounds how deeply objects and lists may be nested.
const maxDepth = 100

// Reader reads one document. After a fault of syntax every method returns
// nothing, every iteration ends, and Err says what was wrong. The zero Reader
// reads an empty text.
type Reader struct {
	data    []byte
	valid   bool // all of data is UTF-8
	pos     int
	depth   int
	scratch []byte
	err     *SyntaxError
}

// New returns a reader of the document in data, which must not change meanwhile.
func New(data []byte) *Reader {
	// One check of all is many times faster than one for each text.
	return &Reader{data: data, valid: utf8.Valid(data)}
}

// SyntaxError is a fault of syntax and where it is.
type SyntaxError struct {
	Problem string
	// Line and Column count from 1; columns are bytes.
	Line, Column int
}

// Error returns the problem and the place in one line.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%s (line %d, column %d)", e.Problem, e.Line, e.Column)
}

// Err returns the fault of syntax that ended the reading, or nil.
func (r *Reader) Err() error {
	if r.err == nil {
		return nil
	}
	return r.err
}

// fail keeps the first fault. It goes to the end of the document, where no
// method finds anything any more.
func (r *Reader) fail(pos int, problem string, args ...any) {
	if r.err != nil {
		return
	}
	before := r.data[:pos]
	line := bytes.Count(before, []byte{'\n'}) + 1
	column := pos - bytes.LastIndexByte(before, '\n')
	r.err = &SyntaxError{fmt.Sprintf(problem, args...), line, column}
	r.pos = len(r.data)
}

// Offset returns how many bytes have been read.
func (r *Reader) Offset() int { return r.pos }

// Rest returns how many bytes there are still to read.
func (r *Reader) Rest() int { return len(r.data) - r.pos }

// End reads the end of the document: nothing but white space may follow.
func (r *Reader) End() {
	if c := r.peek(); r.pos < len(r.data) {
		r.fail(r.pos, "unexpected %s after the document", quoted(c))
	}
}

// peek skips white space and returns the next byte, or 0 at the end.
func (r *Reader) peek() byte {
	for r.pos < len(r.data) {
		switch c := r.data[r.pos]; c {
		case ' ', '\t', '\n', '\r':
			r.pos++
		default:
			return c
		}
	}
	return 0
}

// Kind returns the kind of the next value without reading it.
func (r *Reader) Kind() Kind {
	switch c := r.peek(); c {
	case '{', '[', '"', 't', 'n':
		return Kind(c)
	case 'f':
		return Bool
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return Number
	}
	return Invalid
}

func quoted(c byte) string {
	if c < ' ' || c > '~' {
		return fmt.Sprintf("byte 0x%02x", c)
	}
	return fmt.Sprintf("'%c'", c)
}

// unexpected fails at the next byte.
func (r *Reader) unexpected(wanted string) {
	if bytes.HasPrefix(r.data, []byte("\xef\xbb\xbf")) {
		r.fail(0, "a byte order mark before the document")
	}
	if r.pos < len(r.data) {
		r.fail(r.pos, "unexpected %s instead of %s", quoted(r.data[r.pos]), wanted)
	} else {
		r.fail(r.pos, "the document ends before %s", wanted)
	}
}

// expect reads one byte of punctuation.
func (r *Reader) expect(c byte, wanted string) bool {
	if r.peek() != c {
		r.unexpected(wanted)
		return false
	}
	r.pos++
	return true
}

// Members iterates over the names of the members of the object that comes next.
// Each value must be read, or skipped, before the next name. A name is valid
// until its value is read.
func (r *Reader) Members() iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		r.items(Object, '}', func() bool {
			name := r.text("the name of a member")
			return r.expect(':', "':'") && yield(name)
		})
	}
}

// Elements iterates over the indexes of the list that comes next. Each element
// must be read, or skipped, before the next.
func (r *Reader) Elements() iter.Seq[int] {
	return func(yield func(int) bool) {
		index := -1
		r.items(Array, ']', func() bool {
			index++
			return yield(index)
		})
	}
}

// items reads what is between two brackets, separated by commas.
func (r *Reader) items(kind Kind, closing byte, item func() bool) {
	if !r.expect(byte(kind), kind.String()) {
		return
	}
	if r.depth++; r.depth > maxDepth {
		r.fail(r.pos-1, "nested more than %d deep", maxDepth)
		return
	}
	if r.ends(closing) {
		return
	}
	for item() && !r.ends(closing) {
		if r.peek() != ',' {
			r.unexpected("',' or " + quoted(closing))
			return
		}
		r.pos++
	}
}

// ends reads the closing bracket if it comes next.
func (r *Reader) ends(closing byte) bool {
	if r.peek() != closing {
		return false
	}
	r.pos++
	r.depth--
	return true
}

// Skip reads a value of any kind.
func (r *Reader) Skip() {
	switch r.Kind() {
	case Object:
		for range r.Members() {
			r.Skip()
		}
	case Array:
		for range r.Elements() {
			r.Skip()
		}
	case String:
		r.Text()
	case Number:
		r.Number()
	case Bool:
		r.Bool()
	case Null:
		r.Null()
	default:
		r.unexpected("a value")
	}
}
