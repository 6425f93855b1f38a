package partnerhub_test

import (
	"flag"
	"fmt"
	"go/types"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub/internal/testkit/house"
)

var update = flag.Bool("update", false, "write the files that answers are compared with")

// The exported symbols are listed in a file, so that every change of the API is
// seen in a diff.
func TestAPI(t *testing.T) {
	const file = "testdata/api.txt"
	var lines []string
	for _, p := range coreCode(t) {
		if !strings.HasPrefix(p.Folder, "internal/") {
			lines = append(lines, apiOf(p)...)
		}
	}
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o666))
	}
	recorded, err := os.ReadFile(file)
	require.NoError(t, err)
	changes := lineChanges(strings.Split(strings.TrimSpace(string(recorded)), "\n"), lines)
	require.Empty(t, changes, "the API has changed; if that is meant: go test -run TestAPI -update .\n%s", strings.Join(changes, "\n"))
}

// lineChanges returns the lines that went, marked with -, and those that came,
// marked with +.
func lineChanges(before, after []string) []string {
	var changes []string
	for _, line := range before {
		if !slices.Contains(after, line) {
			changes = append(changes, "- "+line)
		}
	}
	for _, line := range after {
		if !slices.Contains(before, line) {
			changes = append(changes, "+ "+line)
		}
	}
	return changes
}

func TestLineChanges(t *testing.T) {
	require.Equal(t, []string{"- b", "+ d"}, lineChanges([]string{"a", "b", "c"}, []string{"a", "c", "d"}))
	require.Empty(t, lineChanges([]string{"a"}, []string{"a"}))
}

// apiOf returns a line for each exported symbol of a package, in order.
func apiOf(p *house.Package) []string {
	var lines []string
	add := func(format string, args ...any) {
		lines = append(lines, "pkg "+path.Base(p.Path)+", "+fmt.Sprintf(format, args...))
	}
	within := types.RelativeTo(p.Types)
	for _, name := range p.Types.Scope().Names() {
		object := p.Types.Scope().Lookup(name)
		if !object.Exported() {
			continue
		}
		switch object := object.(type) {
		case *types.Const:
			add("%s = %s", types.ObjectString(object, within), object.Val())
		case *types.TypeName:
			addType(object, within, add)
		default:
			add("%s", types.ObjectString(object, within))
		}
	}
	slices.Sort(lines)
	return lines
}

func addType(name *types.TypeName, within types.Qualifier, add func(string, ...any)) {
	switch t := name.Type().Underlying().(type) {
	case *types.Struct:
		add("type %s struct", name.Name())
		for i := range t.NumFields() {
			if field := t.Field(i); field.Exported() {
				add("type %s struct, %s", name.Name(), strings.TrimSpace(types.ObjectString(field, within)+" "+t.Tag(i)))
			}
		}
	case *types.Interface:
		add("type %s interface", name.Name())
		for method := range t.Methods() {
			add("type %s interface, %s%s", name.Name(), method.Name(), signature(method, within))
		}
	default:
		add("%s", types.ObjectString(name, within))
	}
	if named, isNamed := name.Type().(*types.Named); isNamed {
		for method := range named.Methods() {
			if method.Exported() {
				receiver := types.TypeString(method.Signature().Recv().Type(), within)
				add("method (%s) %s%s", receiver, method.Name(), signature(method, within))
			}
		}
	}
}

func signature(method *types.Func, within types.Qualifier) string {
	return strings.TrimPrefix(types.TypeString(method.Type(), within), "func")
}
