package testkit

import (
	"strings"
	"unicode"

	"github.com/partnerhub/partnerhub/internal/query"
)

// textValue is a text; the empty one is missing.
type textValue string

func (t textValue) present() bool { return t != "" }

func (t textValue) compare(op query.Op, with query.Value) bool {
	with = with.AsText()
	switch op {
	case query.Equal:
		return matchesPattern(with.Parts(), string(t))
	case query.Has:
		return containsFolded([]rune(string(t)), []rune(with.Text))
	}
	return ordered(op, strings.Compare(string(t), with.Text))
}

// matchesPattern reports whether the text begins with the first part, has
// anything between each part and the next, and ends with the last.
func matchesPattern(parts []string, text string) bool {
	if len(parts) == 1 {
		return text == parts[0]
	}
	rest, begins := strings.CutPrefix(text, parts[0])
	if !begins {
		return false
	}
	for skip := range len(rest) + 1 {
		if matchesPattern(parts[1:], rest[skip:]) {
			return true
		}
	}
	return false
}

// containsFolded reports whether the part stands somewhere in the text, in any
// case.
func containsFolded(text, part []rune) bool {
	for start := range len(text) - len(part) + 1 {
		if sameFolded(text[start:start+len(part)], part) {
			return true
		}
	}
	return false
}

func sameFolded(a, b []rune) bool {
	for i := range a {
		if !inOrbit(a[i], b[i]) {
			return false
		}
	}
	return true
}

// inOrbit reports whether b is a, or is reached from it by going on to the next
// letter that differs in case alone.
func inOrbit(a, b rune) bool {
	if a == b {
		return true
	}
	for r := unicode.SimpleFold(a); r != a; r = unicode.SimpleFold(r) {
		if r == b {
			return true
		}
	}
	return false
}
