package partnerhub

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// ErrSummary is what errors wrap about a [Summary], [Shares] and views that don't
// fit together: they are of another instant, policy or product, or were judged
// against other peers.
var ErrSummary = errors.New("partnerhub: parts do not fit together")

func misfit(problem string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrSummary, fmt.Sprintf(problem, args...))
}

// standpoint is from where facts are looked at: numbers add up only if theirs is
// the same. The zero standpoint is that of no facts at all.
type standpoint struct {
	instant time.Time // in UTC
	policy  Policy    // resolved; the zero Policy: of no facts at all
}

func (m *moment) standpoint() standpoint {
	return standpoint{m.instant.UTC(), m.policy}
}

// isZero reports whether it is the standpoint of no facts. A resolved policy has
// size bands.
func (s *standpoint) isZero() bool { return len(s.policy.SizeBands) == 0 }

// asOf returns the instant as answers show it.
func (s *standpoint) asOf() time.Time {
	if s.isZero() {
		return time.Time{}
	}
	return shown(s.instant, s.policy.Location)
}

// check returns an error that says how two standpoints differ, or nil.
func (s *standpoint) check(other *standpoint) error {
	if !s.instant.Equal(other.instant) {
		return misfit("they are of different instants, %s and %s", instantText(s.instant), instantText(other.instant))
	}
	if field := s.policy.difference(&other.policy, s.instant); field != "" {
		return misfit("their policies differ in %s", field)
	}
	return nil
}

// difference returns the name of a field in which resolved policies differ at an
// instant, or "". Locations are the same if their names and their offsets at
// the instant are: that much of a location can be written down.
func (p *Policy) difference(other *Policy, at time.Time) string {
	others := other.days()
	for i, days := range p.days() {
		if *days.value != *others[i].value {
			return days.name
		}
	}
	switch {
	case zoneAt(p.Location, at) != zoneAt(other.Location, at):
		return "Location"
	case !slices.Equal(p.SizeBands, other.SizeBands):
		return "SizeBands"
	case p.MinPeers != other.MinPeers:
		return "MinPeers"
	case p.LowShareCeiling != other.LowShareCeiling:
		return "LowShareCeiling"
	case !slices.Equal(p.HeadlineOrder, other.HeadlineOrder):
		return "HeadlineOrder"
	}
	return ""
}

// zone is what is known of a location at one instant.
type zone struct {
	name   string
	offset int // seconds east of UTC
}

func zoneAt(location *time.Location, at time.Time) zone {
	_, offset := at.In(location).Zone()
	return zone{location.String(), offset}
}

// location returns a location that has the offset at all times.
func (z zone) location() *time.Location {
	if z == (zone{name: "UTC"}) {
		return time.UTC
	}
	return time.FixedZone(z.name, z.offset)
}
