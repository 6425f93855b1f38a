package notebook

import (
	"fmt"
	"regexp"
	"strings"
)

// origin tells who finds a page where to edit it.
const origin = "<!-- go test ./examples -update writes this page from examples/%s. -->\n\n"

const indexHead = `# Notebooks

Short programs that read from top to bottom: a question, the code that asks it, and what it prints. They run offline, on the portfolio of a
fictional partner that ships with the project.

| | | |
|---|---|---|
`

// index returns the page that lists all others.
func index(stories []*story) string {
	var b strings.Builder
	fmt.Fprintf(&b, origin, "")
	b.WriteString(indexHead)
	for _, s := range stories {
		fmt.Fprintf(&b, "| %s | %s | `%s` |\n", s.link(), s.summary, s.command())
	}
	return b.String()
}

func (s *story) page() string    { return s.name + ".md" }
func (s *story) link() string    { return fmt.Sprintf("[%s](%s)", s.title, s.page()) }
func (s *story) command() string { return "go run ./examples/" + s.name }

// markdown returns the page of a story, before those that follow it.
func (s *story) markdown(following []*story) string {
	blocks := []string{"# " + s.title, prose(s.beginning.prose), fenced("sh", []string{s.command()}), fenced("go", s.beginning.code)}
	for _, part := range s.sections {
		blocks = append(blocks, mark+part.heading, prose(part.prose), fenced("go", part.code), fenced("text", part.output))
	}
	return fmt.Sprintf(origin, s.name) + paragraphs(append(blocks, s.footer(following)))
}

// footer says where the program is, and what to read next.
func (s *story) footer(following []*story) string {
	next := "[all notebooks](README.md)"
	if len(following) > 0 {
		next = "next: " + following[0].link() + " · " + next
	}
	return fmt.Sprintf("[The whole program](../../examples/%s/main.go) · %s", s.name, next)
}

// paragraphs returns the blocks that are not empty, with a blank line between them.
func paragraphs(blocks []string) string {
	var b strings.Builder
	for _, block := range blocks {
		switch {
		case block == "":
			continue
		case b.Len() > 0:
			b.WriteByte('\n')
		}
		b.WriteString(block + "\n")
	}
	return b.String()
}

var docsPage = regexp.MustCompile(`\bdocs/([\w-]+\.md)\b`)

// prose returns lines of prose with links to the pages that they name.
func prose(lines []string) string {
	return docsPage.ReplaceAllString(strings.Trim(strings.Join(lines, "\n"), "\n"), "[docs/$1](../$1)")
}

// fenced returns lines as a block of a language, inside of a fence that they don't
// close; "" if there is nothing to show.
func fenced(language string, lines []string) string {
	if isBlank(lines) {
		return ""
	}
	text := strings.Trim(strings.Join(lines, "\n"), "\n")
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + language + "\n" + text + "\n" + fence
}
