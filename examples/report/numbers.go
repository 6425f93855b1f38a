package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/partnerhub/partnerhub"
)

// missing stands for what is unknown, and for a ratio that is undefined.
const missing = "–"

// atLeast marks a number that is only a lower bound, as some counts are unknown.
const atLeast = "≥"

// grouped returns a number in groups of three digits: 12,500.
func grouped(n int64) string { return groupDigits(strconv.FormatInt(n, 10)) }

// groupDigits puts commas into the whole part of a decimal number.
func groupDigits(number string) string {
	sign := ""
	if strings.HasPrefix(number, "-") {
		sign, number = "-", number[1:]
	}
	whole, fraction, found := strings.Cut(number, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if found {
		whole += "." + fraction
	}
	return sign + whole
}

// short returns a number that fits into a column of a table. From a million on
// it is cut after the first decimal, with an SI prefix; the report as JSON has all digits.
func short(n int64) string {
	const million = 1_000_000
	if -million < n && n < million {
		return grouped(n)
	}
	units, unit := "MGTPE", int64(million)
	for len(units) > 1 && (n/1000 >= unit || n/1000 <= -unit) {
		units, unit = units[1:], unit*1000
	}
	tenth := n % unit / (unit / 10)
	return fmt.Sprintf("%d.%d%c", n/unit, max(tenth, -tenth), units[0])
}

// shortCount is short for a number that may be unknown.
func shortCount(c partnerhub.Count) string {
	n, known := c.Value()
	if !known {
		return missing
	}
	return short(n)
}

// change returns a difference with its sign.
func change(c partnerhub.Count) string {
	if n, known := c.Value(); known && n > 0 {
		return "+" + short(n)
	}
	return shortCount(c)
}

// share returns a percentage for a column of a table.
func share(r partnerhub.Ratio) string {
	const most = 100 // times
	switch {
	case !r.Defined():
		return missing
	case r.Num/r.Den >= most:
		return ">9,999%"
	}
	return r.String()
}

// parts returns a ratio for a sentence: 58 of 1,169 (4.96%).
func parts(r partnerhub.Ratio) string {
	if !r.Defined() {
		return missing
	}
	return fmt.Sprintf("%s of %s (%s%%)", grouped(r.Num), grouped(r.Den), groupDigits(r.Percent()))
}

// plural returns a number of things: 1 customer, 12 customers.
func plural(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

// customers returns a number of customers.
func customers(n int) string { return plural(int64(n), "customer", "customers") }

// amounts returns sums of money, one for each currency.
func amounts(list []partnerhub.Money) []string {
	var texts []string
	for _, m := range list {
		amount, currency, _ := strings.Cut(m.String(), " ")
		texts = append(texts, groupDigits(amount)+" "+currency)
	}
	return texts
}
