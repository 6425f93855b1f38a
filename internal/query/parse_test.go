package query_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/query"
)

func TestParseTree(t *testing.T) {
	//        0         1         2         3
	//        0123456789012345678901234567890123456
	input := `a.'b c'.d = 007 -e:(x* OR "y\*\"*")`
	node, err := query.Parse(input, query.Limits{})
	require.Nil(t, err)
	equal := &query.Condition{
		Path: query.Path{
			{Text: "a", Span: query.Span{Offset: 0, Length: 1}},
			{Text: "b c", Quoted: true, Span: query.Span{Offset: 2, Length: 5}},
			{Text: "d", Span: query.Span{Offset: 8, Length: 1}},
		},
		Op: query.Equal, OpSpan: query.Span{Offset: 10, Length: 1},
		Values: []query.Value{
			{Kind: query.Number, Text: "7", Raw: "007", Span: query.Span{Offset: 12, Length: 3}},
		},
		Span: query.Span{Offset: 0, Length: 15},
	}
	has := &query.Condition{
		Path: query.Path{{Text: "e", Span: query.Span{Offset: 17, Length: 1}}},
		Op:   query.Has, OpSpan: query.Span{Offset: 18, Length: 1},
		Values: []query.Value{
			{Kind: query.Word, Text: "x*", Stars: []int{1}, Raw: "x*", Span: query.Span{Offset: 20, Length: 2}},
			{Kind: query.String, Text: `y*"*`, Stars: []int{3}, Raw: `"y\*\"*"`, Span: query.Span{Offset: 26, Length: 8}},
		},
		Group: true,
		Span:  query.Span{Offset: 17, Length: 18},
	}
	require.Equal(t, query.All(equal, &query.Not{Node: has}), node)
}

// TestCanonical has readings that the cases do not cover.
func TestCanonical(t *testing.T) {
	for _, c := range []struct{ input, canonical string }{
		// Structure.
		{"a=1 AND b=2 c=3", "a = 1 b = 2 c = 3"},
		{"(a=1 b=2) AND (c=3 AND d=4)", "a = 1 b = 2 c = 3 d = 4"},
		{"(a=1 OR b=2) OR c=3", "a = 1 OR b = 2 OR c = 3"},
		{"(a=1 b=2) OR -c=3", "(a = 1 b = 2) OR -c = 3"},
		{"-(a=1 b=2)", "-(a = 1 b = 2)"},
		{"NOT (NOT a=1)", "-(-a = 1)"},
		{"NOT(-(a=1))", "-(-a = 1)"},
		{"(a=1)OR(b=2)AND c=3", "(a = 1 OR b = 2) c = 3"},
		{"a=(1 OR 2)OR b=3", "a = (1 OR 2) OR b = 3"},
		{"a=(1)", "a = (1)"},
		{"a!=( x OR y )", "a != (x OR y)"},
		{"a=x -b=y", "a = x -b = y"},
		{"a=-5 -b=-.50", "a = -5 -b = -0.5"},
		{`status="trial" AND NOT (name = 'Acme Corp')`, `status = trial -name = "Acme Corp"`},
		{"usage > 087.50%", "usage > 87.5%"},
		// White space is Unicode white space.
		{"\u00a0a\u3000=\u20281\u0085b=2\v", "a = 1 b = 2"},
		{"a = \ufeffx", `a = "\ufeffx"`},
		// Paths.
		{"licenses.OR.NOT = 1", "licenses.OR.NOT = 1"},
		{`labels."" = 1`, `labels."" = 1`},
		{`labels."-x" = 1`, `labels."-x" = 1`},
		{`labels."a.b".'c:d' = 1`, `labels."a.b"."c:d" = 1`},
		{`labels."OR".'5' = 1`, `labels.OR.5 = 1`},
		{`labels.'a"b' = 1`, `labels."a\"b" = 1`},
		{"3com = 1", "3com = 1"},
		{"_x.5 = 1", "_x.5 = 1"},
		// Words and strings.
		{"a = x.-y", "a = x.-y"},
		{"a = 10.0.0.1", "a = 10.0.0.1"},
		{"a = x&y|z", "a = x&y|z"},
		{`a = "x&&y"`, `a = "x&&y"`},
		{`a = x\y`, `a = "x\\y"`},
		{`a = x\*`, `a = "x\\*"`},
		{`a = "x\u002a*"`, `a = "x\**"`},
		{`a = 'say "hi"'`, `a = "say \"hi\""`},
		{`a = "-x"`, `a = "-x"`},
		{`a = "Inc."`, `a = "Inc."`},
		{`a = ".x"`, `a = ".x"`},
		{`a = "x..y"`, `a = "x..y"`},
		{`a = "5"`, `a = "5"`},
		{`a = "50%"`, `a = "50%"`},
		{`a = "or"`, `a = or`},
		{`a = "\u0000\u200b\t"`, `a = "\u0000\u200b\t"`},
		{`a = "x:y"`, `a = "x:y"`},
		{`a:"2026-03-01T08:30:00+01:00"`, "a:2026-03-01T08:30:00+01:00"},
		{"a = 2026-03-01T08:30:00.5Z", "a = 2026-03-01T08:30:00.5Z"},
		{"a = ~x", "a = ~x"},
		{"a:~x", "a:~x"},
		// Numbers.
		{"a = -0", "a = 0"},
		{"a = -0.00%", "a = 0%"},
		{"a = 00.50e+03", "a = 0.5e3"},
		{"a = 1E-07", "a = 1e-7"},
		{"a = 1e00", "a = 1"},
		{"a = 0e5", "a = 0"},
		{"a = 1e999999999999", "a = 1e999999999999"},
		{"a = 123456789012345678901234567890.10", "a = 123456789012345678901234567890.1"},
		{"a = 1e", "a = 1e"},
		{"a = 5%%", "a = 5%%"},
		{"a = +5", "a = +5"},
	} {
		node, err := query.Parse(c.input, query.Limits{})
		require.Nil(t, err, "%q", c.input)
		require.Equal(t, c.canonical, node.String(), "%q", c.input)
		requireFixedPoint(t, node)
	}
}

