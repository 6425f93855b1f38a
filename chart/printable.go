package chart

import (
	"strings"
	"unicode"
)

// maxMarks is how many marks may combine with one letter. Every language is fine with
// it; a thousand would draw over what is above and below.
const maxMarks = 4

// printable returns a text in one line, of so many characters at most, with an
// ellipsis in the place of more. It leaves out what is not seen or would make
// it read as something else, such as control characters and marks that turn the direction
// of writing; spaces of any kind become the plain space.
func printable(text string, characters int) string {
	var out strings.Builder
	marks := 0
	for _, r := range text {
		if unicode.IsMark(r) || isJoiner(r) {
			marks++
		} else {
			marks = 0
		}
		switch {
		case unicode.IsSpace(r):
			r = ' '
		case !unicode.IsPrint(r) && !isJoiner(r) || marks > maxMarks:
			continue
		}
		if characters == 0 {
			return out.String() + "…"
		}
		characters--
		out.WriteRune(r)
	}
	return strings.TrimSpace(out.String())
}

// isJoiner reports whether a rune is one of the two invisible characters that Persian and
// the languages of India need within words.
func isJoiner(r rune) bool { return r == '\u200c' || r == '\u200d' }

// maxPrefix is how many characters of a prefix are taken.
const maxPrefix = 64

// idPrefix returns the part of a prefix that may stand in an id and in a reference to it.
func idPrefix(prefix string) string {
	var out strings.Builder
	for i := 0; i < len(prefix) && out.Len() < maxPrefix; i++ {
		if c := prefix[i]; c == '-' || c == '_' || '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' {
			out.WriteByte(c)
		}
	}
	if out.Len() == 0 {
		return "chart"
	}
	return out.String()
}
