package chart

import (
	"strconv"
	"time"

	"github.com/partnerhub/partnerhub"
)

// words are what a language says in pictures.
type words struct {
	code         string // of the language
	date         string // a layout of package time
	group, point string // of numbers

	trend, licenses string // the titles
	noData          string

	total, assigned, used, available, overage string
	unknown, atLeast                          string    // of numbers; atLeast is before one
	magnitudes                                [5]string // millions and on

	// The legend of bars.
	totalMark, notUsed, perhapsUsed, unassignedUnknown, pastTotal, stray string
	usedUnassigned                                                       string // in the numbers of a bar alone

	asOf string // before the date of the legend's numbers
	// The notes below a trend: about gaps, and about lower bounds without markers and
	// with.
	gapNote, boundNote, hollowNote string

	// The description.
	onePoint string // its date
	points   string // how many, from, to
	first    string // of one line of a trend: label, first, last
	highest  string // number, date
	// highestKnown is that of a line of whose numbers some are not known, or only a bound.
	highestKnown string
	unknownAt    string    // points, of points
	lowerAt      string    // points, of points
	bars         [2]string // one, how many
	moreBars     string    // how many
}

var languages = [...]words{
	partnerhub.English: {
		code: "en",
		date: time.DateOnly, group: ",", point: ".",
		trend: "License trend", licenses: "License use", noData: "No data",
		total: "Licenses", assigned: "Assigned", used: "Used", available: "Available", overage: "Overage", unknown: "unknown", atLeast: "at least ",
		magnitudes:  [5]string{"in millions", "in billions", "in trillions", "in quadrillions", "in quintillions"},
		totalMark:   "Total",
		notUsed:     "Assigned, not used",
		perhapsUsed: "Assigned, not known whether used", unassignedUnknown: "Not known whether assigned", pastTotal: "Over the total", stray: "Used, more than assigned",
		usedUnassigned: "Used, not known whether assigned",
		asOf:           "As of %s",
		gapNote:        "A gap in a line: unknown.",
		boundNote:      "≥ and parts of the lines: at least so many, as some counts are unknown.",
		hollowNote:     "≥ and hollow points: at least so many, as some counts are unknown.",
		points:         "%s points from %s to %s.", onePoint: "One point, %s.",
		first: "%s: first %s, last %s", highest: "highest %s on %s", highestKnown: "highest known %s on %s",
		unknownAt: "unknown at %s of %s points", lowerAt: "a lower bound at %s of %s points",
		bars: [2]string{"One bar.", "%s bars."}, moreBars: "And %s more.",
	},
	partnerhub.German: {
		code: "de",
		date: "02.01.2006", group: ".", point: ",",
		trend: "Lizenzverlauf", licenses: "Lizenznutzung", noData: "Keine Daten",
		total: "Lizenzen", assigned: "Zugewiesen", used: "Genutzt", available: "Verfügbar", overage: "Überschreitung", unknown: "unbekannt", atLeast: "mindestens ",
		magnitudes:  [5]string{"in Millionen", "in Milliarden", "in Billionen", "in Billiarden", "in Trillionen"},
		totalMark:   "Gesamtzahl",
		notUsed:     "Zugewiesen, nicht genutzt",
		perhapsUsed: "Zugewiesen, Nutzung nicht bekannt", unassignedUnknown: "Zuweisung nicht bekannt", pastTotal: "Über der Gesamtzahl", stray: "Genutzt, mehr als zugewiesen",
		usedUnassigned: "Genutzt, Zuweisung nicht bekannt",
		asOf:           "Stand %s",
		gapNote:        "Eine Lücke in einer Linie: unbekannt.",
		boundNote:      "≥ und Teile der Linien: mindestens so viele, denn manche Zahlen sind unbekannt.",
		hollowNote:     "≥ und hohle Punkte: mindestens so viele, denn manche Zahlen sind unbekannt.",
		points:         "%s Zeitpunkte vom %s bis %s.", onePoint: "Ein Zeitpunkt, %s.",
		first: "%s: zuerst %s, zuletzt %s", highest: "Höchstwert %s am %s", highestKnown: "höchster bekannter Wert %s am %s",
		unknownAt: "an %s von %s Zeitpunkten unbekannt", lowerAt: "an %s von %s Zeitpunkten eine Untergrenze",
		bars: [2]string{"Ein Balken.", "%s Balken."}, moreBars: "Und %s weitere.",
	},
}

// wordsOf returns the words of a language, those of English for an invalid one.
func wordsOf(language partnerhub.Language) *words {
	if int(language) >= len(languages) {
		language = partnerhub.English
	}
	return &languages[language]
}

// number says a number with separators of thousands.
func (w *words) number(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, digits = digits[:1], digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + w.group + digits[i:]
	}
	return sign + digits
}

// count says how many there are of something in memory.
func (w *words) count(n int) string { return w.number(int64(n)) }

// amount is a number that may be unknown, or to which something unknown adds.
type amount struct {
	n       int64
	known   bool
	atLeast bool
}

// amountOf returns a count from which so many licenses are left out.
func amountOf(count partnerhub.Count, leftOut int64) amount {
	n, known := count.Value()
	return amount{n, known, known && leftOut > 0}
}

// short says an amount in a picture, spoken in a sentence.
func (w *words) short(a amount) string  { return w.amount(a, "≥ ") }
func (w *words) spoken(a amount) string { return w.amount(a, w.atLeast) }

func (w *words) amount(a amount, atLeast string) string {
	switch {
	case !a.known:
		return w.unknown
	case a.atLeast:
		return atLeast + w.number(a.n)
	}
	return w.number(a.n)
}

func (w *words) day(t time.Time) string { return t.Format(w.date) }