func TestSameReading(t *testing.T) {
	for _, c := range []struct{ one, other string }{
		{"a = 1 AND b = 2 OR c = 3", "a = 1 AND (b = 2 OR c = 3)"},
		{"a = 1 b = 2 AND c = 3", "a = 1 AND b = 2 AND c = 3"},
		{`a = "été"`, `a = '\u00e9t\u00E9'`},
		{`a."b" = x`, `a.b = "x"`},
		{"NOT a:x", "-(a:x)"},
	} {
		one, err := query.Parse(c.one, query.Limits{})
		require.Nil(t, err)
		other, err := query.Parse(c.other, query.Limits{})
		require.Nil(t, err)
		require.Equal(t, shape(one), shape(other))
		require.Equal(t, one.String(), other.String())
	}
}

// TestFaults has faults that the cases do not cover.
func TestFaults(t *testing.T) {
	for _, c := range []struct {
		input   string
		code    query.Code
		offset  int
		suggest []string
	}{
		{"a = \xff", query.CodeNotUTF8, 4, nil},
		{"(= \xe2\x82", query.CodeNotUTF8, 3, nil},
		{"a = \xed\xa0\x80", query.CodeNotUTF8, 4, nil}, // a surrogate
		{`a = "\ud800"`, query.CodeBadEscape, 5, nil},
		{`a = "\uDFFF"`, query.CodeBadEscape, 5, nil},
		{`a = "\u00g0"`, query.CodeBadEscape, 5, nil},
		{"a = '\\\n'", query.CodeBadEscape, 5, []string{`\\`}},
		{"a = x&&b = 2", query.CodeUnknownOperator, 5, []string{"AND"}},
		{"a = x||", query.CodeUnknownOperator, 5, []string{"OR"}},
		{"a = 1 !b = 2", query.CodeUnexpected, 6, []string{"NOT"}},
		{"a ! b", query.CodeUnknownOperator, 2, []string{"!="}},
		{"a = !b", query.CodeUnexpected, 4, nil},
		{"a =~x", query.CodeUnknownOperator, 2, []string{":"}},
		{"== 1", query.CodeMissingField, 0, nil},
		{", a = 1", query.CodeUnexpected, 0, []string{"(A OR B)"}},
		{"a = (x, y)", query.CodeUnexpected, 6, []string{"(A OR B)"}},
		{"a = (x y)", query.CodeGroup, 7, []string{"x OR y", `"x y"`}},
		{"a = (x -)", query.CodeGroup, 7, []string{`x OR "-"`, `"x -"`}},
		{`a = (1 "y*")`, query.CodeGroup, 7, []string{"1 OR y*", `"1 y*"`}},
		{"a = (x OR )", query.CodeMissingValue, 7, nil},
		{"a = (x OR", query.CodeMissingValue, 7, nil},
		{"a = (OR x)", query.CodeKeyword, 5, []string{`"OR"`}},
		{`a = ("x"OR y)`, query.CodeMissingSpace, 8, nil},
		{"a = ((x))", query.CodeUnexpected, 5, nil},
		{"a = (x (y))", query.CodeUnexpected, 7, nil},
		{"a = (b = 1)", query.CodeUnexpected, 7, nil},
		{"a = (x", query.CodeUnclosed, 4, []string{")"}},
		{"a = (", query.CodeUnclosed, 4, []string{")"}},
		{"(", query.CodeUnclosed, 0, []string{")"}},
		{"((a = 1)", query.CodeUnclosed, 0, []string{")"}},
		{"a < (1 OR 2)", query.CodeGroup, 4, nil},
		{"a >= (1)", query.CodeGroup, 5, nil},
		{"a = OR", query.CodeKeyword, 4, []string{`"OR"`}},
		{"a = AND b = 2", query.CodeKeyword, 4, []string{`"AND"`}},
		{"NOT.a = 1", query.CodeKeyword, 0, nil},
		{"a.-b = 1", query.CodeMinus, 2, []string{`"-b"`}},
		{"a = -", query.CodeMinus, 4, []string{`"-"`}},
		{"a = -b c = 1", query.CodeMinus, 4, []string{`"-b"`}},
		{"a = Inc.", query.CodeMissingName, 7, []string{`"Inc."`}},
		{"a = .x", query.CodeMissingName, 4, []string{`".x"`}},
		{"a = x..y", query.CodeMissingName, 5, []string{`"x..y"`}},
		{"a:2026-01-01..2026-02-01", query.CodeMissingName, 12, []string{"a >= 2026-01-01 AND a <= 2026-02-01"}},
		{`a."b". = 1`, query.CodeMissingName, 5, nil},
		{`a."b"c = 1`, query.CodeMissingName, 5, nil},
		{`a."b"."c = 1`, query.CodeUnclosed, 6, []string{`"`}},
		{`a = b."c"`, query.CodeQuoteInWord, 6, nil},
		{"it's = 1", query.CodeQuoteInWord, 2, nil},
		{`a = -"x"`, query.CodeMinus, 4, []string{`"-"`}},
		{`-"a" = 1`, query.CodeQuotedField, 1, []string{"a"}},
		{`"a b" = 1`, query.CodeQuotedField, 0, nil},
		{`"NOT.b" = 1`, query.CodeQuotedField, 0, nil},
		{`"a.b" = 1`, query.CodeQuotedField, 0, []string{"a.b"}},
		{"50% <= usage", query.CodeFieldFirst, 0, []string{"usage >= 50%"}},
		{"-5 < a", query.CodeFieldFirst, 0, []string{"a > -5"}},
		{".5 = a", query.CodeFieldFirst, 0, []string{"a = .5"}},
		{"2026-01-01 > ends", query.CodeFieldFirst, 0, []string{"ends < 2026-01-01"}},
		{"2026-01-01T00:00:00Z < ends", query.CodeFieldFirst, 0, []string{"ends > 2026-01-01T00:00:00Z"}},
		{"5 < 6", query.CodeFieldFirst, 0, nil},
		{"5 < OR.a", query.CodeFieldFirst, 0, nil},
		{"5 < a.-b", query.CodeFieldFirst, 0, nil},
		{"9 >= a", query.CodeFieldFirst, 0, []string{"a <= 9"}},
		{"5 <", query.CodeFieldFirst, 0, nil},
		{"5.x = 1", query.CodeFieldFirst, 0, nil},
		{"0 <= a <= 9", query.CodeUnexpected, 7, []string{"a >= 0 AND a <= 9"}},
		{"0 <= a <=", query.CodeUnexpected, 7, nil},
		{"0 == a == 9", query.CodeUnexpected, 7, nil},
		{"a < b < 9", query.CodeUnexpected, 6, nil},
		{"days (a) < 3", query.CodeNotCondition, 0, nil},
		{"a = now()", query.CodeUnexpected, 7, nil},
		{`a = "x"(b = 1)`, query.CodeMissingSpace, 7, nil},
		{`a = "x""y"`, query.CodeMissingSpace, 7, nil},
		{"(a = 1)NOT b = 2", query.CodeMissingSpace, 7, nil},
		{"(a = 1)-b = 2", query.CodeMissingSpace, 7, nil},
		{`a = (x)b = 2`, query.CodeMissingSpace, 7, nil},
		{"- ", query.CodeMissingCondition, 0, nil},
		{"(-)", query.CodeMissingCondition, 1, nil},
		{"- (a = 1)", query.CodeSpaceAfterMinus, 0, nil},
		{"-NOT a = 1", query.CodeDoubleNegation, 1, nil},
		{"NOT AND a = 1", query.CodeMissingCondition, 4, nil},
		{"NOT = 1", query.CodeMissingField, 4, nil},
		{"a = 1 OR OR b = 2", query.CodeMissingCondition, 9, nil},
		{"a", query.CodeNotCondition, 0, nil},
		{"NOT x", query.CodeNotCondition, 4, nil},
		{"a && b", query.CodeNotCondition, 0, nil},
		{"a = Acme and Sons", query.CodeNotCondition, 9, []string{"AND", `a = "Acme and Sons"`}},
		{"a:The Old Mill b = 1", query.CodeNotCondition, 6, []string{`a:"The Old Mill"`}},
		{`a = 3 "Com*"`, query.CodeNotCondition, 6, []string{`a = "3 Com*"`}},
		{"a = x -y", query.CodeNotCondition, 7, nil},
		{"a > 5 apples", query.CodeNotCondition, 6, nil},
		{"a = (x) y", query.CodeNotCondition, 8, nil},
		{"a = 1 AND Or b = 2", query.CodeNotCondition, 10, []string{"OR"}},
		{"))", query.CodeUnexpected, 0, nil},
		{"(a = 1))", query.CodeUnexpected, 7, nil},
	} {
		node, err := query.Parse(c.input, query.Limits{})
		require.NotNil(t, err, "%q", c.input)
		require.Nil(t, node)
		require.Equal(t, c.code, err.Code, "%q: %v", c.input, err)
		require.Equal(t, c.offset, err.Offset, "%q: %v", c.input, err)
		if c.suggest == nil {
			c.suggest = []string{}
		}
		require.Equal(t, c.suggest, err.Suggestions, "%q", c.input)
	}
}

