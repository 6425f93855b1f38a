package query_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/query"
)

const million = 1_000_000

// hostile are texts meant to cost much.
var hostile = map[string]string{
	"parentheses":       strings.Repeat("(", million),
	"closed":            strings.Repeat("(", million) + "a=1" + strings.Repeat(")", million),
	"negations":         strings.Repeat("-(", million),
	"keywords":          strings.Repeat("NOT(", million),
	"minuses":           strings.Repeat("-", million),
	"dots":              strings.Repeat(".", million),
	"word":              strings.Repeat("x", million),
	"words":             strings.Repeat("x ", million),
	"words after value": "a = " + strings.Repeat("x ", million),
	"lines":             strings.Repeat("\n", million),
	"string":            `a = "` + strings.Repeat("*", million),
	"escapes":           `a = "` + strings.Repeat(`\u0000`, million) + `" x`,
	"number":            "a = " + strings.Repeat("9", million) + " x",
	"exponent":          "a = 1e" + strings.Repeat("9", million) + " x",
	"path":              "a" + strings.Repeat(".a", million) + " = ",
	"quoted path":       "a" + strings.Repeat(`."b"`, million) + " = ",
	"quotes":            strings.Repeat(`"`, million),
	"operators":         strings.Repeat("=", million),
	"ands":              strings.Repeat("AND ", million),
	"ors":               "a=1" + strings.Repeat(" OR a=1", million),
	"values":            "a=(1" + strings.Repeat(" OR 1", million) + ")",
	"groups":            "a=" + strings.Repeat("(", million),
	"conditions":        strings.Repeat("a=1 ", million),
	"not UTF-8":         strings.Repeat("\x80", million),
}

func TestHostile(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			_, err := query.Parse(text, query.Limits{})
			require.NotNil(t, err)
			require.Equal(t, query.CodeTooLong, err.Code)
			require.LessOrEqual(t, len(err.Input), 4096)
			require.Less(t, len(err.Error()), 100)
			require.Less(t, spent(func() { _, _ = query.Parse(text, query.Limits{}) }), uint64(10_000))
		})
	}
}

// TestHostileUnlimited lets the length pass, so that the other bounds must hold
// by themselves, the one of the stack even if the caller wants none.
func TestHostileUnlimited(t *testing.T) {
	for name, text := range hostile {
		for _, limits := range []query.Limits{
			{Bytes: 10 * million},
			{Bytes: 10 * million, Depth: 10 * million},
		} {
			t.Run(name, func(t *testing.T) {
				_, err := query.Parse(text, limits)
				if name != "lines" { // these are the empty filter
					require.NotNil(t, err)
					require.Less(t, len(err.Error()), 1000)
					require.Less(t, len(err.Caret()), 1000)
				}
			})
		}
	}
}

// TestMistakesAtTheLimit holds that a text within the limits cannot make an
// error long.
func TestMistakesAtTheLimit(t *testing.T) {
	for name, text := range hostile {
		text = text[:4096]
		t.Run(name, func(t *testing.T) {
			_, err := query.Parse(text, query.Limits{})
			if err != nil {
				require.Less(t, len(err.Error()), 1000)
			}
		})
	}
}

// spent returns how many bytes f allocates.
func spent(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
