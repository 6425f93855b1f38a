package chart

import (
	"fmt"
	"strconv"
	"strings"
)

// Licenses draws a bar for each of a list, in its order, on a common scale: the licenses that are
// used, assigned but not used, and available; where something is unknown, a part for
// that; and past a mark at the total, overage. Each bar has its name and its numbers in
// words. Without bars the picture says that there is no data.
//
// The picture is as high as its bars need, about 50 pixels each: a host pages through long
// lists. The description tells of the first 20.
func Licenses(bars []Bar, look Look) SVG {
	c := newCanvas(look, func(w *words) string { return w.licenses })
	if len(bars) == 0 {
		c.noData()
		return c.finish(c.words.noData + ".")
	}
	l := newLicenses(c, bars)
	l.patterns()
	l.legend()
	l.rows()
	return c.finish(l.description())
}

// licenses is the picture of bars.
type licenses struct {
	*canvas
	bars  []Bar
	parts [][]part // by bar
	axis  axis
	scale scale
	x     px // where bars begin
	// beside: the numbers of a bar stand beside its name.
	beside bool
	// The ids of hatchings.
	perhaps, unknown, overage string
}

func newLicenses(c *canvas, bars []Bar) *licenses {
	l := &licenses{canvas: c, bars: bars, perhaps: c.id("perhaps"), unknown: c.id("unknown"), overage: c.id("overage")}
	var highest uint64
	for i := range bars {
		parts := bars[i].parts()
		l.parts = append(l.parts, parts)
		for _, p := range parts {
			highest = max(highest, p.to)
		}
	}
	l.arrange(highest)
	l.beside = l.isWide()
	return l
}

// arrange chooses the axis with as many steps as there is room for their labels.
func (l *licenses) arrange(highest uint64) {
	for steps := uint64(maxTicks); steps > 0; steps-- {
		l.axis = newAxis(highest, steps)
		half := l.axis.widest(l.words) / 2
		l.x = l.margin
		l.scale = scale{l.axis.top, l.width - max(l.margin, half+4*pixel) - l.x}
		if l.scale.at(l.axis.step) >= 2*half+dateGap {
			return
		}
	}
}

// nameGap is between a name and the numbers beside it.
const nameGap = 16 * pixel

// isWide reports whether there is room for the numbers of each bar beside its name.
func (l *licenses) isWide() bool {
	for i := range l.bars {
		if large.width(l.shownName(i))+nameGap+small.width(strings.Join(l.figures(i), separator)) > l.room() {
			return false
		}
	}
	return true
}

// maxName is how many characters of a name are shown.
const maxName = 200

func (l *licenses) shownName(bar int) string { return printable(l.bars[bar].Name, maxName) }

// separator is between the numbers of a bar.
const separator = " · "

func (l *licenses) figures(bar int) []string { return l.bars[bar].figures(l.words, l.words.short) }

// legend explains the kinds of parts: those that any bar may have, and those of the others
// that there are.
func (l *licenses) legend() {
	present := [kindCount]bool{usedPart: true, notUsedPart: true, availablePart: true}
	for _, parts := range l.parts {
		for _, p := range parts {
			present[p.kind] = true
		}
	}
	labels := [kindCount]string{
		l.words.used, l.words.notUsed, l.words.perhapsUsed, l.words.available, l.words.unassignedUnknown, l.words.pastTotal, l.words.stray,
	}
	var entries []entry
	for k, label := range labels {
		if present[k] {
			entries = append(entries, entry{label, func(b box) { l.sample(kind(k), b) }})
		}
	}
	entries = append(entries, entry{l.words.totalMark, l.totalSample})
	l.canvas.legend(entries)
}

// sample shows what a part looks like: overage over what it may lie over.
func (l *licenses) sample(k kind, b box) {
	if k == overPart {
		l.fill(notUsedPart, b)
	}
	if k == strayPart {
		l.fill(availablePart, b)
	}
	l.fill(k, b)
}

// totalSample shows the mark at the end of a bar.
func (l *licenses) totalSample(b box) {
	l.fill(availablePart, b)
	l.totalMark(b.x+b.width, b.y, b.height)
}

// barHeight is the height of a bar.
const barHeight = 14 * pixel

// fill draws a part of a bar.
func (l *licenses) fill(k kind, b box) {
	switch k {
	case usedPart:
		l.rectangle(b, filled(roleUsed))
	case notUsedPart:
		l.rectangle(b, filled(roleAssigned))
	case perhapsUsedPart:
		l.rectangle(b, patterned(l.perhaps).outlined(roleAssigned, "1"))
	case availablePart:
		l.rectangle(b, paint{}.outlined(roleAvailable, "1"))
	case unknownPart:
		l.rectangle(b, patterned(l.unknown).outlined(roleAvailable, "1").dashed("2 2"))
	case overPart:
		l.rectangle(b, patterned(l.overage).outlined(roleOver, "2"))
	case strayPart:
		l.rectangle(box{b.x, b.y + b.height/3, b.width, b.height / 3}, filled(roleUsed))
	}
}

