package partnerhub_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

func ExampleFilter() {
	large := partnerhub.FieldLicenses.Of(partnerhub.Calling).AtLeast(100)
	filter := partnerhub.And(
		partnerhub.HasStatus(partnerhub.StatusExpiringSoon, partnerhub.StatusSuspended),
		partnerhub.Or(large, partnerhub.FieldUsage.Below("12.5")),
		partnerhub.Not(partnerhub.FieldName.Contains("test")),
	)
	fmt.Println(filter)
	// Output: status:(expiring_soon OR suspended) (licenses.calling >= 100 OR usage < 12.5%) -name:test
}

func ExampleParseFilter() {
	_, err := partnerhub.ParseFilter("status:trial or lisences > 5")
	var fault *partnerhub.FilterError
	if errors.As(err, &fault) {
		fmt.Println(fault.Message, fault.Suggestions)
		fmt.Println(fault.Caret())
	}
	// Output:
	// "or" is not a condition [OR]
	// status:trial or lisences > 5
	//              ^
}

// trialOrCH and bigOnes are filters to combine.
var (
	trialOrCH = partnerhub.Or(partnerhub.HasStatus(partnerhub.StatusTrial), partnerhub.FieldCountry.Is("CH"))
	bigOnes   = partnerhub.FieldLicenses.AtLeast(100)
)

// builtFilters are filters built in Go, with the text that says the same.
var builtFilters = []struct {
	filter partnerhub.Filter
	text   string
}{
	{partnerhub.Filter{}, ""},

	{partnerhub.FieldID.Is("alp"), "id = alp"},
	{partnerhub.FieldName.Is("Acme Corp", "B*", "7", ""), `name = ("Acme Corp" OR "B\*" OR "7" OR "")`},
	{partnerhub.FieldCountry.IsNot("CH"), "country != CH"},
	{partnerhub.FieldCountry.IsNot("CH", "AND"), `country != (CH OR "AND")`},
	{partnerhub.FieldName.Contains("alp"), "name:alp"},
	{partnerhub.FieldName.Contains("*", "x y"), `name:("\*" OR "x y")`},
	{partnerhub.FieldName.Like("Alp", ""), "name = Alp*"},
	{partnerhub.FieldName.Like("", "*", ""), `name = "*\**"`},
	{partnerhub.FieldName.Like("a b", "c", "d"), `name = "a b*c*d"`},
	{partnerhub.FieldName.Like("Old"), "name = Old"},
	{partnerhub.FieldCountry.Present(), "country:*"},

	{partnerhub.FieldTag.Has("gold"), "tag:gold"},
	{partnerhub.FieldTag.Has("*", "-x"), `tag:("\*" OR "-x")`},
	{partnerhub.FieldAdmin.Has("a-1", "a-2"), "admin:(a-1 OR a-2)"},
	{partnerhub.FieldAdmin.Present(), "admin:*"},

	{partnerhub.HasStatus(partnerhub.StatusTrial), "status:trial"},
	{partnerhub.HasStatus(partnerhub.StatusTrial, partnerhub.StatusSuspended), "status:(trial OR suspended)"},
	{partnerhub.HasHeadline(partnerhub.StatusExpired), "headline:expired"},
	{partnerhub.HasProduct(partnerhub.Calling), "product:calling"},
	{partnerhub.HasProduct("nobody_has_it", partnerhub.Webinars), "product:(nobody_has_it OR webinars)"},
	{partnerhub.HasType(partnerhub.TypeTrial), "type:trial"},
	{partnerhub.HasType(partnerhub.TypeTrial, partnerhub.TypeSubscription), "type:(trial OR subscription)"},
	{partnerhub.HasRenewal(partnerhub.RenewalUnknown), "renewal:unknown"},
	{partnerhub.HasRenewal(partnerhub.RenewalAuto, partnerhub.RenewalNone), "renewal:(auto OR none)"},
	{partnerhub.IsManagedBy(partnerhub.ManagedByExternal), "managed_by = external"},

	{partnerhub.FieldLicenses.Is(150), "licenses = 150"},
	{partnerhub.FieldAssigned.Is(0, -1), "assigned = (0 OR -1)"},
	{partnerhub.FieldUsed.IsNot(5), "used != 5"},
	{partnerhub.FieldAvailable.IsNot(0, 25), "available != (0 OR 25)"},
	{partnerhub.FieldOverage.Below(3), "overage < 3"},
	{partnerhub.FieldDaysToEnd.AtMost(10), "days_to_end <= 10"},
	{partnerhub.FieldDaysSinceAdded.Above(30), "days_since_added > 30"},
	{partnerhub.FieldDaysSinceSignIn.AtLeast(-1), "days_since_sign_in >= -1"},
	{partnerhub.FieldLicenses.Of(partnerhub.Calling).AtLeast(100), "licenses.calling >= 100"},
	{partnerhub.FieldAssigned.Of(partnerhub.Meetings).Present(), "assigned.meetings:*"},
	{partnerhub.FieldUsed.Is(-1 << 63), "used = -9223372036854775808"},

	{partnerhub.FieldUsage.Below("80"), "usage < 80%"},
	{partnerhub.FieldUsage.AtMost("12.50%"), "usage <= 12.5%"},
	{partnerhub.FieldAssignment.Above("0"), "assignment > 0%"},
	{partnerhub.FieldAssignment.AtLeast(".5"), "assignment >= 0.5%"},
	{partnerhub.FieldAssignment.Is("1e2"), "assignment = 100%"},
	{partnerhub.FieldUsage.IsNot("-1"), "usage != -1%"},
	{partnerhub.FieldUsage.Of(partnerhub.Calling).Is("25"), "usage.calling = 25%"},
	{partnerhub.FieldAssignment.Present(), "assignment:*"},

	{partnerhub.FieldEnds.Before(at("2026-03-21T00:30:00+01:00")), "ends < 2026-03-20T23:30:00Z"},
	{partnerhub.FieldAdded.Since(at("2026-02-10T06:00:00.000000001Z")), "added >= 2026-02-10T06:00:00.000000001Z"},
	{partnerhub.FieldSignedIn.BeforeDay(2026, time.March, 1), "signed_in < 2026-03-01"},
	{partnerhub.FieldEnds.OnDay(2026, time.March, 20), "ends = 2026-03-20"},
	{partnerhub.FieldEnds.SinceDay(1, time.January, 1), "ends >= 0001-01-01"},
	{partnerhub.FieldEnds.Present(), "ends:*"},

	{partnerhub.And(trialOrCH, bigOnes), "(status:trial OR country = CH) licenses >= 100"},
	{partnerhub.And(bigOnes, partnerhub.And(bigOnes, bigOnes)), "licenses >= 100 licenses >= 100 licenses >= 100"},
	{partnerhub.Or(trialOrCH, bigOnes), "status:trial OR country = CH OR licenses >= 100"},
	{partnerhub.Or(partnerhub.And(trialOrCH, bigOnes), bigOnes), "((status:trial OR country = CH) licenses >= 100) OR licenses >= 100"},
	{partnerhub.Not(bigOnes), "-licenses >= 100"},
	{partnerhub.Not(trialOrCH), "-(status:trial OR country = CH)"},
	{partnerhub.Not(partnerhub.Not(bigOnes)), "-(-licenses >= 100)"},

	{partnerhub.And(), ""},
	{partnerhub.And(bigOnes), "licenses >= 100"},
	{partnerhub.And(partnerhub.Filter{}, bigOnes, partnerhub.And()), "licenses >= 100"},
	{partnerhub.Or(bigOnes), "licenses >= 100"},
	{partnerhub.Or(bigOnes, partnerhub.And()), ""}, // what matches all matches also with more to choose from
	{partnerhub.Or(partnerhub.Filter{}), ""},
}

