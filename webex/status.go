package webex

import (
	"slices"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
)

// standing is what the status of subscription details says. The zero standing is
// that of a status that nobody knows.
type standing uint8

const (
	standingUnknown standing = iota
	standingActive
	standingSuspended
	standingOver
)

var standings = map[string]standing{
	"": standingActive, "ACTIVE": standingActive, "SUSPENDED": standingSuspended,
	"CANCELLED": standingOver, "CANCELED": standingOver, "TERMINATED": standingOver, "EXPIRED": standingOver,
}

// withStatusInCapitals returns a copy of details in which the same status is the
// same text: pages differ in its letters.
func withStatusInCapitals(details []Subscription) []Subscription {
	details = slices.Clone(details)
	for i := range details {
		details[i].Status = strings.ToUpper(details[i].Status)
	}
	return details
}

// setStatus makes a subscription what its status says.
func (b *builder) setStatus(s *partnerhub.Subscription, details *Subscription) {
	switch standings[details.Status] {
	case standingOver:
		s.Renewal = partnerhub.RenewalNone
		if s.End.IsZero() {
			s.CancelledAt = b.since(details)
		}
	case standingSuspended:
		s.SuspendedAt = b.since(details)
	case standingUnknown:
		b.ignore(s.CustomerID, details)
	}
}

// setTrialStatus ends a trial if its status says so, for it can't be suspended. The
// end must come after the start.
func (b *builder) setTrialStatus(t *partnerhub.Trial, details *Subscription) {
	switch since := b.since(details); {
	case standings[details.Status] == standingActive:
	case standings[details.Status] != standingOver:
		b.ignore(t.CustomerID, details)
	case !t.End.IsZero():
	case since.After(t.Start):
		t.End = since
	case b.answers.AsOf.After(t.Start):
		t.End = b.answers.AsOf
	default:
		b.ignore(t.CustomerID, details)
	}
}

func (b *builder) ignore(customer string, details *Subscription) {
	b.report.Ignored = append(b.report.Ignored, IgnoredStatus{details.ID, customer, details.Status})
}

// since returns since when a status holds, as far as anybody knows.
func (b *builder) since(details *Subscription) time.Time {
	if details.UpdatedAt.IsZero() {
		return b.answers.AsOf
	}
	return details.UpdatedAt
}
