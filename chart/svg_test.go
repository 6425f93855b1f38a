package chart_test

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/chart"
)

// element is an element of a picture, read back.
type element struct {
	name     string
	attrs    map[string]string
	text     string
	children []*element
}

// parse reads a picture, which must be one well-formed svg element.
func parse(t testing.TB, svg chart.SVG) *element {
	decoder := xml.NewDecoder(strings.NewReader(svg.String()))
	root := &element{}
	open := []*element{root}
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
		last := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: token.Name.Local, attrs: map[string]string{}}
			for _, a := range token.Attr {
				require.NotContains(t, e.attrs, a.Name.Local)
				e.attrs[a.Name.Local] = a.Value
			}
			last.children = append(last.children, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			last.text += string(token)
		default:
			require.Fail(t, "neither element nor text", "%T", token)
		}
	}
	require.Len(t, root.children, 1)
	require.Equal(t, "svg", root.children[0].name)
	return root.children[0]
}

// all returns the elements of a name, in their order.
func (e *element) all(name string) []*element {
	var found []*element
	e.walk(func(e *element) {
		if e.name == name {
			found = append(found, e)
		}
	})
	return found
}

func (e *element) walk(visit func(*element)) {
	visit(e)
	for _, child := range e.children {
		child.walk(visit)
	}
}

// classed returns those of a list that have a class.
func classed(list []*element, class string) []*element {
	var found []*element
	for _, e := range list {
		if strings.Contains(" "+e.attrs["class"]+" ", " "+class+" ") {
			found = append(found, e)
		}
	}
	return found
}

// n returns an attribute that is a number.
func (e *element) n(t testing.TB, name string) float64 {
	n, err := strconv.ParseFloat(e.attrs[name], 64)
	require.NoError(t, err, "%s of %s", name, e.name)
	return n
}

// texts returns what the text elements say.
func (e *element) texts() []string {
	var said []string
	for _, text := range e.all("text") {
		said = append(said, text.text)
	}
	return said
}

// points returns the points of a polyline or polygon.
func (e *element) points(t testing.TB) [][2]float64 {
	var points [][2]float64
	for pair := range strings.FieldsSeq(e.attrs["points"]) {
		x, y, found := strings.Cut(pair, ",")
		require.True(t, found)
		p, err := strconv.ParseFloat(x, 64)
		require.NoError(t, err)
		q, err := strconv.ParseFloat(y, 64)
		require.NoError(t, err)
		points = append(points, [2]float64{p, q})
	}
	return points
}

// area is what an element covers.
type area struct {
	left, top, right, bottom float64
	what                     string
}

func (a area) overlaps(b area) bool {
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

func (a area) within(b area) bool {
	return b.left <= a.left && a.right <= b.right && b.top <= a.top && a.bottom <= b.bottom
}

// areaOf returns what a text covers, with letters as wide as in DejaVu Sans, the
// widest of common fonts.
func areaOf(t testing.TB, text *element) area {
	size, x, y := text.n(t, "font-size"), text.n(t, "x"), text.n(t, "y")
	width := 0.0
	for _, r := range text.text {
		switch {
		case strings.ContainsRune("ijl", r):
			width += 0.28 * size
		case strings.ContainsRune(" .,:;!'|()[]·I/-", r):
			width += 0.33 * size
		case strings.ContainsRune("tfr", r):
			width += 0.41 * size
		case strings.ContainsRune("cs", r):
			width += 0.55 * size
		case strings.ContainsRune("mMW@%…", r):
			width += size
		case unicode.IsUpper(r):
			width += 0.7 * size
		case unicode.IsLower(r):
			width += 0.62 * size
		default:
			width += 0.64 * size
		}
	}
	if squeezed := text.attrs["textLength"]; squeezed != "" {
		width = text.n(t, "textLength")
	}
	if text.attrs["font-weight"] != "" {
		width *= 1.1
	}
	left := map[string]float64{"": x, "middle": x - width/2, "end": x - width}[text.attrs["text-anchor"]]
	return area{left, y - 0.8*size, left + width, y + 0.22*size, text.text}
}
