package civil_test

import (
	"testing"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/civil"
)

// zoneNames are zones with something to trip over: clocks turned over midnight
// (St_Johns, Sao_Paulo, Cairo), skipped and repeated dates (Apia, Kiritimati,
// Juneau), steps of half an hour and of two (Lord_Howe, Troll).
var zoneNames = []string{
	"UTC", "Europe/Berlin", "Europe/Dublin", "America/New_York", "America/St_Johns", "America/Sao_Paulo",
	"America/Juneau", "America/Nuuk", "Asia/Kolkata", "Africa/Cairo", "Africa/Casablanca", "Antarctica/Troll",
	"Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Chatham",
}

func zone(t testing.TB, name string) *time.Location {
	loc, err := time.LoadLocation(name)
	require.NoError(t, err)
	return loc
}

func zones(t testing.TB) []*time.Location {
	all := []*time.Location{
		time.FixedZone("east of a day", 100*60*60+17),
		time.FixedZone("west of a day", -77*60*60-59*60-1),
		time.FixedZone("one second", 1),
		time.FixedZone("minus one second", -1),
	}
	for _, name := range zoneNames {
		all = append(all, zone(t, name))
	}
	return all
}

// utc parses an instant such as 2006-10-29T02:30:00.
func utc(t testing.TB, text string) time.Time {
	x, err := time.Parse("2006-01-02T15:04:05.999999999", text)
	require.NoError(t, err)
	return x
}

// day parses a date such as 2006-10-29.
func day(t testing.TB, text string) civil.Day {
	x, err := time.Parse(time.DateOnly, text)
	require.NoError(t, err)
	return civil.Date(x.Date())
}
