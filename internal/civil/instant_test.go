package civil_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/civil"
)

func TestParseInstant(t *testing.T) {
	for text, want := range map[string]time.Time{
		"2026-01-31T09:30:00Z":                time.Date(2026, 1, 31, 9, 30, 0, 0, time.UTC),
		"2026-01-31T09:30:00.5Z":              time.Date(2026, 1, 31, 9, 30, 0, 500_000_000, time.UTC),
		"2026-01-31T09:30:00.123456789+01:00": time.Date(2026, 1, 31, 8, 30, 0, 123_456_789, time.UTC),
		"2026-01-31T00:30:00-23:59":           time.Date(2026, 2, 1, 0, 29, 0, 0, time.UTC),
		"2024-02-29T23:59:59-00:00":           time.Date(2024, 2, 29, 23, 59, 59, 0, time.UTC),
		"0001-01-01T00:00:00Z":                {},
	} {
		got, ok := civil.ParseInstant(text)
		require.True(t, ok, text)
		require.Equal(t, want, got, text)
	}
}

func TestParseInstantIsStrict(t *testing.T) {
	for _, text := range []string{
		"", "2026-01-31", "2026-01-31T09:30Z", "2026-01-31T09:30:00", "2026-01-31 09:30:00Z", "2026-01-31t09:30:00Z",
		"2026-01-31T09:30:00z", "2026-01-31T9:30:00Z", "2026-01-31T09:30:00,5Z", "2026-01-31T09:30:00.Z",
		"2026-01-31T09:30:00.1234567890Z", "2026-01-31T09:30:00+24:00", "2026-01-31T09:30:00+01:60", "2026-01-31T09:30:00+0100",
		"2026-01-31T24:00:00Z", "2026-01-31T09:60:00Z", "2026-01-31T23:59:60Z", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z",
		"2026-01-31T09:30:00Z ", " 2026-01-31T09:30:00Z", "12026-01-31T09:30:00Z", "-026-01-31T09:30:00Z", "2026-01-31T09:30:00.5.5Z",
	} {
		_, ok := civil.ParseInstant(text)
		require.False(t, ok, text)
	}
}
