// Package house reads the code of a Go module, with its types, and finds what
// breaks the rules of the house. It is for tests.
package house

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Code is the packages of a module, without their tests, and all they import.
type Code struct {
	// Module is the path of the module.
	Module string
	// Packages are those of the module.
	Packages []*Package

	listed   map[string]listedPackage
	fset     *token.FileSet
	importer types.Importer
}

// Package is a package with its syntax and its types.
type Package struct {
	// Path is the import path; Folder is where it is in the module, "." for
	// the package of the module itself.
	Path, Folder string
	Files        []*ast.File
	Types        *types.Package
	Info         *types.Info

	module string
	fset   *token.FileSet
}

// listedPackage is what the go command says about a package.
type listedPackage struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
	Module                  *struct {
		Path string
		Main bool
	}
}

// Load reads the module whose root a directory is, as its users compile it.
func Load(root string) (*Code, error) {
	c := &Code{fset: token.NewFileSet(), listed: map[string]listedPackage{}}
	ours, err := c.list(root)
	if err != nil {
		return nil, err
	}
	c.importer = importer.ForCompiler(c.fset, "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(c.listed[path].Export)
	})
	for _, listed := range ours {
		p, err := c.parse(listed)
		if err != nil {
			return nil, err
		}
		c.Packages = append(c.Packages, p)
	}
	return c, nil
}

// list fills c.listed and returns the packages of the module.
func (c *Code) list(root string) (ours []listedPackage, err error) {
	list := exec.Command("go", "list", "-deps", "-export", "-json=ImportPath,Dir,Export,GoFiles,Module", "./...")
	list.Dir, list.Stderr = root, os.Stderr
	list.Env = append(os.Environ(), "GOWORK=off")
	output, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	for decoder := json.NewDecoder(strings.NewReader(string(output))); decoder.More(); {
		var p listedPackage
		if err := decoder.Decode(&p); err != nil {
			return nil, err
		}
		c.listed[p.ImportPath] = p
		if p.Module != nil && p.Module.Main {
			c.Module = p.Module.Path
			ours = append(ours, p)
		}
	}
	return ours, nil
}

func (c *Code) parse(listed listedPackage) (*Package, error) {
	var files []*ast.File
	for _, name := range listed.GoFiles {
		file, err := parser.ParseFile(c.fset, filepath.Join(listed.Dir, name), nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	return c.check(listed.ImportPath, files...)
}

// Parse reads a package of one file from memory, as if it were at an import path.
func (c *Code) Parse(path, code string) (*Package, error) {
	file, err := parser.ParseFile(c.fset, "code.go", code, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	return c.check(path, file)
}

// check returns the package of the files with its types.
func (c *Code) check(path string, files ...*ast.File) (*Package, error) {
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{},
		Defs:  map[*ast.Ident]types.Object{},
		Uses:  map[*ast.Ident]types.Object{},
	}
	config := types.Config{Importer: c.importer}
	checked, err := config.Check(path, c.fset, files, info)
	return &Package{
		Path: path, Folder: folder(c.Module, path), Files: files, Types: checked, Info: info,
		module: c.Module, fset: c.fset,
	}, err
}

// folder returns where a package is in the module, or "" if it is of another.
func folder(module, path string) string {
	switch {
	case path == module:
		return "."
	case within(path, module):
		return path[len(module)+1:]
	}
	return ""
}

// within reports whether a path is another one or below it.
func within(path, above string) bool { return strings.HasPrefix(path+"/", above+"/") }
