package partnerhub_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/partnerhub/partnerhub"
)

// How did the numbers develop, month by month?
func ExampleView_History() {
	points, err := loadNordwind().At(theDay).History(context.Background(), partnerhub.Meetings, partnerhub.HistoryOptions{Points: 3, Step: partnerhub.Monthly})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range points {
		fmt.Println(p.AsOf.Format(time.DateOnly), p.Overview.TotalCustomers, p.Overview.NearingExpiration, p.Renewing.Customers, p.Expiring.TermValue)
	}
	// Output:
	// 2025-11-30 5 1 0 [7000 USD]
	// 2025-12-31 5 1 1 [7000 USD]
	// 2026-01-31 6 3 1 [9000.5 EUR 7000 USD]
}

// From all customers to those that are over the limit.
func ExampleView_Waterfall() {
	filter, _ := partnerhub.ParseFilter("-status:trial")
	view, _ := loadNordwind().At(theDay).Where(filter)
	w := view.Waterfall(partnerhub.OverLimit)
	fmt.Println("all:", w.All, "visible:", w.Visible, "matched:", w.Matched, "population:", w.Population, "counted:", w.Counted)
	// Output: all: 6 visible: 6 matched: 5 population: 5 counted: 1
}

// Why is a customer not counted?
func ExampleView_StageOf() {
	filter, _ := partnerhub.ParseFilter("-status:trial")
	view, _ := loadNordwind().At(theDay).Where(filter)
	for _, id := range []string{"c-2", "c-5", "c-6", "c-7"} {
		stage, err := view.StageOf(id, partnerhub.OverLimit)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(id, stage, "|", stage.Label(partnerhub.English))
	}
	// Output:
	// c-2 counted | Counted
	// c-5 not_counted | Not counted
	// c-6 filtered | Left out by the filter
	// partnerhub: unknown customer "c-7"
}

// Until when must somebody decide on what renews?
func ExampleEnding_decisions() {
	for _, row := range loadNordwind().At(theDay).Renewing(partnerhub.Meetings).Rows {
		fmt.Println(row.EntitlementID, "decide by", row.LastDayToDecide.Format(time.DateOnly), "| too late:", row.DecisionPassed)
	}
	// Output: Sub-1 decide by 2026-01-30 | too late: true
}

func ExampleTable_WriteCSV() {
	view, _ := loadNordwind().At(theDay).Page(0, 2)
	var file strings.Builder
	if err := view.Expiring(partnerhub.Meetings).Table(partnerhub.English).WriteCSV(&file, partnerhub.CSVOptions{}); err != nil {
		fmt.Println(err)
	}
	fmt.Print(strings.ReplaceAll(file.String(), "\r\n", "\n"))
	// Output:
	// Customer ID,Customer,Entitlement ID,Subscription,Licenses,Assigned,Used,Available,Days until end,Used in the last 3 months,At least,Last day to decide,Decision passed
	// c-6,Mistral SA,trial-1,Enterprise Trial,10,,,,9,,,,
	// c-5,Etesian BV,Sub-5,Sub-5,500,450,,50,20,,,,
}

func ExampleTable_WriteMarkdown() {
	table := loadNordwind().At(theDay).Overage(partnerhub.Meetings).Table(partnerhub.German)
	if err := table.WriteMarkdown(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// | Kunden-ID | Kunde | Berechtigungs-ID | Abonnement | Lizenzen | Zugewiesen | Genutzt | Verfügbar | Überschreitung | Verbleibende Monate | Verlängerung | Zugewiesen % | Genutzt % |
	// | --- | --- | --- | --- | --: | --: | --: | --: | --: | --: | --- | --: | --: |
	// | c-2 | Bora SE | Sub-2 | Sub-2 | 200 | 210 | 190 | 0 | 10 | 2 | keine | 105 | 95 |
}

// Who is in the table, what is in it: for programs that draw it themselves.
func ExampleTable_Rows() {
	table := partnerhub.TrendTable([]partnerhub.TrendPoint{{AsOf: theDay, Total: 100, Assigned: partnerhub.Known(80)}}, partnerhub.English)
	fmt.Println(table.Columns())
	for row := range table.Rows() {
		fmt.Printf("%q\n", row)
	}
	// Output:
	// [As of Licenses Assigned Used Licenses, assigned unknown Licenses, used unknown]
	// ["2026-01-31T00:00:00Z" "100" "80" "" "0" "0"]
}
