package partnerhub

import (
	"slices"
	"sync"
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
)

// question is what an evaluation of a hub depends on, besides the hub.
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

// knownEvaluation is the evaluation of a question.
type knownEvaluation struct {
	*question
	*evaluation
	// origins says for each block of the hub which one of the evaluation it is,
	// or noBlock; nil: the evaluation is that of the hub itself.
	origins []int32
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
		if known.question.same(q) && (found.evaluation == nil || known.compared == q.compared) {
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
		return other.question.same(known.question) && other.compared == known.compared
	})
	if len(k.list) == maxKnown {
		k.list = slices.Delete(k.list, 0, 1)
	}
	k.list = append(k.list, known)
}

// carryTo gives another hub what is known here. Origins says for each block of
// the other hub which one it is here, or noBlock.
func (k *knownEvaluations) carryTo(other *knownEvaluations, origins []int32) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	for _, known := range k.list {
		known.origins = chained(origins, known.origins)
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

// take fills in the blocks that are known, and returns those that are no more.
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
		if origin == noBlock {
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
		if origin != noBlock {
			e.low[i], e.counts[i] = k.low[origin], k.counts[origin]
		}
	}
}
