package testkit

import (
	"context"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub"
)

// Changed returns the dataset with the changes made, one after the other, on its
// lists. It is what [partnerhub.Hub.Apply] means. It reports false if one of
// the changes can't be made.
func Changed(d *partnerhub.Dataset, changes ...partnerhub.Change) (*partnerhub.Dataset, bool) {
	l := ledger{clone(d)}
	for _, change := range changes {
		if !l.enter(change) {
			return nil, false
		}
	}
	return l.Dataset, true
}

// ledger is a dataset that changes are entered in. Each of its methods reports
// whether it could be done.
type ledger struct{ *partnerhub.Dataset }

func (l ledger) enter(change partnerhub.Change) bool {
	switch change := change.(type) {
	case partnerhub.UpsertCustomer:
		return l.upsertCustomer(change.Customer)
	case partnerhub.RemoveCustomer:
		return l.removeCustomer(change.ID)
	case partnerhub.UpsertSubscription:
		return l.upsertSubscription(change.Subscription)
	case partnerhub.RemoveSubscription:
		return l.subscription(change.ID) >= 0 && l.removeEntitlement(change.ID)
	case partnerhub.UpsertTrial:
		return l.upsertTrial(change.Trial)
	case partnerhub.RemoveTrial:
		return l.trial(change.ID) >= 0 && l.removeEntitlement(change.ID)
	case partnerhub.StartTrial:
		return l.trial(change.Trial.ID) < 0 && l.upsertTrial(change.Trial)
	case partnerhub.ExtendTrial:
		return l.extendTrial(change)
	case partnerhub.RecordUsage:
		return l.recordUsage(change.Sample)
	case partnerhub.UpsertAdmin:
		return l.upsertAdmin(change.Admin)
	case partnerhub.RemoveAdmin:
		return l.removeAdmin(change.ID)
	case partnerhub.AssignAdmin:
		return l.assign(change.AdminID, change.CustomerID)
	case partnerhub.UnassignAdmin:
		return l.unassign(change.AdminID, change.CustomerID)
	}
	return false
}

func (l ledger) customer(id string) int {
	return slices.IndexFunc(l.Customers, func(c partnerhub.Customer) bool { return c.ID == id })
}

func (l ledger) subscription(id string) int {
	return slices.IndexFunc(l.Subscriptions, func(s partnerhub.Subscription) bool { return s.ID == id })
}

func (l ledger) trial(id string) int {
	return slices.IndexFunc(l.Trials, func(t partnerhub.Trial) bool { return t.ID == id })
}

func (l ledger) admin(id string) int {
	return slices.IndexFunc(l.Admins, func(a partnerhub.Admin) bool { return a.ID == id })
}

// put replaces the element at an index, or adds it if that is negative.
func put[T any](list []T, index int, element T) []T {
	if index < 0 {
		return append(list, element)
	}
	list[index] = element
	return list
}

// loads: a fact is valid if a dataset of it, and of what it refers to, loads.
func loads(d partnerhub.Dataset) bool {
	d.Partner.ID = "p"
	_, err := partnerhub.Load(context.Background(), &d)
	return err == nil
}

func (l ledger) upsertCustomer(c partnerhub.Customer) bool {
	l.Customers = put(l.Customers, l.customer(c.ID), c)
	return loads(partnerhub.Dataset{Customers: []partnerhub.Customer{c}})
}

func (l ledger) removeCustomer(id string) bool {
	index := l.customer(id)
	if index < 0 {
		return false
	}
	l.Customers = slices.Delete(l.Customers, index, index+1)
	for _, s := range slices.Clone(l.Subscriptions) {
		if s.CustomerID == id {
			l.removeEntitlement(s.ID)
		}
	}
	for _, t := range slices.Clone(l.Trials) {
		if t.CustomerID == id {
			l.removeEntitlement(t.ID)
		}
	}
	for i := range l.Admins {
		l.Admins[i].CustomerIDs = without(l.Admins[i].CustomerIDs, id)
	}
	return true
}

func without(list []string, text string) []string {
	return slices.DeleteFunc(list, func(other string) bool { return other == text })
}

func (l ledger) upsertSubscription(s partnerhub.Subscription) bool {
	l.Subscriptions = put(l.Subscriptions, l.subscription(s.ID), s)
	l.dropSamples(s.ID, s.Licenses)
	return l.customer(s.CustomerID) >= 0 && l.trial(s.ID) < 0 && loads(partnerhub.Dataset{
		Customers: []partnerhub.Customer{{ID: s.CustomerID, Name: "C"}}, Subscriptions: []partnerhub.Subscription{s},
	})
}

