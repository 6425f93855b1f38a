package main

import (
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/partnerhub/partnerhub"
)

// visit is a request of somebody who is signed in: what they ask for, and what
// they see of it. Pages are made of the views here, and of no hub: so they can't
// show what the session may not see. A visit to the page to sign in has none.
type visit struct {
	server *server
	look
	ask
	r        *http.Request
	path     string // of the page
	session  session
	signedIn bool
	edits    []edit // made so far, as far as they are remembered
	// forgotten is how many others were made, by customer.
	forgotten map[string]int

	scope  partnerhub.View // all that the session may see
	view   partnerhub.View // what the filter matches of it; nothing, if it is wrong
	before partnerhub.View // the same of the facts as they were loaded, at the earlier instant

	Problems []problem
	Fault    *filterFault // nil: the filter is right
}

// visit returns the visit of a request, or false if nobody is signed in.
func (s *server) visit(r *http.Request) (*visit, bool) {
	who, exists := s.sessions.of(r, time.Now())
	if !exists {
		return nil, false
	}
	now := s.live.now()
	v := &visit{server: s, look: lookOf(r), r: r, path: r.URL.Path, session: who, signedIn: true, edits: now.edits, forgotten: now.forgotten}
	v.parse(r.URL.RawQuery)
	var err error
	if v.scope, err = who.narrow(now.hub.At(v.asOf)); err != nil {
		return nil, false // the administrator is no more
	}
	before, err := who.narrow(s.live.loaded.At(v.since))
	v.narrow(before)
	return v, err == nil
}

// narrow narrows the views by the filter.
func (v *visit) narrow(before partnerhub.View) {
	filter, err := partnerhub.ParseFilter(v.filter)
	if err == nil {
		v.view, err = v.scope.Where(filter)
	}
	if err == nil {
		v.before, err = before.Where(filter)
	}
	if fault, ok := errors.AsType[*partnerhub.FilterError](err); ok {
		v.Fault = v.faultOf(fault)
	}
}

// refusal is an answer without a page: a status, and a word that says why.
type refusal struct {
	status int
	word   string
}

func (r refusal) Error() string { return r.word }

var errNotFound = refusal{http.StatusNotFound, "error.notFound"}

// page answers with a page, for those who are signed in.
func (s *server) page(answer func(*visit) (page, error)) http.HandlerFunc {
	return s.visited(func(w http.ResponseWriter, v *visit) {
		p, err := answer(v)
		if refused, ok := errors.AsType[refusal](err); ok {
			p = page{template: "refusal", Title: v.T(refused.word), status: refused.status}
		} else if err != nil {
			fail(w, v.r, err)
			return
		}
		v.write(w, p)
	})
}

// fail answers when something went wrong that is no fault of the request. What it was
// is for the log; nothing is logged of whoever went away.
func fail(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() == nil {
		slog.Error("no answer", "path", r.URL.Path, "error", err)
	}
	http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
}

// visited asks who is not signed in to do so, and brings them back.
func (s *server) visited(answer func(http.ResponseWriter, *visit)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, signedIn := s.visit(r)
		if !signedIn {
			http.Redirect(w, r, "/sign-in?"+url.Values{"back": {backTo(r)}}.Encode(), http.StatusSeeOther)
			return
		}
		answer(w, v)
	}
}

// backTo returns where to be after signing in: the page that was asked for, if it
// was one.
func backTo(r *http.Request) string {
	if r.Method != http.MethodGet {
		return "/"
	}
	return r.URL.RequestURI()
}

func (v *visit) nowhere() (page, error) { return page{}, errNotFound }
