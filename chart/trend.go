package chart

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
)

// Trend draws how the licenses of a product develop, as [partnerhub.View.Trend] returns it:
// three lines over time, of all licenses, those assigned and those used. Its legend has
// the numbers of the last point. What is unknown is a gap in its line; a number from which
// something unknown is left out is a hollow point, marked "≥". Each point has a
// tooltip with its numbers, unless they are too close for a mouse.
//
// Where numbers are equal, lines lie over each other, those of fewer licenses on top: the
// one below is seen between the dashes only, and the legend has its last number.
//
// Points in another order are put in that of time. Without points the picture says that there
// is no data.
func Trend(points []partnerhub.TrendPoint, look Look) SVG {
	c := newCanvas(look, func(w *words) string { return w.trend })
	if len(points) == 0 {
		c.noData()
		return c.finish(c.words.noData + ".")
	}
	points = slices.Clone(points)
	slices.SortStableFunc(points, func(a, b partnerhub.TrendPoint) int { return a.AsOf.Compare(b.AsOf) })
	t := newTrend(c, points)
	t.legend()
	t.plot()
	t.notes()
	return c.finish(t.description())
}

// trend is the picture of a trend.
type trend struct {
	*canvas
	points []partnerhub.TrendPoint
	series [3]series
	axis   axis
	x      []px // of the points
	frame  box  // in which the lines are
	// marked: points are far enough apart for markers.
	marked bool
}

// series is a line of a trend.
type series struct {
	label   string
	role    role
	dashes  string
	marker  marker
	amounts []amount // of the points
}

// minMarked is how far apart points are that have markers, minHover those that have
// tooltips.
const (
	minMarked = 14 * pixel
	minHover  = 4 * pixel
)

// maxTicks is how many steps an axis has at most.
const maxTicks = 5

func newTrend(c *canvas, points []partnerhub.TrendPoint) *trend {
	t := &trend{canvas: c, points: points, series: [3]series{
		{label: c.words.total, role: roleTotal, marker: square},
		{label: c.words.assigned, role: roleAssigned, dashes: "9 4", marker: disc},
		{label: c.words.used, role: roleUsed, dashes: "2 4", marker: diamond},
	}}
	var highest uint64
	for i := range points {
		p := &points[i]
		for s, a := range [...]amount{{n: p.Total, known: true}, amountOf(p.Assigned, p.UnknownAssigned), amountOf(p.Used, p.UnknownUsed)} {
			t.series[s].amounts = append(t.series[s].amounts, a)
			highest = max(highest, drawn(a.n))
		}
	}
	t.axis = newAxis(highest, maxTicks)
	return t
}

func (t *trend) legend() {
	entries := []entry{{text: fmt.Sprintf(t.words.asOf, t.words.day(t.points[len(t.points)-1].AsOf))}}
	for _, s := range t.series {
		last := s.amounts[len(s.amounts)-1]
		entries = append(entries, entry{s.label + ": " + t.words.short(last), func(b box) { t.sample(s, b, last.atLeast) }})
	}
	t.canvas.legend(entries)
}

// sample shows what a line looks like.
func (t *trend) sample(s series, b box, hollow bool) {
	y := b.y + b.height/2
	t.line(spot{b.x, y}, spot{b.x + b.width, y}, s.paint())
	t.mark(s, spot{b.x + b.width/2, y}, hollow)
}

func (s *series) paint() paint { return stroked(s.role, "2").dashed(s.dashes) }

// plot draws axes and lines.
func (t *trend) plot() {
	dates := small.width(t.words.day(t.points[len(t.points)-1].AsOf))
	left := max(t.margin+t.axis.widest(t.words)+8*pixel, t.margin/2+dates/2)
	right := t.width - t.margin/2 - dates/2
	t.lines([]string{t.axis.caption(t.words)}, small)
	t.frame = box{left, t.y + 8*pixel, right - left, 140*pixel + t.width/8}
	t.place()
	t.steps()
	for i := range t.series {
		t.draw(&t.series[i])
	}
	t.y = t.frame.y + t.frame.height
	t.dates()
	t.tooltips()
}

