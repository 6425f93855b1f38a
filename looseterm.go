package partnerhub

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// looseTerm is an entitlement before it is put into its account. What it holds
// is in the lists of a loader: its instants are codes, its lines end where those
// of the next one begin.
type looseTerm struct {
	customer  int32
	firstLine int32
	// The number of its value and of its history, plus 1; 0: none.
	value, history                                           uint32
	ordered, start, end, provisioned, suspended, cancelledAt uint32
	renewal                                                  Renewal
	trial                                                    bool
}

// looseLine is a line before it is put into its entitlement.
type looseLine struct {
	total         int64
	product, term int32
}

// loose returns an entitlement without what the loader knows of it otherwise.
func (l *loader) loose(s *Subscription, trial bool) looseTerm {
	t := looseTerm{
		ordered: l.instants.Code(s.OrderedAt), start: l.instants.Code(s.Start), end: l.instants.Code(s.End),
		provisioned: l.instants.Code(s.ProvisionedAt), suspended: l.instants.Code(s.SuspendedAt),
		cancelledAt: l.instants.Code(s.CancelledAt), renewal: s.Renewal, trial: trial,
	}
	if !s.TermValue.IsZero() {
		t.value = uint32(l.values.Add(s.TermValue)) + 1
	}
	if len(s.Orders) > 0 || len(s.Invoices) > 0 {
		t.history = uint32(l.histories.Add(history{cloneOrders(s.Orders), slices.Clone(s.Invoices)})) + 1
	}
	return t
}

// addLines adds the lines of the latest entitlement.
func (l *loader) addLines(c checker, licenses []License) {
	l.merged = appendLines(l.merged[:0], licenses)
	last := 0
	for i := range l.merged {
		product, _ := l.products.Add(string(l.merged[i].product))
		l.lines.Add(looseLine{l.merged[i].total, int32(product), int32(l.terms.Len() - 1)})
		last = max(last, product)
	}
	if last >= maxProducts {
		c.tooManyProducts()
	}
}

// appendLines appends the licenses by product, each product once.
func appendLines(list []line, licenses []License) []line {
	for i := range licenses {
		list = append(list, line{product: licenses[i].Product, total: licenses[i].Quantity})
	}
	slices.SortFunc(list, func(a, b line) int { return cmp.Compare(a.product, b.product) })
	merged := list[:0]
	for _, l := range list {
		if last := len(merged) - 1; last >= 0 && merged[last].product == l.product {
			merged[last].total += l.total
		} else {
			merged = append(merged, l)
		}
	}
	return merged
}

func linesOf(licenses []License) []line { return appendLines(make([]line, 0, len(licenses)), licenses) }

func compareLine(l line, product Product) int { return cmp.Compare(l.product, product) }

// linesOfTerm returns the numbers of an entitlement's lines as a half-open range.
func (l *loader) linesOfTerm(term int) (from, until int) {
	from, until = int(l.terms.At(term).firstLine), l.lines.Len()
	if term+1 < l.terms.Len() {
		until = int(l.terms.At(term + 1).firstLine)
	}
	return from, until
}

func (l *loader) productOf(line int) Product {
	return Product(l.products.Text(int(l.lines.At(line).product)))
}

// lineOf returns the number of an entitlement's line of a product.
func (l *loader) lineOf(term int, product Product) (line int, exists bool) {
	from, until := l.linesOfTerm(term)
	i, exists := sort.Find(until-from, func(i int) int { return strings.Compare(string(product), string(l.productOf(from+i))) })
	return from + i, exists
}
