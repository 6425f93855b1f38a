package strictjson_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/strictjson"
)

// tokens reads a value as the tokens that encoding/json would give.
func tokens(r *strictjson.Reader) []any {
	switch r.Kind() {
	case strictjson.Object:
		return objectTokens(r)
	case strictjson.Array:
		return arrayTokens(r)
	case strictjson.String:
		return []any{string(r.Text())}
	case strictjson.Number:
		return []any{json.Number(r.Number())}
	case strictjson.Bool:
		return []any{r.Bool()}
	}
	r.Null()
	return []any{nil}
}

func objectTokens(r *strictjson.Reader) []any {
	all := []any{json.Delim('{')}
	for name := range r.Members() {
		all = append(all, string(name))
		all = append(all, tokens(r)...)
	}
	return append(all, json.Delim('}'))
}

func arrayTokens(r *strictjson.Reader) []any {
	all := []any{json.Delim('[')}
	for range r.Elements() {
		all = append(all, tokens(r)...)
	}
	return append(all, json.Delim(']'))
}

func TestTokens(t *testing.T) {
	begin, end := json.Delim('['), json.Delim(']')
	open, closed := json.Delim('{'), json.Delim('}')
	for _, c := range []struct {
		document string
		want     []any
	}{
		{`null`, []any{nil}},
		{` true `, []any{true}},
		{"\t\r\n false \t\r\n", []any{false}},
		{`0`, []any{json.Number("0")}},
		{`-0`, []any{json.Number("-0")}},
		{`-120.050E+07`, []any{json.Number("-120.050E+07")}},
		{`1e5`, []any{json.Number("1e5")}},
		{`0.5e-9`, []any{json.Number("0.5e-9")}},
		{`""`, []any{""}},
		{`"a b"`, []any{"a b"}},
		{`[]`, []any{begin, end}},
		{` [ ] `, []any{begin, end}},
		{`{}`, []any{open, closed}},
		{" {\n} ", []any{open, closed}},
		{`[1,"a",[],null]`, []any{begin, json.Number("1"), "a", begin, end, nil, end}},
		{`{"a":1,"":{"b":[true]},"a":2}`, []any{
			open, "a", json.Number("1"), "", open, "b", begin, true, end, closed, "a", json.Number("2"), closed,
		}},
		{" { \"a\" : [ 1 , 2 ] ,\n\"b\"\t:\rnull } ", []any{
			open, "a", begin, json.Number("1"), json.Number("2"), end, "b", nil, closed,
		}},
	} {
		r := strictjson.New([]byte(c.document))
		got := tokens(r)
		r.End()
		require.NoError(t, r.Err(), c.document)
		require.Equal(t, c.want, got, c.document)
	}
}

