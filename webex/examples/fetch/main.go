// Fetch gets a partner's facts over HTTP, makes a dataset of them, and prints what
// the library says of it and what is not in it.
//
//	go run ./webex/examples/fetch
//
// The server is one on this machine that answers as Webex and Cisco commerce do:
// in pages, too busy at times, and forbidding what it allows a moment later.
package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"text/tabwriter"
	"time"
	"unicode"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/webex"
)

// asOf is when the answers were given. A program that asks the real services takes
// the time of its first request.
var asOf = time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC)

// partnerID is the id of the partner's own organization.
const partnerID = "Y2lzY29zcGFyazovL3VzL09SR0FOSVpBVElPTi81ZDFmMGEwMC03YzQxLTRlMGItOWQzNi0yYjhlNDBjN2ExMDA"

func main() {
	if err := run(context.Background(), os.Stdout, sleep); err != nil {
		fmt.Fprintf(os.Stderr, "fetch: %v\n", err)
		os.Exit(1)
	}
}

// run is the program.
func run(ctx context.Context, out io.Writer, wait func(context.Context, time.Duration) error) error {
	server := newService()
	defer server.Close()
	base, err := url.Parse(server.URL + "/")
	if err != nil {
		return err
	}
	c := &client{http: &http.Client{Timeout: time.Minute}, base: base, token: token, wait: wait,
		say: func(format string, args ...any) { fmt.Fprintf(out, format+"\n", args...) }}
	answers, err := collect(ctx, c, partnerhub.Partner{ID: partnerID}, asOf)
	if err != nil {
		return err
	}
	dataset, report, err := answers.Dataset()
	if err != nil {
		return err
	}
	hub, err := partnerhub.Load(ctx, dataset)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\n%s on %s\n\n", plain(dataset.Partner.Name), asOf.Format(time.DateOnly))
	if err := printCustomers(out, hub.At(asOf)); err != nil {
		return err
	}
	return printReport(out, report)
}

// printCustomers prints the customers with their statuses and licenses.
func printCustomers(out io.Writer, view partnerhub.View) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "customer\tstatus\tlicenses")
	for customer := range view.Customers() {
		detail, err := view.Customer(customer.ID)
		if err != nil {
			return err
		}
		var statuses []string
		for _, status := range customer.Statuses {
			statuses = append(statuses, status.String())
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", plain(customer.Name), strings.Join(statuses, ", "), licenses(detail))
	}
	return table.Flush()
}

// licenses returns what is assigned of what a customer has, product by product.
func licenses(detail partnerhub.CustomerDetail) string {
	var list []string
	for _, l := range detail.Licenses {
		list = append(list, fmt.Sprintf("%s %v/%d", l.Product, l.Assigned, l.Total))
	}
	return cmp.Or(strings.Join(list, ", "), "none yet")
}

// printReport prints what the dataset does not show.
func printReport(out io.Writer, report *webex.Report) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\nleft out\trecords")
	for _, count := range report.Counts() {
		fmt.Fprintf(table, "%v\t%d\n", count.Reason, count.Records)
	}
	fmt.Fprintln(table, "\nunknown product\tlines\tlicense")
	for _, unknown := range report.Unknown {
		fmt.Fprintf(table, "%s\t%d\t%s\n", unknown.Product, unknown.Lines, plain(unknown.Name))
	}
	fmt.Fprintln(table, "\nstart assumed\tto be")
	for _, assumed := range report.Assumed {
		fmt.Fprintf(table, "%s\t%s\n", plain(assumed.SubscriptionID), assumed.Start.Format(time.DateOnly))
	}
	printStatuses(table, report)
	return table.Flush()
}

// printStatuses prints which statuses and ends are to be looked at.
func printStatuses(out io.Writer, report *webex.Report) {
	fmt.Fprintln(out, "\nto be looked at\twhy")
	for _, assumed := range report.AssumedSince {
		fmt.Fprintf(out, "%s\t%s since %s or earlier\n", plain(assumed.SubscriptionID), plain(assumed.Status), assumed.Since.Format(time.DateOnly))
	}
	for _, lapsed := range report.Lapsed {
		fmt.Fprintf(out, "%s\tended on %s, but is said to go on\n", plain(lapsed.SubscriptionID), lapsed.End.Format(time.DateOnly))
	}
	for _, ignored := range report.Ignored {
		fmt.Fprintf(out, "%s\t%s changes nothing\n", plain(ignored.SubscriptionID), plain(ignored.Status))
	}
}

// plain replaces what a terminal would act upon.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return '?'
	}, text)
}
