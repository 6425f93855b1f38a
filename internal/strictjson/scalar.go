package strictjson

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// Null reads null.
func (r *Reader) Null() { r.literal("null") }

// Bool reads true or false.
func (r *Reader) Bool() bool {
	if r.peek() == 't' {
		return r.literal("true")
	}
	r.literal("false")
	return false
}

func (r *Reader) literal(word string) bool {
	if !bytes.HasPrefix(r.data[r.pos:], []byte(word)) {
		r.unexpected(word)
		return false
	}
	r.pos += len(word)
	return true
}

// Number reads a number and returns it as it is written.
func (r *Reader) Number() []byte {
	r.peek()
	start := r.pos
	r.optional("-")
	if !r.optional("0") && !r.digits() {
		r.unexpected("a digit")
		return nil
	}
	if r.optional(".") && !r.digits() {
		r.unexpected("a digit")
		return nil
	}
	if r.optional("eE") {
		r.optional("+-")
		if !r.digits() {
			r.unexpected("a digit")
			return nil
		}
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

func (r *Reader) digits() bool {
	start := r.pos
	for r.pos < len(r.data) && '0' <= r.data[r.pos] && r.data[r.pos] <= '9' {
		r.pos++
	}
	return r.pos > start
}

// Text reads a text and returns it decoded, in UTF-8. It is valid until the next
// call.
func (r *Reader) Text() []byte {
	if !r.expect('"', "a text") {
		return nil
	}
	start, ascii := r.pos, true
	for ; r.pos < len(r.data); r.pos++ {
		switch c := r.data[r.pos]; {
		case c == '"':
			text := r.data[start:r.pos]
			r.pos++
			if !ascii && !r.checkUTF8(start, text) {
				return nil
			}
			return text
		case c == '\\':
			return r.escaped(start)
		case c < ' ':
			r.fail(r.pos, "unescaped control character 0x%02x in a text", c)
			return nil
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	r.fail(start-1, "the text is never closed")
	return nil
}

func (r *Reader) checkUTF8(start int, text []byte) bool {
	if utf8.Valid(text) {
		return true
	}
	pos := 0
	for pos < len(text) {
		c, size := utf8.DecodeRune(text[pos:])
		if c == utf8.RuneError && size == 1 {
			break
		}
		pos += size
	}
	r.fail(start+pos, "the text is not valid UTF-8")
	return false
}

// escaped reads the rest of a text in which a backslash was found.
func (r *Reader) escaped(start int) []byte {
	r.scratch = append(r.scratch[:0], r.data[start:r.pos]...)
	for r.pos < len(r.data) {
		c := r.data[r.pos]
		switch {
		case c == '"':
			r.pos++
			if !r.checkUTF8(start, r.scratch) {
				return nil
			}
			return r.scratch
		case c == '\\':
			if !r.escape() {
				return nil
			}
		case c < ' ':
			r.fail(r.pos, "unescaped control character 0x%02x in a text", c)
			return nil
		default:
			r.scratch = append(r.scratch, c)
			r.pos++
		}
	}
	r.fail(start-1, "the text is never closed")
	return nil
}

var escapes = map[byte]byte{
	'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t',
}

// escape reads an escape and appends what it stands for.
func (r *Reader) escape() bool {
	start := r.pos
	r.pos++
	if r.optional("u") {
		return r.unicodeEscape(start)
	}
	if r.pos < len(r.data) {
		if c, known := escapes[r.data[r.pos]]; known {
			r.scratch = append(r.scratch, c)
			r.pos++
			return true
		}
	}
	r.fail(start, "unknown escape in a text")
	return false
}

func (r *Reader) unicodeEscape(start int) bool {
	c, ok := r.hex4()
	if ok && utf16.IsSurrogate(c) {
		var low rune
		if ok = r.optional("\\") && r.optional("u"); ok {
			low, ok = r.hex4()
		}
		if c = utf16.DecodeRune(c, low); c == utf8.RuneError {
			ok = false
		}
	}
	if !ok {
		r.fail(start, "invalid \\u escape in a text")
		return false
	}
	r.scratch = utf8.AppendRune(r.scratch, c)
	return true
}

func (r *Reader) hex4() (rune, bool) {
	if r.pos+4 > len(r.data) {
		return 0, false
	}
	var c rune
	for _, digit := range r.data[r.pos : r.pos+4] {
		value, ok := hexDigit(digit)
		if !ok {
			return 0, false
		}
		c = c<<4 | value
	}
	r.pos += 4
	return c, true
}

func hexDigit(c byte) (rune, bool) {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0'), true
	case 'a' <= c && c <= 'f':
		return rune(c-'a') + 10, true
	case 'A' <= c && c <= 'F':
		return rune(c-'A') + 10, true
	}
	return 0, false
}
