package query

import "strings"

// The canonical text writes AND as juxtaposition and NOT as "-", puts
// parentheses wherever AND and OR meet, and quotes where it must.

func text(n Node) string {
	var b strings.Builder
	n.write(&b)
	return b.String()
}

// String returns the canonical text.
func (n *And) String() string { return text(n) }

// String returns the canonical text.
func (n *Or) String() string { return text(n) }

// String returns the canonical text.
func (n *Not) String() string { return text(n) }

// String returns the canonical text.
func (c *Condition) String() string { return text(c) }

func (n *And) write(b *strings.Builder) {
	for i, node := range n.Nodes {
		if i > 0 {
			b.WriteByte(' ')
		}
		_, mixed := node.(*Or)
		writeOperand(b, node, mixed)
	}
}

func (n *Or) write(b *strings.Builder) {
	for i, node := range n.Nodes {
		if i > 0 {
			b.WriteString(" OR ")
		}
		_, mixed := node.(*And)
		writeOperand(b, node, mixed)
	}
}

func (n *Not) write(b *strings.Builder) {
	b.WriteByte('-')
	_, simple := n.Node.(*Condition)
	writeOperand(b, n.Node, !simple)
}

func writeOperand(b *strings.Builder, node Node, parens bool) {
	if !parens {
		node.write(b)
		return
	}
	b.WriteByte('(')
	node.write(b)
	b.WriteByte(')')
}

func (c *Condition) write(b *strings.Builder) {
	c.Path.write(b)
	if c.Op == Has {
		b.WriteString(c.Op.String())
	} else {
		b.WriteString(" " + c.Op.String() + " ")
	}
	if c.Group || len(c.Values) > 1 {
		b.WriteByte('(')
		writeValues(b, c.Values)
		b.WriteByte(')')
		return
	}
	writeValues(b, c.Values)
}

func writeValues(b *strings.Builder, values []Value) {
	for i, v := range values {
		if i > 0 {
			b.WriteString(" OR ")
		}
		v.write(b)
	}
}

// String returns the canonical text of the path.
func (p Path) String() string {
	var b strings.Builder
	p.write(&b)
	return b.String()
}

// write quotes what needs it, save for the first name: no quotes make a field
// name of what is not one.
func (p Path) write(b *strings.Builder) {
	for i, segment := range p {
		if i > 0 {
			b.WriteByte('.')
		}
		if i == 0 || isBareName(segment.Text) {
			b.WriteString(segment.Text)
			continue
		}
		writeQuoted(b, segment.Text, starsIn(segment.Text))
	}
}

// String returns the canonical text of the value.
func (v Value) String() string {
	var b strings.Builder
	v.write(&b)
	return b.String()
}

func (v Value) write(b *strings.Builder) {
	if v.Kind == Number {
		b.WriteString(v.Text)
		return
	}
	allWild := strings.Count(v.Text, "*") == len(v.Stars)
	if allWild && isBareText(v.Text) {
		b.WriteString(v.Text)
		return
	}
	writeQuoted(b, v.Text, v.Stars)
}
