package testkit

import (
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/query"
)

// Matches reports whether a customer matches a filter at an instant, by the
// definitions of the filter language. The filter is the tree of a text that the
// library accepts; nil matches all. It panics when there is no such customer.
func Matches(d *partnerhub.Dataset, policy partnerhub.Policy, asOf time.Time, node query.Node, customerID string) bool {
	o := oracle{data: d, policy: withDefaults(policy), asOf: asOf}
	return o.matches(node, o.customer(customerID))
}

func (o oracle) customer(id string) partnerhub.Customer {
	for _, customer := range o.data.Customers {
		if customer.ID == id {
			return customer
		}
	}
	panic("testkit: no customer " + id)
}

// matches: a negation negates the outcome, whatever made it so.
func (o oracle) matches(node query.Node, customer partnerhub.Customer) bool {
	matches := func(n query.Node) bool { return o.matches(n, customer) }
	switch n := node.(type) {
	case nil:
		return true
	case *query.And:
		return !slices.ContainsFunc(n.Nodes, func(n query.Node) bool { return !matches(n) })
	case *query.Or:
		return slices.ContainsFunc(n.Nodes, matches)
	case *query.Not:
		return !matches(n.Node)
	}
	return o.conditionHolds(node.(*query.Condition), customer)
}

// conditionHolds: a missing value makes every comparison false, != too. With
// several values, = and : ask for any of them, and != for none of them.
func (o oracle) conditionHolds(c *query.Condition, customer partnerhub.Customer) bool {
	field := o.fieldOf(c.Path, customer)
	if c.Op == query.Has && !c.Group && c.Values[0].IsStar() {
		return field.present()
	}
	equals := func(v query.Value) bool { return field.compare(query.Equal, v) }
	switch {
	case !field.present():
		return false
	case c.Op == query.NotEqual:
		return !slices.ContainsFunc(c.Values, equals)
	}
	return slices.ContainsFunc(c.Values, func(v query.Value) bool { return field.compare(c.Op, v) })
}

// fieldValue is what a customer has in a field.
type fieldValue interface {
	present() bool
	// compare is asked only of what is present, and never for !=.
	compare(op query.Op, with query.Value) bool
}

// fieldOf finds what a customer has in the field that a path names.
func (o oracle) fieldOf(path query.Path, customer partnerhub.Customer) fieldValue {
	var product partnerhub.Product
	if len(path) > 1 {
		product = partnerhub.Product(path[1].Text)
	}
	switch field := path[0].Text; field {
	case "id":
		return textValue(customer.ID)
	case "name":
		return textValue(customer.Name)
	case "country":
		return textValue(customer.Country)
	case "tag", "admin", "product":
		return elements{o.elementsOf(field, customer), true}
	case "managed_by", "status", "headline", "type", "renewal":
		return elements{o.elementsOf(field, customer), false}
	case "ends", "added", "signed_in":
		return dateValue{o.instantOf(field, customer), o}
	case "assignment", "usage":
		return rational{o.shareOfLicenses(field, customer, product)}
	default:
		return rational{o.numberOf(field, customer, product)}
	}
}

// elements are the elements of a list, or the one value of an enumeration.
// Those of an enumeration are named in any case, the others exactly.
type elements struct {
	list  []string
	exact bool
}

func (e elements) present() bool { return len(e.list) > 0 }

func (e elements) compare(_ query.Op, with query.Value) bool {
	name := with.AsText().Text
	if !e.exact {
		name = strings.ToLower(name)
	}
	return slices.Contains(e.list, name)
}

// rational is a whole number, or a ratio in percent; nil is missing.
type rational struct{ *big.Rat }

func (r rational) present() bool { return r.Rat != nil }

// compare: the percent sign may be left out, so a ratio is held in percent.
func (r rational) compare(op query.Op, with query.Value) bool {
	number, ok := new(big.Rat).SetString(strings.TrimSuffix(with.Text, "%"))
	if !ok {
		panic("testkit: not a number: " + with.Text)
	}
	return ordered(op, r.Cmp(number))
}

// ordered reports whether an order, such as that of strings.Compare, is the one
// that op asks for.
func ordered(op query.Op, order int) bool {
	switch op {
	case query.Less:
		return order < 0
	case query.LessOrEqual:
		return order <= 0
	case query.Greater:
		return order > 0
	case query.GreaterOrEqual:
		return order >= 0
	}
	return order == 0
}

// dateValue is an instant; zero is missing.
type dateValue struct {
	instant time.Time
	o       oracle
}

func (d dateValue) present() bool { return !d.instant.IsZero() }

// compare: a date without a time is the whole civil day in the policy's
// location, so what is compared is the civil date.
func (d dateValue) compare(op query.Op, with query.Value) bool {
	if day, err := time.Parse("2006-01-02", with.Text); err == nil {
		return ordered(op, daysBetween(dateIn(day, time.UTC), d.o.day(d.instant)))
	}
	return ordered(op, d.instant.Compare(mustParse(with.Text)))
}
