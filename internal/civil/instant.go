package civil

import "time"

// instantForm is RFC 3339 without the parts of a second: 0 is any digit, + a plus
// or minus. The offset may be Z instead.
const (
	instantForm = "0000-00-00T00:00:00"
	offsetForm  = "+00:00"
	maxFraction = 9 // what an instant can hold
)

// ParseInstant reads an instant in the form of RFC 3339, such as
// 2026-01-31T09:30:00.5+01:00, with at most nine digits of a second, and returns
// it in UTC. Unlike package time it takes nothing else: no hour of one digit, no
// comma, no offset of a day or more.
func ParseInstant(text string) (time.Time, bool) {
	if !hasInstantForm(text) {
		return time.Time{}, false
	}
	t, err := time.Parse(time.RFC3339, text)
	return t.UTC(), err == nil
}

func hasInstantForm(text string) bool {
	if len(text) < len(instantForm) || !hasForm(text[:len(instantForm)], instantForm) {
		return false
	}
	rest := text[len(instantForm):]
	if rest != "" && rest[0] == '.' {
		end := 1
		for end < len(rest) && isDigit(rest[end]) {
			end++
		}
		if end == 1 || end > 1+maxFraction {
			return false
		}
		rest = rest[end:]
	}
	return rest == "Z" || hasForm(rest, offsetForm) && rest[1:3] < "24" && rest[4:6] < "60"
}

func hasForm(text, form string) bool {
	if len(text) != len(form) {
		return false
	}
	for i := range len(form) {
		switch c := text[i]; form[i] {
		case '0':
			if !isDigit(c) {
				return false
			}
		case '+':
			if c != '+' && c != '-' {
				return false
			}
		default:
			if c != form[i] {
				return false
			}
		}
	}
	return true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
