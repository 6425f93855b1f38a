package chart

import "strconv"

// maxTitle is how many characters of a title are shown.
const maxTitle = 200

// canvas is a picture in the making. It is written from top to bottom: y is where
// there is room yet.
type canvas struct {
	pen
	look   Look
	words  *words
	title  string
	margin px
	width  px
	y      px
}

// newCanvas resolves a look.
func newCanvas(look Look, title func(*words) string) *canvas {
	if look.Width == 0 {
		look.Width = DefaultWidth
	}
	look.Width = min(max(look.Width, MinWidth), MaxWidth)
	look.IDPrefix = idPrefix(look.IDPrefix)
	c := &canvas{look: look, words: wordsOf(look.Language), margin: 16 * pixel, width: px(look.Width) * pixel}
	c.colors = look.Theme.colors()
	if look.Width < 480 {
		c.margin = 12 * pixel
	}
	if c.title = printable(look.Title, maxTitle); c.title == "" {
		c.title = title(c.words)
	}
	c.heading()
	return c
}

// room is the width between the margins.
func (c *canvas) room() px { return c.width - 2*c.margin }

// id returns the id of something in the picture.
func (c *canvas) id(of string) string { return c.look.IDPrefix + "-" + of }

// heading shows the title in a file of its own; a page has headings.
func (c *canvas) heading() {
	if c.look.Inline {
		c.y = 4 * pixel
		return
	}
	c.y = c.margin + 16*pixel
	c.write(heading.cut(c.title, c.room()), spot{c.margin, c.y}, atStart, heading, c.room())
	c.y += 10 * pixel
}

// lineHeight is that of texts below one another.
const lineHeight = 19 * pixel

// lines writes lines of text.
func (c *canvas) lines(lines []string, l lettering) {
	for _, line := range lines {
		c.y += lineHeight
		c.write(line, spot{c.margin, c.y - 5*pixel}, atStart, l, c.room())
	}
}

// noData says that there is nothing to show.
func (c *canvas) noData() {
	const height = 96 * pixel
	c.rectangle(box{c.margin, c.y + pixel/2, c.room(), height}, stroked(roleGrid, "1"))
	c.write(c.words.noData, spot{c.width / 2, c.y + height/2 + 4*pixel}, atMiddle, small, c.room())
	c.y += height
}

// finish returns the picture with what it shows in words.
func (c *canvas) finish(description string) SVG {
	height := c.y + c.margin
	if c.look.Inline {
		height = c.y + 4*pixel
	}
	height = (height + pixel - 1) / pixel * pixel
	content := c.out.String()
	c.out.Reset()
	c.open("svg",
		attribute{"xmlns", "http://www.w3.org/2000/svg"}, attribute{"class", c.look.Theme.classes()},
		attribute{"width", strconv.Itoa(c.look.Width)}, attribute{"height", height.String()},
		attribute{"viewBox", "0 0 " + strconv.Itoa(c.look.Width) + " " + height.String()},
		attribute{"role", "img"}, attribute{"lang", c.words.code},
		attribute{"aria-labelledby", c.id("title")}, attribute{"aria-describedby", c.id("description")},
		attribute{"font-family", fonts}, attribute{"direction", "ltr"})
	c.content("title", c.title, attribute{"id", c.id("title")})
	c.content("desc", description, attribute{"id", c.id("description")})
	if !c.look.Inline {
		c.ground(height)
	}
	c.out.WriteString(content)
	c.close("svg")
	return SVG{c.out.String(), c.title, description}
}

// ground writes what a file of its own has below the picture: colors and a background.
func (c *canvas) ground(height px) {
	if c.look.Theme.followsReader() {
		c.out.WriteString("<style>\n" + Stylesheet() + "</style>\n")
	}
	c.rectangle(box{0, 0, c.width, height}, filled(roleBack))
}
