package partnerhub

import (
	"hash/maphash"

	"github.com/partnerhub/partnerhub/internal/parallel"
)

// index finds the block that has an id. It is immutable, but for its making; an
// indexEditor makes another one that shares what does not change.
//
// It holds no ids, only a few bits of the hash of each beside the number of its
// block: the block has the id itself. Numbers of blocks stay what they are.
type index struct {
	seed  maphash.Seed
	pages []*indexPage // a power of two
	ids   int
}

// indexPage is the buckets of some hashes.
type indexPage [pageBuckets]bucket

// bucket is the ids of one hash.
type bucket []indexEntry

// indexEntry is the number of a block, and above it some bits of a hash.
type indexEntry uint32

const (
	pageBuckets  = 256
	idsPerBucket = 32
	// maxBlocks is how many numbers there are for blocks.
	maxBlocks = 1 << 22
)

// newIndex returns an index without ids that is made for so many.
func newIndex(ids int) *index {
	pages := 1
	for pages*pageBuckets*idsPerBucket < ids {
		pages *= 2
	}
	x := &index{seed: maphash.MakeSeed(), pages: make([]*indexPage, pages)}
	for i := range x.pages {
		x.pages[i] = new(indexPage)
	}
	return x
}

// crowded reports whether an index should be made anew, for more ids.
func (x *index) crowded() bool { return x.ids > 4*len(x.pages)*pageBuckets*idsPerBucket }

// place returns where the entry of an id is.
func (x *index) place(id string, block uint32) (page, bucket int, entry indexEntry) {
	hash := maphash.String(x.seed, id)
	entry = indexEntry(hash>>32)/maxBlocks*maxBlocks + indexEntry(block)
	return int(hash/pageBuckets) & (len(x.pages) - 1), int(hash % pageBuckets), entry
}

// find calls look with the numbers of the blocks that may have an id until it
// finds it, and reports whether it does. The nil index has no ids.
func (x *index) find(id string, look func(block uint32) bool) bool {
	if x == nil {
		return false
	}
	page, number, entry := x.place(id, 0)
	for _, other := range x.pages[page][number] {
		if other/maxBlocks == entry/maxBlocks && look(uint32(other%maxBlocks)) {
			return true
		}
	}
	return false
}

// indexEditor makes an index out of another one, which stays as it is.
type indexEditor struct {
	index
	// own are the pages and buckets that are not shared.
	ownPages   map[int]bool
	ownBuckets map[[2]int]bool
}

func (x *index) edit() *indexEditor {
	e := &indexEditor{index: *x, ownPages: map[int]bool{}, ownBuckets: map[[2]int]bool{}}
	e.pages = append([]*indexPage(nil), x.pages...)
	return e
}

// own returns a bucket that may be changed.
func (e *indexEditor) own(page, number int) *bucket {
	if !e.ownPages[page] {
		e.ownPages[page] = true
		clone := *e.pages[page]
		e.pages[page] = &clone
	}
	b := &e.pages[page][number]
	if at := [2]int{page, number}; !e.ownBuckets[at] {
		e.ownBuckets[at] = true
		*b = append(make(bucket, 0, len(*b)+1), *b...)
	}
	return b
}

// add adds an id that a block has.
func (e *indexEditor) add(id string, block uint32) {
	page, number, entry := e.place(id, block)
	b := e.own(page, number)
	*b = append(*b, entry)
	e.ids++
}

// remove removes an id that a block had.
func (e *indexEditor) remove(id string, block uint32) {
	page, number, entry := e.place(id, block)
	b := e.own(page, number)
	for i, other := range *b {
		if other == entry {
			last := len(*b) - 1
			(*b)[i] = (*b)[last]
			*b = (*b)[:last]
			e.ids--
			return
		}
	}
}

// placedID is where the entry of an id belongs: in a bucket, those of all pages
// numbered through.
type placedID struct {
	bucket uint32
	entry  indexEntry
}

// indexOf returns the index of all ids that blocks have, numbered as they come.
func indexOf(blocks []*block, ids func(*block) []string) *index {
	count := 0
	for _, b := range blocks {
		count += len(ids(b))
	}
	x := newIndex(count)
	x.ids = count
	places := make([][]placedID, len(blocks))
	parallel.Each(len(blocks), func(_, i int) {
		places[i] = x.places(ids(blocks[i]), uint32(i))
	})
	x.makeRoom(places)
	for _, list := range places {
		for _, p := range list {
			b := x.bucket(p.bucket)
			*b = append(*b, p.entry)
		}
	}
	return x
}

// places returns where the ids of a block belong.
func (x *index) places(ids []string, block uint32) []placedID {
	places := make([]placedID, len(ids))
	for i, id := range ids {
		page, bucket, entry := x.place(id, block)
		places[i] = placedID{uint32(page*pageBuckets + bucket), entry}
	}
	return places
}

func (x *index) bucket(number uint32) *bucket {
	return &x.pages[number/pageBuckets][number%pageBuckets]
}

// makeRoom makes each bucket as large as it will be.
func (x *index) makeRoom(places [][]placedID) {
	sizes := make([]int32, len(x.pages)*pageBuckets)
	for _, list := range places {
		for _, p := range list {
			sizes[p.bucket]++
		}
	}
	room := make(bucket, x.ids)
	for number, size := range sizes {
		*x.bucket(uint32(number)), room = room[:0:size], room[size:]
	}
}
