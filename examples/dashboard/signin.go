package main

import (
	"net/http"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub"
)

// signInContent is what the sign-in page shows.
type signInContent struct {
	Back   string
	Admins []adminChoice
}

// adminChoice is one whom one can be.
type adminChoice struct{ ID, Name, Role string }

// signInPage lets one choose who to be. A host has a sign-in of its own here, with
// passwords or single sign-on; what follows is the same.
func (s *server) signInPage(w http.ResponseWriter, r *http.Request) {
	v := &visit{server: s, look: lookOf(r), r: r}
	var choices []adminChoice
	for _, admin := range s.admins {
		choices = append(choices, adminChoice{admin.ID, v.nameOf(admin), v.roleOf(admin)})
	}
	v.write(w, page{template: "signin", Title: v.T("signIn"), Content: signInContent{local(r.FormValue("back")), choices}})
}

// signIn begins a session, and ends the one that the browser had.
func (s *server) signIn(w http.ResponseWriter, r *http.Request) {
	admin, exists := s.chosen(r)
	if !exists {
		http.Error(w, "there is no such administrator", http.StatusBadRequest)
		return
	}
	s.endSession(r)
	setCookie(w, r, sessionCookie, s.sessions.begin(admin, time.Now()), sessionTime)
	http.Redirect(w, r, local(r.PostFormValue("back")), http.StatusSeeOther)
}

// chosen returns the administrator that a form names; the zero Admin for the whole
// organization.
func (s *server) chosen(r *http.Request) (admin partnerhub.Admin, exists bool) {
	if r.PostFormValue("whole") != "" {
		return admin, true
	}
	id := r.PostFormValue("admin")
	i := slices.IndexFunc(s.admins, func(a partnerhub.Admin) bool { return a.ID == id })
	if i < 0 {
		return admin, false
	}
	return s.admins[i], true
}

func (s *server) signOut(w http.ResponseWriter, r *http.Request) {
	s.endSession(r)
	setCookie(w, r, sessionCookie, "", 0)
	http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
}

func (s *server) endSession(r *http.Request) {
	if cookie, err := r.Cookie(sessionCookie); err == nil {
		s.sessions.end(cookie.Value)
	}
}

// Who returns the name of whoever is signed in.
func (v *visit) Who() string { return v.nameOf(v.session.admin) }

// nameOf returns what to call an administrator, or whoever sees the whole
// organization.
func (l look) nameOf(admin partnerhub.Admin) string {
	switch {
	case admin.ID == "":
		return l.T("whole")
	case admin.Name == "":
		return admin.ID
	}
	return admin.Name
}

// roleOf returns the role of an administrator, and how many customers those see who
// don't see all.
func (l look) roleOf(admin partnerhub.Admin) string {
	role := l.T("role." + admin.Role.String())
	if admin.Role.SeesAll() {
		return role + " · " + l.T("role.all")
	}
	return role + " · " + l.T("role.some", l.Int(len(admin.CustomerIDs)))
}
