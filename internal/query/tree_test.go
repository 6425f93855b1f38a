package query_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/query"
)

func condition(op query.Op, value query.Value, names ...string) *query.Condition {
	return &query.Condition{Path: query.NewPath(names...), Op: op, Values: []query.Value{value}}
}

func number(t *testing.T, text string) query.Value {
	t.Helper()
	v, ok := query.NewNumber(text)
	require.True(t, ok, text)
	return v
}

func TestBuilt(t *testing.T) {
	a := condition(query.Has, query.NewText("trial"), "status")
	b := condition(query.GreaterOrEqual, number(t, "100.0"), "licenses", "on site")
	c := condition(query.Equal, query.NewPattern("Acme ", "*", ""), "name")
	for _, test := range []struct {
		node      query.Node
		canonical string
	}{
		{a, "status:trial"},
		{b, `licenses."on site" >= 100`},
		{c, `name = "Acme *\**"`},
		{query.All(a), "status:trial"},
		{query.All(nil, a, nil), "status:trial"},
		{query.All(a, query.All(b, a)), `status:trial licenses."on site" >= 100 status:trial`},
		{query.All(a, query.Any(b, a)), `status:trial (licenses."on site" >= 100 OR status:trial)`},
		{query.Any(a), "status:trial"},
		{query.Any(a, query.Any(b, a)), `status:trial OR licenses."on site" >= 100 OR status:trial`},
		{query.Any(a, query.All(b, a)), `status:trial OR (licenses."on site" >= 100 status:trial)`},
		{&query.Not{Node: a}, "-status:trial"},
		{&query.Not{Node: &query.Not{Node: a}}, "-(-status:trial)"},
		{&query.Not{Node: query.Any(a, b)}, `-(status:trial OR licenses."on site" >= 100)`},
	} {
		require.Equal(t, test.canonical, test.node.String())
		requireFixedPoint(t, test.node)
	}
	require.Nil(t, query.All())
	require.Nil(t, query.All(nil, nil))
	require.Nil(t, query.Any(a, nil))
	require.Nil(t, query.Any(nil))
}

func TestGroup(t *testing.T) {
	c := condition(query.NotEqual, query.NewText("DE"), "country")
	c.Values = append(c.Values, query.NewText("in transit"), number(t, "007"))
	require.Equal(t, `country != (DE OR "in transit" OR 7)`, c.String())
	c.Values, c.Group = c.Values[:1], true
	require.Equal(t, "country != (DE)", c.String())
}

// TestBuildingKeepsItsParts holds that All and Any do not write to the nodes
// they take in.
func TestBuildingKeepsItsParts(t *testing.T) {
	a := condition(query.Has, query.NewText("a"), "x")
	b := condition(query.Has, query.NewText("b"), "x")
	base := query.All(a, b)
	first, second := query.All(base, a), query.All(base, b)
	require.Equal(t, "x:a x:b", base.String())
	require.Equal(t, "x:a x:b x:a", first.String())
	require.Equal(t, "x:a x:b x:b", second.String())
}

func TestOp(t *testing.T) {
	for op, want := range map[query.Op]string{
		0: "", query.Equal: "=", query.NotEqual: "!=", query.Less: "<", query.LessOrEqual: "<=",
		query.Greater: ">", query.GreaterOrEqual: ">=", query.Has: ":", query.Has + 1: "",
	} {
		require.Equal(t, want, op.String())
		require.Equal(t, want != "" && (want[0] == '<' || want[0] == '>'), op.Orders())
	}
}

// TestRandomTrees prints trees that were built and never parsed.
func TestRandomTrees(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	gardener := gardener{rand.New(rand.NewPCG(seed, 0))}
	for range 5000 {
		requireFixedPoint(t, gardener.node(4))
	}
}

// gardener grows trees from pieces that are hard to print.
type gardener struct{ *rand.Rand }

func (g gardener) node(depth int) query.Node {
	if depth == 0 {
		return g.condition()
	}
	switch g.IntN(4) {
	case 0:
		return &query.Not{Node: g.node(depth - 1)}
	case 1:
		return query.All(g.node(depth-1), g.node(depth-1), g.node(depth-1))
	case 2:
		return query.Any(g.node(depth-1), g.node(depth-1))
	}
	return g.condition()
}

func (g gardener) condition() query.Node {
	fields := []string{"a", "_b", "3com", "NOTa", "é", "c-d", "x*"}
	names := []string{fields[g.IntN(len(fields))]}
	for range g.IntN(3) {
		names = append(names, g.text())
	}
	c := condition(query.Equal+query.Op(g.IntN(int(query.Has))), g.value(), names...)
	if !c.Op.Orders() && g.IntN(3) == 0 {
		c.Values, c.Group = append(c.Values, g.value()), true
	}
	return c
}

func (g gardener) value() query.Value {
	switch g.IntN(3) {
	case 0:
		numbers := []string{"0", "-1", "007.50", ".5e-3", "1e999999999", "50%", "-0%"}
		v, _ := query.NewNumber(numbers[g.IntN(len(numbers))])
		return v
	case 1:
		parts := []string{g.text()}
		for range g.IntN(3) {
			parts = append(parts, g.text())
		}
		return query.NewPattern(parts...)
	}
	return query.NewText(g.text())
}

func (g gardener) text() string {
	pieces := []string{
		"a", "Z", "5", "-", ".", "*", `\`, `"`, "'", " ", ":", "(", ")", ",", "=", "<", "!", "~", "&", "|", "%",
		"AND", "OR", "NOT", "e3", "\n", "\t", "\x00", "\u00a0", "\u2028", "\ufeff", "\U000e0001", "é", "界", "😀",
		"2026-03-01T08", `\u0041`, `\*`,
	}
	var text strings.Builder
	for range g.IntN(4) {
		text.WriteString(pieces[g.IntN(len(pieces))])
	}
	return text.String()
}
