package query

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Code names the kind of a fault. Codes are stable, messages are not. The
// package that gives filters their meaning adds codes of its own.
type Code string

// The codes of the faults of syntax.
const (
	// CodeTooLong: the input is longer than its limit.
	CodeTooLong Code = "too_long"
	// CodeTooDeep: parentheses are nested deeper than the limit.
	CodeTooDeep Code = "too_deep"
	// CodeTooManyConditions: there are more conditions than the limit.
	CodeTooManyConditions Code = "too_many_conditions"
	// CodeTooManyValues: a group has more values than the limit.
	CodeTooManyValues Code = "too_many_values"
	// CodeNotUTF8: the input is not UTF-8.
	CodeNotUTF8 Code = "not_utf8"
	// CodeUnexpected: something stands where it has no meaning.
	CodeUnexpected Code = "unexpected"
	// CodeUnknownOperator: an operator of another language.
	CodeUnknownOperator Code = "unknown_operator"
	// CodeMissingValue: no value after an operator or OR.
	CodeMissingValue Code = "missing_value"
	// CodeMissingField: no field before an operator.
	CodeMissingField Code = "missing_field"
	// CodeMissingCondition: no condition before or after a keyword.
	CodeMissingCondition Code = "missing_condition"
	// CodeMissingSpace: two parts touch that need a space between them.
	CodeMissingSpace Code = "missing_space"
	// CodeSpaceAfterMinus: a space between "-" and the condition it negates.
	CodeSpaceAfterMinus Code = "space_after_minus"
	// CodeDoubleNegation: a negation right after a negation.
	CodeDoubleNegation Code = "double_negation"
	// CodeUnclosed: a bracket or quote is never closed.
	CodeUnclosed Code = "unclosed"
	// CodeEmptyParentheses: parentheses with nothing in them.
	CodeEmptyParentheses Code = "empty_parentheses"
	// CodeBadEscape: a backslash in a string followed by what it cannot escape.
	CodeBadEscape Code = "bad_escape"
	// CodeQuoteInWord: a quote inside a word.
	CodeQuoteInWord Code = "quote_in_word"
	// CodeMinus: a value or name that starts with "-".
	CodeMinus Code = "minus"
	// CodeKeyword: a keyword as a value or as the name of a field.
	CodeKeyword Code = "keyword"
	// CodeMissingName: nothing on one side of a dot.
	CodeMissingName Code = "missing_name"
	// CodeNotCondition: a word or string that is not part of a condition.
	CodeNotCondition Code = "not_condition"
	// CodeQuotedField: the name of a field in quotes.
	CodeQuotedField Code = "quoted_field"
	// CodeFieldFirst: a value on the left of an operator.
	CodeFieldFirst Code = "field_first"
	// CodeGroup: a value group that does not fit its operator, or is not of
	// the form (A OR B).
	CodeGroup Code = "group"
)

// Error is a fault of a filter, of syntax or of meaning. The zero Error is not
// valid; use [NewError].
type Error struct {
	Code Code `json:"code"`
	// Input is the text of the filter, cut at the limit if it was too long.
	Input string `json:"input"`
	// Offset and Length are the place of the fault in Input, in bytes. What is
	// missing has the length 0.
	Offset int `json:"offset"`
	Length int `json:"length"`
	// Message says in one line what is wrong. It starts in lower case, unless
	// with something quoted or a keyword.
	Message string `json:"message"`
	// Suggestions are up to two texts to write instead, the better one first.
	Suggestions []string `json:"suggestions"`
}

const (
	maxSuggestions   = 2
	suggestionLength = 200 // in bytes: a longer one helps nobody
	quoteLength      = 40  // in characters
)

// NewError returns a fault at a place of the input, which is moved into the
// input if it is outside. Suggestions that are long or do not show as they are
// written are dropped, and of the rest the first two stay.
func NewError(code Code, input string, at Span, message string, suggestions ...string) *Error {
	err := &Error{Code: code, Input: input, Message: message, Suggestions: []string{}}
	err.Offset = min(max(at.Offset, 0), len(input))
	err.Length = min(max(at.Length, 0), len(input)-err.Offset)
	for _, s := range suggestions {
		if len(err.Suggestions) < maxSuggestions && isSuggestion(s) {
			err.Suggestions = append(err.Suggestions, s)
		}
	}
	return err
}

func isSuggestion(s string) bool {
	hidden := func(r rune) bool { return !unicode.IsPrint(r) }
	return s != "" && len(s) <= suggestionLength && !strings.ContainsFunc(s, hidden)
}

// Error returns the message, the suggestions and the column in one line.
func (e *Error) Error() string {
	return fmt.Sprintf("%s%s (column %d)", e.Message, e.hint(), e.Column())
}

// Column returns the place of the fault in characters, counted from 1.
func (e *Error) Column() int { return utf8.RuneCountInString(e.Input[:e.Offset]) + 1 }

func (e *Error) hint() string {
	if len(e.Suggestions) == 0 {
		return ""
	}
	shown := make([]string, len(e.Suggestions))
	for i, s := range e.Suggestions {
		shown[i] = showSuggestion(s)
	}
	if e.Code == CodeUnclosed {
		return "; add " + shown[0]
	}
	return "; did you mean " + strings.Join(shown, " or ") + "?"
}

// showSuggestion puts a word in quotes; what has spaces or quotes of its own,
// or is a keyword, stands out without them.
func showSuggestion(s string) string {
	if strings.ContainsAny(s, ` "`) || keyword(s) != tokenWord {
		return s
	}
	return `"` + s + `"`
}

// Quote returns text in quotes for a message, cut to a short length and without
// anything that does not show.
func Quote(text string) string {
	if head := firstRunes(text, quoteLength); head != text {
		text = head + "…"
	}
	return strconv.Quote(text)
}

// firstRunes returns the first n characters of s.
func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// lastRunes returns the last n characters of s.
func lastRunes(s string, n int) string {
	i := len(s)
	for ; i > 0 && n > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}
