package partnerhub

import (
	"slices"
	"strings"

	"github.com/partnerhub/partnerhub/internal/query"
)

// FilterType is the type of a field of the filter language.
type FilterType string

// The types of fields.
const (
	// FilterText is text, compared by its bytes; ":" finds a part of it in any
	// case, and "*" in the value of "=" stands for any text.
	FilterText FilterType = "text"
	// FilterTextList is a list of texts: ":" has an element.
	FilterTextList FilterType = "text_list"
	// FilterEnum is one of a few names.
	FilterEnum FilterType = "enum"
	// FilterEnumList is a list of such names: ":" has an element.
	FilterEnumList FilterType = "enum_list"
	// FilterProducts is a list of products, an open set.
	FilterProducts FilterType = "products"
	// FilterNumber is a whole number.
	FilterNumber FilterType = "number"
	// FilterPercent is an exact ratio, compared with a percentage.
	FilterPercent FilterType = "percent"
	// FilterDate is an instant, compared with a civil day or an instant.
	FilterDate FilterType = "date"
)

// FilterField describes a field of the filter language, for completion in a
// search box and for API documents.
type FilterField struct {
	Name string     `json:"name"`
	Type FilterType `json:"type"`
	// Operators are those that apply, in the order of the language. ":" with a
	// "*" asks for presence, whatever the type.
	Operators []string `json:"operators"`
	// Values are the valid values of an enumeration; empty for other types.
	Values []string `json:"values"`
	// ByProduct says that the field of one product can be asked for, as in
	// licenses.calling.
	ByProduct bool `json:"byProduct"`
	// Description is one line.
	Description string `json:"description"`
}

// FilterFields returns all fields of the filter language.
func FilterFields() []FilterField {
	list := make([]FilterField, len(filterFields))
	for i := range filterFields {
		f := &filterFields[i]
		list[i] = FilterField{
			Name: f.name, Type: f.kind, Values: slices.Clone(f.values()),
			ByProduct: f.byProduct, Description: f.description,
		}
		for _, op := range f.operators() {
			list[i].Operators = append(list[i].Operators, op.String())
		}
	}
	return list
}

// filterField is a field: what it is called, and where its values come from.
type filterField struct {
	name        string
	kind        FilterType
	byProduct   bool
	description string
	// One of the following says where the values come from, by kind.
	names   enumNames   // enum, enum list
	noun    string      // what such a value is: "a status"
	facets  facetSource // enum, lists, products
	text    func(c *customerColumns, row int) string
	number  numberSource
	percent percentSource
	date    dateSource
}

