package webex

import (
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/exact"
)

// layouts are the ways in which the answers write an instant.
var layouts = []string{time.RFC3339, "2006-01-02T15:04:05Z0700"}

// localLayouts are those that leave open where the calendar and the clock hang.
var localLayouts = []string{time.DateOnly, "2006-01-02T15:04:05"}

// instant reads an instant, or a day, which stands for its beginning. It is zero if
// it is absent or an empty text.
func (r *reader) instant() time.Time {
	text := r.json.Word()
	if text == "" {
		return time.Time{}
	}
	if t, ok := parsed(text, layouts); ok {
		return r.inRange(text, t.UTC())
	}
	if reading, ok := parsed(text, localLayouts); ok {
		return r.inRange(text, instantOf(reading, r.location))
	}
	r.fault("%s is neither an instant such as 2026-01-31T09:30:00Z nor a day", exact.Cut(text))
	return time.Time{}
}

func parsed(text string, layouts []string) (t time.Time, ok bool) {
	for _, layout := range layouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// inRange checks the year: the zero time would be taken for an absent one.
func (r *reader) inRange(text string, t time.Time) time.Time {
	if t.IsZero() || t.Year() < 1 || t.Year() > 9999 {
		r.fault("%s is not within the years 1 to 9999", exact.Cut(text))
	}
	return t
}

// instantOf returns when the calendar and the clock in a location show what they
// show in reading, whose own location says nothing.
func instantOf(reading time.Time, location *time.Location) time.Time {
	if location == nil || location == time.UTC {
		return reading
	}
	year, month, day := reading.Date()
	hour, minute, second := reading.Clock()
	if hour == 0 && minute == 0 && second == 0 && reading.Nanosecond() == 0 {
		return beginning(civil.Date(year, month, day), location)
	}
	return time.Date(year, month, day, hour, minute, second, reading.Nanosecond(), location).UTC()
}

// beginning returns the first instant of a day, which is not always midnight: some
// clocks are turned forward over it. A date that a location left out begins with the
// next one.
func beginning(day civil.Day, location *time.Location) time.Time {
	return civil.Instants(day, day+1, location)[0].From
}
