package chart

import "strings"

// paint is how an element is colored: its area, its outline or both. The zero paint leaves
// it without color.
type paint struct {
	fill, stroke role
	filled       bool   // with the color of fill
	pattern      string // the id of what fills the area instead of a color
	width        string // of the outline; none without
	dashes       string // of the outline
}

func filled(r role) paint                { return paint{fill: r, filled: true} }
func stroked(r role, width string) paint { return paint{stroke: r, width: width} }
func patterned(id string) paint          { return paint{pattern: id} }

// outlined returns the paint with an outline.
func (p paint) outlined(r role, width string) paint {
	p.stroke, p.width = r, width
	return p
}

// dashed returns the paint with a dashed outline.
func (p paint) dashed(dashes string) paint {
	p.dashes = dashes
	return p
}

// attributes returns what colors an element: attributes for those who have no
// stylesheet, classes for those who have.
func (p *palette) attributes(with paint) []attribute {
	var classes []string
	fill, stroke := "none", ""
	switch {
	case with.pattern != "":
		fill = "url(#" + with.pattern + ")"
	case with.filled:
		fill = p[with.fill]
		classes = append(classes, "ph-fill-"+roleNames[with.fill])
	}
	if with.width != "" {
		stroke = p[with.stroke]
		classes = append(classes, "ph-stroke-"+roleNames[with.stroke])
	}
	return []attribute{
		{"class", strings.Join(classes, " ")}, {"fill", fill}, {"stroke", stroke},
		{"stroke-width", with.width}, {"stroke-dasharray", with.dashes},
	}
}
