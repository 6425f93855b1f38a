package testkit_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/testkit"
)

func TestRandomDependsOnTheSeedAlone(t *testing.T) {
	require.Equal(t, testkit.Random(7, 20), testkit.Random(7, 20))
	require.NotEqual(t, testkit.Random(7, 20), testkit.Random(8, 20))
}

func TestCloseDependsOnTheSeedAlone(t *testing.T) {
	require.Equal(t, testkit.Close(7, 20), testkit.Close(7, 20))
	require.NotEqual(t, testkit.Close(7, 20), testkit.Close(8, 20))
}

func TestShuffledLeavesTheOriginalAlone(t *testing.T) {
	data := testkit.Random(7, 20)
	testkit.Shuffled(rand.New(rand.NewPCG(1, 1)), data)
	require.Equal(t, testkit.Random(7, 20), data)
}

func TestShiftedThereAndBack(t *testing.T) {
	data := testkit.Random(7, 20)
	back := testkit.Shifted(testkit.Shifted(data, 400), -400)
	require.Equal(t, testkit.Shifted(data, 0), back)
	require.NotEqual(t, testkit.Shifted(data, 0), testkit.Shifted(data, 1))
}

func TestChangedLeavesTheOriginalAlone(t *testing.T) {
	data := testkit.Random(7, 20)
	changes, after := testkit.RandomChanges(rand.New(rand.NewPCG(1, 1)), data, 200)
	require.Equal(t, testkit.Random(7, 20), data)
	again, valid := testkit.Changed(data, changes...)
	require.True(t, valid)
	require.Equal(t, after, again)
	require.Equal(t, testkit.Random(7, 20), data)
}

// Every kind of change comes up, in a version that can be made and in another.
func TestRandomChangesAreOfAllKinds(t *testing.T) {
	data := testkit.Random(7, 20)
	rng := rand.New(rand.NewPCG(1, 1))
	made, refused := map[string]bool{}, map[string]bool{}
	for range 3000 {
		change := testkit.RandomChange(rng, data)
		if _, valid := testkit.Changed(data, change); valid {
			made[fmt.Sprintf("%T", change)] = true
		} else {
			refused[fmt.Sprintf("%T", change)] = true
		}
	}
	require.Len(t, made, 13)
	require.Len(t, refused, 13)
}

func TestRandomPoliciesAreValid(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 1000 {
		_, err := testkit.RandomPolicy(rng).Resolved()
		require.NoError(t, err)
	}
}
