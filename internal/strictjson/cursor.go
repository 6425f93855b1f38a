package strictjson

import (
	"strconv"
	"strings"
)

// Cursor is a Reader that knows the path to the value that it reads. A value of
// another kind than is wanted is a fault at its place, and reading goes on.
// [NewCursor] makes one.
type Cursor struct {
	Reader
	fault  func(problem string, args ...any)
	path   []step
	broken string
}

// step is a part of the path to a value: a member, or an element of a list.
type step struct {
	member string
	index  int
}

// NewCursor returns a cursor of the document in data, which must not change
// meanwhile. What is wrong with the value at its place is told to fault.
func NewCursor(data []byte, fault func(problem string, args ...any)) *Cursor {
	return &Cursor{Reader: *New(data), fault: fault}
}

// Place returns the text of the path, such as subscriptions[12].licenses, or ""
// for the whole document.
func (c *Cursor) Place() string {
	var text strings.Builder
	for i, s := range c.path {
		switch {
		case s.member == "":
			text.WriteString("[" + strconv.Itoa(s.index) + "]")
		case i == 0:
			text.WriteString(s.member)
		default:
			text.WriteString("." + s.member)
		}
	}
	return text.String()
}

// Broken returns the place at which a fault of syntax was met, or "" if there
// was none within a member or an element.
func (c *Cursor) Broken() string { return c.broken }

// Enter goes down to a member. Its name must not be empty.
func (c *Cursor) Enter(member string) { c.path = append(c.path, step{member: member}) }

// Leave goes up again. The place of a fault of syntax is kept on the way up.
func (c *Cursor) Leave() {
	if c.broken == "" && c.Err() != nil {
		c.broken = c.Place()
	}
	c.path = c.path[:len(c.path)-1]
}

// Is reports whether the next value is of a kind. If not it is skipped, and a
// fault but for null, which means absent.
func (c *Cursor) Is(wanted Kind) bool {
	kind := c.Kind()
	switch kind {
	case wanted:
		return true
	case Null, Invalid:
	default:
		c.fault("%s instead of %s", kind, wanted)
	}
	c.Skip()
	return false
}

// Each calls read for each element of a list, which it must read. Null is no
// element: it is a fault, and then read like any other.
func (c *Cursor) Each(read func()) {
	if !c.Is(Array) {
		return
	}
	for index := range c.Elements() {
		c.path = append(c.path, step{index: index})
		if c.Kind() == Null {
			c.fault("null in a list")
		}
		read()
		c.Leave()
	}
}

// Word reads a text, which is empty if it is absent.
func (c *Cursor) Word() string {
	if !c.Is(String) {
		return ""
	}
	return string(c.Text())
}

// Words reads a list of texts.
func (c *Cursor) Words() []string {
	var list []string
	c.Each(func() { list = append(list, c.Word()) })
	return list
}
