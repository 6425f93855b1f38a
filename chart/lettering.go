package chart

import (
	"strings"
	"unicode"
)

// fonts are the families of all texts.
const fonts = "system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"

// lettering is how a text is written. Its size is in pixels.
type lettering struct {
	size int
	bold bool
	role role
}

var (
	heading = lettering{size: 16, bold: true, role: roleText}
	large   = lettering{size: 13, role: roleText}
	body    = lettering{size: 12, role: roleText}
	small   = lettering{size: 12, role: roleMuted}
)

// width returns a width that a text hardly exceeds in the fonts that browsers have: there
// is nobody to ask which it will be, so it goes by wide ones.
func (l lettering) width(text string) px {
	thousandths := 0
	for _, r := range text {
		thousandths += advance(r)
		if l.bold {
			thousandths += 90
		}
	}
	return px(thousandths*l.size/10 + 1)
}

// advances are how far the characters of ASCII move the pen, from the space on: the most of
// DejaVu Sans, Noto Sans and Liberation Sans, in thousandths of the size of the
// font.
var advances = [...]int{
	318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 551, 838, 318, 361, 318, 372,
	637, 637, 637, 637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 557,
	1016, 685, 687, 723, 771, 667, 611, 778, 752, 339, 500, 667, 558, 907, 760, 788,
	667, 788, 723, 667, 611, 732, 685, 989, 686, 667, 686, 391, 372, 391, 838, 557,
	500, 613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580, 278, 975, 634, 612,
	635, 635, 413, 521, 393, 634, 592, 818, 592, 592, 525, 637, 551, 637, 838,
}

// advance returns how far a rune moves the pen.
func advance(r rune) int {
	latin, lower := unicode.Is(unicode.Latin, r), unicode.IsLower(r)
	switch {
	case ' ' <= r && int(r-' ') < len(advances):
		return advances[r-' ']
	case r == '·':
		return 320
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case latin && lower && r != 'æ' && r != 'œ':
		return 720
	case latin && unicode.IsUpper(r) && r != 'Æ' && r != 'Œ':
		return 860
	}
	return 1100
}

// isSure reports whether the width of a text is that of letters which are alike in all
// fonts. Elsewhere a single character may be as wide as a sentence.
func isSure(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxLatin1 && !unicode.Is(unicode.Latin, r) && r != '…' })
}

// cut returns a text that is no wider than a limit, with an ellipsis in the place of what
// does not fit.
func (l lettering) cut(text string, limit px) string {
	if l.width(text) <= limit {
		return text
	}
	cut := ""
	for i := range text {
		shorter := strings.TrimRight(text[:i], " ") + "…"
		if l.width(shorter) > limit {
			break
		}
		cut = shorter
	}
	return cut
}

// wrap joins pieces to lines that are no wider than a limit, unless a piece alone is.
func (l lettering) wrap(pieces []string, separator string, limit px) []string {
	var lines []string
	for _, piece := range pieces {
		if last := len(lines) - 1; last >= 0 {
			if joined := lines[last] + separator + piece; l.width(joined) <= limit {
				lines[last] = joined
				continue
			}
		}
		lines = append(lines, piece)
	}
	return lines
}
