package webex

import "github.com/partnerhub/partnerhub"

// The members of the answers that are read, object by object, and what each
// element must have.

var organizationMembers = []member[Organization]{
	{"id", func(r *reader, v *Organization) { v.ID = r.json.Word() }},
	{"displayName", func(r *reader, v *Organization) { v.Name = r.json.Word() }},
	{"created", func(r *reader, v *Organization) { v.Created = r.instant() }},
}

func checkOrganization(r *reader, v *Organization) {
	r.required("id", v.ID)
	r.required("displayName", v.Name)
}

var licenseMembers = []member[License]{
	{"id", func(r *reader, v *License) { v.ID = r.json.Word() }},
	{"name", func(r *reader, v *License) { v.Name = r.json.Word() }},
	{"totalUnits", func(r *reader, v *License) { v.Total = r.count() }},
	{"consumedUnits", func(r *reader, v *License) { v.Consumed = r.count() }},
	{"subscriptionId", func(r *reader, v *License) { v.SubscriptionID = r.json.Word() }},
}

func checkLicense(r *reader, v *License) { r.required("id", v.ID+v.Name) }

var adminMembers = []member[PartnerAdmin]{
	{"id", func(r *reader, v *PartnerAdmin) { v.ID = r.json.Word() }},
	{"displayName", func(r *reader, v *PartnerAdmin) { v.Name = r.json.Word() }},
	{"emails", func(r *reader, v *PartnerAdmin) {
		if emails := r.json.Words(); len(emails) > 0 {
			v.Email = emails[0]
		}
	}},
	{"roleInCustomerOrg", func(r *reader, v *PartnerAdmin) { v.Role = r.json.Word() }},
}

func checkAdmin(r *reader, v *PartnerAdmin) { r.required("id", v.ID) }

var managedMembers = []member[ManagedOrganization]{
	{"orgId", func(r *reader, v *ManagedOrganization) { v.ID = r.json.Word() }},
	{"role", func(r *reader, v *ManagedOrganization) { v.Role = r.json.Word() }},
}

func checkManaged(r *reader, v *ManagedOrganization) { r.required("orgId", v.ID) }

var tagMembers = []member[Tag]{
	{"name", func(r *reader, v *Tag) { v.Name = r.json.Word() }},
	{"description", func(r *reader, v *Tag) { v.Description = r.json.Word() }},
}

func checkTag(r *reader, v *Tag) { r.required("name", v.Name) }

var taggedOrganizationMembers = []member[TaggedOrganization]{
	{"orgId", func(r *reader, v *TaggedOrganization) { v.ID = r.json.Word() }},
	{"orgName", func(r *reader, v *TaggedOrganization) { v.Name = r.json.Word() }},
	{"tags", func(r *reader, v *TaggedOrganization) { v.Tags = r.json.Words() }},
}

func checkTaggedOrganization(r *reader, v *TaggedOrganization) { r.required("orgId", v.ID) }

var taggedSubscriptionMembers = []member[TaggedSubscription]{
	{"subscriptionId", func(r *reader, v *TaggedSubscription) { v.ID = r.json.Word() }},
	{"orgId", func(r *reader, v *TaggedSubscription) { v.OrganizationID = r.json.Word() }},
	{"trial", func(r *reader, v *TaggedSubscription) { v.Trial = r.bool() }},
}

func checkTaggedSubscription(r *reader, v *TaggedSubscription) {
	r.required("subscriptionId", v.ID)
	r.required("orgId", v.OrganizationID)
}

var subscriptionMembers = []member[Subscription]{
	{"header", func(r *reader, v *Subscription) { readObject(r, v, headerMembers) }},
}

var headerMembers = []member[Subscription]{
	{"subscriptionReferenceID", func(r *reader, v *Subscription) { v.ID = r.json.Word() }},
	{"status", func(r *reader, v *Subscription) { v.Status = r.json.Word() }},
	{"startDate", func(r *reader, v *Subscription) { v.Start = r.instant() }},
	{"endDate", func(r *reader, v *Subscription) { v.End = r.instant() }},
	{"autoRenTerm", func(r *reader, v *Subscription) { v.Renewal = r.renewal() }},
	{"orderSubmissionDate", func(r *reader, v *Subscription) { v.OrderedAt = r.instant() }},
	{"orderActivationDate", func(r *reader, v *Subscription) { v.ProvisionedAt = r.instant() }},
	{"lastUpdateDate", func(r *reader, v *Subscription) { v.UpdatedAt = r.instant() }},
	{"webOrderId", func(r *reader, v *Subscription) { v.OrderNumber = r.json.Word() }},
	{"endCustomer", func(r *reader, v *Subscription) { readObject(r, v, endCustomerMembers) }},
}

var endCustomerMembers = []member[Subscription]{
	{"country", func(r *reader, v *Subscription) { v.Country = r.json.Word() }},
}

func checkSubscription(r *reader, v *Subscription) {
	r.required("header.subscriptionReferenceID", v.ID)
	if !v.Start.IsZero() && !v.End.IsZero() && !v.End.After(v.Start) {
		r.faultAt("header.endDate", "it is not after startDate")
	}
}

// renewal reads a number of months.
func (r *reader) renewal() partnerhub.Renewal {
	months, known := r.count().Value()
	switch {
	case !known:
		return partnerhub.RenewalUnknown
	case months == 0:
		return partnerhub.RenewalNone
	}
	return partnerhub.RenewalAuto
}
