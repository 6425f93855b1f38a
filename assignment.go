package partnerhub

import (
	"cmp"
	"slices"
)

// assignment is an administrator and a customer of a block that is assigned to
// it.
type assignment struct {
	admin    string // id
	customer int32
}

func (a assignment) compare(b assignment) int {
	return cmp.Or(cmp.Compare(a.admin, b.admin), cmp.Compare(a.customer, b.customer))
}

// assignedTo returns the assignments of an administrator.
func (c *customerColumns) assignedTo(adminID string) []assignment {
	from, _ := slices.BinarySearchFunc(c.admins, assignment{admin: adminID}, assignment.compare)
	until := from
	for until < len(c.admins) && c.admins[until].admin == adminID {
		until++
	}
	return c.admins[from:until]
}

// adminsOf returns the ids of the administrators of a customer, in order.
func (c *customerColumns) adminsOf(customer int32) []string {
	var ids []string
	for _, a := range c.admins {
		if a.customer == customer {
			ids = append(ids, a.admin)
		}
	}
	return ids
}