func TestBuiltFiltersPrintTheLanguage(t *testing.T) {
	view := filterView(t)
	for _, c := range builtFilters {
		require.NoError(t, c.filter.Err(), c.text)
		require.Equal(t, c.text, c.filter.String())
		parsed, err := partnerhub.ParseFilter(c.text)
		require.NoError(t, err, c.text)
		require.Equal(t, c.text, parsed.String())
		require.Equal(t, matching(t, view, parsed), matching(t, view, c.filter), c.text)
	}
}

// invalidFilters say what the language can't say.
var invalidFilters = map[string]partnerhub.Filter{
	"contains the empty text":     partnerhub.FieldName.Contains(""),
	"second contains it":          partnerhub.FieldName.Contains("a", ""),
	"text is not UTF-8":           partnerhub.FieldName.Is("\xff"),
	"part is not UTF-8":           partnerhub.FieldName.Like("a\xff", ""),
	"element is not UTF-8":        partnerhub.FieldTag.Has("a", "\xff"),
	"no status":                   partnerhub.HasStatus(partnerhub.StatusNone),
	"unknown status":              partnerhub.HasStatus(partnerhub.StatusTrial, partnerhub.Status(99)),
	"no headline":                 partnerhub.HasHeadline(partnerhub.StatusNone),
	"product in capitals":         partnerhub.HasProduct("Calling"),
	"no product":                  partnerhub.HasProduct(""),
	"no type":                     partnerhub.HasType(partnerhub.TypeUnknown),
	"unknown renewal":             partnerhub.HasRenewal(partnerhub.Renewal(99)),
	"unknown managed-by":          partnerhub.IsManagedBy(partnerhub.ManagedBy(99)),
	"number of a bad product":     partnerhub.FieldLicenses.Of("Contact Center").Is(1),
	"number of no product":        partnerhub.FieldLicenses.Of("").Is(1),
	"number of two products":      partnerhub.FieldLicenses.Of("calling").Of("meetings").Is(1),
	"product with a dot":          partnerhub.FieldLicenses.Of("calling.x").Present(),
	"days of a product":           partnerhub.FieldDaysToEnd.Of("calling").Is(1),
	"not a percentage":            partnerhub.FieldUsage.Below("half"),
	"empty percentage":            partnerhub.FieldUsage.Below(""),
	"percentage too large":        partnerhub.FieldUsage.Below("1e999"),
	"percentage with a condition": partnerhub.FieldUsage.Below("5 OR id = x"),
	"instant before year 1":       partnerhub.FieldEnds.Before(time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC)),
	"instant after year 9999":     partnerhub.FieldEnds.Since(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)),
	"no such day":                 partnerhub.FieldEnds.OnDay(2026, time.February, 30),
	"no such month":               partnerhub.FieldEnds.BeforeDay(2026, 13, 1),
	"negative month":              partnerhub.FieldEnds.BeforeDay(2026, -1, 1),
	"year 0":                      partnerhub.FieldEnds.SinceDay(0, time.January, 1),
	"negative year":               partnerhub.FieldEnds.SinceDay(-1, time.January, 1),
	"year 10000":                  partnerhub.FieldEnds.SinceDay(10000, time.January, 1),
	"unknown field":               partnerhub.TextField("nmae").Is("x"),
	"field of another type":       partnerhub.TextField("licenses").Is("many"),
	"operator of another type":    partnerhub.TextField("status").Is("trial"),
	"negation of all":             partnerhub.Not(partnerhub.And()),
	"negation of the zero filter": partnerhub.Not(partnerhub.Filter{}),
}

