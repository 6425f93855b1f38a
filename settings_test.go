package partnerhub_test

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/testdata"
)

// outputs is all that leaves the library as text or bytes, from reading the
// dataset that ships with the project on.
func outputs(t *testing.T) []string {
	data, err := partnerhub.ParseDataset(testdata.Portfolio())
	require.NoError(t, err)
	document, err := json.Marshal(data)
	require.NoError(t, err)
	hub := load(t, data)
	view := hub.At(data.AsOf)
	filter, err := partnerhub.ParseFilter("usage > 33.3% assignment <= 1e2 licenses >= 5.0")
	require.NoError(t, err)
	matches, err := view.Where(filter)
	require.NoError(t, err)
	all := []string{string(document), everything(t, hub, data), filter.String(), said(t, matches, view)}
	for _, product := range view.Products() {
		one := summarized(t, view, product, partnerhub.TrendOptions{})
		var read partnerhub.Summary
		require.NoError(t, read.UnmarshalBinary(summaryBytes(t, one)))
		all = append(all, string(summaryBytes(t, read)))
		for _, sum := range view.Expiring(product).TermValue {
			all = append(all, sum.String())
		}
	}
	return all
}

// Package decimal has variables that any code of the program can change. Nothing
// that the library says depends on them. Must not run in parallel.
func TestSettingsOfDecimalChangeNoAnswer(t *testing.T) {
	want := outputs(t)
	set(t, &decimal.DivisionPrecision, 0)
	set(t, &decimal.PowPrecisionNegativeExponent, 0)
	set(t, &decimal.MarshalJSONWithoutQuotes, true)
	set(t, &decimal.TrimTrailingZeros, false)
	set(t, &decimal.UseScientificNotation, true)
	set(t, &decimal.ExpMaxIterations, 0)
	set(t, &decimal.MaxDecodeExponent, 0)
	set(t, &decimal.Zero, decimal.New(7, 3))
	require.Equal(t, "1.2E4", decimal.New(12, 3).String(), "the settings are in force")
	require.Equal(t, want, outputs(t))
}

// set changes a setting until the test ends.
func set[T any](t *testing.T, setting *T, value T) {
	old := *setting
	t.Cleanup(func() { *setting = old })
	*setting = value
}
