package partnerhub_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

// FuzzParseFilter checks the laws of filters on any text: either a filter whose
// canonical form is a fixed point with the same meaning, or an error that is
// short and whose place is in the text.
func FuzzParseFilter(f *testing.F) {
	for _, group := range slices.Sorted(maps.Keys(filterMeanings)) {
		for _, c := range filterMeanings[group] {
			f.Add(c[0])
		}
	}
	for _, group := range slices.Sorted(maps.Keys(refusedFilters)) {
		for _, c := range refusedFilters[group] {
			f.Add(c.text)
		}
	}
	view := filterView(f)
	f.Fuzz(func(t *testing.T, text string) {
		filter, err := partnerhub.ParseFilter(text)
		if err != nil {
			requireGoodFault(t, text, err)
			return
		}
		requireSameAsCanonical(t, view, filter)
	})
}

func requireSameAsCanonical(t *testing.T, view partnerhub.View, filter partnerhub.Filter) {
	t.Helper()
	ids := matching(t, view, filter)
	canonical, err := partnerhub.ParseFilter(filter.String())
	if isBeyondLimits(filter.String(), err) {
		return
	}
	require.NoError(t, err)
	require.Equal(t, filter.String(), canonical.String())
	require.Equal(t, ids, matching(t, view, canonical), filter.String())
	if filter.String() != "" {
		require.Equal(t, 6-len(ids), len(matching(t, view, partnerhub.Not(filter))))
	}
}

// isBeyondLimits reports whether a canonical form was refused because it is too
// long, or has the parentheses that make it clear too deep.
func isBeyondLimits(canonical string, err error) bool {
	var fault *partnerhub.FilterError
	if !errors.As(err, &fault) {
		return false
	}
	return len(canonical) > 4096 || fault.Code == "too_deep"
}

func requireGoodFault(t *testing.T, text string, err error) {
	t.Helper()
	var fault *partnerhub.FilterError
	require.ErrorAs(t, err, &fault)
	require.NotEmpty(t, fault.Code)
	require.True(t, strings.HasPrefix(text, fault.Input))
	require.GreaterOrEqual(t, fault.Offset, 0)
	require.GreaterOrEqual(t, fault.Length, 0)
	require.LessOrEqual(t, fault.Offset+fault.Length, len(fault.Input))
	require.Positive(t, fault.Column())
	require.NotContains(t, fault.Error(), "\n")
	require.Less(t, len(fault.Error()), 1000)
	require.True(t, utf8.ValidString(fault.Error()))
	require.Equal(t, 1, strings.Count(fault.Caret(), "\n"))
	require.NotNil(t, fault.Suggestions)
	require.LessOrEqual(t, len(fault.Suggestions), 2)
	for _, suggestion := range fault.Suggestions {
		requireRepairs(t, fault, suggestion)
	}
}

// requireRepairs checks that a condition that is suggested is a filter. One with
// another operator may keep a value that is at fault too.
func requireRepairs(t *testing.T, fault *partnerhub.FilterError, suggestion string) {
	t.Helper()
	_, err := partnerhub.ParseFilter(suggestion)
	var again *partnerhub.FilterError
	switch {
	case fault.Code == "wildcard":
		require.NoError(t, err, "%q for %q", suggestion, fault.Input)
	case fault.Code == "operator" && suggestion != "=" && errors.As(err, &again):
		require.NotEqual(t, fault.Code, again.Code, "%q for %q", suggestion, fault.Input)
	}
}

const megabyte = 1 << 20