func TestInvalidBuiltFilters(t *testing.T) {
	view := filterView(t)
	for name, invalid := range invalidFilters {
		t.Run(name, func(t *testing.T) {
			for _, filter := range []partnerhub.Filter{
				invalid, partnerhub.And(bigOnes, invalid), partnerhub.Or(bigOnes, invalid), partnerhub.Or(partnerhub.And(), invalid), partnerhub.Not(invalid),
			} {
				requireInvalid(t, view, filter)
			}
		})
	}
}

func requireInvalid(t *testing.T, view partnerhub.View, filter partnerhub.Filter) {
	var fault *partnerhub.FilterError
	require.ErrorAs(t, filter.Err(), &fault)
	require.NotEmpty(t, fault.Code)
	require.NotEmpty(t, fault.Message)
	require.NotContains(t, fault.Error(), "\n")
	require.NotContains(t, fault.Caret(), "\xff")
	require.Empty(t, filter.String())
	_, err := filter.MarshalText()
	require.Error(t, err)
	narrowed, err := view.Where(filter)
	require.Equal(t, filter.Err(), err)
	require.Zero(t, narrowed.Len())
}

func TestDeepBuiltFilters(t *testing.T) {
	const many = 100_000
	for name, wrap := range map[string]func(partnerhub.Filter) partnerhub.Filter{
		"not": partnerhub.Not,
		"and": func(f partnerhub.Filter) partnerhub.Filter { return partnerhub.And(partnerhub.Not(f), bigOnes) },
		"or":  func(f partnerhub.Filter) partnerhub.Filter { return partnerhub.Or(partnerhub.Not(f), bigOnes) },
	} {
		t.Run(name, func(t *testing.T) {
			filter := bigOnes
			for range many {
				filter = wrap(filter)
			}
			requireInvalid(t, filterView(t), filter)
		})
	}
}

// Nesting within the bound works, though its text is beyond the limits of text.
func TestNestedBuiltFilters(t *testing.T) {
	filter := bigOnes
	for range 500 {
		filter = partnerhub.Not(filter)
	}
	require.NoError(t, filter.Err())
	require.Equal(t, []string{"alp"}, matching(t, filterView(t), filter))
	require.Equal(t, 499, strings.Count(filter.String(), "("))
	_, err := partnerhub.ParseFilter(filter.String())
	require.ErrorContains(t, err, "deeper")
}

// Text has limits, Go has not: a filter may name thousands of customers.
func TestWideBuiltFilters(t *testing.T) {
	ids := strings.Fields(strings.Repeat("alp zero nobody ", 2000))
	some := partnerhub.FieldID.Is(ids[0], ids[1:]...)
	require.NoError(t, some.Err())
	require.Equal(t, []string{"alp", "zero"}, matching(t, filterView(t), some))

	var each []partnerhub.Filter
	for _, id := range ids {
		each = append(each, partnerhub.FieldID.Is(id))
	}
	require.Equal(t, []string{"alp", "zero"}, matching(t, filterView(t), partnerhub.Or(each[0], each[1:]...)))
}

