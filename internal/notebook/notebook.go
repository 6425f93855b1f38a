// Package notebook makes pages of example programs that read like notebooks:
// prose, code and what it prints, one after the other.
//
// A program is a single file, main.go, and is written for it:
//
//   - The comment of the package begins with "Title: summary." The paragraphs
//     after it are the introduction.
//   - A section begins at a line of main that prints its heading,
//     fmt.Println("## Heading"), so that the output reads as a story, too; or,
//     outside of functions, at a comment // ## Heading, and then has no output.
//   - The comment lines right under the heading are the prose of the section, in
//     Markdown; a path such as docs/filter.md becomes a link. The rest is its code.
//   - Numbers come from the output only: prose has no digits.
package notebook

import "fmt"

// Program is an example program and what it printed.
type Program struct {
	// Name is that of its folder in examples.
	Name string
	// Source is the text of its main.go.
	Source string
	Output string
}

// Pages returns the page of each program, NAME.md, and their index, README.md: the
// files of the folder docs/notebooks by their names. Each page leads to the next
// one, in the order of the programs. It fails at the first program that is not
// written as the package comment says, or does not print what its source promises.
func Pages(programs []Program) (map[string]string, error) {
	stories := make([]*story, len(programs))
	for i, p := range programs {
		s, err := read(p)
		if err != nil {
			return nil, fmt.Errorf("examples/%s: %w", p.Name, err)
		}
		stories[i] = s
	}
	pages := map[string]string{"README.md": index(stories)}
	for i, s := range stories {
		pages[s.page()] = s.markdown(stories[i+1:])
	}
	return pages, nil
}

// read reads a program and its output.
func read(p Program) (*story, error) {
	s, err := parse(p.Name, p.Source)
	if err != nil {
		return nil, err
	}
	if err := s.addOutput(p.Output); err != nil {
		return nil, err
	}
	return s, s.check()
}
