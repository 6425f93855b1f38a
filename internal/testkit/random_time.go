package testkit

import (
	"math/rand/v2"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub"
)

// place is an instant around which the dates of a dataset lie, and where the
// clocks change around it.
type place struct{ base, location string }

// places: the end of a month, a leap day, changes of clocks.
var places = []place{
	{"2026-01-31T12:00:00Z", "Asia/Kolkata"},
	{"2026-05-31T00:00:00Z", "UTC"},
	{"2024-02-29T00:00:00Z", "Europe/Berlin"},
	{"2023-03-01T23:59:59.999999999Z", "America/Sao_Paulo"},
	{"2026-03-29T01:00:00Z", "Europe/Berlin"},     // skips an hour
	{"2026-10-25T01:00:00Z", "Europe/Berlin"},     // repeats an hour
	{"2026-03-29T01:00:00Z", "Antarctica/Troll"},  // skips two hours
	{"2026-10-25T01:00:00Z", "Antarctica/Troll"},  // repeats two hours
	{"2010-03-14T03:31:00Z", "America/St_Johns"},  // skips the hour that begins a minute after midnight
	{"2010-11-07T02:31:00Z", "America/St_Johns"},  // repeats it: the day before comes back
	{"2011-12-30T10:00:00Z", "Pacific/Apia"},      // skips a day
	{"2018-11-04T03:00:00Z", "America/Sao_Paulo"}, // skips midnight
	{"2018-02-18T02:00:00Z", "America/Sao_Paulo"}, // the day before comes back
}

// ends are the first and the last years that there are.
var ends = []place{{"0002-06-15T00:00:00Z", "Pacific/Apia"}, {"9998-12-15T00:00:00Z", "Pacific/Apia"}}

// randomBase is a place's instant, at times in the first or the last years.
func randomBase(rng *rand.Rand) time.Time {
	if rng.IntN(16) == 0 {
		return mustParse(pick(rng, ends...).base)
	}
	return mustParse(pick(rng, places...).base)
}

// Home is a location whose clocks change around the dates of a random dataset,
// if there is one.
func Home(rng *rand.Rand, d *partnerhub.Dataset) *time.Location {
	var homes []*time.Location
	for _, place := range slices.Concat(places, ends) {
		if mustParse(place.base).Equal(d.AsOf) {
			homes = append(homes, mustLoad(place.location))
		}
	}
	return pick(rng, homes...)
}

func mustParse(text string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		panic(err)
	}
	return t
}

// near is an instant at, or next to, a number of days from the base at which a
// window opens or closes.
func (g *generator) near() time.Time {
	days := pick(g.rng, 0, 0, 0, 0, 0, 0, 1, -1, 7, -7, 14, -14, 29, 30, 31, -29, -30, -31, 89, 90, 91, -89, -90, -91, 365, -365, g.rng.IntN(800)-400)
	return g.written(inRange(g.base.AddDate(0, 0, days).Add(nudge(g.rng))))
}

// nudge is nothing, or what makes an instant fall on the other side of a
// boundary.
func nudge(rng *rand.Rand) time.Duration {
	size := pick(rng, 0, 0, 1, time.Second, 29*time.Minute, 30*time.Minute, time.Hour, 90*time.Minute, 12*time.Hour,
		time.Duration(rng.Int64N(int64(2*time.Hour))), time.Duration(rng.Int64N(int64(24*time.Hour))))
	return pick[time.Duration](rng, 1, -1) * size
}

// start is often long ago, so that there is something to compare with peers.
func (g *generator) start() time.Time {
	if g.chance(40) {
		return g.near()
	}
	return g.written(inRange(g.base.AddDate(0, 0, -100-g.rng.IntN(400)).Add(nudge(g.rng))))
}

// endAfter is an end after the start, or none.
func (g *generator) endAfter(start time.Time) time.Time {
	if g.chance(5) {
		return start.Add(1)
	}
	end := g.near()
	if g.chance(50) {
		end = inRange(g.base.AddDate(0, 0, g.rng.IntN(400)).Add(nudge(g.rng)))
	}
	if g.chance(20) || !end.After(start) {
		return time.Time{}
	}
	return end
}

// inRange keeps an instant within the years 1 to 9999 of every location.
func inRange(t time.Time) time.Time {
	first := time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC)
	last := time.Date(9999, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case t.Before(first):
		return first
	case t.After(last):
		return last
	}
	return t
}

// written is the same instant in the notation of some zone.
func (g *generator) written(t time.Time) time.Time {
	return t.In(pick(g.rng, time.UTC, time.UTC, time.FixedZone("", 20_700), time.FixedZone("", -12_600)))
}

// Instants returns interesting as-of instants of a random dataset in random
// order. Most of them lie around its own as-of instant, where most is active; the
// others are every date that it has, what is next to it on either side, days
// before and after it, and where its day begins here and there.
func Instants(rng *rand.Rand, d *partnerhub.Dataset) []time.Time {
	instants := []time.Time{d.AsOf}
	for _, t := range dates(d) {
		instants = append(instants, t, t.Add(1), t.Add(-1), t.Add(time.Second), t.Add(-time.Second), t.Add(nudge(rng)))
		for _, days := range []int{1, 7, 30, 31, 90, 91} {
			instants = append(instants, t.AddDate(0, 0, days), t.AddDate(0, 0, -days))
		}
		local := t.In(pick(rng, locations...))
		year, month, day := local.Date()
		instants = append(instants, time.Date(year, month, day, 0, 0, 0, 0, local.Location()))
	}
	for range 3 * len(instants) {
		days := pick(rng, 0, 0, 0, 0, 1, -1, 7, 14, 30)
		instants = append(instants, d.AsOf.AddDate(0, 0, days).Add(nudge(rng)))
	}
	for i, t := range instants {
		instants[i] = inRange(t)
	}
	shuffle(rng, instants)
	return instants
}

// dates lists the dates of a dataset, without those of its many samples.
func dates(d *partnerhub.Dataset) []time.Time {
	var all []time.Time
	for _, c := range d.Customers {
		all = append(all, c.LastAdminSignIn)
	}
	for _, s := range d.Subscriptions {
		all = append(all, s.OrderedAt, s.Start, s.End, s.ProvisionedAt, s.SuspendedAt, s.CancelledAt)
	}
	for _, t := range d.Trials {
		all = append(all, t.Start, t.End)
	}
	var given []time.Time
	for _, t := range all {
		if !t.IsZero() {
			given = append(given, t)
		}
	}
	return given
}
