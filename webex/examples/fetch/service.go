package main

import (
	"net/http"
	"net/http/httptest"
	"sync"

	"github.com/partnerhub/partnerhub/webex/testdata"
)

const token = "a-token-of-the-partner"

// service answers as the real ones do, now and then with a refusal that goes away.
type service struct {
	mu       sync.Mutex
	requests map[string]int // by URL
}

// newService starts a server on this machine. The caller closes it.
func newService() *httptest.Server {
	s := &service{requests: map[string]int{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /organizations", organizations)
	mux.HandleFunc("GET /licenses", s.licenses)
	mux.HandleFunc("GET /partner/organizations/{id}/partnerAdmins", admins)
	mux.HandleFunc("GET /partner/tags", answerWith("tags.json"))
	mux.HandleFunc("GET /partner/tags/organizations", answerWith("tagged-organizations.json"))
	mux.HandleFunc("GET /partner/tags/subscriptions", answerWith("tagged-subscriptions.json"))
	mux.HandleFunc("GET /commerce/subscriptions", answerWith("subscriptions.json"))
	return httptest.NewServer(authorized(mux))
}

// authorized lets only those in who have the token.
func authorized(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+token {
			http.Error(w, `{"message":"The request requires a valid access token."}`, http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func answerWith(file string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { send(w, file) }
}

func send(w http.ResponseWriter, file string) {
	w.Header().Set("Content-Type", "application/json")
	w.Write(testdata.Answer(file)) // a client that goes away needs no answer
}

// organizations answers in two pages.
func organizations(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("cursor") != "" {
		send(w, "organizations-2.json")
		return
	}
	w.Header().Set("Link", `<http://`+r.Host+`/organizations?max=3&cursor=b2Zmc2V0OjI>; rel="next"`)
	send(w, "organizations-1.json")
}

// files are the names of organizations within those of files.
var files = map[string]string{
	"Y2lzY29zcGFyazovL3VzL09SR0FOSVpBVElPTi81ZDFmMGEwMS03YzQxLTRlMGItOWQzNi0yYjhlNDBjN2ExMDE": "alpenglas",
	"Y2lzY29zcGFyazovL3VzL09SR0FOSVpBVElPTi81ZDFmMGEwMi03YzQxLTRlMGItOWQzNi0yYjhlNDBjN2ExMDI": "hochkaar",
	"Y2lzY29zcGFyazovL3VzL09SR0FOSVpBVElPTi81ZDFmMGEwMy03YzQxLTRlMGItOWQzNi0yYjhlNDBjN2ExMDM": "klangwerk",
	"Y2lzY29zcGFyazovL3VzL09SR0FOSVpBVElPTi81ZDFmMGEwNC03YzQxLTRlMGItOWQzNi0yYjhlNDBjN2ExMDQ": "tannhoehe",
}

// licenses refuses the first request for some organizations: too many requests, or
// a customer that the partner's token doesn't open yet.
func (s *service) licenses(w http.ResponseWriter, r *http.Request) {
	file, known := files[r.URL.Query().Get("orgId")]
	first := s.isFirst(r.URL.String())
	switch {
	case !known:
		http.Error(w, `{"message":"Organization not found."}`, http.StatusNotFound)
	case first && file == "alpenglas":
		w.Header().Set("Retry-After", "1")
		http.Error(w, `{"message":"Too many requests."}`, http.StatusTooManyRequests)
	case first && file == "hochkaar":
		http.Error(w, `{"message":"Access is not allowed."}`, http.StatusForbidden)
	default:
		send(w, "licenses-"+file+".json")
	}
}

// isFirst counts the requests for a URL.
func (s *service) isFirst(url string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests[url]++
	return s.requests[url] == 1
}

func admins(w http.ResponseWriter, r *http.Request) {
	file, known := files[r.PathValue("id")]
	if !known {
		http.Error(w, `{"message":"Organization not found."}`, http.StatusNotFound)
		return
	}
	send(w, "admins-"+file+".json")
}
