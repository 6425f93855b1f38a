// Portfolio writes the dataset that ships with the project to standard output:
//
//	go run ./internal/testkit/portfolio > testdata/portfolio.json
//
// The customers are written down one by one in customers.go, each with a story;
// only the noise in their weekly usage is drawn, from seeds that depend on
// nothing but the entitlement and the product. The same program always writes
// the same bytes, and a change of one customer changes only its own lines.
package main

import (
	"fmt"
	"os"
)

func main() {
	document, err := encode(dataset())
	if err == nil {
		_, err = os.Stdout.Write(document)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "portfolio:", err)
		os.Exit(1)
	}
}
