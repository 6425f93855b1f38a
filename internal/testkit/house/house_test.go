package house_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/testkit/house"
)

const (
	module      = "github.com/partnerhub/partnerhub"
	decimalPath = "github.com/shopspring/decimal"
)

var loadOnce = sync.OnceValues(func() (*house.Code, error) { return house.Load("../..") })

func load(t *testing.T) *house.Code {
	code, err := loadOnce()
	require.NoError(t, err)
	return code
}

var rules = house.Rules{
	Edges:     map[string][]string{".": {"internal/civil"}},
	Imports:   []string{"io/fs", "os", "reflect"},
	Names:     []string{"time.Now", "time.Sleep", "(time.Time).Unix", decimalPath + ".Zero"},
	Unprinted: []string{decimalPath + ".Decimal"},
}

// Every rule finds what it is about, and nothing else.
func TestFaults(t *testing.T) {
	for _, test := range []struct {
		name, path, code string
		want             []string
	}{
		{"nothing", module, `import ("fmt"; "io"); var _, _ = fmt.Sprint(1), io.EOF`, nil},
		{"outside", module, `import (_ "io/fs"; _ "os"; _ "reflect")`, []string{"must not import io/fs", "must not import os", "must not import reflect"}},
		{"below", module, `import _ "internal/reflectlite"; import _ "os"`, []string{"must not import os"}},
		{"downwards", module, `import _ "` + module + `/internal/civil"`, nil},
		{"sideways", module + "/internal/query", `import _ "` + module + `/internal/civil"`, []string{"must not import internal/civil of the module"}},
		{"upwards", module + "/internal/query", `import _ "` + module + `"`, []string{"must not import . of the module"}},
		{"call", module, `import "time"; func f() { time.Sleep(1) }`, []string{"must not use time.Sleep"}},
		{"value", module, `import "time"; var now = time.Now`, []string{"must not use time.Now"}},
		{"method", module, `import "time"; func f(t time.Time) { t.Unix(); t.UTC() }`, []string{"must not use (time.Time).Unix"}},
		{"own name", module, `func Zero() {}; var Now = 1`, []string{"Now has no comment, nor has its group", "Zero has no comment that starts with its name"}},
		{"variable", module, `import "` + decimalPath + `"; var z = decimal.Zero`, []string{"must not use " + decimalPath + ".Zero"}},
		{"printing", module, `import ("fmt"; "` + decimalPath + `"); func f(d *decimal.Decimal) { fmt.Sprint(1, d); d.Add(*d) }`, []string{"must not pass " + decimalPath + ".Decimal as an interface"}},
		{"float", module, `var half = 0.5; const thousand int = 1e3`, []string{"must not use a float64"}},
		{"float32", module, `func f(float32) {}`, []string{"must not use a float32"}},
		{"type", module, "type T int", []string{"T has no comment that starts with its name"}},
		{"method's comment", module, "\n// T is.\ntype T int\n// Is.\nfunc (*T) M() {}; func (*t) M() {}; type t int", []string{"M has no comment that starts with its name"}},
		{"group", module, "\n// Shared.\nconst (\nA = 1\nB = 2\n)\nconst (\n// C is.\nC = 3\nD = 4 // D is.\n)", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := load(t).Parse(test.path, "// Package code is.\npackage code; "+test.code)
			require.NoError(t, err)
			var found []string
			for _, fault := range rules.Faults(p) {
				_, problem, _ := strings.Cut(fault, ": ")
				found = append(found, problem)
			}
			require.Equal(t, test.want, found)
		})
	}
}

func TestFaultsSayWhere(t *testing.T) {
	p, err := load(t).Parse(module+"/internal/civil", "package civil\n\nimport _ `os`\n")
	require.NoError(t, err)
	require.Equal(t, []string{
		"internal/civil/code.go:1: the package has no comment",
		"internal/civil/code.go:3: must not import os",
	}, rules.Faults(p))
}

func TestSettingsReaders(t *testing.T) {
	names, err := load(t).SettingsReaders(decimalPath)
	require.NoError(t, err)
	decimal := "(" + decimalPath + ".Decimal)."
	require.Subset(t, names, []string{
		decimalPath + ".DivisionPrecision", decimalPath + ".Zero", decimalPath + ".Avg", decimalPath + ".NewFromString",
		decimal + "Div", decimal + "String", decimal + "MarshalJSON", decimal + "Pow", decimal + "Sqrt",
	})
	for _, safe := range []string{"Add", "Mul", "Cmp", "DivRound", "StringFixed", "Exponent", "Coefficient"} {
		require.NotContains(t, names, decimal+safe)
	}
}
