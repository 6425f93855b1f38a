package chart

import (
	"fmt"
	"slices"
	"strings"
)

// Theme is a choice of colors. The zero Theme follows what the reader prefers. Its text
// is auto, light or dark.
type Theme uint8

// The themes.
const (
	Auto Theme = iota
	Light
	Dark
)

var themeNames = [...]string{"auto", "light", "dark"}

// String returns the text of the theme, or Theme(n) if it is none.
func (t Theme) String() string {
	if int(t) >= len(themeNames) {
		return fmt.Sprintf("Theme(%d)", uint8(t))
	}
	return themeNames[t]
}

// MarshalText writes what String returns; it fails on an invalid value.
func (t Theme) MarshalText() ([]byte, error) {
	if int(t) >= len(themeNames) {
		return nil, fmt.Errorf("chart: %v is not a theme", t)
	}
	return []byte(t.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (t *Theme) UnmarshalText(text []byte) error {
	n := slices.Index(themeNames[:], string(text))
	if n < 0 {
		return fmt.Errorf("chart: %.40q is not a theme: auto, light or dark", text)
	}
	*t = Theme(n)
	return nil
}

// role is what a color is for.
type role uint8

const (
	roleBack role = iota
	roleText
	roleMuted
	roleGrid
	roleTotal
	roleAssigned
	roleUsed
	roleAvailable
	roleOver
	roleCount
)

var roleNames = [roleCount]string{"back", "text", "muted", "grid", "total", "assigned", "used", "available", "over"}

// palette has a color for each role.
type palette [roleCount]string

// Text has a contrast of at least 4.5 to the background, lines and areas of at least 3. Blue and
// orange stay apart whichever kind of cone an eye lacks.
var (
	lightColors = palette{
		roleBack: "#ffffff", roleText: "#1f2328", roleMuted: "#59636e", roleGrid: "#d8dee4",
		roleTotal: "#434b54", roleAssigned: "#c2620a", roleUsed: "#0a58ca", roleAvailable: "#6e7781", roleOver: "#b0186b",
	}
	darkColors = palette{
		roleBack: "#0d1117", roleText: "#f0f6fc", roleMuted: "#9aa4af", roleGrid: "#2b323a",
		roleTotal: "#d0d7de", roleAssigned: "#f2a14a", roleUsed: "#4c9aff", roleAvailable: "#8b949e", roleOver: "#ff7ab8",
	}
)

// followsReader reports whether the colors are those that the reader prefers.
func (t Theme) followsReader() bool { return t != Light && t != Dark }

// colors returns the palette that the attributes of a theme are of. Invalid themes
// are Auto.
func (t Theme) colors() *palette {
	if t == Dark {
		return &darkColors
	}
	return &lightColors
}

// classes returns the classes of the svg element. The stylesheet colors those
// that follow the reader; the others have their attributes alone.
func (t Theme) classes() string {
	if t.followsReader() {
		return "ph-chart ph-auto"
	}
	return "ph-chart"
}

// Stylesheet returns what a page's stylesheet contains so that inline pictures of the
// theme [Auto] follow the reader's preference. The colors are custom properties of
// .ph-auto, such as --ph-used, which a page may set otherwise: --ph-back is the background
// that it shows pictures on. Classes of elements are ph-fill-used, ph-stroke-used
// and so on.
func Stylesheet() string {
	var css strings.Builder
	css.WriteString(".ph-chart{max-width:100%;height:auto}\n.ph-auto{" + lightColors.properties() + "}\n")
	css.WriteString("@media (prefers-color-scheme:dark){.ph-auto{" + darkColors.properties() + "}}\n")
	for _, name := range roleNames {
		fmt.Fprintf(&css, ".ph-auto .ph-fill-%[1]s{fill:var(--ph-%[1]s)}.ph-auto .ph-stroke-%[1]s{stroke:var(--ph-%[1]s)}\n", name)
	}
	return css.String()
}

func (p *palette) properties() string {
	properties := make([]string, len(p))
	for i, color := range p {
		properties[i] = "--ph-" + roleNames[i] + ":" + color
	}
	return strings.Join(properties, ";")
}
