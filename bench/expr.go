package main

import (
	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
)

// exprEngine is github.com/expr-lang/expr, with one virtual machine for all
// customers.
var exprEngine = engine{
	name: "expr", threads: 1,
	open: func(people *directory) (compiler, error) {
		rows := exprRecords(people.records)
		return func(filter string) (answer, error) {
			program, err := compileExpr(filter)
			var machine vm.VM
			return scan(people.records, rows, func(row *exprRecord) (bool, error) {
				out, err := machine.Run(program, row)
				return out == true, err
			}), err
		}, nil
	},
	parse: func(filter string) error {
		_, err := compileExpr(filter)
		return err
	},
}

var exprFilters = map[string]string{
	"status:expiring_soon product:calling -managed_by:external": `"expiring_soon" in Statuses && "calling" in Products && ManagedBy != "external"`,
	"licenses.calling >= 100 usage < 50":                        `CallingLicenses >= 100 && UsageDefined && Usage < 50`,
	"name:gmbh":                                                 `lower(Name) contains "gmbh"`,
}

func compileExpr(filter string) (*vm.Program, error) {
	return expr.Compile(exprFilters[filter], expr.Env(&exprRecord{}), expr.AsBool())
}

// exprRecord is a record in the form that expr is fastest with: a struct, not a
// map, and sets, not lists.
type exprRecord struct {
	Name, ManagedBy    string
	Statuses, Products map[string]bool
	CallingLicenses    int64
	Usage              float64
	UsageDefined       bool
}

func exprRecords(records []record) []exprRecord {
	rows := make([]exprRecord, len(records))
	for i, r := range records {
		rows[i] = exprRecord{r.Name, r.ManagedBy, setOf(r.Statuses), setOf(r.Products), r.CallingLicenses, r.Usage, r.UsageDefined}
	}
	return rows
}

func setOf(names []string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, name := range names {
		set[name] = true
	}
	return set
}
