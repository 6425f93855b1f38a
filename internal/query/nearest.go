package query

import (
	"slices"
	"strings"
)

// nearestLength is the longest word that is compared letter by letter. The
// names people mistype are shorter, and the work grows with its square.
const nearestLength = 64

// Nearest returns up to two of the candidates that word may be a misspelling
// of, the nearest first: those that equal it but for case, then those at an edit
// distance of at most a third of the length of word. A letter added, left out,
// replaced, or exchanged with the next is a distance of one.
func Nearest(word string, candidates []string) []string {
	type near struct {
		name     string
		distance int
	}
	var found []near
	for _, name := range candidates {
		if distance, ok := distance(word, name); ok {
			found = append(found, near{name, distance})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return a.distance - b.distance })
	names := make([]string, 0, maxSuggestions)
	for _, n := range found[:min(len(found), maxSuggestions)] {
		names = append(names, n.name)
	}
	return names
}

// distance reports whether name is near word, and how near.
func distance(word, name string) (int, bool) {
	if strings.EqualFold(word, name) {
		return 0, true
	}
	if len(word) > nearestLength || len(name) > 2*nearestLength {
		return 0, false
	}
	a, b := []rune(word), []rune(name)
	most := len(a) / 3
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return 0, false
	}
	d := editDistance(a, b)
	return d, d <= most
}

// editDistance counts the edits between a and b. It keeps three rows of the
// usual table: row[j] is the distance between the letters of a so far and b[:j].
func editDistance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		before, last, row = last, row, before
		row[0] = i + 1
		for j := range b {
			if a[i] == b[j] {
				row[j+1] = last[j]
				continue
			}
			row[j+1] = 1 + min(last[j], last[j+1], row[j])
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}
