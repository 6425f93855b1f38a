package main

import (
	"context"
	"net/http"
	"time"

	"github.com/partnerhub/partnerhub"
)

// server is what all requests share.
type server struct {
	partner  partnerhub.Partner
	admins   []partnerhub.Admin // who can sign in
	asOf     time.Time          // the instant that is shown unless the address says another
	live     *live
	sessions sessions
	anyHost  bool // answer whatever name the server is called by
}

// newServer loads the facts. They are shown as of their own instant, or of now if
// they don't tell.
func newServer(ctx context.Context, facts *partnerhub.Dataset, now time.Time) (*server, error) {
	hub, err := partnerhub.Load(ctx, facts)
	if err != nil {
		return nil, err
	}
	s := &server{partner: facts.Partner, admins: facts.Admins, asOf: facts.AsOf.UTC(), live: newLive(hub)}
	if facts.AsOf.IsZero() {
		s.asOf = now.UTC().Truncate(time.Minute)
	}
	return s, nil
}

// changesPath is the page that compares two days.
const changesPath = "/changes"

// handler returns all pages. Those that change something are POST: the guard lets
// other sites send none of them.
func (s *server) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /assets/{name}", serveAsset)
	mux.HandleFunc("GET /sign-in", s.signInPage)
	mux.HandleFunc("POST /sign-in", s.signIn)
	mux.HandleFunc("POST /sign-out", s.signOut)
	mux.HandleFunc("POST /settings", s.settings)

	mux.HandleFunc("GET /{$}", s.page((*visit).overview))
	mux.HandleFunc("GET /sections/{section}", s.page((*visit).section))
	mux.HandleFunc("GET /customers", s.page((*visit).customers))
	mux.HandleFunc("GET /customer", s.page((*visit).customer))
	mux.HandleFunc("GET "+changesPath, s.page((*visit).changes))
	mux.HandleFunc("GET /", s.page((*visit).nowhere))

	mux.HandleFunc("GET /sections/{section}/csv", s.csv((*visit).sectionTable))
	mux.HandleFunc("GET /customers/csv", s.csv((*visit).customersTable))
	mux.HandleFunc("GET /customer/csv", s.csv((*visit).explanationTable))
	mux.HandleFunc("GET /changes/csv", s.csv((*visit).changesTable))
	mux.HandleFunc("GET /trend/csv", s.csv((*visit).trendTable))

	mux.HandleFunc("POST /trials/start", s.page((*visit).startTrial))
	mux.HandleFunc("POST /trials/extend", s.page((*visit).extendTrial))
	return s.guard(mux)
}
