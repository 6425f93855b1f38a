package partnerhub

import (
	"sync"
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/column"
)

// moment is a hub at an instant T under a policy: everything that the answers
// have in common, whoever asks. It is immutable, but for what is computed when it
// is first needed, and kept.
type moment struct {
	hub     *Hub
	instant time.Time
	policy  Policy // resolved
	today   civil.Day
	windows windows
	// freshness is for how many days a sample is current.
	freshness int

	statusOnce sync.Once
	status     [][]StatusSet // by block and row

	mutex  sync.Mutex // guards the maps
	peers  map[Product]*peerGroup
	facets map[facet]column.Bits
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
	return &moment{
		hub: hub, instant: t, policy: policy, today: today,
		windows: windows{
			expiringSoon: next(policy.ExpiringSoonDays),
			expiration:   next(policy.ExpirationDays),
			renewal:      next(policy.RenewalDays),
			added:        civil.Instants(today-inDays(policy.RecentlyAddedDays), today, loc),
			inactive:     upTo(today - inDays(policy.InactivityDays) - 1),
			settled:      upTo(today - inDays(policy.GraceDays)),
		},
		freshness: int(inDays(policy.FreshnessDays)),
		peers:     map[Product]*peerGroup{},
		facets:    map[facet]column.Bits{},
	}
}

// inDays returns a number of days of a policy, ZeroDays as 0.
func inDays(days int) civil.Day { return civil.Day(max(days, 0)) }

func (m *moment) asOf() time.Time { return shown(m.instant, m.policy.Location) }

// shown returns t in a location; in UTC where RFC 3339 can't say the local time:
// where the offset has seconds, as in the local mean times of old, and where the
// local year is not within 1 to 9999.
func shown(t time.Time, loc *time.Location) time.Time {
	local := t.In(loc)
	_, offset := local.Zone()
	if year := local.Year(); offset%secondsPerMinute != 0 || year < 1 || year > 9999 {
		return t.UTC()
	}
	return local
}

const (
	secondsPerMinute = 60
	secondsPerDay    = 24 * 60 * secondsPerMinute
)

// day returns the civil day of an instant.
func (m *moment) day(t time.Time) civil.Day { return civil.Of(t, m.policy.Location) }

// frame is a block at a moment: the moment's instants as codes of the block's
// timeline.
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
}

func (m *moment) on(b *block) *frame {
	return &frame{
		block: b, moment: m,
		now:          b.times.Until(m.instant),
		expiringSoon: windowOf(&b.times, m.windows.expiringSoon),
		expiration:   windowOf(&b.times, m.windows.expiration),
		renewal:      windowOf(&b.times, m.windows.renewal),
		added:        windowOf(&b.times, m.windows.added),
		inactive:     windowOf(&b.times, m.windows.inactive),
		settled:      windowOf(&b.times, m.windows.settled),
	}
}

// codeWindow is a set of codes: nearly always one range; several where a clock
// was turned back over midnight at the window's edge.
type codeWindow struct {
	codeRange
	more []codeRange
}

type codeRange struct{ from, until uint32 }

func windowOf(times *column.Timeline, spans []civil.Span) codeWindow {
	var window codeWindow
	for i, span := range spans {
		codes := codeRange{times.Before(span.From), times.Before(span.Until)}
		if i == 0 {
			window.codeRange = codes
		} else {
			window.more = append(window.more, codes)
		}
	}
	return window
}

func (r codeRange) has(code uint32) bool { return r.from <= code && code < r.until }

// has reports whether the window has the code. Never is in no window.
func (w *codeWindow) has(code uint32) bool {
	if w.codeRange.has(code) {
		return true
	}
	for _, more := range w.more {
		if more.has(code) {
			return true
		}
	}
	return false
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

func (f *frame) trial(e int32) bool  { return f.entitlements.traits[e]&traitTrial != 0 }
func (f *frame) renews(e int32) bool { return f.entitlements.traits[e]&traitRenews != 0 }
func (f *frame) core(e int32) bool   { return f.entitlements.traits[e]&traitCore != 0 }

// The members of the sections that depend on the term.

func (f *frame) wasAdded(e int32) bool {
	return f.active(e) && f.added.has(f.entitlements.start[e])
}

func (f *frame) expires(e int32) bool {
	return f.active(e) && !f.renews(e) && f.expiration.has(f.entitlements.end[e])
}

func (f *frame) isRenewing(e int32) bool {
	return f.active(e) && f.renews(e) && f.renewal.has(f.entitlements.end[e])
}

func (f *frame) startDay(e int32) civil.Day {
	return f.day(f.times.Time(f.entitlements.start[e]))
}

func (f *frame) endDay(e int32) civil.Day {
	return f.day(f.times.Time(f.entitlements.end[e]))
}
