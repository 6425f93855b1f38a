package main

import (
	"bytes"
	"strings"
)

// pageWidth is how many columns a line may take.
const pageWidth = 100

// page is the text that the report is written on.
type page struct {
	out   bytes.Buffer
	color bool
}

// style is how a terminal shows a text: the parameter of its escape sequence.
type style string

const (
	plain  style = ""
	bold   style = "1"
	faint  style = "2"
	red    style = "31"
	green  style = "32"
	yellow style = "33"
	cyan   style = "36"
)

// styled returns a text in a style. It comes last, when the columns are set, as
// it adds what has no width.
func (p *page) styled(text string, s style) string {
	if !p.color || s == plain || text == "" {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}

// write writes a line that is set and styled.
func (p *page) write(line string) {
	p.out.WriteString(strings.TrimRight(line, " "))
	p.out.WriteByte('\n')
}

// line writes a text in one line.
func (p *page) line(s style, text string) { p.write(p.styled(cut(text, pageWidth), s)) }

func (p *page) blank() { p.write("") }

// heading begins a part of the report.
func (p *page) heading(title, note string) {
	note = cut(note, pageWidth-textWidth(title)-len(gap))
	p.blank()
	p.write(p.styled(strings.ToUpper(title), bold) + gap + p.styled(note, faint))
}

// facts writes a series of facts in as many lines as it needs.
func (p *page) facts(s style, facts ...string) {
	const dot = " · "
	line := facts[0]
	for _, fact := range facts[1:] {
		if textWidth(line+dot+fact) <= pageWidth {
			line += dot + fact
			continue
		}
		p.line(s, line)
		line = "  " + fact
	}
	p.line(s, line)
}
