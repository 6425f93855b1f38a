package main

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
)

// look is how somebody wants to see pages. Two cookies remember it.
type look struct {
	Language partnerhub.Language
	Theme    string // of themes
}

// themes are what the switch offers; auto goes by the settings of the browser.
var themes = []string{"auto", "light", "dark"}

// languages are those of the library.
var languages = []partnerhub.Language{partnerhub.English, partnerhub.German}

// Themes and Languages are for the switches.
func (look) Themes() []string                 { return themes }
func (look) Languages() []partnerhub.Language { return languages }

// Code is a language in short: EN.
func (look) Code(language partnerhub.Language) string { return strings.ToUpper(language.String()) }

const (
	languageCookie = "language"
	themeCookie    = "theme"
	lookTime       = 365 * 24 * time.Hour
)

func lookOf(r *http.Request) look {
	l := look{Language: preferred(r.Header.Get("Accept-Language")), Theme: themes[0]}
	if cookie, err := r.Cookie(languageCookie); err == nil {
		if language, err := partnerhub.ParseLanguage(cookie.Value); err == nil {
			l.Language = language
		}
	}
	if cookie, err := r.Cookie(themeCookie); err == nil && slices.Contains(themes, cookie.Value) {
		l.Theme = cookie.Value
	}
	return l
}

// preferred returns the first language of a browser's list that there is, or
// English. Browsers send the list in the order of preference.
func preferred(list string) partnerhub.Language {
	for tag := range strings.SplitSeq(list, ",") {
		code := strings.TrimSpace(tag)
		if end := strings.IndexAny(code, "-;"); end >= 0 {
			code = code[:end]
		}
		if language, err := partnerhub.ParseLanguage(strings.ToLower(code)); err == nil {
			return language
		}
	}
	return partnerhub.English
}

// settings changes the look and returns to where it was changed.
func (s *server) settings(w http.ResponseWriter, r *http.Request) {
	if language, err := partnerhub.ParseLanguage(r.PostFormValue("language")); err == nil {
		setCookie(w, r, languageCookie, language.String(), lookTime)
	}
	if theme := r.PostFormValue("theme"); slices.Contains(themes, theme) {
		setCookie(w, r, themeCookie, theme, lookTime)
	}
	http.Redirect(w, r, local(r.PostFormValue("back")), http.StatusSeeOther)
}

// local returns an address of this server: the one given, if it is one. To a
// browser, what begins with two slashes of either kind is another host.
func local(address string) string {
	parsed, err := url.Parse(address)
	if err != nil || !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") || strings.Contains(address, `\`) {
		return "/"
	}
	return parsed.RequestURI()
}