// totalMark marks the total at the end of a bar.
func (l *licenses) totalMark(x, y, height px) {
	l.line(spot{x, y - 3*pixel}, spot{x, y + height + 3*pixel}, stroked(roleTotal, "2"))
}

// rows draws the bars and the axis below them.
func (l *licenses) rows() {
	for i := range l.bars {
		l.head(i)
		l.bar(i)
	}
	l.steps()
}

// head writes the name and the numbers of a bar: on one line, if there is room on it
// for those of each bar.
func (l *licenses) head(bar int) {
	l.y += lineHeight
	if !l.beside {
		l.name(bar, l.room())
		l.lines(small.wrap(l.figures(bar), separator, l.room()), small)
		return
	}
	figures := strings.Join(l.figures(bar), separator)
	l.name(bar, l.room()-small.width(figures)-nameGap)
	l.write(figures, spot{l.width - l.margin, l.y - 5*pixel}, atEnd, small, l.room())
}

// name writes the name of a bar. One whose width nobody knows is clipped.
func (l *licenses) name(bar int, room px) {
	shown := large.cut(l.shownName(bar), room)
	if isSure(shown) {
		l.write(shown, spot{l.margin, l.y - 5*pixel}, atStart, large, room)
		return
	}
	id := l.id("name-" + strconv.Itoa(bar))
	l.open("clipPath", attribute{"id", id})
	l.empty("rect", box{l.margin, l.y - lineHeight, room, lineHeight}.attributes()...)
	l.close("clipPath")
	l.open("g", attribute{"clip-path", "url(#" + id + ")"})
	l.write(shown, spot{l.margin, l.y - 5*pixel}, atStart, large, room)
	l.close("g")
}

// bar draws a bar over the steps of the axis.
func (l *licenses) bar(bar int) {
	l.y += 2 * pixel
	for _, tick := range l.axis.ticks() {
		x := l.x + l.scale.at(tick)
		l.line(spot{x, l.y - 2*pixel}, spot{x, l.y + barHeight + 2*pixel}, stroked(roleGrid, "1"))
	}
	for _, p := range l.parts[bar] {
		from, to := l.scale.at(p.from), l.scale.at(p.to)
		l.fill(p.kind, box{l.x + from, l.y, to - from, barHeight})
	}
	l.totalMark(l.x+l.scale.at(drawn(l.bars[bar].Total)), l.y, barHeight)
	l.y += barHeight + 8*pixel
}

// steps draws the axis of numbers.
func (l *licenses) steps() {
	l.line(spot{l.x, l.y}, spot{l.x + l.scale.length, l.y}, stroked(roleMuted, "1"))
	for _, tick := range l.axis.ticks() {
		x := l.x + l.scale.at(tick)
		l.line(spot{x, l.y}, spot{x, l.y + 4*pixel}, stroked(roleMuted, "1"))
		anchor := atMiddle
		if tick == 0 {
			anchor = atStart
		}
		l.write(l.axis.label(tick, l.words), spot{x, l.y + 17*pixel}, anchor, small, l.room())
	}
	l.y += 20 * pixel
	l.lines([]string{l.axis.caption(l.words)}, small)
}

// maxDescribed is how many bars the description tells of.
const maxDescribed = 20

// description says the bars in words.
func (l *licenses) description() string {
	sentences := []string{l.words.bars[0]}
	if len(l.bars) != 1 {
		sentences[0] = fmt.Sprintf(l.words.bars[1], l.words.count(len(l.bars)))
	}
	for i := range min(len(l.bars), maxDescribed) {
		sentences = append(sentences, l.sentence(i))
	}
	if more := len(l.bars) - maxDescribed; more > 0 {
		sentences = append(sentences, fmt.Sprintf(l.words.moreBars, l.words.count(more)))
	}
	return strings.Join(sentences, " ")
}

// sentence says a bar in words, with its name if it has one.
func (l *licenses) sentence(bar int) string {
	figures := strings.Join(l.bars[bar].figures(l.words, l.words.spoken), ", ") + "."
	if name := l.shownName(bar); name != "" {
		return name + ": " + figures
	}
	return figures
}

// patterns defines the hatchings.
func (l *licenses) patterns() {
	l.open("defs")
	l.hatching(l.perhaps, -45, 6, stroked(roleAssigned, "2"))
	l.hatching(l.unknown, 45, 4, stroked(roleAvailable, "1"))
	l.hatching(l.overage, 45, 6, stroked(roleBack, "2.5"))
	l.close("defs")
}

// hatching defines a pattern of lines that are turned by an angle, so many pixels apart.
func (l *licenses) hatching(id string, degrees int, apart px, with paint) {
	size := (apart * pixel).String()
	l.open("pattern", attribute{"id", id}, attribute{"width", size}, attribute{"height", size},
		attribute{"patternUnits", "userSpaceOnUse"}, attribute{"patternTransform", fmt.Sprintf("rotate(%d)", degrees)})
	l.line(spot{0, 0}, spot{0, apart * pixel}, with)
	l.close("pattern")
}
