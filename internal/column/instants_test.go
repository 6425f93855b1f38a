package column_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/column"
)

func TestInstants(t *testing.T) {
	zone := time.FixedZone("", 3600)
	all := []time.Time{
		{},
		time.Unix(0, 0), time.Unix(-1, 0), time.Unix(0, 1), time.Unix(-1, 999_999_999),
		time.Date(2026, 1, 31, 9, 30, 0, 0, zone),
		time.Unix(3<<30-1, 0), time.Unix(3<<30-1, 1), time.Unix(3<<30, 0), time.Unix(math.MaxUint32, 0),
		time.Time{}.Add(1), time.Date(9999, 12, 31, 23, 59, 59, 999_999_999, time.UTC),
		time.Unix(math.MaxInt64, 0), time.Unix(math.MinInt64, 0),
	}
	var instants column.Instants
	codes := make([]uint32, len(all))
	for i, x := range all {
		codes[i] = instants.Code(x)
		require.Equal(t, x.IsZero(), codes[i] == column.Never, x)
	}
	for i, x := range all {
		require.Equal(t, x.UTC(), instants.Time(codes[i]))
	}
}
