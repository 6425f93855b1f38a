package partnerhub_test

import (
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
