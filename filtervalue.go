package partnerhub

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/query"
)

// The values of numbers, percentages, dates and texts: how they are read, and
// their canonical form.

func (c *compiler) textTest(cond *condition) matcher {
	test := textTest{field: cond.field, op: cond.Op}
	for i := range cond.Values {
		value := &cond.Values[i]
		*value = value.AsText()
		equals := cond.Op == query.Equal || cond.Op == query.NotEqual
		if len(value.Stars) > 0 && !equals {
			c.badWildcard(cond, value)
			return nil
		}
		if cond.Op == query.Has && value.Text == "" {
			c.fail(codeValue, value.Span, "everything contains the empty text", cond.field.name+":*")
			return nil
		}
		test.patterns = append(test.patterns, value.Parts())
	}
	test.key = cond.String()
	return test
}

func (c *compiler) numberTest(cond *condition) matcher {
	test := numberTest{source: cond.field.number, product: cond.product, op: cond.Op}
	for i := range cond.Values {
		value := &cond.Values[i]
		number, ok := c.decimal(cond, value, "a whole number")
		if !ok {
			return nil
		}
		if number.percent || number.places > 0 {
			c.fail(codeNotNumber, value.Span, cond.Path.String()+" is a whole number")
			return nil
		}
		value.Text = strconv.FormatInt(number.digits, 10)
		test.values = append(test.values, number.digits)
	}
	return test
}

// percentTest reads percentages: 12.5 and 12.5% are the same.
func (c *compiler) percentTest(cond *condition) matcher {
	test := percentTest{source: cond.field.percent, product: cond.product, op: cond.Op}
	for i := range cond.Values {
		value := &cond.Values[i]
		number, ok := c.decimal(cond, value, "a percentage")
		if !ok {
			return nil
		}
		if !number.percent {
			value.Text += "%"
		}
		test.values = append(test.values, Ratio{number.digits, powerOf10(number.places + 2)})
	}
	return test
}

// decimal reads the exact number of a value.
func (c *compiler) decimal(cond *condition, value *query.Value, what string) (decimalNumber, bool) {
	is := cond.Path.String() + " is " + what
	if value.Kind != query.Number {
		_, digits := query.NewNumber(value.Text)
		switch {
		case len(value.Stars) > 0:
			c.fail(codeWildcard, value.Span, "* works only on text; "+is)
		case digits && value.Kind == query.String:
			c.fail(codeNotNumber, value.Span, is+": remove the quotes", value.Text)
		default:
			c.fail(codeNotNumber, value.Span, is)
		}
		return decimalNumber{}, false
	}
	number, err := parseDecimal(value.Text)
	if err != nil {
		c.fail(codeOutOfRange, value.Span, err.Error())
		return decimalNumber{}, false
	}
	value.Text = number.String()
	return number, true
}

// decimalNumber is digits / 10^places.
type decimalNumber struct {
	digits  int64
	places  int
	percent bool
}

var (
	errOutOfRange = errors.New("number out of range: it does not fit into 64 bits")
	errTooPrecise = errors.New("number out of range: too many digits after the point")
)

const (
	// maxPlaces keeps 10^(places+2), the denominator of a percentage, in an
	// int64.
	maxPlaces = 16
	// maxDigits is the length of the largest int64.
	maxDigits = 19
	// maxShift is more than a filter has digits: a larger exponent is as good.
	maxShift = 1 << 20
)

// parseDecimal reads a number in the form of the language, already known to be
// one, exactly and without expanding a huge exponent.
func parseDecimal(text string) (decimalNumber, error) {
	text, percent := strings.CutSuffix(text, "%")
	text, negative := strings.CutPrefix(text, "-")
	mantissa, exponent, _ := strings.Cut(text, "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := strings.TrimRight(whole+fraction, "0")
	places := len(digits) - len(whole)
	if digits = strings.TrimLeft(digits, "0"); digits == "" {
		return decimalNumber{percent: percent}, nil
	}
	if exponent != "" {
		shift, err := strconv.Atoi(exponent)
		if err != nil {
			return decimalNumber{}, errOutOfRange
		}
		places -= min(max(shift, -maxShift), maxShift)
	}
	if places > maxPlaces {
		return decimalNumber{}, errTooPrecise
	}
	if places < 0 {
		if len(digits)-places > maxDigits {
			return decimalNumber{}, errOutOfRange
		}
		digits, places = digits+strings.Repeat("0", -places), 0
	}
	if negative {
		digits = "-" + digits
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return decimalNumber{}, errOutOfRange
	}
	return decimalNumber{n, places, percent}, nil
}

// String returns the number in plain digits, with its percent sign.
func (n decimalNumber) String() string {
	text := strconv.FormatInt(n.digits, 10)
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	if n.places > 0 {
		if missing := n.places + 1 - len(text); missing > 0 {
			text = strings.Repeat("0", missing) + text
		}
		text = text[:len(text)-n.places] + "." + text[len(text)-n.places:]
	}
	if n.percent {
		text += "%"
	}
	return sign + text
}

func powerOf10(n int) int64 {
	power := int64(1)
	for range n {
		power *= 10
	}
	return power
}

func (c *compiler) dateTest(cond *condition) matcher {
	test := dateTest{source: cond.field.date, op: cond.Op}
	for i := range cond.Values {
		value := &cond.Values[i]
		if len(value.Stars) > 0 {
			c.fail(codeWildcard, value.Span, "* works only on text; "+cond.field.name+" is a date")
			return nil
		}
		*value = value.AsText()
		date, ok := c.date(cond, value)
		if !ok {
			return nil
		}
		test.values = append(test.values, date)
	}
	return test
}

// exampleDate is suggested for what is not a date.
const exampleDate = "2026-03-01"

// date reads a civil day, or an instant with its offset.
func (c *compiler) date(cond *condition, value *query.Value) (filterDate, bool) {
	text := value.Text
	if len(text) < len(time.DateOnly) || !hasDigits(text[:len(time.DateOnly)]) {
		c.fail(codeNotDate, value.Span, cond.field.name+" is a date", exampleDate)
		return filterDate{}, false
	}
	day, err := time.Parse(time.DateOnly, text[:len(time.DateOnly)])
	if err != nil || day.Year() < 1 {
		c.fail(codeNotDate, value.Span, "no such date")
		return filterDate{}, false
	}
	if len(text) == len(time.DateOnly) {
		return filterDate{day: civil.Date(day.Date())}, true
	}
	instant, ok := civil.ParseInstant(text)
	if !ok {
		c.fail(codeNotDate, value.Span, cond.field.name+" is a date: a time needs seconds and its offset", text[:len(time.DateOnly)]+"T00:00:00Z")
		return filterDate{}, false
	}
	return filterDate{instant: instant, timed: true}, true
}

// hasDigits reports whether text has the form 0000-00-00.
func hasDigits(text string) bool {
	for i := range len(text) {
		if dash := i == 4 || i == 7; dash != (text[i] == '-') || !dash && (text[i] < '0' || text[i] > '9') {
			return false
		}
	}
	return true
}
