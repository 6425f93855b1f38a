package partnerhub_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// FuzzParseDataset holds the reader against encoding/json, which knows nothing
// of its rules: what the reader reads, encoding/json reads as the same dataset,
// or Load refuses it; and what can be loaded survives being written and read.
func FuzzParseDataset(f *testing.F) {
	f.Add([]byte(exampleDataset))
	f.Add([]byte(detailDataset))
	forMembers(func(m documentMember) {
		f.Add([]byte(m.document(m.is(m.value))))
		f.Add([]byte(m.document(m.is("null"))))
	})
	f.Fuzz(func(t *testing.T, document []byte) {
		read, err := partnerhub.ParseDataset(document)
		if err != nil {
			require.Nil(t, read)
			requireDataError(t, err)
			return
		}
		require.True(t, json.Valid(document))
		_, loadErr := partnerhub.Load(t.Context(), read)
		if plain, err := plainRead(document); err == nil {
			require.Empty(t, testkit.Diff(*read, plain))
		} else {
			require.Error(t, loadErr, err)
		}
		if loadErr == nil {
			requireSurvival(t, read)
		}
	})
}

// plainRead is what encoding/json alone makes of a document, with nil in place
// of each list without elements: absent, null and empty are the same.
func plainRead(document []byte) (partnerhub.Dataset, error) {
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.DisallowUnknownFields()
	var plain plainDataset
	err := decoder.Decode(&plain)
	dropEmptyLists(reflect.ValueOf(&plain).Elem())
	return partnerhub.Dataset(plain), err
}

func requireSurvival(t *testing.T, data *partnerhub.Dataset) {
	text, err := json.Marshal(data)
	require.NoError(t, err)
	again, err := partnerhub.ParseDataset(text)
	require.NoError(t, err)
	require.Empty(t, testkit.Diff(*again, *data))
}

func dropEmptyLists(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for _, field := range v.Fields() {
			dropEmptyLists(field)
		}
	case reflect.Slice:
		if v.Len() == 0 && v.CanSet() {
			v.SetZero()
		}
		for i := range v.Len() {
			dropEmptyLists(v.Index(i))
		}
	}
}

// FuzzLoad asks a random dataset, of which one text is replaced, for all there
// is: it is refused with a place, or answered.
func FuzzLoad(f *testing.F) {
	f.Add(uint64(1), uint8(0), "")
	f.Add(uint64(2), uint8(1), "\xff")
	f.Add(uint64(3), uint8(2), "c-1")
	f.Add(uint64(4), uint8(3), "meetings")
	f.Fuzz(func(t *testing.T, seed uint64, which uint8, text string) {
		data := testkit.Random(seed, 6)
		texts := textsOf(data)
		*texts[int(which)%len(texts)] = text
		hub, err := partnerhub.Load(t.Context(), data)
		if err != nil {
			requireDataError(t, err)
			return
		}
		requireSurvival(t, data)
		_, err = answersJSON(hub.At(data.AsOf), data)
		require.NoError(t, err)
	})
}

// textsOf are the texts of a dataset's first facts.
func textsOf(d *partnerhub.Dataset) []*string {
	list := []*string{&d.Partner.ID, &d.Partner.Name}
	for i := range d.Customers {
		list = append(list, &d.Customers[i].ID, &d.Customers[i].Name, &d.Customers[i].Country)
	}
	for i := range d.Subscriptions {
		list = append(list, &d.Subscriptions[i].ID, &d.Subscriptions[i].CustomerID, &d.Subscriptions[i].TermValue.Currency)
	}
	for i := range d.Admins {
		list = append(list, &d.Admins[i].ID, &d.Admins[i].Name)
	}
	return list
}