func (l ledger) upsertTrial(t partnerhub.Trial) bool {
	l.Trials = put(l.Trials, l.trial(t.ID), t)
	l.dropSamples(t.ID, t.Licenses)
	return l.customer(t.CustomerID) >= 0 && l.subscription(t.ID) < 0 && loads(partnerhub.Dataset{
		Customers: []partnerhub.Customer{{ID: t.CustomerID, Name: "C"}}, Trials: []partnerhub.Trial{t},
	})
}

func (l ledger) removeEntitlement(id string) bool {
	l.Subscriptions = slices.DeleteFunc(l.Subscriptions, func(s partnerhub.Subscription) bool { return s.ID == id })
	l.Trials = slices.DeleteFunc(l.Trials, func(t partnerhub.Trial) bool { return t.ID == id })
	l.dropSamples(id, nil)
	return true
}

// dropSamples drops an entitlement's samples of products that it has no line of.
func (l ledger) dropSamples(id string, licenses []partnerhub.License) {
	l.Usage = slices.DeleteFunc(l.Usage, func(u partnerhub.UsageSample) bool {
		return u.EntitlementID == id && !slices.ContainsFunc(licenses, func(line partnerhub.License) bool { return line.Product == u.Product })
	})
}

func (l ledger) extendTrial(change partnerhub.ExtendTrial) bool {
	const most = 3_652_059
	index := l.trial(change.ID)
	if index < 0 || l.Trials[index].End.IsZero() || change.Days < 1 || change.Days > most {
		return false
	}
	location, from, end := change.Location, change.From, &l.Trials[index].End
	if location == nil {
		location = time.UTC
	}
	if from.IsZero() {
		from = *end
	}
	before := *end
	*end = oracle{asOf: from, policy: partnerhub.Policy{Location: location}}.daysBack(-change.Days)
	inYears := func(t time.Time) bool { return 1 <= t.UTC().Year() && t.UTC().Year() <= 9999 }
	return inYears(from) && inYears(*end) && end.After(before)
}

func (l ledger) recordUsage(u partnerhub.UsageSample) bool {
	var licenses []partnerhub.License
	if index := l.subscription(u.EntitlementID); index >= 0 {
		licenses = l.Subscriptions[index].Licenses
	} else if index := l.trial(u.EntitlementID); index >= 0 {
		licenses = l.Trials[index].Licenses
	}
	l.Usage = slices.DeleteFunc(l.Usage, func(other partnerhub.UsageSample) bool {
		sameDay := dateIn(other.Date, time.UTC) == dateIn(u.Date, time.UTC)
		return sameDay && other.EntitlementID == u.EntitlementID && other.Product == u.Product
	})
	l.Usage = append(l.Usage, u)
	return loads(partnerhub.Dataset{
		Customers: []partnerhub.Customer{{ID: "c", Name: "C"}},
		Trials:    []partnerhub.Trial{{ID: u.EntitlementID, CustomerID: "c", Start: time.Unix(0, 0), Licenses: licenses}},
		Usage:     []partnerhub.UsageSample{u},
	})
}

func (l ledger) upsertAdmin(a partnerhub.Admin) bool {
	a.CustomerIDs = slices.Clone(a.CustomerIDs)
	l.Admins = put(l.Admins, l.admin(a.ID), a)
	return loads(partnerhub.Dataset{Customers: l.Customers, Admins: []partnerhub.Admin{a}})
}

func (l ledger) removeAdmin(id string) bool {
	index := l.admin(id)
	if index < 0 {
		return false
	}
	l.Admins = slices.Delete(l.Admins, index, index+1)
	return true
}

func (l ledger) assign(adminID, customerID string) bool {
	index := l.admin(adminID)
	if index < 0 || l.customer(customerID) < 0 {
		return false
	}
	l.Admins[index].CustomerIDs = append(l.Admins[index].CustomerIDs, customerID)
	return true
}

func (l ledger) unassign(adminID, customerID string) bool {
	index := l.admin(adminID)
	if index < 0 || !slices.Contains(l.Admins[index].CustomerIDs, customerID) {
		return false
	}
	l.Admins[index].CustomerIDs = without(l.Admins[index].CustomerIDs, customerID)
	return true
}
