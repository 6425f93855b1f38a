package main

import (
	"github.com/partnerhub/partnerhub"
)

// partner is who the portfolio belongs to; the last step of its setup is open.
func partner() partnerhub.Partner {
	return partnerhub.Partner{
		ID: partnerID, Name: "Nordwind Partner GmbH",
		Setup: partnerhub.Setup{
			PlanReviewedAt:  date("2024-01-08"),
			TermsAcceptedAt: date("2024-01-11"),
		},
	}
}

// ownOrganization is the partner as a customer of itself.
var ownOrganization = account{
	name: "Nordwind Partner GmbH", country: "DE", tags: "internal", signIn: "2026-01-30",
	has: []entitlement{
		renewing("2025-02-01", 12, "", meetings(45, steady(96, 82)), calling(45, steady(91, 88)), messaging(45, steady(96, 90))),
	},
}

// employee is an administrator of the partner; the customers of countries are
// assigned to them.
type employee struct {
	name, mailbox string
	role          partnerhub.Role
	countries     string
}

var staff = []employee{
	{"Ida Berg", "ida.berg", partnerhub.RoleFull, ""},
	{"Ole Falk", "ole.falk", partnerhub.RoleAdmin, "AT CH IT LU"},
	{"Mara Lindholt", "mara.lindholt", partnerhub.RoleAdmin, "DK IS NO SE GB IE"},
	{"Jun Takamori", "jun.takamori", partnerhub.RoleProvisioning, "AU CN JP KR NZ SG VN"},
	{"Rosa Querbach", "rosa.querbach", partnerhub.RoleReadOnly, ""},
	{"Emil Jahnsen", "emil.jahnsen", partnerhub.RoleHelpDesk, "DE"},
}
