package partnerhub_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

func TestProductsAreThoseOfWhatExists(t *testing.T) {
	day := date(2026, 1, 31)
	of := func(id, customer string, product partnerhub.Product) partnerhub.Trial {
		return partnerhub.Trial{
			ID: id, CustomerID: customer, Start: day.AddDate(0, 0, -10),
			Licenses: []partnerhub.License{{Product: product, Quantity: 1}},
		}
	}
	ended, later := of("t-3", "c-2", partnerhub.Webinars), of("t-4", "c-1", partnerhub.Messaging)
	ended.End, later.Start = day.AddDate(0, 0, -5), day.AddDate(0, 0, 1)
	hub := load(t, &partnerhub.Dataset{
		Partner:   partnerhub.Partner{ID: "org-0"},
		Customers: []partnerhub.Customer{{ID: "c-1", Name: "A"}, {ID: "c-2", Name: "B"}, {ID: "org-0", Name: "Own"}},
		Trials: []partnerhub.Trial{
			of("t-1", "c-1", partnerhub.Meetings), of("t-2", "c-2", partnerhub.Devices), ended, later, of("t-5", "org-0", "x_1"),
		},
		Admins: []partnerhub.Admin{{ID: "a", Role: partnerhub.RoleAdmin, CustomerIDs: []string{"c-1"}}},
	})
	view := hub.At(day)
	require.Equal(t, []partnerhub.Product{"devices", "meetings", "webinars"}, view.Products())
	scoped, err := view.As("a")
	require.NoError(t, err)
	require.Equal(t, []partnerhub.Product{"meetings"}, scoped.Products())
	require.Equal(t, []partnerhub.Product{}, partnerhub.View{}.Products())
}

func TestProductsAreBounded(t *testing.T) {
	data := smallDataset()
	const most = 1 << 16
	licenses := []partnerhub.License{{Product: "meetings", Quantity: 1}, {Product: "calling", Quantity: 1}}
	for i := range most - len(licenses) - 1 { // smallDataset has webinars
		licenses = append(licenses, partnerhub.License{Product: partnerhub.Product(fmt.Sprintf("p%d", i)), Quantity: 1})
	}
	data.Subscriptions[0].Licenses = licenses
	load(t, data)
	data.Subscriptions[0].Licenses = append(licenses, partnerhub.License{Product: "one_more"})
	data.Trials = append(data.Trials, data.Trials[0])
	data.Trials[1].ID = "trial-2"
	faults := faultsOf(t, data)
	require.Equal(t, []string{"trials[0].licenses", "trials[1].licenses"}, placesOf(faults)) // of webinars
	require.Equal(t, "there are more than 65536 products", faults[0].Problem)
}
