package chart_test

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/chart"
)

var property = regexp.MustCompile(`--ph-(\w+):(#[0-9a-f]{6})`)

// colors returns the colors of the light and the dark theme by their role, from the
// stylesheet.
func colors(t *testing.T) (light, dark map[string]string) {
	before, after, found := strings.Cut(chart.Stylesheet(), "@media")
	require.True(t, found)
	light, dark = map[string]string{}, map[string]string{}
	for _, match := range property.FindAllStringSubmatch(before, -1) {
		light[match[1]] = match[2]
	}
	for _, match := range property.FindAllStringSubmatch(after, -1) {
		dark[match[1]] = match[2]
	}
	require.Len(t, light, 9)
	require.Len(t, dark, 9)
	return light, dark
}

// linear returns red, green and blue as light, 0 to 1: the transfer function of sRGB.
func linear(t *testing.T, color string) [3]float64 {
	var channels [3]int
	_, err := fmt.Sscanf(color, "#%02x%02x%02x", &channels[0], &channels[1], &channels[2])
	require.NoError(t, err)
	var light [3]float64
	for i, c := range channels {
		s := float64(c) / 255
		if s <= 0.04045 {
			light[i] = s / 12.92
		} else {
			light[i] = math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	return light
}

func luminance(rgb [3]float64) float64 { return 0.2126*rgb[0] + 0.7152*rgb[1] + 0.0722*rgb[2] }

// contrast is the contrast ratio of WCAG 2.
func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(linear(t, a)), luminance(linear(t, b))
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrastFormula(t *testing.T) {
	require.InDelta(t, 21, contrast(t, "#000000", "#ffffff"), 0.001)
	require.InDelta(t, 4.54, contrast(t, "#767676", "#ffffff"), 0.01) // the example of WCAG
}

func TestContrast(t *testing.T) {
	light, dark := colors(t)
	for _, palette := range []map[string]string{light, dark} {
		for role, least := range map[string]float64{"text": 4.5, "muted": 4.5, "total": 3, "assigned": 3, "used": 3, "available": 3, "over": 3} {
			require.GreaterOrEqual(t, contrast(t, palette[role], palette["back"]), least, "%s %s", role, palette[role])
		}
	}
}

// Eyes that lack a kind of cone, as matrices on linear light: Machado, Oliveira and
// Fernandes, A Physiologically-based Model for Simulation of Color Vision
// Deficiency, 2009, severity 1.
var eyes = map[string][3][3]float64{
	"all cones": {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"no long":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"no medium": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"no short":  {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// seen returns what an eye sees of a color, in CIELAB.
func seen(eye [3][3]float64, rgb [3]float64) [3]float64 {
	var s [3]float64
	for i, row := range eye {
		s[i] = min(max(row[0]*rgb[0]+row[1]*rgb[1]+row[2]*rgb[2], 0), 1)
	}
	f := func(v float64) float64 {
		if v > 216.0/24389 {
			return math.Cbrt(v)
		}
		return (24389.0/27*v + 16) / 116
	}
	x := f((0.4124*s[0] + 0.3576*s[1] + 0.1805*s[2]) / 0.9505)
	y := f(luminance(s))
	z := f((0.0193*s[0] + 0.1192*s[1] + 0.9505*s[2]) / 1.089)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// Lines and parts of bars look different to every eye: a distance of 2.3 is just noticed.
func TestColorsForEveryEye(t *testing.T) {
	light, dark := colors(t)
	for name, eye := range eyes {
		for _, palette := range []map[string]string{light, dark} {
			for _, pair := range [][2]string{{"total", "assigned"}, {"total", "used"}, {"assigned", "used"}, {"over", "used"}, {"over", "assigned"}} {
				a, b := seen(eye, linear(t, palette[pair[0]])), seen(eye, linear(t, palette[pair[1]]))
				distance := math.Hypot(math.Hypot(a[0]-b[0], a[1]-b[1]), a[2]-b[2])
				require.Greater(t, distance, 15.0, "%s: %v", name, pair)
			}
		}
	}
}

// Nor does color alone tell lines apart: each has dashes and a marker of its own.
func TestLinesDifferWithoutColor(t *testing.T) {
	root := parse(t, chart.Trend(threePoints, chart.Look{}))
	dashes := map[string]bool{}
	for _, line := range root.all("polyline") {
		dashes[line.attrs["stroke-dasharray"]] = true
	}
	require.Len(t, dashes, 3)
}

// The attributes of a fixed theme are its colors; a picture that follows the reader has those
// of the light theme, and in a file of its own the stylesheet.
func TestThemes(t *testing.T) {
	light, dark := colors(t)
	for theme, palette := range map[chart.Theme]map[string]string{chart.Auto: light, chart.Light: light, chart.Dark: dark, 7: light} {
		root := parse(t, chart.Trend(threePoints, chart.Look{Theme: theme}))
		require.Equal(t, palette["back"], classed(root.all("rect"), "ph-fill-back")[0].attrs["fill"])
		require.Equal(t, palette["used"], classed(root.all("polyline"), "ph-stroke-used")[0].attrs["stroke"])
		follows := theme == chart.Auto || theme == 7
		require.Equal(t, follows, len(root.all("style")) == 1, theme)
		require.Equal(t, follows, strings.Contains(root.attrs["class"], "ph-auto"), theme)
	}
	style := parse(t, chart.Trend(nil, chart.Look{})).all("style")[0].text
	require.Equal(t, chart.Stylesheet(), strings.TrimPrefix(style, "\n"))
}

// The stylesheet has a rule for each class of a picture.
func TestStylesheetKnowsAllClasses(t *testing.T) {
	css := chart.Stylesheet()
	require.Equal(t, strings.Count(css, "{"), strings.Count(css, "}"))
	require.NotContains(t, css, "<")
	for _, svg := range []chart.SVG{chart.Trend(gaps(), chart.Look{}), chart.Licenses(bars(10), chart.Look{})} {
		parse(t, svg).walk(func(e *element) {
			for class := range strings.FieldsSeq(e.attrs["class"]) {
				require.Regexp(t, `\.`+class+`[ {]`, css)
			}
		})
	}
}

func TestThemeText(t *testing.T) {
	for theme, text := range map[chart.Theme]string{chart.Auto: "auto", chart.Light: "light", chart.Dark: "dark"} {
		require.Equal(t, text, theme.String())
		document, err := json.Marshal(theme)
		require.NoError(t, err)
		var read chart.Theme
		require.NoError(t, json.Unmarshal(document, &read))
		require.Equal(t, theme, read)
	}
	require.Equal(t, "Theme(3)", chart.Theme(3).String())
	_, err := chart.Theme(3).MarshalText()
	require.EqualError(t, err, "chart: Theme(3) is not a theme")
	var read chart.Theme
	require.EqualError(t, read.UnmarshalText([]byte("sepia")), `chart: "sepia" is not a theme: auto, light or dark`)
}
