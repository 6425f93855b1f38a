// Package testdata holds the dataset that ships with the project, so that a
// program has it wherever it runs.
package testdata

import _ "embed"

//go:embed portfolio.json
var portfolio string

// Portfolio returns the dataset document of a fictional partner with some sixty
// customers: something of everything that the library tells. It is what the
// report program shows when no other dataset is given. The caller owns the
// bytes.
func Portfolio() []byte { return []byte(portfolio) }
