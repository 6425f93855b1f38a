package webex

import "time"

// Decoder reads the answers that have dates. The zero Decoder is what the functions
// of the same names use. A Decoder may be used by several goroutines.
//
// A date without a time stands for the beginning of that day in Location, whatever
// member it is given for. A term from 2025-06-26 to 2026-06-26 is a whole year: at the
// beginning of the second day it has ended. It ends at that instant wherever one looks:
// a policy with another location may show the day before or after, so a host gives
// both the same. A time without an offset is what the clock in Location shows; one that it
// shows twice or never is one of the two instants that it may be. A time with an
// offset is what it says.
type Decoder struct {
	// Location is where the dates of an answer are meant; nil is UTC.
	Location *time.Location
}

// DecodeOrganizations reads a page of GET /organizations.
func (d Decoder) DecodeOrganizations(answer []byte) ([]Organization, error) {
	return decode(d, answer, "organizations", "items", organizationMembers, checkOrganization)
}

// DecodeSubscriptions reads subscription details of Cisco commerce: a list of
// subscriptions, each with a header.
func (d Decoder) DecodeSubscriptions(answer []byte) ([]Subscription, error) {
	return decode(d, answer, "subscriptions", "subscriptions", subscriptionMembers, checkSubscription)
}
