package partnerhub

import (
	"slices"
	"strings"

	"github.com/partnerhub/partnerhub/internal/column"
)

// accountReader puts the entitlements of a loader into their accounts, a block
// at a time.
type accountReader struct {
	*loader
	termsOf      termsOf
	accounts     []*account
	entitlements []entitlement
	lines        []line
	usage        usageReader
}

func newAccountReader(l *loader, of termsOf) *accountReader {
	return &accountReader{loader: l, termsOf: of, usage: usageReader{usagePile: l.usage}}
}

// read returns the accounts of customers, until it is called again.
func (r *accountReader) read(customers []int32) []*account {
	r.accounts, r.entitlements, r.lines = r.accounts[:0], r.entitlements[:0], r.lines[:0]
	r.usage.reset()
	for _, customer := range customers {
		a := r.loader.accounts.At(int(customer))
		slices.Sort(a.admins)
		a.admins = slices.Compact(a.admins)
		a.entitlements = r.readTerms(r.termsOf.customer(customer))
		r.accounts = append(r.accounts, a)
	}
	return r.accounts
}

// readTerms returns entitlements by id.
func (r *accountReader) readTerms(terms []int32) []entitlement {
	byID := func(a, b int32) int {
		return strings.Compare(r.loader.entitlements.Text(int(a)), r.loader.entitlements.Text(int(b)))
	}
	slices.SortFunc(terms, byID)
	first := len(r.entitlements)
	for _, term := range terms {
		r.entitlements = append(r.entitlements, entitlement{})
		r.readTerm(&r.entitlements[len(r.entitlements)-1], int(term))
	}
	return r.entitlements[first:]
}

func (r *accountReader) readTerm(e *entitlement, number int) {
	t, instants := r.terms.At(number), &r.instants
	e.ID, e.Renewal, e.trial = r.loader.entitlements.Text(number), t.renewal, t.trial
	e.OrderedAt, e.Start, e.End = instants.Time(t.ordered), instants.Time(t.start), instants.Time(t.end)
	e.ProvisionedAt, e.SuspendedAt = instants.Time(t.provisioned), instants.Time(t.suspended)
	e.CancelledAt = instants.Time(t.cancelledAt)
	if t.value > 0 {
		e.TermValue = *r.values.At(int(t.value - 1))
	}
	if t.history > 0 {
		history := r.histories.At(int(t.history - 1))
		e.Orders, e.Invoices = history.orders, history.invoices
	}
	first := len(r.lines)
	from, until := r.linesOfTerm(number)
	for i := from; i < until; i++ {
		r.lines = append(r.lines, line{product: r.productOf(i), total: r.loader.lines.At(i).total, samples: r.usage.read(i)})
	}
	e.lines = r.lines[first:]
}

// termsOf lists the entitlements of each customer.
type termsOf struct {
	begins []int32 // by customer, and one entry more
	terms  []int32
}

func (t *termsOf) customer(number int32) []int32 {
	return t.terms[t.begins[number]:t.begins[number+1]]
}

func newTermsOf(terms *column.Pile[looseTerm], customers int) termsOf {
	t := termsOf{begins: make([]int32, customers+2), terms: make([]int32, terms.Len())}
	for i := range terms.Len() {
		t.begins[terms.At(i).customer+2]++
	}
	for i := range customers {
		t.begins[i+2] += t.begins[i+1]
	}
	for i := range terms.Len() { // each begin moves to its end, where the next one begins
		next := &t.begins[terms.At(i).customer+1]
		t.terms[*next] = int32(i)
		*next++
	}
	return t
}
