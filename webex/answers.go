package webex

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/exact"
)

// Answers are what a host has fetched about a partner, in any order, all pages of
// an answer together. An organization may go by its Webex id or by the UUID in it.
//
// The zero Answers is not valid: AsOf and Partner.ID are required.
type Answers struct {
	// AsOf is when the answers were fetched: consumedUnits are of that day.
	AsOf time.Time
	// Partner is who fetched them. An empty name is taken from its organization.
	Partner partnerhub.Partner
	// Organizations are the customers, and maybe the partner.
	Organizations []Organization
	// Licenses are by the id of the organization that they were asked for.
	Licenses map[string][]License
	// Admins are by the id of the organization that they were asked for.
	Admins map[string][]PartnerAdmin
	// Managed are by the id of the administrator that they were asked for.
	Managed             map[string][]ManagedOrganization
	TaggedOrganizations []TaggedOrganization
	TaggedSubscriptions []TaggedSubscription
	// Subscriptions are the details of Cisco commerce. Those of all trials and of
	// some subscriptions may be missing.
	Subscriptions []Subscription
}

// Dataset puts the answers together. The dataset is complete in itself and in a
// fixed order: sourcetest.Check and [partnerhub.Load] take it. What it does not show is in
// the report.
//
//   - A customer is an organization. Its tags are those of the tagged organization,
//     its country that of the end customer of its first subscription that has one.
//   - An entitlement is all counted license lines of an organization with the same
//     subscription id: a trial if the id or a tagged subscription says so, else a
//     subscription. Its term comes from the subscription details, or it starts when the
//     organization was created and is open-ended. One that has license lines is set up: on
//     its activation date, or else from its start. A status ends or suspends it: since the
//     last update, or else since AsOf, which is in the report. So is a status that
//     can't do that or that nobody knows, and a term that has ended although the details
//     say that it goes on. It stays ended.
//   - The lines of a product in an entitlement are added up. The same line twice is one: by
//     its id, or by all it says if it has none. Their consumedUnits are the
//     assigned licenses at AsOf; if one of them is unknown the sum is.
//   - An administrator sees the organizations that he was named for, as a provisioning
//     administrator if all his roles are about that, else as an admin. What role he has in a
//     customer's organization says nothing about the partner's, so it never makes him one
//     who sees all. He has one name and one address wherever he is named.
//
// Answers that contradict themselves are an error, a [*partnerhub.DataError]: two
// different records with one id, or a subscription that two organizations have, be it
// by licenses or by tags. Nil answers are as invalid as zero ones.
func (a *Answers) Dataset() (*partnerhub.Dataset, *Report, error) {
	if a == nil {
		a = &Answers{}
	}
	b := &builder{
		answers:  a,
		dataset:  &partnerhub.Dataset{AsOf: a.AsOf, Partner: a.Partner},
		report:   newReport(),
		byKey:    make(map[string]int, len(a.Organizations)),
		holdings: map[string]*holding{},
		unknown:  map[UnknownProduct]int{},
	}
	b.checkFrame()
	b.addOrganizations()
	b.indexDetails()
	b.addTags()
	b.addLicenses()
	b.addTagged()
	b.addEntitlements()
	b.addAdmins()
	if err := b.faults.err(); err != nil {
		return nil, nil, err
	}
	b.dataset.Customers = b.customers
	b.report.sort()
	return b.dataset, b.report, nil
}

// builder is a dataset under construction.
type builder struct {
	answers   *Answers
	dataset   *partnerhub.Dataset
	report    *Report
	faults    faults
	customers []partnerhub.Customer // by the key of their organization
	keys      []string              // of the customers' organizations
	created   []time.Time           // of the customers
	byKey     map[string]int        // the places of customers
	details   map[string]*Subscription
	tagged    map[string]*TaggedSubscription
	holdings  map[string]*holding // by subscription
	lines     []line
	unknown   map[UnknownProduct]int
}

