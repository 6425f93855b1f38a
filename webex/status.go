package webex

import (
	"slices"
	"strings"

	"github.com/partnerhub/partnerhub"
)

// standing is what the status of subscription details says. The zero standing is
// that of a status that nobody knows.
type standing uint8

const (
	standingUnknown standing = iota
	standingActive
	standingSuspended
	standingCancelled
	standingExpired
)

var standings = map[string]standing{
	"": standingActive, "ACTIVE": standingActive, "SUSPENDED": standingSuspended,
	"CANCELLED": standingCancelled, "CANCELED": standingCancelled, "TERMINATED": standingCancelled, "EXPIRED": standingExpired,
}

func (s standing) isOver() bool { return s == standingCancelled || s == standingExpired }

// withPlainStatus returns a copy of details in which the same status is the same
// text: pages differ in its letters and in the space around it.
func withPlainStatus(details []Subscription) []Subscription {
	details = slices.Clone(details)
	for i := range details {
		details[i].Status = strings.ToUpper(strings.TrimSpace(details[i].Status))
	}
	return details
}

// setStatus makes a subscription what its status says.
func (b *builder) setStatus(s *partnerhub.Subscription, details *Subscription) {
	switch standing := standings[details.Status]; {
	case standing.isOver():
		s.Renewal = partnerhub.RenewalNone
		// What was ordered can be cancelled before it starts; it can't expire.
		fits := standing == standingCancelled || details.UpdatedAt.After(s.Start)
		if end := b.endOf(s.CustomerID, details, fits); !end.Equal(s.End) {
			s.CancelledAt = end
		}
	case standing == standingSuspended:
		s.SuspendedAt = b.since(s.CustomerID, details, true)
	case standing == standingUnknown:
		b.ignore(s.CustomerID, details)
	}
}

// setTrialStatus ends a trial if its status says so, for it can't be suspended. The
// end must come after the start.
func (b *builder) setTrialStatus(t *partnerhub.Trial, details *Subscription) {
	standing := standings[details.Status]
	switch {
	case standing == standingActive:
	case standing.isOver() && b.answers.AsOf.After(t.Start):
		t.End = b.endOf(t.CustomerID, details, details.UpdatedAt.After(t.Start))
	default:
		b.ignore(t.CustomerID, details)
	}
}

func (b *builder) ignore(customer string, details *Subscription) {
	b.report.Ignored = append(b.report.Ignored, IgnoredStatus{details.ID, customer, details.Status})
}
