package main

import (
	"slices"
	"strings"
)

// plainEngine is what a programmer writes who knows the question beforehand: a
// loop and a condition.
var plainEngine = engine{
	name: "plain Go", threads: 1,
	open: func(people *directory) (compiler, error) {
		return func(filter string) (answer, error) {
			return scan(people.records, people.records, plainFilters[filter]), nil
		}, nil
	},
}

var plainFilters = map[string]func(*record) (bool, error){
	"status:expiring_soon product:calling -managed_by:external": func(r *record) (bool, error) {
		return slices.Contains(r.Statuses, "expiring_soon") && slices.Contains(r.Products, "calling") && r.ManagedBy != "external", nil
	},
	"licenses.calling >= 100 usage < 50": func(r *record) (bool, error) {
		return r.CallingLicenses >= 100 && r.UsageDefined && r.Usage < 50, nil
	},
	"name:gmbh": func(r *record) (bool, error) {
		return strings.Contains(strings.ToLower(r.Name), "gmbh"), nil
	},
}
