package main

import (
	"cmp"
	"crypto/rand"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/partnerhub/partnerhub"
)

// session is somebody who is signed in: an administrator, or whoever may see the
// whole organization.
type session struct {
	admin partnerhub.Admin // zero: the whole organization
	since time.Time
	note  note // for the next page of its customer
}

// note is what a form did to a customer, to be told once.
type note struct{ word, customerID string }

// narrow returns what a session may see of a view. Everything that a request
// shows goes through it.
func (s session) narrow(view partnerhub.View) (partnerhub.View, error) {
	if s.admin.ID == "" {
		return view, nil
	}
	return view.As(s.admin.ID)
}

// mayChange reports whether a session may make changes. That is a decision of the
// host: the library says who sees what.
func (s session) mayChange() bool {
	switch s.admin.Role {
	case partnerhub.RoleReadOnly, partnerhub.RoleHelpDesk:
		return false
	}
	return true
}

const (
	sessionCookie = "session"
	sessionTime   = 8 * time.Hour
	// maxSessions bounds the memory that sign-ins take: the oldest session ends.
	maxSessions = 1000
)

// sessions are those of now, by the secret in the cookie. The zero sessions are
// none.
type sessions struct {
	mu       sync.Mutex
	bySecret map[string]session
}

// begin begins a session and returns its secret.
func (s *sessions) begin(admin partnerhub.Admin, now time.Time) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.bySecret) >= maxSessions {
		delete(s.bySecret, s.oldest())
	}
	if s.bySecret == nil {
		s.bySecret = map[string]session{}
	}
	secret := rand.Text()
	s.bySecret[secret] = session{admin: admin, since: now}
	return secret
}

func (s *sessions) oldest() string {
	return slices.MinFunc(slices.Collect(maps.Keys(s.bySecret)), func(a, b string) int {
		return cmp.Or(s.bySecret[a].since.Compare(s.bySecret[b].since), cmp.Compare(a, b))
	})
}

func (s *sessions) end(secret string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.bySecret, secret)
}

// of returns the session of a request, if it has one that goes on.
func (s *sessions) of(r *http.Request, now time.Time) (session, bool) {
	cookie, err := r.Cookie(sessionCookie)
	if err != nil {
		return session{}, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	found, exists := s.bySecret[cookie.Value]
	return found, exists && now.Before(found.since.Add(sessionTime))
}

// leave leaves a note for the page that follows a form.
func (s *sessions) leave(r *http.Request, left note) {
	s.renote(r, func(note) note { return left })
}

// take returns the word of the note that was left about a customer, if there is one, and
// forgets the note.
func (s *sessions) take(r *http.Request, customerID string) (word string) {
	s.renote(r, func(left note) note {
		if left.customerID != customerID {
			return left
		}
		word = left.word
		return note{}
	})
	return word
}

// renote changes the note of the session of a request, if it has one that goes on.
func (s *sessions) renote(r *http.Request, change func(note) note) {
	cookie, err := r.Cookie(sessionCookie)
	if err != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if found, exists := s.bySecret[cookie.Value]; exists {
		found.note = change(found.note)
		s.bySecret[cookie.Value] = found
	}
}

// setCookie sets a cookie that no script reads and no other site sends. An empty
// value deletes it.
func setCookie(w http.ResponseWriter, r *http.Request, name, value string, age time.Duration) {
	seconds := int(age / time.Second)
	if value == "" {
		seconds = -1
	}
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: seconds,
		HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil,
	})
}
