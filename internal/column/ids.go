package column

import "hash/maphash"

// IDs numbers texts in the order in which they are added, and finds them again.
// It is a hash table of numbers beside the texts, in half the memory of a map
// and with fewer looks at the texts: a slot has 32 bits of the hash.
//
// The zero IDs has no texts. It may be read by any number of goroutines while
// nobody adds to it.
type IDs struct {
	seed  maphash.Seed
	slots []slot // a power of two
	texts Pile[string]
}

// slot is 32 bits of a text's hash, and below them its number plus 1; 0: free.
type slot uint64

const (
	minSlots = 16
	// slotsPerText leaves that many slots for each text, at the least.
	slotsPerText = 2
)

func (s slot) number() int          { return int(uint32(s)) - 1 }
func (s slot) sameHash(t slot) bool { return s>>32 == t>>32 }

// hashed returns the slot of a text that has no number yet.
func (d *IDs) hashed(text string) slot {
	return slot(maphash.String(d.seed, text)) >> 32 << 32
}

// place returns where a text is, or else where there is room for it.
func (d *IDs) place(text string, hashed slot) int {
	mask := len(d.slots) - 1
	for i := int(hashed>>32) & mask; ; i = (i + 1) & mask {
		s := d.slots[i]
		if s == 0 || s.sameHash(hashed) && *d.texts.At(s.number()) == text {
			return i
		}
	}
}

// Find returns the number of a text, and whether it has one.
func (d *IDs) Find(text string) (number int, exists bool) {
	if d.slots == nil {
		return 0, false
	}
	s := d.slots[d.place(text, d.hashed(text))]
	return s.number(), s != 0
}

// Add returns the number of a text, and whether it is new.
func (d *IDs) Add(text string) (number int, isNew bool) {
	if d.Len()*slotsPerText >= len(d.slots) {
		d.grow()
	}
	hashed := d.hashed(text)
	i := d.place(text, hashed)
	if d.slots[i] != 0 {
		return d.slots[i].number(), false
	}
	number = d.texts.Add(text)
	d.slots[i] = hashed | slot(number+1)
	return number, true
}

// grow doubles the slots. The bits of the hashes say where they belong.
func (d *IDs) grow() {
	old := d.slots
	if old == nil {
		d.seed = maphash.MakeSeed()
	}
	d.slots = make([]slot, max(minSlots, 2*len(old)))
	mask := len(d.slots) - 1
	for _, s := range old {
		if s == 0 {
			continue
		}
		i := int(s>>32) & mask
		for d.slots[i] != 0 {
			i = (i + 1) & mask
		}
		d.slots[i] = s
	}
}

// Text returns the text of a number.
func (d *IDs) Text(number int) string { return *d.texts.At(number) }

// Len returns how many texts have numbers.
func (d *IDs) Len() int { return d.texts.Len() }
