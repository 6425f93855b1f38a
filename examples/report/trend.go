package main

import (
	"fmt"
	"math/bits"
	"strings"

	"github.com/partnerhub/partnerhub"
)

const (
	// trendRows is how many points of the trend are shown, the latest.
	trendRows = 26
	// barWidth is how many columns the longest bar takes.
	barWidth = 54
)

// What bars are made of.
const (
	usedMark     = '█'
	assignedMark = '▓'
	freeMark     = '░'
	unknownMark  = '?'
	limitMark    = '┃'
)

// trend draws how the licenses developed: a bar for each point.
func (p *page) trend(points []partnerhub.TrendPoint, product partnerhub.Product) {
	p.heading("License trend", fmt.Sprintf("%s, weekly", product))
	longest := longestBar(points)
	if longest == 0 {
		p.line(plain, fmt.Sprintf("No licenses of %s.", product))
		return
	}
	p.write(p.paintMarks(legend()))
	p.blank()
	if hidden := len(points) - trendRows; hidden > 0 {
		p.line(plain, more(hidden)+" before; -format json has them")
		points = points[hidden:]
	}
	t := table{
		columns: append([]column{{head: "Date"}, {head: axis(longest)}}, numbers("Total", "Assigned", "Used")...),
		paint: func(column int, text string) string {
			if column != 1 {
				return text
			}
			return p.paintMarks(text)
		},
	}
	for _, point := range points {
		t.add(point.AsOf.Format(dateFormat), bar(point, longest), short(point.Total),
			sum(point.Assigned, point.UnknownAssigned), sum(point.Used, point.UnknownUsed))
	}
	t.write(p)
}

func legend() string {
	return fmt.Sprintf("%c used  %c assigned  %c free  %c unknown whether assigned  %c limit, where more are assigned",
		usedMark, assignedMark, freeMark, unknownMark, limitMark)
}

// axis labels the ends of the bars.
func axis(longest int64) string {
	end := short(longest)
	return "0" + strings.Repeat("·", barWidth-1-textWidth(end)) + end
}

// sum returns a sum of counts; so many licenses are not in it, as their count is
// unknown.
func sum(known partnerhub.Count, unknown int64) string {
	if known.IsKnown() && unknown > 0 {
		return atLeast + shortCount(known)
	}
	return shortCount(known)
}

func longestBar(points []partnerhub.TrendPoint) int64 {
	var longest int64
	for _, point := range points {
		assigned, _ := point.Assigned.Value()
		used, _ := point.Used.Value()
		longest = max(longest, point.Total, assigned, used)
	}
	return longest
}

// bar draws a point: the licenses that are used lie over those that are
// assigned, and these over all.
func bar(point partnerhub.TrendPoint, longest int64) string {
	assigned, _ := point.Assigned.Value()
	used, _ := point.Used.Value()
	cells := []rune(strings.Repeat(" ", barWidth))
	fill(cells, point.Total, longest, unknownMark)
	fill(cells, point.Total-point.UnknownAssigned, longest, freeMark)
	fill(cells, assigned, longest, assignedMark)
	fill(cells, used, longest, usedMark)
	if end := length(point.Total, longest); max(assigned, used) > point.Total && end > 0 {
		cells[end-1] = limitMark
	}
	return string(cells)
}

func fill(cells []rune, n, longest int64, mark rune) {
	for i := range length(n, longest) {
		cells[i] = mark
	}
}

// length returns how many columns stand for n licenses: at least one if there
// are any. The product with barWidth may need more than 64 bits.
func length(n, longest int64) int {
	high, low := bits.Mul64(uint64(n), barWidth)
	columns, rest := bits.Div64(high, low, uint64(longest))
	if rest > 0 {
		columns++
	}
	return int(columns)
}

var markStyles = map[rune]style{
	usedMark: green, assignedMark: cyan, freeMark: faint, unknownMark: yellow, limitMark: red,
}

// paintMarks styles the marks in a text, each run of the same in one go.
func (p *page) paintMarks(text string) string {
	var out strings.Builder
	for text != "" {
		mark := []rune(text)[0]
		rest := strings.TrimLeft(text, string(mark))
		out.WriteString(p.styled(text[:len(text)-len(rest)], markStyles[mark]))
		text = rest
	}
	return out.String()
}
