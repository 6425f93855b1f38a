package main

import (
	"slices"

	"github.com/partnerhub/partnerhub"
)

// sectionOf is a section S of the library with rows R.
type sectionOf[S tabler, R any] struct {
	key     string // in words and in the address
	answer  func(partnerhub.View, partnerhub.Product) S
	rows    func(*S) *[]R
	numbers func(*visit, S) []fact
	columns []column[R]
	days    func(partnerhub.Policy) int // the window that it is about; nil: none
}

// tabler is an answer that the library makes a table of.
type tabler interface {
	Table(partnerhub.Language) partnerhub.Table
}

func (s sectionOf[S, R]) name() string { return s.key }

func (s sectionOf[S, R]) title(v *visit) string { return v.T("section." + s.key) }

func (s sectionOf[S, R]) about(v *visit) string {
	about := v.T("about." + s.key)
	if s.days != nil {
		about = v.T("about."+s.key, s.days(v.scope.Policy()))
	}
	return v.ProductName() + ": " + about
}

// facts returns the numbers, for which no rows are needed.
func (s sectionOf[S, R]) facts(v *visit) []fact {
	view, err := v.view.Page(0, 0)
	if err != nil {
		panic(err) // neither is negative
	}
	return s.numbers(v, s.answer(view, v.product))
}

// page returns a page of the table, and the numbers.
func (s sectionOf[S, R]) page(v *visit) (table, []fact) {
	answer := s.ordered(v, comparison(v, s.columns))
	rows, pages := cut(v, *s.rows(&answer))
	t := tableOf(v, s.title(v), s.columns, rows)
	t.Pages, t.CSV = pages, v.csvOf("/sections/"+s.key+"/csv")
	return t, s.numbers(v, answer)
}

// ordered returns the section with all of its rows, in the order of a comparison; nil:
// that of the library.
func (s sectionOf[S, R]) ordered(v *visit, compare func(a, b *R, down bool) int) S {
	answer := s.answer(v.view, v.product)
	if compare != nil {
		rows := s.rows(&answer)
		*rows = sorted(*rows, compare, v.order.down)
	}
	return answer
}

// download returns the rows of all pages, in the order in which they are shown.
func (s sectionOf[S, R]) download(v *visit) partnerhub.Table {
	return s.ordered(v, comparison(v, s.columns)).Table(v.Language)
}

// sectionContent is what the page of a section shows.
type sectionContent struct {
	About string
	Facts []fact
	Table table
}

func (v *visit) section() (page, error) {
	s, err := v.sectionAsked()
	if err != nil {
		return page{}, err
	}
	t, facts := s.page(v)
	return page{template: "section", Title: t.Caption, Content: sectionContent{s.about(v), facts, t}}, nil
}

func (v *visit) sectionAsked() (section, error) {
	i := slices.IndexFunc(sections, func(s section) bool { return s.name() == v.r.PathValue("section") })
	if i < 0 {
		return nil, errNotFound
	}
	return sections[i], nil
}