// hostileFilters are texts meant to cost much. Those below the limit of length
// are as long as they may be.
var hostileFilters = map[string]string{
	"spaces":         strings.Repeat(" ", megabyte),
	"parentheses":    strings.Repeat("(", megabyte),
	"conditions":     strings.Repeat("id=1 ", megabyte/5),
	"values":         "id=(" + strings.Repeat("1 OR ", megabyte/5) + "1)",
	"not UTF-8":      strings.Repeat("\x80", megabyte),
	"NUL bytes":      strings.Repeat("\x00", megabyte),
	"stars":          "name = " + strings.Repeat("*", 4000),
	"stars and text": "name = " + strings.Repeat("*e", 2000),
	"long text":      "name:" + strings.Repeat("é", 2000),
	"long field":     strings.Repeat("x", 4000) + " = 1",
	"long product":   "product:" + strings.Repeat("x", 4000),
	"long sub-field": "licenses." + strings.Repeat("x", 2000) + ".y = 1",
	"long status":    "status:" + strings.Repeat("trial", 800),
	"long number":    "licenses > " + strings.Repeat("9", 4000),
	"long zero":      "licenses > 0." + strings.Repeat("0", 4000),
	"long fraction":  "usage > 0." + strings.Repeat("3", 4000),
	"long exponent":  "licenses > 1e" + strings.Repeat("9", 4000),
	"long negative":  "usage > 1e-" + strings.Repeat("9", 4000),
	"zero exponent":  "usage > 0e" + strings.Repeat("9", 4000),
	"huge exponent":  "licenses > 1e999999999",
	"tiny exponent":  "usage > 1e-999999999",
	"cancelled":      "licenses = 1" + strings.Repeat("0", 2000) + "e-2000",
	"long date":      `ends > "2026-03-01T00:00:00.` + strings.Repeat("1", 4000) + `Z"`,
	"100 texts":      strings.TrimSuffix(strings.Repeat("name = *a*e*i*o*u*z* OR ", 100), " OR "),
	"100 ratios":     strings.Repeat("usage>1 ", 100),
	"100 dates":      "ends = (" + strings.Repeat("2026-03-01 OR ", 99) + "2026-03-02)",
}

func TestHostileFilters(t *testing.T) {
	view := filterView(t)
	for name, text := range hostileFilters {
		t.Run(name, func(t *testing.T) {
			var filter partnerhub.Filter
			var err error
			requireRoom(t, megabyte/4, func() { filter, err = partnerhub.ParseFilter(text) })
			if err != nil {
				requireGoodFault(t, text, err)
				require.LessOrEqual(t, len(err.(*partnerhub.FilterError).Input), 4096)
			} else {
				requireSameAsCanonical(t, view, filter)
			}
		})
	}
}

// Some of them have a meaning all the same.
func TestHostileAnswers(t *testing.T) {
	view := filterView(t)
	requireMatches(t, view, [][2]string{
		{hostileFilters["stars"], "alp baer star old new zero"},
		{hostileFilters["stars and text"], ""},
		{hostileFilters["long zero"], "alp baer zero"},
		{hostileFilters["zero exponent"], "alp"},
		{hostileFilters["cancelled"], ""},
		{"licenses = 15" + strings.Repeat("0", 2000) + "e-1999", "alp"},
		{"licenses = 0." + strings.Repeat("0", 2000) + "15e2003", "alp"},
		{"name = \"\\u0000\"", ""},
		{"name = \x00", ""},
		{"name:\u202eGA", ""}, // a mark that turns the direction of what is shown
		{"name = \ufeffOld", ""},
		{"\u3000id\u2003=\u00a0alp\u2028", "alp"}, // Unicode white space
	})
	for _, name := range []string{"spaces", "long field", "long product", "long status", "long number", "long fraction", "huge exponent", "tiny exponent", "long date"} {
		_, err := partnerhub.ParseFilter(hostileFilters[name])
		require.Error(t, err, name)
	}
}

// What does not show must show in an error, and must not move its caret.
func TestFaultsShowWhatDoesNot(t *testing.T) {
	_, err := partnerhub.ParseFilter("status:\"\u202elairt\x00\"")
	var fault *partnerhub.FilterError
	require.ErrorAs(t, err, &fault)
	for _, shown := range []string{fault.Error(), fault.Caret()} {
		require.NotContains(t, shown, "\u202e")
		require.NotContains(t, shown, "\x00")
	}
	require.Equal(t, "       ^", strings.Split(fault.Caret(), "\n")[1])

	_, err = partnerhub.ParseFilter("name = été licenses = x")
	require.ErrorAs(t, err, &fault)
	require.Equal(t, 24, fault.Offset)
	require.Equal(t, 23, fault.Column())
	require.Equal(t, "name = été licenses = x\n                      ^", fault.Caret())
}
