package testkit

import (
	"fmt"
	"reflect"
	"time"

	"github.com/partnerhub/partnerhub"
)

// Diff returns where two answers of the same type first differ and how, such as
// "Renewing.Rows[2].DaysUntilEnd: got 3, want 4", or "" when they don't. Times
// are compared as instants, amounts as numbers, undefined ratios are equal. An
// empty slice is not a nil one: it is another document.
func Diff(got, want any) string {
	return diff("", reflect.ValueOf(got), reflect.ValueOf(want))
}

func diff(path string, got, want reflect.Value) string {
	if same, leaf := sameLeaf(got.Interface(), want.Interface()); leaf {
		return unless(same, path, got, want)
	}
	switch want.Kind() {
	case reflect.Struct:
		return diffFields(path, got, want)
	case reflect.Slice:
		return diffElements(path, got, want)
	}
	return unless(got.Interface() == want.Interface(), path, got, want)
}

func unless(same bool, path string, got, want reflect.Value) string {
	if same {
		return ""
	}
	return fmt.Sprintf("%s: got %+v, want %+v", path, got, want)
}

// sameLeaf compares the values that are not compared field by field.
func sameLeaf(got, want any) (same, leaf bool) {
	switch want := want.(type) {
	case time.Time:
		return got.(time.Time).Equal(want), true
	case partnerhub.Count:
		return got == want, true
	case partnerhub.Ratio:
		got := got.(partnerhub.Ratio)
		return got == want || got.Den == 0 && want.Den == 0, true
	case partnerhub.Average:
		got := got.(partnerhub.Average)
		return got == want || got.Den == 0 && want.Den == 0, true
	case partnerhub.Money:
		got := got.(partnerhub.Money)
		return got.Currency == want.Currency && got.Amount.Equal(want.Amount), true
	}
	return false, false
}

func diffFields(path string, got, want reflect.Value) string {
	for i := range want.NumField() {
		field := want.Type().Field(i).Name
		if path != "" {
			field = path + "." + field
		}
		if difference := diff(field, got.Field(i), want.Field(i)); difference != "" {
			return difference
		}
	}
	return ""
}

// diffElements compares element by element before it compares the lengths, so
// that the first element that is missing or too much is named.
func diffElements(path string, got, want reflect.Value) string {
	for i := range min(got.Len(), want.Len()) {
		if difference := diff(fmt.Sprintf("%s[%d]", path, i), got.Index(i), want.Index(i)); difference != "" {
			return difference
		}
	}
	if got.Len() != want.Len() {
		return fmt.Sprintf("%s: got %d elements, want %d: got %+v, want %+v", path, got.Len(), want.Len(), got, want)
	}
	return unless(got.IsNil() == want.IsNil(), path, got, want)
}
