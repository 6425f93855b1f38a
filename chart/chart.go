// Package chart draws the answers of package partnerhub as SVG, for hosts without a
// browser, or without script in it: a mail, a page, a picture in a document.
//
//	points, err := view.Trend(ctx, partnerhub.Meetings, partnerhub.TrendOptions{})
//	...
//	picture := chart.Trend(points, chart.Look{Title: "Meetings"})
//	_, err = picture.WriteTo(file)
//
// [Trend] shows how the licenses of a product develop: how many there are, are
// assigned and are used. [Licenses] shows a [Bar] for each of a list: used, assigned but
// not used, available, and overage past the total.
//
// # Where a picture goes
//
// A picture is a file of its own unless [Look.Inline] is set: it carries its title, its
// background and its colors, which follow what the reader prefers, light or dark.
// An inline picture is an element for a page of HTML. It has neither a style element
// nor a style attribute, so a Content-Security-Policy without 'unsafe-inline' lets it
// pass; the page's stylesheet contains [Stylesheet], or colors the classes
// as it likes. Without any stylesheet it has the colors of the light theme. Pictures
// on the same page need different [Look.IDPrefix]es.
//
// # For those who don't see it
//
// A picture has the role img, a title and a description with the figures in words:
// [SVG.Title] and [SVG.Description] return them, for the alt attribute of an <img>.
// Colors are never alone: lines differ in dashes and markers, parts of a bar in
// hatching. The same data as a table is what [partnerhub.TrendTable] and the Table
// methods of sections return, for a page to show, or as CSV and Markdown.
//
// # What a picture shows
//
// Numbers are exact, whole, with separators of thousands; axes have round steps, from 0.
// What is unknown is not zero: a line has a gap there, and a bar a hatched part. A sum that
// leaves something unknown out is marked "≥". Numbers below 0 or above 10^18, which no
// view returns, are told as they are, and drawn as if they were these bounds. Names may contain anything: what
// is not printable is left out, and what is too long is cut.
//
// All functions are pure: the same values give the same text, byte for byte, on every
// platform. They keep nothing between calls, and any number of goroutines may
// call them.
package chart

import (
	"io"

	"github.com/partnerhub/partnerhub"
)

// The widths that a picture may have, in pixels.
const (
	MinWidth     = 320
	DefaultWidth = 720
	MaxWidth     = 1600
)

// Look is how a picture is to look. The zero Look is a file of its own, in English, 720
// pixels wide, in the colors that the reader prefers.
type Look struct {
	// Language is that of labels, numbers, dates and the description.
	Language partnerhub.Language
	// Title is the heading, of at most 200 characters; longer ones are cut. Default: what
	// is shown, such as "License trend".
	Title string
	// Width is the width in pixels; the height follows. 0 is DefaultWidth, what is
	// less than MinWidth or more than MaxWidth is drawn that wide.
	Width int
	// Theme chooses the colors.
	Theme Theme
	// Inline makes an element for a page of HTML rather than a file of its own: without
	// a heading, a background and a style element.
	Inline bool
	// IDPrefix begins the ids of the picture, which must differ on one page. Only
	// ASCII letters, digits, - and _ are taken from it, 64 at most. Default: "chart".
	IDPrefix string
}

// SVG is a picture. The zero SVG is no picture: its texts are empty. SVGs are immutable,
// and safe for concurrent use.
type SVG struct{ markup, title, description string }

// String returns the picture as an svg element. All that came from data is escaped:
// in a template of html/template it may stand as template.HTML.
func (s SVG) String() string { return s.markup }

// Title returns the title in plain text, not escaped.
func (s SVG) Title() string { return s.title }

// Description returns what the picture shows in words, with its figures, in plain text,
// not escaped.
func (s SVG) Description() string { return s.description }

// WriteTo writes the picture. It returns the first error of the writer.
func (s SVG) WriteTo(w io.Writer) (int64, error) {
	n, err := io.WriteString(w, s.markup)
	return int64(n), err
}
