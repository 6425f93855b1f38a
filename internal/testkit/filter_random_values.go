package testkit

import (
	"math/big"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
)

// textCondition compares a text: whole, with a part of it, or with a pattern.
func (g *filterGenerator) textCondition(field string) string {
	text := func() string { return g.textOf(field) }
	switch g.rng.IntN(4) {
	case 0:
		return field + g.spaced(":") + g.valueOrGroup(func() string { return g.written(g.anyCase(g.part(text()))) })
	case 1:
		return field + g.spaced(pick(g.rng, "<", "<=", ">", ">=")) + g.written(g.anyCase(text()))
	case 2:
		return field + g.spaced(pick(g.rng, "=", "!=")) + g.valueOrGroup(func() string { return g.pattern(text()) })
	}
	return field + g.spaced(pick(g.rng, "=", "!=")) + g.valueOrGroup(func() string { return g.written(text()) })
}

// textOf is a customer's text, at times another than any has.
func (g *filterGenerator) textOf(field string) string {
	if g.chance(10) {
		return pick(g.rng, "", "*", "nobody", "5", "007", "Zug*", `a\b`, "AND")
	}
	customer := g.customer()
	switch field {
	case "id":
		return customer.ID
	case "name":
		return customer.Name
	}
	return customer.Country
}

// part is some of the text in one piece; never empty.
func (g *filterGenerator) part(text string) string {
	runes := []rune(text)
	if len(runes) == 0 {
		return "x"
	}
	start := g.rng.IntN(len(runes))
	return string(runes[start : start+1+g.rng.IntN(len(runes)-start)])
}

// pattern puts wildcards into a text, for nothing or for some of it.
func (g *filterGenerator) pattern(text string) string {
	runes := []rune(text)
	cut := g.rng.IntN(len(runes) + 1)
	from, to := escaped(string(runes[:cut])), escaped(string(runes[cut:]))
	rest := escaped(string(runes[min(max(cut+g.rng.IntN(4)-1, 0), len(runes)):])) // may begin before the cut
	return `"` + pick(g.rng, from+"*", "*"+to, from+"*"+to, from+"*"+rest, "*"+rest+"*", from+"**"+to, "*") + `"`
}

// written is a text in quotes, or without them where none are needed.
func (g *filterGenerator) written(text string) string {
	if isPlainName(text) && g.chance(70) {
		return text
	}
	if strings.Contains(text, `"`) || g.chance(70) {
		return `"` + escaped(text) + `"`
	}
	return "'" + strings.ReplaceAll(escaped(text), "'", `\'`) + "'"
}

func escaped(text string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, `*`, `\*`).Replace(text)
}

// isPlainName reports whether text is letters, digits, - and _, starts with a
// letter and is no keyword.
func isPlainName(text string) bool {
	if text == "" || text == "AND" || text == "OR" || text == "NOT" {
		return false
	}
	for i, r := range text {
		letter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
		if !letter && (i == 0 || !strings.ContainsRune("-_0123456789", r)) {
			return false
		}
	}
	return true
}

// wholeNumber is often what a customer has in the field, or next to it.
func (g *filterGenerator) wholeNumber(field string, product partnerhub.Product) string {
	n := big.NewInt(pick[int64](g.rng, 0, 0, 1, -1, 30, 100, 9_223_372_036_854_775_807, -9_223_372_036_854_775_808))
	if value := g.o.numberOf(field, g.customer(), product); value != nil && g.chance(85) {
		n = new(big.Int).Add(value.Num(), big.NewInt(pick[int64](g.rng, 0, 0, 0, 1, -1)))
	}
	return n.String() + pick(g.rng, "", "", "", ".0", "e0", "E+00", ".000e0")
}

// percentage is often a customer's ratio, cut after some places, or next to it.
func (g *filterGenerator) percentage(field string, product partnerhub.Product) string {
	sign := pick(g.rng, "", "%")
	share := g.o.shareOfLicenses(field, g.customer(), product)
	if share == nil || g.chance(15) {
		return pick(g.rng, "0", "-0", "-1", "100", "50", "33.3", ".5", "1e2", "250e-1", "0.0000000000000001") + sign
	}
	places := pick(g.rng, 0, 0, 1, 2, 5)
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)
	cut := new(big.Int).Mul(share.Num(), scale)
	cut.Div(cut, share.Denom())
	cut.Add(cut, big.NewInt(pick[int64](g.rng, 0, 0, 0, 1, -1)))
	return new(big.Rat).SetFrac(cut, scale).FloatString(places) + sign
}

// date is often a customer's instant, or next to it, or a civil day there.
func (g *filterGenerator) date(field string) string {
	instant := g.o.instantOf(field, g.customer())
	if instant.IsZero() || g.chance(10) {
		instant = g.o.asOf
	}
	instant = inRange(instant.Add(pick[time.Duration](g.rng, 0, 0, 0, 1, -1, time.Second, -time.Hour)))
	if g.chance(40) {
		zone := pick(g.rng, time.UTC, time.FixedZone("", 20_700), time.FixedZone("", -12_600))
		return g.quotedOrNot(instant.In(zone).Format(time.RFC3339Nano))
	}
	day := instant.In(g.o.policy.Location).AddDate(0, 0, pick(g.rng, 0, 0, 0, 1, -1))
	return g.quotedOrNot(inRange(day).Format("2006-01-02"))
}

func (g *filterGenerator) quotedOrNot(text string) string {
	quote := pick(g.rng, "", "", `"`, "'")
	return quote + text + quote
}
