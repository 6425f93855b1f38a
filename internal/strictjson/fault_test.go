package strictjson_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/strictjson"
)

// walk reads a whole document, whatever it holds, and returns its fault.
func walk(document string) error {
	r := strictjson.New([]byte(document))
	r.Skip()
	r.End()
	return r.Err()
}

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		document, problem string
		line, column      int
	}{
		{"", "the document ends before a value", 1, 1},
		{" \n ", "the document ends before a value", 2, 2},
		{"\x00", "unexpected byte 0x00 instead of a value", 1, 1},
		{"\ufeff{}", "a byte order mark before the document", 1, 1},
		{"\xff", "unexpected byte 0xff instead of a value", 1, 1},
		{"~", "unexpected '~' instead of a value", 1, 1},
		{"\x7f", "unexpected byte 0x7f instead of a value", 1, 1},
		{"'a'", "unexpected ''' instead of a value", 1, 1},
		{"+1", "unexpected '+' instead of a value", 1, 1},
		{".5", "unexpected '.' instead of a value", 1, 1},
		{"NaN", "unexpected 'N' instead of a value", 1, 1},
		{"// a", "unexpected '/' instead of a value", 1, 1},

		{"{} x", "unexpected 'x' after the document", 1, 4},
		{"[]\n\n ]", "unexpected ']' after the document", 3, 2},
		{"1 2", "unexpected '2' after the document", 1, 3},
		{"01", "unexpected '1' after the document", 1, 2},
		{"-01", "unexpected '1' after the document", 1, 3},
		{"0x1", "unexpected 'x' after the document", 1, 2},
		{"nulls", "unexpected 's' after the document", 1, 5},
		{"{}\x00", "unexpected byte 0x00 after the document", 1, 3},
		{"{}\xff", "unexpected byte 0xff after the document", 1, 3},

		{"nul", "the document ends before null", 1, 4},
		{"nUll", "unexpected 'U' instead of null", 1, 2},
		{"[nul]", "unexpected ']' instead of null", 1, 5},
		{"tru\n", "unexpected byte 0x0a instead of true", 1, 4},
		{"truth", "unexpected 't' instead of true", 1, 4},
		{"fa lse", "unexpected ' ' instead of false", 1, 3},

		{"-", "the document ends before a digit", 1, 2},
		{"- 1", "unexpected ' ' instead of a digit", 1, 2},
		{"--1", "unexpected '-' instead of a digit", 1, 2},
		{"1.", "the document ends before a digit", 1, 3},
		{"[1.]", "unexpected ']' instead of a digit", 1, 4},
		{"1.e5", "unexpected 'e' instead of a digit", 1, 3},
		{"1e", "the document ends before a digit", 1, 3},
		{"1e+", "the document ends before a digit", 1, 4},
		{"1E-x", "unexpected 'x' instead of a digit", 1, 4},
		{"1.5.5", "unexpected '.' after the document", 1, 4},

		{"[", "the document ends before a value", 1, 2},
		{"[1", "the document ends before ',' or ']'", 1, 3},
		{"[1,", "the document ends before a value", 1, 4},
		{"[,1]", "unexpected ',' instead of a value", 1, 2},
		{"[1,]", "unexpected ']' instead of a value", 1, 4},
		{"[1,,2]", "unexpected ',' instead of a value", 1, 4},
		{"[1 2]", "unexpected '2' instead of ',' or ']'", 1, 4},
		{"[1}", "unexpected '}' instead of ',' or ']'", 1, 3},
		{"[\"a\":1]", "unexpected ':' instead of ',' or ']'", 1, 5},
		{"[01]", "unexpected '1' instead of ',' or ']'", 1, 3},

		{"{", "the document ends before the name of a member", 1, 2},
		{"{1:2}", "unexpected '1' instead of the name of a member", 1, 2},
		{"{a:2}", "unexpected 'a' instead of the name of a member", 1, 2},
		{"{,}", "unexpected ',' instead of the name of a member", 1, 2},
		{`{"a"`, "the document ends before ':'", 1, 5},
		{`{"a" 1}`, "unexpected '1' instead of ':'", 1, 6},
		{`{"a"}`, "unexpected '}' instead of ':'", 1, 5},
		{`{"a":`, "the document ends before a value", 1, 6},
		{`{"a":}`, "unexpected '}' instead of a value", 1, 6},
		{`{"a":1`, "the document ends before ',' or '}'", 1, 7},
		{`{"a":1]`, "unexpected ']' instead of ',' or '}'", 1, 7},
		{`{"a":1,}`, "unexpected '}' instead of the name of a member", 1, 8},
		{`{"a":1 "b":2}`, "unexpected '\"' instead of ',' or '}'", 1, 8},
		{"{\n  \"a\": 1,\n  \"b\" 2\n}", "unexpected '2' instead of ':'", 3, 7},
		{"{\r\n\"a\": x}", "unexpected 'x' instead of a value", 2, 6},

		{`"`, "the text is never closed", 1, 1},
		{`["a", "b]`, "the text is never closed", 1, 7},
		{`"a\"`, "the text is never closed", 1, 1},
		{`{"a`, "the text is never closed", 1, 2},
		{"\"a\nb\"", "unescaped control character 0x0a in a text", 1, 3},
		{"\"\x00\"", "unescaped control character 0x00 in a text", 1, 2},
		{"\"\\n\x1f\"", "unescaped control character 0x1f in a text", 1, 4},
		{`"ab\x"`, "unknown escape in a text", 1, 4},
		{`"\'"`, "unknown escape in a text", 1, 2},
		{`"\U0041"`, "unknown escape in a text", 1, 2},
		{"\"\\\xff\"", "unknown escape in a text", 1, 2},
		{`"\`, "unknown escape in a text", 1, 2},
		{`"\u`, `invalid \u escape in a text`, 1, 2},
		{`"\u12`, `invalid \u escape in a text`, 1, 2},
		{`"\u123"`, `invalid \u escape in a text`, 1, 2},
		{`"\u12g4"`, `invalid \u escape in a text`, 1, 2},
		{`"\u+123"`, `invalid \u escape in a text`, 1, 2},
		{`"\u1_23"`, `invalid \u escape in a text`, 1, 2},
		{`"\u0x1f"`, `invalid \u escape in a text`, 1, 2},
		{`"é\ud83d"`, `invalid \u escape in a text`, 1, 4},
		{`"\n\ude00"`, `invalid \u escape in a text`, 1, 4},
		{`"\ud83d\n"`, `invalid \u escape in a text`, 1, 2},
		{`"\ud83d\ud83d"`, `invalid \u escape in a text`, 1, 2},
		{`"\ud83d\u0041"`, `invalid \u escape in a text`, 1, 2},
		{`"\ud83d ude00"`, `invalid \u escape in a text`, 1, 2},
		{`"\ud83d\ude0"`, `invalid \u escape in a text`, 1, 2},
		{`"\ude00\ud83d"`, `invalid \u escape in a text`, 1, 2},

		{"\"a\xffb\"", "the text is not valid UTF-8", 1, 3},
		{"\"é\xc3\"", "the text is not valid UTF-8", 1, 4},
		{"\"\ufffd\x80\"", "the text is not valid UTF-8", 1, 5},
		{"\"\xc0\xaf\"", "the text is not valid UTF-8", 1, 2},
		{"\"\xed\xa0\x80\"", "the text is not valid UTF-8", 1, 2},
		{"\"\xf4\x90\x80\x80\"", "the text is not valid UTF-8", 1, 2},
		{"\"\\n\\u00e9\xff\"", "the text is not valid UTF-8", 1, 10},
		{"\"\xc3\\n\xa9\"", "the text is not valid UTF-8", 1, 2},
		{"{\n\"a\xff\":1}", "the text is not valid UTF-8", 2, 3},
		{"[\"é\",\n\"\xff\"]", "the text is not valid UTF-8", 2, 2},
	} {
		want := &strictjson.SyntaxError{Problem: c.problem, Line: c.line, Column: c.column}
		require.Equal(t, error(want), walk(c.document), "%q", c.document)
	}
}

