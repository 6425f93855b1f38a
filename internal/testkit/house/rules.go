package house

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Rules are what the code of a package must not do.
type Rules struct {
	// Edges lists which packages of the module a package may import, by their
	// folders. One that is not listed may import none.
	Edges map[string][]string
	// Imports are packages that must not be imported, nor those below them.
	Imports []string
	// Names are functions, methods and variables that must not be used, by
	// their full names, such as time.Now.
	Names []string
	// Unprinted are types whose values must not be passed as interfaces, to be
	// printed by methods that the reader doesn't see.
	Unprinted []string
}

// report takes a fault of the code.
type report func(pos token.Pos, problem string, args ...any)

// Faults returns what breaks the rules in a package, one line each, in order.
func (r *Rules) Faults(p *Package) []string {
	var faults []string
	add := func(pos token.Pos, problem string, args ...any) {
		place := p.fset.Position(pos)
		file := filepath.Join(p.Folder, filepath.Base(place.Filename))
		faults = append(faults, fmt.Sprintf("%s:%d: %s", file, place.Line, fmt.Sprintf(problem, args...)))
	}
	r.checkImports(p, add)
	r.checkNames(p, add)
	r.checkPrinting(p, add)
	checkFloats(p, add)
	checkComments(p, add)
	slices.Sort(faults)
	return slices.Compact(faults)
}

func (r *Rules) checkImports(p *Package, report report) {
	for _, file := range p.Files {
		for _, spec := range file.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			if to := folder(p.module, path); to != "" && !slices.Contains(r.Edges[p.Folder], to) {
				report(spec.Pos(), "must not import %s of the module", to)
			}
			if slices.ContainsFunc(r.Imports, func(banned string) bool { return within(path, banned) }) {
				report(spec.Pos(), "must not import %s", path)
			}
		}
	}
}

func (r *Rules) checkNames(p *Package, report report) {
	for name, used := range p.Info.Uses {
		if full := fullName(used); slices.Contains(r.Names, full) {
			report(name.Pos(), "must not use %s", full)
		}
	}
}

// fullName is the name of a function, a method or a variable of a package; ""
// for other things.
func fullName(object types.Object) string {
	switch object := object.(type) {
	case *types.Func:
		return object.FullName()
	case *types.Var:
		if object.Pkg() != nil && object.Parent() == object.Pkg().Scope() {
			return object.Pkg().Path() + "." + object.Name()
		}
	}
	return ""
}

func (r *Rules) checkPrinting(p *Package, report report) {
	for expression := range p.Info.Types {
		call, isCall := expression.(*ast.CallExpr)
		if !isCall || !takesInterfaces(p.Info.TypeOf(call.Fun)) {
			continue
		}
		for _, argument := range call.Args {
			name := strings.TrimLeft(types.TypeString(p.Info.TypeOf(argument), nil), "*[]")
			if slices.Contains(r.Unprinted, name) {
				report(argument.Pos(), "must not pass %s as an interface", name)
			}
		}
	}
}

// takesInterfaces reports whether the last parameter of a function is an
// interface, or any number of them.
func takesInterfaces(function types.Type) bool {
	signature, isFunction := function.Underlying().(*types.Signature)
	if !isFunction || signature.Params().Len() == 0 {
		return false
	}
	last := signature.Params().At(signature.Params().Len() - 1).Type()
	if list, isList := last.(*types.Slice); isList && signature.Variadic() {
		last = list.Elem()
	}
	return types.IsInterface(last)
}

func checkFloats(p *Package, report report) {
	const inexact, untyped = types.IsFloat | types.IsComplex, types.IsUntyped
	for expression, value := range p.Info.Types {
		basic, isBasic := value.Type.Underlying().(*types.Basic)
		if isBasic && basic.Info()&inexact != 0 && basic.Info()&untyped == 0 {
			report(expression.Pos(), "must not use a %s", basic.Name())
		}
	}
}

// checkComments looks for exported names without a comment. Constants and
// variables may share that of their group, fields that of their struct.
func checkComments(p *Package, report report) {
	if !slices.ContainsFunc(p.Files, func(file *ast.File) bool { return documents(file.Doc, "Package "+file.Name.Name) }) {
		report(p.Files[0].Package, "the package has no comment")
	}
	for _, file := range p.Files {
		for _, declaration := range file.Decls {
			switch d := declaration.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && isOfExported(d) && !documents(d.Doc, d.Name.Name) {
					report(d.Pos(), "%s has no comment that starts with its name", d.Name)
				}
			case *ast.GenDecl:
				checkSpecs(d, report)
			}
		}
	}
}

// isOfExported reports whether a function is a method of an exported type, or
// none.
func isOfExported(d *ast.FuncDecl) bool {
	return d.Recv == nil || ast.IsExported(strings.TrimLeft(types.ExprString(d.Recv.List[0].Type), "*"))
}

func checkSpecs(d *ast.GenDecl, report report) {
	for _, spec := range d.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			if s.Name.IsExported() && !documents(d.Doc, s.Name.Name) && !documents(s.Doc, s.Name.Name) {
				report(s.Pos(), "%s has no comment that starts with its name", s.Name)
			}
		case *ast.ValueSpec:
			if s.Names[0].IsExported() && d.Doc == nil && s.Doc == nil && s.Comment == nil {
				report(s.Pos(), "%s has no comment, nor has its group", s.Names[0])
			}
		}
	}
}

func documents(comment *ast.CommentGroup, name string) bool {
	words := strings.Fields(comment.Text())
	return strings.HasPrefix(strings.Join(words, " ")+" ", name+" ")
}
