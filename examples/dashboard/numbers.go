package main

import (
	"strconv"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
)

// missing stands for what is unknown, and for a ratio that is undefined.
const missing = "–"

// style is how a language writes numbers and days. Percentages have a space that
// does not break where the language wants one.
type style struct{ group, point, percent, day string }

var styles = [...]style{
	partnerhub.English: {",", ".", "%", time.DateOnly},
	partnerhub.German:  {".", ",", "\u00a0%", "02.01.2006"},
}

func (l look) style() style { return styles[l.Language] }

// Num returns a number in groups of three digits: 12,500.
func (l look) Num(n int64) string { return l.decimal(strconv.FormatInt(n, 10)) }

// Int is Num.
func (l look) Int(n int) string { return l.Num(int64(n)) }

// decimal writes a decimal number in plain digits as the language does.
func (l look) decimal(number string) string {
	s := l.style()
	sign := ""
	if strings.HasPrefix(number, "-") {
		sign, number = "−", number[1:]
	}
	whole, fraction, found := strings.Cut(number, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + s.group + whole[i:]
	}
	if found {
		whole += s.point + fraction
	}
	return sign + whole
}

// Count returns a number that may be unknown.
func (l look) Count(c partnerhub.Count) string {
	n, known := c.Value()
	if !known {
		return missing
	}
	return l.Num(n)
}

// atLeast returns a number that may be only a lower bound.
func (l look) atLeast(c partnerhub.Count, lowerBound bool) string {
	if lowerBound {
		return "≥\u00a0" + l.Count(c)
	}
	return l.Count(c)
}

// sumOf returns a sum over what is known, which is a lower bound if the count of so
// many licenses is not.
func (l look) sumOf(c partnerhub.Count, unknown int64) string {
	return l.atLeast(c, c.IsKnown() && unknown > 0)
}

// Change returns a difference with its sign.
func (l look) Change(c partnerhub.Count) string {
	if n, known := c.Value(); known && n > 0 {
		return "+" + l.Num(n)
	}
	return l.Count(c)
}

// Percent returns a ratio as a percentage.
func (l look) Percent(r partnerhub.Ratio) string {
	if !r.Defined() {
		return missing
	}
	return l.decimal(r.Percent()) + l.style().percent
}

// Average returns an average.
func (l look) Average(a partnerhub.Average) string {
	if !a.Defined() {
		return missing
	}
	return l.decimal(a.Value())
}

// Money returns an amount and its currency.
func (l look) Money(m partnerhub.Money) string {
	if m.IsZero() {
		return missing
	}
	amount, currency, _ := strings.Cut(m.String(), " ")
	return l.decimal(amount) + "\u00a0" + currency
}

// Day returns the civil day of an instant.
func (l look) Day(t time.Time) string {
	if t.IsZero() {
		return missing
	}
	return t.Format(l.style().day)
}

// Moment returns an instant, or its day if it is where the day begins.
func (l look) Moment(t time.Time) string {
	if t.Equal(t.Truncate(24 * time.Hour)) {
		return l.Day(t)
	}
	return l.Day(t) + t.Format(" 15:04 MST")
}

// productName returns the name of a product for a screen: contact_center is
// Contact center. The set of products is open.
func productName(product partnerhub.Product) string {
	if product == partnerhub.CallOnWebex {
		return "Call on Webex"
	}
	name := strings.ReplaceAll(string(product), "_", " ")
	return strings.ToUpper(name[:1]) + name[1:]
}
