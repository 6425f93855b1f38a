package query

import "strings"

// number is a decimal in its parts. Its digits stay text: nothing is computed,
// so neither a long number nor a huge exponent costs more than its length.
type number struct {
	negative         bool
	whole, fraction  string
	exponentNegative bool
	exponent         string
	percent          bool
}

// scanNumber reads ["-"] (digits ["." digits] | "." digits) [e [sign] digits] ["%"].
func scanNumber(s string) (number, bool) {
	var n number
	s, n.negative = strings.CutPrefix(s, "-")
	s, n.percent = strings.CutSuffix(s, "%")
	n.whole, s = digits(s)
	if rest, dot := strings.CutPrefix(s, "."); dot {
		if n.fraction, s = digits(rest); n.fraction == "" {
			return n, false
		}
	}
	if n.whole == "" && n.fraction == "" {
		return n, false
	}
	if s != "" && (s[0] == 'e' || s[0] == 'E') {
		if s = n.scanExponent(s[1:]); n.exponent == "" {
			return n, false
		}
	}
	return n, s == ""
}

func (n *number) scanExponent(s string) (rest string) {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		n.exponentNegative = s[0] == '-'
		s = s[1:]
	}
	n.exponent, rest = digits(s)
	return rest
}

// digits splits off the leading ASCII digits.
func digits(s string) (head, rest string) {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return s[:i], s[i:]
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// String returns the same decimal without superfluous zeros and signs. The
// exponent stays as it is: expanding 1e999999999 would not end well.
func (n number) String() string {
	var sign, point, exponent, percent string
	if n.percent {
		percent = "%"
	}
	whole := strings.TrimLeft(n.whole, "0")
	fraction := strings.TrimRight(n.fraction, "0")
	if whole == "" && fraction == "" {
		return "0" + percent
	}
	if n.negative {
		sign = "-"
	}
	if whole == "" {
		whole = "0"
	}
	if fraction != "" {
		point = "."
	}
	if exponent = strings.TrimLeft(n.exponent, "0"); exponent != "" && n.exponentNegative {
		exponent = "-" + exponent
	}
	if exponent != "" {
		exponent = "e" + exponent
	}
	return sign + whole + point + fraction + exponent + percent
}

func isNumber(s string) bool {
	_, ok := scanNumber(s)
	return ok
}

// startsLikeDate reports whether s starts DDDD-DD-DD.
func startsLikeDate(s string) bool { return hasShape(s, "0000-00-00") }

// startsLikeDateTime reports whether s starts DDDD-DD-DDTDD, after which a word
// may hold a colon.
func startsLikeDateTime(s string) bool { return hasShape(s, "0000-00-00T00") }

// hasShape reports whether s starts with shape, in which 0 is any digit.
func hasShape(s, shape string) bool {
	if len(s) < len(shape) {
		return false
	}
	for i := range len(shape) {
		if shape[i] == '0' && isDigit(s[i]) {
			continue
		}
		if s[i] != shape[i] || shape[i] == '0' {
			return false
		}
	}
	return true
}
