package wire_test

import (
	"encoding/binary"
	"hash/crc32"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/wire"
)

// record is a value of all kinds of parts.
type record struct {
	sum    int64
	count  int
	within int
	signed int64
	flag   bool
	texts  []string
}

func (r *record) code(c *wire.Codec) {
	c.Sum(&r.sum)
	c.Count(&r.count)
	c.Within(&r.within, -1, 7)
	c.Signed(&r.signed)
	c.Flag(&r.flag)
	n := len(r.texts)
	c.Len(&n)
	if c.Reading() {
		r.texts = make([]string, n)
	}
	for i := range r.texts {
		c.Text(&r.texts[i])
	}
	c.Check(len(r.texts) < 3, "too many texts")
}

var format = wire.Format{Magic: "rec", Version: 3}

func TestRecords(t *testing.T) {
	for _, c := range []struct {
		record record
		body   []byte
	}{
		{record{within: -1, texts: []string{}}, []byte{0, 0, 0, 0, 0, 0}},
		{record{300, 1, 7, -1, true, []string{"é", ""}}, []byte{0xac, 2, 1, 8, 1, 1, 2, 2, 0xc3, 0xa9, 0}},
		{
			record{math.MaxInt64, 127, 0, math.MinInt64, false, []string{"a"}},
			[]byte{255, 255, 255, 255, 255, 255, 255, 255, 127, 127, 1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 0, 1, 1, 'a'},
		},
		{record{0, 0, 0, math.MaxInt64, false, []string{}}, []byte{0, 0, 1, 254, 255, 255, 255, 255, 255, 255, 255, 255, 1, 0, 0}},
	} {
		form := format.Append([]byte("before"), c.record.code)
		require.Equal(t, sealed(c.body), form[len("before"):])
		require.Equal(t, "before", string(form[:len("before")]))
		var read record
		require.NoError(t, format.Read(sealed(c.body), read.code))
		require.Equal(t, c.record, read)
	}
}

// sealed returns the form of a body.
func sealed(body []byte) []byte {
	form := append([]byte{'r', 'e', 'c', 3}, body...)
	return binary.BigEndian.AppendUint32(form, crc32.ChecksumIEEE(form))
}

func TestWhatIsRefused(t *testing.T) {
	whole := sealed([]byte{0, 0, 0, 0, 0, 0})
	for _, c := range []struct {
		data []byte
		want string
	}{
		{nil, "the data is something else"},
		{[]byte("rec"), "the data is something else"},
		{[]byte("rex\x03----"), "the data is something else"},
		{[]byte("rec\x04"), "the data has version 4, known is version 3"},
		{whole[:7], "the data ends too soon"},
		{whole[:len(whole)-1], "the data is damaged: its checksum is wrong"},
		{append(whole[:len(whole):len(whole)], 0), "the data is damaged: its checksum is wrong"},
		{sealed(nil), "the data ends too soon"},
		{sealed([]byte{0x80}), "the data ends too soon"},
		{sealed([]byte{0, 0, 0, 0, 0, 0, 0}), "there is more data after the end"},
		{sealed([]byte{0x80, 0, 0, 0, 0, 0, 0}), "byte 4: a number is not in its shortest form"},
		{sealed([]byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 2, 0, 0, 0, 0, 0}), "byte 4: a number is not in its shortest form"},
		{sealed([]byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 0, 0, 0, 0, 0}), "byte 14: a number is out of its range"},
		{sealed([]byte{0, 0, 9, 0, 0, 0}), "byte 7: a number is out of its range"},
		{sealed([]byte{0, 0, 0, 0, 2, 0}), "byte 9: a number is out of its range"},
		{sealed([]byte{0, 0, 0, 0, 0, 2, 0}), "byte 10: a list is longer than the data"},
		{sealed([]byte{0, 0, 0, 0, 0, 1, 1}), "byte 11: a list is longer than the data"},
		{sealed([]byte{0, 0, 0, 0, 0, 3, 0, 0, 0}), "byte 13: too many texts"},
	} {
		var read record
		require.EqualError(t, format.Read(c.data, read.code), c.want)
	}
}

func TestAfterAnErrorNothingIsRead(t *testing.T) {
	read := record{sum: 1, count: 2, within: 3, signed: 4, flag: true}
	require.Error(t, format.Read(sealed([]byte{0x80}), read.code))
	require.Equal(t, record{1, 2, 3, 4, true, []string{}}, read)
	require.EqualError(t, format.Read(sealed([]byte{1}), func(c *wire.Codec) {
		require.True(t, c.OK())
		require.False(t, c.Empty())
		c.Check(false, "the first")
		c.Check(false, "the second")
		require.False(t, c.OK())
	}), "byte 4: the first")
}

// A range that ends before it begins has no numbers.
func TestRangeOfNothing(t *testing.T) {
	for _, first := range []byte{0, 1} {
		n := 5
		err := format.Read(sealed([]byte{first}), func(c *wire.Codec) { c.Within(&n, 1, 0) })
		require.EqualError(t, err, "byte 5: a number is out of its range")
		require.Equal(t, 5, n)
	}
}

// FuzzRead reads any body: it is refused, or is the one form of a record.
func FuzzRead(f *testing.F) {
	f.Add([]byte{0, 0, 0, 0, 0, 0})
	f.Add([]byte{0xac, 2, 1, 8, 1, 1, 2, 2, 0xc3, 0xa9, 0})
	f.Fuzz(func(t *testing.T, body []byte) {
		var read record
		if format.Read(sealed(body), read.code) == nil {
			require.Equal(t, sealed(body), format.Append(nil, read.code))
		}
	})
}
