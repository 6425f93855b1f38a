package main

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/partnerhub/partnerhub"
)

// encode writes a dataset as JSON with one record a line, so that a change shows
// in a diff as the records that changed.
func encode(d *partnerhub.Dataset) ([]byte, error) {
	var e encoder
	e.text("{\n\"asOf\": ")
	e.value(d.AsOf)
	e.text(",\n\"partner\": ")
	e.value(d.Partner)
	encodeList(&e, "customers", d.Customers)
	encodeList(&e, "subscriptions", d.Subscriptions)
	encodeList(&e, "trials", d.Trials)
	encodeList(&e, "usage", d.Usage)
	encodeList(&e, "admins", d.Admins)
	e.text("\n}\n")
	return e.document.Bytes(), e.err
}

// encoder puts a document together and keeps the first error.
type encoder struct {
	document bytes.Buffer
	err      error
}

func (e *encoder) text(text string) { e.document.WriteString(text) }

// value writes a value in one line, without the escapes for HTML that would
// make an ampersand in a name hard to read.
func (e *encoder) value(value any) {
	encoder := json.NewEncoder(&e.document)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil && e.err == nil {
		e.err = err
	}
	e.document.Truncate(len(bytes.TrimRight(e.document.Bytes(), "\n")))
}

func encodeList[T any](e *encoder, name string, records []T) {
	e.text(fmt.Sprintf(",\n%q: [", name))
	for i, record := range records {
		if i > 0 {
			e.text(",")
		}
		e.text("\n")
		e.value(record)
	}
	e.text("\n]")
}
