package column

// Strands are many sequences of bytes that grow in any order, such as one for
// each line of entitlements while samples come in by date. They never move:
// each is a list of cells in a common pile. They may be read by any number of
// goroutines while nobody appends.
type Strands struct {
	ends  []strand
	cells Pile[cell]
}

// strand is a list of cells; those but the last are full.
type strand struct {
	first, last uint32 // cells
	used        uint8  // bytes in the last cell; 0: there are no cells
}

const cellBytes = 60

// cell is a cache line.
type cell struct {
	bytes [cellBytes]byte
	next  uint32
}

// NewStrands returns so many strands without bytes.
func NewStrands(count int) *Strands { return &Strands{ends: make([]strand, count)} }

// Append appends bytes to a strand.
func (s *Strands) Append(number int, bytes []byte) {
	end := &s.ends[number]
	for len(bytes) > 0 {
		if end.used == 0 || end.used == cellBytes {
			s.lengthen(end)
		}
		n := copy(s.cells.At(int(end.last)).bytes[end.used:], bytes)
		end.used += uint8(n)
		bytes = bytes[n:]
	}
}

// lengthen gives a strand another cell.
func (s *Strands) lengthen(end *strand) {
	next := uint32(s.cells.Add(cell{}))
	if end.used == 0 {
		end.first = next
	} else {
		s.cells.At(int(end.last)).next = next
	}
	end.last, end.used = next, 0
}

// AppendTo appends what is in a strand to a list.
func (s *Strands) AppendTo(list []byte, number int) []byte {
	end := &s.ends[number]
	if end.used == 0 {
		return list
	}
	at := end.first
	for ; at != end.last; at = s.cells.At(int(at)).next {
		list = append(list, s.cells.At(int(at)).bytes[:]...)
	}
	return append(list, s.cells.At(int(at)).bytes[:end.used]...)
}