// A filter is a value: combining filters leaves them as they are.
func TestCombiningLeavesThePartsAlone(t *testing.T) {
	parts := []partnerhub.Filter{bigOnes, trialOrCH, partnerhub.FieldID.Is("alp")}
	both := partnerhub.And(parts[:2]...)
	before := both.String()
	more := partnerhub.And(both, partnerhub.FieldID.Is("x"))
	other := partnerhub.And(both, partnerhub.FieldID.Is("y"))
	parts[0], parts[1] = partnerhub.Filter{}, partnerhub.Filter{}
	require.Equal(t, before, both.String())
	require.Equal(t, before+" id = x", more.String())
	require.Equal(t, before+" id = y", other.String())

	values := []string{"alp", "zero"}
	some := partnerhub.FieldID.Is("old", values...)
	values[0] = "new"
	require.Equal(t, "id = (old OR alp OR zero)", some.String())
	require.Equal(t, []string{"alp", "old", "zero"}, matching(t, filterView(t), some))
}

const filterPage = "docs/filter.md"

// faultCodes are the values of the constants of a type Code in a file.
func faultCodes(t *testing.T, path string) []string {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	require.NoError(t, err)
	var codes []string
	ast.Inspect(file, func(node ast.Node) bool {
		if constant, isSpec := node.(*ast.ValueSpec); isSpec && constant.Type != nil && strings.HasSuffix(types.ExprString(constant.Type), "Code") {
			code, err := strconv.Unquote(constant.Values[0].(*ast.BasicLit).Value)
			require.NoError(t, err)
			codes = append(codes, code)
		}
		return true
	})
	return codes
}

func TestFilterPageListsTheCodes(t *testing.T) {
	want := slices.Concat(faultCodes(t, "internal/query/error.go"), faultCodes(t, "filtercompile.go"))
	require.Greater(t, len(want), 30)
	var listed []string
	for _, row := range tableAfter(readPage(t, filterPage), "### Codes") {
		listed = append(listed, strings.Split(strings.ReplaceAll(row[0], "`", ""), ", ")...)
	}
	require.ElementsMatch(t, want, listed)
}

// typeTexts are how the page writes a type and its operators.
var typeTexts = map[partnerhub.FilterType][2]string{
	partnerhub.FilterText:     {"text", "all, `:`"},
	partnerhub.FilterTextList: {"list of text", "`:`"},
	partnerhub.FilterEnum:     {"enumeration", "`= != :`"},
	partnerhub.FilterEnumList: {"list, enumeration", "`:`"},
	partnerhub.FilterProducts: {"list of products", "`:`"},
	partnerhub.FilterNumber:   {"number", "all"},
	partnerhub.FilterPercent:  {"percentage", "all"},
	partnerhub.FilterDate:     {"date", "all"},
}

func TestFilterPageListsTheFields(t *testing.T) {
	page := readPage(t, filterPage)
	want, listed := map[string][2]string{}, map[string][2]string{}
	for _, field := range partnerhub.FilterFields() {
		text := typeTexts[field.Type]
		if field.ByProduct {
			text[0] += ", `.product`"
		}
		want[field.Name] = text
		for _, value := range field.Values {
			require.Contains(t, page, "`"+value+"`")
		}
	}
	for _, row := range tableAfter(page, "## Fields") {
		for name := range strings.SplitSeq(strings.ReplaceAll(row[0], "`", ""), ", ") {
			listed[name] = [2]string{row[1], row[2]}
		}
	}
	require.Equal(t, want, listed)
}

// The example of the page is one that is run.
func TestFilterPageExample(t *testing.T) {
	_, rest, _ := strings.Cut(readPage(t, filterPage), "\n```go")
	block, _, found := strings.Cut(rest, "\n```")
	require.True(t, found)
	require.Contains(t, readPage(t, "filter_build_test.go"), strings.ReplaceAll(block, "\n", "\n\t"))
}

// A filter that is built up one condition at a time is as flat as its text.
func TestFoldedFiltersStayFlat(t *testing.T) {
	one := partnerhub.FieldName.Is("Alpenglas AG")
	all, any := one, one
	for range 1500 {
		all, any = partnerhub.And(all, one), partnerhub.Or(any, one)
	}
	require.NoError(t, all.Err())
	require.NoError(t, any.Err())
	require.Equal(t, 1501, strings.Count(all.String(), "name = "))
	require.Equal(t, 1500, strings.Count(any.String(), " OR "))
}
