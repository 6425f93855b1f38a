package main

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// mutant is a rule of docs/metrics.md, or a promise of the code, that is broken.
type mutant struct {
	// rule is the heading of the page that the rule stands under, or the name of a
	// promise.
	rule string
	// file is where it is, from the root of the module. There, old occurs once,
	// within a function; new takes its place.
	file, old, new string
}

// switchName is the variable of the environment that switches on a mutant by its
// number, and the variable that woven code looks at.
const switchName = "MUTANT"

// switchCode is a file of each package with mutants. Number 0 is no mutant.
const switchCode = `package %s

import (
	"os"
	"strconv"
)

var ` + switchName + `, _ = strconv.Atoi(os.Getenv("` + switchName + `"))
`

// weave returns the files of the module at a root that have mutants, by name, with
// the mutants woven in under their numbers from 1 on; and a file for each of their
// packages, with the switch.
func weave(root string, list []mutant) (woven map[string]string, err error) {
	byFile := map[string][]int{}
	for i, m := range list {
		byFile[m.file] = append(byFile[m.file], i)
	}
	woven = map[string]string{}
	for name, numbers := range byFile {
		code, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		f, err := parse(name, string(code))
		if err != nil {
			return nil, err
		}
		if woven[name], err = f.weave(list, numbers); err != nil {
			return nil, err
		}
		woven[path.Join(path.Dir(name), "mutant_switch.go")] = fmt.Sprintf(switchCode, f.tree.Name)
	}
	return woven, nil
}

// file is a file of the module.
type file struct {
	name, code string
	tree       *ast.File
	fset       *token.FileSet
}

func parse(name, code string) (*file, error) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, name, code, parser.SkipObjectResolution)
	return &file{name, code, tree, fset}, err
}

// insertion is code that begins a function body.
type insertion struct {
	at   int
	code string
}

// weave returns the code with the mutants of these numbers woven in: each body
// begins with the broken bodies, which are skipped if their mutant is not on.
func (f *file) weave(list []mutant, numbers []int) (string, error) {
	var insertions []insertion
	for _, i := range numbers {
		in, err := f.broken(i+1, &list[i])
		if err != nil {
			return "", fmt.Errorf("%s: %q: %w", f.name, list[i].old, err)
		}
		insertions = append(insertions, in)
	}
	slices.SortStableFunc(insertions, func(a, b insertion) int { return cmp.Compare(a.at, b.at) })
	var woven strings.Builder
	last := 0
	for _, in := range insertions {
		woven.WriteString(f.code[last:in.at] + in.code)
		last = in.at
	}
	return woven.String() + f.code[last:], nil
}

// broken returns the broken body of the function that a mutant is in.
func (f *file) broken(number int, m *mutant) (insertion, error) {
	if n := strings.Count(f.code, m.old); n != 1 {
		return insertion{}, fmt.Errorf("occurs %d times instead of once", n)
	}
	from := strings.Index(f.code, m.old)
	function := f.functionAround(from, from+len(m.old))
	if function == nil {
		return insertion{}, errors.New("is not within a function")
	}
	begin, end := f.offset(function.Body.Lbrace)+1, f.offset(function.Body.Rbrace)
	body := f.code[begin:from] + m.new + f.code[from+len(m.old):end]
	if function.Type.Results == nil {
		body += "\nreturn"
	}
	return insertion{begin, fmt.Sprintf("\nif %s == %d {%s\n}\n", switchName, number, body)}, nil
}

// functionAround returns the declared function whose body holds a part of the
// code, or nil.
func (f *file) functionAround(from, until int) *ast.FuncDecl {
	for _, declaration := range f.tree.Decls {
		function, is := declaration.(*ast.FuncDecl)
		if is && function.Body != nil && f.offset(function.Body.Lbrace) < from && until <= f.offset(function.Body.Rbrace) {
			return function
		}
	}
	return nil
}

func (f *file) offset(pos token.Pos) int { return f.fset.Position(pos).Offset }
