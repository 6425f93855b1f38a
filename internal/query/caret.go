package query

import (
	"strings"
	"unicode"
)

// caretMargin is how many characters of a line are shown on each side of a fault.
const caretMargin = 40

// Caret returns two lines: the line of the input with the fault, cut around it
// if it is long, and below it a caret at the fault. Characters that do not show
// are replaced by ones that do, so the caret is in its place in a terminal.
func (e *Error) Caret() string {
	start := strings.LastIndexByte(e.Input[:e.Offset], '\n') + 1
	before, after := e.Input[start:e.Offset], e.Input[e.Offset:]
	if end := strings.IndexByte(after, '\n'); end >= 0 {
		after = after[:end]
	}
	head := lastRunes(before, caretMargin)
	tail := firstRunes(after, caretMargin)
	left, right := visible(head), visible(tail)
	if len(head) < len(before) {
		left = "…" + left
	}
	if len(tail) < len(after) {
		right += "…"
	}
	return left + right + "\n" + strings.Repeat(" ", width(left)) + "^"
}

// visible replaces each character that does not show by one that does, or by a
// space for a tab.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsPrint(r):
			return r
		case r == '\t':
			return ' '
		case r < ' ':
			return '\u2400' + r // the control pictures, in the same order
		case unicode.IsSpace(r):
			return '␣'
		}
		return unicode.ReplacementChar
	}, s)
}

// width returns how many columns of a terminal s takes.
func width(s string) int {
	columns := 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.M, r):
		case isWide(r):
			columns += 2
		default:
			columns++
		}
	}
	return columns
}

// isWide reports whether r takes two columns of a terminal: East Asian scripts,
// full-width forms and emoji.
func isWide(r rune) bool {
	switch {
	case r < 0x1100 || 0xFF61 <= r && r <= 0xFFDF: // the latter are half-width forms
		return false
	case 0x3000 <= r && r <= 0x303E, 0xFF01 <= r && r <= 0xFF60, 0xFFE0 <= r && r <= 0xFFE6:
		return true
	case 0x1F300 <= r && r <= 0x1FAFF:
		return true
	}
	return unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana)
}
