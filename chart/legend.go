package chart

// entry is an entry of a legend: a text, and a sample of what it is about, if any, in a
// box.
type entry struct {
	text   string
	sample func(box)
}

const (
	sampleWidth  = 28 * pixel
	sampleHeight = 12 * pixel
	sampleGap    = 7 * pixel
	entryGap     = 18 * pixel
)

// legend writes entries one after the other, in as many lines as they need.
func (c *canvas) legend(entries []entry) {
	x, end := c.margin, c.width-c.margin
	c.y += lineHeight
	for _, e := range entries {
		width := body.width(e.text)
		if e.sample != nil {
			width += sampleWidth + sampleGap
		}
		if x > c.margin && x+width > end {
			x = c.margin
			c.y += lineHeight
		}
		c.entry(e, x)
		x += width + entryGap
	}
	c.y += 6 * pixel
}

func (c *canvas) entry(e entry, x px) {
	if e.sample != nil {
		e.sample(box{x, c.y - 15*pixel, sampleWidth, sampleHeight})
		x += sampleWidth + sampleGap
	}
	c.write(e.text, spot{x, c.y - 5*pixel}, atStart, body, c.width-c.margin-x)
}
