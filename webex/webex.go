// Package webex turns the answers of Webex's public REST API, and subscription
// details of Cisco commerce, into a [partnerhub.Dataset].
//
// It does no I/O: a host fetches the answers as it likes and hands over their
// bytes. A decoder reads one answer, or one page of it; what the decoders return
// is collected in [Answers], and [Answers.Dataset] puts it together:
//
//	organizations, err := webex.DecodeOrganizations(body)
//	...
//	dataset, report, err := answers.Dataset()
//
// An answer may be its list alone, or an object that has the list as its member
// items, or subscriptions if it is of commerce. Members that the package has no
// use for are skipped, for the services add some every year. A member that is null
// is as if it weren't there. What is read must be well formed: the error of a decoder
// is a [*partnerhub.DataError] that gives the place of each fault, such as
// licenses.items[3].totalUnits. So is that of Dataset, for what the answers say together,
// with places such as licenses["Y2lzY29…"]. What can't be told from the answers is left
// out or assumed, and the [Report] says so line by line.
//
// A date without a time is meant in UTC, or where a [Decoder] says.
//
// Functions keep nothing between calls. Values may be read by several goroutines
// while nobody changes them.
package webex

import (
	"time"

	"github.com/partnerhub/partnerhub"
)

// Organization is an item of GET /organizations. The zero Organization is not
// valid: ID and Name are required.
type Organization struct {
	ID   string
	Name string // displayName
	// Created is when the organization came to be; zero is unknown.
	Created time.Time
}

// License is an item of GET /licenses. The zero License is not valid: it has an
// ID or a Name.
type License struct {
	ID   string
	Name string
	// Total and Consumed are totalUnits and consumedUnits, 0 to 10^12 or unknown.
	Total    partnerhub.Count
	Consumed partnerhub.Count
	// SubscriptionID is empty for what belongs to no subscription.
	SubscriptionID string
}

// PartnerAdmin is an item of GET /partner/organizations/{orgId}/partnerAdmins. The
// zero PartnerAdmin is not valid: ID is required.
type PartnerAdmin struct {
	ID    string
	Name  string // displayName
	Email string // the first of emails
	// Role is roleInCustomerOrg, such as id_full_admin.
	Role string
}

// ManagedOrganization is an item of GET /partner/organizations?managedBy=. The
// zero ManagedOrganization is not valid: ID is required.
type ManagedOrganization struct {
	ID   string // orgId
	Role string
}

// Tag is an element of GET /partner/tags. The zero Tag is not valid: Name is
// required.
type Tag struct {
	Name        string
	Description string
}

// TaggedOrganization is an element of GET /partner/tags/organizations. The zero
// TaggedOrganization is not valid: ID is required.
type TaggedOrganization struct {
	ID   string // orgId
	Name string // orgName
	Tags []string
}

// TaggedSubscription is an element of GET /partner/tags/subscriptions. The zero
// TaggedSubscription is not valid: ID and OrganizationID are required.
type TaggedSubscription struct {
	ID             string // subscriptionId
	OrganizationID string // orgId
	// Trial is false when the answer doesn't say.
	Trial bool
}

// Subscription is an element of the subscription details of Cisco commerce. The
// zero Subscription is not valid: ID is required.
type Subscription struct {
	ID string // subscriptionReferenceID, the SubscriptionID of licenses
	// Status is written as it came, such as ACTIVE; it is the same in small letters
	// and with space around it.
	Status string
	// Start and End are startDate and endDate; zero is unknown and open-ended. A
	// date without a time is the beginning of the day, in the location of the [Decoder].
	Start time.Time
	End   time.Time
	// Renewal follows from autoRenTerm, a whole number: 0 months is none, more is auto.
	Renewal partnerhub.Renewal
	// OrderedAt and ProvisionedAt are orderSubmissionDate and orderActivationDate.
	OrderedAt     time.Time
	ProvisionedAt time.Time
	// UpdatedAt is lastUpdateDate.
	UpdatedAt   time.Time
	OrderNumber string // webOrderId
	Country     string // that of endCustomer
}

// DecodeOrganizations reads a page of GET /organizations. Days are meant in UTC.
func DecodeOrganizations(answer []byte) ([]Organization, error) {
	return Decoder{}.DecodeOrganizations(answer)
}

// DecodeLicenses reads a page of GET /licenses?orgId=. Counts that are absent are
// unknown; 12.0 is 12.
func DecodeLicenses(answer []byte) ([]License, error) {
	return decode(Decoder{}, answer, "licenses", "items", licenseMembers, checkLicense)
}

// DecodePartnerAdmins reads a page of GET /partner/organizations/{orgId}/partnerAdmins.
func DecodePartnerAdmins(answer []byte) ([]PartnerAdmin, error) {
	return decode(Decoder{}, answer, "partnerAdmins", "items", adminMembers, checkAdmin)
}

// DecodeManagedOrganizations reads a page of GET /partner/organizations?managedBy=.
func DecodeManagedOrganizations(answer []byte) ([]ManagedOrganization, error) {
	return decode(Decoder{}, answer, "managedOrganizations", "items", managedMembers, checkManaged)
}

// DecodeTags reads GET /partner/tags.
func DecodeTags(answer []byte) ([]Tag, error) {
	return decode(Decoder{}, answer, "tags", "items", tagMembers, checkTag)
}

// DecodeTaggedOrganizations reads GET /partner/tags/organizations?tags=.
func DecodeTaggedOrganizations(answer []byte) ([]TaggedOrganization, error) {
	return decode(Decoder{}, answer, "taggedOrganizations", "items", taggedOrganizationMembers, checkTaggedOrganization)
}

// DecodeTaggedSubscriptions reads GET /partner/tags/subscriptions?tags=.
func DecodeTaggedSubscriptions(answer []byte) ([]TaggedSubscription, error) {
	return decode(Decoder{}, answer, "taggedSubscriptions", "items", taggedSubscriptionMembers, checkTaggedSubscription)
}

// DecodeSubscriptions reads subscription details of Cisco commerce: a list of
// subscriptions, each with a header. Days are meant in UTC.
func DecodeSubscriptions(answer []byte) ([]Subscription, error) {
	return Decoder{}.DecodeSubscriptions(answer)
}
