package webex

// holding is what the answers say of a subscription beside its details.
type holding struct {
	customer int  // the place of whose it is
	trial    bool // by its id, or as it is tagged
	licensed bool // it has licenses, be it those that don't count
	counted  bool // it has license lines that count
}

// claim notes that a customer has a subscription, and returns what is known of it.
func (b *builder) claim(subscription string, customer int) *holding {
	held := b.holdings[subscription]
	if held == nil {
		held = &holding{customer: customer, trial: isTrialID(subscription)}
		b.holdings[subscription] = held
	}
	if held.customer != customer {
		b.faults.add(placeOf("subscriptions", subscription), "two organizations have it: %s and %s",
			b.customers[held.customer].ID, b.customers[customer].ID)
		held.customer = customer // the next of its lines says nothing new
	}
	return held
}

// addTagged notes what the tagged subscriptions say: whose they are, and whether they
// are trials. What is said of an organization that no answer has counts for nothing.
func (b *builder) addTagged() {
	for _, id := range sortedIDs(b.tagged) {
		tagged := b.tagged[id]
		record := LeftOut{OrganizationID: tagged.OrganizationID, SubscriptionID: id}
		at, known := b.customerOf(tagged.OrganizationID)
		if !known {
			record.Reason = ReasonNoOrganization
			b.leaveOut(record)
			continue
		}
		held := b.claim(id, at)
		held.trial = held.trial || tagged.Trial
		if !held.licensed && b.details[id] == nil {
			record.Reason = ReasonNoDetails
			b.leaveOut(record)
		}
	}
}
