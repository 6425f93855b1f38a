package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTextWidth(t *testing.T) {
	for text, want := range map[string]int{
		"":                          0,
		"Bäckerei":                  8,
		"Straße":                    6,
		"Cafe\u0301":                4, // e and a combining accent
		"Ελαιώνας":                  8,
		"Łódź":                      4,
		"月兎精密":                      8,
		"霧ヶ浜デザイン":                   14,
		"달빛나루":                      8,
		"\u1112\u1161\u11ab":        2, // a Hangul syllable in three parts
		"か\u3099":                   2, // a Kana with a combining mark
		"ＡＢ":                        4,
		"ｱｲ":                        2, // half-width Kana
		"🚀":                         2,
		"می\u200cخ":                 3,
		"… · – ≥ ┃ █▓░":             13,
		"\U00020000":                2,
		"e\u0301\u0302\u0303\u20dd": 1,
	} {
		require.Equal(t, want, textWidth(text), "%q", text)
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"Alpenglas AG", 12, "Alpenglas AG"},
		{"Alpenglas AG", 11, "Alpenglas …"},
		{"Alpenglas AG", 1, "…"},
		{"月兎精密", 8, "月兎精密"},
		{"月兎精密", 7, "月兎精…"},
		{"月兎精密", 6, "月兎…"}, // three letters and the ellipsis would be seven
		{"Cafe\u0301 Solaire", 5, "Cafe\u0301…"},
		{"Cafe\u0301 Solaire", 4, "Caf…"},
		{"", 0, ""},
	} {
		got := cut(c.text, c.width)
		require.Equal(t, c.want, got, "%q cut to %d", c.text, c.width)
		require.LessOrEqual(t, textWidth(got), c.width)
	}
}

func TestPad(t *testing.T) {
	require.Equal(t, "月兎  ", pad("月兎", 6, false))
	require.Equal(t, "  月兎", pad("月兎", 6, true))
	require.Equal(t, "e\u0301  ", pad("e\u0301", 3, false))
	require.Equal(t, "Alpenglas", pad("Alpenglas", 3, false))
}
