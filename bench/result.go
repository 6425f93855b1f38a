package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// result is a line of the table.
type result struct {
	Name   string `json:"name"`
	Engine string `json:"engine"`
	// Customers is 0 for a task that is not about customers.
	Customers int `json:"customers"`
	// Threads is how many threads the engine computes on.
	Threads int `json:"threads"`
	// NS and Bytes are medians of the time and of the memory allocated for
	// doing the task once. A result about memory has no NS.
	NS    int64   `json:"ns"`
	Bytes float64 `json:"bytes"`
	// Ratio is NS divided by that of our engine.
	Ratio float64 `json:"ratio"`
	// items is how many things the NS were spent on.
	items int
}

func writeJSON(file string, results []result) error {
	document, err := json.MarshalIndent(results, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(document, '\n'), 0o644)
}

var heads = []string{"name", "engine", "customers", "threads", "median ns", "ns per item", "bytes", "ratio to ours"}

// texts are the leading columns, which are aligned on the left.
const texts = 2

func (r result) cells() []string {
	return []string{
		r.Name, r.Engine, strconv.Itoa(r.Customers), strconv.Itoa(r.Threads),
		strconv.FormatInt(r.NS, 10), r.perItem(), decimals(r.Bytes), decimals(r.Ratio),
	}
}

func (r result) perItem() string {
	if r.items == 0 {
		return ""
	}
	return decimals(float64(r.NS) / float64(r.items))
}

func decimals(n float64) string { return strconv.FormatFloat(n, 'f', 2, 64) }

func writeTable(out io.Writer, results []result) error {
	rows := [][]string{heads}
	for _, r := range results {
		rows = append(rows, r.cells())
	}
	widths := make([]int, len(heads))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], len(cell))
		}
	}
	for _, row := range rows {
		if _, err := fmt.Fprintln(out, aligned(row, widths)); err != nil {
			return err
		}
	}
	return nil
}

func aligned(cells []string, widths []int) string {
	var padded []string
	for i, cell := range cells {
		width := widths[i]
		if i < texts {
			width = -width
		}
		padded = append(padded, fmt.Sprintf("%*s", width, cell))
	}
	return strings.Join(padded, "  ")
}
