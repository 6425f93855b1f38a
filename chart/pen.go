package chart

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// attribute is an attribute of an element.
type attribute struct{ name, value string }

// pen writes the elements of a picture, in the colors of a palette.
type pen struct {
	out    strings.Builder
	colors *palette
}

// open writes the start of an element.
func (p *pen) open(element string, attributes ...attribute) {
	p.start(element, attributes)
	p.out.WriteString(">\n")
}

func (p *pen) close(element string) { p.out.WriteString("</" + element + ">\n") }

// empty writes an element without content.
func (p *pen) empty(element string, attributes ...attribute) {
	p.start(element, attributes)
	p.out.WriteString("/>\n")
}

// content writes an element that contains a text.
func (p *pen) content(element, text string, attributes ...attribute) {
	p.start(element, attributes)
	p.out.WriteByte('>')
	p.escaped(text)
	p.close(element)
}

// start writes the start of an element without its end. Attributes without a value are
// left out.
func (p *pen) start(element string, attributes []attribute) {
	p.out.WriteString("<" + element)
	for _, a := range attributes {
		if a.value == "" {
			continue
		}
		p.out.WriteString(" " + a.name + `="`)
		p.escaped(a.value)
		p.out.WriteByte('"')
	}
}

// escaped writes a text; a strings.Builder never fails.
func (p *pen) escaped(text string) { _ = xml.EscapeText(&p.out, []byte(text)) }

// spot is a place in a picture.
type spot struct{ x, y px }

// box is a rectangle: its upper left corner and its size.
type box struct{ x, y, width, height px }

func (b box) attributes() []attribute {
	return []attribute{{"x", b.x.String()}, {"y", b.y.String()}, {"width", b.width.String()}, {"height", b.height.String()}}
}

func (p *pen) rectangle(b box, with paint) {
	p.empty("rect", append(b.attributes(), p.colors.attributes(with)...)...)
}

func (p *pen) line(from, to spot, with paint) {
	p.empty("line", append([]attribute{
		{"x1", from.x.String()}, {"y1", from.y.String()}, {"x2", to.x.String()}, {"y2", to.y.String()},
	}, p.colors.attributes(with)...)...)
}

func (p *pen) circle(center spot, radius px, with paint) {
	p.empty("circle", append([]attribute{
		{"cx", center.x.String()}, {"cy", center.y.String()}, {"r", radius.String()},
	}, p.colors.attributes(with)...)...)
}

// polygon draws a closed shape, polyline an open one.
func (p *pen) polygon(corners []spot, with paint)  { p.path("polygon", corners, with) }
func (p *pen) polyline(corners []spot, with paint) { p.path("polyline", corners, with) }

func (p *pen) path(element string, corners []spot, with paint) {
	points := make([]string, len(corners))
	for i, c := range corners {
		points[i] = c.x.String() + "," + c.y.String()
	}
	p.empty(element, append([]attribute{
		{"points", strings.Join(points, " ")}, {"stroke-linejoin", "round"},
	}, p.colors.attributes(with)...)...)
}

// The anchors of a text: where in it its place is.
const (
	atStart  = ""
	atMiddle = "middle"
	atEnd    = "end"
)

// write writes a line of text on a baseline. One that might be wider than its room is
// squeezed into it: a number that is cut is another number.
func (p *pen) write(text string, at spot, anchor string, l lettering, room px) {
	attributes := []attribute{{"x", at.x.String()}, {"y", at.y.String()}, {"text-anchor", anchor}, {"font-size", strconv.Itoa(l.size)}}
	if l.bold {
		attributes = append(attributes, attribute{"font-weight", "600"})
	}
	if l.width(text) > room {
		attributes = append(attributes, attribute{"textLength", room.String()}, attribute{"lengthAdjust", "spacingAndGlyphs"})
	}
	p.content("text", text, append(attributes, p.colors.attributes(filled(l.role))...)...)
}
