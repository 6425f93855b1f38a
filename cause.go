package partnerhub

import "time"

// CauseKind is the kind of a [Cause]. The zero CauseKind is not valid.
type CauseKind uint8

// The kinds of causes.
const (
	causeUnknown CauseKind = iota
	// CauseWindow: the clock crossed the boundary of a window of days. Days is
	// its size.
	CauseWindow
	// CauseStarted: the term of the entitlement began between the instants of the
	// views. After.At is when.
	CauseStarted
	// CauseEnded: it ended between them. After.At is when.
	CauseEnded
	// CauseStale: the last usage sample of the product is no longer fresh.
	// Before.Count is what is assigned by it.
	CauseStale
	// CauseAdded: the entitlement is known, and was not before.
	CauseAdded
	// CauseRemoved: the entitlement is no more.
	CauseRemoved
	// CauseRenewed: its end is later than it was, or none. Before.At and After.At are the
	// ends.
	CauseRenewed
	// CauseShortened: its end is earlier than it was; it may be cancelled.
	CauseShortened
	// CauseMoved: it starts at another instant. Before.At and After.At are the
	// starts.
	CauseMoved
	// CauseRenewal: whether it renews is another. Before.Renewal and
	// After.Renewal say.
	CauseRenewal
	// CauseQuantity: it has more or fewer licenses of the product. Before.Count
	// and After.Count are unknown where it has no line of it.
	CauseQuantity
	// CauseAssigned: more or fewer licenses of the product are assigned.
	CauseAssigned
	// CauseSuspension: it was suspended, or no longer is. The instants say.
	CauseSuspension
	// CauseProvisioning: it was set up, or no longer is. The instants say.
	CauseProvisioning
	// CauseSignIn: the last sign-in is another one, or became known. The
	// instants are zero where it is unknown or never was. If it is too long ago
	// all the same, Days is the size of the window that it is not within.
	CauseSignIn
	// CauseNeverSignedIn: it became known that nobody ever signed in.
	CauseNeverSignedIn
	// CausePeers: the peers assign more or fewer of their licenses; the customer
	// is as it was. The counts are what its share is compared with, in basis points.
	CausePeers
	// CausePolicy: the policies of the views differ.
	CausePolicy
	// CauseCustomer: the customer was added to the hub or removed from it.
	CauseCustomer
	// CauseAdministrator: the other view's administrator does not see the
	// customer: it was assigned or unassigned, or there is no such customer.
	// Which of them can't be told.
	CauseAdministrator
	// CauseFilter: the other view's filter does not match the customer.
	CauseFilter
)

var causeNames = enumNames{
	"", "window", "started", "ended", "stale", "added", "removed", "renewed", "shortened", "moved", "renewal", "quantity",
	"assigned", "suspension", "provisioning", "sign_in", "never_signed_in", "peers", "policy", "customer", "administrator", "filter",
}

// String returns the name of the kind, such as renewed.
func (k CauseKind) String() string { return causeNames.string("CauseKind", uint8(k)) }

// MarshalText writes what String returns; it fails on an invalid value, the zero
// value included.
func (k CauseKind) MarshalText() ([]byte, error) {
	return causeNames.marshal("kind of cause", uint8(k))
}

// UnmarshalText reads what MarshalText writes.
func (k *CauseKind) UnmarshalText(text []byte) error {
	return unmarshalEnum(k, causeNames, "kind of cause", text)
}

// Cause is why a condition holds of a customer in one view and not in the other.
// The constants of [CauseKind] say what each kind carries; what it does not is
// zero or unknown. Instants are in the policy's Location.
//
// The zero Cause is none. It is a comparable value.
type Cause struct {
	Kind          CauseKind `json:"kind"`
	EntitlementID string    `json:"entitlementId"`
	Trial         bool      `json:"trial"`
	Product       Product   `json:"product"`
	Before        CauseFact `json:"before"`
	After         CauseFact `json:"after"`
	// Days is the size of the window that was crossed, or that a sign-in is not
	// within.
	Days Count `json:"days"`
}

// CauseFact is a fact as it was or is: one of its members is.
type CauseFact struct {
	At      time.Time `json:"at,omitzero"`
	Count   Count     `json:"count"`
	Renewal Renewal   `json:"renewal,omitzero"`
}
