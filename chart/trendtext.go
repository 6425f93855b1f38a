package chart

import (
	"fmt"
	"strings"
)

// notes explains what only some trends have.
func (t *trend) notes() {
	gaps, bounds := 0, 0
	for i := range t.series {
		unknown, lower := t.series[i].gaps()
		gaps += unknown
		bounds += lower
	}
	var notes []string
	if gaps > 0 {
		notes = append(notes, t.words.gapNote)
	}
	switch {
	case bounds > 0 && t.marked:
		notes = append(notes, t.words.hollowNote)
	case bounds > 0:
		notes = append(notes, t.words.boundNote)
	}
	for i, note := range notes {
		if i == 0 {
			t.y += 4 * pixel
		}
		t.lines(small.wrap(strings.Fields(note), " ", t.room()), small)
	}
}

// gaps counts the points whose number is unknown, and those where it is only a lower
// bound.
func (s *series) gaps() (unknown, bounds int) {
	for _, a := range s.amounts {
		switch {
		case !a.known:
			unknown++
		case a.atLeast:
			bounds++
		}
	}
	return unknown, bounds
}

// highest returns the first point of the highest known number, or -1.
func (s *series) highest() int {
	highest := -1
	for i, a := range s.amounts {
		if a.known && (highest < 0 || a.n > s.amounts[highest].n) {
			highest = i
		}
	}
	return highest
}

// description says the trend in words.
func (t *trend) description() string {
	count := len(t.points)
	from, to := t.words.day(t.points[0].AsOf), t.words.day(t.points[count-1].AsOf)
	sentences := []string{fmt.Sprintf(t.words.points, t.words.count(count), from, to)}
	if count == 1 {
		sentences[0] = fmt.Sprintf(t.words.onePoint, to)
	}
	for i := range t.series {
		sentences = append(sentences, t.describe(&t.series[i]))
	}
	return strings.Join(sentences, " ")
}

// describe says one line in words.
func (t *trend) describe(s *series) string {
	w, all := t.words, t.words.count(len(s.amounts))
	parts := []string{fmt.Sprintf(w.first, s.label, w.spoken(s.amounts[0]), w.spoken(s.amounts[len(s.amounts)-1]))}
	unknown, bounds := s.gaps()
	if highest := s.highest(); highest >= 0 {
		form, a := w.highest, s.amounts[highest]
		if unknown+bounds > 0 && !a.atLeast { // what is not known may be higher
			form = w.highestKnown
		}
		parts = append(parts, fmt.Sprintf(form, w.spoken(a), w.day(t.points[highest].AsOf)))
	}
	if unknown > 0 {
		parts = append(parts, fmt.Sprintf(w.unknownAt, w.count(unknown), all))
	}
	if bounds > 0 {
		parts = append(parts, fmt.Sprintf(w.lowerAt, w.count(bounds), all))
	}
	return strings.Join(parts, ", ") + "."
}