func TestSyntaxErrorInOneLine(t *testing.T) {
	require.EqualError(t, walk("[1,\n 2 3]"), "unexpected '3' instead of ',' or ']' (line 2, column 4)")
}

// TestOtherKinds reads what is not there.
func TestOtherKinds(t *testing.T) {
	reads := map[string]func(*strictjson.Reader){
		"an object": func(r *strictjson.Reader) {
			for range r.Members() {
				panic("not an object")
			}
		},
		"a list": func(r *strictjson.Reader) {
			for range r.Elements() {
				panic("not a list")
			}
		},
		"a text":        func(r *strictjson.Reader) { r.Text() },
		"a digit":       func(r *strictjson.Reader) { r.Number() },
		"true or false": func(r *strictjson.Reader) { r.Bool() },
		"null":          func(r *strictjson.Reader) { r.Null() },
		"a value":       func(r *strictjson.Reader) { r.Skip() },
	}
	for wanted, read := range reads {
		r := strictjson.New([]byte(" ]"))
		read(r)
		require.EqualError(t, r.Err(), "unexpected ']' instead of "+wanted+" (line 1, column 2)")
		r = new(strictjson.Reader)
		read(r)
		require.EqualError(t, r.Err(), "the document ends before "+wanted+" (line 1, column 1)")
	}
}

