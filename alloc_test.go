package partnerhub_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// The hot paths allocate for blocks and answers, never for customers: a limit of
// allocations for each customer far below one, with room for chance.
func TestAllocationsDoNotGrowWithCustomers(t *testing.T) {
	const customers = 1200
	data := testkit.Random(3, customers)
	hub := load(t, data)
	asOf := testkit.Instants(rand.New(rand.NewPCG(3, 3)), data)[0]
	instant := asOf
	next := func() partnerhub.View {
		instant = instant.Add(time.Nanosecond)
		return hub.At(instant)
	}
	for name, c := range map[string]struct {
		limit float64
		ask   func()
	}{
		"overview at a new instant":   {250, func() { next().Overview() }},
		"statuses at a new instant":   {250, func() { next().StatusCounts() }},
		"sections at a new instant":   {500, func() { numbersOnly(t, next()).Expiring("meetings") }},
		"overview of a known instant": {80, func() { hub.At(asOf).Overview() }},
		"statuses of a known instant": {80, func() { hub.At(asOf).StatusCounts() }},
		"trend":                       {200, func() { trendOf(t, hub.At(asOf)) }},
	} {
		c.ask()
		require.LessOrEqual(t, testing.AllocsPerRun(5, c.ask), c.limit, name)
	}
}

func numbersOnly(t *testing.T, view partnerhub.View) partnerhub.View {
	page, err := view.Page(0, 0)
	require.NoError(t, err)
	return page
}

func trendOf(t *testing.T, view partnerhub.View) {
	_, err := view.Trend(t.Context(), "meetings", partnerhub.TrendOptions{Points: 52})
	require.NoError(t, err)
}

// A page costs its rows, whatever the section has: two texts for each row at most.
func TestAllocationsOfAPage(t *testing.T) {
	view := load(t, testkit.Random(3, 1200)).At(time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC))
	page, err := view.Page(1, 2)
	require.NoError(t, err)
	page.Overage("meetings")
	require.LessOrEqual(t, testing.AllocsPerRun(20, func() { page.Overage("meetings") }), 10.0)
}
