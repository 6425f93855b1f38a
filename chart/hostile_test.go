package chart_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/chart"
)

// hostileNames are names, and what of them is shown.
var hostileNames = map[string]string{
	`<script>alert("1")</script>`:             `<script>alert("1")</script>`,
	`</text></svg>&amp;]]>`:                   `</text></svg>&amp;]]>`,
	"two\nlines\r\n\tand\u2028tabs":           "two lines and tabs",
	"esc\x1b[31m bell\a null\x00":             "esc[31m bell null",
	"invoice\u202efdp.exe":                    "invoicefdp.exe",
	"\u2066isolate\u2069 \u200bzero\ufeff":    "isolate zero",
	"\xff\xfe bytes":                          "\ufffd\ufffd bytes",
	"می\u200cخواهم":                           "می\u200cخواهم",
	"\uffff\U0010ffff noncharacters":          "noncharacters",
	"Z" + strings.Repeat("\u0335", 500) + "z": "Z" + strings.Repeat("\u0335", 4) + "z",
	" \u00a0spaces\u3000 ":                    "spaces",
	"":                                        "",
}

var hostileBars = func() []chart.Bar {
	var bars []chart.Bar
	for name := range hostileNames {
		bars = append(bars, chart.Bar{Name: name, Total: 10})
	}
	return append(bars, chart.Bar{Name: strings.Repeat("\ufdfd", 1<<20)})
}()

// named is what is before the numbers of a bar of a name.
func named(name string) string {
	if name == "" {
		return ""
	}
	return name + ": "
}

func TestNames(t *testing.T) {
	for name, want := range hostileNames {
		svg := chart.Licenses([]chart.Bar{{Name: name, Total: 1}}, chart.Look{Title: name, Width: 1600})
		require.Contains(t, svg.Description(), "One bar. "+named(want)+"Licenses 1,")
		if want != "" {
			require.Equal(t, want, svg.Title())
			require.Contains(t, parse(t, svg).texts()[1:], want)
		}
	}
}

// What is long is cut where it ends to fit, with an ellipsis.
func TestLongNames(t *testing.T) {
	long := strings.Repeat("Überlange Namen ", 1<<14)
	for width := 320; width < 400; width += 3 {
		svg := chart.Licenses([]chart.Bar{{Name: long, Total: 1}}, chart.Look{Title: long, Width: width})
		require.Less(t, len(svg.String()), 10_000)
		require.Equal(t, strings.Repeat("Überlange Namen ", 12)+"Überlang…", svg.Title()) // 12 × 16 + 8 characters
		for _, shown := range []string{parse(t, svg).texts()[0], parse(t, svg).texts()[6]} {
			cut, found := strings.CutSuffix(shown, "…")
			require.True(t, found, shown)
			require.True(t, strings.HasPrefix(long, cut))
			require.False(t, strings.HasSuffix(cut, " "))
			require.Greater(t, len(cut), 20)
		}
	}
}

// A character may be as wide as a sentence, or as high: such names are clipped.
func TestNamesOfUnknownWidthAreClipped(t *testing.T) {
	root := parse(t, chart.Licenses([]chart.Bar{{Name: "Łódź Æther"}, {Name: "\ufdfd\ufdfd"}, {Name: "株式会社"}}, chart.Look{IDPrefix: "p"}))
	clips := root.all("clipPath")
	require.Len(t, clips, 2)
	groups := root.all("g")
	require.Len(t, groups, 2)
	for i, name := range []string{"\ufdfd\ufdfd", "株式会社"} {
		require.Equal(t, "url(#"+clips[i].attrs["id"]+")", groups[i].attrs["clip-path"])
		require.Equal(t, []string{name}, groups[i].texts())
		text, clip := groups[i].all("text")[0], clips[i].all("rect")[0]
		require.Greater(t, text.n(t, "y"), clip.n(t, "y"))
		require.Less(t, text.n(t, "y"), clip.n(t, "y")+clip.n(t, "height"))
		require.LessOrEqual(t, clip.n(t, "x")+clip.n(t, "width"), 720.0-16)
	}
}

// requireHarmless checks that a text shows as what it is.
func requireHarmless(t *testing.T, text string) {
	require.True(t, utf8.ValidString(text))
	for _, r := range text {
		require.False(t, unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r), "%q", text)
	}
}