// filterFields are the fields of the language. Sums and dates are over a
// customer's active entitlements; see docs/filter.md.
var filterFields = []filterField{
	{name: "id", kind: FilterText, description: "the customer's id",
		text: func(c *customerColumns, row int) string { return c.ids[row] }},
	{name: "name", kind: FilterText, description: "the customer's name",
		text: func(c *customerColumns, row int) string { return c.names[row] }},
	{name: "country", kind: FilterText, description: "the customer's country; missing when it is empty",
		text: func(c *customerColumns, row int) string { return c.countries.At(row) }},
	{name: "tag", kind: FilterTextList, facets: ofCustomers(hasTag), description: "the customer's tags"},
	{name: "admin", kind: FilterTextList, facets: ofCustomers(hasAdmin), description: "ids of the administrators to whom the customer is assigned"},
	{name: "managed_by", kind: FilterEnum, names: managedByNames, noun: "a managed-by", facets: ofCustomers(isManagedBy),
		description: "how the partner manages the customer"},
	{name: "status", kind: FilterEnumList, names: statusNames, noun: "a status", facets: ofStatuses(allStatuses),
		description: "the statuses that hold"},
	{name: "headline", kind: FilterEnum, names: statusNames, noun: "a status", facets: ofStatuses(onlyHeadline),
		description: "the one badge; missing when no status holds"},
	{name: "product", kind: FilterProducts, facets: ofProducts, description: "products of entitlements that exist and have not ended"},
	{name: "type", kind: FilterEnumList, names: entitlementTypeNames, noun: "a type", facets: ofTerms(hasType),
		description: "kinds of entitlements that exist and have not ended"},
	{name: "renewal", kind: FilterEnumList, names: renewalNames, noun: "a renewal", facets: ofTerms(hasRenewal),
		description: "renewals of active subscriptions; none when cancelled"},
	{name: "licenses", kind: FilterNumber, byProduct: true, number: sumSource(licensesOf),
		description: "licenses of active entitlements"},
	{name: "assigned", kind: FilterNumber, byProduct: true, number: sumSource(assignedOf),
		description: "licenses assigned, where known"},
	{name: "used", kind: FilterNumber, byProduct: true, number: sumSource(usedOf),
		description: "licenses used, where known"},
	{name: "available", kind: FilterNumber, byProduct: true, number: sumSource(availableOf),
		description: "licenses not assigned, where known"},
	{name: "overage", kind: FilterNumber, byProduct: true, number: sumSource(overageOf),
		description: "licenses assigned beyond the total, never netted between entitlements"},
	{name: "assignment", kind: FilterPercent, byProduct: true, percent: shareSource(assignedOf),
		description: "assigned / licenses, over those whose assigned is known"},
	{name: "usage", kind: FilterPercent, byProduct: true, percent: shareSource(usedOf),
		description: "used / licenses, over those whose used is known"},
	{name: "days_to_end", kind: FilterNumber, number: (*frame).daysToEnd,
		description: "civil days until the first active entitlement ends"},
	{name: "days_since_added", kind: FilterNumber, number: (*frame).daysSinceLastAdded,
		description: "civil days since the last active entitlement started"},
	{name: "days_since_sign_in", kind: FilterNumber, number: (*frame).daysSinceSignIn,
		description: "civil days since the last sign-in of one of the customer's administrators"},
	{name: "ends", kind: FilterDate, date: (*frame).firstEnd,
		description: "when the first active entitlement ends"},
	{name: "added", kind: FilterDate, date: (*frame).lastStart,
		description: "when the last active entitlement started"},
	{name: "signed_in", kind: FilterDate, date: (*frame).lastSignIn,
		description: "the last sign-in of one of the customer's administrators"},
}

// EntitlementType is a subscription or a trial, as the filter's field type says
// it. The zero EntitlementType is not valid.
type EntitlementType uint8

// The types of entitlements.
const (
	TypeUnknown EntitlementType = iota
	TypeSubscription
	TypeTrial
)

var entitlementTypeNames = enumNames{"", "subscription", "trial"}

// String returns subscription or trial.
func (t EntitlementType) String() string {
	return entitlementTypeNames.string("EntitlementType", uint8(t))
}

// fieldNamed returns the field of a name, or nil.
func fieldNamed(name string) *filterField {
	for i := range filterFields {
		if filterFields[i].name == name {
			return &filterFields[i]
		}
	}
	return nil
}

func fieldNames() []string {
	names := make([]string, len(filterFields))
	for i := range filterFields {
		names[i] = filterFields[i].name
	}
	return names
}

// values returns the valid values of an enumeration; not nil.
func (f *filterField) values() []string {
	list := []string{}
	for _, name := range f.names {
		if name != "" {
			list = append(list, name)
		}
	}
	return list
}

// value returns the value of an enumeration that text names in any case.
func (f *filterField) value(text string) (string, bool) {
	for _, name := range f.names {
		if name != "" && len(name) == len(text) && strings.EqualFold(name, text) {
			return name, true
		}
	}
	return "", false
}

// matching returns the values of an enumeration that a pattern with wildcards
// means, the parts being what is between them.
func (f *filterField) matching(parts []string) []string {
	return slices.DeleteFunc(f.values(), func(name string) bool { return !matchesPattern(name, parts) })
}

var (
	orderOps = []query.Op{query.Less, query.LessOrEqual, query.Greater, query.GreaterOrEqual}
	equalOps = []query.Op{query.Equal, query.NotEqual}
)

// operators returns those that take a value of the field.
func (f *filterField) operators() []query.Op {
	switch f.kind {
	case FilterText:
		return slices.Concat(equalOps, orderOps, []query.Op{query.Has})
	case FilterEnum:
		return slices.Concat(equalOps, []query.Op{query.Has})
	case FilterTextList, FilterEnumList, FilterProducts:
		return []query.Op{query.Has}
	}
	return slices.Concat(equalOps, orderOps)
}
