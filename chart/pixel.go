package chart

import (
	"fmt"
	"math/bits"
	"strings"
)

// px is a coordinate or a length in hundredths of a pixel, not below 0. Whole numbers are
// the same on every platform; floating point is not.
type px int64

// pixel is one pixel.
const pixel px = 100

// String returns the number of pixels, with two decimals at most.
func (p px) String() string {
	text := fmt.Sprintf("%d.%02d", p/pixel, p%pixel)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// scale maps numbers from 0 to top, which is above 0, to lengths from 0 to length.
type scale struct {
	top    uint64
	length px
}

// at returns the length for a number, rounded. The product may need more than 64 bits.
func (s scale) at(n uint64) px {
	high, low := bits.Mul64(min(n, s.top), uint64(s.length))
	low, carry := bits.Add64(low, s.top/2, 0)
	quotient, _ := bits.Div64(high+carry, low, s.top)
	return px(quotient)
}
