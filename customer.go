package partnerhub

import (
	"fmt"
	"time"

	"github.com/partnerhub/partnerhub/internal/civil"
	"github.com/partnerhub/partnerhub/internal/exact"
)

// ParseInstant reads an instant as the dataset document writes it: RFC 3339 with
// an offset and at most nine digits of a second. It is stricter than package
// time, which also takes 9:30:00 and a comma.
func ParseInstant(text string) (time.Time, error) {
	t, ok := civil.ParseInstant(text)
	if !ok {
		return time.Time{}, fmt.Errorf("partnerhub: %s is not an instant such as 2026-01-31T09:30:00Z", exact.Cut(text))
	}
	return t, nil
}

// Partner is the organization that sells: its identity and the dated steps of
// its own first-time setup. A customer whose id is the partner's own id is the
// partner's own organization: it is kept, but never listed or counted.
//
// The zero Partner is not valid: ID is required.
type Partner struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Setup Setup  `json:"setup"`
}

// Setup holds when each step of the partner's first-time setup was done; a zero
// time means not yet. The zero Setup has no step done.
type Setup struct {
	PlanReviewedAt  time.Time `json:"planReviewedAt,omitzero"`
	TermsAcceptedAt time.Time `json:"termsAcceptedAt,omitzero"`
	CompletedAt     time.Time `json:"completedAt,omitzero"`
}

// ManagedBy says how the partner manages a customer. The zero ManagedBy is
// ManagedByPartner.
type ManagedBy uint8

// A customer is part of the partner's organization, or it is managed as an
// external administrator.
const (
	ManagedByPartner ManagedBy = iota
	ManagedByExternal
)

var managedByNames = enumNames{"partner", "external"}

// String returns partner or external.
func (m ManagedBy) String() string { return managedByNames.string("ManagedBy", uint8(m)) }

// MarshalText writes what String returns; it fails on an invalid value.
func (m ManagedBy) MarshalText() ([]byte, error) {
	return managedByNames.marshal("managed-by", uint8(m))
}

// UnmarshalText reads what MarshalText writes.
func (m *ManagedBy) UnmarshalText(text []byte) error {
	return unmarshalEnum(m, managedByNames, "managed-by", text)
}

// Customer is an organization that the partner sells to.
//
// The zero Customer is not valid: ID and Name are required.
type Customer struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	ManagedBy ManagedBy `json:"managedBy"`
	Tags      []string  `json:"tags,omitempty"`
	Country   string    `json:"country,omitzero"`
	LaunchURL string    `json:"launchUrl,omitzero"`
	// LastAdminSignIn is when one of the customer's own administrators signed
	// in last; zero means unknown.
	LastAdminSignIn time.Time `json:"lastAdminSignIn,omitzero"`
	// AdminNeverSignedIn is the fact that none of them ever did. It
	// contradicts LastAdminSignIn.
	AdminNeverSignedIn bool `json:"adminNeverSignedIn,omitzero"`
}

// Role is what an administrator of the partner may do. The zero Role is not
// valid: a role is required.
type Role uint8

// The roles. Full, read-only and help desk administrators see every customer,
// whatever customers are assigned to them; admin and provisioning
// administrators see the customers assigned to them.
const (
	RoleUnknown Role = iota
	RoleFull
	RoleReadOnly
	RoleAdmin
	RoleProvisioning
	RoleHelpDesk
)

var roleNames = enumNames{"", "full", "read_only", "admin", "provisioning", "help_desk"}

// String returns full, read_only, admin, provisioning or help_desk.
func (r Role) String() string { return roleNames.string("Role", uint8(r)) }

// MarshalText writes what String returns; it fails on an invalid value, the
// zero value included.
func (r Role) MarshalText() ([]byte, error) { return roleNames.marshal("role", uint8(r)) }

// UnmarshalText reads what MarshalText writes.
func (r *Role) UnmarshalText(text []byte) error { return unmarshalEnum(r, roleNames, "role", text) }

// SeesAll reports whether the role sees every customer of the partner.
func (r Role) SeesAll() bool {
	return r == RoleFull || r == RoleReadOnly || r == RoleHelpDesk
}

// Admin is an administrator of the partner. See [Role] for what each sees.
//
// The zero Admin is not valid: ID and Role are required.
type Admin struct {
	ID    string `json:"id"`
	Name  string `json:"name,omitzero"`
	Email string `json:"email,omitzero"`
	Role  Role   `json:"role"`
	// CustomerIDs are the customers assigned to the administrator.
	CustomerIDs []string `json:"customerIds,omitempty"`
}
