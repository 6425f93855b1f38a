package chart_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/chart"
)

// pictures returns one of each kind.
func pictures(look chart.Look) []chart.SVG {
	return []chart.SVG{
		chart.Trend(gaps(), look), chart.Trend(weekly(60, 9), look), chart.Trend(nil, look),
		chart.Licenses(bars(1000), look), chart.Licenses(hostileBars, look), chart.Licenses(nil, look),
	}
}

// A page whose Content-Security-Policy knows no 'unsafe-inline' lets an inline picture
// pass: nothing in it is style, script or a reference to elsewhere.
func TestInlineNeedsNoPermission(t *testing.T) {
	for _, svg := range pictures(chart.Look{Inline: true}) {
		parse(t, svg).walk(func(e *element) {
			require.Contains(t, []string{
				"svg", "title", "desc", "defs", "pattern", "clipPath", "g", "rect", "line", "circle", "polyline", "polygon", "text",
			}, e.name)
			for name, value := range e.attrs {
				require.NotEqual(t, "style", name)
				require.False(t, strings.HasPrefix(name, "on"), name)
				require.NotContains(t, name, "href")
				if name != "xmlns" {
					require.NotContains(t, value, "//")
				}
			}
		})
	}
}

var reference = regexp.MustCompile(`url\(#([^)]*)\)`)

// Ids are unique in a picture, and on a page by their prefix; what refers to them finds
// them.
func TestIDs(t *testing.T) {
	for _, svg := range pictures(chart.Look{IDPrefix: "one"}) {
		ids := map[string]bool{}
		root := parse(t, svg)
		root.walk(func(e *element) {
			if id := e.attrs["id"]; id != "" {
				require.False(t, ids[id], id)
				ids[id] = true
				require.Regexp(t, `^one-[a-z]+(-\d+)?$`, id)
			}
		})
		root.walk(func(e *element) {
			for _, value := range e.attrs {
				for _, match := range reference.FindAllStringSubmatch(value, -1) {
					require.True(t, ids[match[1]], value)
				}
			}
		})
		require.True(t, ids[root.attrs["aria-labelledby"]])
		require.True(t, ids[root.attrs["aria-describedby"]])
	}
}

func TestIDPrefix(t *testing.T) {
	for prefix, want := range map[string]string{
		"": "chart", "trend-1_A": "trend-1_A", `"><script>`: "script", "äöü ": "chart", strings.Repeat("x", 1<<20): strings.Repeat("x", 64),
	} {
		require.Equal(t, want+"-title", parse(t, chart.Trend(nil, chart.Look{IDPrefix: prefix})).all("title")[0].attrs["id"])
	}
}

// What a screen reader is told.
func TestAccessible(t *testing.T) {
	for _, svg := range pictures(chart.Look{Language: partnerhub.German, Title: "Webex & Söhne"}) {
		root := parse(t, svg)
		require.Equal(t, "img", root.attrs["role"])
		require.Equal(t, "de", root.attrs["lang"])
		require.Equal(t, "ltr", root.attrs["direction"]) // also in a page that is written from right to left
		require.Equal(t, "title", root.children[0].name)
		require.Equal(t, root.attrs["aria-labelledby"], root.children[0].attrs["id"])
		require.Equal(t, "Webex & Söhne", root.children[0].text)
		require.Equal(t, "desc", root.children[1].name)
		require.Equal(t, root.attrs["aria-describedby"], root.children[1].attrs["id"])
		require.Equal(t, svg.Description(), root.children[1].text)
		require.NotEmpty(t, svg.Description())
	}
}

// A file of its own has its title and a background; a page has them already.
func TestInlineHasNoGround(t *testing.T) {
	for i, svg := range pictures(chart.Look{Title: "Heading"}) {
		require.Equal(t, "Heading", parse(t, svg).texts()[0])
		inline := parse(t, pictures(chart.Look{Title: "Heading", Inline: true})[i])
		require.NotContains(t, inline.texts(), "Heading")
		require.Empty(t, inline.all("style"))
		background := parse(t, svg).all("rect")[0]
		require.Equal(t, "ph-fill-back", background.attrs["class"])
		require.Equal(t, "720", background.attrs["width"])
		for _, rect := range inline.all("rect") {
			require.NotEqual(t, "720", rect.attrs["width"])
		}
	}
}

// failing is a writer that takes so many bytes.
type failing int

func (f failing) Write(p []byte) (int, error) { return int(f), errors.New("disk full") }

func TestWriteTo(t *testing.T) {
	svg := chart.Trend(threePoints, chart.Look{})
	var out strings.Builder
	n, err := svg.WriteTo(&out)
	require.NoError(t, err)
	require.EqualValues(t, len(svg.String()), n)
	require.Equal(t, svg.String(), out.String())
	n, err = svg.WriteTo(failing(3))
	require.EqualError(t, err, "disk full")
	require.EqualValues(t, 3, n)
	require.Empty(t, chart.SVG{}.String()+chart.SVG{}.Title()+chart.SVG{}.Description())
}
