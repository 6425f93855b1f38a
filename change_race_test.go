package partnerhub_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/partnerhub/partnerhub"
	"github.com/partnerhub/partnerhub/internal/testkit"
)

// arrival is a customer who comes with 10 licenses, of which 4 are assigned.
func arrival(number int) changes {
	id := fmt.Sprintf("v-%03d", number)
	licenses := []partnerhub.License{{Product: "meetings", Quantity: 10}}
	return changes{
		partnerhub.UpsertCustomer{Customer: partnerhub.Customer{ID: id, Name: id}},
		partnerhub.StartTrial{Trial: partnerhub.Trial{ID: id, CustomerID: id, Start: when("2026-01-01"), End: when("2026-02-28"), Licenses: licenses}},
		partnerhub.RecordUsage{Sample: partnerhub.UsageSample{EntitlementID: id, Product: "meetings", Date: when("2026-01-30"), Assigned: partnerhub.Known(4)}},
		partnerhub.AssignAdmin{AdminID: "a", CustomerID: id},
	}
}

// inconsistency says what answers of one hub don't agree about its customers.
func inconsistency(hub *partnerhub.Hub) string {
	view := hub.At(changeDay)
	mine, err := view.As("a")
	if err != nil {
		return err.Error()
	}
	report, err := mine.Report(context.Background(), "meetings", partnerhub.TrendOptions{Points: 1})
	if err != nil {
		return err.Error()
	}
	n := view.Len()
	assigned, _ := report.Trend[0].Assigned.Value()
	found := []int{
		len(customersOf(mine)), view.Overview().TotalCustomers, report.Overview.ManagedCustomers,
		len(view.Expiring("meetings").Rows), int(report.Trend[0].Total) / 10, int(assigned) / 4,
		len(slices.Collect(view.Findings(partnerhub.StatusTrial.Condition()))),
		len(partnerhub.Compare(partnerhub.View{}, mine).Of(partnerhub.TotalCustomer).Entered),
	}
	if _, changes, err := mine.NextChange(context.Background()); err != nil || changes != (n > 0) {
		return fmt.Sprintf("of %d customers something changes: %t, %v", n, changes, err)
	}
	if !slices.Equal(found, slices.Repeat([]int{n}, len(found))) {
		return fmt.Sprintf("%d customers, but %v", n, found)
	}
	return ""
}

// Readers ask the newest hub while it is replaced again and again. Run with -race.
func TestReadersWhileChangesAreApplied(t *testing.T) {
	const versions, readers = 150, 4
	data := &partnerhub.Dataset{Partner: partnerhub.Partner{ID: "org-0"}, Admins: []partnerhub.Admin{{ID: "a", Role: partnerhub.RoleAdmin}}}
	hub, err := partnerhub.LoadInBlocks(t.Context(), data, 8)
	require.NoError(t, err)
	var newest atomic.Pointer[partnerhub.Hub]
	newest.Store(hub)
	var done atomic.Bool
	defer done.Store(true)
	problems := make([]string, readers)
	var group sync.WaitGroup
	for i := range readers {
		group.Go(func() {
			for last := false; !last && problems[i] == ""; {
				last = done.Load()
				problems[i] = inconsistency(newest.Load())
			}
		})
	}
	for number := range versions {
		hub = apply(t, hub, arrival(number)...)
		newest.Store(hub)
	}
	done.Store(true)
	group.Wait()
	require.Equal(t, make([]string, readers), problems)
	require.Equal(t, versions, hub.At(changeDay).Len())
}

// One hub is changed in many ways at once, and asked meanwhile.
func TestAppliersShareAHub(t *testing.T) {
	const appliers = 8
	data := testkit.Random(3, 20)
	hub := load(t, data)
	want := everything(t, hub, data)
	lengths, texts, errs := make([]int, appliers), make([]string, appliers), make([]error, appliers)
	var group sync.WaitGroup
	for i := range appliers {
		group.Go(func() {
			for _, customer := range data.Customers[:i] {
				changed, err := hub.Apply(partnerhub.RemoveCustomer{ID: customer.ID}, partnerhub.UpsertCustomer{Customer: customer})
				if err != nil {
					errs[i] = err
					return
				}
				lengths[i] += changed.At(data.AsOf).Len()
			}
			texts[i], errs[i] = answersJSON(hub.At(data.AsOf), data)
		})
	}
	group.Wait()
	require.Equal(t, make([]error, appliers), errs)
	require.Equal(t, slices.Repeat([]string{want}, appliers), texts)
	for i, n := range lengths {
		require.Equal(t, 20*i, n)
	}
}
