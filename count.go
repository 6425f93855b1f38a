package partnerhub

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/partnerhub/partnerhub/internal/exact"
)

// Count is a whole number that may be unknown: licenses assigned or used, a
// weekly change, the months that remain. An unknown count is not zero: it is
// left out of sums and reported as unknown.
//
// The zero Count is unknown. Counts are comparable values, safe to share.
type Count struct {
	n     int64
	known bool
}

// Known returns the count n.
func Known(n int64) Count { return Count{n: n, known: true} }

// Value returns the number and whether it is known; the number of an unknown
// count is 0.
func (c Count) Value() (n int64, known bool) { return c.n, c.known }

// IsKnown reports whether the count is known.
func (c Count) IsKnown() bool { return c.known }

// String returns the number in decimal digits, or "unknown".
func (c Count) String() string {
	if !c.known {
		return "unknown"
	}
	return strconv.FormatInt(c.n, 10)
}

// MarshalJSON writes a number, or null when the count is unknown.
func (c Count) MarshalJSON() ([]byte, error) {
	if !c.known {
		return []byte("null"), nil
	}
	return strconv.AppendInt(nil, c.n, 10), nil
}

// UnmarshalJSON reads a whole number, or null as unknown.
func (c *Count) UnmarshalJSON(data []byte) error {
	if bytes.Equal(data, []byte("null")) {
		*c = Count{}
		return nil
	}
	n, err := strconv.ParseInt(string(data), 10, 64)
	if err != nil {
		return fmt.Errorf("partnerhub: %s is not a whole number within int64", exact.Cut(string(data)))
	}
	*c = Known(n)
	return nil
}
