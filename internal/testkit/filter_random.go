package testkit

import (
	"math/rand/v2"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
)

// RandomFilter returns the text of a filter that the language accepts. Its
// conditions ask for what the dataset holds at the instant, for what only just
// is not there, and now and then for what nobody has.
func RandomFilter(rng *rand.Rand, d *partnerhub.Dataset, policy partnerhub.Policy, asOf time.Time) string {
	if rng.IntN(100) == 0 {
		return pick(rng, "", "  ", "\n")
	}
	g := filterGenerator{rng, oracle{data: d, policy: withDefaults(policy), asOf: asOf}}
	return g.expression(pick(rng, 0, 0, 1, 1, 2, 3))
}

// RandomCondition returns a filter of one condition, as RandomFilter does.
func RandomCondition(rng *rand.Rand, d *partnerhub.Dataset, policy partnerhub.Policy, asOf time.Time) string {
	g := filterGenerator{rng, oracle{data: d, policy: withDefaults(policy), asOf: asOf}}
	return g.condition()
}

// filterGenerator makes one filter.
type filterGenerator struct {
	rng *rand.Rand
	o   oracle
}

func (g *filterGenerator) chance(percent int) bool { return g.rng.IntN(100) < percent }

// expression joins terms; the deeper, the more there can be.
func (g *filterGenerator) expression(depth int) string {
	text := g.term(depth)
	if depth == 0 {
		return text
	}
	for range pick(g.rng, 0, 1, 1, 2) {
		text += pick(g.rng, " ", " AND ", " OR ", "  ", "\tOR\n") + g.term(depth)
	}
	return text
}

// term is a condition or a filter in parentheses, at times negated.
func (g *filterGenerator) term(depth int) string {
	negation := pick(g.rng, "", "", "-", "NOT ")
	if depth == 0 || g.chance(50) {
		return negation + g.condition()
	}
	return negation + "(" + pick(g.rng, "", " ") + g.expression(depth-1) + pick(g.rng, "", " ") + ")"
}

// The fields, by what they are compared with.
var (
	textFields    = []string{"id", "name", "country"}
	nameFields    = []string{"tag", "admin", "managed_by", "status", "headline", "product", "type", "renewal"}
	sumFields     = []string{"licenses", "assigned", "used", "available", "overage"}
	percentFields = []string{"assignment", "usage"}
	dayFields     = []string{"days_to_end", "days_since_added", "days_since_sign_in"}
	dateFields    = []string{"ends", "added", "signed_in"}
)

// condition draws the kind of the field first, so that each has its share.
func (g *filterGenerator) condition() string {
	kind := g.rng.IntN(6)
	fields := [][]string{textFields, nameFields, sumFields, percentFields, dayFields, dateFields}[kind]
	field := pick(g.rng, fields...)
	path := field
	product := partnerhub.Product("")
	if kind == 2 || kind == 3 {
		path, product = g.ofProduct(field)
	}
	if g.chance(8) {
		return path + g.spaced(":") + "*"
	}
	switch kind {
	case 0:
		return g.textCondition(field)
	case 1:
		return g.nameCondition(field)
	case 5:
		return g.compared(path, func() string { return g.date(field) })
	case 3:
		return g.compared(path, func() string { return g.percentage(field, product) })
	}
	return g.compared(path, func() string { return g.wholeNumber(field, product) })
}

// ofProduct asks a sum for one product, or for all.
func (g *filterGenerator) ofProduct(field string) (path string, product partnerhub.Product) {
	if g.chance(50) {
		return field, ""
	}
	product = RandomProduct(g.rng)
	if g.chance(10) {
		return field + `."` + string(product) + `"`, product
	}
	return field + "." + string(product), product
}

func (g *filterGenerator) spaced(op string) string {
	return pick(g.rng, op, " "+op+" ", op+" ", "  "+op)
}

// compared compares with one value, or, where that is allowed, with several.
func (g *filterGenerator) compared(path string, value func() string) string {
	if g.chance(25) {
		return path + g.spaced(pick(g.rng, "=", "!=")) + g.group(value)
	}
	return path + g.spaced(pick(g.rng, "=", "!=", "<", "<=", ">", ">=")) + value()
}

func (g *filterGenerator) group(value func() string) string {
	var values []string
	for range pick(g.rng, 1, 2, 2, 3, 6) {
		values = append(values, value())
	}
	return "(" + strings.Join(values, " OR ") + ")"
}

// valueOrGroup is for what takes several values with every operator.
func (g *filterGenerator) valueOrGroup(value func() string) string {
	if g.chance(30) {
		return g.group(value)
	}
	return value()
}

// nameCondition compares a list, or an enumeration, with names.
func (g *filterGenerator) nameCondition(field string) string {
	op := ":"
	if field == "managed_by" || field == "headline" {
		op = pick(g.rng, ":", "=", "!=")
	}
	return field + g.spaced(op) + g.valueOrGroup(func() string { return g.name(field) })
}

// enumerations are the names of those values that do not depend on the facts.
var enumerations = map[string][]string{
	"managed_by": {"partner", "external"},
	"type":       {"subscription", "trial"},
	"renewal":    {"auto", "none", "unknown"},
}

// name is often one that the customer drawn has.
func (g *filterGenerator) name(field string) string {
	names := enumerations[field]
	switch field {
	case "status", "headline":
		for _, status := range partnerhub.Statuses() {
			names = append(names, status.String())
		}
	case "product":
		names = []string{string(RandomProduct(g.rng))}
	case "tag":
		names = []string{"gold", "dach", "Gold", "silver", ""}
	case "admin":
		names = []string{"nobody", "A-ADMIN-0"}
	}
	name := pick(g.rng, names...)
	if has := g.o.elementsOf(field, g.customer()); len(has) > 0 && g.chance(60) {
		name = pick(g.rng, has...)
	}
	if _, isEnumeration := enumerations[field]; isEnumeration || field == "status" || field == "headline" {
		name = g.anyCase(name)
	}
	return g.written(name)
}

// customer draws one that facts may be taken from.
func (g *filterGenerator) customer() partnerhub.Customer {
	if len(g.o.data.Customers) == 0 {
		return partnerhub.Customer{ID: "c-0", Name: "Aare", Country: "CH"}
	}
	return pick(g.rng, g.o.data.Customers...)
}

// anyCase changes the case of letters here and there.
func (g *filterGenerator) anyCase(text string) string {
	switch g.rng.IntN(4) {
	case 0:
		return strings.ToUpper(text)
	case 1:
		return strings.ToLower(text)
	case 2:
		middle := len([]rune(text)) / 2
		return strings.ToUpper(string([]rune(text)[:middle])) + string([]rune(text)[middle:])
	}
	return text
}