func TestLimits(t *testing.T) {
	conditions := func(n int) string { return strings.Repeat("a=1 ", n) }
	values := func(n int) string { return "a=(" + strings.Repeat("1 OR ", n-1) + "1)" }
	nested := func(n int) string { return strings.Repeat("(", n) + "a=1" + strings.Repeat(")", n) }
	padded := func(n int) string { return "a=" + strings.Repeat("x", n-2) }
	for _, c := range []struct {
		name     string
		text     func(int) string
		most     int
		raised   query.Limits
		code     query.Code
		atOffset int // of the fault with one more
	}{
		{"bytes", padded, 4096, query.Limits{Bytes: 4097}, query.CodeTooLong, 4096},
		{"depth", nested, 32, query.Limits{Depth: 33}, query.CodeTooDeep, 32},
		{"conditions", conditions, 100, query.Limits{Conditions: 101}, query.CodeTooManyConditions, 400},
		{"values", values, 100, query.Limits{Values: 101}, query.CodeTooManyValues, 503},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := query.Parse(c.text(c.most), query.Limits{})
			require.Nil(t, err)
			_, err = query.Parse(c.text(c.most+1), query.Limits{})
			require.NotNil(t, err)
			require.Equal(t, c.code, err.Code)
			require.Equal(t, c.atOffset, err.Offset)
			_, err = query.Parse(c.text(c.most+1), c.raised)
			require.Nil(t, err)
		})
	}
}

// TestDepthOfGroup holds that the parentheses of values count.
func TestDepthOfGroup(t *testing.T) {
	_, err := query.Parse("(a = (1 OR 2))", query.Limits{Depth: 2})
	require.Nil(t, err)
	_, err = query.Parse("(a = (1 OR 2))", query.Limits{Depth: 1})
	require.NotNil(t, err)
	require.Equal(t, query.CodeTooDeep, err.Code)
	require.Equal(t, 5, err.Offset)
}
