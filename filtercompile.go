package partnerhub

import (
	"fmt"
	"slices"
	"strings"

	"github.com/partnerhub/partnerhub/internal/query"
)

// The codes of the faults of meaning.
const (
	codeInvalid      query.Code = "invalid_filter"
	codeUnknownField query.Code = "unknown_field"
	codeNoSubField   query.Code = "no_sub_field"
	codeOperator     query.Code = "operator"
	codeWildcard     query.Code = "wildcard"
	codeValue        query.Code = "value"
	codeNotNumber    query.Code = "not_a_number"
	codeOutOfRange   query.Code = "out_of_range"
	codeNotDate      query.Code = "not_a_date"
	codeNotProduct   query.Code = "not_a_product"
)

// compiler turns a tree of conditions into what finds the customers, and into
// the same tree with its values in their canonical form. It stops at the first
// fault.
type compiler struct {
	input string
	err   *query.Error
}

func (c *compiler) fail(code query.Code, at query.Span, message string, suggestions ...string) {
	if c.err == nil {
		c.err = query.NewError(code, c.input, at, message, suggestions...)
	}
}

func (c *compiler) compile(node query.Node) (query.Node, matcher) {
	switch n := node.(type) {
	case *query.And:
		nodes, matches := c.compileAll(n.Nodes)
		return query.All(nodes...), allOf(matches)
	case *query.Or:
		nodes, matches := c.compileAll(n.Nodes)
		return &query.Or{Nodes: nodes}, anyOf(matches)
	case *query.Not:
		inner, match := c.compile(n.Node)
		return &query.Not{Node: inner}, noneOf{match}
	case *query.Condition:
		return c.condition(*n)
	}
	return nil, nil
}

func (c *compiler) compileAll(nodes []query.Node) ([]query.Node, []matcher) {
	compiled := make([]query.Node, len(nodes))
	matches := make([]matcher, len(nodes))
	for i, node := range nodes {
		compiled[i], matches[i] = c.compile(node)
	}
	return compiled, matches
}

// condition is a condition while it is compiled.
type condition struct {
	query.Condition
	field   *filterField
	product Product // empty: all products
}

func (c *compiler) condition(source query.Condition) (query.Node, matcher) {
	cond := condition{Condition: source}
	cond.Values = slices.Clone(source.Values)
	cond.Group = len(cond.Values) > 1
	if cond.field = c.field(&cond); cond.field == nil {
		return nil, nil
	}
	if isPresence(&source) {
		return &cond.Condition, cond.presence()
	}
	if !slices.Contains(cond.field.operators(), cond.Op) {
		c.badOperator(&cond)
		return nil, nil
	}
	match := c.test(&cond)
	return &cond.Condition, match
}

func isPresence(c *query.Condition) bool {
	return c.Op == query.Has && !c.Group && len(c.Values) == 1 && c.Values[0].IsStar()
}

// field finds the field, and the product, that the path leads to.
func (c *compiler) field(cond *condition) *filterField {
	first := cond.Path[0]
	field := fieldNamed(first.Text)
	switch {
	case field == nil:
		message := "unknown field " + query.Quote(first.Text)
		near := query.Nearest(first.Text, fieldNames())
		if len(near) == 0 {
			message += "; valid: " + strings.Join(fieldNames(), ", ")
		}
		c.fail(codeUnknownField, first.Span, message, near...)
		return nil
	case len(cond.Path) > 1 && !field.byProduct:
		c.fail(codeNoSubField, first.Span, field.name+" has no sub-fields")
		return nil
	case len(cond.Path) > 2:
		c.fail(codeNoSubField, cond.Path[2].Span, query.Quote(cond.Path[:2].String())+" has no sub-fields")
		return nil
	case len(cond.Path) == 2:
		cond.product = c.product(cond.Path[1].Text, cond.Path[1].Span)
	}
	return field
}

