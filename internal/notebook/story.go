package notebook

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// story is a program, taken apart.
type story struct {
	name           string
	title, summary string
	// beginning has no heading: the introduction and the imports.
	beginning section
	sections  []*section
}

// section is a heading and what belongs to it, as lines.
type section struct {
	heading string
	// printed says that the program prints the heading, and so has output for it.
	printed bool
	prose   []string
	code    []string
	output  []string
}

const packageClause = "\npackage main\n"

// parse reads the text of a main.go that is formatted as gofmt does.
func parse(name, source string) (*story, error) {
	comment, code, isMain := strings.Cut("\n"+source, packageClause)
	if !isMain {
		return nil, errors.New("the file is not one of package main")
	}
	s := &story{name: name}
	for line := range strings.Lines(strings.TrimPrefix(comment, "\n")) {
		s.beginning.addProse(strings.TrimSuffix(line, "\n"))
	}
	if err := s.takeTitle(); err != nil {
		return nil, err
	}
	s.readCode(code)
	return s, nil
}

// takeTitle takes the first paragraph of the package comment for title and summary.
func (s *story) takeTitle() error {
	paragraph, rest, _ := strings.Cut(strings.Join(s.beginning.prose, "\n"), "\n\n")
	title, summary, found := strings.Cut(strings.ReplaceAll(paragraph, "\n", " "), ": ")
	if !found || title == "" || summary == "" {
		return errors.New(`the comment of the package does not begin with "Title: summary."`)
	}
	s.title, s.summary = title, strings.TrimSuffix(summary, ".")
	s.beginning.prose = strings.Split(rest, "\n")
	return nil
}

// readCode reads what follows the package clause. The lines that begin and end main
// belong to no section.
func (s *story) readCode(code string) {
	within, current := false, &s.beginning
	for line := range strings.Lines(code) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "func main() {":
			within = true
			continue
		case within && line == "}":
			within = false
			continue
		case within:
			line = strings.TrimPrefix(line, "\t")
		}
		if heading, is := headingOf(line, within); is {
			current = &section{heading: heading, printed: within}
			s.sections = append(s.sections, current)
			continue
		}
		if current == &s.beginning || !current.addProse(line) {
			current.code = append(current.code, line)
		}
	}
}

const mark = "## "

// headingOf returns the heading that a line of code prints, or that it is outside
// of main, and whether there is one.
func headingOf(line string, within bool) (string, bool) {
	if !within {
		return strings.CutPrefix(line, "// "+mark)
	}
	literal, prints := strings.CutPrefix(line, "fmt.Println(")
	text, err := strconv.Unquote(strings.TrimSuffix(literal, ")"))
	heading, marked := strings.CutPrefix(strings.TrimPrefix(text, "\n"), mark)
	return heading, prints && err == nil && marked
}

// addProse adds a comment line right under the heading, and reports whether the
// line is one.
func (s *section) addProse(line string) bool {
	text, is := strings.CutPrefix(line, "//")
	if !is || len(s.code) > 0 {
		return false
	}
	s.prose = append(s.prose, strings.TrimPrefix(text, " "))
	return true
}

// addOutput gives the sections the output that follows their headings.
func (s *story) addOutput(output string) error {
	var current *section
	rest := s.sections
	for line := range strings.Lines(output) {
		line = strings.TrimSuffix(line, "\n")
		heading, is := strings.CutPrefix(line, mark)
		switch {
		case is:
			if rest = nextPrinted(rest); len(rest) == 0 || rest[0].heading != heading {
				return fmt.Errorf("it prints the heading %q, which main does not have next", heading)
			}
			current, rest = rest[0], rest[1:]
		case current != nil:
			current.output = append(current.output, line)
		case line != "":
			return fmt.Errorf("it prints %q before the first heading", line)
		}
	}
	if rest = nextPrinted(rest); len(rest) > 0 {
		return fmt.Errorf("it does not print the heading %q", rest[0].heading)
	}
	return nil
}

// nextPrinted returns the sections from the next one on that is printed.
func nextPrinted(sections []*section) []*section {
	for len(sections) > 0 && !sections[0].printed {
		sections = sections[1:]
	}
	return sections
}

// check says what a reader would miss, or could not trust.
func (s *story) check() error {
	if len(s.sections) == 0 {
		return errors.New("it has no section")
	}
	if err := checkProse("introduction", s.beginning.prose); err != nil {
		return err
	}
	for _, part := range s.sections {
		if err := part.check(); err != nil {
			return err
		}
	}
	return nil
}

func (s *section) check() error {
	name := fmt.Sprintf("section %q", s.heading)
	switch {
	case isBlank(s.code):
		return fmt.Errorf("the %s has no code", name)
	case s.printed && isBlank(s.output):
		return fmt.Errorf("the %s prints nothing", name)
	}
	return checkProse(name, s.prose)
}

// checkProse wants words, and no number: it would stay when the output changes.
func checkProse(of string, lines []string) error {
	if isBlank(lines) {
		return fmt.Errorf("the %s has no prose", of)
	}
	for _, line := range lines {
		if strings.ContainsAny(line, "0123456789") {
			return fmt.Errorf("the %s has a number in its prose, where no output changes it: %q", of, line)
		}
	}
	return nil
}

func isBlank(lines []string) bool { return strings.TrimSpace(strings.Join(lines, "")) == "" }
