package beam

import (
	"errors"
	"fmt"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
)

func init() {
	register.Function2x1(checkOrigins)
	register.Iter1[origin]()
}

// origin is what a shard turned out to be.
type origin struct {
	Shard     string // its name
	PartnerID string // the id of the partner that its facts are of
}

// requireOneOrigin fails the pipeline when shards can't all be parts of their
// partner: when one is given twice, whose customers would count twice, or when
// the facts of two are of different organizations.
func requireOneOrigin(s beam.Scope, origins beam.PCollection) {
	beam.ParDo0(s, checkOrigins, beam.GroupByKey(s, origins))
}

func checkOrigins(partner string, origins func(*origin) bool) error {
	seen := map[string]bool{}
	var first, next origin
	for origins(&next) {
		if len(seen) == 0 {
			first = next
		}
		shard := Shard{Partner: partner, Name: next.Shard}
		switch {
		case seen[next.Shard]:
			return in(shard, errors.New("the shard is given twice"))
		case next.PartnerID != first.PartnerID:
			return in(shard, fmt.Errorf("its facts are of the organization %.100q, those of shard %.100q of %.100q",
				next.PartnerID, first.Shard, first.PartnerID))
		}
		seen[next.Shard] = true
	}
	return nil
}
