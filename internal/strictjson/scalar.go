package strictjson

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// Null reads null.
func (r *Reader) Null() { r.literal("null") }

// Bool reads true or false.
func (r *Reader) Bool() bool {
	switch r.peek() {
	case 't':
		return r.literal("true")
	case 'f':
		r.literal("false")
	default:
		r.unexpected(Bool.String())
	}
	return false
}

func (r *Reader) literal(word string) bool {
	r.peek()
	for i := range len(word) {
		if !r.optional(word[i : i+1]) {
			r.unexpected(word)
			return false
		}
	}
	return true
}

// Number reads a number and returns it as it is written.
func (r *Reader) Number() []byte {
	r.peek()
	start := r.pos
	r.optional("-")
	if !r.optional("0") {
		r.digits()
	}
	if r.optional(".") {
		r.digits()
	}
	if r.optional("eE") {
		r.optional("+-")
		r.digits()
	}
	if r.err != nil {
		return nil
	}
	return r.data[start:r.pos]
}

// optional reads one of some bytes if it comes next.
func (r *Reader) optional(bytes string) bool {
	if r.pos < len(r.data) {
		for i := range len(bytes) {
			if r.data[r.pos] == bytes[i] {
				r.pos++
				return true
			}
		}
	}
	return false
}

// digits reads at least one digit.
func (r *Reader) digits() {
	start := r.pos
	for r.pos < len(r.data) && '0' <= r.data[r.pos] && r.data[r.pos] <= '9' {
		r.pos++
	}
	if r.pos == start {
		r.unexpected("a digit")
	}
}

// Text reads a text and returns it decoded, in UTF-8. It is valid until the next
// call.
func (r *Reader) Text() []byte { return r.text(String.String()) }

func (r *Reader) text(wanted string) []byte {
	if !r.expect('"', wanted) {
		return nil
	}
	start := r.pos
	text := r.run()
	if r.pos < len(r.data) && r.data[r.pos] == '\\' {
		text = r.escaped(text)
	}
	if !r.closes(start) {
		return nil
	}
	return text
}

// run reads the bytes of a text up to its end or an escape.
func (r *Reader) run() []byte {
	rest := r.data[r.pos:]
	for i, c := range rest {
		if c == '"' || c == '\\' || c < ' ' {
			rest = rest[:i]
			break
		}
	}
	r.pos += len(rest)
	return rest
}

// escaped reads the rest of a text, which begins with a run before an escape.
func (r *Reader) escaped(run []byte) []byte {
	r.scratch = append(r.scratch[:0], run...)
	for r.optional(`\`) {
		r.escape()
		r.scratch = append(r.scratch, r.run()...)
	}
	return r.scratch
}

// closes reads the end of the text that starts at a position and checks what
// was read since then.
func (r *Reader) closes(start int) bool {
	text := r.data[start:r.pos]
	switch {
	case r.pos == len(r.data):
		r.fail(start-1, "the text is never closed")
	case r.data[r.pos] != '"':
		r.fail(r.pos, "unescaped control character 0x%02x in a text", r.data[r.pos])
	case !r.valid && !utf8.Valid(text):
		r.fail(start+firstInvalid(text), "the text is not valid UTF-8")
	default:
		r.pos++
	}
	return r.err == nil
}

// firstInvalid returns the position of the first byte that is not UTF-8.
func firstInvalid(text []byte) (pos int) {
	for pos < len(text) {
		c, size := utf8.DecodeRune(text[pos:])
		if c == utf8.RuneError && size == 1 {
			break
		}
		pos += size
	}
	return pos
}

// escapes are what the bytes after a backslash stand for, apart from u.
var escapes = [256]byte{
	'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t',
}

// escape reads an escape after its backslash and appends what it stands for.
func (r *Reader) escape() {
	start := r.pos - 1
	switch {
	case r.optional("u"):
		r.unicodeEscape(start)
	case r.pos < len(r.data) && escapes[r.data[r.pos]] != 0:
		r.scratch = append(r.scratch, escapes[r.data[r.pos]])
		r.pos++
	default:
		r.fail(start, "unknown escape in a text")
	}
}

func (r *Reader) unicodeEscape(start int) {
	c, ok := r.hex4()
	if ok && utf16.IsSurrogate(c) {
		c, ok = r.lowSurrogate(c)
	}
	if !ok {
		r.fail(start, "invalid \\u escape in a text")
		return
	}
	r.scratch = utf8.AppendRune(r.scratch, c)
}

// lowSurrogate reads the second half of a surrogate pair and returns what the
// pair stands for.
func (r *Reader) lowSurrogate(high rune) (c rune, ok bool) {
	if !r.optional(`\`) || !r.optional("u") {
		return 0, false
	}
	low, ok := r.hex4()
	c = utf16.DecodeRune(high, low)
	return c, ok && c != utf8.RuneError
}

// hex4 reads four hexadecimal digits.
func (r *Reader) hex4() (c rune, ok bool) {
	digits := r.data[r.pos:min(r.pos+4, len(r.data))]
	code, err := strconv.ParseUint(string(digits), 16, 16)
	r.pos += len(digits)
	return rune(code), err == nil && len(digits) == 4
}
