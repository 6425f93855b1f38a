package partnerhub_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

// filterMeanings are filters with the customers of filterData whom they match,
// worked out by hand.
var filterMeanings = map[string][][2]string{
	"combinations": {
		{"", "alp baer star old new zero"},
		{" \t\n", "alp baer star old new zero"},
		{"id = alp AND id = zero OR id = baer", ""}, // OR binds tighter
		{"id = alp OR id = baer country:*", "alp"},
		{"(id = alp) OR (id = baer country:*)", "alp"},
		{"-(status:* OR product:*)", "star"},
		{"NOT(id = alp)", "baer star old new zero"},
		{"status:expiring_soon product:calling -managed_by:external licenses.calling >= 100", ""},
		{"status:subscription product:calling -managed_by:external licenses.calling >= 100", "alp"},
	},
	"text": {
		{"id = alp", "alp"},
		{"id = ALP", ""},
		{"id != alp", "baer star old new zero"},
		{"id = 'alp'", "alp"},
		{"id = (al* OR *ro)", "alp zero"},
		{"name = Alpen*", "alp"},
		{"name = alpen*", ""},
		{"name = *AG", "alp"},
		{"name = *", "alp baer star old new zero"},
		{"name != *", ""},
		{`name = "*ö*n*"`, "baer"},
		{"name = *n*n*", "baer new"},
		{"name = C*D", "star"},
		{`name = "C\*D"`, "star"},
		{`name = "C\*"`, ""},
		{`name = C\*D`, ""}, // no escape in a word
		{"name = A*AG*G", ""},
		{`name = "Alpen*pen AG"`, ""}, // the parts must not overlap
		{"id = (alp*lp OR zer*ro OR ol*d)", "old"},
		{`name = "Bär & Söhne Inc."`, "baer"},
		{"name = (Old OR Zero)", "old zero"},
		{"name != (Old OR Zero)", "alp baer star new"},
		{"name < B", "alp"},
		{"name <= Old", "alp baer star old"},
		{"name > Old", "new zero"},
		{"name >= Old", "old new zero"},
		{`name = ""`, ""},
		{`name >= ""`, "alp baer star old new zero"},
		{"name:ALP", "alp"},
		{"name:SÖHNE", "baer"},
		{"name:ſöHNE", "baer"}, // ſ differs from s by case alone
		{"name:soehne", ""},
		{"name:'inc.'", "baer"},
		{"name:(alp OR ZER)", "alp zero"},
		{`name:"\*"`, "star"},
		{"name:*", "alp baer star old new zero"},
		{`name:"*"`, "alp baer star old new zero"},
	},
	"missing": {
		{"country:*", "alp star old new zero"},
		{"-country:*", "baer"},
		{"country = CH", "alp zero"},
		{"country != CH", "star old new"},
		{"-country = CH", "baer star old new"},
		{"NOT country != CH", "alp baer zero"},
		{"country:ch", "alp zero"},
		{"country < DE", "alp new zero"},
		{`country = ""`, ""},
		{`country != ""`, "alp star old new zero"},
		{"country = *", "alp star old new zero"},
	},
	"lists and enumerations": {
		{"tag:gold", "alp"},
		{"tag:Gold", "star"},
		{"tag:gol", ""},
		{`tag:"\*"`, "star"},
		{"tag:*", "alp star"},
		{`tag:"*"`, "alp star"},
		{"tag:(gold OR Gold)", "alp star"},
		{"-tag:gold", "baer star old new zero"},
		{"admin:a-1", "alp"},
		{"admin:a-2", "alp baer"},
		{"admin:a-3", "zero"},
		{"admin:A-1", ""},
		{"admin:*", "alp baer zero"},
		{"managed_by:external", "baer star zero"},
		{"managed_by = EXTERNAL", "baer star zero"},
		{`managed_by != "external"`, "alp old new"},
		{"managed_by = (partner OR external)", "alp baer star old new zero"},
		{"status:trial", "baer"},
		{"status:Subscription", "alp zero"},
		{"status:expiring_soon", "baer"},
		{"status:license_overage", "baer zero"},
		{"status:no_recent_activity", "baer old"},
		{"status:order_setup_ready", "new"},
		{"status:(suspended OR expired)", "old zero"},
		{"status:*", "alp baer old new zero"},
		{"headline = suspended", "zero"},
		{"headline:license_overage", "baer"},
		{"headline != suspended", "alp baer old new"},
		{"-headline = suspended", "alp baer star old new"},
		{"headline = (expired OR SUBSCRIPTION)", "alp old"},
		{"headline:*", "alp baer old new zero"},
		{"product:calling", "alp baer"},
		{"product:devices", "new"},
		{"product:messaging", "zero"},
		{"product:(calling OR webinars)", "alp baer zero"},
		{"product:*", "alp baer new zero"},
		{"product:nobody_has_it", ""},
		{"type:subscription", "alp new zero"},
		{"type:TRIAL", "baer"},
		{"type:*", "alp baer new zero"},
		{"renewal:auto", "alp"},
		{"renewal:none", "zero"},
		{"renewal:unknown", "zero"},
		{"renewal:*", "alp zero"},
	},
	"numbers": {
		{"licenses:*", "alp baer zero"},
		{"licenses = 150", "alp"},
		{"licenses = 1.5e2", "alp"},
		{"licenses = 150.0", "alp"},
		{"licenses != 150", "baer zero"},
		{"-licenses = 150", "baer star old new zero"},
		{"licenses >= 10", "alp baer"},
		{"licenses < 10", "zero"},
		{"licenses > -1", "alp baer zero"},
		{"licenses <= 9223372036854775807", "alp baer zero"},
		{"licenses = (10 OR 7)", "baer zero"},
		{"licenses != (10 OR 7)", "alp"},
		{"licenses.calling >= 100", "alp"},
		{`licenses."calling" = 10`, "baer"},
		{"licenses.meetings:*", "alp"},
		{"licenses.messaging = 0", "zero"},
		{"licenses.messaging = -0", "zero"},
		{"licenses.nobody_has_it >= 0", ""},
		{"assigned = 75", "alp"},
		{"assigned >= 0", "alp baer zero"},
		{"assigned.meetings:*", ""},
		{"assigned.meetings != 5", ""},
		{"used = 85", "alp"},
		{"used = 0", "baer zero"},
		{"used.webinars:*", ""},
		{"available = 25", "alp"},
		{"available = 0", "baer zero"},
		{"overage > 0", "baer zero"},
		{"overage = 0", "alp"},
		{"overage.webinars:*", ""},
		{"days_to_end <= 10", "alp baer"},
		{"days_to_end = 296", "zero"},
		{"days_to_end:*", "alp baer zero"},
		{"days_since_added = 374", "alp"},
		{"days_since_added < 29", "baer zero"},
		{"days_since_sign_in = 0", "zero"},
		{"days_since_sign_in = (2 OR 68)", "alp old"},
		{"days_since_sign_in:*", "alp old zero"},
	},
	"percentages": {
		{"assignment = 75", "alp"},
		{"assignment = 75%", "alp"},
		{"assignment > 100", "baer"},
		{"assignment:*", "alp baer"},
		{"assignment.messaging:*", ""}, // 3 of 0
		{"usage:*", "alp baer"},
		{"usage = 0", "baer"},
		{"usage != 0%", "alp"},
		{"usage >= .0", "alp baer"},
		{"usage > 56.66", "alp"}, // 85 of 150
		{"usage > 56.67", ""},
		{"usage > 56.66666666666666", "alp"},
		{"usage < 56.66666666666667", "alp baer"},
		{"usage.calling = 2.5e1%", "alp"},
		{"usage.meetings = 120", "alp"},
		{"usage = (0 OR 25)", "baer"},
		{"usage < 9223372036854775807", "alp baer"},
		{"usage > -9223372036854775808%", "alp baer"},
	},
	"dates": {
		{"ends:*", "alp baer zero"},
		{"ends = 2026-03-20", "alp"},
		{`ends = "2026-03-20"`, "alp"},
		{"ends < 2026-03-20", "baer"},
		{"ends <= 2026-03-20", "alp baer"},
		{"ends > 2026-03-20", "zero"},
		{"ends >= 2026-03-20", "alp zero"},
		{"ends != 2026-03-20", "baer zero"},
		{"-ends = 2026-03-20", "baer star old new zero"},
		{"ends = (2026-03-15 OR 2026-12-31)", "baer zero"},
		{"ends != (2026-03-15 OR 2026-12-31)", "alp"},
		{"ends = 2026-03-20T23:30:00Z", "alp"},
		{"ends = 2026-03-21T00:30:00+01:00", "alp"},
		{"ends < 2026-03-20T23:30:00Z", "baer"},
		{"ends <= 2026-03-20T23:30:00.000000000Z", "alp baer"},
		{"ends > 2026-03-20T23:29:59.999999999Z", "alp zero"},
		{"ends != 2026-03-20T23:30:00Z", "baer zero"},
		{"ends > 0001-01-01", "alp baer zero"},
		{"ends < 9999-12-31", "alp baer zero"},
		{"ends < 9999-12-31T23:59:59.999999999-23:59", "alp baer zero"},
		{"ends > 0001-01-01T00:00:00+23:59", "alp baer zero"},
		{"added >= 2026-02-10", "baer zero"},
		{"added = 2026-02-10T06:00:00Z", "zero"},
		{"signed_in:*", "alp old zero"},
		{"signed_in < 2026-03-01", "old"},
		{"signed_in = 2026-03-10", "zero"},
	},
}

