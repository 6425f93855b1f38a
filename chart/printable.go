package chart

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarks is how many marks may combine with one letter. Every language is fine with
// it; a thousand would draw over what is above and below.
const maxMarks = 4

// printable returns a text in one line, of so many characters at most, with an
// ellipsis in the place of more. It leaves out what is not seen or would make
// it read as something else, such as control characters and marks that turn the direction
// of writing; spaces of any kind, alone or in a row, become a plain one.
func printable(text string, characters int) string {
	var out strings.Builder
	marks, space := 0, false
	for _, r := range text {
		if unicode.IsSpace(r) {
			space = out.Len() > 0
			continue
		}
		if marks = marksWith(r, marks); !isPrinted(r) || marks > maxMarks {
			continue
		}
		piece := string(r)
		if space {
			piece, space = " "+piece, false
		}
		if characters -= utf8.RuneCountInString(piece); characters < 0 {
			return out.String() + "…"
		}
		out.WriteString(piece)
	}
	return out.String()
}

// marksWith returns how many marks in a row there are with a rune.
func marksWith(r rune, before int) int {
	if unicode.IsMark(r) || isJoiner(r) {
		return before + 1
	}
	return 0
}

func isPrinted(r rune) bool { return unicode.IsPrint(r) || isJoiner(r) }

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
