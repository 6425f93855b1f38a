package column

import "slices"

// Texts is an immutable column of texts, of which often only a few differ: then
// each takes one byte. The zero Texts is empty.
type Texts struct {
	distinct []string
	codes    []uint8
	all      []string // where too many differ
}

// maxDistinct is how many texts may differ: few, as they are searched one by one.
const maxDistinct = 64

// PackTexts returns the column of the texts, which it may keep.
func PackTexts(texts []string) Texts {
	packed := Texts{codes: make([]uint8, len(texts))}
	for row, text := range texts {
		code := slices.Index(packed.distinct, text)
		if code < 0 {
			if len(packed.distinct) == maxDistinct {
				return Texts{all: texts}
			}
			code = len(packed.distinct)
			packed.distinct = append(packed.distinct, text)
		}
		packed.codes[row] = uint8(code)
	}
	return packed
}

// At returns the text of row i.
func (t *Texts) At(i int) string {
	if t.all != nil {
		return t.all[i]
	}
	return t.distinct[t.codes[i]]
}
