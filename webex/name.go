package webex

import (
	"strings"
	"unicode"

	"github.com/partnerhub/partnerhub"
)

// nameRule says which product a name is of that begins with some words, or that
// has no others.
type nameRule struct {
	words   []string
	whole   bool
	product partnerhub.Product
}

func begins(words string, product partnerhub.Product) nameRule {
	return nameRule{strings.Fields(words), false, product}
}

func whole(words string, product partnerhub.Product) nameRule {
	return nameRule{strings.Fields(words), true, product}
}

// nameRules are in the words of wordsOf; # is a number. The first that fits decides. Where
// what follows may make another product of it, as in Webex Meetings Assistant, the name
// must be whole.
var nameRules = []nameRule{
	begins("call on", partnerhub.CallOnWebex),
	begins("hybrid", notCounted),
	begins("basic", notCounted),
	begins("free", notCounted),
	begins("calling attendant console", notCounted),
	begins("attendant console", notCounted),
	begins("calling route list", notCounted),
	begins("route list call", notCounted),
	begins("customer experience essential", notCounted),
	whole("calling", partnerhub.Calling),
	begins("calling professional", partnerhub.Calling),
	begins("calling enterprise", partnerhub.Calling),
	begins("calling standard", partnerhub.Calling),
	begins("calling basic", partnerhub.Calling),
	begins("calling workspace", partnerhub.Calling),
	begins("calling common area", partnerhub.Calling),
	begins("calling hot desk", partnerhub.Calling),
	whole("meeting", partnerhub.Meetings),
	begins("meeting suite", partnerhub.Meetings),
	whole("meeting center", partnerhub.Meetings),
	begins("suite", partnerhub.Meetings),
	begins("enterprise edition", partnerhub.Meetings),
	whole("meeting meeting", partnerhub.Meetings),
	begins("meeting meeting suite", partnerhub.Meetings),
	begins("meeting enterprise edition", partnerhub.Meetings),
	begins("meeting meeting center", partnerhub.Meetings),
	begins("webinar", partnerhub.Webinars),
	whole("event", partnerhub.Webinars),
	begins("event #", partnerhub.Webinars),
	whole("event center", partnerhub.Webinars),
	whole("event classic", partnerhub.Webinars),
	begins("meeting webinar", partnerhub.Webinars),
	whole("meeting event", partnerhub.Webinars),
	begins("meeting event #", partnerhub.Webinars),
	begins("meeting event center", partnerhub.Webinars),
	begins("real time translation", partnerhub.RealTimeTranslations),
	begins("contact center", partnerhub.ContactCenter),
	begins("messaging", partnerhub.Messaging),
	begins("advanced messaging", partnerhub.Messaging),
	begins("device", partnerhub.Devices),
	begins("room", partnerhub.Devices),
	begins("board", partnerhub.Devices),
	begins("desk", partnerhub.Devices),
}

// fits reports whether a name with these first words is one that the rule is about,
// be it in the plural.
func (r *nameRule) fits(words []string) bool {
	if len(words) < len(r.words) || r.whole && len(words) > len(r.words) {
		return false
	}
	for i, want := range r.words {
		if !isWord(words[i], want) {
			return false
		}
	}
	return true
}

func isWord(word, want string) bool {
	if want == "#" {
		return strings.Trim(word, "0123456789") == ""
	}
	return strings.TrimSuffix(word, "s") == want
}

// maxNameWords is how many words of a name the rules look at, which is one more than any
// of them has.
const maxNameWords = 4

// wordsOf returns the first words of a name in lower case, without the brands that
// stand before, within and after the names of some products. Webex was called Spark.
func wordsOf(name string) []string {
	words := make([]string, 0, maxNameWords)
	for word := range strings.FieldsFuncSeq(name, isNoNameRune) {
		word = strings.ToLower(word)
		if word == "webex" || word == "cisco" || word == "spark" {
			continue
		}
		if words = append(words, word); len(words) == maxNameWords {
			break
		}
	}
	return words
}

// isNoNameRune reports whether a character is between words. Letters of any alphabet
// are within: what they say may make another product of it.
func isNoNameRune(c rune) bool {
	return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c)
}
