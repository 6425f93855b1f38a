package main

import (
	"strconv"
	"strings"
	"unicode"
)

// maxMarks is how many marks may combine with one letter. Every language is fine
// with it; a thousand would draw over the lines above and below.
const maxMarks = 4

// harmless returns a text of the dataset as it may be sent to a terminal. What a
// terminal would act upon, or what would make a line read as something else,
// is shown escaped: control characters and escape sequences, line breaks,
// marks that turn the direction of writing, invisible and unassigned characters.
// Spaces of any kind become the plain space.
func harmless(text string) string {
	var out strings.Builder
	marks := 0
	for _, r := range text {
		if runeWidth(r) > 0 {
			marks = 0
		} else {
			marks++
		}
		switch {
		case unicode.Is(unicode.Zs, r):
			out.WriteByte(' ')
		case isJoiner(r) && marks <= maxMarks, unicode.IsPrint(r) && marks <= maxMarks:
			out.WriteRune(r)
		default:
			out.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		}
	}
	return out.String()
}

// isJoiner reports whether a rune is one of the two invisible characters that
// Persian and the languages of India need within words.
func isJoiner(r rune) bool { return r == '\u200c' || r == '\u200d' }
