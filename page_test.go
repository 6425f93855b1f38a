package partnerhub_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
)

// sectionRows returns the rows of all sections, each as what identifies it.
func sectionRows(view partnerhub.View, product partnerhub.Product) map[string][]string {
	rows := map[string][]string{}
	add := func(section string, list []partnerhub.Row) {
		rows[section] = []string{}
		for _, row := range list {
			rows[section] = append(rows[section], row.CustomerID+" "+row.EntitlementID)
		}
	}
	add("added", common(view.RecentlyAdded(product).Rows, func(r partnerhub.RecentlyAddedRow) partnerhub.Row { return r.Row }))
	add("expiring", endingRows(view.Expiring(product)))
	add("renewing", endingRows(view.Renewing(product)))
	add("low", lowRows(view.LowAssignment(product)))
	add("overage", overageRows(view.Overage(product)))
	return rows
}

// Pages one after the other are all rows; the numbers are those of all rows.
func TestPages(t *testing.T) {
	forQuestions(t, 100, func(_ *partnerhub.Dataset, hub *partnerhub.Hub, q question) {
		view := viewOf(t, hub, q)
		all := sectionRows(view, q.product)
		leafed := map[string][]string{}
		for offset := 0; offset < 60; offset += 3 {
			page, err := view.Page(offset, 3)
			require.NoError(t, err)
			for section, rows := range sectionRows(page, q.product) {
				require.LessOrEqual(t, len(rows), 3)
				leafed[section] = append(leafed[section], rows...)
			}
		}
		for section, rows := range all {
			require.Equal(t, rows[:min(60, len(rows))], append([]string{}, leafed[section]...), "%s: %s", section, q)
		}
		requireSameNumbers(t, view, q)
	})
}

func requireSameNumbers(t *testing.T, view partnerhub.View, q question) {
	none, err := view.Page(0, 0)
	require.NoError(t, err)
	want, got := view.Overage(q.product), none.Overage(q.product)
	require.Empty(t, got.Rows)
	require.NotNil(t, got.Rows)
	want.Rows, got.Rows = nil, nil
	require.Equal(t, want, got, q)
	require.Equal(t, view.Overview(), none.Overview(), q)
	require.Equal(t, view.Len(), none.Len(), q)
}

func TestPageStaysWhenTheViewIsNarrowed(t *testing.T) {
	view := load(t, teamDataset()).At(theDay)
	page, err := view.Page(0, 0)
	require.NoError(t, err)
	narrowed, err := page.Where(partnerhub.MustParseFilter("name:*"))
	require.NoError(t, err)
	require.Empty(t, narrowed.Expiring("meetings").Rows)
	other, err := page.With(partnerhub.Policy{ExpirationDays: 3650})
	require.NoError(t, err)
	require.Empty(t, other.Expiring("meetings").Rows)
}

func TestPagesThatAreNone(t *testing.T) {
	for _, c := range [][2]int{{-1, 5}, {0, -1}} {
		_, err := partnerhub.View{}.Page(c[0], c[1])
		require.ErrorIs(t, err, partnerhub.ErrPage)
		require.ErrorContains(t, err, "must not be negative")
	}
	view := load(t, teamDataset()).At(theDay)
	beyond, err := view.Page(math.MaxInt, math.MaxInt)
	require.NoError(t, err)
	require.Empty(t, beyond.Expiring("meetings").Rows)
	all, err := view.Page(0, math.MaxInt)
	require.NoError(t, err)
	require.Equal(t, view.Expiring("meetings"), all.Expiring("meetings"))
}
