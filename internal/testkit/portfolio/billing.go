package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/partnerhub/partnerhub"
	"github.com/shopspring/decimal"
)

// orders returns the order history by date: the first order, what changed, what
// was renewed, and the cancellation.
func (s subscription) orders(number int) []partnerhub.Order {
	list := []partnerhub.Order{s.firstOrder()}
	for _, c := range s.changes {
		list = append(list, partnerhub.Order{
			PlacedAt: date(c.on), Kind: partnerhub.OrderChange, Value: money(c.value),
			Lines: []partnerhub.OrderLine{{Product: c.product, Delta: c.delta}},
		})
	}
	for _, on := range s.renewedOn {
		list = append(list, partnerhub.Order{PlacedAt: date(on), Kind: partnerhub.OrderRenewal})
	}
	if s.cancelledOn != "" {
		list = append(list, partnerhub.Order{PlacedAt: date(s.cancelledOn), Kind: partnerhub.OrderCancellation})
	}
	slices.SortStableFunc(list, func(a, b partnerhub.Order) int { return a.PlacedAt.Compare(b.PlacedAt) })
	for i := range list {
		list[i].Number = fmt.Sprintf("W-%d-%d", number, i+1)
	}
	return list
}

// firstOrder is what the subscription is now without its changes.
func (s subscription) firstOrder() partnerhub.Order {
	first := partnerhub.Order{PlacedAt: s.orderedAt(), Kind: partnerhub.OrderNew, Value: money(s.value)}
	for _, l := range s.lines {
		first.Lines = append(first.Lines, partnerhub.OrderLine{Product: l.product, Delta: l.quantity})
	}
	for _, c := range s.changes {
		first.Value.Amount = first.Value.Amount.Sub(money(c.value).Amount)
		for i := range first.Lines {
			if first.Lines[i].Product == c.product {
				first.Lines[i].Delta -= c.delta
			}
		}
	}
	return first
}

// invoices returns the bills until now. The term is billed in equal parts, each
// due after 30 days and paid after 19 unless it is one of the unpaid.
func (s subscription) invoices(number int) []partnerhub.Invoice {
	var list []partnerhub.Invoice
	value := money(s.value)
	if value.IsZero() || s.months == 0 {
		return nil
	}
	dates := s.billingDates()
	for i, issued := range dates {
		if issued.After(collected) {
			break
		}
		invoice := partnerhub.Invoice{
			Number: fmt.Sprintf("INV-%d-%d", number, i+1), IssuedAt: issued, DueAt: issued.AddDate(0, 0, 30),
			Amount: partnerhub.Money{Amount: part(value.Amount, i, len(dates)), Currency: value.Currency},
		}
		if paid := issued.AddDate(0, 0, 19); !paid.After(collected) {
			invoice.PaidAt = paid
		}
		list = append(list, invoice)
	}
	for i := range list[max(0, len(list)-s.unpaidBills):] {
		list[len(list)-1-i].PaidAt = time.Time{}
	}
	return list
}

func (s subscription) billingDates() []time.Time {
	every := s.billedEvery
	if every == 0 {
		every = 12
	}
	var dates []time.Time
	for month := 0; month < s.months; month += every {
		dates = append(dates, date(s.start).AddDate(0, month, 0))
	}
	return dates
}

// part returns the i-th of n parts of an amount, in whole units; the last has
// what remains, so that the parts add up.
func part(amount decimal.Decimal, i, n int) decimal.Decimal {
	each, remainder := amount.QuoRem(decimal.NewFromInt(int64(n)), 0)
	if i == n-1 {
		return each.Add(remainder)
	}
	return each
}
