package partnerhub

import (
	"fmt"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/exact"
)

// What each change does, and what must be there for it.

func (s *changeset) upsertCustomer(c checker, facts Customer) {
	c.customer(&facts)
	facts.Tags = slices.Clone(facts.Tags)
	if customer := s.customer(facts.ID); customer != nil {
		customer.account.Customer = facts
		return
	}
	s.add(&account{Customer: facts})
}

func (s *changeset) removeCustomer(c checker, id string) {
	if customer := s.needCustomer(c, "id", id); customer != nil {
		s.remove(customer)
	}
}

// needCustomer returns the customer of an id, or nil, which is a fault.
func (s *changeset) needCustomer(c checker, path, id string) *editedCustomer {
	customer := s.customer(id)
	if customer == nil {
		c.noCustomer(path, id)
	}
	return customer
}

// subscriptionTerm checks a subscription and returns it with its lines.
func (c checker) subscriptionTerm(s Subscription) entitlement {
	c.subscription(&s)
	return c.inLines(subscriptionEntitlement(s))
}

// trialTerm checks a trial and returns it with its lines.
func (c checker) trialTerm(t Trial) entitlement {
	c.term(t.ID, t.Start, t.End, t.Licenses)
	return c.inLines(trialEntitlement(t))
}

// inLines turns the licenses of an entitlement into its lines. Licenses that
// are too many by themselves would not be seen any more in a line.
func (c checker) inLines(e entitlement) entitlement {
	var sum checkedSum
	for _, license := range e.Licenses {
		sum.add(c, "licenses", "licenses", license.Quantity)
	}
	e.lines, e.Licenses = linesOf(e.Licenses), nil
	return e
}

// upsertTerm adds an entitlement, or replaces that of the same id and kind and
// takes over the samples of the lines that both have.
func (s *changeset) upsertTerm(c checker, e entitlement) {
	previous := s.term(e.ID)
	if previous == nil || previous.trial != e.trial {
		s.addTerm(c, e)
		return
	}
	for i := range e.lines {
		if same := previous.line(e.lines[i].product); same != nil {
			e.lines[i].samples, e.lines[i].frozen, e.lines[i].row = same.samples, same.frozen, same.row
		}
	}
	s.removeTerm(previous)
	s.addTerm(c, e)
}

// addTerm adds an entitlement of whose id there must be none.
func (s *changeset) addTerm(c checker, e entitlement) {
	s.addProducts(c, e.lines)
	customer := s.needCustomer(c, "customerId", e.CustomerID)
	if s.term(e.ID) != nil {
		c.secondTerm(e.ID)
		return
	}
	if customer == nil {
		customer = new(editedCustomer) // nobody: there will be no hub
	}
	s.own(customer, e)
}

// line returns the line of a product, or nil.
func (e *entitlement) line(product Product) *line {
	i, exists := slices.BinarySearchFunc(e.lines, product, compareLine)
	if !exists {
		return nil
	}
	return &e.lines[i]
}

// subscription returns the subscription of an id, or nil, which is a fault.
func (s *changeset) subscription(c checker, id string) *editedTerm {
	t := s.term(id)
	if t == nil || t.trial {
		c.fault("id", "there is no subscription %s", exact.Cut(id))
		return nil
	}
	return t
}

// trial returns the trial of an id, or nil, which is a fault.
func (s *changeset) trial(c checker, id string) *editedTerm {
	t := s.term(id)
	if t == nil || !t.trial {
		c.fault("id", "there is no trial %s", exact.Cut(id))
		return nil
	}
	return t
}

func (s *changeset) extendTrial(c checker, change ExtendTrial) {
	t := s.trial(c, change.ID)
	if change.Days < 1 || change.Days > maxPolicyDays {
		c.fault("days", "%d is not within 1 to %d", change.Days, maxPolicyDays)
		return
	}
	c.instant("from", change.From)
	if t == nil {
		return
	}
	if t.End.IsZero() {
		c.fault("id", "the trial %s is open-ended: it can't become longer", exact.Cut(t.ID))
		return
	}
	from := change.From
	if from.IsZero() {
		from = t.End
	}
	if inRange(from) { // else it has been said
		t.extend(c, civil.Back(from, -change.Days, change.Location))
	}
}

// extend moves the end of a trial.
func (t *editedTerm) extend(c checker, end time.Time) {
	c.instant("end", end)
	if !end.After(t.End) {
		c.fault("end", "%s is not after the present end %s", instantText(end), instantText(t.End))
	}
	t.End = end
}

func (s *changeset) recordUsage(c checker, u UsageSample) {
	c.usage(&u)
	t := s.term(u.EntitlementID)
	if t == nil {
		c.noTerm(u.EntitlementID)
		return
	}
	l := t.line(u.Product)
	if l == nil {
		c.noLine(t.ID, u.Product)
		return
	}
	l.thaw()
	l.samples = append(l.samples, sampleOf(&u))
}

func (s *changeset) upsertAdmin(c checker, admin Admin) {
	c.admin(&admin)
	missing := map[string]bool{}
	for i, id := range admin.CustomerIDs {
		if !s.hasCustomer(id) {
			c.noCustomer(fmt.Sprintf("customerIds[%d]", i), id)
			continue
		}
		missing[id] = true
	}
	s.unassign(admin.ID, missing)
	for _, id := range admin.CustomerIDs {
		if missing[id] {
			s.assign(s.customer(id), admin.ID)
		}
	}
	admin.CustomerIDs = nil
	s.admins[admin.ID] = admin
}

func (s *changeset) removeAdmin(c checker, id string) {
	if s.needAdmin(c, "id", id) {
		s.unassign(id, nil)
		delete(s.admins, id)
	}
}

// needAdmin reports whether there is an administrator, and a fault if not.
func (s *changeset) needAdmin(c checker, path, id string) bool {
	_, exists := s.admins[id]
	if !exists {
		c.fault(path, "there is no administrator %s", exact.Cut(id))
	}
	return exists
}

func (s *changeset) assignAdmin(c checker, change AssignAdmin) {
	customer := s.needCustomer(c, "customerId", change.CustomerID)
	if s.needAdmin(c, "adminId", change.AdminID) && customer != nil {
		s.assign(customer, change.AdminID)
	}
}

func (s *changeset) unassignAdmin(c checker, change UnassignAdmin) {
	customer := s.needCustomer(c, "customerId", change.CustomerID)
	switch {
	case !s.needAdmin(c, "adminId", change.AdminID), customer == nil:
	case !customer.admins[change.AdminID]:
		c.fault("customerId", "%s is not assigned to %s", exact.Cut(change.CustomerID), exact.Cut(change.AdminID))
	default:
		delete(customer.admins, change.AdminID)
	}
}
