// Package wire writes and reads compact binary encodings. The encoding of a type
// is described once, by a function that visits its parts with a [Codec]: run one
// way it writes them, run the other way it reads and checks them. Every value has
// exactly one encoding, so that what is read is written as the same bytes.
//
// Reading takes bytes from anywhere: it fails, and never panics, on what nobody
// wrote, and reserves no more memory than in proportion to the bytes that are
// there: the length of a list is at most that of the data.
package wire

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
)

// Format says what an encoding is of: its first bytes, and the version of the
// rest, which must not be 0.
type Format struct {
	Magic   string
	Version byte
}

const checksumBytes = 4

// Append appends the encoding of what visit describes to b.
func (f Format) Append(b []byte, visit func(*Codec)) []byte {
	start := len(b)
	c := Codec{data: append(append(b, f.Magic...), f.Version)}
	visit(&c)
	return binary.BigEndian.AppendUint32(c.data, crc32.ChecksumIEEE(c.data[start:]))
}

var (
	errMagic    = errors.New("the data is something else")
	errChecksum = errors.New("the data is damaged: its checksum is wrong")
	errShort    = errors.New("the data ends too soon")
	errLong     = errors.New("there is more data after the end")
)

// Read reads data, all of it, as what visit describes.
func (f Format) Read(data []byte, visit func(*Codec)) error {
	head := len(f.Magic) + 1
	if len(data) < head || string(data[:head-1]) != f.Magic {
		return errMagic
	}
	if version := data[head-1]; version != f.Version {
		return fmt.Errorf("the data has version %d, known is version %d", version, f.Version)
	}
	if len(data) < head+checksumBytes {
		return errShort
	}
	body, checksum := data[:len(data)-checksumBytes], data[len(data)-checksumBytes:]
	if crc32.ChecksumIEEE(body) != binary.BigEndian.Uint32(checksum) {
		return errChecksum
	}
	c := Codec{data: body, at: head, reading: true}
	visit(&c)
	if c.err == nil && c.rest() > 0 {
		c.err = errLong
	}
	return c.err
}

// Codec writes the values that its methods point to, or reads into them. After
// the first error a reader changes no value any more. A Codec is for one
// goroutine.
type Codec struct {
	data    []byte
	at      int // where reading goes on
	reading bool
	err     error
}

// Reading reports whether values are read, not written.
func (c *Codec) Reading() bool { return c.reading }

// OK reports whether no error has occurred.
func (c *Codec) OK() bool { return c.err == nil }

// Empty reports whether there is nothing more to read.
func (c *Codec) Empty() bool { return c.rest() == 0 }

func (c *Codec) rest() int { return len(c.data) - c.at }

// Check makes reading fail if what was read does not hold.
func (c *Codec) Check(holds bool, problem string) {
	if c.reading && !holds && c.err == nil {
		c.err = fmt.Errorf("byte %d: %s", c.at, problem)
	}
}

// Sum is a number of at least 0.
func (c *Codec) Sum(n *int64) { c.number(n, math.MaxInt64) }

// Count is a number of at least 0.
func (c *Codec) Count(n *int) { c.Within(n, 0, math.MaxInt) }

// Within is a number of at least low and at most high; if high is less than low,
// there is none to read.
func (c *Codec) Within(n *int, low, high int) {
	above := int64(*n) - int64(low)
	c.number(&above, int64(high)-int64(low))
	if c.reading && c.err == nil {
		*n = int(above + int64(low))
	}
}

func (c *Codec) number(n *int64, high int64) {
	unsigned := uint64(*n)
	c.uvarint(&unsigned)
	c.Check(high >= 0 && unsigned <= uint64(high), "a number is out of its range")
	if c.reading && c.err == nil {
		*n = int64(unsigned)
	}
}

// Signed is any number; those near 0 take the fewest bytes.
func (c *Codec) Signed(n *int64) {
	folded := uint64(*n)<<1 ^ uint64(*n>>63)
	c.uvarint(&folded)
	if c.reading && c.err == nil {
		*n = int64(folded>>1) ^ -int64(folded&1)
	}
}

func (c *Codec) uvarint(n *uint64) {
	if !c.reading {
		c.data = binary.AppendUvarint(c.data, *n)
		return
	}
	if c.err != nil {
		return
	}
	value, size := binary.Uvarint(c.data[c.at:])
	switch {
	case size == 0:
		c.err = errShort
	case size < 0 || size > 1 && c.data[c.at+size-1] == 0:
		c.Check(false, "a number is not in its shortest form")
	default:
		*n, c.at = value, c.at+size
	}
}

// Flag is true or false.
func (c *Codec) Flag(flag *bool) {
	var n int
	if *flag {
		n = 1
	}
	c.Within(&n, 0, 1)
	if c.reading && c.err == nil {
		*flag = n == 1
	}
}

// Len is the number of elements of a list, each of which takes at least one
// byte. After an error it is 0.
func (c *Codec) Len(n *int) {
	c.Within(n, 0, math.MaxInt)
	if c.reading && (c.err != nil || *n > c.rest()) {
		c.Check(false, "a list is longer than the data")
		*n = 0
	}
}

// Text is a text, or bytes, of any length.
func (c *Codec) Text(text *string) {
	n := len(*text)
	c.Len(&n)
	if !c.reading {
		c.data = append(c.data, *text...)
	} else if c.err == nil {
		*text = string(c.data[c.at : c.at+n])
		c.at += n
	}
}
