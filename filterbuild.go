package partnerhub

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/partnerhub/partnerhub/internal/query"
)

// Conditions of filters, built in Go. Each is a [Filter]; And, Or and Not combine
// them. A value that the language can't say (an empty text to contain, a product
// that is not well formed) makes an invalid filter: see [Filter.Err].

// TextField is a text of a customer. Use the constants.
type TextField string

// The texts. An empty country is missing: no condition holds of it but negated
// ones.
const (
	FieldID      TextField = "id"
	FieldName    TextField = "name"
	FieldCountry TextField = "country"
)

// Is matches customers whose text is one of the values, byte by byte.
func (f TextField) Is(value string, others ...string) Filter {
	return built(string(f), query.Equal, texts(value, others)...)
}

// IsNot matches customers who have the text, and it is none of the values.
func (f TextField) IsNot(value string, others ...string) Filter {
	return built(string(f), query.NotEqual, texts(value, others)...)
}

// Contains matches customers whose text has one of the values in it, in any
// case.
func (f TextField) Contains(value string, others ...string) Filter {
	return built(string(f), query.Has, texts(value, others)...)
}

// Like matches customers whose text consists of the parts in their order, with
// any text between them: Like("Alpen", "") is "starts with Alpen".
func (f TextField) Like(part string, others ...string) Filter {
	return built(string(f), query.Equal, query.NewPattern(append([]string{part}, others...)...))
}

// Present matches customers who have the text.
func (f TextField) Present() Filter { return present(string(f)) }

// ListField is a list of texts of a customer. Use the constants.
type ListField string

// The lists: tags, and ids of the administrators assigned to the customer.
const (
	FieldTag   ListField = "tag"
	FieldAdmin ListField = "admin"
)

// Has matches customers whose list has one of the values, byte by byte.
func (f ListField) Has(value string, others ...string) Filter {
	return built(string(f), query.Has, texts(value, others)...)
}

// Present matches customers whose list is not empty.
func (f ListField) Present() Filter { return present(string(f)) }

func texts(first string, others []string) []query.Value {
	values := []query.Value{query.NewText(first)}
	for _, other := range others {
		values = append(values, query.NewText(other))
	}
	return values
}

// HasStatus matches customers of whom one of the statuses holds.
func HasStatus(status Status, others ...Status) Filter {
	return named("status", status, others)
}

// HasHeadline matches customers whose headline is one of the statuses.
func HasHeadline(status Status, others ...Status) Filter {
	return named("headline", status, others)
}

// HasProduct matches customers who have one of the products, in an entitlement
// that exists and has not ended.
func HasProduct(product Product, others ...Product) Filter {
	values := []query.Value{query.NewText(string(product))}
	for _, other := range others {
		values = append(values, query.NewText(string(other)))
	}
	return built("product", query.Has, values...)
}

// HasType matches customers who have a subscription, or a trial, that exists and
// has not ended.
func HasType(entitlement EntitlementType, others ...EntitlementType) Filter {
	return named("type", entitlement, others)
}

// HasRenewal matches customers who have an active subscription with one of the
// renewals; a cancelled one has RenewalNone.
func HasRenewal(renewal Renewal, others ...Renewal) Filter {
	return named("renewal", renewal, others)
}

// IsManagedBy matches customers who are managed that way.
func IsManagedBy(managed ManagedBy) Filter {
	return built("managed_by", query.Equal, query.NewText(managed.String()))
}

func named[E fmt.Stringer](field string, first E, others []E) Filter {
	values := []query.Value{query.NewText(first.String())}
	for _, other := range others {
		values = append(values, query.NewText(other.String()))
	}
	return built(field, query.Has, values...)
}

// NumberField is a whole number about a customer's active entitlements, or about
// its administrators' last sign-in. Use the constants. A number that is missing
// (nothing active, no count known) makes no condition hold but negated ones.
type NumberField string

// The numbers. The first five are licenses: sums of the known counts over the
// active entitlements, of all products or of one ([NumberField.Of]). The others are
// civil days: until the first active entitlement ends, since the latest was added,
// and since the last sign-in.
const (
	FieldLicenses        NumberField = "licenses"
	FieldAssigned        NumberField = "assigned"
	FieldUsed            NumberField = "used"
	FieldAvailable       NumberField = "available"
	FieldOverage         NumberField = "overage"
	FieldDaysToEnd       NumberField = "days_to_end"
	FieldDaysSinceAdded  NumberField = "days_since_added"
	FieldDaysSinceSignIn NumberField = "days_since_sign_in"
)

// Of returns the field for one product. It applies to the sums.
func (f NumberField) Of(product Product) NumberField { return f + "." + NumberField(product) }

// Is matches customers whose number is one of the values.
func (f NumberField) Is(value int64, others ...int64) Filter {
	return built(string(f), query.Equal, numbers(append([]int64{value}, others...))...)
}

// IsNot matches customers who have the number, and it is none of the values.
func (f NumberField) IsNot(value int64, others ...int64) Filter {
	return built(string(f), query.NotEqual, numbers(append([]int64{value}, others...))...)
}

