package webex

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
)

// Report says what a [partnerhub.Dataset] does not show of the answers that it was
// made of. It depends on the answers alone, not on their order. The zero Report
// says that all is in it, and so does a nil one. The lists of one that Dataset returns
// are not nil.
type Report struct {
	// LeftOut are the records that are not in the dataset, by organization,
	// subscription, license and name.
	LeftOut []LeftOut `json:"leftOut"`
	// Unknown are the products of no known family that are in the dataset, by
	// product, name and code.
	Unknown []UnknownProduct `json:"unknown"`
	// Assumed are the entitlements whose start no answer gives, by subscription.
	Assumed []AssumedStart `json:"assumed"`
	// AssumedSince are the statuses that hold since AsOf for want of anything better,
	// by subscription.
	AssumedSince []AssumedSince `json:"assumedSince"`
	// Lapsed are the terms that had ended although the details say that they go on, by
	// subscription.
	Lapsed []LapsedTerm `json:"lapsed"`
	// Ignored are the statuses that the dataset does not show, by subscription.
	Ignored []IgnoredStatus `json:"ignored"`
}

func newReport() *Report {
	return &Report{
		LeftOut: []LeftOut{}, Unknown: []UnknownProduct{}, Assumed: []AssumedStart{},
		AssumedSince: []AssumedSince{}, Lapsed: []LapsedTerm{}, Ignored: []IgnoredStatus{},
	}
}

// Reason says why a record was left out. The zero Reason is not valid.
type Reason uint8

// The reasons.
const (
	ReasonUnknown Reason = iota
	// ReasonNotCounted: consoles, route lists, hybrid services and what comes
	// free are no licenses that count.
	ReasonNotCounted
	// ReasonNoSubscription: a license line without a subscription id.
	ReasonNoSubscription
	// ReasonNoTotal: a license line whose number of licenses is unknown.
	ReasonNoTotal
	// ReasonForeign: the id of a license says that another organization has it.
	ReasonForeign
	// ReasonNoStart: no answer says when an entitlement starts, and the
	// organization's beginning isn't known or comes after the end.
	ReasonNoStart
	// ReasonNoOrganization: no answer has the organization.
	ReasonNoOrganization
	// ReasonNoLicenses: subscription details that no license line and no tagged
	// subscription leads to, so that nobody knows whose they are.
	ReasonNoLicenses
	// ReasonNoDetails: a tagged subscription that has neither licenses nor details.
	ReasonNoDetails
)

var reasons = enum{"reason", []string{
	"", "not_counted", "no_subscription", "no_total", "foreign", "no_start", "no_organization", "no_licenses", "no_details",
}}

// String returns the name of the reason, such as no_total, or "" for ReasonUnknown.
func (r Reason) String() string { return reasons.text(uint8(r)) }

// MarshalText writes what String returns; it fails on an invalid value, the zero
// value included.
func (r Reason) MarshalText() ([]byte, error) { return reasons.marshal(uint8(r)) }

// UnmarshalText reads what MarshalText writes; an error leaves the reason.
func (r *Reason) UnmarshalText(text []byte) error {
	value, err := reasons.unmarshal(text)
	if err == nil {
		*r = Reason(value)
	}
	return err
}

// LeftOut is a record that is not in the dataset: a license line, or a
// subscription when LicenseID is empty, or what an organization that is not known
// was named for when SubscriptionID is empty too. The ids are those of the answers.
// The zero LeftOut is not valid: it has a Reason.
type LeftOut struct {
	Reason         Reason `json:"reason"`
	OrganizationID string `json:"organizationId"`
	SubscriptionID string `json:"subscriptionId"`
	LicenseID      string `json:"licenseId"`
	// Name is that of the license, of the administrator or the tagged organization.
	Name string `json:"name"`
}

// UnknownProduct is a product of no known family, as the dataset has it, and what
// license lines it was made of. The zero UnknownProduct is no product.
type UnknownProduct struct {
	Product partnerhub.Product `json:"product"`
	Name    string             `json:"name"` // of the license
	Code    string             `json:"code"` // in the license id, "" if there is none
	Lines   int                `json:"lines"`
}

