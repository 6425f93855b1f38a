package strictjson_test

import (
	"bytes"
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/strictjson"
)

// FuzzReader compares the reader with encoding/json: it accepts exactly what is
// valid there and neither to be repaired nor too deep, and reads the same.
func FuzzReader(f *testing.F) {
	for _, seed := range []string{
		"", " ", "null", "true", "false", "0", "-0", "01", "-", "1.5e+3", "1.", "1e", ".5", "nul", "nulll",
		`""`, `"a`, `"\u00e9\ud83d\ude00"`, `"\ud83d"`, `"\ude00"`, `"\ud83d\u0041"`, `"\\ud83d"`, `"\x"`, `"\"\\\/\b\f\n\r\t"`,
		"\"\xff\"", "\"é\"", "\"\xc3\\n\xa9\"", "\"\n\"", "\"\x7f\u2028\"", "\ufeff1", "1\xff",
		"[]", "[1,2]", "[1,]", "[,]", "[1 2]", "[1}", "{}", `{"a":1,"a":[]}`, `{"a":1,}`, `{"a"}`, `{a:1}`, `{"a" : {"b":null}} `,
		"{} {}", "[]]", strings.Repeat("[", 100) + strings.Repeat("]", 100), strings.Repeat("[", 101) + strings.Repeat("]", 101),
		strings.Repeat(`{"a":[`, 60), "[[[[]],{}]]", "\t\r\n[\t1\r\n]", "\v1",
		`[{"entitlementId":"Sub-123456","product":"meetings","date":"2026-01-26T00:00:00Z","assigned":80}]`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, document []byte) {
		err := walk(string(document))
		if !isStrict(document) {
			requirePlace(t, document, err)
			return
		}
		require.NoError(t, err)
		r := strictjson.New(document)
		require.Equal(t, reference(t, document), tokens(r))
		r.End()
		require.NoError(t, r.Err())
	})
}

// isStrict is what the reader accepts, in terms of encoding/json.
func isStrict(document []byte) bool {
	return json.Valid(document) && utf8.Valid(document) && !hasHalfPair(document) && depth(document) <= 100
}

var (
	anyEscape = regexp.MustCompile(`(?i)\\u(d[89ab]..\\ud[c-f]..|....)|\\.`)
	halfPair  = regexp.MustCompile(`(?i)^\\ud[89a-f]..$`)
)

// hasHalfPair reports whether valid JSON has half a surrogate pair.
func hasHalfPair(document []byte) bool {
	return slices.ContainsFunc(anyEscape.FindAll(document, -1), halfPair.Match)
}

// depth returns how deeply valid JSON is nested.
func depth(document []byte) int {
	deepest, now := 0, 0
	decoder := json.NewDecoder(bytes.NewReader(document))
	for {
		token, err := decoder.Token()
		switch {
		case err != nil:
			return deepest
		case token == json.Delim('[') || token == json.Delim('{'):
			now++
			deepest = max(deepest, now)
		case token == json.Delim(']') || token == json.Delim('}'):
			now--
		}
	}
}

func reference(t *testing.T, document []byte) []any {
	var all []any
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return all
		}
		require.NoError(t, err)
		all = append(all, token)
	}
}

// requirePlace looks whether there is a fault and its place is in the document.
func requirePlace(t *testing.T, document []byte, err error) {
	require.Error(t, err)
	fault := err.(*strictjson.SyntaxError)
	lines := strings.Split(string(document), "\n")
	require.NotEmpty(t, fault.Problem)
	require.GreaterOrEqual(t, fault.Line, 1)
	require.LessOrEqual(t, fault.Line, len(lines))
	require.GreaterOrEqual(t, fault.Column, 1)
	require.LessOrEqual(t, fault.Column, len(lines[fault.Line-1])+1)
}
