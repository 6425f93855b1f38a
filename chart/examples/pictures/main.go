// Pictures writes charts of the portfolio that ships with the project as SVG files into a
// folder: how the licenses of meetings develop, what those have used and assigned who are
// over their limit, and what a customer has of each product.
//
//	go run ./chart/examples/pictures FOLDER
//	go run ./chart/examples/pictures -language de -theme dark -width 320 FOLDER
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/chart"
	"github.com/partnerhub/partnerhub/testdata"
)

func main() {
	var look chart.Look
	flag.TextVar(&look.Language, "language", look.Language, "en or de")
	flag.TextVar(&look.Theme, "theme", look.Theme, "auto, light or dark")
	flag.IntVar(&look.Width, "width", chart.DefaultWidth, "width in pixels, 320 to 1600")
	flag.Parse()
	if err := run(os.Stdout, look, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

// run writes the pictures into a folder and says what they show.
func run(out io.Writer, look chart.Look, folder string) error {
	if folder == "" {
		return errors.New("into which folder? go run ./chart/examples/pictures FOLDER")
	}
	view, err := portfolio()
	if err != nil {
		return err
	}
	pictures, err := draw(view, look)
	if err != nil {
		return err
	}
	return write(out, folder, pictures)
}

// portfolio returns the view that is drawn.
func portfolio() (partnerhub.View, error) {
	data, err := partnerhub.ParseDataset(testdata.Portfolio())
	if err != nil {
		return partnerhub.View{}, err
	}
	hub, err := partnerhub.Load(context.Background(), data)
	if err != nil {
		return partnerhub.View{}, err
	}
	return hub.At(data.AsOf), nil
}

// picture is a file.
type picture struct {
	name string
	svg  chart.SVG
}

// customerID is the customer whose licenses are drawn: how many of one product are
// assigned is not known.
const customerID = "c-50"

// draw draws a view.
func draw(view partnerhub.View, look chart.Look) ([]picture, error) {
	points, err := view.Trend(context.Background(), partnerhub.Meetings, partnerhub.TrendOptions{})
	if err != nil {
		return nil, err
	}
	customer, err := view.Customer(customerID)
	if err != nil {
		return nil, err
	}
	var over, products []chart.Bar
	for _, row := range view.Overage(partnerhub.Meetings).Rows {
		over = append(over, chart.RowBar(row.Row))
	}
	for _, licenses := range customer.Licenses {
		products = append(products, chart.SummaryBar(licenses))
	}
	titled := func(title string) chart.Look {
		look := look
		look.Title = title
		return look
	}
	return []picture{
		{"chart-trend.svg", chart.Trend(points, look)},
		{"chart-over-limit.svg", chart.Licenses(over, titled(partnerhub.OverLimit.Label(look.Language)))},
		{"chart-customer.svg", chart.Licenses(products, titled(customer.Name))},
	}, nil
}

// write writes pictures into a folder, which it makes if there is none.
func write(out io.Writer, folder string, pictures []picture) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, p := range pictures {
		if err := os.WriteFile(filepath.Join(folder, p.name), []byte(p.svg.String()), 0o644); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(out, "%s: %s: %s\n", p.name, p.svg.Title(), p.svg.Description()); err != nil {
			return err
		}
	}
	return nil
}
