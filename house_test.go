package partnerhub_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/testkit/house"
)

const decimalPath = "github.com/shopspring/decimal"

// houseRules keep the library free of I/O, of the clock, of chance, of floating
// point and of anything that another part of the program could change.
var houseRules = house.Rules{
	Edges: map[string][]string{
		".":              {"internal/civil", "internal/column", "internal/exact", "internal/parallel", "internal/query", "internal/strictjson", "internal/usage", "internal/wire"},
		"internal/usage": {"internal/civil", "internal/column"},
		"sourcetest":     {"."},
	},
	Imports: []string{"database/sql", "io/fs", "log", "math/rand", "net", "os", "reflect", "unsafe"},
	Names: []string{
		"time.After", "time.AfterFunc", "time.NewTicker", "time.NewTimer", "time.Now",
		"time.Since", "time.Sleep", "time.Tick", "time.Until",
	},
	Unprinted: []string{decimalPath + ".Decimal"},
}

// exempt are the folders of programs and of what only tests use.
var exempt = []string{"examples", "internal/testkit"}

var loadCode = sync.OnceValues(func() (*house.Code, error) { return house.Load(".") })

// coreCode returns the packages of the library, without programs and test aids.
func coreCode(t *testing.T) []*house.Package {
	code, err := loadCode()
	require.NoError(t, err)
	return slices.DeleteFunc(slices.Clone(code.Packages), func(p *house.Package) bool {
		return slices.ContainsFunc(exempt, func(folder string) bool { return strings.HasPrefix(p.Folder+"/", folder+"/") })
	})
}

func TestHouseRules(t *testing.T) {
	var folders, faults []string
	rules, packages := houseRules, coreCode(t)
	code, err := loadCode()
	require.NoError(t, err)
	settings, err := code.SettingsReaders(decimalPath)
	require.NoError(t, err)
	rules.Names = slices.Concat(rules.Names, settings)
	for _, p := range packages {
		folders = append(folders, p.Folder)
		faults = append(faults, rules.Faults(p)...)
	}
	require.Subset(t, folders, append(rules.Edges["."], "."))
	require.Empty(t, strings.Join(faults, "\n"))
}

// directRequirement is a line of a go.mod without the remark "indirect".
var directRequirement = regexp.MustCompile(`(?m)^(?:require |\t)([\w.-]+\.[\w./-]+) v\S+$`)

func directRequirements(goMod string) []string {
	var modules []string
	for _, match := range directRequirement.FindAllStringSubmatch(goMod, -1) {
		modules = append(modules, match[1])
	}
	return modules
}

func TestRequirements(t *testing.T) {
	goMod, err := os.ReadFile("go.mod")
	require.NoError(t, err)
	allowed := []string{decimalPath, "github.com/stretchr/testify", "golang.org/x/exp"}
	require.Equal(t, allowed, directRequirements(string(goMod)))

	another := "module m\n\ngo 1.26.0\n\nrequire a.org/x v1.0.0\n\nrequire (\n\tb.org/y/v2 v2.0.0\n\tc.org/z v1.2.3 // indirect\n)\n"
	require.Equal(t, []string{"a.org/x", "b.org/y/v2"}, directRequirements(another))
}