func TestTexts(t *testing.T) {
	for _, c := range []struct{ document, want string }{
		{`"\"\\\/\b\f\n\r\t"`, "\"\\/\b\f\n\r\t"},
		{`"\u0041\u00e9\u20AC\uffff"`, "Aé€\uffff"},
		{`"\u0000"`, "\x00"},
		{`"\ufffd"`, "\ufffd"},
		{`"\ud83d\ude00"`, "😀"},
		{`"\uD800\uDC00"`, "\U00010000"},
		{`"\uDBFF\uDFFF"`, "\U0010ffff"},
		{`"\\u0041"`, `\u0041`},
		{`"\\\u0041\\"`, `\A\`},
		{`"a\nb\nc"`, "a\nb\nc"},
		{`"é€😀"`, "é€😀"},
		{"\"\ufffd\u2028\x7f\"", "\ufffd\u2028\x7f"},
		{`"é\té"`, "é\té"},
	} {
		for _, document := range []string{c.document, "[" + c.document + "]"} {
			r := strictjson.New([]byte(document))
			if r.Kind() == strictjson.Array {
				for range r.Elements() {
					require.Equal(t, c.want, string(r.Text()), document)
				}
			} else {
				require.Equal(t, c.want, string(r.Text()), document)
			}
			r.End()
			require.NoError(t, r.Err(), document)
		}
		r := strictjson.New([]byte("{" + c.document + ":0}"))
		for name := range r.Members() {
			require.Equal(t, c.want, string(name))
			r.Skip()
		}
		r.End()
		require.NoError(t, r.Err())
	}
}

func TestKind(t *testing.T) {
	for document, want := range map[string]strictjson.Kind{
		"":     strictjson.Invalid,
		"  ":   strictjson.Invalid,
		"}":    strictjson.Invalid,
		"+1":   strictjson.Invalid,
		"\x00": strictjson.Invalid,
		"N":    strictjson.Invalid,
		" {":   strictjson.Object,
		"[":    strictjson.Array,
		`"`:    strictjson.String,
		"-":    strictjson.Number,
		"0":    strictjson.Number,
		"\n9":  strictjson.Number,
		"t":    strictjson.Bool,
		"f":    strictjson.Bool,
		"n":    strictjson.Null,
	} {
		r := strictjson.New([]byte(document))
		require.Equal(t, want, r.Kind(), document)
		require.Equal(t, want, r.Kind(), document)
		require.NoError(t, r.Err(), document)
	}
}

func TestKindsInMessages(t *testing.T) {
	for kind, want := range map[strictjson.Kind]string{
		strictjson.Invalid: "not a value",
		strictjson.Object:  "an object",
		strictjson.Array:   "a list",
		strictjson.String:  "a text",
		strictjson.Number:  "a number",
		strictjson.Bool:    "true or false",
		strictjson.Null:    "null",
		'x':                "",
		'\xff':             "",
	} {
		require.Equal(t, want, kind.String())
	}
}

func TestElementsCount(t *testing.T) {
	r := strictjson.New([]byte(`["a","b",["c"],"d"]`))
	var indexes []int
	for index := range r.Elements() {
		indexes = append(indexes, index)
		r.Skip()
	}
	r.End()
	require.NoError(t, r.Err())
	require.Equal(t, []int{0, 1, 2, 3}, indexes)
}

func TestIterationBrokenOff(t *testing.T) {
	r := strictjson.New([]byte(`{"a":[1,2],"b":3}`))
	for name := range r.Members() {
		require.Equal(t, "a", string(name))
		for range r.Elements() {
			break
		}
		break
	}
	require.Equal(t, "1", string(r.Number()))
	require.NoError(t, r.Err())
}

// TestValuesStandAlone reads each kind with white space before it, without
// asking for the kind first.
func TestValuesStandAlone(t *testing.T) {
	read := func(document string) *strictjson.Reader { return strictjson.New([]byte(" \n" + document)) }
	require.Equal(t, "a", string(read(`"a"`).Text()))
	require.Equal(t, "1", string(read(`1`).Number()))
	require.True(t, read(`true`).Bool())
	r := read(`false`)
	require.False(t, r.Bool())
	r.End()
	require.NoError(t, r.Err())
	r = read(`null`)
	r.Null()
	r.End()
	require.NoError(t, r.Err())
	r = read(`[ ]`)
	for range r.Elements() {
		require.Fail(t, "the list is empty")
	}
	r.End()
	require.NoError(t, r.Err())
}

func TestReadingAllocatesOnlyToUnescape(t *testing.T) {
	for document, want := range map[string]float64{
		`[{"name":"München","texts":["a","b"],"n":-1.5,"ok":[true,false,null]},{},[]]`: 0,
		`["a\n","\u00e9",{"\"":"\\"}]`: 1, // for the whole document
	} {
		data := []byte(document)
		var r strictjson.Reader
		require.Equal(t, want, testing.AllocsPerRun(100, func() {
			r = *strictjson.New(data)
			r.Skip()
			r.End()
		}), document)
		require.NoError(t, r.Err(), document)
	}
}
