package query_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/query"
)

// wide are the limits for canonical forms, which may be longer than the text
// they come from.
var wide = query.Limits{Bytes: 1 << 20, Depth: 1000}

// shape writes out what a tree means, and nothing about how it was written.
func shape(node query.Node) string {
	switch n := node.(type) {
	case nil:
		return "empty"
	case *query.And:
		return "and[" + shapes(n.Nodes) + "]"
	case *query.Or:
		return "or[" + shapes(n.Nodes) + "]"
	case *query.Not:
		return "not[" + shape(n.Node) + "]"
	}
	c := node.(*query.Condition)
	var b strings.Builder
	for _, segment := range c.Path {
		b.WriteString(strconv.Quote(segment.Text) + ".")
	}
	b.WriteString(" " + c.Op.String())
	for _, value := range c.Values {
		b.WriteString(" " + valueShape(value))
	}
	if c.Group {
		b.WriteString(" group")
	}
	return b.String()
}

func shapes(nodes []query.Node) string {
	var all []string
	for _, node := range nodes {
		all = append(all, shape(node))
	}
	return strings.Join(all, ", ")
}

func valueShape(v query.Value) string {
	if v.Kind == query.Number {
		return v.Text
	}
	var quoted []string
	for _, part := range v.Parts() {
		quoted = append(quoted, strconv.Quote(part))
	}
	return strings.Join(quoted, "*")
}

// requireFixedPoint checks that the canonical text is accepted, means the same
// and is its own canonical text.
func requireFixedPoint(t *testing.T, node query.Node) {
	t.Helper()
	if node == nil {
		return
	}
	canonical := node.String()
	again, err := query.Parse(canonical, wide)
	require.Nil(t, err, "%q", canonical)
	require.Equal(t, shape(node), shape(again), "%q", canonical)
	require.Equal(t, canonical, again.String())
}
