package beam

import (
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"github.com/partnerhub/partnerhub"
)

// How elements travel between workers: shares and summaries in their binary forms,
// the others as Beam does it with structs.
func init() {
	beam.RegisterCoder(reflect.TypeFor[partnerhub.Shares](), encodeShares, decodeShares)
	beam.RegisterCoder(reflect.TypeFor[partnerhub.Summary](), encodeSummary, decodeSummary)
	beam.RegisterType(reflect.TypeFor[Shard]())
	beam.RegisterType(reflect.TypeFor[Report]())
	beam.RegisterType(reflect.TypeFor[origin]())
}

func encodeShares(s partnerhub.Shares) ([]byte, error)   { return s.AppendBinary(nil) }
func encodeSummary(s partnerhub.Summary) ([]byte, error) { return s.AppendBinary(nil) }

func decodeShares(data []byte) (s partnerhub.Shares, err error) {
	err = s.UnmarshalBinary(data)
	return s, err
}

func decodeSummary(data []byte) (s partnerhub.Summary, err error) {
	err = s.UnmarshalBinary(data)
	return s, err
}
