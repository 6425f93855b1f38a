package query_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/query"
)

func TestErrorLine(t *testing.T) {
	for _, c := range []struct{ input, line string }{
		{"a = 1 or b = 2", `"or" is not a condition; did you mean OR? (column 7)`},
		{"5 < licenses", `the field name comes first; did you mean licenses > 5? (column 1)`},
		{"a == 1", `unknown operator "=="; did you mean "="? (column 3)`},
		{"(a = 1", `'(' is never closed; add ")" (column 1)`},
		{`a = "x`, `string is never closed; add " (column 5)`},
		{"été = 1 =", `unexpected operator "=" (column 9)`},
		{"a = x and y", `"and" is not a condition; did you mean AND or a = "x and y"? (column 7)`},
		{"a = 1 b", `"b" is not a condition; did you mean a = "1 b"? (column 7)`},
		{"b", `"b" is not a condition: write field = value (column 1)`},
		{"a = Inc.", `missing name after '.': quote the value; did you mean "Inc."? (column 8)`},
		{"x\x00y", `"x\x00y" is not a condition: write field = value (column 1)`},
		{strings.Repeat("x", 100), `"` + strings.Repeat("x", 40) + `…" is not a condition: write field = value (column 1)`},
	} {
		_, err := query.Parse(c.input, query.Limits{})
		require.EqualError(t, err, c.line)
	}
}

func TestNewError(t *testing.T) {
	const code query.Code = "unknown_field"
	err := query.NewError(code, "lisences > 5", query.Span{Offset: 0, Length: 8},
		`unknown field "lisences"`, "licenses", "", "two\nlines", strings.Repeat("x", 201), "assigned", "used")
	require.EqualError(t, err, `unknown field "lisences"; did you mean "licenses" or "assigned"? (column 1)`)
	var target *query.Error
	require.True(t, errors.As(error(err), &target))

	outside := query.NewError(code, "abc", query.Span{Offset: 7, Length: 7}, "x")
	require.Equal(t, 3, outside.Offset)
	require.Equal(t, 0, outside.Length)
	before := query.NewError(code, "abc", query.Span{Offset: -7, Length: 7}, "x")
	require.Equal(t, 0, before.Offset)
	require.Equal(t, 3, before.Length)
}

func TestErrorJSON(t *testing.T) {
	_, err := query.Parse("a == 1", query.Limits{})
	text, failure := json.Marshal(err)
	require.NoError(t, failure)
	require.JSONEq(t, `{"code": "unknown_operator", "input": "a == 1", "offset": 2, "length": 2,
		"message": "unknown operator \"==\"", "suggestions": ["="]}`, string(text))
	_, err = query.Parse("b", query.Limits{})
	text, failure = json.Marshal(err)
	require.NoError(t, failure)
	require.Contains(t, string(text), `"suggestions":[]`)
	var back query.Error
	require.NoError(t, json.Unmarshal(text, &back))
	require.Equal(t, *err, back)
}

func TestCaret(t *testing.T) {
	long := strings.Repeat("x", 1000)
	for _, c := range []struct {
		name, input string
		offset      int
		line        string
		column      int
	}{
		{"start", "b", 0, "b", 0},
		{"middle", "a = 1 or b = 2", 6, "a = 1 or b = 2", 6},
		{"end", "a =", 3, "a =", 3},
		{"empty", "", 0, "", 0},
		{"tab", "a\t=\t=", 4, "a = =", 4},
		{"second line", "a = 1\nb c\nd = 1", 6, "b c", 0},
		{"at a line feed", "a = 1\nb", 5, "a = 1", 5},
		{"after the last line feed", "a\n", 2, "", 0},
		{"accents", "été = x y", 10, "été = x y", 8},
		{"combining", "e\u0301 x", 4, "e\u0301 x", 2},
		{"wide", "東京 ｘ x", 11, "東京 ｘ x", 8},
		{"half-width", "ｱ x", 4, "ｱ x", 2},
		{"emoji", "😀 x", 5, "😀 x", 3},
		{"controls", "a\x00\x1b\x7f\u202e x", 8, "a\u2400\u241b\ufffd\ufffd x", 6},
		{"carriage return", "a\r\nb", 3, "b", 0},
		{"no-break space", "a\u00a0x", 3, "a␣x", 2},
		{"not UTF-8", "a\xff\xfe", 2, "a\ufffd\ufffd", 2},
		{"long before", long + "y", 1000, "…" + long[:40] + "y", 41},
		{"long after", "y" + long, 0, "y" + long[:39] + "…", 0},
		{"long around", long + "y" + long, 1000, "…" + long[:40] + "y" + long[:39] + "…", 41},
		{"just fits", long[:40] + "y" + long[:39], 40, long[:40] + "y" + long[:39], 40},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := query.NewError("x", c.input, query.Span{Offset: c.offset}, "x")
			require.Equal(t, c.line+"\n"+strings.Repeat(" ", c.column)+"^", err.Caret())
		})
	}
}

func TestQuote(t *testing.T) {
	require.Equal(t, `"Acme \"Ltd\"\n"`, query.Quote("Acme \"Ltd\"\n"))
	require.Equal(t, `"`+strings.Repeat("é", 40)+`"`, query.Quote(strings.Repeat("é", 40)))
	require.Equal(t, `"`+strings.Repeat("é", 40)+`…"`, query.Quote(strings.Repeat("é", 41)))
}

func TestNearest(t *testing.T) {
	fields := []string{"id", "name", "status", "licenses", "assigned", "available", "usage", "used"}
	for _, c := range []struct {
		word string
		want []string
	}{
		{"lisences", []string{"licenses"}}, // two replaced, of eight
		{"Licenses", []string{"licenses"}},
		{"LICENSES", []string{"licenses"}},
		{"license", []string{"licenses"}}, // one left out
		{"sttatus", []string{"status"}},   // one too many
		{"satus", []string{"status"}},
		{"statsu", []string{"status"}}, // two exchanged
		{"usde", []string{"used"}},
		{"usd", []string{"used"}},
		{"usaged", []string{"usage", "used"}}, // distances 1 and 2
		{"us", []string{}},
		{"ID", []string{"id"}},
		{"ed", []string{}}, // a third of two is none
		{"nane", []string{"name"}},
		{"nene", []string{}},
		{"", []string{}},
		{strings.Repeat("x", 1<<20), []string{}},
	} {
		require.Equal(t, c.want, query.Nearest(c.word, fields), c.word)
	}
	require.Equal(t, []string{"Trial"}, query.Nearest("Trail", []string{"Active", "Trial", "Expired"}))
	require.Equal(t, []string{"used", "Use"}, query.Nearest("Used", []string{"Use", "used"}),
		"equal but for case comes first")
}
