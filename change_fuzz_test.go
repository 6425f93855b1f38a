package partnerhub_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// script is a source of chance that begins with bytes, so that a fuzzer can choose
// what is drawn: a byte decides a small draw.
type script struct {
	bytes []byte
	rest  *rand.PCG
}

func (s *script) Uint64() uint64 {
	n := s.rest.Uint64()
	if len(s.bytes) > 0 {
		n = n>>8 | uint64(s.bytes[0])<<56
		s.bytes = s.bytes[1:]
	}
	return n
}

// FuzzApply makes changes of a random dataset, one after the other, as long as the
// bytes last: each is refused with its place and changes nothing, just when the
// naive model of it refuses it; in the end the hub is the one that is loaded of
// what the model says there is.
func FuzzApply(f *testing.F) {
	f.Add(uint64(1), uint8(1), []byte{})
	f.Add(uint64(2), uint8(2), []byte("extend a trial, record usage, remove the customer"))
	f.Add(uint64(3), uint8(7), []byte(strings.Repeat("\x00\xff", 100)))
	f.Fuzz(func(t *testing.T, seed uint64, blockSize uint8, bytes []byte) {
		const most = 256 // bytes: some dozen changes
		chance := &script{bytes[:min(len(bytes), most)], rand.NewPCG(seed, 2)}
		rng, data := rand.New(chance), testkit.Random(seed, 5)
		hub, err := partnerhub.LoadInBlocks(t.Context(), data, 1+int(blockSize)%8)
		require.NoError(t, err)
		for len(chance.bytes) > 0 {
			change := testkit.RandomChange(rng, data)
			after, valid := testkit.Changed(data, change)
			changed, err := hub.Apply(change)
			if !valid {
				require.Nil(t, changed)
				require.True(t, strings.HasPrefix(requireDataError(t, err).Faults[0].Place, "changes[0]"), err)
				continue
			}
			require.NoError(t, err, "%#v", change)
			hub, data = changed, after
		}
		fresh := load(t, data)
		require.Equal(t, fresh.Totals(), hub.Totals())
		require.Equal(t, everything(t, fresh, data), everything(t, hub, data))
	})
}
