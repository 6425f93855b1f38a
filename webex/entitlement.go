package webex

import (
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
)

// addEntitlements makes subscriptions, trials and usage of the license lines.
func (b *builder) addEntitlements() {
	lines := b.sortedLines()
	used := map[string]int{} // subscriptions, and whose they are
	for len(lines) > 0 {
		first, n := lines[0], 1
		for n < len(lines) && lines[n].subscription == first.subscription && lines[n].customer == first.customer {
			n++
		}
		b.claim(used, first.subscription, first.customer)
		b.addEntitlement(first.subscription, first.customer, lines[:n])
		lines = lines[n:]
	}
	b.addWithoutLicenses(used)
}

// claim notes whose a subscription is.
func (b *builder) claim(used map[string]int, subscription string, customer int) {
	if other, taken := used[subscription]; taken {
		b.faults.add(placeOf("subscriptions", subscription), "it is in licenses of two organizations: %s and %s",
			b.customers[other].ID, b.customers[customer].ID)
	}
	used[subscription] = customer
}

// addWithoutLicenses adds the subscriptions of which no license counts: what was
// ordered but not set up yet, and what has only licenses that don't count.
func (b *builder) addWithoutLicenses(used map[string]int) {
	for _, id := range sortedIDs(b.details) {
		if _, done := used[id]; !done {
			b.addWithoutLines(id)
		}
	}
	for _, id := range sortedIDs(b.tagged) {
		_, licensed := b.licensed[id]
		if b.details[id] == nil && !licensed {
			b.leaveOut(LeftOut{Reason: ReasonNoDetails, OrganizationID: b.tagged[id].OrganizationID, SubscriptionID: id})
		}
	}
}

// addWithoutLines adds a subscription of which no license counts, if it is known
// whose it is.
func (b *builder) addWithoutLines(id string) {
	at, ok := b.licensed[id]
	tagged := b.tagged[id]
	if !ok && tagged == nil {
		b.leaveOut(LeftOut{Reason: ReasonNoLicenses, SubscriptionID: id})
		return
	}
	if !ok {
		at, ok = b.customerOf(tagged.OrganizationID)
	}
	if !ok {
		b.leaveOut(LeftOut{Reason: ReasonNoOrganization, OrganizationID: tagged.OrganizationID, SubscriptionID: id})
		return
	}
	b.addEntitlement(id, at, nil)
}

// addEntitlement adds the subscription or trial of a customer with its lines.
func (b *builder) addEntitlement(id string, at int, lines []line) {
	details := b.detailsOf(id, at)
	if details.Start.IsZero() {
		b.leaveOut(LeftOut{Reason: ReasonNoStart, OrganizationID: b.customers[at].ID, SubscriptionID: id})
		return
	}
	if b.customers[at].Country == "" {
		b.customers[at].Country = details.Country
	}
	if b.isTrial(id) {
		b.dataset.Trials = append(b.dataset.Trials, partnerhub.Trial{
			ID: id, CustomerID: b.customers[at].ID, Start: details.Start, End: details.End, Licenses: licensesOf(lines),
		})
	} else {
		b.dataset.Subscriptions = append(b.dataset.Subscriptions, b.subscription(id, at, &details, lines))
	}
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

func (b *builder) isTrial(id string) bool {
	tagged := b.tagged[id]
	return isTrialID(id) || tagged != nil && tagged.Trial
}

func (b *builder) subscription(id string, at int, details *Subscription, lines []line) partnerhub.Subscription {
	s := partnerhub.Subscription{
		ID: id, CustomerID: b.customers[at].ID, Start: details.Start, End: details.End, Renewal: details.Renewal,
		OrderedAt: details.OrderedAt, ProvisionedAt: details.ProvisionedAt, Licenses: licensesOf(lines),
	}
	if _, licensed := b.licensed[id]; licensed && s.ProvisionedAt.IsZero() {
		s.ProvisionedAt = s.Start // its licenses are there
	}
	if details.OrderNumber != "" {
		s.Orders = []partnerhub.Order{{Number: details.OrderNumber, PlacedAt: details.OrderedAt}}
	}
	switch strings.ToUpper(details.Status) {
	case "CANCELLED", "CANCELED", "TERMINATED":
		s.Renewal = partnerhub.RenewalNone
		if s.End.IsZero() {
			s.CancelledAt = b.since(details)
		}
	case "SUSPENDED":
		s.SuspendedAt = b.since(details)
	}
	return s
}

// since returns since when a status holds, as far as anybody knows.
func (b *builder) since(details *Subscription) time.Time {
	if details.UpdatedAt.IsZero() {
		return b.answers.AsOf
	}
	return details.UpdatedAt
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
