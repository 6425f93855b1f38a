package exact

import (
	"strconv"
	"unicode/utf8"
)

// cutBytes is how much of a text an error message quotes.
const cutBytes = 40

// Cut returns text as an error message quotes it: in double quotes and on one
// line, escaped as %q does, no more than its first 40 bytes or so (whole runes),
// with "…" after the closing quote if there was more.
func Cut(text string) string {
	if len(text) <= cutBytes {
		return strconv.Quote(text)
	}
	end := cutBytes
	for end > cutBytes-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return strconv.Quote(text[:end]) + "…"
}
