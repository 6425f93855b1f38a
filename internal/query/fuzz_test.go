package query_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/query"
)

// FuzzParse checks the laws of the language on any input: either a tree whose
// places are in the input and whose canonical form is a fixed point, or an
// error that is short and whose place is in the input.
func FuzzParse(f *testing.F) {
	for _, c := range readCases(f) {
		f.Add(c.Input)
	}
	for _, text := range []string{
		"a = (x y)", `a."b c".d:(x* OR "\*")`, "-(a=1 OR b=2)AND(c=3)", "2026-01-01T00:00:00Z < ends", "a = Inc.",
		"a = x&&y", "a=-5e-3%", "name = Acme and Sons Ltd", "0 <= a <= 9", `"a b" = 1`, "\u2028a\u00a0= \xff", `'\ud800`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, input string) {
		node, err := query.Parse(input, query.Limits{})
		if err != nil {
			require.Nil(t, node)
			requireGoodError(t, input, err)
			return
		}
		requirePlaces(t, input, node)
		requireFixedPoint(t, node)
	})
}

func requireGoodError(t *testing.T, input string, err *query.Error) {
	t.Helper()
	require.NotEmpty(t, err.Code)
	require.True(t, strings.HasPrefix(input, err.Input))
	require.GreaterOrEqual(t, err.Offset, 0)
	require.GreaterOrEqual(t, err.Length, 0)
	require.LessOrEqual(t, err.Offset+err.Length, len(err.Input))
	require.NotContains(t, err.Error(), "\n")
	require.Less(t, len(err.Error()), 1000)
	require.True(t, utf8.ValidString(err.Error()))
	require.Equal(t, 1, strings.Count(err.Caret(), "\n"))
	require.LessOrEqual(t, len(err.Suggestions), 2)
	for _, suggestion := range err.Suggestions {
		requireGoodSuggestion(t, err.Code, suggestion)
	}
}

// requireGoodSuggestion checks that a suggested filter is one.
func requireGoodSuggestion(t *testing.T, code query.Code, suggestion string) {
	t.Helper()
	switch code {
	case query.CodeQuotedField:
		suggestion += " = 1"
	case query.CodeMinus, query.CodeKeyword:
		suggestion = "a = " + suggestion
	case query.CodeMissingName:
		if !strings.Contains(suggestion, " AND ") {
			suggestion = "a = " + suggestion
		}
	case query.CodeGroup:
		suggestion = "a = (" + suggestion + ")"
	case query.CodeNotCondition, query.CodeFieldFirst:
	default:
		return
	}
	if suggestion == "AND" || suggestion == "OR" || suggestion == "NOT" || strings.HasSuffix(suggestion, "(OR)") {
		return
	}
	_, err := query.Parse(suggestion, wide)
	require.Nil(t, err, "%q", suggestion)
}

// requirePlaces checks that the parts of the tree stand in the input where they
// say, one after the other.
func requirePlaces(t *testing.T, input string, node query.Node) {
	t.Helper()
	switch n := node.(type) {
	case *query.And:
		requirePlacesOfAll(t, input, n.Nodes)
	case *query.Or:
		requirePlacesOfAll(t, input, n.Nodes)
	case *query.Not:
		requirePlaces(t, input, n.Node)
	case *query.Condition:
		requireConditionPlaces(t, input, n)
	}
}

func requirePlacesOfAll(t *testing.T, input string, nodes []query.Node) {
	t.Helper()
	require.GreaterOrEqual(t, len(nodes), 2)
	for _, node := range nodes {
		requirePlaces(t, input, node)
	}
}

func requireConditionPlaces(t *testing.T, input string, c *query.Condition) {
	t.Helper()
	end := c.Span.Offset
	follows := func(span query.Span) string {
		require.GreaterOrEqual(t, span.Offset, end)
		end = span.End()
		require.LessOrEqual(t, end, c.Span.End())
		return input[span.Offset:span.End()]
	}
	require.LessOrEqual(t, c.Span.End(), len(input))
	for _, segment := range c.Path {
		text := follows(segment.Span)
		require.True(t, segment.Quoted || text == segment.Text)
	}
	require.Equal(t, c.Op.String(), follows(c.OpSpan))
	for _, value := range c.Values {
		require.Equal(t, value.Raw, follows(value.Span))
	}
}
