package partnerhub

import (
	"slices"
	"sync"
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/column"
)

// moment is a hub at an instant T under a policy: everything that the answers
// have in common, whoever asks. It is immutable, but for what is computed when it
// is first needed, and kept.
type moment struct {
	hub    *Hub
	policy Policy // resolved
	question

	evaluation func() *evaluation // computed once

	mutex    sync.Mutex // guards the maps
	peers    map[uint16]productPeers
	facets   map[facet]column.Bits
	sections map[sectionsKey]func() *sections // computed once
}

// windows are the instants whose civil day is near enough to today's, for each
// rule that says "within so many days". Rules about days so become comparisons
// of instants, which the columns hold; there is no day arithmetic per row.
type windows struct {
	expiringSoon []civil.Span // ends
	expiration   []civil.Span // ends
	renewal      []civil.Span // ends
	added        []civil.Span // starts
	inactive     []civil.Span // sign-ins that are too long ago
	settled      []civil.Span // starts that are past the grace period
}

func newMoment(hub *Hub, t time.Time, policy Policy) *moment {
	loc := policy.Location
	today := civil.Of(t, loc)
	next := func(days int) []civil.Span { return civil.Instants(today, today+inDays(days), loc) }
	upTo := func(day civil.Day) []civil.Span { return civil.Instants(civil.Earliest, day, loc) }
	m := &moment{
		hub: hub, policy: policy,
		question: question{
			instant: t, today: today,
			freshness: inDays(policy.FreshnessDays),
			sizeBands: policy.SizeBands, minPeers: policy.MinPeers, ceiling: policy.LowShareCeiling,
			windows: windows{
				expiringSoon: next(policy.ExpiringSoonDays),
				expiration:   next(policy.ExpirationDays),
				renewal:      next(policy.RenewalDays),
				added:        civil.Instants(today-inDays(policy.RecentlyAddedDays), today, loc),
				inactive:     upTo(today - inDays(policy.InactivityDays) - 1),
				settled:      upTo(today - inDays(policy.GraceDays)),
			},
		},
		peers:    map[uint16]productPeers{},
		facets:   map[facet]column.Bits{},
		sections: map[sectionsKey]func() *sections{},
	}
	m.evaluation = sync.OnceValue(m.evaluate)
	return m
}

// same reports whether an evaluation can't tell two windows apart: what was recently
// added is no part of one.
func (w *windows) same(other *windows) bool {
	return slices.Equal(w.expiringSoon, other.expiringSoon) && slices.Equal(w.expiration, other.expiration) &&
		slices.Equal(w.renewal, other.renewal) && slices.Equal(w.inactive, other.inactive) && slices.Equal(w.settled, other.settled)
}

// inDays returns a number of days of a policy, ZeroDays as 0.
func inDays(days int) civil.Day { return civil.Day(max(days, 0)) }

func (m *moment) asOf() time.Time { return shown(m.instant, m.policy.Location) }

// shown returns t in a location; in UTC where RFC 3339 can't say the local time:
// where the offset has seconds, as in the local mean times of old, or is a day or
// more, and where the local year is not within 1 to 9999.
func shown(t time.Time, loc *time.Location) time.Time {
	local := t.In(loc)
	_, offset := local.Zone()
	if year := local.Year(); !isShown(int64(offset)) || year < 1 || year > 9999 {
		return t.UTC()
	}
	return local
}

// isShown reports whether RFC 3339 can say an offset, in seconds.
func isShown(offset int64) bool {
	return offset%secondsPerMinute == 0 && -secondsPerDay < offset && offset < secondsPerDay
}

const (
	secondsPerMinute = 60
	secondsPerDay    = 24 * 60 * secondsPerMinute
)

// day returns the civil day of an instant.
func (m *moment) day(t time.Time) civil.Day { return civil.Of(t, m.policy.Location) }

