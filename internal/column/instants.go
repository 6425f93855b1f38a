package column

import "time"

// Instants gives instants codes of 32 bits as they come, which, unlike those of
// a [Timeline], are in no order. The zero Instants is ready for use. At most
// 2^30 of the instants may be other than whole seconds from 1970 to 2072.
type Instants struct {
	odd Pile[instant]
}

// oddInstants is where the codes begin that are not Unix seconds.
const oddInstants = 3 << 30

// Code returns a code of x; that of the zero time is Never.
func (c *Instants) Code(x time.Time) uint32 {
	switch second := x.Unix(); {
	case x.IsZero():
		return Never
	case 0 <= second && second < oddInstants && x.Nanosecond() == 0:
		return uint32(second)
	}
	return oddInstants + uint32(c.odd.Add(instantOf(x)))
}

// Time returns the instant of a code, in UTC.
func (c *Instants) Time(code uint32) time.Time {
	switch {
	case code == Never:
		return time.Time{}
	case code >= oddInstants:
		x := c.odd.At(int(code - oddInstants))
		return time.Unix(x.second, int64(x.nanosecond)).UTC()
	}
	return time.Unix(int64(code), 0).UTC()
}