// refusedFilter is a text that is not a filter, and what is said about it.
type refusedFilter struct {
	text           string
	code           string
	offset, length int
	message        string // a part of it
	suggestions    []string
}

func or(suggestions ...string) []string { return append([]string{}, suggestions...) }

const (
	allStatuses = "valid: trial, subscription, expiring_soon, license_overage, no_recent_activity, order_setup_ready, suspended, expired"
	needsWhole  = "licenses is a whole number"
	needsText   = "* works only on text"
)

// refusedFilters are worked out by hand, the first group after the cases S01 to
// S26 of the contract.
var refusedFilters = map[string][]refusedFilter{
	"schema": {
		{"lisences > 5", "unknown_field", 0, 8, `unknown field "lisences"`, or("licenses")},
		{"Licenses > 5", "unknown_field", 0, 8, `unknown field "Licenses"`, or("licenses")},
		{"status:trail", "value", 7, 5, `"trail" is not a status`, or("trial")},
		{"status:purple", "value", 7, 6, `"purple" is not a status; ` + allStatuses, or()},
		{"headline > trial", "operator", 9, 1, "> does not apply to headline: use = != :", or("headline = trial")},
		{"licenses > many", "not_a_number", 11, 4, needsWhole, or()},
		{`licenses > "5"`, "not_a_number", 11, 3, "remove the quotes", or("5")},
		{"licenses > 5.5", "not_a_number", 11, 3, needsWhole, or()},
		{"licenses > 99999999999999999999", "out_of_range", 11, 20, "number out of range", or()},
		{"licenses > 1e999", "out_of_range", 11, 5, "number out of range", or()},
		{"licenses = 5*", "wildcard", 11, 2, needsText, or()},
		{"licenses : 5", "operator", 9, 1, ": does not apply to licenses", or("=")},
		{"licenses = (10 AND 20)", "group", 15, 3, "value groups take OR only", or("OR")},
		{"ends < tomorrow", "not_a_date", 7, 8, "ends is a date", or("2026-03-01")},
		{"ends < 01/03/2026", "not_a_date", 7, 10, "ends is a date", or("2026-03-01")},
		{"ends < 2026-02-30", "not_a_date", 7, 10, "no such date", or()},
		{"renewal:yes", "value", 8, 3, `"yes" is not a renewal; valid: `, or()},
		{"name = Acme Corp", "not_condition", 12, 4, `"Corp" is not a condition`, or(`name = "Acme Corp"`)},
		{"status:trial or licenses > 5", "not_condition", 13, 2, `"or" is not a condition`, or("OR")},
		{"status:trial and licenses > 5", "not_condition", 13, 3, `"and" is not a condition`, or("AND")},
		{"not status:trial", "not_condition", 0, 3, `"not" is not a condition`, or("NOT")},
		{`"status":trial`, "quoted_field", 0, 8, "a field name is not quoted", or("status")},
		{"5 < licenses", "field_first", 0, 1, "the field name comes first", or("licenses > 5")},
		{"status:(trial OR expird)", "value", 17, 6, `"expird" is not a status`, or("expired")},
		{"status:TRAIL", "value", 7, 5, `"TRAIL" is not a status`, or("trial")},
		{"status.code = 1", "no_sub_field", 0, 6, "status has no sub-fields", or()},
		{"licenses = 1 AND b", "not_condition", 17, 1, `"b" is not a condition`, or()},
	},
	"input": {
		{"name = \xff", "not_utf8", 7, 1, "not UTF-8", or()},
		{"name = x&&y", "unknown_operator", 8, 2, `unknown operator "&&"`, or("AND")},
		{`name = "\ud800"`, "bad_escape", 8, 2, "no surrogate", or()},
		{"name = Inc.", "missing_name", 10, 1, "quote the value", or(`"Inc."`)},
		{"lisences > 5 AND", "missing_condition", 13, 3, "missing condition after AND", or()}, // syntax first
		{strings.Repeat(" ", 4097), "too_long", 4096, 0, "longer than 4096 bytes", or()},
		{strings.Repeat("(", 33) + "id=1" + strings.Repeat(")", 33), "too_deep", 32, 1, "deeper than 32", or()},
		{strings.Repeat("id=1 ", 101), "too_many_conditions", 500, 2, "more than 100 conditions", or()},
		{"id=(" + strings.Repeat("1 OR ", 100) + "1)", "too_many_values", 504, 1, "more than 100 values", or()},
	},
	"fields": {
		{"frobnicate = 1", "unknown_field", 0, 10, "valid: id, name, country, tag, ", or()},
		{"status:trial licences > 5", "unknown_field", 13, 8, `unknown field "licences"`, or("licenses")},
		{"name.first = 1", "no_sub_field", 0, 4, "name has no sub-fields", or()},
		{"days_to_end.calling < 5", "no_sub_field", 0, 11, "days_to_end has no sub-fields", or()},
		{"licenses.calling.x = 1", "no_sub_field", 17, 1, "has no sub-fields", or()},
		{"licenses.-a = 1", "minus", 9, 2, "cannot start with '-'", or(`"-a"`)},
		{"licenses.AND > 1", "not_a_product", 9, 3, `"AND" is not a product name`, or("and")},
		{"licenses.Calling > 1", "not_a_product", 9, 7, `"Calling" is not a product name`, or("calling")},
		{`usage."Contact Center" > 1`, "not_a_product", 6, 16, `"Contact Center" is not a product name`, or()},
		{"product:Calling", "not_a_product", 8, 7, `"Calling" is not a product name`, or("calling")},
		{"product:(calling OR 9to5)", "not_a_product", 20, 4, `"9to5" is not a product name`, or()},
	},
	"operators": {
		{"status = trial", "operator", 7, 1, "= does not apply to status: use :", or("status:trial")},
		{"status != trial", "operator", 7, 2, "!= does not apply to status: use :", or("-status:trial")},
		{"tag != (a OR b)", "operator", 4, 2, "!= does not apply to tag: use :", or("-tag:(a OR b)")},
		{"status = *", "operator", 7, 1, "= does not apply to status: use :", or("status:*")},
		{"product = calling", "operator", 8, 1, "= does not apply to product: use :", or("product:calling")},
		{"managed_by < partner", "operator", 11, 1, "< does not apply to managed_by: use = != :", or("managed_by = partner")},
		{"usage:50%", "operator", 5, 1, ": does not apply to usage: use = != < <= > >=", or("=")},
		{"ends:2026-03-01", "operator", 4, 1, ": does not apply to ends: use = != < <= > >=", or("=")},
		{"licenses:(1 OR 2)", "operator", 8, 1, ": does not apply to licenses", or("=")},
		{"licenses < (1 OR 2)", "group", 11, 1, "< takes no group", or()},
		{"name <= (a OR b)", "group", 8, 1, "<= takes no group", or()},
	},
	"wildcards": {
		{"name:Alp*", "wildcard", 5, 4, needsText, or("name = Alp*")},
		{"name:(a* OR b)", "wildcard", 6, 2, needsText, or("name = a*")},
		{"tag:a*b", "wildcard", 4, 3, needsText, or(`tag:"a\*b"`)},
		{"name < a*", "wildcard", 7, 2, needsText, or(`name < "a\*"`)},
		{"status:tri*", "wildcard", 7, 4, needsText, or("status:trial")},
		{"product:c*", "wildcard", 8, 2, needsText, or()},
		{"managed_by = ext*", "wildcard", 13, 4, needsText, or("managed_by = external")},
		{"licenses = *", "wildcard", 11, 1, needsText, or()},
		{"usage > 5*", "wildcard", 8, 2, needsText, or()},
		{"ends = 2026*", "wildcard", 7, 5, needsText, or()},
	},
	"values": {
		{`name:""`, "value", 5, 2, "the empty text", or("name:*")},
		{`status:""`, "value", 7, 2, `"" is not a status`, or()},
		{"type:5", "value", 5, 1, `"5" is not a type; valid: subscription, trial`, or()},
		{"status:ſubscription", "value", 7, 13, "is not a status", or("subscription")}, // ASCII case only
		{"licenses > 50%", "not_a_number", 11, 3, needsWhole, or()},
		{"licenses.calling > x", "not_a_number", 19, 1, "licenses.calling is a whole number", or()},
		{`usage > "50%"`, "not_a_number", 8, 5, "remove the quotes", or("50%")},
		{"usage > half", "not_a_number", 8, 4, "usage is a percentage", or()},
		{"usage > 1e19", "out_of_range", 8, 4, "number out of range", or()},
		{"usage > 1e-400", "out_of_range", 8, 6, "number out of range", or()},
		{"licenses > -9223372036854775809", "out_of_range", 11, 20, "number out of range", or()},
		{"licenses > 1e99999999999999999999", "out_of_range", 11, 22, "number out of range", or()},
	},
	"dates": {
		{"ends < 2026-3-1", "not_a_date", 7, 8, "ends is a date", or("2026-03-01")},
		{"ends < 0000-01-01", "not_a_date", 7, 10, "no such date", or()},
		{"ends < 2026-13-01", "not_a_date", 7, 10, "no such date", or()},
		{"ends < 2023-02-29", "not_a_date", 7, 10, "no such date", or()},
		{"ends < 2026-03-01T08:30", "not_a_date", 7, 16, "its offset", or("2026-03-01T00:00:00Z")},
		{"ends < 2026-03-01T08:30:00", "not_a_date", 7, 19, "its offset", or("2026-03-01T00:00:00Z")},
		{`ends < "2026-03-01t08:30:00Z"`, "not_a_date", 7, 22, "ends is a date", or("2026-03-01T00:00:00Z")},
		{"ends < 2026-03-01T08:30:00z", "not_a_date", 7, 20, "ends is a date", or("2026-03-01T00:00:00Z")},
		{"ends < 2026-03-01T08:30:00+24:00", "not_a_date", 7, 25, "ends is a date", or("2026-03-01T00:00:00Z")},
		{"ends < 2026-03-01T08:30:00+01:60", "not_a_date", 7, 25, "ends is a date", or("2026-03-01T00:00:00Z")},
		{"ends < 2026-03-01T08:30:00.1234567890Z", "not_a_date", 7, 31, "ends is a date", or("2026-03-01T00:00:00Z")},
		{`ends < "2026-03-01T08:30:00,5Z"`, "not_a_date", 7, 24, "ends is a date", or("2026-03-01T00:00:00Z")},
		{`ends < "2026-03-01T8:30:00Z"`, "not_a_date", 7, 21, "ends is a date", or("2026-03-01T00:00:00Z")},
		{"ends < 2026-03-01T24:00:00Z", "not_a_date", 7, 20, "ends is a date", or("2026-03-01T00:00:00Z")},
		{"ends < 2016-12-31T23:59:60Z", "not_a_date", 7, 20, "ends is a date", or("2016-12-31T00:00:00Z")},
	},
}

func TestRefusedFilters(t *testing.T) {
	for name, cases := range refusedFilters {
		for _, c := range cases {
			t.Run(name+"/"+c.text[:min(len(c.text), 40)], func(t *testing.T) { requireRefused(t, c) })
		}
	}
}

func requireRefused(t *testing.T, c refusedFilter) {
	filter, err := partnerhub.ParseFilter(c.text)
	var fault *partnerhub.FilterError
	require.ErrorAs(t, err, &fault)
	require.Empty(t, filter.String())
	require.Equal(t, c.code, fault.Code)
	require.Equal(t, []int{c.offset, c.length}, []int{fault.Offset, fault.Length})
	require.Contains(t, fault.Message, c.message)
	require.Equal(t, c.suggestions, fault.Suggestions)
	require.Equal(t, c.text[:min(len(c.text), 4096)], fault.Input)
	require.Equal(t, utf8.RuneCountInString(c.text[:c.offset])+1, fault.Column())
	require.NotContains(t, fault.Error(), "\n")
	if len(c.text) < 40 && !strings.Contains(c.text, "\xff") {
		require.Equal(t, c.text+"\n"+strings.Repeat(" ", fault.Column()-1)+"^", fault.Caret())
	}
}
