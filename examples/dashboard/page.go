package main

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"strings"
)

//go:embed templates
var templateFiles embed.FS

// page is what a handler answers with.
type page struct {
	template string // without .html
	Title    string
	Content  any
	status   int    // 0: 200, or 400 if something is wrong with the address
	location string // where to go instead
}

// screen is what templates get. Of a sign-in page, the visit has its look only.
type screen struct {
	*visit
	page
}

// templates are the pages, each within the layout.
var templates = parseTemplates()

func parseTemplates() map[string]*template.Template {
	all := map[string]*template.Template{}
	files, err := templateFiles.ReadDir("templates/pages")
	if err != nil {
		panic(err) // it is in the program
	}
	for _, file := range files {
		name := strings.TrimSuffix(file.Name(), ".html")
		all[name] = template.Must(template.ParseFS(templateFiles, "templates/layout.html", "templates/parts.html", "templates/pages/"+file.Name()))
	}
	return all
}

// write writes a page: all of it, or an error.
func (v *visit) write(w http.ResponseWriter, p page) {
	if p.location != "" {
		http.Redirect(w, v.r, p.location, http.StatusSeeOther)
		return
	}
	var out bytes.Buffer
	if err := templates[p.template].ExecuteTemplate(&out, "layout.html", screen{v, p}); err != nil {
		fail(w, v.r, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Vary", "Cookie, Accept-Language")
	w.WriteHeader(v.status(p))
	// An address can hold bytes of no text. A browser that went away needs no answer.
	_, _ = w.Write(bytes.ToValidUTF8(out.Bytes(), []byte("\ufffd")))
}

func (v *visit) status(p page) int {
	switch {
	case p.status != 0:
		return p.status
	case v.wrong():
		return http.StatusBadRequest
	}
	return http.StatusOK
}

// wrong reports whether something is wrong with the address.
func (v *visit) wrong() bool { return len(v.Problems) > 0 || v.Fault != nil }