// place finds the x of the points: by their time, a single one in the middle.
func (t *trend) place() {
	first, last := t.points[0].AsOf.Unix(), t.points[len(t.points)-1].AsOf.Unix()
	along := scale{uint64(last - first), t.frame.width}
	t.marked = px(len(t.points)-1)*minMarked <= t.frame.width
	t.x = make([]px, len(t.points))
	for i, p := range t.points {
		t.x[i] = t.frame.x + t.frame.width/2
		if first != last {
			t.x[i] = t.frame.x + along.at(uint64(p.AsOf.Unix()-first))
		}
	}
}

// at returns the place of a number of a point.
func (t *trend) at(point int, n int64) spot {
	up := scale{t.axis.top, t.frame.height}.at(drawn(n))
	return spot{t.x[point], t.frame.y + t.frame.height - up}
}

// steps draws the steps of the axis of numbers.
func (t *trend) steps() {
	for _, tick := range t.axis.ticks() {
		y := t.frame.y + t.frame.height - scale{t.axis.top, t.frame.height}.at(tick)
		line := stroked(roleGrid, "1")
		if tick == 0 {
			line = stroked(roleMuted, "1")
		}
		t.line(spot{t.frame.x, y}, spot{t.frame.x + t.frame.width, y}, line)
		t.write(t.axis.label(tick, t.words), spot{t.frame.x - 8*pixel, y + 4*pixel}, atEnd, small, t.frame.x-8*pixel)
	}
}

// draw draws a line: a part for each run of points whose numbers are known.
func (t *trend) draw(s *series) {
	for from := 0; from < len(s.amounts); {
		until := from
		for until < len(s.amounts) && s.amounts[until].known {
			until++
		}
		t.run(s, from, until)
		from = until + 1
	}
}

// run draws the points from one to before another. A point alone has no line, and
// always a marker.
func (t *trend) run(s *series, from, until int) {
	var spots []spot
	for i := from; i < until; i++ {
		spots = append(spots, t.at(i, s.amounts[i].n))
	}
	if len(spots) > 1 {
		t.polyline(spots, s.paint())
	}
	if !t.marked && len(spots) > 1 {
		return
	}
	for i, at := range spots {
		t.mark(*s, at, s.amounts[from+i].atLeast)
	}
}

// dates writes the days of points below them, as many as there is room for.
func (t *trend) dates() {
	t.y += lineHeight
	free, step := t.width, t.dateStep()
	for i := len(t.points) - 1; i >= 0; i -= step {
		label := t.words.day(t.points[i].AsOf)
		width := small.width(label)
		if t.x[i]+width/2 > free || t.x[i] < width/2 {
			continue
		}
		t.line(spot{t.x[i], t.frame.y + t.frame.height}, spot{t.x[i], t.frame.y + t.frame.height + 4*pixel}, stroked(roleMuted, "1"))
		t.write(label, spot{t.x[i], t.y - 2*pixel}, atMiddle, small, width)
		free = t.x[i] - width/2 - dateGap
	}
}

const dateGap = 12 * pixel

// dateStep returns after how many points the next has its day: a number that leads to the
// first point, if there is one that is not much larger than it must be.
func (t *trend) dateStep() int {
	intervals := len(t.points) - 1
	width := small.width(t.words.day(t.points[0].AsOf)) + dateGap
	fewest := int((width*px(intervals) + t.frame.width - 1) / t.frame.width)
	for step := max(fewest, 1); step <= 2*fewest; step++ {
		if intervals%step == 0 {
			return step
		}
	}
	return max(fewest, 1)
}

// tooltips tells the numbers of the point that a mouse is at.
func (t *trend) tooltips() {
	if px(len(t.points))*minHover > t.frame.width {
		return
	}
	from := t.frame.x
	for i, p := range t.points {
		until := t.frame.x + t.frame.width
		if i+1 < len(t.points) {
			until = (t.x[i] + t.x[i+1]) / 2
		}
		t.open("rect", append(box{from, t.frame.y, until - from, t.frame.height}.attributes(),
			attribute{"fill", "none"}, attribute{"pointer-events", "all"})...)
		t.content("title", t.tooltip(i, p.AsOf))
		t.close("rect")
		from = until
	}
}

func (t *trend) tooltip(point int, asOf time.Time) string {
	var figures []string
	for _, s := range t.series {
		figures = append(figures, s.label+" "+t.words.short(s.amounts[point]))
	}
	return t.words.day(asOf) + ": " + strings.Join(figures, ", ")
}
