package partnerhub

import (
	"cmp"
	"slices"
	"time"
)

// InvoiceState says whether an invoice is paid at T. The zero InvoiceState is
// not valid.
type InvoiceState uint8

// The states of an invoice at T: paid by then; overdue, when the civil day on
// which it is due is over; else open. An invoice without DueAt is never overdue.
const (
	InvoiceUnknown InvoiceState = iota
	InvoiceOpen
	InvoiceOverdue
	InvoicePaid
)

var invoiceStateNames = enumNames{"", "open", "overdue", "paid"}

// String returns open, overdue or paid.
func (s InvoiceState) String() string { return invoiceStateNames.string("InvoiceState", uint8(s)) }

// MarshalText writes what String returns; it fails on an invalid value.
func (s InvoiceState) MarshalText() ([]byte, error) {
	return invoiceStateNames.marshal("invoice state", uint8(s))
}

// UnmarshalText reads what MarshalText writes.
func (s *InvoiceState) UnmarshalText(text []byte) error {
	return unmarshalEnum(s, invoiceStateNames, "invoice state", text)
}

// InvoiceDetail is an invoice in a [CustomerDetail], as it is known at T.
type InvoiceDetail struct {
	Invoice
	State InvoiceState `json:"state"`
}

// known reports whether a dated fact is known at T; one without a date is.
func (m *moment) known(t time.Time) bool { return !t.After(m.instant) }

// invoices returns the invoices that are known at T, by date and number.
func (m *moment) invoices(all []Invoice) []InvoiceDetail {
	list := []InvoiceDetail{}
	for _, invoice := range all {
		if m.known(invoice.IssuedAt) {
			list = append(list, m.invoiceDetail(invoice))
		}
	}
	slices.SortStableFunc(list, func(a, b InvoiceDetail) int {
		return cmp.Or(a.IssuedAt.Compare(b.IssuedAt), cmp.Compare(a.Number, b.Number))
	})
	return list
}

func (m *moment) invoiceDetail(invoice Invoice) InvoiceDetail {
	detail := InvoiceDetail{Invoice: invoice, State: InvoiceOpen}
	if !m.known(invoice.PaidAt) {
		detail.PaidAt = time.Time{}
	}
	switch {
	case !detail.PaidAt.IsZero():
		detail.State = InvoicePaid
	case !invoice.DueAt.IsZero() && m.day(invoice.DueAt) < m.today:
		detail.State = InvoiceOverdue
	}
	detail.IssuedAt, detail.DueAt, detail.PaidAt = m.local(detail.IssuedAt), m.local(detail.DueAt), m.local(detail.PaidAt)
	return detail
}

// orders returns the orders that are known at T, by date and number.
func (m *moment) orders(all []Order) []Order {
	list := []Order{}
	for _, order := range cloneOrders(all) {
		if m.known(order.PlacedAt) {
			order.PlacedAt = m.local(order.PlacedAt)
			list = append(list, order)
		}
	}
	slices.SortStableFunc(list, func(a, b Order) int {
		return cmp.Or(a.PlacedAt.Compare(b.PlacedAt), cmp.Compare(a.Number, b.Number))
	})
	return list
}
