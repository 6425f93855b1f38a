package partnerhub

import "time"

// Change is one thing that becomes different in a hub: one of the structs of
// this package that [Hub.Apply] lists. A change is a plain value: it can be kept
// in a list, compared and printed, and it knows of no hub until it is applied.
//
// Only the values themselves are changes, not pointers to them. The facts in a
// change are checked when it is applied.
type Change interface {
	isChange()
}

// UpsertCustomer adds a customer, or replaces the facts of the customer of the
// same id, who keeps the entitlements and the administrators. The partner's own
// organization is a customer here, as it is in a [Source].
type UpsertCustomer struct{ Customer Customer }

// RemoveCustomer removes a customer with all its entitlements and their usage,
// and takes it off the list of every administrator. There must be one of the id.
type RemoveCustomer struct{ ID string }

// UpsertSubscription adds a subscription, or replaces the one of the same id,
// which may so move to another customer. Its usage samples stay, but for those
// of products of which it has no license line any more.
//
// The id must not be that of a trial.
type UpsertSubscription struct{ Subscription Subscription }

// RemoveSubscription removes a subscription and its usage. There must be one of
// the id.
type RemoveSubscription struct{ ID string }

// UpsertTrial adds a trial, or replaces the one of the same id, as
// [UpsertSubscription] does with subscriptions.
//
// The id must not be that of a subscription.
type UpsertTrial struct{ Trial Trial }

// RemoveTrial removes a trial and its usage. There must be one of the id.
type RemoveTrial struct{ ID string }

// StartTrial adds a trial. Unlike with [UpsertTrial] it must be a new one: there
// must be no entitlement of the id.
type StartTrial struct{ Trial Trial }

// ExtendTrial moves the end of a trial to a later one: so many civil days after
// From, or after its present end, at the time of day of the instant counted from,
// by the clock in Location. A time of day that occurs twice on that day is its first
// occurrence; one that is skipped moves forward by as much as the clock does.
//
// There must be a trial of the id, and it must have an end: an open-ended trial
// can't become longer. The new end must be after the present one, which may be
// over: the trial is then active again.
type ExtendTrial struct {
	ID string
	// Days is the number of days, 1 to 3,652,059.
	Days int
	// From is the instant that the days count from: today, as the host sees it.
	// Zero counts from the end of the trial.
	From time.Time
	// Location is where the days are counted; nil is UTC.
	Location *time.Location
}

// RecordUsage adds a usage sample, or replaces that of the same entitlement,
// product and day. The entitlement must have a license line of the product.
type RecordUsage struct{ Sample UsageSample }

// UpsertAdmin adds an administrator, or replaces the one of the same id, the
// list of customers included.
type UpsertAdmin struct{ Admin Admin }

// RemoveAdmin removes an administrator. There must be one of the id.
type RemoveAdmin struct{ ID string }

// AssignAdmin assigns a customer to an administrator. It has no effect if it is
// assigned already. Both must exist.
type AssignAdmin struct{ AdminID, CustomerID string }

// UnassignAdmin takes a customer off the list of an administrator. Both must
// exist, and the customer must be on the list.
type UnassignAdmin struct{ AdminID, CustomerID string }

func (UpsertCustomer) isChange()     {}
func (RemoveCustomer) isChange()     {}
func (UpsertSubscription) isChange() {}
func (RemoveSubscription) isChange() {}
func (UpsertTrial) isChange()        {}
func (RemoveTrial) isChange()        {}
func (StartTrial) isChange()         {}
func (ExtendTrial) isChange()        {}
func (RecordUsage) isChange()        {}
func (UpsertAdmin) isChange()        {}
func (RemoveAdmin) isChange()        {}
func (AssignAdmin) isChange()        {}
func (UnassignAdmin) isChange()      {}

// Apply returns the hub with the changes made, in their order: each sees what
// those before it did. They are
//
//   - [UpsertCustomer], [RemoveCustomer],
//   - [UpsertSubscription], [RemoveSubscription],
//   - [UpsertTrial], [RemoveTrial], [StartTrial], [ExtendTrial],
//   - [RecordUsage],
//   - [UpsertAdmin], [RemoveAdmin], [AssignAdmin], [UnassignAdmin].
//
// It is all or nothing. The facts are checked as [Load] checks them, and what
// has to be there must be; all faults come back together in a [*DataError], with
// places such as changes[3].licenses[0].quantity, and there is no hub then. The
// sums that must fit into int64 are those after the last change; all else must be
// right when it is a change's turn. The products that a hub may have count those
// that it, or a hub it was made from, has had. The hub that
// comes back answers every question like one loaded afresh from the changed
// facts, and keeps nothing of the changes: they may be altered afterwards.
//
// The hub that changes were applied to stays as it is, and so do its views.
// Apply blocks nobody and may be called by any number of goroutines; each
// result has the changes of its own call only, so that a program with several
// writers lets one apply after the other. A change costs what its block costs, in
// which all entitlements of its customer are; many changes at once cost less. A what-if is Apply on a hub
// whose result is thrown away. Without any changes the result is the hub itself.
// The zero Hub has no partner id, which is a fault.
func (h *Hub) Apply(changes ...Change) (*Hub, error) {
	s := newChangeset(h)
	s.check(place{"partner", -1}).partner(h.partner)
	s.thawAhead(changes)
	for i, change := range changes {
		s.apply(s.check(place{"changes", i}), change)
	}
	s.settle()
	if err := s.faults.err(); err != nil {
		return nil, err
	}
	if len(changes) == 0 {
		return h, nil
	}
	return h.replaced(s.edits(), s.admins, s.catalog, s.totals), nil
}

// apply makes one change. One with a fault is made as far as it goes, so that
// those after it don't stumble over what is not there: there will be no hub.
func (s *changeset) apply(c checker, change Change) {
	switch change := change.(type) {
	case UpsertCustomer:
		s.upsertCustomer(c, change.Customer)
	case RemoveCustomer:
		s.removeCustomer(c, change.ID)
	case UpsertSubscription:
		s.upsertTerm(c, c.subscriptionTerm(change.Subscription))
	case RemoveSubscription:
		s.removeTerm(s.subscription(c, change.ID))
	case UpsertTrial:
		s.upsertTerm(c, c.trialTerm(change.Trial))
	case RemoveTrial:
		s.removeTerm(s.trial(c, change.ID))
	case StartTrial:
		s.addTerm(c, c.trialTerm(change.Trial))
	case ExtendTrial:
		s.extendTrial(c, change)
	case RecordUsage:
		s.recordUsage(c, change.Sample)
	case UpsertAdmin:
		s.upsertAdmin(c, change.Admin)
	case RemoveAdmin:
		s.removeAdmin(c, change.ID)
	case AssignAdmin:
		s.assignAdmin(c, change)
	case UnassignAdmin:
		s.unassignAdmin(c, change)
	default: // nil, a pointer, or a struct that one of ours is embedded in
		c.fault("", "%T is not a change", change)
	}
}
