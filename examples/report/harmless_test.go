package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestHarmless(t *testing.T) {
	for text, want := range map[string]string{
		"Bäckerei Südwind GmbH":          "Bäckerei Südwind GmbH",
		`O'Malhoun "&" \ Ltd`:            `O'Malhoun "&" \ Ltd`,
		"月兎精密工業株式会社 🚀":                   "月兎精密工業株式会社 🚀",
		"Cafe\u0301":                     "Cafe\u0301",
		"می\u200cخواهم":                  "می\u200cخواهم",
		"no\u00a0break\u3000space":       "no break space",
		"red \x1b[31m":                   `red \x1b[31m`,
		"bell\a, back\b, delete\x7f":     `bell\a, back\b, delete\x7f`,
		"two\nlines\r\n":                 `two\nlines\r\n`,
		"tab\tstop":                      `tab\tstop`,
		"C1 \u009b31m":                   `C1 \u009b31m`,
		"gnp.\u202eexe":                  `gnp.\u202eexe`,
		"isolated \u2066a\u2069":         `isolated \u2066a\u2069`,
		"mark \u200f":                    `mark \u200f`,
		"line \u2028 break":              `line \u2028 break`,
		"soft\u00adhyphen \ufeff":        `soft\u00adhyphen \ufeff`,
		"private \ue000 \U000e0041":      `private \ue000 \U000e0041`,
		"not a character \uffff":         `not a character \uffff`,
		"\u202e'":                        `\u202e'`,
		"\u200d\u200d\u200d\u200d\u200d": "\u200d\u200d\u200d\u200d" + `\u200d`,
	} {
		require.Equal(t, want, harmless(text), "%q", text)
	}
}

// Marks that pile up have no width, so that nothing else would cut them.
func TestHarmlessLimitsMarks(t *testing.T) {
	got := harmless("e" + strings.Repeat("\u0301", 1000))
	require.True(t, strings.HasPrefix(got, "e\u0301\u0301\u0301\u0301"+`\u0301\u0301`), "%q", got)
	require.Equal(t, "e\u0301\u0301\u0301\u0301"+`\u0301…`, cut(got, 8))
}