func (b *builder) checkFrame() {
	if b.answers.AsOf.IsZero() {
		b.faults.add("asOf", "is missing")
	}
	if b.answers.Partner.ID == "" {
		b.faults.add("partner.id", "is missing")
	}
}

// keyed is an organization with the key of its id.
type keyed struct {
	Organization
	key string
}

// keyedOrganizations returns the organizations by key.
func (b *builder) keyedOrganizations() []keyed {
	organizations := make([]keyed, len(b.answers.Organizations))
	for i, o := range b.answers.Organizations {
		organizations[i] = keyed{o, organizationKey(o.ID)}
	}
	slices.SortFunc(organizations, func(x, y keyed) int {
		return cmp.Or(strings.Compare(x.key, y.key), strings.Compare(x.ID, y.ID))
	})
	return organizations
}

// addOrganizations makes customers of the organizations.
func (b *builder) addOrganizations() {
	organizations := b.keyedOrganizations()
	partner := organizationKey(b.answers.Partner.ID)
	for i, o := range organizations {
		if i > 0 && o.key == organizations[i-1].key {
			if before := organizations[i-1]; o.Name != before.Name || !o.Created.Equal(before.Created) {
				b.contradiction("organizations", o.ID)
			}
			continue
		}
		if o.key == partner {
			o.ID = b.answers.Partner.ID
			b.dataset.Partner.Name = cmp.Or(b.dataset.Partner.Name, o.Name)
		}
		b.byKey[o.key] = len(b.customers)
		b.customers = append(b.customers, partnerhub.Customer{ID: o.ID, Name: o.Name})
		b.keys = append(b.keys, o.key)
		b.created = append(b.created, o.Created)
	}
}

// contradiction is for a record that differs from one with its id: pages overlap while
// somebody adds to what they list, but then they say the same.
func (b *builder) contradiction(list, id string) {
	b.faults.add(placeOf(list, id), "it came before and said something else")
}

// placeOf returns the place of a record by its id: by its index nobody would find
// it, for it may be on any page.
func placeOf(list, id string) string { return fmt.Sprintf("%s[%s]", list, exact.Cut(id)) }

// indexDetails makes the details of subscriptions findable.
func (b *builder) indexDetails() {
	b.details = index(b, "subscriptions", withPlainStatus(b.answers.Subscriptions), func(s *Subscription) string { return s.ID })
	b.tagged = index(b, "taggedSubscriptions", b.answers.TaggedSubscriptions, func(s *TaggedSubscription) string { return s.ID })
}

func index[T comparable](b *builder, list string, records []T, id func(*T) string) map[string]*T {
	byID := make(map[string]*T, len(records))
	for i := range records {
		record := &records[i]
		if before, taken := byID[id(record)]; taken {
			if *before != *record {
				b.contradiction(list, id(record))
			}
			continue
		}
		byID[id(record)] = record
	}
	return byID
}

// customerOf returns the place of an organization's customer.
func (b *builder) customerOf(organization string) (at int, ok bool) {
	at, ok = b.byKey[organizationKey(organization)]
	return at, ok
}

func (b *builder) leaveOut(record LeftOut) { b.report.LeftOut = append(b.report.LeftOut, record) }

// addTags gives the customers their tags, each once and in order.
func (b *builder) addTags() {
	for _, tagged := range b.answers.TaggedOrganizations {
		at, ok := b.customerOf(tagged.ID)
		if !ok {
			b.leaveOut(LeftOut{Reason: ReasonNoOrganization, OrganizationID: tagged.ID, Name: tagged.Name})
			continue
		}
		tags := slices.Concat(b.customers[at].Tags, tagged.Tags)
		slices.Sort(tags)
		b.customers[at].Tags = slices.Compact(tags)
	}
}

// sortedIDs returns the ids of a map in order.
func sortedIDs[T any](lists map[string]T) []string { return slices.Sorted(maps.Keys(lists)) }