// AssumedStart is an entitlement that starts, for want of anything better, when its
// organization was created. The zero AssumedStart is of no entitlement.
type AssumedStart struct {
	SubscriptionID string    `json:"subscriptionId"`
	OrganizationID string    `json:"organizationId"`
	Start          time.Time `json:"start"`
}

// AssumedSince is an entitlement that is over or suspended, nobody knows since when:
// no answer tells the last update, or one that can't be what made the status. For the
// dataset it is since the answers were fetched, and was active until then. The zero
// AssumedSince is of no entitlement.
type AssumedSince struct {
	SubscriptionID string    `json:"subscriptionId"`
	OrganizationID string    `json:"organizationId"`
	Status         string    `json:"status"` // in capital letters
	Since          time.Time `json:"since"`
}

// LapsedTerm is an entitlement that had ended when the answers were fetched, although
// it renews by itself or its status is that of one that runs. In the dataset it has ended. If it
// was renewed, the answers don't tell until when. The zero LapsedTerm is of no entitlement.
type LapsedTerm struct {
	SubscriptionID string             `json:"subscriptionId"`
	OrganizationID string             `json:"organizationId"`
	Status         string             `json:"status"` // in capital letters, or ""
	Renewal        partnerhub.Renewal `json:"renewal"`
	End            time.Time          `json:"end"`
}

// IgnoredStatus is a status of subscription details that changes nothing in the
// dataset: one that nobody knows, or that a trial can't have, such as being suspended or
// being over when it is yet to start. The zero IgnoredStatus is of no entitlement.
type IgnoredStatus struct {
	SubscriptionID string `json:"subscriptionId"`
	OrganizationID string `json:"organizationId"`
	Status         string `json:"status"` // in capital letters
}

// ReasonCount is how many records were left out for a reason. The zero ReasonCount is
// of no reason.
type ReasonCount struct {
	Reason  Reason `json:"reason"`
	Records int    `json:"records"`
}

// Counts returns how many records were left out, reason by reason, without those
// that never occurred. A nil Report has none.
func (r *Report) Counts() []ReasonCount {
	if r == nil {
		return nil
	}
	records := map[Reason]int{}
	for _, record := range r.LeftOut {
		records[record.Reason]++
	}
	var counts []ReasonCount
	for _, reason := range slices.Sorted(maps.Keys(records)) {
		counts = append(counts, ReasonCount{reason, records[reason]})
	}
	return counts
}

// sort brings the lists in order and adds up the lines of unknown products.
func (r *Report) sort() {
	slices.SortFunc(r.LeftOut, func(a, b LeftOut) int {
		return cmp.Or(
			strings.Compare(a.OrganizationID, b.OrganizationID), strings.Compare(a.SubscriptionID, b.SubscriptionID),
			strings.Compare(a.LicenseID, b.LicenseID), strings.Compare(a.Name, b.Name), cmp.Compare(a.Reason, b.Reason))
	})
	slices.SortFunc(r.Unknown, func(a, b UnknownProduct) int {
		return cmp.Or(cmp.Compare(a.Product, b.Product), strings.Compare(a.Name, b.Name), strings.Compare(a.Code, b.Code))
	})
	slices.SortFunc(r.Assumed, func(a, b AssumedStart) int {
		return strings.Compare(a.SubscriptionID, b.SubscriptionID)
	})
	slices.SortFunc(r.AssumedSince, func(a, b AssumedSince) int {
		return strings.Compare(a.SubscriptionID, b.SubscriptionID)
	})
	slices.SortFunc(r.Lapsed, func(a, b LapsedTerm) int { return strings.Compare(a.SubscriptionID, b.SubscriptionID) })
	slices.SortFunc(r.Ignored, func(a, b IgnoredStatus) int { return strings.Compare(a.SubscriptionID, b.SubscriptionID) })
}
