package testkit

import (
	"math/rand/v2"
	"time"
	_ "time/tzdata" // the locations below, wherever the tests run

	"github.com/partnerhub/partnerhub"
)

// locations differ in what their clocks do: nothing, an hour, two hours, at
// midnight, a day.
var locations = []*time.Location{
	time.UTC,
	mustLoad("Europe/Berlin"),
	mustLoad("America/St_Johns"),
	mustLoad("Pacific/Apia"),
	mustLoad("America/Sao_Paulo"),
	mustLoad("Asia/Kolkata"),
	mustLoad("Antarctica/Troll"),
	time.FixedZone("odd", -(11*60*60 + 59*60 + 7)),
}

func mustLoad(name string) *time.Location {
	location, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return location
}

// RandomPolicy returns a valid policy: at times the default, else with some
// fields set to something, the extremes among it.
func RandomPolicy(rng *rand.Rand) partnerhub.Policy {
	if rng.IntN(4) == 0 {
		return partnerhub.Policy{}
	}
	return partnerhub.Policy{
		Location:          pick(rng, append(locations, nil)...),
		ExpiringSoonDays:  randomDays(rng),
		InactivityDays:    randomDays(rng),
		ExpirationDays:    randomDays(rng),
		RenewalDays:       randomDays(rng),
		NoticeDays:        randomDays(rng),
		RecentlyAddedDays: randomDays(rng),
		FreshnessDays:     randomDays(rng),
		GraceDays:         randomDays(rng),
		SizeBands: pick(rng, nil, nil, []int64{1}, []int64{1, 2, 3}, []int64{1, 21, 101, 1_000_000_000_000},
			[]int64{1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768}),
		MinPeers:        rng.IntN(9),
		LowShareCeiling: pick(rng, 0, 0, 1, 5000, 9999, 10_000, 1+rng.IntN(10_000)),
		HeadlineOrder:   randomOrder(rng),
	}
}

// randomDays is often the default.
func randomDays(rng *rand.Rand) int {
	const everything = 3_652_059
	return pick(rng, 0, 0, 0, 0, partnerhub.ZeroDays, 1, 2, 7, 29, 30, 31, 89, 90, 91, 400, everything)
}

func randomOrder(rng *rand.Rand) []partnerhub.Status {
	if rng.IntN(2) == 0 {
		return nil
	}
	order := partnerhub.Statuses()
	shuffle(rng, order)
	return order
}
