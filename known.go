package partnerhub

import (
	"slices"
	"sync"
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
)

// question is what an evaluation of a hub depends on, besides the hub. It knows
// nothing of the hub, nor of a moment: what is kept with it must not keep them.
type question struct {
	instant time.Time
	today   civil.Day
	windows windows
	// freshness is for how many days a sample is current.
	freshness civil.Day
	sizeBands []int64
	minPeers  int
	ceiling   int
	// compared are the shares that low assignment is judged against; nil: those
	// of the hub itself.
	compared *Shares
}

// same reports whether two questions are the same but for whom customers are
// compared with.
func (q *question) same(other *question) bool {
	return q.instant.Equal(other.instant) && q.today == other.today && q.windows.same(&other.windows) &&
		q.freshness == other.freshness && slices.Equal(q.sizeBands, other.sizeBands) &&
		q.minPeers == other.minPeers && q.ceiling == other.ceiling
}

// maxKnown is how many evaluations a hub keeps.
const maxKnown = 4

// knownEvaluations are the evaluations that a hub can begin with, the latest
// last: its own, and those of the hub that it was made from. It is safe for use
// by several goroutines.
type knownEvaluations struct {
	mutex sync.Mutex
	list  []knownEvaluation
}

// knownEvaluation is the evaluation of a question. It is carried from hub to hub:
// a pointer to what belongs to one of them would keep all of them in memory.
type knownEvaluation struct {
	question
	*evaluation
	// origins says for each block of the hub which one of the evaluation it is,
	// or noBlock; nil: the evaluation is that of the hub itself.
	origins []int32
	// edited has the customers of a block that are not what they are in its
	// origin.
	edited map[int][]int32
}

const noBlock int32 = -1

// find returns what is known of a question, at best compared with the same
// peers, or the zero knownEvaluation. The nil list knows nothing, and keeps nothing.
func (k *knownEvaluations) find(q *question) knownEvaluation {
	if k == nil {
		return knownEvaluation{}
	}
	k.mutex.Lock()
	defer k.mutex.Unlock()
	var found knownEvaluation
	for _, known := range k.list {
		if known.same(q) && (found.evaluation == nil || known.compared == q.compared) {
			found = known
		}
	}
	return found
}

// add keeps an evaluation in place of another one of the same question, or of
// the oldest.
func (k *knownEvaluations) add(known knownEvaluation) {
	if k == nil {
		return
	}
	k.mutex.Lock()
	defer k.mutex.Unlock()
	k.list = slices.DeleteFunc(k.list, func(other knownEvaluation) bool {
		return other.same(&known.question) && other.compared == known.compared
	})
	if len(k.list) == maxKnown {
		k.list = slices.Delete(k.list, 0, 1)
	}
	k.list = append(k.list, known)
}

// carryTo gives another hub what is known here. Origins and edited say how the
// blocks of the other hub come from those here.
func (k *knownEvaluations) carryTo(other *knownEvaluations, origins []int32, edited map[int][]int32) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	for _, known := range k.list {
		chain := chained(origins, known.origins)
		known.edited = chainedEdits(chain, origins, edited, known.edited)
		known.origins = chain
		other.list = append(other.list, known)
	}
}

// chained returns the origins of origins.
func chained(origins, before []int32) []int32 {
	if before == nil {
		return origins
	}
	chain := make([]int32, len(origins))
	for i, origin := range origins {
		chain[i] = noBlock
		if origin != noBlock {
			chain[i] = before[origin]
		}
	}
	return chain
}

// chainedEdits returns the customers edited since the origins of origins, which
// are chain.
func chainedEdits(chain, origins []int32, edited, before map[int][]int32) map[int][]int32 {
	edits := map[int][]int32{}
	for i, rows := range edited {
		if chain[i] != noBlock {
			edits[i] = rows
		}
	}
	if len(before) == 0 {
		return edits
	}
	for i, origin := range origins {
		if chain[i] != noBlock && before[int(origin)] != nil {
			rows := slices.Concat(edits[i], before[int(origin)])
			slices.Sort(rows)
			edits[i] = slices.Compact(rows)
		}
	}
	return edits
}

// take fills in the blocks that are known, and returns those that are no more or
// are edited.
func (k *knownEvaluation) take(blocks []*blockMarks) (gone []*blockMarks) {
	if k.evaluation == nil {
		return nil
	}
	if k.origins == nil {
		copy(blocks, k.blocks)
		return nil
	}
	next := int32(0)
	for i, origin := range k.origins {
		if origin == noBlock || k.edited[i] != nil {
			continue
		}
		blocks[i] = k.blocks[origin]
		gone = append(gone, k.blocks[next:origin]...)
		next = origin + 1
	}
	return append(gone, k.blocks[next:]...)
}

// takeComparison fills in the comparison of the blocks that are known.
func (k *knownEvaluation) takeComparison(e *evaluation) {
	if k.origins == nil {
		copy(e.low, k.low)
		copy(e.counts, k.counts)
	}
	for i, origin := range k.origins {
		if origin != noBlock && k.edited[i] == nil {
			e.low[i], e.counts[i] = k.low[origin], k.counts[origin]
		}
	}
}
