package partnerhub

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/column"
	"github.com/partnerhub/partnerhub/internal/usage"
)

// usagePile collects usage samples by line, in whatever order they come. Most of
// them take a few bytes: the days since the one before, and the counts.
type usagePile struct {
	lines *column.Strands
	// days is the day of the latest sample of each line.
	days     []int32
	arrivals arrivals
	// line is that of the sample before, or noLine. Strides say which one came
	// after each line when it was last met: so many behind the next one.
	line    int
	strides []int32
	// buffer has room for a sample.
	buffer []byte
}

// noLine is in the place of a line's number when there is none.
const noLine = -1

func newUsagePile(lines int) *usagePile {
	return &usagePile{
		lines: column.NewStrands(lines), days: make([]int32, lines),
		arrivals: newArrivals(), line: noLine, strides: make([]int32, lines),
	}
}

// next returns the line after that of the sample before, as it was when that one
// was last met, or noLine: what is measured, is mostly in the same order each
// time.
func (p *usagePile) next() int {
	if p.line == noLine {
		return noLine
	}
	next := p.line + 1 + int(p.strides[p.line])
	if next == len(p.strides) {
		return noLine
	}
	return next
}

// add adds a sample of a line; noLine only counts it.
func (p *usagePile) add(line int, u *UsageSample) {
	p.arrivals.add(line - p.line)
	if p.line != noLine && line != p.line {
		p.strides[p.line] = int32(line - p.line - 1)
	}
	p.line = line
	if line == noLine {
		return
	}
	s := sampleOf(u)
	p.buffer = binary.AppendVarint(p.buffer[:0], int64(s.Day)-int64(p.days[line]))
	p.days[line] = s.Day
	for _, count := range [...]int64{s.Assigned, s.Used, s.Quarterly} {
		p.buffer = binary.AppendUvarint(p.buffer, uint64(count-usage.Unknown))
	}
	p.lines.Append(line, p.buffer)
}

func sampleOf(u *UsageSample) usage.Sample {
	return usage.Sample{
		Day:      int32(civil.Of(u.Date, nil)),
		Assigned: packed(u.Assigned), Used: packed(u.Used), Quarterly: packed(u.UsedQuarter),
	}
}

// usageReader reads the samples of lines from a pile.
type usageReader struct {
	*usagePile // nil: there are none
	samples    []usage.Sample
	bytes      []byte
}

// reset takes back the room of all samples that were read.
func (r *usageReader) reset() { r.samples = r.samples[:0] }

// read returns the samples of a line by day, those of the same day in their
// order, until the reader is reset.
func (r *usageReader) read(line int) []usage.Sample {
	if r.usagePile == nil {
		return nil
	}
	r.bytes = r.lines.AppendTo(r.bytes[:0], line)
	first, day := len(r.samples), int64(0)
	for bytes := r.bytes; len(bytes) > 0; {
		s := usage.Sample{Number: uint32(len(r.samples) - first)}
		bytes = decodeSample(&s, bytes, day)
		day = int64(s.Day)
		r.samples = append(r.samples, s)
	}
	samples := r.samples[first:]
	if !slices.IsSortedFunc(samples, compareDays) {
		slices.SortStableFunc(samples, compareDays)
	}
	return samples
}

func compareDays(a, b usage.Sample) int { return cmp.Compare(a.Day, b.Day) }

// decodeSample reads a sample from the first bytes of a list, and returns the others.
func decodeSample(s *usage.Sample, bytes []byte, before int64) []byte {
	days, size := binary.Varint(bytes)
	bytes = bytes[size:]
	s.Day = int32(before + days)
	for _, count := range [...]*int64{&s.Assigned, &s.Used, &s.Quarterly} {
		n, size := binary.Uvarint(bytes)
		*count, bytes = int64(n)+usage.Unknown, bytes[size:]
	}
	return bytes
}
