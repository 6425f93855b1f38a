package partnerhub

import (
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/partnerhub/partnerhub/internal/exact"
	"github.com/partnerhub/partnerhub/internal/wire"
)

// The binary forms: numbers as varints, in the order of the code functions
// below, each of which writes and reads its part of a value. A change of that
// order is another version.
var (
	summaryFormat = wire.Format{Magic: "PHsum", Version: 3}
	sharesFormat  = wire.Format{Magic: "PHshr", Version: 2}
)

// ErrEncoding is what the errors of [Summary.UnmarshalBinary] and
// [Shares.UnmarshalBinary] wrap.
var ErrEncoding = errors.New("partnerhub: unreadable encoding")

// AppendBinary appends the binary form of the summary to b. Equal summaries have
// equal bytes. It never fails.
func (s Summary) AppendBinary(b []byte) ([]byte, error) {
	return summaryFormat.Append(b, s.code), nil
}

// MarshalBinary returns what [Summary.AppendBinary] appends.
func (s Summary) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

// UnmarshalBinary reads what [Summary.AppendBinary] writes, and nothing else: it
// fails with an error that wraps [ErrEncoding], and leaves s as it is, when the
// data is damaged, of another kind or version, or could not have been written. A
// summary of another policy is read; it is refused by [Summary.Merge].
func (s *Summary) UnmarshalBinary(data []byte) error {
	var read Summary
	if err := summaryFormat.Read(data, read.code); err != nil {
		return fmt.Errorf("%w: summary: %w", ErrEncoding, err)
	}
	*s = read
	return nil
}

// AppendBinary appends the binary form of the shares to b. Equal shares have
// equal bytes. It never fails.
func (s Shares) AppendBinary(b []byte) ([]byte, error) {
	return sharesFormat.Append(b, s.code), nil
}

// MarshalBinary returns what [Shares.AppendBinary] appends.
func (s Shares) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

// UnmarshalBinary reads what [Shares.AppendBinary] writes, and nothing else, as
// [Summary.UnmarshalBinary] does.
func (s *Shares) UnmarshalBinary(data []byte) error {
	var read Shares
	if err := sharesFormat.Read(data, read.code); err != nil {
		return fmt.Errorf("%w: shares: %w", ErrEncoding, err)
	}
	*s = read
	return nil
}

// codeList writes or reads a list, calling code for each element. A list that is
// read grows with what is read, up to the first error: whatever length the data
// announces, it takes no more room than what is there.
func codeList[T any](c *wire.Codec, list *[]T, code func(i int)) {
	n := len(*list)
	c.Len(&n)
	for i := 0; i < n && c.OK(); i++ {
		if c.Reading() {
			*list = append(*list, *new(T))
		}
		code(i)
	}
}

// code leaves the zero Summary empty.
func (s *Summary) code(c *wire.Codec) {
	if s.isZero() && !c.Reading() || c.Reading() && c.Empty() {
		return
	}
	s.standpoint.code(c)
	codeProduct(c, &s.product)
	s.codeTrend(c)
	s.tally.code(c)
	if !c.OK() {
		return
	}
	covered := coveredProducts(s.product)
	if c.Reading() {
		s.shares, s.peers = make([]productShares, len(covered)), make([]yardstick, len(covered))
	}
	for i, product := range covered {
		if c.Reading() {
			s.shares[i].product = product
		}
		s.shares[i].table.code(c, len(s.policy.SizeBands))
		s.peers[i].code(c, len(s.policy.SizeBands))
		own := s.shares[i].table.yardstick(len(s.policy.SizeBands))
		c.Check(s.peers[i].counts(&own), "customers that are not among the peers")
	}
}

// code leaves the zero Shares empty.
func (s *Shares) code(c *wire.Codec) {
	if s.isZero() && !c.Reading() || c.Reading() && c.Empty() {
		return
	}
	s.standpoint.code(c)
	c.Flag(&s.complete)
	codeList(c, &s.products, func(i int) {
		p := &s.products[i]
		codeProduct(c, &p.product)
		c.Check(i == 0 || s.products[i-1].product < p.product, "the products are not in order")
		p.table.code(c, len(s.policy.SizeBands))
		c.Check(!s.complete || len(p.table) > 0, "a product of which nobody has a share")
	})
}

func codeProduct(c *wire.Codec, product *Product) {
	text := string(*product)
	c.Text(&text)
	c.Check(Product(text).check() == nil, "a product that is not well formed")
	if c.Reading() {
		*product = Product(text)
	}
}

func (s *standpoint) code(c *wire.Codec) {
	seconds, nanoseconds := s.instant.Unix(), s.instant.Nanosecond()
	c.Signed(&seconds)
	c.Within(&nanoseconds, 0, int(time.Second-1))
	if c.Reading() {
		s.instant = time.Unix(seconds, int64(nanoseconds)).UTC()
	}
	s.policy.code(c, s.instant)
}

// code writes and reads a resolved policy, with what is known of its location at
// the instant.
func (p *Policy) code(c *wire.Codec, instant time.Time) {
	for _, days := range p.days() {
		n := *days.value
		c.Within(&n, ZeroDays, maxPolicyDays)
		c.Check(n != 0, "a policy that is not resolved")
		if c.Reading() {
			*days.value = n
		}
	}
	p.codeLocation(c, instant)
	codeList(c, &p.SizeBands, func(i int) {
		c.Sum(&p.SizeBands[i])
		c.Check(i < maxSizeBands, "an invalid policy")
	})
	c.Check(len(p.SizeBands) > 0, "a policy without size bands")
	c.Within(&p.MinPeers, 1, math.MaxInt)
	c.Within(&p.LowShareCeiling, 1, exact.Whole)
	p.codeHeadlines(c)
	if c.Reading() && c.OK() {
		_, err := p.Resolved()
		c.Check(err == nil, "an invalid policy")
	}
}

func (p *Policy) codeLocation(c *wire.Codec, instant time.Time) {
	var z zone
	if !c.Reading() {
		z = zoneAt(p.Location, instant)
	}
	offset := int64(z.offset)
	c.Text(&z.name)
	c.Signed(&offset)
	c.Check(int64(int(offset)) == offset, "an offset that is too large")
	if c.Reading() {
		z.offset = int(offset)
		p.Location = z.location()
	}
}

func (p *Policy) codeHeadlines(c *wire.Codec) {
	if c.Reading() {
		p.HeadlineOrder = make([]Status, statusCount)
	}
	for i := range p.HeadlineOrder {
		status := int(p.HeadlineOrder[i])
		c.Within(&status, int(StatusTrial), statusCount)
		if c.Reading() {
			p.HeadlineOrder[i] = Status(status)
		}
	}
}
