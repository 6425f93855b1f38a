package main

import (
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/partnerhub/partnerhub"
)

// filterFault is what is wrong with a filter, as it is shown under the box.
type filterFault struct {
	Before, At, After string // the line: what is before the fault, the fault, the rest
	Marks             string // as many as the fault has characters
	Message           string
	Suggestions       []suggestion
}

// suggestion is a corrected filter.
type suggestion struct{ Text, Href string }

func (v *visit) faultOf(fault *partnerhub.FilterError) *filterFault {
	before, rest := fault.Input[:fault.Offset], fault.Input[fault.Offset:]
	at, after := rest[:fault.Length], rest[fault.Length:]
	f := &filterFault{
		Before: oneLine(before), At: oneLine(at), After: oneLine(after),
		Marks:   strings.Repeat("^", max(1, utf8.RuneCountInString(at))),
		Message: fault.Message,
	}
	for _, text := range fault.Suggestions {
		if corrected := before + text + after; isBetter(corrected, fault.Offset) {
			f.Suggestions = append(f.Suggestions, suggestion{corrected, v.Here(keyFilter, corrected)})
		}
	}
	return f
}

// isBetter reports whether a filter is right, at least up to a place.
func isBetter(filter string, place int) bool {
	_, err := partnerhub.ParseFilter(filter)
	fault, wrong := errors.AsType[*partnerhub.FilterError](err)
	return !wrong || fault.Offset > place
}

// oneLine returns a text as the filter box shows it: on one line.
func oneLine(text string) string {
	return strings.NewReplacer("\n", " ", "\r", " ", "\t", " ").Replace(text)
}

// vocabulary is what the script completes a filter with.
type vocabulary struct {
	Fields   []partnerhub.FilterField `json:"fields"`
	Products []partnerhub.Product     `json:"products"`
}

// Vocabulary returns the fields of the filter language and the products that the
// view has, as JSON.
func (v *visit) Vocabulary() (string, error) {
	text, err := json.Marshal(vocabulary{v.Fields(), v.scope.Products()})
	return string(text), err
}

// Fields are those of the filter language, for the help.
func (v *visit) Fields() []partnerhub.FilterField { return partnerhub.FilterFields() }

// Filter is the filter as it was typed.
func (v *visit) Filter() string { return v.filter }
