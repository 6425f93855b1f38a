package query_test

import (
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"golang.org/x/exp/ebnf"

	"github.com/partnerhub/partnerhub/internal/query"
)

func readGrammar(t *testing.T) ebnf.Grammar {
	t.Helper()
	const name = "../../docs/filter.ebnf"
	file, err := os.Open(name)
	require.NoError(t, err)
	defer file.Close()
	grammar, err := ebnf.Parse(name, file)
	require.NoError(t, err)
	require.NoError(t, ebnf.Verify(grammar, "filter"))
	return grammar
}

// unsaid are the rules that the notation cannot say, by the production whose
// sentences they restrict. The limits are the fourth rule.
var unsaid = map[string]func(string) bool{
	"field":       func(s string) bool { return !isKeyword(s) && !isNumeric(s) && !isForeign(s) },
	"path":        func(s string) bool { return !dateStart.MatchString(s) },
	"name":        func(s string) bool { return !isForeign(s) },
	"word":        func(s string) bool { return !isKeyword(s) && !isForeign(s) },
	"datetime":    func(s string) bool { return !isForeign(s) },
	"restriction": func(s string) bool { return !strings.Contains(s, "=~") },
}

var dateStart = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}`)

func isKeyword(s string) bool { return s == "AND" || s == "OR" || s == "NOT" }

func isForeign(s string) bool { return strings.Contains(s, "&&") || strings.Contains(s, "||") }

func isNumeric(s string) bool {
	_, ok := query.NewNumber(s)
	return ok
}

// speaker makes sentences from a grammar.
type speaker struct {
	grammar ebnf.Grammar
	random  *rand.Rand
	depth   int // of expressions
}

func (s *speaker) production(name string) string {
	if name == "expression" {
		s.depth++
		defer func() { s.depth-- }()
	}
	allowed := unsaid[name]
	for {
		text := s.say(s.grammar[name].Expr)
		if allowed == nil || allowed(text) {
			return text
		}
	}
}

func (s *speaker) say(expr ebnf.Expression) string {
	switch x := expr.(type) {
	case ebnf.Alternative:
		return s.say(s.choose(x))
	case ebnf.Sequence:
		var b strings.Builder
		for _, e := range x {
			b.WriteString(s.say(e))
		}
		return b.String()
	case *ebnf.Group:
		return s.say(x.Body)
	case *ebnf.Option:
		if s.random.IntN(2) == 0 {
			return ""
		}
		return s.say(x.Body)
	case *ebnf.Repetition:
		var b strings.Builder
		for s.random.IntN(3) == 0 {
			b.WriteString(s.say(x.Body))
		}
		return b.String()
	case *ebnf.Range:
		first, _ := utf8.DecodeRuneInString(x.Begin.String)
		last, _ := utf8.DecodeRuneInString(x.End.String)
		return string(first + s.random.Int32N(last-first+1))
	case *ebnf.Token:
		return x.String
	}
	return s.production(expr.(*ebnf.Name).String)
}

// choose takes an alternative, below some depth one without parentheses.
func (s *speaker) choose(x ebnf.Alternative) ebnf.Expression {
	for {
		choice := x[s.random.IntN(len(x))]
		if s.depth <= 3 || !nests(choice) {
			return choice
		}
	}
}

// nests reports whether the expression starts with parentheses. Wherever the
// grammar has such an alternative it also has another.
func nests(expr ebnf.Expression) bool {
	if sequence, ok := expr.(ebnf.Sequence); ok {
		expr = sequence[0]
	}
	name, ok := expr.(*ebnf.Name)
	return ok && name.String == "parens"
}

func TestGrammarSentences(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	s := speaker{grammar: readGrammar(t), random: rand.New(rand.NewPCG(seed, 0))}
	const rounds = 5000
	beyond := 0
	for range rounds {
		text := s.production("filter")
		node, err := query.Parse(text, query.Limits{})
		if err != nil && strings.HasPrefix(string(err.Code), "too_") {
			beyond++
			continue
		}
		require.Nil(t, err, "%q", text)
		requireFixedPoint(t, node)
	}
	require.Less(t, beyond, rounds/10)
}

// TestGrammarCharacters compares what the grammar and the parser take for a
// character of a name and for white space.
func TestGrammarCharacters(t *testing.T) {
	grammar := readGrammar(t)
	for r := rune(0); r <= 0x3100; r++ {
		text := "x" + string(r) + "y = 1"
		node, err := query.Parse(text, query.Limits{})
		inName := err == nil && node.(*query.Condition).Path[0].Text == "x"+string(r)+"y"
		require.Equal(t, holds(grammar, "head", r) || r == '-', inName, "%U", r)

		_, err = query.Parse("x"+string(r)+"= 1", query.Limits{})
		isSpace := err == nil && !inName && r != '!' && r != '<' && r != '>'
		require.Equal(t, holds(grammar, "space", r), isSpace, "%U", r)
	}
}

// holds reports whether the production, which is an alternative of characters,
// names r.
func holds(grammar ebnf.Grammar, name string, r rune) bool {
	for _, expr := range grammar[name].Expr.(ebnf.Alternative) {
		switch x := expr.(type) {
		case *ebnf.Token:
			if x.String == string(r) {
				return true
			}
		case *ebnf.Range:
			first, _ := utf8.DecodeRuneInString(x.Begin.String)
			last, _ := utf8.DecodeRuneInString(x.End.String)
			if first <= r && r <= last {
				return true
			}
		case *ebnf.Name:
			if '0' <= r && r <= '9' { // digit, the only name in these productions
				return true
			}
		}
	}
	return false
}
