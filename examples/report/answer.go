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

// scene is what the options ask about: the facts, and what is seen of them.
type scene struct {
	options
	data *partnerhub.Dataset
	hub  *partnerhub.Hub
	view partnerhub.View
}

// scene reads the dataset and chooses the view.
func (o options) scene(ctx context.Context) (*scene, error) {
	data, err := o.dataset()
	if err != nil {
		return nil, err
	}
	hub, err := partnerhub.Load(ctx, data)
	if err != nil {
		return nil, err
	}
	asOf, err := o.instant(data)
	if err != nil {
		return nil, err
	}
	view, err := o.narrow(hub.At(asOf))
	return &scene{o, data, hub, view}, err
}

// answer is a report and what it was asked for.
type answer struct {
	*scene
	report partnerhub.Report
}

// answer asks for the report.
func (s *scene) answer(ctx context.Context) (answer, error) {
	report, err := s.view.Report(ctx, s.product, partnerhub.TrendOptions{Points: s.points})
	if errors.Is(err, partnerhub.ErrTrend) {
		return answer{}, usageError{err} // so many points do not fit before the instant
	}
	return answer{s, report}, err
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
	return asOf, checkYear(asOf)
}

func checkYear(asOf time.Time) error {
	if year := asOf.UTC().Year(); year < 1 || year > 9999 {
		return usageError{fmt.Errorf("as of the year %d in UTC: it is not within 1 to 9999", year)}
	}
	return nil
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
func (s *scene) administrator() partnerhub.Admin {
	i := slices.IndexFunc(s.data.Admins, func(a partnerhub.Admin) bool { return a.ID == s.admin })
	if i < 0 {
		return partnerhub.Admin{}
	}
	return s.data.Admins[i]
}
