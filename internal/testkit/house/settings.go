package house

import (
	"go/ast"
	"go/types"
	"slices"
)

// SettingsReaders returns the full names of the exported variables of a package,
// which any code of a program can change, and of the functions and methods
// whose result may depend on one of them because they lead to it.
func (c *Code) SettingsReaders(path string) ([]string, error) {
	p, err := c.parse(c.listed[path])
	if err != nil {
		return nil, err
	}
	found := exportedVariables(p.Types.Scope())
	uses := p.usesByFunction()
	for grows := true; grows; {
		grows = false
		for function, used := range uses {
			if !found[function] && slices.ContainsFunc(used, func(o types.Object) bool { return found[o] }) {
				found[function], grows = true, true
			}
		}
	}
	var names []string
	for object := range found {
		names = append(names, fullName(object))
	}
	slices.Sort(names)
	return names, nil
}

func exportedVariables(scope *types.Scope) map[types.Object]bool {
	variables := map[types.Object]bool{}
	for _, name := range scope.Names() {
		if v, isVar := scope.Lookup(name).(*types.Var); isVar && v.Exported() {
			variables[v] = true
		}
	}
	return variables
}

// usesByFunction returns what each function and method of the package names.
func (p *Package) usesByFunction() map[types.Object][]types.Object {
	uses := map[types.Object][]types.Object{}
	for _, file := range p.Files {
		for _, declaration := range file.Decls {
			function, isFunction := declaration.(*ast.FuncDecl)
			if !isFunction {
				continue
			}
			object := p.Info.Defs[function.Name]
			ast.Inspect(function, func(node ast.Node) bool {
				if name, isName := node.(*ast.Ident); isName {
					uses[object] = append(uses[object], p.Info.Uses[name])
				}
				return true
			})
		}
	}
	return uses
}
