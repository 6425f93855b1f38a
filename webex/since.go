package webex

import "time"

// endOf returns when something ended that is over by its status: at the end that is
// given, if it had come by then, or else since when it is over. What has expired ends
// at an end that has passed whatever was updated before: time alone brings that about.
func (b *builder) endOf(customer string, details *Subscription, fits bool) time.Time {
	latest, told := b.updateOf(details, fits)
	if !told || standings[details.Status] == standingExpired {
		latest = b.answers.AsOf
	}
	if !details.End.IsZero() && !details.End.After(latest) {
		return details.End
	}
	return b.since(customer, details, fits)
}

// since returns since when a status holds: the last update, or else when the answers
// were fetched, which the report tells. An update fits or can't be what made the status.
func (b *builder) since(customer string, details *Subscription, fits bool) time.Time {
	since, told := b.updateOf(details, fits)
	if told {
		return since
	}
	b.report.AssumedSince = append(b.report.AssumedSince, AssumedSince{details.ID, customer, details.Status, b.answers.AsOf})
	return b.answers.AsOf
}

// updateOf returns the last update, if an answer tells one that fits. One that is yet
// to come did not make a status that already holds.
func (b *builder) updateOf(details *Subscription, fits bool) (update time.Time, told bool) {
	update = details.UpdatedAt
	return update, fits && !update.IsZero() && !update.After(b.answers.AsOf)
}
