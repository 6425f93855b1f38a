package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/testdata"
)

// answer is a report and what it was asked for.
type answer struct {
	partner partnerhub.Partner
	admin   partnerhub.Admin // zero: everybody is seen
	filter  string           // "": all customers
	policy  partnerhub.Policy
	report  partnerhub.Report
}

// answer reads the dataset and asks it what the options say.
func (o options) answer(ctx context.Context) (answer, error) {
	data, err := o.dataset()
	if err != nil {
		return answer{}, err
	}
	hub, err := partnerhub.Load(ctx, data)
	if err != nil {
		return answer{}, err
	}
	asOf, err := o.instant(data)
	if err != nil {
		return answer{}, err
	}
	view, err := o.narrow(hub.At(asOf))
	if err != nil {
		return answer{}, err
	}
	report, err := view.Report(ctx, o.product, partnerhub.TrendOptions{Points: o.points})
	if errors.Is(err, partnerhub.ErrTrend) {
		return answer{}, usageError{err} // so many points do not fit before the instant
	}
	return answer{data.Partner, o.administrator(data), o.filter, view.Policy(), report}, err
}

func (o options) dataset() (*partnerhub.Dataset, error) {
	if o.data == "" {
		return partnerhub.ParseDataset(testdata.Portfolio())
	}
	document, err := os.ReadFile(o.data)
	if err != nil {
		return nil, err
	}
	return partnerhub.ParseDataset(document)
}

// instant returns the instant of the report.
func (o options) instant(data *partnerhub.Dataset) (time.Time, error) {
	asOf := data.AsOf
	if o.asOf != nil {
		asOf = *o.asOf
	} else if asOf.IsZero() {
		return asOf, usageError{errors.New("the dataset does not say as of when it is: -as-of is needed")}
	}
	if year := asOf.UTC().Year(); year < 1 || year > 9999 {
		return asOf, usageError{fmt.Errorf("as of the year %d in UTC: it is not within 1 to 9999", year)}
	}
	return asOf, nil
}

// narrow returns the part of a view that the options ask for.
func (o options) narrow(view partnerhub.View) (partnerhub.View, error) {
	filter, err := partnerhub.ParseFilter(o.filter)
	if err != nil {
		return view, err
	}
	if o.admin != "" {
		if view, err = view.As(o.admin); err != nil {
			return view, err
		}
	}
	return view.Where(filter)
}

// administrator returns who sees the report, or the zero Admin for everybody.
func (o options) administrator(data *partnerhub.Dataset) partnerhub.Admin {
	i := slices.IndexFunc(data.Admins, func(a partnerhub.Admin) bool { return a.ID == o.admin })
	if i < 0 {
		return partnerhub.Admin{}
	}
	return data.Admins[i]
}
