package webex

import (
	"cmp"
	"slices"
	"strings"

	"github.com/partnerhub/partnerhub"
)

// addAdmins makes administrators of those that organizations name, and of those
// that organizations were asked for.
func (b *builder) addAdmins() {
	admins := map[string]*partnerhub.Admin{}
	for _, organization := range sortedIDs(b.answers.Admins) {
		for _, admin := range b.answers.Admins[organization] {
			b.addAdmin(admins, organization, admin)
		}
	}
	for _, id := range sortedIDs(b.answers.Managed) {
		for _, managed := range b.answers.Managed[id] {
			b.addAdmin(admins, managed.ID, PartnerAdmin{ID: id, Role: managed.Role})
		}
	}
	for _, id := range sortedIDs(admins) {
		admin := admins[id]
		slices.Sort(admin.CustomerIDs)
		admin.CustomerIDs = slices.Compact(admin.CustomerIDs)
		b.dataset.Admins = append(b.dataset.Admins, *admin)
	}
}

// addAdmin assigns an organization to an administrator.
func (b *builder) addAdmin(admins map[string]*partnerhub.Admin, organization string, named PartnerAdmin) {
	at, ok := b.customerOf(organization)
	if !ok {
		b.leaveOut(LeftOut{Reason: ReasonNoOrganization, OrganizationID: organization, Name: cmp.Or(named.Name, named.ID)})
		return
	}
	role := roleOf(named.Role)
	admin, known := admins[named.ID]
	if !known {
		admin = &partnerhub.Admin{ID: named.ID, Role: role}
		admins[named.ID] = admin
	}
	if role != admin.Role {
		admin.Role = partnerhub.RoleAdmin
	}
	if differ(admin.Name, named.Name) || differ(admin.Email, named.Email) {
		b.contradiction("partnerAdmins", named.ID)
	}
	admin.Name = cmp.Or(admin.Name, named.Name)
	admin.Email = cmp.Or(admin.Email, named.Email)
	admin.CustomerIDs = append(admin.CustomerIDs, b.customers[at].ID)
}

// differ reports whether two texts that are given are not the same.
func differ(x, y string) bool { return x != "" && y != "" && x != y }

// roleOf returns the role that a role in a customer's organization stands for:
// one of the two that see only what is assigned to them. Some answers give its
// name in Base64.
func roleOf(role string) partnerhub.Role {
	if decoded, ok := decodeBase64(role); ok {
		role += " " + decoded
	}
	if strings.Contains(strings.ToLower(role), "provision") {
		return partnerhub.RoleProvisioning
	}
	return partnerhub.RoleAdmin
}
