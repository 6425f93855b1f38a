package main

import (
	"fmt"
	"reflect"
)

// figures are the numbers of a dashboard: the overview, how many customers have
// each status and each headline, and the KPIs of all sections of meetings.
type figures struct {
	Overview            overviewFigures
	Statuses, Headlines [statusCount + 1]int64 // by status; the first is none
	Added               addedFigures
	Expiring, Renewing  endingFigures
	Low                 lowFigures
	Overage             overageFigures
}

const statusCount = 8

type overviewFigures struct {
	Managed, Total, Expiration, Renewal, LowAssignment, OverLimit int64
}

type addedFigures struct{ Customers, NewLicenses, TotalLicenses int64 }

type endingFigures struct {
	Customers  int64
	Assignment ratio
	Usage      ratio
	Unknown    int64
	TermValue  [3]int64 // cents, by currency
}

type lowFigures struct {
	Customers                            int64
	Assignment, Usage, UsageWhenAssigned ratio
	Unassigned, Unknown                  int64
}

type overageFigures struct{ Customers, Total int64 }

// ratio is the two parts of a ratio of sums.
type ratio struct{ Num, Den int64 }

func (r *ratio) add(num, den int64) {
	r.Num += num
	r.Den += den
}

// differences says in which field two values of a type are not the same, and
// nil if they are.
func differences[T any](ours, theirs T) error {
	return differ("", reflect.ValueOf(ours), reflect.ValueOf(theirs))
}

func differ(place string, ours, theirs reflect.Value) error {
	switch ours.Kind() {
	case reflect.Struct:
		for i := range ours.NumField() {
			if err := differ(place+"."+ours.Type().Field(i).Name, ours.Field(i), theirs.Field(i)); err != nil {
				return err
			}
		}
		return nil
	case reflect.Array, reflect.Slice:
		if ours.Len() != theirs.Len() {
			return fmt.Errorf("%s has %d elements, ours has %d", place, theirs.Len(), ours.Len())
		}
		for i := range ours.Len() {
			if err := differ(fmt.Sprintf("%s[%d]", place, i), ours.Index(i), theirs.Index(i)); err != nil {
				return err
			}
		}
		return nil
	}
	if !ours.Equal(theirs) {
		return fmt.Errorf("%s is %v, ours is %v", place, theirs, ours)
	}
	return nil
}
