package partnerhub_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

// The counts are what counting the customers one by one gives.
func TestStatusCounts(t *testing.T) {
	forQuestions(t, 100, func(_ *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		view := viewOf(t, hub, q)
		having, headline := map[partnerhub.Status]int{}, map[partnerhub.Status]int{}
		for customer := range view.Customers() {
			headline[customer.Headline]++
			for _, status := range customer.Statuses {
				having[status]++
			}
			if len(customer.Statuses) == 0 {
				having[partnerhub.StatusNone]++
			}
		}
		counts := view.StatusCounts()
		for _, status := range append(partnerhub.Statuses(), partnerhub.StatusNone) {
			require.Equal(t, having[status], counts.Having(status), "%s: %s", status, q)
			require.Equal(t, headline[status], counts.Headline(status), "%s: %s", status, q)
		}
	})
}

func TestStatusCountsOfNobody(t *testing.T) {
	require.Equal(t, partnerhub.StatusCounts{}, partnerhub.View{}.StatusCounts())
	require.Zero(t, partnerhub.StatusCounts{}.Having(partnerhub.Status(200)))
	require.Zero(t, partnerhub.StatusCounts{}.Headline(partnerhub.Status(200)))
}

// A customer with a trial alone, and one with nothing.
func TestStatusCountsJSON(t *testing.T) {
	hub := load(t, &partnerhub.Dataset{
		Partner:   partnerhub.Partner{ID: "p"},
		Customers: []partnerhub.Customer{{ID: "a", Name: "A"}, {ID: "b", Name: "B"}},
		Trials:    []partnerhub.Trial{{ID: "t", CustomerID: "a", Start: theDay}},
	})
	text, err := json.Marshal(hub.At(theDay).StatusCounts())
	require.NoError(t, err)
	numbers := `{"expired":0,"expiring_soon":0,"license_overage":0,"no_recent_activity":0,"none":1,` +
		`"order_setup_ready":0,"subscription":0,"suspended":0,"trial":1}`
	require.Equal(t, `{"having":`+numbers+`,"headline":`+numbers+`}`, string(text))
}
