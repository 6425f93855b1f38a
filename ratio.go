package partnerhub

import (
	"encoding/json"
	"fmt"

	"github.com/partnerhub/partnerhub/internal/exact"
)

// Ratio is an exact pair of a numerator and a denominator, such as the licenses
// assigned out of all. It is kept as a pair, compared by cross multiplication,
// and turned into a percentage only when shown. Sums of ratios are sums of
// their parts: a ratio of sums, never a mean of ratios.
//
// A ratio whose denominator is not positive is undefined, which is neither 0
// nor 100 percent; the zero Ratio is. Its JSON is null.
type Ratio struct {
	Num int64 // the numerator
	Den int64 // the denominator
}

// Defined reports whether the ratio has a value: a denominator above zero.
func (r Ratio) Defined() bool { return r.Den > 0 }

// Percent returns the exact percentage rounded half away from zero to 2 places,
// without trailing zeros and without a sign of percent ("66.67"), or "" when
// the ratio is undefined.
func (r Ratio) Percent() string {
	if !r.Defined() {
		return ""
	}
	return exact.Percent(r.Num, r.Den)
}

// String returns the percentage with its sign ("66.67%"), or "undefined".
func (r Ratio) String() string {
	if !r.Defined() {
		return "undefined"
	}
	return r.Percent() + "%"
}

// Compare returns -1, 0 or 1 as r is below, equal to or above s, exactly. An
// undefined ratio equals another undefined one and is above every defined one.
func (r Ratio) Compare(s Ratio) int {
	switch {
	case r.Defined() && s.Defined():
		return exact.Compare(r.Num, r.Den, s.Num, s.Den)
	case r.Defined():
		return -1
	case s.Defined():
		return 1
	}
	return 0
}

type ratioJSON struct {
	Num     int64  `json:"num"`
	Den     int64  `json:"den"`
	Percent string `json:"percent"`
}

// MarshalJSON writes {"num": 2, "den": 3, "percent": "66.67"}, or null when the
// ratio is undefined.
func (r Ratio) MarshalJSON() ([]byte, error) {
	if !r.Defined() {
		return []byte("null"), nil
	}
	return json.Marshal(ratioJSON{r.Num, r.Den, r.Percent()})
}

// UnmarshalJSON reads what MarshalJSON writes. A percent that is not that of
// the pair is an error.
func (r *Ratio) UnmarshalJSON(data []byte) error {
	var text *ratioJSON
	if err := json.Unmarshal(data, &text); err != nil {
		return fmt.Errorf("partnerhub: ratio: %w", err)
	}
	if text == nil {
		*r = Ratio{}
		return nil
	}
	read := Ratio{text.Num, text.Den}
	if !read.Defined() || read.Percent() != text.Percent {
		return fmt.Errorf("partnerhub: ratio: %d of %d is not %s percent", text.Num, text.Den, exact.Cut(text.Percent))
	}
	*r = read
	return nil
}

// Average is an exact quotient of a sum and a number of things, such as the
// average overage. Like a [Ratio] it is kept as a pair; it is shown as a plain
// number instead of a percentage. Without things it is undefined; the zero
// Average is.
type Average struct {
	Num int64 // the sum
	Den int64 // the number of things
}

// Defined reports whether the average has a value: a denominator above zero.
func (a Average) Defined() bool { return a.Den > 0 }

// Value returns the quotient rounded half away from zero to 2 places, without
// trailing zeros ("7.67"), or "" when the average is undefined.
func (a Average) Value() string {
	if !a.Defined() {
		return ""
	}
	return exact.Quotient(a.Num, a.Den)
}

// String returns Value, or "undefined".
func (a Average) String() string {
	if !a.Defined() {
		return "undefined"
	}
	return a.Value()
}

type averageJSON struct {
	Num   int64  `json:"num"`
	Den   int64  `json:"den"`
	Value string `json:"value"`
}

// MarshalJSON writes {"num": 23, "den": 3, "value": "7.67"}, or null when the
// average is undefined.
func (a Average) MarshalJSON() ([]byte, error) {
	if !a.Defined() {
		return []byte("null"), nil
	}
	return json.Marshal(averageJSON{a.Num, a.Den, a.Value()})
}

// UnmarshalJSON reads what MarshalJSON writes. A value that is not that of the
// pair is an error.
func (a *Average) UnmarshalJSON(data []byte) error {
	var text *averageJSON
	if err := json.Unmarshal(data, &text); err != nil {
		return fmt.Errorf("partnerhub: average: %w", err)
	}
	if text == nil {
		*a = Average{}
		return nil
	}
	read := Average{text.Num, text.Den}
	if !read.Defined() || read.Value() != text.Value {
		return fmt.Errorf("partnerhub: average: %d over %d is not %s", text.Num, text.Den, exact.Cut(text.Value))
	}
	*a = read
	return nil
}