// frame is a block at a moment: the moment's instants as codes of the block's
// timeline, its days as places in the calendars of the usage logs.
type frame struct {
	*block
	*moment
	// now bounds the codes of the instants up to and including T.
	now          uint32
	expiringSoon codeWindow
	expiration   codeWindow
	renewal      codeWindow
	added        codeWindow
	inactive     codeWindow
	settled      codeWindow
	fresh        []placeRange // by usage log
	shares       []coreShare  // room for evaluate
}

func (m *moment) on(b *block) *frame {
	f := &frame{moment: m}
	f.move(b)
	return f
}

// move makes this the frame of another block.
func (f *frame) move(b *block) {
	w := &f.windows
	f.block = b
	f.now = b.times.Until(f.instant)
	f.expiringSoon = windowOf(&b.times, w.expiringSoon)
	f.expiration = windowOf(&b.times, w.expiration)
	f.renewal = windowOf(&b.times, w.renewal)
	f.added = windowOf(&b.times, w.added)
	f.inactive = windowOf(&b.times, w.inactive)
	f.settled = windowOf(&b.times, w.settled)
	f.fresh = f.fresh[:0]
	for _, log := range b.lines.usage.Logs {
		f.fresh = append(f.fresh, placeRange{log.Until(f.today - f.freshness), log.Until(f.today)})
	}
}

// codeWindow is a set of codes: nearly always one range; several where a clock
// was turned back over midnight at the window's edge.
type codeWindow struct {
	codeRange
	more []codeRange
}

// codeRange is so many codes from one on.
type codeRange struct{ from, size uint32 }

func windowOf(times *column.Timeline, spans []civil.Span) codeWindow {
	var window codeWindow
	for i, span := range spans {
		from := times.Before(span.From)
		codes := codeRange{from, times.Before(span.Until) - from}
		if i == 0 {
			window.codeRange = codes
		} else {
			window.more = append(window.more, codes)
		}
	}
	return window
}

func (r codeRange) has(code uint32) bool { return code-r.from < r.size }

// has reports whether the window has the code. Never is in no window.
func (w *codeWindow) has(code uint32) bool {
	if w.more != nil {
		return w.anyHas(code)
	}
	return code-w.from < w.size
}

func (w *codeWindow) anyHas(code uint32) bool {
	for _, more := range w.more {
		if more.has(code) {
			return true
		}
	}
	return w.codeRange.has(code)
}

// The states of an entitlement at T; see docs/metrics.md.

func (f *frame) exists(e int32) bool { return f.entitlements.known[e] < f.now }

func (f *frame) active(e int32) bool {
	return f.entitlements.start[e] < f.now && f.entitlements.end[e] >= f.now
}

func (f *frame) ended(e int32) bool { return f.exists(e) && f.entitlements.end[e] < f.now }

func (f *frame) pending(e int32) bool {
	return f.exists(e) && f.entitlements.start[e] >= f.now && f.entitlements.end[e] >= f.now
}

// alive reports whether an entitlement is active or pending.
func (f *frame) alive(e int32) bool { return f.exists(e) && !f.ended(e) }

func (f *frame) trial(e int32) bool  { return f.entitlements.traits[e]&traitTrial != 0 }
func (f *frame) renews(e int32) bool { return f.entitlements.traits[e]&traitRenews != 0 }

// core reports whether an entitlement has a line of meetings or calling.
func (f *frame) core(e int32) bool { return f.entitlements.traits[e]&traitCore != 0 }

func (f *frame) startDay(e int32) civil.Day {
	return f.day(f.times.Time(f.entitlements.start[e]))
}

func (f *frame) endDay(e int32) civil.Day {
	return f.day(f.times.Time(f.entitlements.end[e]))
}

func (f *frame) daysSinceAdded(e int32) int64 { return int64(f.today - f.startDay(e)) }
func (f *frame) daysUntilEnd(e int32) int64   { return int64(f.endDay(e) - f.today) }
