package main

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// The largest query of an address, and the largest body of a request. A filter of
// 4,096 bytes takes 12 KB in an address.
const (
	maxQuery = 16 << 10
	maxBody  = 64 << 10
)

// headers go with every answer. Pages load nothing from elsewhere, run no script
// but the file that comes with them, and stand in no frame.
var headers = map[string]string{
	"Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; " +
		"form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy":           "camera=(), geolocation=(), microphone=()",
	"Referrer-Policy":              "same-origin",
	"X-Content-Type-Options":       "nosniff",
	"X-Frame-Options":              "DENY",
	"Cache-Control":                "no-store",
}

// guard refuses requests that no page makes, before anything looks at them: for
// another host, too large, or sent by another site (CrossOriginProtection).
func (s *server) guard(next http.Handler) http.Handler {
	limited := bounded(http.NewCrossOriginProtection().Handler(next))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range headers {
			w.Header().Set(name, value)
		}
		switch {
		case !s.anyHost && !isLoopback(r.Host):
			http.Error(w, "this is the server of another host", http.StatusMisdirectedRequest)
		case len(r.URL.RawQuery) > maxQuery:
			http.Error(w, "the address is too long", http.StatusRequestURITooLong)
		default:
			limited.ServeHTTP(w, r)
		}
	})
}

// bounded reads bodies before anything else does: so one that is too large is refused
// as that, and is not a form without its fields.
func bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
			http.Error(w, "the body is too large", http.StatusRequestEntityTooLarge)
			return
		}
		if err != nil {
			http.Error(w, "the body can't be read", http.StatusBadRequest)
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		next.ServeHTTP(w, r)
	})
}

// isLoopback reports whether a host is this machine by its own name. Another site
// can give its name the address 127.0.0.1 and so become "same origin"; its name
// stays what it is. Names of hosts are the same in capitals, and with the dot of the
// root at their end.
func isLoopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return strings.EqualFold(strings.TrimSuffix(host, "."), "localhost") || err == nil && ip.IsLoopback()
}