func TestUnreadValuesAreFaults(t *testing.T) {
	r := strictjson.New([]byte(`{"a":1,"b":2}`))
	for name := range r.Members() {
		require.Equal(t, "a", string(name))
	}
	require.EqualError(t, r.Err(), "unexpected '1' instead of ',' or '}' (line 1, column 6)")
}

// TestNothingAfterAFault looks whether every method returns nothing and keeps
// the first fault, though it could go on to read.
func TestNothingAfterAFault(t *testing.T) {
	for _, rest := range []string{`{"a":1}`, "[1]", `"a"`, "1", "true", "null"} {
		r := strictjson.New([]byte("[0 " + rest))
		r.Skip()
		fault := r.Err()
		require.Error(t, fault)
		for range r.Members() {
			require.Fail(t, "a member after a fault")
		}
		for range r.Elements() {
			require.Fail(t, "an element after a fault")
		}
		require.Nil(t, r.Text())
		require.Nil(t, r.Number())
		require.False(t, r.Bool())
		r.Null()
		r.Skip()
		r.End()
		require.Equal(t, strictjson.Invalid, r.Kind())
		require.Same(t, fault, r.Err())
	}
}

func TestFaultyValuesReturnNothing(t *testing.T) {
	for _, document := range []string{"trux", "1.x", "-", `"a`, `"a\x"`, "\"\xff\""} {
		r := strictjson.New([]byte(document))
		switch r.Kind() {
		case strictjson.Bool:
			require.False(t, r.Bool())
		case strictjson.Number:
			require.Nil(t, r.Number())
		case strictjson.String:
			require.Nil(t, r.Text())
		}
		require.Error(t, r.Err())
	}
}

func TestIterationsEndAtAFault(t *testing.T) {
	r := strictjson.New([]byte(`{"a":[{"b":x},2],"c":3}`))
	var seen []string
	for name := range r.Members() {
		seen = append(seen, string(name))
		for range r.Elements() {
			seen = append(seen, "element")
			for name := range r.Members() {
				seen = append(seen, string(name))
				r.Skip()
			}
		}
	}
	require.EqualError(t, r.Err(), "unexpected 'x' instead of a value (line 1, column 12)")
	require.Equal(t, []string{"a", "element", "b"}, seen)
}

func TestTruncatedDocuments(t *testing.T) {
	document := `{"a":[1,-0.5e+10,true,false,null,"\"\u00e9\ud83d\ude00é"],"b":{"c":{},"d":[]},"e":""}`
	require.NoError(t, walk(document))
	for size := range len(document) {
		err := walk(document[:size])
		require.Error(t, err, document[:size])
		fault := err.(*strictjson.SyntaxError)
		require.Equal(t, 1, fault.Line)
		if strings.HasPrefix(fault.Problem, "the document ends before ") {
			require.Equal(t, size+1, fault.Column, document[:size])
		} else {
			require.Contains(t, []string{
				"the text is never closed", "unknown escape in a text", `invalid \u escape in a text`,
				"the text is not valid UTF-8",
			}, fault.Problem)
			require.LessOrEqual(t, fault.Column, size, document[:size])
		}
	}
}

func TestTruncatedTexts(t *testing.T) {
	for _, text := range []string{`"a`, `"é`, `"\n`, "\"\xc3", `"\ud83d\ude00`} {
		require.EqualError(t, walk("["+text), "the text is never closed (line 1, column 2)")
	}
}

func nested(opening, inner, closing string, depth int) string {
	return strings.Repeat(opening, depth) + inner + strings.Repeat(closing, depth)
}

func TestDeepNesting(t *testing.T) {
	for _, c := range []struct {
		opening, inner, closing string
		column                  int // of the bracket that is too deep
	}{
		{"[", "", "]", 101},
		{"[", "1", "]", 101},
		{"[1,", "2", ",3]", 301},
		{`{"a":`, "1", "}", 501},
	} {
		require.NoError(t, walk(nested(c.opening, c.inner, c.closing, 100)))
		for _, depth := range []int{101, 102, 1_000_000} {
			want := &strictjson.SyntaxError{Problem: "nested more than 100 deep", Line: 1, Column: c.column}
			require.Equal(t, error(want), walk(nested(c.opening, c.inner, c.closing, depth)))
		}
	}
	require.EqualError(t, walk(nested("[", "{}", "]", 100)), "nested more than 100 deep (line 1, column 101)")
	require.NoError(t, walk(nested("[", "{}", "]", 99)))
}

func TestNestingCountsOnlyWhatIsOpen(t *testing.T) {
	for _, element := range []string{"[]", "{}", "[1]", `{"a":1}`, `{"a":[{}]}`} {
		document := "[" + strings.Repeat(element+",", 300) + "0]"
		require.NoError(t, walk(document))
	}
}
