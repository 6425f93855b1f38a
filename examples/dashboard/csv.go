package main

import (
	"bytes"
	"errors"
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/partnerhub/partnerhub"
)

// download is a table of the library with the name of its file.
type download struct {
	name  string
	table partnerhub.Table
}

// csv answers with a table as CSV. The library writes it so that a spreadsheet
// runs nothing that stands in it.
func (s *server) csv(answer func(*visit) (download, error)) http.HandlerFunc {
	return s.visited(func(w http.ResponseWriter, v *visit) {
		d, err := answer(v)
		if refused, ok := errors.AsType[refusal](err); ok {
			http.Error(w, v.T(refused.word), refused.status)
			return
		}
		var out bytes.Buffer
		out.WriteString("\ufeff") // spreadsheets take UTF-8 without it for something else
		if err == nil {
			err = d.table.WriteCSV(&out, partnerhub.CSVOptions{})
		}
		switch {
		case v.wrong():
			http.Error(w, v.complaint(), http.StatusBadRequest)
		case err != nil:
			fail(w, v.r, err)
		default:
			w.Header().Set("Content-Type", "text/csv; charset=utf-8")
			w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": d.name + ".csv"}))
			_, _ = w.Write(out.Bytes()) // as in write
		}
	})
}

// complaint says what is wrong with the address, a line each.
func (v *visit) complaint() string {
	var lines []string
	for _, p := range v.Problems {
		lines = append(lines, p.Reason())
	}
	if v.Fault != nil {
		lines = append(lines, v.Fault.Message)
	}
	return strings.Join(lines, "\n")
}

func (v *visit) sectionTable() (download, error) {
	s, err := v.sectionAsked()
	if err != nil {
		return download{}, err
	}
	return download{s.name() + "-" + string(v.product), s.download(v)}, nil
}

func (v *visit) customersTable() (download, error) {
	var list []partnerhub.CustomerStatus
	for _, row := range v.orderedCustomers(customerColumns) {
		list = append(list, row.CustomerStatus)
	}
	return download{"customers", partnerhub.CustomersTable(slices.Values(list), v.Language)}, nil
}

func (v *visit) trendTable() (download, error) {
	points, err := v.view.Trend(v.r.Context(), v.product, partnerhub.TrendOptions{})
	return download{"trend-" + string(v.product), partnerhub.TrendTable(points, v.Language)}, err
}

func (v *visit) explanationTable() (download, error) {
	explanation, err := v.scope.Explain(v.id)
	if errors.Is(err, partnerhub.ErrUnknownCustomer) {
		return download{}, errNotFound
	}
	return download{"why", explanation.Table(v.Language)}, err
}

func (v *visit) changesTable() (download, error) {
	return download{"changes", partnerhub.Compare(v.before, v.view).Table(v.Language)}, nil
}
