package chart

import (
	"fmt"
	"math/bits"
	"strings"
)

// px is a coordinate or a length in hundredths of a pixel. Whole numbers are the same on
// every platform; floating point is not.
type px int64

// pixel is one pixel.
const pixel px = 100

// String returns the number of pixels, with two decimals at most.
func (p px) String() string {
	sign := ""
	if p < 0 {
		sign, p = "-", -p
	}
	text := fmt.Sprintf("%s%d.%02d", sign, p/pixel, p%pixel)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// scale maps numbers from 0 to top to lengths from 0 to length.
type scale struct {
	top    uint64
	length px
}

// at returns the length for a number, rounded. The product may need more than 64 bits.
// A scale of nothing but 0 has all numbers at 0.
func (s scale) at(n uint64) px {
	if s.top == 0 {
		return 0
	}
	high, low := bits.Mul64(min(n, s.top), uint64(s.length))
	low, carry := bits.Add64(low, s.top/2, 0)
	quotient, _ := bits.Div64(high+carry, low, s.top)
	return px(quotient)
}
