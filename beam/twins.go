package beam

import (
	"errors"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
)

func init() {
	register.Function1x2(nameOf)
	register.Function2x1(refuseTwin)
	register.Iter1[string]()
}

// refuseTwins fails the pipeline when a shard of a partner is given twice, whose
// customers would count twice.
func refuseTwins(s beam.Scope, shards beam.PCollection) {
	beam.ParDo0(s, refuseTwin, beam.GroupByKey(s, beam.ParDo(s, nameOf, shards)))
}

func nameOf(shard Shard) (partner, name string) { return shard.Partner, shard.Name }

func refuseTwin(partner string, names func(*string) bool) error {
	seen := map[string]bool{}
	for name := ""; names(&name); {
		if seen[name] {
			return in(Shard{Partner: partner, Name: name}, errors.New("the shard is given twice"))
		}
		seen[name] = true
	}
	return nil
}