// product checks the name of a product. A name that nobody has is valid.
func (c *compiler) product(name string, at query.Span) Product {
	product, err := ParseProduct(name)
	if err != nil {
		lower, wellFormed := ParseProduct(strings.ToLower(name))
		if wellFormed == nil {
			c.fail(codeNotProduct, at, query.Quote(name)+" is not a product name", string(lower))
		} else {
			c.fail(codeNotProduct, at, query.Quote(name)+" is not a product name: lower-case letters, digits and _, a letter first")
		}
	}
	return product
}

func (c *compiler) badOperator(cond *condition) {
	valid := make([]string, 0, len(cond.field.operators()))
	for _, op := range cond.field.operators() {
		valid = append(valid, op.String())
	}
	message := fmt.Sprintf("%s does not apply to %s: use %s", cond.Op, cond.field.name, strings.Join(valid, " "))
	if cond.Op == query.Has {
		c.fail(codeOperator, cond.OpSpan, message, "=")
		return
	}
	repaired := cond.Condition
	repaired.Op = cond.field.operators()[0]
	suggestion := repaired.String()
	if cond.Op == query.NotEqual {
		suggestion = (&query.Not{Node: &repaired}).String()
	}
	c.fail(codeOperator, cond.OpSpan, message, suggestion)
}

// test compiles the values of a condition and puts them in their canonical form.
func (c *compiler) test(cond *condition) matcher {
	switch cond.field.kind {
	case FilterText:
		return c.textTest(cond)
	case FilterNumber:
		return c.numberTest(cond)
	case FilterPercent:
		return c.percentTest(cond)
	case FilterDate:
		return c.dateTest(cond)
	}
	return c.facetTest(cond)
}

// facetTest is for fields whose values are names: enumerations and lists.
func (c *compiler) facetTest(cond *condition) matcher {
	wanted := make(anyOf, 0, len(cond.Values))
	for i := range cond.Values {
		value := &cond.Values[i]
		*value = value.AsText()
		name, ok := c.facetValue(cond, value)
		if !ok {
			return nil
		}
		value.Text, value.Kind = name, query.String
		wanted = append(wanted, facet{field: cond.field.name, value: name})
	}
	switch {
	case cond.Op == query.NotEqual:
		return allOf{cond.presence(), noneOf{wanted}}
	case len(wanted) == 1:
		return wanted[0] // a set that is kept, without a copy
	}
	return wanted
}

func (c *compiler) facetValue(cond *condition, value *query.Value) (string, bool) {
	if len(value.Stars) > 0 {
		c.badWildcard(cond, value)
		return "", false
	}
	switch cond.field.kind {
	case FilterTextList:
		return value.Text, true
	case FilterProducts:
		product := c.product(value.Text, value.Span)
		return string(product), product != ""
	}
	name, ok := cond.field.value(value.Text)
	if !ok {
		message := query.Quote(value.Text) + " is not " + cond.field.noun
		near := query.Nearest(strings.ToLower(value.Text), cond.field.values())
		if len(near) == 0 {
			message += "; valid: " + strings.Join(cond.field.values(), ", ")
		}
		c.fail(codeValue, value.Span, message, near...)
	}
	return name, ok
}

// badWildcard faults a * where it is no wildcard, with the form to use.
func (c *compiler) badWildcard(cond *condition, value *query.Value) {
	message := "* works only on text with = and !="
	repaired := cond.Condition
	repaired.Group = false
	switch cond.field.kind {
	case FilterEnum, FilterEnumList:
		var named []string
		for _, name := range cond.field.matching(value.Parts()) {
			repaired.Values = []query.Value{query.NewText(name)}
			named = append(named, repaired.String())
		}
		c.fail(codeWildcard, value.Span, message, named...)
		return
	case FilterProducts:
		c.fail(codeWildcard, value.Span, message)
		return
	case FilterText:
		if !cond.Op.Orders() {
			repaired.Op = query.Equal
			repaired.Values = []query.Value{query.NewPattern(value.Parts()...)}
			c.fail(codeWildcard, value.Span, message, repaired.String())
			return
		}
	}
	repaired.Values = []query.Value{query.NewText(value.Text)}
	c.fail(codeWildcard, value.Span, message+"; \\* is a star", repaired.String())
}
