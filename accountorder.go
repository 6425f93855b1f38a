package partnerhub

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/partnerhub/partnerhub/internal/parallel"
)

// namedCustomer is the number of a customer, and the part of the name by which
// it is put in order at present.
type namedCustomer struct {
	key    uint64
	number int32
}

const (
	// keyBytes is how many bytes of a name are compared at a time.
	keyBytes = 8
	// maxKeyed is how many bytes of names are compared as keys at the most.
	maxKeyed = 8 * keyBytes
	// fewNames are not worth keys.
	fewNames = 16
)

// accountOrder returns the numbers of all customers by name and id. Comparing
// keys beats comparing names, which are far apart in memory.
func (l *loader) accountOrder() []int32 {
	all := make([]namedCustomer, l.accounts.Len())
	for i := range all {
		all[i].number = int32(i)
	}
	runs := l.sortByKey(all, 0)
	parallel.Each(len(runs), func(_, i int) { l.sortNames(runs[i], keyBytes) })
	order := make([]int32, len(all))
	for i := range all {
		order[i] = all[i].number
	}
	return order
}

// sortByKey sorts by the key that begins at a byte of the name. It returns the
// runs of equal keys.
func (l *loader) sortByKey(list []namedCustomer, at int) (runs [][]namedCustomer) {
	for i := range list {
		list[i].key = keyOf(l.accounts.At(int(list[i].number)).Name, at)
	}
	slices.SortFunc(list, func(a, b namedCustomer) int { return cmp.Compare(a.key, b.key) })
	begin := 0
	for i := range list {
		if i+1 == len(list) || list[i+1].key != list[i].key {
			runs = append(runs, list[begin:i+1])
			begin = i + 1
		}
	}
	return runs
}

// keyOf returns some bytes of a name as a number that orders names as they do.
// What is beyond the end counts as zeros.
func keyOf(name string, at int) uint64 {
	var bytes [keyBytes]byte
	copy(bytes[:], name[min(at, len(name)):])
	return binary.BigEndian.Uint64(bytes[:])
}

// sortNames sorts customers whose names have the same keys before a byte. Names
// that may have ended there are compared as a whole: keys don't tell the end of
// a name from a zero.
func (l *loader) sortNames(list []namedCustomer, at int) {
	if len(list) == 1 {
		return
	}
	ended := func(n namedCustomer) bool { return len(l.accounts.At(int(n.number)).Name) <= at }
	if len(list) <= fewNames || at == maxKeyed || slices.ContainsFunc(list, ended) {
		slices.SortFunc(list, func(a, b namedCustomer) int {
			return compareAccounts(l.accounts.At(int(a.number)), l.accounts.At(int(b.number)))
		})
		return
	}
	for _, run := range l.sortByKey(list, at) {
		l.sortNames(run, at+keyBytes)
	}
}
