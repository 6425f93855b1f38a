// Package testdata holds answers as the services give them, about a fictional
// partner with four customers. Tests and the example share them. A file such as c03a.json
// is a case: all answers about one customer, and when they were fetched.
package testdata

import "embed"

//go:embed *.json
var files embed.FS

// Answer returns the answer in a file, such as tags.json. The caller owns the
// bytes. It panics when there is no such file.
func Answer(name string) []byte {
	answer, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return answer
}
