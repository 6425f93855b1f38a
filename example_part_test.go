package partnerhub_test

import (
	"context"
	"fmt"

	"github.com/partnerhub/partnerhub"
)

// A hub of what one administrator sees, with the usage that is needed for a day.
func ExampleSeenBy() {
	data := nordwind() // a database leaves out the rest where it is stored
	source, err := partnerhub.SeenBy(data, "ole")
	if err != nil {
		panic(err)
	}
	period, err := partnerhub.Policy{}.UsagePeriod(theDay, theDay)
	if err != nil {
		panic(err)
	}
	if source, err = partnerhub.UsageWithin(source, period); err != nil {
		panic(err)
	}
	part, err := partnerhub.Load(context.Background(), source)
	if err != nil {
		panic(err)
	}
	view, err := loadNordwind().At(theDay).As("ole")
	if err != nil {
		panic(err)
	}
	fmt.Println(part.At(theDay).Len(), "customers, as in the view:", view.Len())
	fmt.Println(part.At(theDay).Expiring(partnerhub.Meetings).Customers, "expiring, as in the view:", view.Expiring(partnerhub.Meetings).Customers)
	// Output:
	// 2 customers, as in the view: 2
	// 1 expiring, as in the view: 1
}
