package query_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/query"
)

func TestPattern(t *testing.T) {
	for _, c := range []struct {
		parts  []string
		stars  []int
		text   string
		isStar bool
	}{
		{[]string{"a"}, nil, "a", false},
		{[]string{"a", ""}, []int{1}, "a*", false},
		{[]string{"", ""}, []int{0}, "*", true},
		{[]string{"*"}, nil, `"\*"`, false},
		{[]string{"", "b", "c"}, []int{0, 2}, "*b*c", false},
		{[]string{"é*", "x"}, []int{3}, `"é\**x"`, false},
		{[]string{"", "", ""}, []int{0, 1}, "**", false},
		{[]string{"a ", ""}, []int{2}, `"a *"`, false},
	} {
		v := query.NewPattern(c.parts...)
		require.Equal(t, c.stars, v.Stars)
		require.Equal(t, c.parts, v.Parts())
		require.Equal(t, c.text, v.String())
		require.Equal(t, c.isStar, v.IsStar())
	}
	require.Equal(t, query.NewText(""), query.NewPattern())
}

func TestNumber(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"0", "0"},
		{"-0.0", "0"},
		{"007", "7"},
		{"87.50", "87.5"},
		{"5.0", "5"},
		{".5", "0.5"},
		{"-.5%", "-0.5%"},
		{"100", "100"},
		{"1e3", "1e3"},
		{"1.50E+007", "1.5e7"},
		{"2e-0", "2"},
		{"1e999999999%", "1e999999999%"},
		{strings.Repeat("0", 3000) + "1", "1"},
	} {
		v, ok := query.NewNumber(c.text)
		require.True(t, ok, c.text)
		require.Equal(t, query.Number, v.Kind)
		require.Equal(t, c.want, v.Text)
		require.Equal(t, c.want, v.String())
	}
	for _, text := range []string{
		"", "-", ".", "%", "e3", "5.", ".e3", "1e", "1e+", "1e3.5", "--1", "+1", "5%%", "%5", "0x10", "1_000", "٣", "5 ", "Inf", "NaN", "1.2.3",
	} {
		_, ok := query.NewNumber(text)
		require.False(t, ok, text)
	}
}

// TestAsText holds that a field of text can get back what was written.
func TestAsText(t *testing.T) {
	node, err := query.Parse("id = 007", query.Limits{})
	require.Nil(t, err)
	c := node.(*query.Condition)
	require.Equal(t, "id = 7", c.String())
	c.Values[0] = c.Values[0].AsText()
	require.Equal(t, `id = "007"`, c.String())
	requireFixedPoint(t, c)

	require.Equal(t, `"7"`, number(t, "07").AsText().String())
	word := query.NewPattern("a", "")
	require.Equal(t, word, word.AsText())
}

// TestNotUTF8 holds that text from elsewhere cannot make the canonical form
// unreadable.
func TestNotUTF8(t *testing.T) {
	c := condition(query.Equal, query.NewText("a\xffb"), "name", "x\xfe")
	require.Equal(t, "name.\"x\ufffd\" = \"a\ufffdb\"", c.String())
	_, err := query.Parse(c.String(), query.Limits{})
	require.Nil(t, err)
}