// Below matches customers whose number is less than the value.
func (f NumberField) Below(value int64) Filter {
	return built(string(f), query.Less, numbers([]int64{value})...)
}

// AtMost matches customers whose number is the value or less.
func (f NumberField) AtMost(value int64) Filter {
	return built(string(f), query.LessOrEqual, numbers([]int64{value})...)
}

// Above matches customers whose number is more than the value.
func (f NumberField) Above(value int64) Filter {
	return built(string(f), query.Greater, numbers([]int64{value})...)
}

// AtLeast matches customers whose number is the value or more.
func (f NumberField) AtLeast(value int64) Filter {
	return built(string(f), query.GreaterOrEqual, numbers([]int64{value})...)
}

// Present matches customers who have the number.
func (f NumberField) Present() Filter { return present(string(f)) }

func numbers(values []int64) []query.Value {
	list := make([]query.Value, len(values))
	for i, value := range values {
		list[i], _ = query.NewNumber(strconv.FormatInt(value, 10))
	}
	return list
}

// PercentField is an exact ratio about a customer's active entitlements. Use the
// constants. A ratio that is undefined is missing.
type PercentField string

// The ratios: assigned / licenses and used / licenses, each over the licenses whose
// count is known, of all products or of one ([PercentField.Of]).
const (
	FieldAssignment PercentField = "assignment"
	FieldUsage      PercentField = "usage"
)

// Of returns the field for one product.
func (f PercentField) Of(product Product) PercentField { return f + "." + PercentField(product) }

// Below matches customers whose ratio is less than a percentage, given in decimal
// digits: "80", "12.5".
func (f PercentField) Below(percent string) Filter { return f.compare(query.Less, percent) }

// AtMost matches customers whose ratio is the percentage or less.
func (f PercentField) AtMost(percent string) Filter { return f.compare(query.LessOrEqual, percent) }

// Above matches customers whose ratio is more than the percentage.
func (f PercentField) Above(percent string) Filter { return f.compare(query.Greater, percent) }

// AtLeast matches customers whose ratio is the percentage or more.
func (f PercentField) AtLeast(percent string) Filter {
	return f.compare(query.GreaterOrEqual, percent)
}

// Is matches customers whose ratio is the percentage exactly.
func (f PercentField) Is(percent string) Filter { return f.compare(query.Equal, percent) }

// IsNot matches customers who have the ratio, and it is not the percentage.
func (f PercentField) IsNot(percent string) Filter { return f.compare(query.NotEqual, percent) }

// Present matches customers who have the ratio.
func (f PercentField) Present() Filter { return present(string(f)) }

func (f PercentField) compare(op query.Op, percent string) Filter {
	value, ok := query.NewNumber(percent)
	if !ok {
		return invalidFilter(query.Quote(percent) + " is not a percentage")
	}
	return built(string(f), op, value)
}

// DateField is an instant about a customer. Use the constants.
type DateField string

// The instants: the earliest effective end and the latest start of the active
// entitlements, and the last sign-in of one of the customer's administrators.
const (
	FieldEnds     DateField = "ends"
	FieldAdded    DateField = "added"
	FieldSignedIn DateField = "signed_in"
)

// Before matches customers whose instant is before t.
func (f DateField) Before(t time.Time) Filter { return f.compare(query.Less, instantText(t)) }

// Since matches customers whose instant is t or after it.
func (f DateField) Since(t time.Time) Filter { return f.compare(query.GreaterOrEqual, instantText(t)) }

// BeforeDay matches customers whose instant is before a civil day in the policy's
// Location.
func (f DateField) BeforeDay(year int, month time.Month, day int) Filter {
	return f.compare(query.Less, dayText(year, month, day))
}

// OnDay matches customers whose instant is on the civil day.
func (f DateField) OnDay(year int, month time.Month, day int) Filter {
	return f.compare(query.Equal, dayText(year, month, day))
}

// SinceDay matches customers whose instant is on the civil day or after it.
func (f DateField) SinceDay(year int, month time.Month, day int) Filter {
	return f.compare(query.GreaterOrEqual, dayText(year, month, day))
}

// Present matches customers who have the instant.
func (f DateField) Present() Filter { return present(string(f)) }

func (f DateField) compare(op query.Op, text string) Filter {
	return built(string(f), op, query.NewText(text))
}

func dayText(year int, month time.Month, day int) string {
	return fmt.Sprintf("%04d-%02d-%02d", year, int(month), day)
}

func present(field string) Filter { return built(field, query.Has, query.NewPattern("", "")) }

// built returns the filter of one condition. The path of the field is split at
// its first dot: a product has none.
func built(field string, op query.Op, values ...query.Value) Filter {
	name, product, byProduct := strings.Cut(field, ".")
	names := []string{name}
	if byProduct {
		names = append(names, product)
	}
	condition := &query.Condition{Path: query.NewPath(names...), Op: op, Values: values, Group: len(values) > 1}
	for _, value := range values {
		if !utf8.ValidString(value.Text) {
			return invalidFilter(query.Quote(value.Text) + " is not valid UTF-8")
		}
	}
	return newFilter(condition, "")
}
