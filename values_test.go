package partnerhub_test

import (
	"cmp"
	"encoding"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

func marshal(t *testing.T, value any) string {
	text, err := json.Marshal(value)
	require.NoError(t, err)
	return string(text)
}

func TestCount(t *testing.T) {
	for _, c := range []struct {
		count      partnerhub.Count
		n          int64
		known      bool
		text, json string
	}{
		{partnerhub.Count{}, 0, false, "unknown", "null"},
		{partnerhub.Known(0), 0, true, "0", "0"},
		{partnerhub.Known(-7), -7, true, "-7", "-7"},
		{partnerhub.Known(math.MaxInt64), math.MaxInt64, true, "9223372036854775807", "9223372036854775807"},
		{partnerhub.Known(math.MinInt64), math.MinInt64, true, "-9223372036854775808", "-9223372036854775808"},
	} {
		n, known := c.count.Value()
		require.Equal(t, c.n, n)
		require.Equal(t, c.known, known)
		require.Equal(t, c.known, c.count.IsKnown())
		require.Equal(t, c.text, c.count.String())
		require.Equal(t, c.json, marshal(t, c.count))
		read := partnerhub.Known(99)
		require.NoError(t, json.Unmarshal([]byte(c.json), &read))
		require.Equal(t, c.count, read)
	}
	require.NotEqual(t, partnerhub.Count{}, partnerhub.Known(0))
}

func TestCountRefuses(t *testing.T) {
	for _, text := range []string{"1.0", "1e3", "9223372036854775808", `"1"`, "true", "[]", "{}"} {
		count := partnerhub.Known(99)
		require.ErrorContains(t, json.Unmarshal([]byte(text), &count), "is not a whole number", text)
		require.Equal(t, partnerhub.Known(99), count, text)
	}
}

func TestParseMoney(t *testing.T) {
	for _, c := range []struct{ amount, currency, text, json string }{
		{"12000.00", "EUR", "12000 EUR", `{"amount":"12000","currency":"EUR"}`},
		{"-12.50", "USD", "-12.5 USD", `{"amount":"-12.5","currency":"USD"}`},
		{"-0", "CHF", "0 CHF", `{"amount":"0","currency":"CHF"}`},
		{"007.070", "JPY", "7.07 JPY", `{"amount":"7.07","currency":"JPY"}`},
		{"0.000000000000000001", "EUR", "0.000000000000000001 EUR", `{"amount":"0.000000000000000001","currency":"EUR"}`},
		{strings.Repeat("9", 38), "EUR", strings.Repeat("9", 38) + " EUR", `{"amount":"` + strings.Repeat("9", 38) + `","currency":"EUR"}`},
	} {
		money, err := partnerhub.ParseMoney(c.amount, c.currency)
		require.NoError(t, err)
		require.False(t, money.IsZero())
		require.Equal(t, c.text, money.String())
		require.Equal(t, c.json, marshal(t, money))
		var read partnerhub.Money
		require.NoError(t, json.Unmarshal([]byte(c.json), &read))
		require.Equal(t, c.text, read.String())
		require.True(t, read.Amount.Equal(money.Amount))
	}
}

func TestParseMoneyRefuses(t *testing.T) {
	for _, c := range []struct{ amount, currency, want string }{
		{"", "EUR", `amount ""`},
		{"+1", "EUR", `amount "+1"`},
		{"1e3", "EUR", `amount "1e3"`},
		{".5", "EUR", `amount ".5"`},
		{"5.", "EUR", `amount "5."`},
		{"1,50", "EUR", `amount "1,50"`},
		{strings.Repeat("9", 39), "EUR", "more than 38 digits"},
		{"0.0000000000000000001", "EUR", "more than 18 digits after the point"},
		{"1", "", `"" is not a currency`},
		{"1", "eur", `"eur" is not a currency: three capital letters`},
		{"1", "EURO", `"EURO" is not a currency`},
		{"1", "ÄÖ", `"ÄÖ" is not a currency`},
	} {
		money, err := partnerhub.ParseMoney(c.amount, c.currency)
		require.ErrorContains(t, err, c.want)
		require.True(t, strings.HasPrefix(err.Error(), "partnerhub: "), err)
		require.True(t, money.IsZero())
	}
}

func TestMoneyThatIsNotGiven(t *testing.T) {
	var none partnerhub.Money
	require.True(t, none.IsZero())
	require.Empty(t, none.String())
	require.Equal(t, "null", marshal(t, none))
	read := euros("1")
	require.NoError(t, json.Unmarshal([]byte("null"), &read))
	require.True(t, read.IsZero())
	require.False(t, euros("0").IsZero())
}

func TestMoneyThatIsNotValid(t *testing.T) {
	for _, money := range []partnerhub.Money{
		{Amount: decimal.New(1, 0), Currency: "eur"}, {Amount: decimal.New(1, 1<<30), Currency: "EUR"}, {Amount: decimal.New(1, math.MinInt32), Currency: "EUR"},
	} {
		require.Equal(t, "invalid money", money.String())
		_, err := json.Marshal(money)
		require.Error(t, err)
	}
	for _, text := range []string{`{}`, `{"amount":"1"}`, `{"currency":"EUR"}`, `{"amount":"1e3","currency":"EUR"}`, `{"amount":1,"currency":"EUR"}`, `"1 EUR"`, `[]`} {
		money := euros("99")
		require.Error(t, json.Unmarshal([]byte(text), &money), text)
		require.Equal(t, euros("99"), money, text)
	}
}

// A sum may have more digits than a fact.
func TestSumOfMoneySurvivesJSON(t *testing.T) {
	sum := euros(strings.Repeat("9", 41) + ".000000000000000001")
	var read partnerhub.Money
	require.NoError(t, json.Unmarshal([]byte(marshal(t, sum)), &read))
	require.True(t, sum.Amount.Equal(read.Amount))
}

func TestRatioPercent(t *testing.T) {
	for _, c := range []struct {
		num, den      int64
		percent, text string
	}{
		{0, 0, "", "undefined"},
		{5, 0, "", "undefined"},
		{5, -1, "", "undefined"},
		{0, 7, "0", "0%"},
		{80, 100, "80", "80%"},
		{1, 2, "50", "50%"},
		{2, 3, "66.67", "66.67%"},
		{1, 3, "33.33", "33.33%"},
		{-2, 3, "-66.67", "-66.67%"},
		{120, 100, "120", "120%"},
		{1, 20_000, "0.01", "0.01%"},
		{-1, 20_000, "-0.01", "-0.01%"},
		{49_999, 1_000_000_000, "0", "0%"},
		{-49_999, 1_000_000_000, "0", "0%"},
		{12_345, 100_000, "12.35", "12.35%"},
		{-12_345, 100_000, "-12.35", "-12.35%"},
		{12_344_999, 100_000_000, "12.34", "12.34%"},
		{1, 1000, "0.1", "0.1%"},
		{math.MaxInt64, 1, "922337203685477580700", "922337203685477580700%"},
		{math.MinInt64, 1, "-922337203685477580800", "-922337203685477580800%"},
		{1, math.MaxInt64, "0", "0%"},
		{math.MaxInt64 - 1, math.MaxInt64, "100", "100%"},
	} {
		ratio := partnerhub.Ratio{Num: c.num, Den: c.den}
		require.Equal(t, c.percent, ratio.Percent(), ratio.Num)
		require.Equal(t, c.text, ratio.String())
		require.Equal(t, c.percent != "", ratio.Defined())
	}
}

func TestRatioCompare(t *testing.T) {
	undefined := partnerhub.Ratio{Num: 9}
	for _, c := range []struct {
		a, b partnerhub.Ratio
		want int
	}{
		{partnerhub.Ratio{Num: 1, Den: 2}, partnerhub.Ratio{Num: 2, Den: 4}, 0},
		{partnerhub.Ratio{Num: 1, Den: 3}, partnerhub.Ratio{Num: 333, Den: 1000}, 1},
		{partnerhub.Ratio{Num: 0, Den: 3}, partnerhub.Ratio{Num: 0, Den: 8}, 0},
		{partnerhub.Ratio{Num: -1, Den: 3}, partnerhub.Ratio{Num: 0, Den: 8}, -1},
		{partnerhub.Ratio{Num: -1, Den: 3}, partnerhub.Ratio{Num: -1, Den: 2}, 1},
		{partnerhub.Ratio{Num: math.MaxInt64 - 1, Den: math.MaxInt64}, partnerhub.Ratio{Num: math.MaxInt64 - 2, Den: math.MaxInt64 - 1}, 1},
		{partnerhub.Ratio{Num: math.MinInt64, Den: math.MaxInt64}, partnerhub.Ratio{Num: -1, Den: 1}, -1},
		{partnerhub.Ratio{Num: math.MaxInt64, Den: 1}, undefined, -1},
		{undefined, partnerhub.Ratio{}, 0},
		{undefined, partnerhub.Ratio{Num: 1, Den: -1}, 0},
	} {
		require.Equal(t, c.want, c.a.Compare(c.b), "%v %v", c.a, c.b)
		require.Equal(t, -c.want, c.b.Compare(c.a), "%v %v", c.b, c.a)
	}
}

func TestRatioJSON(t *testing.T) {
	require.Equal(t, `{"num":2,"den":3,"percent":"66.67"}`, marshal(t, partnerhub.Ratio{Num: 2, Den: 3}))
	require.Equal(t, "null", marshal(t, partnerhub.Ratio{Num: 2}))
	var read partnerhub.Ratio
	require.NoError(t, json.Unmarshal([]byte(`{"percent":"-0.01","den":20000,"num":-1}`), &read))
	require.Equal(t, partnerhub.Ratio{Num: -1, Den: 20_000}, read)
	for _, text := range []string{
		`{"num":2,"den":3,"percent":"66.66"}`, `{"num":2,"den":3,"percent":"66.670"}`, `{"num":2,"den":3}`, `{}`, `{"num":2,"den":0,"percent":""}`,
		`{"num":2,"den":-3,"percent":"-66.67"}`, `{"num":1.5,"den":3,"percent":"50"}`, `{"num":9223372036854775808,"den":1,"percent":"1"}`, `"50%"`, `[]`, `50`,
	} {
		require.ErrorContains(t, json.Unmarshal([]byte(text), &read), "partnerhub: ratio: ", text)
		require.Equal(t, partnerhub.Ratio{Num: -1, Den: 20_000}, read, text)
	}
	require.NoError(t, json.Unmarshal([]byte("null"), &read))
	require.Equal(t, partnerhub.Ratio{}, read)
}

func TestAverage(t *testing.T) {
	for _, c := range []struct {
		num, den          int64
		value, text, json string
	}{
		{0, 0, "", "undefined", "null"},
		{7, 0, "", "undefined", "null"},
		{0, 3, "0", "0", `{"num":0,"den":3,"value":"0"}`},
		{23, 3, "7.67", "7.67", `{"num":23,"den":3,"value":"7.67"}`},
		{1, 200, "0.01", "0.01", `{"num":1,"den":200,"value":"0.01"}`},
		{-1, 200, "-0.01", "-0.01", `{"num":-1,"den":200,"value":"-0.01"}`},
		{1, 201, "0", "0", `{"num":1,"den":201,"value":"0"}`},
		{30, 4, "7.5", "7.5", `{"num":30,"den":4,"value":"7.5"}`},
		{math.MaxInt64, 1, "9223372036854775807", "9223372036854775807", `{"num":9223372036854775807,"den":1,"value":"9223372036854775807"}`},
	} {
		average := partnerhub.Average{Num: c.num, Den: c.den}
		require.Equal(t, c.value, average.Value())
		require.Equal(t, c.text, average.String())
		require.Equal(t, c.json, marshal(t, average))
		require.Equal(t, c.den > 0, average.Defined())
		read := partnerhub.Average{Num: 9, Den: 9}
		require.NoError(t, json.Unmarshal([]byte(c.json), &read))
		require.Equal(t, c.json, marshal(t, read))
	}
	read := partnerhub.Average{Num: 9, Den: 9}
	for _, text := range []string{`{"num":23,"den":3,"value":"7.66"}`, `{"num":23,"den":3,"percent":"7.67"}`, `{"num":23,"den":0,"value":""}`, `{}`, `7.67`} {
		require.ErrorContains(t, json.Unmarshal([]byte(text), &read), "partnerhub: average: ", text)
		require.Equal(t, partnerhub.Average{Num: 9, Den: 9}, read, text)
	}
}

// enum is a pointer to a value of an enumeration.
type enum interface {
	fmt.Stringer
	encoding.TextMarshaler
	encoding.TextUnmarshaler
}

// enums are the texts of each enumeration from zero up; "" has no text. set
// makes a value of a number.
var enums = map[string]struct {
	names []string
	set   func(n uint8) enum
}{
	"ManagedBy":    {[]string{"partner", "external"}, func(n uint8) enum { v := partnerhub.ManagedBy(n); return &v }},
	"Role":         {[]string{"", "full", "read_only", "admin", "provisioning", "help_desk"}, func(n uint8) enum { v := partnerhub.Role(n); return &v }},
	"Renewal":      {[]string{"unknown", "auto", "none"}, func(n uint8) enum { v := partnerhub.Renewal(n); return &v }},
	"OrderKind":    {[]string{"", "new", "change", "renewal", "cancellation"}, func(n uint8) enum { v := partnerhub.OrderKind(n); return &v }},
	"TermState":    {[]string{"", "pending", "active", "ended"}, func(n uint8) enum { v := partnerhub.TermState(n); return &v }},
	"InvoiceState": {[]string{"", "open", "overdue", "paid"}, func(n uint8) enum { v := partnerhub.InvoiceState(n); return &v }},
	"SetupState":   {[]string{"plan_review", "terms_acceptance", "completion", "done"}, func(n uint8) enum { v := partnerhub.SetupState(n); return &v }},
}

func TestEnums(t *testing.T) {
	for kind, e := range enums {
		for n, name := range e.names {
			value := e.set(uint8(n))
			require.Equal(t, name, value.String(), kind)
			text, err := value.MarshalText()
			require.Equal(t, name, string(text), kind)
			require.Equal(t, name == "", err != nil, kind)
			read := e.set(1)
			require.Equal(t, name == "", read.UnmarshalText([]byte(name)) != nil, kind)
			require.Equal(t, cmp.Or(name, e.names[1]), read.String(), kind)
		}
		invalid := e.set(uint8(len(e.names)))
		require.Equal(t, fmt.Sprintf("%s(%d)", kind, len(e.names)), invalid.String())
		_, err := invalid.MarshalText()
		require.ErrorContains(t, err, "partnerhub: ", kind)
		require.ErrorContains(t, err, "is not a valid ", kind)
	}
}

func TestEnumsRefuse(t *testing.T) {
	for kind, e := range enums {
		for _, text := range []string{"", "?", " " + e.names[1], strings.ToUpper(e.names[1]), "1", strings.Repeat("x", 1000)} {
			value := e.set(1)
			err := value.UnmarshalText([]byte(text))
			require.ErrorContains(t, err, "valid: ", kind)
			require.ErrorContains(t, err, e.names[1], kind)
			require.True(t, strings.HasPrefix(err.Error(), "partnerhub: "), err)
			require.Less(t, len(err.Error()), 300, kind)
			require.Equal(t, e.names[1], value.String(), kind)
		}
	}
}

func TestRolesThatSeeAll(t *testing.T) {
	for role, all := range map[partnerhub.Role]bool{
		partnerhub.RoleUnknown: false, partnerhub.RoleFull: true, partnerhub.RoleReadOnly: true,
		partnerhub.RoleAdmin: false, partnerhub.RoleProvisioning: false, partnerhub.RoleHelpDesk: true, 99: false,
	} {
		require.Equal(t, all, role.SeesAll(), role)
	}
}

func TestParseProduct(t *testing.T) {
	for _, text := range []string{"meetings", "a", "call_on_webex", "x_1", "a__", strings.Repeat("z", 64)} {
		product, err := partnerhub.ParseProduct(text)
		require.NoError(t, err)
		require.Equal(t, partnerhub.Product(text), product)
	}
	for text, want := range map[string]string{
		"":                      "partnerhub: the product is empty",
		strings.Repeat("z", 65): `partnerhub: product "` + strings.Repeat("z", 40) + `"… is longer than 64 bytes`,
		"Meetings":              `partnerhub: "Meetings" is not a product name`,
		"1a":                    `partnerhub: "1a" is not a product name`,
		"_a":                    `partnerhub: "_a" is not a product name`,
		"a-b":                   `partnerhub: "a-b" is not a product name`,
		"meetings ":             `partnerhub: "meetings " is not a product name`,
		"ä":                     `partnerhub: "ä" is not a product name`,
		"a\n\xff":               `partnerhub: "a\n\xff" is not a product name`,
	} {
		product, err := partnerhub.ParseProduct(text)
		require.ErrorContains(t, err, want)
		require.Empty(t, product)
	}
}

var statusNames = []string{
	"trial", "subscription", "expiring_soon", "license_overage", "no_recent_activity", "order_setup_ready", "suspended", "expired",
}

func TestStatuses(t *testing.T) {
	all := partnerhub.Statuses()
	require.Len(t, all, len(statusNames))
	for i, name := range statusNames {
		require.Equal(t, name, all[i].String())
		require.Equal(t, `"`+name+`"`, marshal(t, all[i]))
		status, err := partnerhub.ParseStatus(name)
		require.NoError(t, err)
		require.Equal(t, all[i], status)
	}
	require.Equal(t, `""`, marshal(t, partnerhub.StatusNone))
	read := partnerhub.StatusTrial
	require.NoError(t, json.Unmarshal([]byte(`""`), &read))
	require.Equal(t, partnerhub.StatusNone, read)
	require.Equal(t, "Status(9)", partnerhub.Status(9).String())
	_, err := json.Marshal(partnerhub.Status(9))
	require.ErrorContains(t, err, "is not a valid status")
	for _, text := range []string{"", "Trial", "trial ", "none"} {
		_, err := partnerhub.ParseStatus(text)
		require.ErrorContains(t, err, "valid: "+strings.Join(statusNames, ", "))
	}
}

// A set of statuses against a map.
func TestStatusSet(t *testing.T) {
	require.Zero(t, partnerhub.StatusSet{}.Len())
	rng := rand.New(rand.NewPCG(1, 1))
	for range 1000 {
		want := map[partnerhub.Status]bool{}
		var customer partnerhub.CustomerStatus
		for range rng.IntN(8) {
			status := partnerhub.Status(rng.IntN(12))
			customer.Statuses = append(customer.Statuses, status)
			want[status] = status >= partnerhub.StatusTrial && status <= partnerhub.StatusExpired
		}
		set, size := customer.Set(), 0
		for n := range 256 {
			status := partnerhub.Status(n)
			require.Equal(t, want[status], set.Has(status))
			if want[status] {
				size++
			}
		}
		require.Equal(t, size, set.Len())
		require.Equal(t, set, partnerhub.CustomerStatus{Statuses: append(customer.Statuses, customer.Statuses...)}.Set())
	}
}
