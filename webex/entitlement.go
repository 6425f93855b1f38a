package webex

import "github.com/partnerhub/partnerhub"

// addEntitlements makes subscriptions, trials and usage of the license lines.
func (b *builder) addEntitlements() {
	lines := b.sortedLines()
	for len(lines) > 0 {
		id, n := lines[0].subscription, 1
		for n < len(lines) && lines[n].subscription == id {
			n++
		}
		b.holdings[id].counted = true
		b.addEntitlement(id, lines[:n])
		lines = lines[n:]
	}
	b.addWithoutLines()
}

// addWithoutLines adds the subscriptions of which no license counts, if it is known
// whose they are: what was ordered but not set up yet, and what has only licenses
// that don't count.
func (b *builder) addWithoutLines() {
	for _, id := range sortedIDs(b.details) {
		held := b.holdings[id]
		switch {
		case held != nil && !held.counted:
			b.addEntitlement(id, nil)
		case held == nil && b.tagged[id] == nil:
			b.leaveOut(LeftOut{Reason: ReasonNoLicenses, SubscriptionID: id})
		}
	}
}

// addEntitlement adds the subscription or trial of a customer with its lines.
func (b *builder) addEntitlement(id string, lines []line) {
	held := b.holdings[id]
	at := held.customer
	details := b.detailsOf(id, at)
	if details.Start.IsZero() {
		b.leaveOut(LeftOut{Reason: ReasonNoStart, OrganizationID: b.customers[at].ID, SubscriptionID: id})
		return
	}
	if b.customers[at].Country == "" {
		b.customers[at].Country = details.Country
	}
	if held.trial {
		b.dataset.Trials = append(b.dataset.Trials, b.trial(id, held, &details, lines))
	} else {
		b.dataset.Subscriptions = append(b.dataset.Subscriptions, b.subscription(id, held, &details, lines))
	}
	b.noteLapse(b.customers[at].ID, &details)
	b.addUsage(lines)
}

// detailsOf returns the details of a subscription. Without a start they start when
// the organization was created, if that is known and before the end.
func (b *builder) detailsOf(id string, at int) Subscription {
	var details Subscription
	if known := b.details[id]; known != nil {
		details = *known
	}
	created := b.created[at]
	if details.Start.IsZero() && !created.IsZero() && (details.End.IsZero() || created.Before(details.End)) {
		details.Start = created
		b.report.Assumed = append(b.report.Assumed, AssumedStart{id, b.customers[at].ID, created})
	}
	return details
}

func (b *builder) trial(id string, held *holding, details *Subscription, lines []line) partnerhub.Trial {
	t := partnerhub.Trial{
		ID: id, CustomerID: b.customers[held.customer].ID, Start: details.Start, End: details.End, Licenses: licensesOf(lines),
	}
	b.setTrialStatus(&t, details)
	return t
}

func (b *builder) subscription(id string, held *holding, details *Subscription, lines []line) partnerhub.Subscription {
	s := partnerhub.Subscription{
		ID: id, CustomerID: b.customers[held.customer].ID, Start: details.Start, End: details.End, Renewal: details.Renewal,
		OrderedAt: details.OrderedAt, ProvisionedAt: details.ProvisionedAt, Licenses: licensesOf(lines),
	}
	if held.licensed && s.ProvisionedAt.IsZero() {
		s.ProvisionedAt = s.Start // its licenses are there
	}
	if details.OrderNumber != "" {
		s.Orders = []partnerhub.Order{{Number: details.OrderNumber, PlacedAt: details.OrderedAt}}
	}
	b.setStatus(&s, details)
	return s
}

func licensesOf(lines []line) []partnerhub.License {
	var licenses []partnerhub.License
	for _, l := range lines {
		licenses = append(licenses, partnerhub.License{Product: l.product, Quantity: l.total})
	}
	return licenses
}

// addUsage adds what is known to be assigned.
func (b *builder) addUsage(lines []line) {
	for _, l := range lines {
		if l.consumed.IsKnown() {
			b.dataset.Usage = append(b.dataset.Usage, partnerhub.UsageSample{
				EntitlementID: l.subscription, Product: l.product, Date: b.answers.AsOf, Assigned: l.consumed,
			})
		}
	}
}
