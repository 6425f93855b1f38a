package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"text/tabwriter"

	"github.com/partnerhub/partnerhub"
)

// line is what is written of a partner.
type line struct {
	Partner string             `json:"partner"`
	Summary partnerhub.Summary `json:"summary"` // the report document, without rows
}

func lineOf(partner string, summary partnerhub.Summary) (string, error) {
	text, err := json.Marshal(line{partner, summary})
	return string(text), err
}

// figures is what the table shows of a line.
type figures struct {
	Partner string
	Summary struct{ Overview partnerhub.Overview }
}

// printTable prints the lines of a file, partners in order.
func printTable(w io.Writer, name string) error {
	partners, err := readLines(name)
	if err != nil {
		return err
	}
	slices.SortFunc(partners, func(a, b figures) int { return cmp.Compare(a.Partner, b.Partner) })
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "partner\tcustomers\texpiring\trenewing\tlow assignment\tover the limit\t")
	for _, p := range partners {
		o := p.Summary.Overview
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\t%d\t%d\t\n", p.Partner, o.TotalCustomers, o.NearingExpiration, o.NearingRenewal, o.LowAssignment, o.OverLimit)
	}
	return table.Flush()
}

func readLines(name string) ([]figures, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var partners []figures
	for lines := json.NewDecoder(bufio.NewReader(file)); ; {
		var next figures
		switch err := lines.Decode(&next); err {
		case nil:
			partners = append(partners, next)
		case io.EOF:
			return partners, nil
		default:
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
}
