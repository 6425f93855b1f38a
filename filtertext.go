package partnerhub

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/query"
)

// textTest finds customers by a text of theirs. An empty text is missing.
type textTest struct {
	field *filterField
	op    query.Op // none: is present
	// patterns are the values, each the literal parts between its wildcards.
	patterns [][]string
	// key is the condition's canonical text.
	key string
}

func (t textTest) customers(s *search) column.Bits {
	if set, known := s.texts[t.key]; known {
		return set
	}
	set := s.collect(func(_ int, f *frame, found column.Bits) {
		matches := t.predicate() // one for each block: it is not for several cores
		for row := range f.customers.ids {
			if text := t.field.text(&f.customers, row); text != "" && matches(text) {
				found.Set(row)
			}
		}
	})
	if s.texts == nil {
		s.texts = map[string]column.Bits{}
	}
	s.texts[t.key] = set
	return set
}

func (t textTest) predicate() func(text string) bool {
	switch t.op {
	case 0:
		return func(string) bool { return true }
	case query.Has:
		return t.contains()
	case query.Equal, query.NotEqual:
		return func(text string) bool { return t.equalsAny(text) == (t.op == query.Equal) }
	}
	value := t.patterns[0][0]
	return func(text string) bool { return holdsOne(t.op, strings.Compare(text, value)) }
}

func (t textTest) equalsAny(text string) bool {
	for _, parts := range t.patterns {
		if matchesPattern(text, parts) {
			return true
		}
	}
	return false
}

// matchesPattern reports whether text consists of the parts in their order, with
// any text between them.
func matchesPattern(text string, parts []string) bool {
	first, last := parts[0], parts[len(parts)-1]
	if len(parts) == 1 {
		return text == first
	}
	if len(text) < len(first)+len(last) || !strings.HasPrefix(text, first) || !strings.HasSuffix(text, last) {
		return false
	}
	text = text[len(first) : len(text)-len(last)]
	for _, part := range parts[1 : len(parts)-1] {
		at := strings.Index(text, part)
		if at < 0 {
			return false
		}
		text = text[at+len(part):]
	}
	return true
}

// contains finds one of the values in a text, in any case.
func (t textTest) contains() func(text string) bool {
	var wanted [][]byte
	for _, parts := range t.patterns {
		wanted = append(wanted, appendFolded(nil, parts[0]))
	}
	var folded []byte
	return func(text string) bool {
		folded = appendFolded(folded[:0], text)
		for _, part := range wanted {
			if bytes.Contains(folded, part) {
				return true
			}
		}
		return false
	}
}

// appendFolded appends text with each character replaced by the first of those
// that differ from it by case alone (Unicode simple folding).
func appendFolded(folded []byte, text string) []byte {
	for _, r := range text {
		folded = utf8.AppendRune(folded, foldedRune(r))
	}
	return folded
}

func foldedRune(r rune) rune {
	if 'a' <= r && r <= 'z' {
		return r - 'a' + 'A' // K, S and others fold into each other beyond ASCII too
	}
	if r < utf8.RuneSelf {
		return r
	}
	smallest := r
	for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
		smallest = min(smallest, next)
	}
	return smallest
}
