package partnerhub

import "github.com/partnerhub/partnerhub/internal/parallel"

// leastAhead is how many changes make it worth while to thaw their customers side
// by side.
const leastAhead = 64

// thawAhead touches the customers that many changes are about. It finds and thaws
// them on several cores: one after the other it would take as long as everything
// else.
func (s *changeset) thawAhead(changes []Change) {
	if len(changes) < leastAhead {
		return
	}
	found, wanted := make([]position, len(changes)), make([]bool, len(changes))
	parallel.Each(len(changes), func(_, i int) {
		found[i], wanted[i] = s.hub.concerned(changes[i])
	})
	seen := make(map[position]bool, len(changes))
	var places []position // each once: many changes can be about one customer
	for i, at := range found {
		if wanted[i] && !seen[at] {
			seen[at] = true
			places = append(places, at)
		}
	}
	accounts := make([]*account, len(places))
	parallel.Each(len(places), func(_, i int) { accounts[i] = s.hub.thaw(places[i]) })
	for i, at := range places {
		s.touchThawed(at, accounts[i])
	}
}

// concerned returns where the customer is that a change is about first of all, if
// there is one.
func (h *Hub) concerned(change Change) (at position, exists bool) {
	switch change := change.(type) {
	case UpsertCustomer:
		return h.customerAt(change.Customer.ID)
	case RemoveCustomer:
		return h.customerAt(change.ID)
	case UpsertSubscription:
		return h.customerAt(change.Subscription.CustomerID)
	case RemoveSubscription:
		return h.ownerOf(change.ID)
	case UpsertTrial:
		return h.customerAt(change.Trial.CustomerID)
	case RemoveTrial:
		return h.ownerOf(change.ID)
	case StartTrial:
		return h.customerAt(change.Trial.CustomerID)
	case ExtendTrial:
		return h.ownerOf(change.ID)
	case RecordUsage:
		return h.ownerOf(change.Sample.EntitlementID)
	case AssignAdmin:
		return h.customerAt(change.CustomerID)
	case UnassignAdmin:
		return h.customerAt(change.CustomerID)
	}
	return position{}, false
}
